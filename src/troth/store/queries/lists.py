"""Finding promises: in both directions, by state, side, person, area, objective, stake, series, day and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from troth.actions.days import day_in
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.needing import needing
from troth.store.queries.people import Seat
from troth.store.queries.seated import members_of, seated

MOST = 40
OPEN = ("proposed", "agreed", "delivered")
IN_FORCE = ("agreed", "delivered")
PAST = ("kept", "released", "broken", "nothing")
STATES: Mapping[str, tuple[str, ...]] = {
    "open": OPEN,
    "needs": OPEN,
    "moved": OPEN,
    "proposed": ("proposed",),
    "agreed": ("agreed",),
    "delivered": ("delivered",),
    "settled": PAST,
    "kept": ("kept",),
    "released": ("released",),
    "broken": ("broken",),
    "nothing": ("nothing",),
    "any": (),
}
SORTS: Mapping[str, Sequence[str]] = {
    "due": ("due_day", "number"),
    "changed": ("-changed_at", "-number"),
    "new": ("-number",),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is empty does not narrow it."""

    q: str = ""
    state: str = "open"
    side: str = ""
    person: str = ""
    due: str = ""
    area: str = ""
    objective: str = ""
    stake: str = ""
    series: str = ""
    sort: str = ""
    show: int = MOST

    @property
    def narrowed(self) -> bool:
        """Say whether anything narrows what is shown."""
        return self != Wanted(show=self.show, sort=self.sort)

    @property
    def asked(self) -> dict[str, str]:
        """Return what is looked for as an address says it, without how much of it is shown."""
        said = {each.name: str(getattr(self, each.name)) for each in fields(self) if each.name != "show"}
        return {name: value for name, value in said.items() if value}


def wanted_from(params: Mapping[str, str]) -> Wanted:
    """Read what is looked for from an address."""

    def named(field: str) -> str:
        return (params.get(field) or "").strip()[:200]

    show, q, series = named("show"), named("q"), named("series")
    state = named("state") or ("any" if series or q else "open")
    return Wanted(
        q=q,
        side=named("side"),
        person=named("person"),
        due=named("due"),
        area=named("area"),
        objective=named("objective"),
        stake=named("stake"),
        series=series,
        sort=named("sort"),
        state=state if state in STATES else "open",
        show=min(int(show), 2000) if show.isdecimal() and len(show) < 6 else MOST,
    )


def find(seat: Seat, wanted: Wanted, now: int) -> Mapping[str, Sequence[models.Promise]]:
    """Return the promises that fit, by the colour of the side that makes them, with one question for each side.

    Of each side there is one more than is shown when there are more.
    """
    own: Iterable[models.Promise]
    others: Iterable[models.Promise]
    if wanted.narrowed or wanted.show != MOST:
        rows, most = _fitting(seat, wanted, now), wanted.show + 1
        own, others = rows.filter(performer=seat.party)[:most], rows.exclude(performer=seat.party)[:most]
    else:
        sort = wanted.sort if wanted.sort in SORTS else ""
        own, others = (_first(seat.alliance.pk, seat.party.pk, sort=sort, own=mine) for mine in (True, False))
    other = "b" if seat.colour == "a" else "a"
    return {seat.colour: seated([seat], own), other: seated([seat], others)}


@prepared
def _first(alliance: str, party: int, *, sort: str, own: bool) -> QuerySet[models.Promise]:
    """What the list begins with: the open ones of one side."""
    rows = models.Promise.objects.filter(alliance=alliance, status__in=OPEN)
    rows = rows.filter(performer=party) if own else rows.exclude(performer=party)
    return rows.order_by(*_order(Wanted(sort=sort)))[: MOST + 1]


def fitting(seat: Seat, wanted: Wanted, now: int) -> QuerySet[models.Promise]:
    """Return all promises that fit, of both directions, in the order that is asked for."""
    return with_people(_fitting(seat, wanted, now))


