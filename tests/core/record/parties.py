"""Two organisations that keep a record, for the tests: their keys, and what they say to each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from troth.core.record import (
    Admitted,
    Body,
    Copy,
    Draft,
    Entry,
    SigningKey,
    acknowledgement,
    admission,
    genesis,
    parse_sealed,
    restored,
    unseal,
)

T0 = 1_772_529_164_120
LATER = T0 + 10**9


def key_of(name: str, epoch: int = 1) -> SigningKey:
    """An organisation's key: its first, or the one it went on with after a loss."""
    first = SigningKey.from_seed(hashlib.sha256(name.encode()).digest())
    if epoch == 1:
        return first
    return SigningKey.from_seed(hashlib.sha256(f"{name} {epoch}".encode()).digest(), first.log)


@dataclass
class Party:
    """One organisation with its own copy; `say` signs, `hear` takes in what another said."""

    name: str
    copy: Copy = field(default_factory=Copy)
    clock: int = T0
    epoch: int = 1
    keys_used: int = 1

    @property
    def key(self) -> SigningKey:
        return key_of(self.name, self.epoch)

    @property
    def log(self) -> str:
        return self.key.log

    def say(self, draft: Draft, *, at: int | None = None) -> Entry:
        self.clock = self.clock + 1000 if at is None else at
        salt = hashlib.sha256(f"{self.name}{self.clock}".encode()).digest()
        entry, _ = self.copy.append(draft, key=self.key, at=self.clock, salt=salt)
        return entry

    def move(
        self,
        kind: str,
        subject: str = "pr_1",
        *,
        words: bytes | None = None,
        at: int | None = None,
        **facts: object,
    ) -> Entry:
        return self.say(Draft({"t": kind, "o": subject, **facts}, "m_1", words), at=at)

    def acknowledge(self, *, at: int | None = None) -> Entry:
        return self.say(acknowledgement(), at=at)

    def go_on(self, lost: Mapping[str, tuple[int, int]], *, cause: str = "backup") -> Entry:
        """Go on after a loss, with the organisation's next key."""
        old, head = self.key, self.copy.heads[self.log].place
        self.keys_used = max(self.keys_used, self.epoch) + 1
        self.epoch = self.keys_used
        act = restored(
            old=old,
            new_public=self.key.public,
            log=self.log,
            seq=head.seq + 1,
            prev=head.id,
            cause=cause,
            lost=lost,
        )
        return self.say(Draft(act, "m_1"))

    def hear(self, *others: Party) -> None:
        """Take in all that the others hold, as often as it brings something new."""
        moved = True
        while moved:
            moved = False
            for other in others:
                for log in sorted(other.copy.heads):
                    for entry in other.copy.entries(log, len(self.copy.entries(log))):
                        verdict = self.copy.add(entry.envelope(), other.copy.body(entry.id), LATER)
                        moved = moved or isinstance(verdict, Admitted)


def found(name: str = "Veldsen", clock: int = T0) -> Party:
    party = Party(name, clock=clock)
    party.say(genesis(public=party.key.public, recovery=key_of(name + " recovery").public))
    return party


def join(name: str, *present: Party) -> Party:
    """Bring a party into the record: it opens its log, and the founder lets it in."""
    party = Party(name, clock=present[0].clock)
    party.hear(*present)
    recovery = key_of(name + " recovery").public
    opened = party.say(genesis(public=party.key.public, recovery=recovery, founder=party.copy.alliance))
    for other in present:
        other.hear(party)
    present[0].say(admission(opened))
    for other in (*present[1:], party):
        other.hear(present[0])
    return party


def pair() -> tuple[Party, Party]:
    veldsen = found()
    return veldsen, join("Kaido", veldsen)


def put_back(party: Party, *upto: tuple[str, int]) -> Party:
    """The party as an older backup has it: each log up to this place."""
    ends = dict(upto)
    older = Party(party.name, clock=party.clock, keys_used=max(party.keys_used, party.epoch))
    kept = [line for line in lines(party.copy) if (e := parse_sealed(unseal(line))).seq <= ends[e.log]]
    for line in kept:
        words = party.copy.body(unseal(line).id)
        assert isinstance(older.copy.add(line, words, LATER), Admitted)
    keyid = older.copy.keys.of(older.log)[-1].keyid
    older.epoch = next(n for n in range(1, older.keys_used + 1) if key_of(party.name, n).keyid == keyid)
    return older


def lines(copy: Copy) -> list[bytes]:
    """All envelopes of a copy in one causal order."""
    entries = [entry for log in sorted(copy.heads) for entry in copy.entries(log)]
    placed: set[str] = set()
    ordered: list[bytes] = []
    while entries:
        ready = next(
            e
            for e in entries
            if all(p.id in placed for p in e.seen.values()) and (e.prev is None or e.prev in placed)
        )
        entries.remove(ready)
        placed.add(ready.id)
        ordered.append(ready.envelope())
    return ordered


def bodies(copy: Copy) -> dict[str, Body]:
    return {
        entry.id: body
        for log in copy.heads
        for entry in copy.entries(log)
        if (body := copy.body(entry.id)) is not None
    }


WORDS = b'{"s":"promise.text/1","title":"Pilot API"}'
