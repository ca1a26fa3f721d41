"""The drawings of the pages as tags; what they draw is in `troth.web.figures`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from troth.core import trust
from troth.web.days import DAYS
from troth.web.figures import between as two_stand
from troth.web.figures import hours, life, reach
from troth.web.figures import months as by_month
from troth.web.figures import share as of_share

register = template.Library()


class Seat(Protocol):
    """One side as the frame knows it; `mine` on the reader's own."""

    colour: str
    mine: bool
    place: str
    zone: str
    opens: time
    closes: time


@register.simple_tag
def life_line(line: life.LifeLine) -> SafeString:
    """This function will return a promise's conversation as a figure."""
    return mark_safe(life.life_line(line))


@register.simple_tag
def months(rows: Sequence[by_month.Month], side: str = "b") -> SafeString:
    """This function will return on time by month, in the colour of the side that promised."""
    return mark_safe(by_month.months(rows, side=side))


@register.simple_tag
def between(a: two_stand.Mark | None, b: two_stand.Mark | None, told: str) -> SafeString:
    """This function will return where both sides stand on five stops; `told` says it in words."""
    return mark_safe(two_stand.between(a, b, told=told))


@register.simple_tag
def course(a: Sequence[int | None], b: Sequence[int | None], told: str) -> SafeString:
    """This function will return both sides' middles from round to round; `told` says it in words."""
    return mark_safe(two_stand.course(a, b, told=told))


@register.simple_tag(takes_context=True)
def hours_band(context: template.Context, sides: Sequence[Seat]) -> SafeString:
    """This function will return today's working hours of both sides and when both are at work."""
    now = _now(context)
    desks = [_desk(side) for side in sides]
    mine = next((desk for desk, side in zip(desks, sides, strict=True) if side.mine), desks[0])
    theirs = next((desk for desk in desks if desk is not mine), mine)
    drawn = mark_safe(hours.hours_band(desks, mine, now))
    return format_html('{}<p class="fine mt-2">{}</p>', drawn, hours.meeting(mine, theirs, now))


@register.simple_tag
def reaches(key: str, *values: float) -> SafeString:
    """This function will return the small two reaches; without values both tracks are open: little to go on."""
    a, b = (reach.Reach(*values[:3]), reach.Reach(*values[3:])) if len(values) == 6 else (None, None)
    return mark_safe(reach.reaches(a, b, key=key))


@register.inclusion_tag("parts/facing.html")
def facing(
    key: str,
    a: trust.Reach | reach.Reach | None,
    b: trust.Reach | reach.Reach | None,
    name_a: str,
    name_b: str,
    size: str = "",
    note_a: str = "",
    note_b: str = "",
    stated_a: float | None = None,
    stated_b: float | None = None,
) -> dict[str, Any]:
    """This function will show how far side `a` relies on `b` and `b` on `a`, with the same in words; size `s` is small.

    None, or the word "little to go on", leaves that side's track open. `key` sets the figure apart from others on the
    page; the notes are a sentence under each direction of the large one, and `stated` what its people said in a pulse.
    """
    one, other = _reach(a, stated_a), _reach(b, stated_b)
    draw = reach.reaches if size == "s" else reach.facing
    return {
        "small": size == "s",
        "figure": mark_safe(draw(one, other, key=key)),
        "names": (name_a, name_b),
        "words": (one.said, other.said),
        "told": f"{reach.told(one, name_a, name_b)} {reach.told(other, name_b, name_a)}",
        "notes": (note_a, note_b) if note_a or note_b else (),
    }


def _reach(given: trust.Reach | reach.Reach | None, stated: float | None) -> reach.Reach:
    """What the rules reckoned, as a drawing takes it."""
    if given is None:
        return reach.Reach(0, 0, 1, None, reach.LITTLE)
    if isinstance(given, reach.Reach):
        return given if stated is None else replace(given, stated=stated)
    said = given.opinion
    return reach.Reach(said.low, said.likely, said.high, stated, given.word.value, given.says)


@register.simple_tag
def share(value: float, most: float) -> SafeString:
    """This function will return a signed share as a bar; the longest of the list stands for `most`."""
    return mark_safe(of_share.share(value, most))


@register.simple_tag
def reach_legend() -> SafeString:
    """This function will return what the marks of the two reaches mean."""
    return mark_safe(reach.LEGEND)


@register.simple_tag(takes_context=True)
def clock(context: template.Context, side: Seat) -> SafeString:
    """This function will return one side's clock, and for the partner how long it is at work."""
    now, desk = _now(context), _desk(side)
    here = now.astimezone(ZoneInfo(side.zone))
    span = desk.span(now)
    where = ""
    if not side.mine and span:
        where = f", until {side.closes:%H:%M}" if span[0] <= now < span[1] else ""
        where = where or (f", from {side.opens:%H:%M}" if now < span[0] else "")
    return format_html(
        '<span class="side-{}"><b><time datetime="{}" data-zone="{}">{}</time></b>'
        '{}<span class="where">{}</span>{}</span>',
        side.colour,
        here.isoformat("T", "minutes"),
        side.zone,
        f"{DAYS[here.weekday()][:3]} {here:%H:%M}",
        side.place,
        where,
        mark_safe('<span class="vh"> your time</span>') if side.mine else "",
    )


def _now(context: template.Context) -> datetime:
    now = context.get("now")
    return now if isinstance(now, datetime) else timezone.now()


def _desk(side: Seat) -> hours.Desk:
    return hours.Desk(side.colour, side.place, side.zone, side.opens, side.closes)
