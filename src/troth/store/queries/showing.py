"""What pieces of evidence are called by what they show, and what is open that could become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from troth.store import models
from troth.store.queries.people import Seat

MOST_ASKED = 20
PROMISE, STATEMENT, CONCERN, REPORT = "pr", "st", "cn", "rp"


@dataclass(frozen=True)
class Told:
    """What a piece of evidence is of: its words (empty once erased), and what its row tells of how it came.

    `rounds` counts the playbacks of a statement or a concern; of a reported promise `object` is the period's.
    """

    kind: str
    object: str
    words: str
    status: str = ""
    outcome: str = ""
    area: str = ""
    zone: str = "UTC"
    due_day: date | None = None
    came_day: date | None = None
    delivered_at: int | None = None
    rounds: int = 0


@dataclass(frozen=True)
class Asks:
    """A statement of the side that relies which waits for the other side's word; `week` is that of the piece of
    evidence that its silence has become, if it has."""

    object: str
    words: str
    week: int | None


@dataclass(frozen=True)
class Open:
    """What is open towards the side that relies: the next promise, what is delivered, what was reported."""

    next: str
    title: str
    day: date | None
    stake: str
    delivered: int
    waits: str
    waits_title: str
    reported: int


def told_of(seat: Seat, rows: Iterable[models.Evidence]) -> Mapping[str, Told]:
    """Return what pieces are of, by the name of each, with one question to the database."""
    objects: dict[str, set[str]] = defaultdict(set)
    reported: dict[str, set[int]] = defaultdict(set)
    names: dict[str, str] = {}
    for row in rows:
        kind = row.object.partition("_")[0]
        if kind == REPORT:
            reported[row.object].add(int(row.piece.rpartition(":")[2]))
        else:
            objects[kind].add(row.object)
        names[row.piece] = row.piece if kind == REPORT else row.object
    found = {each.object: each for each in _told(seat, objects, reported)}
    return {piece: found[name] for piece, name in names.items() if name in found}


def _told(
    seat: Seat, objects: Mapping[str, Collection[str]], reported: Mapping[str, Collection[int]]
) -> Iterable[Told]:
    alliance = seat.alliance.pk
    asked: list[QuerySet[Any, Any]] = []
    if objects[PROMISE]:
        promises = models.Promise.objects.filter(alliance=alliance, object__in=objects[PROMISE])
        asked.append(
            promises.values_list(
                Value(PROMISE), "object", "title", "status", "outcome", "area", "zone", "due_day",
                Value(None, output_field=DateField()), "delivered_at", Value(0),
            )
        )  # fmt: skip
    if objects[STATEMENT]:
        said = models.Statement.objects.filter(alliance=alliance, object__in=objects[STATEMENT])
        asked.append(said.values_list(Value(STATEMENT), "object", "words", "status", *_nothing(), "rounds"))
    if objects[CONCERN]:
        raised = models.Concern.objects.filter(alliance=alliance, object__in=objects[CONCERN])
        asked.append(raised.values_list(Value(CONCERN), "object", "words", "status", *_nothing(), "rounds"))
    if reported:
        which = Q(pk__in=())
        for name, numbers in reported.items():
            which |= Q(batch__object=name, row__in=numbers)
        past = models.Report.objects.filter(which, batch__alliance=alliance)
        asked.append(
            past.values_list(
                Value(REPORT), "batch__object", "title", "status", Value("", output_field=CharField()),
                "area", Value("UTC"), "promised", "delivered",
                Value(None, output_field=BigIntegerField()), "row",
            )
        )  # fmt: skip
    if not asked:
        return ()
    first, *others = asked
    return (_of(row) for row in (first.union(*others, all=True) if others else first))


def _nothing() -> tuple[Value, ...]:
    none = Value("", output_field=CharField())
    day = Value(None, output_field=DateField())
    return none, none, Value("UTC"), day, day, Value(None, output_field=BigIntegerField())


def _of(row: tuple[Any, ...]) -> Told:
    kind, name, words, status, outcome, area, zone, due, came, delivered, number = row
    return Told(
        kind=kind,
        object=f"{name}:{number}" if kind == REPORT else name,
        words=words,
        status=status,
        outcome=outcome,
        area=area,
        zone=zone or "UTC",
        due_day=due,
        came_day=came,
        delivered_at=delivered,
        rounds=0 if kind == REPORT else number,
    )


def relied_on(seat: Seat, trustor: models.Party) -> models.Party:
    """Return the side that the other one relies on; both have joined."""
    return next(party for party in seat.parties if party.pk != trustor.pk)


def asks_of(seat: Seat, trustor: models.Party) -> list[Asks]:
    """Return the statements of the side that relies that wait for the other side's word, the oldest first."""
    silence = models.Evidence.objects.filter(alliance=seat.alliance, object=OuterRef("object"))
    rows = (
        models.Statement.objects.filter(alliance=seat.alliance, waits="listener", speaker=trustor)
        .annotate(week=Subquery(silence.values("week")[:1]))
        .order_by("number")
    )
    return [Asks(*row) for row in rows.values_list("object", "words", "week")[:MOST_ASKED]]


def open_of(seat: Seat, trustor: models.Party, now: int) -> Open:
    """Return what is open towards the side that relies, with one question to the database."""
    promises = models.Promise.objects.filter(alliance=seat.alliance, performer=relied_on(seat, trustor))
    coming = promises.filter(status="agreed", due__gte=now).order_by("due_day", "due", "number")
    delivered = promises.filter(status="delivered")
    oldest = delivered.order_by("delivered_at", "number")
    reported = models.Report.objects.filter(
        batch__alliance=seat.alliance, batch__closed=True, status=models.Report.WAITING
    ).exclude(performer=trustor)
    row = (
        models.Party.objects.filter(pk=trustor.pk)
        .annotate(
            next=Subquery(coming.values("object")[:1]),
            next_title=Subquery(coming.values("title")[:1], output_field=TextField()),
            next_day=Subquery(coming.values("due_day")[:1], output_field=DateField()),
            next_stake=Subquery(coming.values("stake")[:1]),
            delivered=_counted(delivered),
            waits=Subquery(oldest.values("object")[:1]),
            waits_title=Subquery(oldest.values("title")[:1], output_field=TextField()),
            reported=_counted(reported),
        )
        .values(
            "next", "next_title", "next_day", "next_stake", "delivered", "waits", "waits_title", "reported"
        )
        .get()
    )
    return Open(
        next=row["next"] or "",
        title=row["next_title"] or "",
        day=row["next_day"],
        stake=row["next_stake"] or "",
        delivered=row["delivered"],
        waits=row["waits"] or "",
        waits_title=row["waits_title"] or "",
        reported=row["reported"],
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, as a part of a question."""
    all_of_them = rows.order_by().annotate(one=Value(1)).values("one").annotate(of=Count("pk")).values("of")
    return Coalesce(Subquery(all_of_them, output_field=IntegerField()), 0)
