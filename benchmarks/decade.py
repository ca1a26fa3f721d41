"""A record of ten busy years, signed in seconds: promises of nine moves with their words, receipts, and a digest."""

from __future__ import annotations

import hashlib
from itertools import count

from troth.core.record import (
    Body,
    Draft,
    Entry,
    Place,
    SigningKey,
    acknowledgement,
    admission,
    build,
    encode,
    fold_add,
    fold_hex,
    genesis,
    make_receipt,
    sign,
)

T0 = 1_772_529_164_120
SALT = b"\x11" * 32
WORDS = "The interface for the pilot, ready with its tests, its notes and somebody to ask"


def key_of(name: str) -> SigningKey:
    return SigningKey.from_seed(hashlib.sha256(name.encode()).digest())


class Decade:
    """Two parties on one node, which therefore always know the newest of each other."""

    def __init__(self) -> None:
        self.keys = (key_of("Veldsen"), key_of("Kaido"))
        self.envelopes: list[bytes] = []
        self.bodies: dict[str, Body] = {}
        self.heads: dict[str, Place] = {}
        self.receipts: list[bytes] = []
        self.alliance = "0" * 64
        self.total = 0
        self._receipt: str | None = None
        one, other = self.keys
        founded = self.say(one, genesis(public=one.public, recovery=key_of("a").public))
        self.alliance = founded.id
        joined = self.say(
            other, genesis(public=other.public, recovery=key_of("b").public, founder=self.alliance)
        )
        self.say(one, admission(joined))

    def say(self, key: SigningKey, draft: Draft, *, effective: bool = True) -> Entry:
        """Sign the next entry of a log."""
        head = self.heads.get(key.log)
        entry, body = sign(
            draft,
            key=key,
            alliance=self.alliance,
            seq=0 if head is None else head.seq + 1,
            prev=None if head is None else head.id,
            seen={log: place for log, place in self.heads.items() if log != key.log},
            at=T0 + len(self.envelopes) * 1000,
            salt=SALT,
        )
        self.heads[key.log] = entry.place
        self.envelopes.append(entry.envelope())
        self.total = fold_add(self.total, entry.id, effective)
        if body is not None:
            self.bodies[entry.id] = body
        return entry

    def pin(self) -> None:
        """Make a receipt of how far the logs go."""
        receipt = make_receipt(
            alliance=self.alliance,
            number=len(self.receipts) + 1,
            prev=self._receipt,
            at=T0 + len(self.envelopes) * 1000,
            because=["daily"],
            heads=self.heads,
            fold=fold_hex(self.total),
            keys=self.keys,
        )
        self._receipt = receipt.id
        self.receipts.append(receipt.envelope())

    def promise(self, number: int) -> None:
        """One promise, from the offer to the word that it satisfies, with one move too many."""
        performer, customer = self.keys[number % 2], self.keys[1 - number % 2]
        subject = f"pr_{number:022d}"

        def move(name: str, words: str = "", *, effective: bool = True, **facts: object) -> Entry:
            side = "p" if name in ("offer", "progress", "warn", "deliver") else "c"
            act = {"t": f"promise.{name}/1", "o": subject, "as": side, **facts}
            schema = {"s": "promise.words/1", "words": words}
            if name == "offer":
                schema = {
                    "s": "promise.text/1",
                    "title": words,
                    "words": words,
                    "conditions": [words],
                    "owes": [],
                }
            draft = Draft(act, "m_7Qx2kD9aPz", encode(schema) if words else None)
            return self.say(performer if side == "p" else customer, draft, effective=effective)

        text = move("offer", WORDS, due=T0 + 10**9, due_day="2026-03-15", zone="UTC", stake="medium")
        terms = move("agree", on=text.id).id
        move("progress", WORDS)
        move("ask_status")
        move("warn", WORDS, expect="2026-03-20")
        first = move("deliver", WORDS, terms=terms)
        move("send_back", WORDS, on=first.id, terms=terms, unmet=[0])
        second = move("deliver", WORDS, terms=terms)
        move("accept", WORDS, on=second.id, terms=terms, met=[1])
        if number % 10 == 0:
            move("deliver", terms=terms, effective=False)
            self.say(customer, acknowledgement())
            self.pin()


def decade(entries: int) -> dict[str, bytes]:
    """Give the files of a bundle with at least so many entries."""
    work = Decade()
    for number in count():
        if len(work.envelopes) >= entries:
            break
        work.promise(number)
    return build(work.envelopes, alliance=work.alliance, bodies=work.bodies, receipts=work.receipts)
