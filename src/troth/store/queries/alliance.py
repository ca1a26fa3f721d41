"""The home of an alliance: what both hold together, what is open in both directions, what happened lately."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from troth.core.promises import Name
from troth.core.record import LEAVE
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.comments import title_of_thing
from troth.store.queries.lists import OPEN
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_in_all, people_of
from troth.store.queries.seated import seated

ROOMS = (
    "promise.", "purpose.", "objective.", "statement.", "concern.", "clause.", "difference.", "area.", "control.",
    "meeting.", "comment.",
)  # fmt: skip
HANDED = Name.REASSIGN.value
A_FEW = 6


@dataclass(frozen=True)
class Happened:
    """One act of somebody in an alliance, as a list of news says it."""

    id: str
    number: int
    at: int
    person: Someone
    room: str
    act: str
    object: str
    title: str
    words: str
    count: int = 1


@dataclass(frozen=True)
class Serving:
    """An objective with the promises that serve it, and how many of them are kept."""

    joint: models.Joint
    rows: Sequence[models.Promise]
    kept: int
    of: int


def joints_in(seat: Seat) -> Sequence[models.Joint]:
    """Return all that both hold together in the reader's alliance, oldest first, without the texts before the last."""
    parties = {party.pk: party for party in seat.parties}
    found = list(_joints(seat.alliance.pk))
    for row in found:
        if row.put_by_id in parties:
            row.put_by = parties[row.put_by_id]
    return found


def purpose_of(rows: Iterable[models.Joint]) -> models.Joint | None:
    """Return the purpose that both hold, else the one on the table, None while nothing was put."""
    purposes = (row for row in rows if row.kind == models.Joint.PURPOSE)
    found = [row for row in purposes if row.status in ("agreed", "proposed")]
    return next((row for row in found if row.status == "agreed"), found[-1] if found else None)


def joint_of(seat: Seat, object_id: str) -> models.Joint | None:
    """Return a purpose or an objective of the reader's alliance."""
    return models.Joint.objects.filter(alliance=seat.alliance, object=object_id).first()


def open_or_serving(seat: Seat) -> Sequence[models.Promise]:
    """Return the promises that are open or serve an objective, the nearest day first.

    Two halves of one question, so that neither goes through all that there are.
    """
    found = list(_open_or_served(seat.alliance.pk))
    return seated(
        [seat], sorted(found, key=lambda row: (row.due_day is None, row.due_day or date.max, row.number))
    )


@prepared
def _joints(alliance: str) -> QuerySet[models.Joint]:
    return models.Joint.objects.filter(alliance=alliance).defer("history").order_by("number")


@prepared
def _open_or_served(alliance: str) -> QuerySet[models.Promise]:
    rows = models.Promise.objects.filter(alliance=alliance)
    # Whatever is not empty comes after it: said so, an index finds it among all that serve nothing.
    served = rows.filter(objective__gt="").exclude(status__in=OPEN)
    return rows.filter(status__in=OPEN).union(served, all=True)


def serving(joints: Iterable[models.Joint], promises: Iterable[models.Promise]) -> Sequence[Serving]:
    """Return each objective that is agreed or on the table with its promises, the open ones first."""
    rows: dict[str, list[models.Promise]] = {}
    for row in promises:
        rows.setdefault(row.objective, []).append(row)
    found = []
    for joint in (row for row in joints if row.kind == models.Joint.OBJECTIVE and row.status != "nothing"):
        own = [row for row in rows.get(joint.object, []) if row.status not in ("nothing", "released")]
        kept = [row for row in own if row.status == "kept"]
        still = [row for row in own if row.status in OPEN]
        found.append(Serving(joint, [*still[:A_FEW], *kept[-2:]], len(kept), len(own)))
    return found


def open_by_side(seat: Seat, promises: Iterable[models.Promise]) -> Mapping[str, Sequence[models.Promise]]:
    """Return the open promises of each side, by its colour, in the order they come in."""
    rows: dict[str, list[models.Promise]] = {"a": [], "b": []}
    for row in (row for row in promises if row.status in OPEN):
        ours = row.performer.colour if row.performer else ("b" if seat.colour == "a" else "a")
        rows[ours].append(row)
    return rows


def happened_since(seat: Seat, *, number: int = 0, limit: int = 12) -> Sequence[Happened]:
    """Return what others did after an entry, the newest first."""
    told = happened_in([seat], limit=limit, number=number)
    return told[seat.slug]


