"""Epochs: which key signs a log from which place on, and the entry by which a log goes on after a loss.

Whoever put an old backup back cannot know what it had signed after it, so the key of that time signs no more. The
first entry of the new epoch is signed by a new key, vouched for by the old one, and says what is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from troth.core.record.entry import Entry, parse_sealed
from troth.core.record.envelope import Bad, Sealed
from troth.core.record.keys import ALGORITHM, SigningKey, is_prime_order, keyid_of, verify
from troth.core.record.party import declared_key

RESTORED = "log.restored/1"
CAUSES = ("backup", "writers", "stolen")
_FACTS = frozenset({"t", "alg", "key", "proof", "cause", "lost"})
_KEY = re.compile(r"[0-9a-f]{64}").fullmatch
_PROOF = re.compile(r"[0-9a-f]{128}").fullmatch


class Lost(NamedTuple):
    """How a log stood when it went on after a loss: the last place that is here, and the last one known of."""

    here: int
    known: int

    def holds(self, seq: int) -> bool:
        """Tell whether this place is among those lost."""
        return self.here < seq <= self.known


@dataclass(frozen=True)
class Loss:
    """A loss that every log of the record says in the same words: by log, what of it is lost."""

    lost: Mapping[str, Lost]


@dataclass(frozen=True)
class Epoch:
    """A key, and the place of its log from which on it signs."""

    log: str
    first: int
    public: bytes
    keyid: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keyid", keyid_of(self.public))


class Keys:
    """The keys of a record by log and place, as the logs themselves say."""

    def __init__(self) -> None:
        self.publics: dict[str, bytes] = {}
        self._named: dict[str, Epoch] = {}
        self._logs: dict[str, list[Epoch]] = {}

    def add(self, epoch: Epoch) -> None:
        """Let a key sign its log from its first place on."""
        self.publics[epoch.keyid] = epoch.public
        self._named[epoch.keyid] = epoch
        self._logs.setdefault(epoch.log, []).append(epoch)

    def named(self, keyid: str) -> Epoch | None:
        """Give the epoch of a key; None when no log here has it."""
        return self._named.get(keyid)

    def of(self, log: str) -> tuple[Epoch, ...]:
        """Give a log's epochs, the oldest first."""
        return tuple(self._logs.get(log, ()))

    def at(self, log: str, seq: int) -> Epoch | None:
        """Give the epoch in which a place of a log lies; None for a log not known."""
        for epoch in reversed(self._logs.get(log, ())):
            if epoch.first <= seq:
                return epoch
        return None


def restored(
    *,
    old: SigningKey,
    new_public: bytes,
    log: str,
    seq: int,
    prev: str,
    cause: str,
    lost: Mapping[str, tuple[int, int]],
) -> Mapping[str, object]:
    """Give the act by which a log goes on at `seq` with a new key after a loss, with the old key's proof.

    `lost` names every log of the record: the last place here, and the last place it is known to have reached. All
    logs say the same. The entry itself is signed by the new key.
    """
    return {
        "t": RESTORED,
        "alg": ALGORITHM,
        "key": new_public.hex(),
        "proof": old.sign(_vouched(log, seq, prev, new_public)).hex(),
        "cause": cause,
        "lost": {name: list(places) for name, places in lost.items()},
    }


def succeeding_key(entry: Entry, *, before: bytes) -> bytes:
    """Give the key with which a log goes on; raises `Bad` unless the key `before` it vouches for it (E1, V11)."""
    act = entry.act
    if act.keys() != _FACTS or entry.commitment is not None or act["cause"] not in CAUSES:
        raise Bad("E1", "The entry does not have the facts of a log that goes on after a loss.")
    lost_in(entry)
    if act["alg"] != ALGORITHM:
        raise Bad("V11", f"The key is not of the kind {ALGORITHM}.")
    key, proof = act["key"], act["proof"]
    if not isinstance(key, str) or _KEY(key) is None or not is_prime_order(bytes.fromhex(key)):
        raise Bad("V11", "A key is not a point of the prime-order group.")
    public = bytes.fromhex(key)
    vouched = _vouched(entry.log, entry.seq, entry.prev or "", public)
    if (
        not isinstance(proof, str)
        or _PROOF(proof) is None
        or not verify(before, vouched, bytes.fromhex(proof))
    ):
        raise Bad("E1", "The key before does not vouch for the new one.")
    return public


def lost_in(entry: Entry) -> Mapping[str, Lost]:
    """Read what an entry says is lost, by log; raises `Bad` by E1."""
    lost = entry.act.get("lost")
    if not isinstance(lost, dict) or lost.keys() != {entry.log, *entry.seen}:
        raise Bad("E1", "What is lost is not said for every log of the record.")
    read = {log: _read_lost(places) for log, places in lost.items()}
    if read[entry.log].here != entry.seq - 1:
        raise Bad("E1", "A log goes on right after the last place that it says is here.")
    return read


def accepted(restorations: Sequence[Entry]) -> tuple[Loss, ...]:
    """Give the losses that every log they concern says alike, from the entries that say so."""
    said: dict[tuple[tuple[str, Lost], ...], set[str]] = {}
    for entry in restorations:
        said.setdefault(tuple(sorted(lost_in(entry).items())), set()).add(entry.log)
    return tuple(Loss(dict(lost)) for lost, logs in said.items() if logs == dict(lost).keys())


def epoch_of(opening: Entry) -> Epoch:
    """Give the epoch that begins with an admitted entry: a log's first, or the first after a loss."""
    return Epoch(opening.log, opening.seq, bytes.fromhex(str(opening.act["key"])))


def open_signed(sealed: Sealed, *, keys: Keys, signature: bool = True) -> Entry:
    """Read an envelope by the keys of a record, V2 and V3, or by the key that it names itself; raises `Bad`.

    That is so of a log's first entry and of the first of an epoch, whose payload is read before the signature is
    checked. With `signature=False` it is not: for who checks the last one of each epoch, which covers the others.
    """
    public = keys.publics.get(sealed.keyid)
    if public is None:
        public = _named_key(parse_sealed(sealed), keys)
        if keyid_of(public) != sealed.keyid:
            raise Bad("V2", "The entry is signed with another key than the one it names.")
    if signature and not verify(public, sealed.signed, sealed.signature):
        raise Bad("V2", "The signature does not fit the entry.")
    return parse_sealed(sealed)


def _named_key(entry: Entry, keys: Keys) -> bytes:
    before = keys.at(entry.log, entry.seq - 1)
    if entry.kind == RESTORED and before is not None:
        return succeeding_key(entry, before=before.public)
    return declared_key(entry)


def _vouched(log: str, seq: int, prev: str, public: bytes) -> bytes:
    return b"troth.epoch.v1\0" + bytes.fromhex(log) + seq.to_bytes(8, "big") + bytes.fromhex(prev) + public


def _read_lost(places: object) -> Lost:
    if not isinstance(places, (list, tuple)) or [type(place) for place in places] != [int, int]:
        raise Bad("E1", "What is lost of a log is not a pair of places.")
    here, known = places
    if not 0 <= here <= known:
        raise Bad("E1", "A log is known to have gone at least as far as it goes here.")
    return Lost(here, known)
