"""What the record page shows: how far each log goes, its newest entries, and the last check made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from troth.core.record import Place
from troth.store import fsck, models
from troth.store.ledger import entry_of
from troth.store.node import present
from troth.store.queries.people import Party, Seat

NEWEST = 12
SAID: Mapping[str, str] = {
    "record.open": "Opened the log",
    "key.compared": "Compared the words",
    "party.admit": "Let the partner in",
    "member.name": "Introduced somebody",
    "member.words": "Said how to work with somebody",
    "erase.ask": "Asked for words to be erased",
    "erase.done": "Has erased what was asked away",
    "party.leave": "Left the alliance",
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
    "promise.escalate": "Asked two people to look",
    "promise.looked": "Looked at it",
    "member.sponsor": "Named who is asked to look",
    "purpose.put": "Put the purpose in words",
    "purpose.agree": "Agreed to the purpose",
    "objective.put": "Put an objective",
    "objective.agree": "Agreed to an objective",
    "objective.close": "Closed an objective",
    "clause.put": "Put a clause, or a change of one",
    "clause.agree": "Agreed to a clause",
    "clause.decline": "Declined a clause",
    "clause.withdraw": "Withdrew a clause",
    "difference.tell": "Told how it is with them",
    "difference.put": "Proposed a bridge",
    "difference.agree": "Agreed to a bridge",
    "difference.decline": "Declined a bridge",
    "difference.withdraw": "Withdrew a bridge",
    "difference.look": "Looked whether a bridge holds",
    "area.put": "Put an area of work, or a change of one",
    "area.agree": "Agreed to an area of work",
    "area.decline": "Declined an area of work",
    "area.withdraw": "Withdrew an area of work",
    "control.put": "Proposed a control, or a change of one",
    "control.agree": "Agreed to what becomes of a control",
    "control.decline": "Left a control as it is",
    "control.withdraw": "Withdrew what it proposed of a control",
    "control.trip": "Said that a trip-wire was touched",
    "statement.put": "Said something to be understood",
    "statement.ask": "Asked how it is understood",
    "statement.play_back": "Played it back",
    "statement.confirm": "Was understood",
    "statement.correct": "Said one part again",
    "statement.differ": "Said that it sees it differently",
    "statement.leave": "Left it for now",
    "statement.withdraw": "Took a statement back",
    "concern.raise": "Raised a concern",
    "concern.tell": "Told its view",
    "concern.play_back": "Played the view back",
    "concern.confirm": "Was understood by the other side",
    "concern.correct": "Said one part of its view again",
    "concern.weigh": "Said how much it matters",
    "concern.park": "Set a concern aside",
    "concern.settle": "Said that it is settled",
    "concern.withdraw": "Took a concern back",
    "comment.say": "Commented",
    "comment.edit": "Said a comment otherwise",
    "comment.withdraw": "Took a comment back",
    "blind.open": "Asked both sides",
    "blind.commit": "Sealed an answer",
    "blind.reveal": "Let its answer be opened",
    "blind.close": "Called off what both were asked",
    "meeting.end": "Put down what was said in a meeting",
    "meeting.confirm": "Confirmed a line of a meeting",
    "meeting.correct": "Corrected a line of a meeting",
    "meeting.answer": "Answered a question of a meeting",
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
    """The last check made on this node: when, up to where, whether of every signature, and what does not fit."""

    at: int
    heads: Mapping[str, Place]
    whole: bool
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
    """Return the last check of this alliance's record, or None when none was made yet."""
    found = fsck.last_of(seat.alliance.pk)
    return _check(found, seat) if found is not None else None


def count_of(seat: Seat) -> int:
    """Return how many entries the record has."""
    return sum(party.head_seq + 1 for party in seat.parties)


def check_now(seat: Seat, progress: fsck.Progress = lambda done, of: None) -> None:
    """Check the whole record as this node holds it, every signature, and keep what was found for the page."""
    fsck.check(seat.alliance.pk, now=present(), progress=progress)


def _check(found: models.Checkup, seat: Seat) -> Check:
    names = {side.log: side.short for side in seat.sides}
    return Check(
        at=found.at,
        heads={log: Place(*place) for log, place in found.heads.items()},
        whole=not found.nightly,
        faults=tuple(
            Fault(names.get(each["log"], each["log"][:8]), _place(each["seq"]), each["what"], each["do"])
            for each in found.faults
        ),
    )


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
    what = "Each names the one before it, and every signature fits the side’s key"
    if not check.whole:
        what = "Each names the one before it; a part of the signatures was looked at by night, and they fit"
    if place.seq >= party.head_seq:
        return [Fact(True, what)]
    return [Fact(True, f"Checked up to {_place(place.seq)}: {what[:1].lower()}{what[1:]}")]


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
