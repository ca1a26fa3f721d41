"""What the record page shows: how far each log goes, its newest entries, and the last check made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.cache import cache

from troth.core.record import Place
from troth.store import models
from troth.store.export import check_of
from troth.store.ledger import entry_of
from troth.store.node import present
from troth.store.queries.people import Party, Seat

NEWEST = 12
KEPT_FOR = 30 * 24 * 3600
SAID: Mapping[str, str] = {
    "record.open": "Opened the log",
    "key.compared": "Compared the words",
    "party.admit": "Let the partner in",
    "member.name": "Introduced somebody",
    "ack": "Has what the other side said",
    "promise.offer": "Offered",
    "promise.request": "Asked for",
    "promise.counter": "Put other terms",
    "promise.change": "Proposed a change",
    "promise.withdraw": "Withdrew a text",
    "promise.decline": "Declined",
    "promise.agree": "Agreed",
    "promise.deliver": "Delivered",
    "promise.accept": "Accepted",
    "promise.send_back": "Sent back",
    "promise.release": "Released",
    "promise.break": "Broke, with notice",
    "promise.take_back": "Took a yes back",
    "promise.warn": "Told that something came in between",
    "promise.progress": "Reported progress",
    "promise.ask_release": "Asked to be released",
    "promise.ask_status": "Asked how it stands",
    "promise.reassign": "Named who answers now",
    "promise.escalate": "Asked the sponsors to look",
    "purpose.put": "Put the purpose in words",
    "purpose.agree": "Agreed to the purpose",
    "objective.put": "Put an objective",
    "objective.agree": "Agreed to an objective",
    "objective.close": "Closed an objective",
}


@dataclass(frozen=True)
class Fact:
    """One thing that is so of a log; `fine` when it is as it should be."""

    fine: bool
    words: str


@dataclass(frozen=True)
class Log:
    """One side's log as far as this node has it."""

    side: Party
    count: int
    head: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Line:
    """One of the newest entries, in words."""

    place: str
    side: Party
    said: str
    id: str
    cites: str
    at: int
    object: str


@dataclass(frozen=True)
class Fault:
    """Something that a check found not to fit."""

    side: str
    place: str
    what: str
    do: str


@dataclass(frozen=True)
class Check:
    """The last check made on this node: when, up to where, and what does not fit."""

    at: int
    heads: Mapping[str, Place]
    faults: tuple[Fault, ...]


def logs_of(seat: Seat, check: Check | None) -> tuple[Log, ...]:
    """Describe each side's log."""
    return tuple(_log(side, seat, check) for side in seat.sides)


def newest(seat: Seat) -> list[Line]:
    """Return the newest entries of both logs."""
    sides = {side.log: side for side in seat.sides}
    rows = list(models.Entry.objects.filter(alliance=seat.alliance).order_by("-number")[:NEWEST])
    names = dict(
        models.Promise.objects.filter(
            alliance=seat.alliance, object__in=[row.object for row in rows]
        ).values_list("object", "number")
    )
    return [_line(row, sides, names) for row in rows]


def every_line(seat: Seat) -> Iterator[Line]:
    """Yield all entries that the reader may take away, the newest first; until both have confirmed, their own log's."""
    sides = {side.log: side for side in seat.sides}
    rows = models.Entry.objects.filter(alliance=seat.alliance).order_by("-number")
    rows = rows if seat.opened else rows.filter(log=seat.log)
    names = dict(models.Promise.objects.filter(alliance=seat.alliance).values_list("object", "number"))
    for row in rows.iterator(chunk_size=1000):
        yield _line(row, sides, names)


def last_check(seat: Seat) -> Check | None:
    """Return the last check of this alliance's record, or None when none was made lately."""
    found = cache.get(_key(seat))
    return found if isinstance(found, Check) else None


def check_now(seat: Seat) -> Check:
    """Check the whole record as this node holds it, and keep what was found for the page."""
    findings = check_of(seat.alliance.pk)
    names = {side.log: side.short for side in seat.sides}
    faults = tuple(
        Fault(
            side=names.get(fault.log or "", fault.file),
            place=_place(fault.seq) if fault.seq is not None else "",
            what=fault.what,
            do=fault.do,
        )
        for fault in findings.faults
    )
    found = Check(at=present(), heads=dict(findings.complete_up_to), faults=faults)
    cache.set(_key(seat), found, KEPT_FOR)
    return found


def _key(seat: Seat) -> str:
    return f"check:{seat.alliance.pk}"


def _log(side: Party, seat: Seat, check: Check | None) -> Log:
    party = next(each for each in seat.parties if each.log == side.log)
    count = party.head_seq + 1
    return Log(
        side=side,
        count=count,
        head=f"{_place(party.head_seq)} · {_spaced(party.head_id)}",
        facts=(Fact(True, f"{count} entries"), *_cited(party, seat), *_checked(party, check)),
    )


def _cited(party: models.Party, seat: Seat) -> list[Fact]:
    facts = []
    for other in seat.parties:
        if other.log == party.log:
            continue
        upto = other.head_seen.get(party.log, [-1])[0]
        name = str(other.organisation)
        if upto >= party.head_seq:
            facts.append(Fact(True, f"{name} has signed that it has all of them"))
        elif upto >= 0:
            facts.append(
                Fact(False, f"{name} has signed that it has them up to {_place(upto)}; the rest follows")
            )
        else:
            facts.append(Fact(False, f"{name} has not signed yet that it has them"))
    return facts


def _checked(party: models.Party, check: Check | None) -> list[Fact]:
    if check is None:
        return [Fact(False, "Not checked here yet")]
    place = check.heads.get(party.log)
    if place is None or check.faults:
        return [Fact(False, "Something did not fit at the last check; it is named below")]
    if place.seq >= party.head_seq:
        return [Fact(True, "Each names the one before it, and every signature fits the side’s key")]
    return [
        Fact(True, f"Checked up to {_place(place.seq)}: each names the one before it, every signature fits")
    ]


def _line(row: models.Entry, sides: Mapping[str, Party], names: Mapping[str, int]) -> Line:
    seen = [
        f"{sides[log].short} {_place(place.seq)}" for log, place in entry_of(row).seen.items() if log in sides
    ]
    said = SAID.get(row.kind.partition("/")[0], row.kind)
    if row.object in names:
        said += f", promise {names[row.object]}"
    return Line(
        place=_place(row.seq),
        side=sides[row.log],
        said=said,
        id=f"{row.id[:4]}…{row.id[-4:]}",
        cites="cites " + " and ".join(seen) if seen else "",
        at=row.at,
        object=row.object if row.object in names else "",
    )


def _place(seq: int) -> str:
    return f"#{seq:04d}"


def _spaced(id: str) -> str:
    return f"{id[:4]} {id[4:8]} … {id[-8:-4]} {id[-4:]}"
