"""The home of an alliance: what both hold together, what is open in both directions, what happened lately."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F

from troth.core.promises import Name
from troth.core.record import LEAVE
from troth.store import models
from troth.store.queries.lists import OPEN, listed
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_of

ROOMS = ("promise.", "purpose.", "objective.")
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


def purpose_of(seat: Seat) -> models.Joint | None:
    """Return the purpose that both hold, else the one on the table, None while nothing was put."""
    rows = models.Joint.objects.filter(alliance=seat.alliance, kind=models.Joint.PURPOSE).order_by("number")
    found = [row for row in rows if row.status in ("agreed", "proposed")]
    return next((row for row in found if row.status == "agreed"), found[-1] if found else None)


def joint_of(seat: Seat, object_id: str) -> models.Joint | None:
    """Return a purpose or an objective of the reader's alliance."""
    return models.Joint.objects.filter(alliance=seat.alliance, object=object_id).first()


def serving(seat: Seat, objectives: Sequence[models.Joint]) -> Sequence[Serving]:
    """Return each objective with its promises, the open ones first; one question to the database."""
    rows: dict[str, list[models.Promise]] = {}
    for row in listed(seat).exclude(objective="").order_by("due_day", "number"):
        rows.setdefault(row.objective, []).append(row)
    found = []
    for joint in objectives:
        own = [row for row in rows.get(joint.object, []) if row.status not in ("nothing", "released")]
        kept = [row for row in own if row.status == "kept"]
        still = [row for row in own if row.status in OPEN]
        found.append(Serving(joint, [*still[:A_FEW], *kept[-2:]], len(kept), len(own)))
    return found


def open_by_side(seat: Seat) -> Mapping[str, Sequence[models.Promise]]:
    """Return the open promises of each side, by its colour, the nearest day first."""
    rows: dict[str, list[models.Promise]] = {"a": [], "b": []}
    found = listed(seat).filter(status__in=("proposed", "agreed", "delivered"))
    for row in found.order_by(F("due_day").asc(nulls_last=True), "number"):
        ours = row.performer.colour if row.performer else ("b" if seat.colour == "a" else "a")
        rows[ours].append(row)
    return rows


def happened_since(
    seat: Seat, *, number: int = 0, at: int = 0, limit: int = 12, others_only: bool = True
) -> Sequence[Happened]:
    """Return what was done after an entry or a moment, the newest first; one's own acts are left out."""
    rows = models.Entry.objects.filter(alliance=seat.alliance, number__gt=number, at__gte=at, effective=True)
    rows = rows.exclude(object="").exclude(object__startswith="m_").select_related("body")
    entries = list(rows.order_by("-number")[: limit * 10])
    people = people_of(seat)
    titles = _titles(seat, {entry.object for entry in entries})
    shorts = {party.log: party for party in seat.sides}
    found: list[Happened] = []
    for entry in entries:
        side = shorts.get(entry.log)
        person = people.get(entry.by)
        if person is None and side is not None:
            person = Someone(side.short, side.colour, side.short, whole=True)
        if person is None or (others_only and person.is_me) or not entry.kind.startswith(ROOMS):
            continue
        happened = _happened(entry, person, titles.get(entry.object, ""))
        if found and _handed_together(found[-1], happened):
            found[-1] = replace(found[-1], count=found[-1].count + 1)
        elif not found or not _same(found[-1], happened):
            found.append(happened)
    return found[:limit]


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


def _titles(seat: Seat, objects: set[str]) -> Mapping[str, str]:
    """Only the tables are asked in which one of the objects can be."""
    found: dict[str, str] = {}
    for prefix, table, field in (("pr_", models.Promise, "title"), ("jt_", models.Joint, "text")):
        wanted = {name for name in objects if name.startswith(prefix)}
        if wanted:
            rows = table.objects.filter(alliance=seat.alliance, object__in=wanted)
            found |= dict(rows.values_list("object", field))
    return found
