"""What a person's own calendar fetches (RFC 5545): each day as it is in the place it was made for, with titles alone.

Nothing in it depends on when it is asked for: the same state of things gives the same bytes, so that a calendar that
asks again is told in a few bytes that nothing has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from troth.actions.days import NoSuchZone, day_in, moment_of, stamp_of, zone_of
from troth.core.charter import Every, Meeting
from troth.core.charter.cadence import MONTHS, WEEKS
from troth.core.unseen import show
from troth.store.feeds import feed_at
from troth.store.node import present
from troth.store.queries.feeds import Dated, Owner, Sort, dates_of, owner_of
from troth.web.account import limits
from troth.web.calendar.notes import note
from troth.web.days import say_day, say_time
from troth.web.links import link_to

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BEGAN = stamp_of(datetime(2020, 1, 1, tzinfo=UTC))  # seconds since then fit into a SEQUENCE until 2088
ERASED = "Words erased"
SAID = {
    Sort.MEETING: "{title}",
    Sort.BRIDGE: "Does the bridge hold? {title}",
    Sort.TRIAL: "The trial ends: {title}",
    Sort.LOOK: "Look again together: {title}",
    Sort.QUESTION: "Help or hurt? Ask both sides: {title}",
    Sort.PULSE: "Trust pulse closes",
    Sort.CHECK: "Health check closes",
}
ROOMS = {
    Sort.PROMISE: "promise",
    Sort.MEETING: "clause",
    Sort.BRIDGE: "difference",
    Sort.TRIAL: "control",
    Sort.LOOK: "control",
    Sort.QUESTION: "control",
    Sort.PULSE: "survey",
    Sort.CHECK: "survey",
}


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """This function will give a calendar to whoever knows its address, in what its owner may read at this moment."""
    found = feed_at(token)
    if found is None:
        if not limits.may_try_feed(request):
            return _wait()
        raise Http404
    if not limits.may_fetch_feed(request, found.pk):
        return _wait()
    owner = owner_of(found)
    if owner is None:
        raise Http404
    content = calendar_of(owner, present(), partial(link_to, request))
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="troth.ics"'
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def calendar_of(owner: Owner, now: int, link: Callable[[str], str]) -> bytes:
    """This function will write the calendar of an owner; `link` makes a whole address of a page's path."""
    name = f"Troth: {owner.reader.person}" if owner.every else f"Troth: {owner.seats[0].name}"
    made = Calendar()
    made.add("prodid", "-//Troth//Calendar//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", show(name))
    made.add("x-wr-calname", show(name))
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for event in _events(owner, dates_of(owner, now), now, link):
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def rule_of(meeting: Meeting) -> dict[str, object]:
    """This function will say a rhythm as a calendar does; a fifth weekday of the month is its last.

    A rhythm of months keeps its weekday and the place of it, as the charter reckons its next days.
    """
    first = meeting.first
    assert first is not None and meeting.every is not Every.NEEDED
    if meeting.every in WEEKS:
        return {"freq": "weekly", "interval": WEEKS[meeting.every]}
    place = (first.day - 1) // 7 + 1
    on = f"{place if place < 5 else -1}{DAYS[first.weekday()]}"
    return {"freq": "monthly", "interval": MONTHS[meeting.every], "byday": on}


def _events(owner: Owner, dates: Iterable[Dated], now: int, link: Callable[[str], str]) -> Iterable[Event]:
    today = day_in(now, owner.reader.person.zone)
    for each in dates:
        event = Event()
        event.add("uid", f"{each.key}.{each.seat.alliance.pk[:16]}@troth")
        event.add("dtstamp", moment_of(each.changed).replace(microsecond=0))
        event.add("last-modified", moment_of(each.changed).replace(microsecond=0))
        event.add("sequence", max(0, each.changed - BEGAN) // 1000)
        start, end = _span(each)
        event.add("dtstart", start)
        event.add("dtend", end)
        if each.meeting is not None:
            event.add("rrule", rule_of(each.meeting))
        event.add("summary", _summary(owner, each, today))
        event.add("status", _status(each))
        event.add("transp", "TRANSPARENT")
        event.add("url", link(reverse(ROOMS[each.sort], args=[each.seat.slug, each.object])))
        if told := _elsewhere(owner, each, today):
            event.add("description", told)
        yield event


def _span(each: Dated) -> tuple[date, date]:
    """A day, or the hours of a meeting by the clock of their zone: then both are moments.

    An entry may name a zone that nobody here knows; then the day has to do.
    """
    hours = each.meeting.hours if each.meeting is not None else None
    if hours is not None:
        with suppress(NoSuchZone):
            start = datetime.combine(each.day, hours.at, zone_of(hours.zone))
            return start, start + timedelta(minutes=hours.minutes)
    return each.day, each.day + timedelta(days=1)


def _status(each: Dated) -> str:
    if each.off:
        return "CANCELLED"
    proposed = each.due is not None and each.due.row.status == "proposed"
    return "TENTATIVE" if proposed else "CONFIRMED"


def _summary(owner: Owner, each: Dated, today: date) -> str:
    """Who does what; with whom, where the calendar is of several alliances; how far a promise is."""
    title = " ".join(each.title.split()).rstrip(".") or ERASED
    said = f"{each.due.by}: {title}" if each.due is not None else SAID[each.sort].format(title=title)
    if each.due is not None and not each.off and (how := note(each.due, today)):
        said += f", {how}"
    if owner.every:
        said += f" ({each.seat.name})"
    return show(said)


def _elsewhere(owner: Owner, each: Dated, today: date) -> str:
    """Where a promise's day is another than the reader's by the clock: the place, and when it is over here."""
    row, zone = each.due.row if each.due is not None else None, owner.reader.person.zone
    if row is None or row.due is None or not row.zone or row.due_day is None:
        return ""
    end = moment_of(row.due + 1)
    if say_time(end, zone) == say_time(end, row.zone) and day_in(row.due, zone) == row.due_day:
        return ""
    place = next(
        (side.place for side in each.seat.sides if side.zone == row.zone and side.place),
        row.zone.rpartition("/")[2].replace("_", " "),
    )
    over = f"{say_day(day_in(row.due + 1, zone), today)}, {say_time(end, zone)}"
    return show(f"The day is that of {place}; by your clock it is over on {over}.")


def _wait() -> HttpResponse:
    response = HttpResponse(
        "Asked for too often; ask again in an hour.\n", content_type="text/plain", status=429
    )
    response["Retry-After"] = "3600"
    return response