def _fitting(seat: Seat, wanted: Wanted, now: int) -> QuerySet[models.Promise]:
    rows = models.Promise.objects.filter(alliance=seat.alliance)
    return rows.filter(fits(seat, wanted, now)).order_by(*_order(wanted))


def _order(wanted: Wanted) -> list[str | OrderBy]:
    names = SORTS.get(wanted.sort) or (
        SORTS["changed"] if wanted.state in ("settled", *PAST) else SORTS["due"]
    )
    return [F("due_day").asc(nulls_last=True) if name == "due_day" else name for name in names]


def fits(seat: Seat, wanted: Wanted, now: int) -> Q:
    """Say what a promise must be to be among those looked for."""
    states = STATES[wanted.state]
    found = Q(status__in=states) if states else Q()
    if wanted.state == "needs":
        found = needing(seat, now)
    if wanted.state == "moved":
        found &= MOVED
    for word in wanted.q.lower().split()[:8]:
        found &= _says(word)
    if wanted.side in ("a", "b"):
        found &= Q(performer__colour=wanted.side)
    if wanted.person:
        found &= Q(performer_person__pseudonym=wanted.person) | Q(customer_person__pseudonym=wanted.person)
    for field in ("area", "objective", "stake", "series"):
        if getattr(wanted, field):
            found &= Q(**{field: getattr(wanted, field)})
    return found & _due(wanted.due, now, day_in(now, seat.person.zone))


# Of the open ones, those whose day was agreed anew or of which the performer told that something came in between.
MOVED = Q(warned_at__isnull=False) | Q(first_due_day__isnull=False) & ~Q(first_due_day=F("due_day"))


def _says(word: str) -> Q:
    number = word.removeprefix("no.").strip(".")
    said = Q(search__contains=word)
    return said | Q(number=int(number)) if number.isdecimal() and len(number) < 7 else said


def _due(due: str, now: int, today: date) -> Q:
    if due == "passed":
        return Q(due__lt=now, status__in=OPEN)
    if due in ("week", "month"):
        return Q(due_day__gte=today, due_day__lte=today + timedelta(days=7 if due == "week" else 31))
    return Q(due_day=None) if due == "none" else Q()


def with_people(rows: QuerySet[models.Promise]) -> QuerySet[models.Promise]:
    """Read promises together with the sides and the people they are in the hands of, however many there are."""
    return rows.select_related(
        "performer__organisation", "customer__organisation", "performer_person", "customer_person"
    )


def waits_for(own: int) -> Q:
    """Say what waits for a word of the side of that number: the other side's open text, a delivery, a question."""
    answer = Q(customer=own, open_texts__contains="p") | Q(performer=own, open_texts__contains="c")
    return (
        answer
        | Q(customer=own, status="delivered")
        | Q(customer=own, asks_release=True, status="agreed")
        | Q(performer=own, asked_status=True, status="agreed")
    )


def people_in(seat: Seat) -> Sequence[tuple[str, str]]:
    """Return everybody known in the alliance, by pseudonym and name."""
    return [(each.pseudonym, each.name) for each in members_of([seat]).values() if each.name]


def objectives_in(seat: Seat) -> Sequence[models.Joint]:
    """Return the alliance's objectives that are agreed or on the table, oldest first."""
    return _objectives(seat.alliance.pk)


@prepared
def _objectives(alliance: str) -> QuerySet[models.Joint]:
    rows = models.Joint.objects.filter(alliance=alliance, kind=models.Joint.OBJECTIVE)
    return rows.exclude(status="nothing").order_by("number")


def open_ones(seat: Seat, *, mine: bool | None = None) -> Sequence[models.Promise]:
    """Return open promises to choose one from, the nearest first."""
    rows = models.Promise.objects.filter(alliance=seat.alliance, status__in=OPEN)
    if mine is not None:
        rows = rows.filter(performer=seat.party) if mine else rows.exclude(performer=seat.party)
    return seated([seat], rows.order_by(F("due_day").asc(nulls_last=True), "number")[:200])
