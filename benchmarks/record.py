"""The record: admitting and signing against raw libsodium, the quick check of the chain, the fold, a long check.

Rates are processor time, the best of six; ratios the median of runs in turn; the long check is by the
clock. Two parties write entries like real ones.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Sequence

from nacl.bindings import crypto_sign, crypto_sign_open

from benchmarks.decade import decade
from benchmarks.durable import durable
from benchmarks.figure import Figure, rate, ratio
from troth.actions.effects import without_effect
from troth.cli.meanwhile import Meanwhile
from troth.core.errors import Refusal
from troth.core.record import (
    Admitted,
    Body,
    Chain,
    Copy,
    Draft,
    Entry,
    Place,
    SigningKey,
    admission,
    check,
    encode,
    fold,
    genesis,
    sign,
    unseal,
)
from troth.core.record.check import untold

T0 = 1_772_529_164_120
LATER = T0 + 10**10
COUNT = 2_000
LONG = 300_000
MOVES = 10


def run() -> list[Figure]:
    """Measure on one record of two parties."""
    entries = converse(COUNT)
    envelopes = [entry.envelope() for entry in entries]
    signed = [(unseal(raw).signed, entry) for raw, entry in zip(envelopes, entries, strict=True)]
    admitting = ratio(lambda: admit_all(envelopes), lambda: verify_raw(signed))
    appending = ratio(append_many, lambda: sign_raw(signed))
    return [
        Figure("admit a received entry / raw verify", admitting, 0.50),
        Figure("append in memory / raw sign", appending, 0.45),
        durable(DRAFTS, KEYS[0]),
        Figure("quick check of the chain", rate(lambda: follow(signed)), 60_000, "entries/s"),
        Figure("fold, generic part, in memory", fold_rate(), 80_000, "entries/s"),
        Figure(f"{LONG:,} entries checked in full", in_full(LONG), 80, "s", True),
    ]


def key_of(name: str) -> SigningKey:
    return SigningKey.from_seed(hashlib.sha256(name.encode()).digest())


KEYS = (key_of("Veldsen"), key_of("Kaido"))


def draft(number: int) -> Draft:
    subject = f"pr_{hashlib.sha256(str(number // MOVES).encode()).hexdigest()[:22]}"
    words = encode({"s": "promise.text/1", "text": f"Interface {number} ready for the pilot, with its tests"})
    act = {"t": "promise.progress/1", "o": subject, "on": "e5" * 32, "as": "p"}
    return Draft(act, "m_7Qx2kD9aPz", words)


def converse(count: int) -> list[Entry]:
    copy, salt = Copy(), b"\x11" * 32
    first, second = KEYS
    opening = genesis(public=first.public, recovery=key_of("a").public)
    founded, _ = copy.append(opening, key=first, at=T0, salt=None)
    joining = genesis(public=second.public, recovery=key_of("b").public, founder=founded.id)
    joined, _ = copy.append(joining, key=second, at=T0, salt=None)
    admitted, _ = copy.append(admission(joined), key=first, at=T0, salt=None)
    said = [copy.append(draft(n), key=KEYS[n % 2], at=T0 + n * 1000, salt=salt)[0] for n in range(count)]
    return [founded, joined, admitted, *said]


def verify_raw(signed: Sequence[tuple[bytes, Entry]]) -> int:
    publics = {key.log: key.public for key in KEYS}
    for message, entry in signed:
        crypto_sign_open(entry.signature + message, publics[entry.log])
    return len(signed)


def sign_raw(signed: Sequence[tuple[bytes, Entry]]) -> int:
    for message, _ in signed:
        crypto_sign(message, KEYS[0].secret)
    return len(signed)


def admit_all(envelopes: Sequence[bytes]) -> int:
    copy = Copy()
    for envelope in envelopes:
        if not isinstance(copy.add(envelope, None, LATER), Admitted):
            raise AssertionError("an entry of the benchmark was not admitted")
    return len(envelopes)


DRAFTS = [draft(number) for number in range(COUNT)]


def append_many() -> int:
    place, seen, salt = Place(0, "ab" * 32), {KEYS[1].log: Place(790, "d4" * 32)}, b"\x11" * 32
    body: Body | None = None
    for number, said in enumerate(DRAFTS, 1):
        entry, body = sign(
            said,
            key=KEYS[0],
            alliance="a1" * 32,
            seq=number,
            prev=place.id,
            seen=seen,
            at=T0 + number,
            salt=salt,
        )
        place = entry.place
    return len(DRAFTS) if body is not None else 0


def follow(signed: Sequence[tuple[bytes, Entry]]) -> int:
    chain = Chain()
    for _, entry in signed:
        chain.add(entry.payload)
    return len(signed)


def in_full(entries: int) -> float:
    """Seconds on the clock for every signature, citation, text and receipt of ten busy years, and for what each move
    did, as `troth verify --full` goes about it: a second process looks at the signatures."""
    files = decade(entries)
    gc.collect()
    began = time.perf_counter()
    with Meanwhile() as meanwhile:
        found = check(files, idle=lambda copy: without_effect(copy, untold), meanwhile=meanwhile)
    seconds = time.perf_counter() - began
    if not found.whole or found.entries < entries:
        raise AssertionError("the record of the benchmark does not fit")
    return seconds


class Again(Refusal):
    """The same move was made just before."""


def fold_rate() -> float:
    """Objects of ten moves, with the smallest rule there is: what is measured is the fold, not a room."""
    ids = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(MOVES)]
    moves = [(ids[number], frozenset(ids[:number]), number) for number in range(MOVES)]

    def legal(state: int, move: int) -> None:
        if move % 5 == 4:
            raise Again

    def work() -> int:
        for _ in range(COUNT):
            fold(moves, legal=legal, read=len)
        return COUNT * MOVES

    return rate(work)