def happened_in(
    seats: Sequence[Seat], *, limit: int, number: int = 0, at: int = 0
) -> Mapping[str, Sequence[Happened]]:
    """Return what others did in each of the reader's alliances, by its slug and the newest first, with three questions.

    Of each the last entries are looked through, ten times `limit`; those up to `number` or before `at` are left out.
    """
    entries: dict[str, list[models.Entry]] = {}
    for entry in _latest([seat.alliance.pk for seat in seats], number, limit) if seats else ():
        if entry.at >= at:
            entries.setdefault(entry.alliance_id, []).append(entry)
    told = [seat for seat in seats if seat.alliance.pk in entries]
    people = people_in_all(told)
    titles = _titles(told, {entry.object for found in entries.values() for entry in found})
    return {
        seat.slug: _others(seat, entries.get(seat.alliance.pk, ()), people, titles)[:limit] for seat in seats
    }


def _latest(alliances: Sequence[str], number: int, limit: int) -> list[models.Entry]:
    if len(alliances) == 1:
        return _latest_of_one(alliances[0], number, most=limit * 10)
    last = Q(pk__in=())
    for alliance in alliances:
        last |= Q(pk__in=_after(alliance, number).values("pk")[: limit * 10])
    return list(models.Entry.objects.filter(last).select_related("body").order_by("-number"))


@prepared
def _latest_of_one(alliance: str, number: int, *, most: int) -> QuerySet[models.Entry]:
    return _after(alliance, number).select_related("body")[:most]


def _after(alliance: str, number: int) -> QuerySet[models.Entry]:
    rows = models.Entry.objects.filter(alliance=alliance, effective=True, number__gt=number)
    return rows.exclude(object="").exclude(object__startswith="m_").order_by("-number")


def _others(
    seat: Seat, entries: Iterable[models.Entry], people: Mapping[str, Someone], titles: Mapping[str, str]
) -> list[Happened]:
    shorts = {party.log: party for party in seat.sides}
    found: list[Happened] = []
    for entry in entries:
        side = shorts.get(entry.log)
        person = people.get(entry.by)
        if person is None and side is not None:
            person = Someone(side.short, side.colour, side.short, whole=True)
        if person is None or person.is_me or not entry.kind.startswith(ROOMS):
            continue
        happened = _happened(entry, person, titles.get(entry.object, ""))
        if found and _handed_together(found[-1], happened):
            found[-1] = replace(found[-1], count=found[-1].count + 1)
        elif not found or not _same(found[-1], happened):
            found.append(happened)
    return found


def farewell_of(seat: Seat) -> Happened | None:
    """Return what a side wrote when it left, and who signed it; None while the alliance goes on, or without words."""
    if seat.parted is None:
        return None
    entry = models.Entry.objects.filter(alliance=seat.alliance, kind=LEAVE).select_related("body").first()
    person = people_of(seat).get(entry.by) if entry is not None else None
    if entry is None or person is None or not _words(entry):
        return None
    return _happened(entry, person, "")


def _handed_together(one: Happened, other: Happened) -> bool:
    """Whatever was in somebody's hands is handed on in one act, and told once."""
    ours, theirs = ((each.act, each.at, each.person.pseudonym) for each in (one, other))
    return other.act == HANDED and ours == theirs


def _same(one: Happened, other: Happened) -> bool:
    """A series is offered and agreed in one act, and told once."""
    said = [(each.person.pseudonym, each.room, each.act, each.title) for each in (one, other)]
    return said[0] == said[1] and bool(one.title)


def _happened(entry: models.Entry, person: Someone, title: str) -> Happened:
    room, _, act = entry.kind.partition("/")[0].partition(".")
    return Happened(
        id=entry.id,
        number=entry.number,
        at=entry.at,
        person=person,
        room=room,
        act=act,
        object=entry.object,
        title=title,
        words=_words(entry),
    )


def _words(entry: models.Entry) -> str:
    body = getattr(entry, "body", None)
    if body is None:
        return ""
    said = json.loads(bytes(body.content)).get("words", "")
    return said if isinstance(said, str) else ""


def _titles(seats: Iterable[Seat], objects: set[str]) -> Mapping[str, str]:
    if not objects:
        return {}
    within = {"alliance__in": [seat.alliance for seat in seats], "object__in": objects}
    promised = models.Promise.objects.filter(**within).values_list("object", "title")
    joint = models.Joint.objects.filter(**within).values_list("object", "text")
    said = models.Statement.objects.filter(**within).values_list("object", "words")
    raised = models.Concern.objects.filter(**within).values_list("object", "words")
    met = models.Meeting.objects.filter(**within).values_list("object", "title")
    on = models.Comment.objects.filter(**within).values_list("object", title_of_thing())
    return dict(promised.union(joint, said, raised, met, on, all=True))
