"""Finding promises: in both directions, by state, side, person, area, objective, stake, series, day and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from troth.store import models
from troth.store.queries.people import Seat

MOST = 40
OPEN = ("proposed", "agreed", "delivered")
IN_FORCE = ("agreed", "delivered")
PAST = ("kept", "released", "broken", "nothing")
STATES: Mapping[str, tuple[str, ...]] = {
    "open": OPEN,
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


@dataclass(frozen=True)
class Found:
    """The promises of one direction: as many as are shown, and how many there are."""

    rows: Sequence[models.Promise]
    count: int


def find(seat: Seat, wanted: Wanted, party_log: str, today: date) -> Found:
    """Return the promises that one side makes and that fit."""
    rows = _narrowed(seat, wanted, today)
    ours = Q(performer__log=party_log) if party_log else Q(performer=None)
    rows = rows.filter(ours)
    shown = list(rows.order_by(*_order(wanted))[: wanted.show + 1])
    count = len(shown) if len(shown) <= wanted.show else rows.count()
    return Found(shown[: wanted.show], count)


def _order(wanted: Wanted) -> list[str | OrderBy]:
    names = SORTS.get(wanted.sort) or (
        SORTS["changed"] if wanted.state in ("settled", *PAST) else SORTS["due"]
    )
    return [F("due_day").asc(nulls_last=True) if name == "due_day" else name for name in names]


def _narrowed(seat: Seat, wanted: Wanted, today: date) -> QuerySet[models.Promise]:
    rows = listed(seat)
    states = STATES[wanted.state]
    if states:
        rows = rows.filter(status__in=states)
    for word in wanted.q.lower().split()[:8]:
        rows = rows.filter(_says(word))
    if wanted.side in ("a", "b"):
        rows = rows.filter(performer__colour=wanted.side)
    if wanted.person:
        rows = rows.filter(
            Q(performer_person__pseudonym=wanted.person) | Q(customer_person__pseudonym=wanted.person)
        )
    for field in ("area", "objective", "stake", "series"):
        if getattr(wanted, field):
            rows = rows.filter(**{field: getattr(wanted, field)})
    return _due(rows, wanted.due, today)


def _says(word: str) -> Q:
    number = word.removeprefix("no.").strip(".")
    said = Q(search__contains=word)
    return said | Q(number=int(number)) if number.isdecimal() and len(number) < 7 else said


def _due(rows: QuerySet[models.Promise], due: str, today: date) -> QuerySet[models.Promise]:
    week = today + timedelta(days=7)
    if due == "passed":
        return rows.filter(due_day__lt=today, status__in=OPEN)
    if due == "week":
        return rows.filter(due_day__gte=today, due_day__lte=week)
    if due == "month":
        return rows.filter(due_day__gte=today, due_day__lte=today + timedelta(days=31))
    if due == "none":
        return rows.filter(due_day=None)
    return rows


def listed(seat: Seat) -> QuerySet[models.Promise]:
    """Return the alliance's promises with all that a row of a list shows."""
    return models.Promise.objects.filter(alliance=seat.alliance).select_related(
        "performer__organisation", "customer__organisation", "performer_person", "customer_person"
    )


@dataclass(frozen=True)
class Counts:
    """How many promises there are, by state and by the side that makes them; what waits for the reader's side."""

    by: Mapping[tuple[str, str], int]
    for_you: int

    def of(self, states: Sequence[str], colour: str = "") -> int:
        """Return how many stand in one of these states, of one side or of both."""
        return sum(
            n
            for (status, side), n in self.by.items()
            if (not states or status in states) and colour in ("", side)
        )


def counts(seat: Seat) -> Counts:
    """Count the alliance's promises."""
    found = models.Promise.objects.filter(alliance=seat.alliance).values("status", "performer__colour")
    by = {(row["status"], row["performer__colour"] or ""): row["n"] for row in found.annotate(n=Count("id"))}
    return Counts(by, models.Promise.objects.filter(waits_for(seat), alliance=seat.alliance).count())


def waits_for(seat: Seat) -> Q:
    """Say what waits for a word of the reader's side: an open text of the other side, a delivery, a question."""
    own = seat.party
    answer = Q(customer=own, open_texts__contains="p") | Q(performer=own, open_texts__contains="c")
    return (
        answer
        | Q(customer=own, status="delivered")
        | Q(customer=own, asks_release=True, status="agreed")
        | Q(performer=own, asked_status=True, status="agreed")
    )


def people_in(seat: Seat) -> Sequence[tuple[str, str]]:
    """Return everybody known in the alliance, by pseudonym and name."""
    members = models.Member.objects.filter(alliance=seat.alliance).exclude(name="").order_by("name")
    return list(members.values_list("pseudonym", "name"))


def areas_in(seat: Seat) -> Sequence[str]:
    """Return the areas of work that promises name."""
    rows = models.Promise.objects.filter(alliance=seat.alliance).exclude(area="").order_by("area")
    return list(rows.values_list("area", flat=True).distinct())


def objectives_in(seat: Seat) -> Sequence[models.Joint]:
    """Return the alliance's objectives that are agreed or on the table, oldest first."""
    return list(
        models.Joint.objects.filter(alliance=seat.alliance, kind=models.Joint.OBJECTIVE)
        .exclude(status="nothing")
        .order_by("number")
    )


def open_ones(seat: Seat, *, mine: bool | None = None) -> Sequence[models.Promise]:
    """Return open promises to choose one from, the nearest first."""
    rows = listed(seat).filter(status__in=OPEN)
    if mine is not None:
        rows = rows.filter(performer=seat.party) if mine else rows.exclude(performer=seat.party)
    return list(rows.order_by(F("due_day").asc(nulls_last=True), "number")[:200])
