"""Two copies of one record held against each other: one history, or the place from which there are two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from troth.core.record.copy import Copy
from troth.core.record.entry import Entry, Place
from troth.core.record.epoch import RESTORED
from troth.core.record.findings import Fault, Pin, Stretch
from troth.core.record.manifest import ENTRIES
from troth.core.record.pins import number_faults, number_gaps


@dataclass(frozen=True)
class Shared:
    """How far two copies hold the same of a log, and how many entries each has beyond that."""

    log: str
    upto: Place | None
    beyond: tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    """What two copies have in common, what was lost by the word of every log, and what does not fit."""

    shared: tuple[Shared, ...]
    losses: tuple[Stretch, ...]
    gaps: tuple[str, ...]
    faults: tuple[Fault, ...]


def compare(one: Copy, other: Copy, pins: Sequence[Pin]) -> Comparison:
    """Hold two copies against each other, log by log; `pins` are the receipts that came with either."""
    if None not in (one.alliance, other.alliance) and one.alliance != other.alliance:
        what = "The two copies are of different alliances, so there is nothing to compare."
        return Comparison((), (), (), (Fault(ENTRIES, None, None, None, "V4", what),))
    shared, losses, faults = list[Shared](), list[Stretch](), list[Fault]()
    for log in sorted(one.heads.keys() | other.heads.keys()):
        same = _same(one, other, log)
        last, beyond = one.at(log, same - 1), (one.length(log) - same, other.length(log) - same)
        shared.append(Shared(log, None if last is None else last.place, beyond))
        if all(beyond):
            parting = _accepted(one, other, log, same) or _two_versions(one, other, log, same)
            losses += [parting] if isinstance(parting, Stretch) else []
            faults += [parting] if isinstance(parting, Fault) else []
    faults += number_faults(pins)
    return Comparison(tuple(shared), tuple(losses), tuple(number_gaps(pins)), tuple(faults))


def _same(one: Copy, other: Copy, log: str) -> int:
    """How many entries two copies of a log have in common; each entry names the one before, so ids tell at once."""
    shorter = range(min(one.length(log), other.length(log)))

    def differs(seq: int) -> bool:
        first, second = one.at(log, seq), other.at(log, seq)
        return first is None or second is None or first.id != second.id

    return bisect_left(shorter, True, key=differs)


def _accepted(one: Copy, other: Copy, log: str, seq: int) -> Stretch | Fault | None:
    """Whether one copy goes on here after a loss that every log accepted, and the other holds no more than was lost."""
    beyond = None
    for gone_on, before, which in ((one, other, "second"), (other, one, "first")):
        for loss in gone_on.losses:
            lost, opening = loss.lost.get(log), gone_on.at(log, seq)
            if lost is None or lost.here + 1 != seq or opening is None or opening.kind != RESTORED:
                continue
            if before.length(log) - 1 <= lost.known:
                return Stretch(log, seq, lost.known, True)
            more = before.at(log, lost.known + 1)
            what = (
                f"The {which} copy goes on here, beyond entry {lost.known} up to which both accepted a loss."
            )
            beyond = Fault(ENTRIES, None if more is None else more.id, log, lost.known + 1, "V6", what)
    return beyond


def _two_versions(one: Copy, other: Copy, log: str, seq: int) -> Fault:
    ids = [copy.entries(log, seq)[0].id for copy in (one, other)]
    what = f"Two versions of this place: {ids[0][:8]} in the first copy, {ids[1][:8]} in the second. "
    citing = [_first_citing(copy, log, seq) for copy in (one, other)]
    if all(citing):
        what += "Each copy has a citation of its own version."
    for which, entry in zip(("first", "second"), citing, strict=True):
        if entry is not None and not all(citing):
            what += f"Log {entry.log[:8]} cites the one in the {which} copy, in its entry {entry.seq}."
    return Fault(ENTRIES, ids[0], log, seq, "V6", what if any(citing) else what + "Nobody cites either.")


def _first_citing(copy: Copy, log: str, seq: int) -> Entry | None:
    """An entry of another log that had seen this place: the first of its log."""

    def reached(entry: Entry) -> int:
        return entry.seen[log].seq if log in entry.seen else -1

    for other in sorted(copy.heads.keys() - {log}):
        entries = copy.entries(other)
        place = bisect_left(entries, seq, key=reached)
        if place < len(entries):
            return entries[place]
    return None
