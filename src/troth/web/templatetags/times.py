"""Days and times on the reader's clock; another place is named when it is meant.

They read two things from the page's context: `now` (an aware datetime, the node's clock) and `zone` (the
reader's, as in `Europe/Amsterdam`). Stamps may be aware datetimes or integer milliseconds since 1970 in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from troth.web.days import say_date, say_day, say_long, say_plain, say_short, say_time

register = template.Library()


def _now(context: template.Context) -> datetime:
    now = context.get("now")
    return now if isinstance(now, datetime) else timezone.now()


def _zone(context: template.Context, zone: str = "") -> str:
    return zone or str(context.get("zone") or "UTC")


def _moment(value: datetime | int) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC) if isinstance(value, int) else value


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: date | None, form: str = "") -> SafeString:
    """This function will return a calendar day: `Fri 27 Nov`; `short` is `27 Nov`, `plain` `27 November`, `long`
    `Friday 27 November`.

    Of a stamp it is the day where the reader is.
    """
    if value is None:
        return mark_safe("")
    here = ZoneInfo(_zone(context))
    value = value.astimezone(here).date() if isinstance(value, datetime) else value
    today = _now(context).astimezone(here).date()
    said = {"short": say_short, "plain": say_plain, "long": say_long}.get(form, say_day)(value, today)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.simple_tag(takes_context=True)
def when(
    context: template.Context, value: datetime | int | None, zone: str = "", place: str = "", form: str = ""
) -> SafeString:
    """This function will return a stamp, `Today, 09:06` or `Mon 9 Nov, 08:20`; `place` is said after the time.

    `form="short"` is for the middle of a sentence: `23 Nov, 09:06`.
    """
    if value is None:
        return mark_safe("")
    at, here, now = _moment(value), _zone(context, zone), _now(context)
    said = say_date(at, here, now)
    if form == "short":
        said = say_short(at.astimezone(ZoneInfo(here)).date(), now.astimezone(ZoneInfo(here)).date())
    iso = at.astimezone(ZoneInfo(here)).isoformat("T", "minutes")
    return format_html(
        '<time datetime="{}">{}, {}{}</time>', iso, said, say_time(at, here), place and f" {place}"
    )


@register.simple_tag(takes_context=True)
def stamp(context: template.Context, value: datetime | int, zone: str = "", place: str = "") -> SafeString:
    """This function will return a stamp of the history: the day, and beneath it the time and its place."""
    at, here = _moment(value), _zone(context, zone)
    return format_html(
        '<time datetime="{}">{}<small>{} {}</small></time>',
        at.astimezone(ZoneInfo(here)).isoformat("T", "minutes"),
        say_date(at, here, _now(context)),
        say_time(at, here),
        place,
    )


@register.simple_tag(takes_context=True)
def hour(context: template.Context, value: datetime | int, zone: str = "") -> SafeString:
    """This function will return only the time of day: `09:06`."""
    at, here = _moment(value), _zone(context, zone)
    stamp = at.astimezone(ZoneInfo(here)).isoformat("T", "minutes")
    return format_html('<time datetime="{}">{}</time>', stamp, say_time(at, here))
