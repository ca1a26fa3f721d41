"""The working hours of both sides on the reader's clock, with the hours both are at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.web.days import say_day
from troth.web.figures.svg import figure, line, num, text


@dataclass(frozen=True)
class Desk:
    """Where one side sits: its colour (`a` or `b`), place, zone and working hours there."""

    colour: str
    place: str
    zone: str
    opens: time
    closes: time

    def span(self, at: datetime, days: int = 0) -> tuple[datetime, datetime] | None:
        """This function will return the working hours `days` after the day it is at `at`; None on a weekend."""
        zone = ZoneInfo(self.zone)
        day = at.astimezone(zone).date() + timedelta(days=days)
        if day.weekday() > 4:
            return None
        start, end = (datetime.combine(day, hour, zone) for hour in (self.opens, self.closes))
        return start, end if end > start else end + timedelta(days=1)

    def words(self) -> str:
        return f"{self.opens:%H:%M} to {self.closes:%H:%M}"


@dataclass(frozen=True)
class Marks:
    """Where on the drawing the bands begin, how wide an hour is, and where the present stands."""

    left: float
    scale: float
    now: float


def meeting(mine: Desk, theirs: Desk, now: datetime) -> str:
    """This function will return in a sentence when both are at work, now or next, on the clock of `mine`."""
    zone = ZoneInfo(mine.zone)
    for start, end in _common(mine, theirs, now):
        here, until = start.astimezone(zone), end.astimezone(zone)
        if start <= now:
            return f"Both at work until {until:%H:%M} your time."
        ahead = (here.date() - now.astimezone(zone).date()).days
        when = {0: "today", 1: "tomorrow"}.get(ahead) or say_day(here.date(), now.astimezone(zone).date())
        return f"Both at work next: {when}, {here:%H:%M} to {until:%H:%M} your time."
    return "Your hours and theirs do not meet."


def _common(one: Desk, other: Desk, now: datetime) -> list[tuple[datetime, datetime]]:
    """What the two have in common from `now` on, within a week; compared as instants, whatever the zones."""
    common = []
    for mine in (one.span(now, days) for days in range(-1, 7)):
        for theirs in (other.span(now, days) for days in range(-1, 7)):
            if mine and theirs:
                start, end = max(mine[0], theirs[0]), min(mine[1], theirs[1])
                if start < end and end > now:
                    common.append((start, end))
    return sorted(common)


def hours_band(desks: Sequence[Desk], mine: Desk, now: datetime) -> str:
    """This function will return the bands of the day, in the alliance's order, for a wide and a narrow page."""
    spans = [(desk, _hours(desk, mine, now)) for desk in desks]
    here = _hour(now, mine, now)
    edges = [here, *(edge for _, span in spans if span for edge in span)]
    low, high = min(edges) - 1, max(edges) + 1
    theirs = next((desk for desk in desks if desk is not mine), mine)
    told = f"Now {now.astimezone(ZoneInfo(mine.zone)):%H:%M} in {mine.place}. {meeting(mine, theirs, now)}"
    wide = _bands(spans, mine, here, (low, high), width=1000, left=120, told=told)
    return wide + _bands(spans, mine, here, (low, high), width=340, left=0, told=told)


def _hour(at: datetime, mine: Desk, now: datetime) -> float:
    """Hours from the reader's midnight, so that a band may begin yesterday and end tomorrow."""
    midnight = now.astimezone(ZoneInfo(mine.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (at - midnight).total_seconds() / 3600


def _hours(desk: Desk, mine: Desk, now: datetime) -> tuple[float, float] | None:
    span = desk.span(now)
    return span and (_hour(span[0], mine, now), _hour(span[1], mine, now))


def _bands(
    spans: Sequence[tuple[Desk, tuple[float, float] | None]],
    mine: Desk,
    here: float,
    axis: tuple[float, float],
    *,
    width: float,
    left: float,
    told: str,
) -> str:
    narrow = left == 0
    scale = (width - left - 10) / (axis[1] - axis[0])
    height, gap = (118.0, 50.0) if narrow else (92.0, 38.0)
    marks = Marks(left, scale, left + (here - axis[0]) * scale)
    parts = [_shade(spans, axis[0], scale, left, height)]
    for row, (desk, span) in enumerate(spans):
        y = (24 if narrow else 12) + row * gap
        x = left + ((span[0] - axis[0]) * scale if span else 0)
        if span:
            parts.append(
                f'<rect x="{num(x)}" y="{num(y)}" width="{num((span[1] - span[0]) * scale)}" height="20" '
                f'class="f-{desk.colour}" rx="4"/>'
            )
        parts.append(
            _narrow_words(desk, x, y, span)
            if narrow
            else _wide_words(desk, x, y, span, own=desk is mine, marks=marks)
        )
    x = marks.now
    parts.append(line(x, 20 if narrow else 0, x, height - 16, more='stroke-width="2.5"'))
    parts.append(text(min(max(x, 30), width - 32), height - 2, _clock(here), kind="k", anchor="middle"))
    return figure(parts, width=width, height=height, kind="only-narrow" if narrow else "only-wide", told=told)


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"now {minutes // 60:02}:{minutes % 60:02}"


def _shade(
    spans: Sequence[tuple[Desk, tuple[float, float] | None]],
    low: float,
    scale: float,
    left: float,
    height: float,
) -> str:
    known = [span for _, span in spans if span]
    start, end = max((span[0] for span in known), default=0), min((span[1] for span in known), default=0)
    if len(known) < 2 or end <= start:
        return ""
    return (
        f'<rect x="{num(left + (start - low) * scale)}" y="4" width="{num((end - start) * scale)}" '
        f'height="{num(height - 22)}" class="f-mark" rx="4"/>'
    )


def _narrow_words(desk: Desk, x: float, y: float, span: tuple[float, float] | None) -> str:
    words = (
        f"{desk.place} {desk.opens:%H:%M}–{desk.closes:%H:%M}" if span else f"{desk.place}: not at work today"
    )
    return text(min(x, 340 - len(words) * 6.7), y - 7, words, kind="m")


def _wide_words(
    desk: Desk, x: float, y: float, span: tuple[float, float] | None, *, own: bool, marks: Marks
) -> str:
    place = text(0, y + 15, desk.place[:16], kind="k l")
    if not span:
        return place + text(marks.left, y + 15, "not at work today", kind="m")
    words = desk.words() + ("" if own else ", their time")
    end = x + (span[1] - span[0]) * marks.scale
    if x < marks.now < x + 20 + 6.7 * len(words):  # the line of the present would run through the words
        return place + text(end - 10, y + 14.5, words, kind=f"on-{desk.colour}", anchor="end")
    return place + text(x + 10, y + 14.5, words, kind=f"on-{desk.colour}")
