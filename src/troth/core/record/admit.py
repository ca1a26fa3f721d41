"""Admission: the rules V4 to V12 and E1 that decide what a node keeps of what it is sent.

Rules by which an entry is bad look at the entry and its own past only, so all nodes judge alike. An act
that is unknown or without effect is admitted: what it does is for the reading to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from troth.core.record.entry import Entry, Place
from troth.core.record.envelope import Bad
from troth.core.record.epoch import RESTORED, Keys, succeeding_key
from troth.core.record.keys import keyid_of
from troth.core.record.party import FOUNDING, declared_key

AHEAD_MS = 5 * 60 * 1000


@dataclass(frozen=True)
class Head:
    """A place of a log with what its entry had seen, and the latest time the log claims up to there (ms UTC)."""

    place: Place
    seen: Mapping[str, Place]
    at: int


class View(NamedTuple):
    """What a node knows that the admission of one entry needs, fetched beforehand.

    `head` is of the entry's own log; `same_place` the id kept at the entry's place; `cited` the heads at the
    places the entry cites, None where that place is unknown here or holds another entry; `keys` what the logs up
    to here say of their keys.
    """

    alliance: str
    keys: Keys
    head: Head | None
    same_place: str | None
    cited: Mapping[str, Head | None]
    now: int


@dataclass(frozen=True)
class Admitted:
    """The entry is the next of its log."""

    entry: Entry


@dataclass(frozen=True)
class Duplicate:
    """The entry is kept already; nothing changes."""

    id: str


@dataclass(frozen=True)
class Fork:
    """Two signed versions of one log: the entry, and the id of the kept one it cannot stand beside."""

    existing: str
    entry: Entry


@dataclass(frozen=True)
class Gap:
    """Entries are missing before this one: send the log from `expected`."""

    expected: int


@dataclass(frozen=True)
class Waiting:
    """The entry may become admissible when something else has come."""

    rule: str
    why: str


Verdict = Admitted | Duplicate | Fork | Gap | Waiting | Bad


def admit(entry: Entry, view: View) -> Verdict:
    """Judge an entry whose signature and form were checked when it was opened."""
    try:
        _owned(entry, view)
        return _placed(entry, view) or _informed(entry, view) or Admitted(entry)
    except Bad as bad:
        return bad


def head_of(entry: Entry, before: Head | None = None) -> Head:
    """Give the head that a log has once this entry follows `before`; a clock set back does not lower its time."""
    return Head(entry.place, entry.seen, entry.at if before is None else max(before.at, entry.at))


def _owned(entry: Entry, view: View) -> None:
    if _key_of(entry, view.keys) != entry.keyid:
        other = any(epoch.keyid == entry.keyid for epoch in view.keys.of(entry.log))
        raise Bad("V4", f"The entry is signed with a key of another {'epoch of its' if other else ''} log.")
    belongs = entry.id if entry.seq == 0 and entry.alliance == FOUNDING else entry.alliance
    if belongs != view.alliance:
        raise Bad("V4", "The entry belongs to another alliance.")


def _key_of(entry: Entry, keys: Keys) -> str | None:
    """Name the key that an entry has to be signed with, by its log and place alone."""
    if entry.seq == 0:
        return keyid_of(declared_key(entry))
    if entry.kind == RESTORED and (before := keys.at(entry.log, entry.seq - 1)) is not None:
        return keyid_of(_fresh(succeeding_key(entry, before=before.public), entry, keys))
    epoch = keys.at(entry.log, entry.seq)
    return None if epoch is None else epoch.keyid


def _fresh(public: bytes, entry: Entry, keys: Keys) -> bytes:
    known = keys.named(keyid_of(public))
    if known is not None and (known.log, known.first) != (entry.log, entry.seq):
        raise Bad("E1", "The new key has signed in this record before.")
    return public


def _placed(entry: Entry, view: View) -> Verdict | None:
    if view.same_place == entry.id:
        return Duplicate(entry.id)
    if view.same_place is not None:
        return Fork(view.same_place, entry)
    expected = 0 if view.head is None else view.head.place.seq + 1
    if entry.seq != expected:
        return Gap(expected)
    if view.head is not None and entry.prev != view.head.place.id:
        return Fork(view.head.place.id, entry)
    return None


def _informed(entry: Entry, view: View) -> Verdict | None:
    if view.head is not None:
        _at_least(entry, view.head.seen, "The entry has seen less than the one before it.")
    for log in entry.seen:
        head = view.cited.get(log)
        if head is None:
            return Waiting("V8", "The entry cites one that is not here.")
        _at_least(entry, head.seen, "The entry has seen less than an entry it cites.")
    if entry.at > view.now + AHEAD_MS:
        return Waiting("V10", "The entry carries a time that has not come yet.")
    return None


def _at_least(entry: Entry, known: Mapping[str, Place], sentence: str) -> None:
    for log, place in known.items():
        if log == entry.log:
            reached: Place | None = Place(entry.seq - 1, entry.prev or "")
        else:
            reached = entry.seen.get(log)
        if (
            reached is None
            or reached.seq < place.seq
            or (reached.seq == place.seq and reached.id != place.id)
        ):
            raise Bad("V9", sentence)
