"""Promises as a list to take along: those found, or the story of one. An import here reads the list again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.store.models import Promise
from troth.store.queries.lists import Wanted, fitting, objectives_in, people_in, wanted_from
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, read_whole
from troth.web import live
from troth.web.gate import in_alliance
from troth.web.links import link_to
from troth.web.promises.listing import DUES, STATES
from troth.web.promises.story import history_of
from troth.web.promises.words import chip_of, today_of
from troth.web.sheets import Column, Sheet, Value, answer, local

Where = Callable[[str], str]
WE, THEY = "We promised them", "They promised us"
CHUNK = 1000
COLUMNS = (
    Column("Number", 9),
    Column("What was promised", 56),
    Column("Partner", 18),
    Column("Who promised whom", 19),
    Column("Person who promised", 22),
    Column("Person it is for", 22),
    Column("Made on", 12),
    Column("Promised for", 13),
    Column("Time zone", 18),
    Column("First day named", 16),
    Column("Day now expected", 17),
    Column("Delivered on", 13),
    Column("Ended on", 12),
    Column("How it stands", 26),
    Column("Stake", 9),
    Column("Area of work", 18),
    Column("Objective", 30),
    Column("Series", 10),
    Column("Address", 40),
)
STORY = (
    Column("When", 17),
    Column("Who", 24),
    Column("Side", 16),
    Column("What was done", 44),
    Column("Words", 60),
    Column("Why it does not count", 40),
)


@require_safe
@in_alliance()
def promises(request: HttpRequest, seat: Seat, form: str) -> HttpResponseBase:
    """This function will give all promises that the list would show, of both directions, one after the other."""
    wanted, now = wanted_from(request.GET), stamp_of(live.present())
    found = fitting(seat, wanted, now).iterator(chunk_size=CHUNK)
    about = dict(shows(seat, wanted))
    title = f"{seat.name}, promises, {about['Shown'].lower()}"
    sheet = Sheet(title, COLUMNS, rows(((seat, row) for row in found), now, partial(link_to, request)), about)
    return answer(seat, sheet, form)


@require_safe
@in_alliance()
def story(request: HttpRequest, seat: Seat, object: str, form: str) -> HttpResponseBase:
    """This function will give the story of one promise."""
    whole = read_whole(seat, object)
    if whole is None:
        raise Http404
    title = f"{seat.name}, promise {whole.row.number}"
    about = {"Promise": whole.row.title, "Times": seat.person.zone}
    return answer(seat, Sheet(title, STORY, _told(seat, whole), about), form)


def rows(found: Iterable[tuple[Seat, Promise]], now: int, where: Where) -> Iterator[tuple[Value, ...]]:
    """This function will yield promises as rows, each as the seat it is looked at from calls the two sides."""
    objectives: dict[str, Mapping[str, str]] = {}
    for seat, row in found:
        if seat.slug not in objectives:
            objectives[seat.slug] = {each.object: each.text for each in objectives_in(seat)}
        yield _row(seat, row, now, where, objectives[seat.slug])


def shows(seat: Seat, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """This function will say in words what the list was narrowed to."""
    yield "Shown", dict(STATES)[wanted.state]
    objectives = {each.object: each.text for each in objectives_in(seat)} if wanted.objective else {}
    sides = {side.colour: f"{side.short} promised" for side in seat.sides}
    narrowed = {
        "Words": wanted.q,
        "Person": dict(people_in(seat)).get(wanted.person, wanted.person) if wanted.person else "",
        "Due": dict(DUES).get(wanted.due, "") if wanted.due else "",
        "Direction": sides.get(wanted.side, ""),
        "Area": wanted.area,
        "Objective": objectives.get(wanted.objective, ""),
        "Stake": wanted.stake,
        "Series": "of one series" if wanted.series else "",
    }
    yield from ((name, said) for name, said in narrowed.items() if said)


def _row(
    seat: Seat, row: Promise, now: int, where: Where, objectives: Mapping[str, str]
) -> tuple[Value, ...]:
    zone = row.zone or "UTC"
    page = reverse("promise", args=[seat.slug, row.object])
    return (
        row.number,
        row.title or "Words erased",
        seat.partner_name,
        WE if row.performer_id == seat.party.pk else THEY,
        row.performer_person.name if row.performer_person else "",
        row.customer_person.name if row.customer_person else "",
        _day(row.agreed_at, zone),
        row.due_day,
        row.zone,
        row.first_due_day,
        row.expected_day,
        _day(row.delivered_at, zone),
        _day(row.closed_at, zone),
        chip_of(row, today_of(row, now)).word,
        row.stake,
        row.area,
        objectives.get(row.objective, ""),
        f"{row.series_index} of {row.series_of}" if row.series_index else "",
        where(page),
    )


def _day(stamp: int | None, zone: str) -> date | None:
    return day_in(stamp, zone) if stamp is not None else None


def _told(seat: Seat, whole: Whole) -> Iterator[tuple[Value, ...]]:
    today = whole.calendar.day_of(stamp_of(live.present()), seat.person.zone)
    for each in reversed(history_of(seat, whole, today)):
        person = each.person
        yield (
            local(each.at, seat.person.zone),
            person.name,
            person.short,
            each.said,
            each.words,
            each.why_not,
        )
