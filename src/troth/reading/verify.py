#!/usr/bin/env python3
"""Check a record kept with Troth, without Troth and without a network: Python 3.9 or later is all it needs.

    python3 verify.py                        the folder this file lies in (unpack the bundle, then run it there)
    python3 verify.py BUNDLE                 another bundle: the ZIP, or the folder it was unpacked to
    python3 verify.py BUNDLE BUNDLE2         two copies, and how far they tell one history
    python3 verify.py ... --heads RECEIPT... receipts that you kept: they show whether the end was cut off
    python3 verify.py ... --full             each signature; else the last one of each key, whose chain covers the rest

It reads and never writes. It ends with 0 when everything fits, 1 when something does not, and 2 when there is
nothing to read. What it looks at, byte by byte, is told in Troth's documentation on "The record".
"""

from __future__ import annotations

import binascii
import hashlib
import json
import re
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

RULES = {
    "V1": "Form: an entry has one byte form, a size and exactly one signature.",
    "V2": "Signature: the log's key signed these bytes.",
    "V3": "Fields: an entry has the fields of its format, spelt in one way.",
    "V4": "Belonging: an entry is of this alliance, and signed with the key that its log has at that place.",
    "V5": "Once: an entry stands in one place.",
    "V6": "One history: a log has one entry at a place, and each names the one before it.",
    "V7": "No gap: the entries of a log follow each other without a gap.",
    "V8": "Citation: what is cited must be there.",
    "V9": "Memory: an entry has seen all that the ones before it and those it cites had seen.",
    "V11": "Keys: a key is a point of the prime-order group, and the recovery key another one.",
    "E1": "Epoch: a log goes on with a new key only after a loss, and the key before vouches for it.",
    "P1": "Parties: a log is let in by a party of the record.",
    "B1": "Text: a text fits what its entry committed to.",
    "B2": "Text: a text can be read and names its schema.",
    "M1": "Manifest: it can be read and says what the bundle holds.",
    "M2": "Files: each file is the one that the manifest names.",
    "M3": "Heads: the logs end where the manifest says.",
    "R1": "Receipt: it has one form and nine fields, and keys of this record signed it.",
    "R2": "Receipt: a number is given once, and each receipt names the one before it.",
    "R3": "Receipt: the record was at least as long as a receipt says, with the entries that it names.",
    "R4": "Receipt: what was effective is what the fold digest says.",
}
FRESH_LOG = "Ask for a fresh copy of this log from this entry on, and check that one."
FRESH_EXPORT = "Ask for a fresh export. The entries were checked all the same."
DO = {
    "V5": "Nothing is lost. Ask for a fresh export if it matters that this one is as it was made.",
    "V6": "Keep both versions and show them to each other. The one that the partner cited first stands.",
    "V8": "Get the full copy first, then look whether it is still here.",
    "P1": "Ask who opened this log. Nobody in this record has let it in.",
    "B1": "The entry stands. Ask for its text again; only the text that was signed will fit.",
    "B2": "The entry stands. Ask its author for a text that can be read.",
    "M1": FRESH_EXPORT,
    "M2": FRESH_EXPORT,
    "M3": "Ask for a newer copy; either side can give it.",
    "R1": "Ask whoever kept the receipt for it as it was made; or get a newer copy, which may have its key.",
    "R2": "Keep both receipts, and show them to each other with the copies that each side has.",
    "R3": "Ask for a newer copy of this log, either side can give it, and hold the receipt against that one.",
    "R4": "The entries stand. Ask which version made the receipt: one that reads an act in another way differs here.",
}
FITS, LOST, OTHER, FURTHER, ASIDE, UNREAD = (
    "fits",
    "names what was lost, accepted by both",
    "names another entry",
    "goes further",
    "could not be held against this copy",
    "is not a receipt of this record",
)
NOT_EACH = "The last signature of each key was checked, and its chain covers the rest; --full checks each."
MANIFEST, ENTRIES, BODIES, RECEIPTS = "manifest.json", "entries.ndjson", "bodies/", "receipts/"
PAYLOAD_TYPE = "application/vnd.troth.entry.v1+json"
START = b'{"payload":"'
MIDDLE = f'","payloadType":"{PAYLOAD_TYPE}","signatures":[{{"keyid":"'.encode()
RECEIPT_TYPE = "application/vnd.troth.heads.v1+json"
TAIL = re.compile(re.escape(MIDDLE) + rb'([0-9a-f]{32})","sig":"([A-Za-z0-9+/]{86}==)"\}\]\}')
TAIL_LENGTH = len(MIDDLE) + 32 + len('","sig":"') + 88 + len('"}]}')
ENTRY_LIMIT, ACT_LIMIT, BODY_LIMIT, BEYOND, DEPTH = 16384, 8192, 262144, 2**53, 16
ENVELOPE_LIMIT = len(START) + (ENTRY_LIMIT + 2) // 3 * 4 + TAIL_LENGTH
FIELDS = {"act", "alliance", "at", "body", "by", "log", "prev", "seen", "seq", "v"}
SIGNATURE = rb'\{"keyid":"([0-9a-f]{32})","sig":"([A-Za-z0-9+/]{86}==)"\}'
SIGNATURES = re.compile(SIGNATURE)
RECEIPT = re.compile(
    rb'\{"payload":"([A-Za-z0-9+/=]*)","payloadType":"%b","signatures":\[(%b(?:,%b)*)\]\}'
    % (re.escape(RECEIPT_TYPE.encode()), SIGNATURE, SIGNATURE)
)
RECEIPT_LIMIT = 65536
RECEIPT_FIELDS = {"alliance", "at", "because", "by", "fold", "heads", "n", "prev", "v"}
REASONS = {"daily", "agree", "deliver", "accept", "release", "leave", "restored", "asked"}
RESTORED, FACTS = "log.restored/1", {"t", "alg", "key", "proof", "cause", "lost"}
CAUSES, MOST_ASKED = ("backup", "writers", "stolen"), 100
HASH = re.compile(r"[0-9a-f]{64}").fullmatch
PROOF = re.compile(r"[0-9a-f]{128}").fullmatch
KIND = re.compile(r"[a-z][a-z_]{0,31}(\.[a-z][a-z_]{0,31})*/[1-9][0-9]{0,3}").fullmatch
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch
FOUNDING = "0" * 64
SINCE = datetime(1970, 1, 1)  # noqa: DTZ001  a zone would need another spelling before Python 3.11
LEFT_BY_SYSTEMS = {"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"}
MOST_FILES, MOST_BYTES = 2_000_000, 4 * 1024**3
UNREADABLE = (zipfile.BadZipFile, OSError, struct.error, UnicodeDecodeError, NotImplementedError)
Tell = Callable[[int, int], None]


class Bad(Exception):
    """What does not fit, by the named rule."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule, self.sentence = rule, sentence


def need(fits: object, rule: str, sentence: str) -> None:
    if not fits:
        raise Bad(rule, sentence)


# Ed25519 as libsodium has it: S below the order, keys in their one spelling, nothing of small order, R compared as
# bytes. Speed comes from tables of each key's multiples, as a record has few keys and many signatures.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def plus(a: Point, b: Point) -> Point:
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * D * a[3] * b[3] % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def is_neutral(a: Point) -> bool:
    return a[0] == 0 and a[1] == a[2]


def is_small(a: Point) -> bool:
    for _ in range(3):
        a = plus(a, a)
    return is_neutral(a)


def point(raw: bytes) -> Point | None:
    y, odd = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    x = x if v * x * x % P == u else x * ROOT % P
    if y >= P or v * x * x % P != u:
        return None
    x = x if x & 1 == odd else -x % P
    return x, y, 1, x * y % P


class Multiples:
    """A point's multiples by each hexadecimal digit at each of 64 places, so that `times` only has to add."""

    def __init__(self, a: Point) -> None:
        self.rows: list[list[Point]] = []
        for _ in range(64):
            row = [NEUTRAL]
            for _ in range(16):
                row.append(plus(row[-1], a))
            self.rows.append(row)
            a = row[16]

    def times(self, k: int, start: Point = NEUTRAL) -> Point:
        for place, row in enumerate(self.rows):
            start = plus(start, row[k >> 4 * place & 15])
        return start


BASE = Multiples(point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL)


@lru_cache(maxsize=64)
def multiples_against(public: bytes) -> Multiples | None:
    a = point(public) if len(public) == 32 else None
    return None if a is None or is_small(a) else Multiples((-a[0] % P, a[1], 1, -a[3] % P))


@lru_cache(maxsize=64)
def is_sound_key(public: bytes) -> bool:
    """Whether this is a point of the prime-order group: the order takes it to the neutral one."""
    key = multiples_against(public)
    return key is not None and is_neutral(key.times(ORDER))


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    key, s = multiples_against(public), int.from_bytes(signature[32:], "little")
    if key is None or len(signature) != 64 or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    r = key.times(h, BASE.times(s))
    z = pow(r[2], P - 2, P)
    x, y = r[0] * z % P, r[1] * z % P
    return signature[:32] == (y | (x & 1) << 255).to_bytes(32, "little") and not is_small(r)


# Documents, entries and receipts


def pae(payload: bytes, kind: str = PAYLOAD_TYPE) -> bytes:
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(payload), payload)


def whole(digits: str) -> int:
    if len(digits) > 17 or not -BEYOND < int(digits) < BEYOND:
        raise ValueError
    return int(digits)


def refuse(digits: str) -> None:
    raise ValueError(digits)


ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)
DECODER = json.JSONDecoder(parse_int=whole, parse_float=refuse, parse_constant=refuse)


def spell(document: dict[str, Any]) -> bytes:
    return ENCODER.encode(document).encode("utf-8")


def parse(raw: bytes, limit: int, rule: str) -> dict[str, Any]:
    need(len(raw) <= limit, rule, f"The document is longer than {limit} bytes.")
    try:
        document, _ = DECODER.raw_decode(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Bad(rule, "The document is not JSON of the canonical form.") from None
    need(type(document) is dict, rule, "The document is not a JSON object.")
    if not raw.isascii() or raw.count(b"{") + raw.count(b"[") > DEPTH or b"\\u0000" in raw:
        check_value(document, DEPTH, rule)
    try:
        need(spell(document) == raw, rule, "The document is not spelt in the canonical form.")
    except UnicodeEncodeError:
        raise Bad(rule, "A text holds half of a surrogate pair.") from None
    return dict(document)


def check_value(value: object, depth: int, rule: str) -> None:
    need(not (isinstance(value, str) and "\0" in value), rule, "A text holds the character NUL.")
    if isinstance(value, (dict, list)):
        need(depth > 0, rule, f"The document is nested deeper than {DEPTH} levels.")
        for key, item in value.items() if isinstance(value, dict) else (("", item) for item in value):
            need(key.isascii() and "\0" not in key, rule, "A key is not ASCII text.")
            check_value(item, depth - 1, rule)


def unbase64(text: bytes) -> bytes:
    try:
        raw = binascii.a2b_base64(text)
    except binascii.Error:
        raw = b""
    fits = binascii.b2a_base64(raw, newline=False) == text
    need(fits, "V1", "The envelope holds something that is not base64 in its one form.")
    return raw


class Entry:
    """An envelope taken apart; `read` makes out its fields."""

    def __init__(self, raw: bytes) -> None:
        need(len(raw) <= ENVELOPE_LIMIT, "V1", f"The envelope is longer than {ENVELOPE_LIMIT} bytes.")
        tail = TAIL.fullmatch(raw, max(0, len(raw) - TAIL_LENGTH))
        if tail is None or not raw.startswith(START):
            raise Bad("V1", "The envelope is not the one form with exactly one signature.")
        self.payload, self.signature = unbase64(raw[len(START) : tail.start()]), unbase64(tail[2])
        self.keyid = tail[1].decode()
        self.signed = pae(self.payload)
        self.id = hashlib.sha256(self.signed).hexdigest()

    def read(self) -> None:
        doc = parse(self.payload, ENTRY_LIMIT, "V3")
        fits = doc.keys() == FIELDS and doc["v"] == 1 and type(doc["v"]) is int
        need(fits, "V3", "The entry does not have the ten fields of format 1.")
        self.seq, self.prev, self.act, self.at = doc["seq"], doc["prev"], doc["act"], doc["at"]
        fits = all(type(n) is int and 0 <= n < BEYOND for n in (self.seq, self.at))
        need(fits, "V3", "The entry's place or time is not a whole number.")
        self.log: str = hash_in(doc["log"], "log")
        fits = (self.prev is None) == (self.seq == 0)
        need(fits, "V3", "Only the first entry of a log has nothing before it.")
        self.body: dict[str, Any] | None = read_commitment(doc["body"])
        self.alliance: str = hash_in(doc["alliance"], "alliance")
        if self.prev is not None:
            hash_in(self.prev, "prev")
        fits = isinstance(doc["seen"], dict) and self.log not in doc["seen"]
        need(fits, "V3", "What was seen does not list other logs.")
        self.seen: dict[str, Place] = {
            hash_in(log, "seen"): read_place(place) for log, place in doc["seen"].items()
        }
        name_in(doc["by"], "by")
        read_act(self.act, len(self.payload))

    def declared_key(self) -> bytes:
        act, seq = self.act, self.seq
        need(seq == 0, "V2", "The entry is signed with a key that this record does not know.")
        need(act["t"] == "record.open/1", "V3", "The first entry of a log does not open it.")
        need(act.get("alg") == "ed25519", "V11", "The key is not of the kind ed25519.")
        keys = [act.get("key"), act.get("recovery")]
        sound = all(isinstance(k, str) and HASH(k) and is_sound_key(bytes.fromhex(k)) for k in keys)
        need(sound, "V11", "A key is not a point of the prime-order group.")
        need(keys[0] != keys[1], "V11", "The recovery key is the key itself.")
        public = bytes.fromhex(keys[0])
        need(log_of(public) == self.log, "V4", "The log is not the one of the key it names.")
        fits = act.get("founder", FOUNDING) == self.alliance
        need(fits, "V4", "The log is opened for another alliance than the entry belongs to.")
        fits = (self.alliance == FOUNDING) == (not self.seen)
        need(fits, "V4", "A founder has seen nothing yet, and who joins has seen the founder's first entry.")
        return public

    def succeeding_key(self, before: bytes) -> bytes:
        """The key with which a log goes on after a loss; the key before it vouches for it."""
        act = self.act
        fits = act.keys() == FACTS and self.body is None and act["cause"] in CAUSES
        need(fits, "E1", "The entry does not have the facts of a log that goes on after a loss.")
        self.lost()
        need(act["alg"] == "ed25519", "V11", "The key is not of the kind ed25519.")
        key, proof = act["key"], act["proof"]
        sound = isinstance(key, str) and HASH(key) and is_sound_key(bytes.fromhex(key))
        need(sound, "V11", "A key is not a point of the prime-order group.")
        public = bytes.fromhex(key)
        place = bytes.fromhex(self.log) + self.seq.to_bytes(8, "big") + bytes.fromhex(self.prev or "")
        fits = isinstance(proof, str) and PROOF(proof)
        fits = fits and signed_by(before, b"troth.epoch.v1\0" + place + public, bytes.fromhex(proof))
        need(fits, "E1", "The key before does not vouch for the new one.")
        return public

    def lost(self) -> dict[str, Lost]:
        """How far each log is said to go here, and how far it is known to have gone."""
        lost = self.act.get("lost")
        fits = isinstance(lost, dict) and lost.keys() == {self.log, *self.seen}
        need(fits, "E1", "What is lost is not said for every log of the record.")
        for places in lost.values():
            fits = isinstance(places, list) and [type(place) for place in places] == [int, int]
            need(fits, "E1", "What is lost of a log is not a pair of places.")
            fits = 0 <= places[0] <= places[1]
            need(fits, "E1", "A log is known to have gone at least as far as it goes here.")
        fits = lost[self.log][0] == self.seq - 1
        need(fits, "E1", "A log goes on right after the last place that it says is here.")
        return {log: Lost(*places) for log, places in lost.items()}


class Place(NamedTuple):
    seq: int
    id: str


class Lost(NamedTuple):
    here: int
    known: int

    def holds(self, seq: int) -> bool:
        return self.here < seq <= self.known


class Epoch(NamedTuple):
    """A key, and the place of its log from which on it signs."""

    log: str
    first: int
    public: bytes
    keyid: str


class Receipt:
    """How far each log went at one moment, as its payload says; whose signatures it bears is for the check."""

    def __init__(self, raw: bytes) -> None:
        raw = raw[:-1] if raw.endswith(b"\n") else raw
        form = RECEIPT.fullmatch(raw) if len(raw) <= RECEIPT_LIMIT else None
        if form is None:
            raise Bad("R1", "It is not a receipt in its one form.")
        try:
            signatures = [(keyid.decode(), unbase64(text)) for keyid, text in SIGNATURES.findall(form[2])]
            self.payload = unbase64(form[1])
        except Bad as bad:
            raise Bad("R1", bad.sentence) from None
        keyids = [keyid for keyid, _ in signatures]
        fits = keyids == sorted(set(keyids))
        need(fits, "R1", "The receipt's signatures are not in the order of their keys, each once.")
        self.signatures, self.signed = dict(signatures), pae(self.payload, RECEIPT_TYPE)
        self.id = hashlib.sha256(self.signed).hexdigest()
        try:
            self.read(parse(self.payload, ENTRY_LIMIT, "R1"))
        except Bad as bad:
            raise Bad("R1", bad.sentence) from None

    def read(self, doc: dict[str, Any]) -> None:
        self.number: int = doc.get("n", 0)
        self.prev, self.at = doc.get("prev"), doc.get("at", -1)
        fits = (
            doc.keys() == RECEIPT_FIELDS and doc["v"] == 1 and type(doc["v"]) is int and doc["by"] == "node"
        )
        need(fits, "R1", "The receipt does not have the nine fields of format 1.")
        fits = type(self.number) is int and self.number >= 1
        need(fits, "R1", "The receipt's number is not 1 or more.")
        need((self.prev is None) == (self.number == 1), "R1", "Only the first receipt has none before it.")
        self.alliance = hash_in(doc["alliance"], "alliance")
        if self.prev is not None:
            hash_in(self.prev, "prev")
        need(
            type(self.at) is int and 0 <= self.at < BEYOND, "R1", "The receipt's time is not a whole number."
        )
        because, heads = doc["because"], doc["heads"]
        fits = isinstance(because, list) and because and all(word in REASONS for word in map(str, because))
        need(fits, "R1", "The receipt does not say what it was made for.")
        fits = because == sorted(set(because))
        need(fits, "R1", "What the receipt was made for is not in order, each word once.")
        need(isinstance(heads, dict) and heads, "R1", "The receipt names no log.")
        fits = 0 < len(self.signatures) <= len(heads)
        need(fits, "R1", "The receipt is not signed once for each of some of its logs.")
        self.heads: dict[str, Place] = {hash_in(log, "heads"): read_place(heads[log]) for log in heads}
        hash_in(doc["fold"], "fold")


def log_of(public: bytes) -> str:
    return hashlib.sha256(b"troth.log.v1\0" + public).hexdigest()


def keyid_of(public: bytes) -> str:
    return hashlib.sha256(b"troth.key.v1\0" + public).hexdigest()[:32]


def hash_in(value: Any, name: str) -> str:
    need(isinstance(value, str) and HASH(value), "V3", f"The field {name} is not a hash of 64 hex digits.")
    return str(value)


def name_in(value: Any, name: str) -> None:
    need(
        isinstance(value, str) and NAME(value),
        "V3",
        f"The field {name} is not a name of up to 64 letters, digits, - and _.",
    )


def read_commitment(body: Any) -> dict[str, Any] | None:
    if body is None:
        return None
    fits = isinstance(body, dict) and len(body) == 2
    need(fits, "V3", "The body is neither null nor a commitment with a length.")
    fits = type(body.get("n")) is int and 0 < body["n"] <= BODY_LIMIT
    need(fits, "V3", f"The body's length is not between 1 and {BODY_LIMIT}.")
    hash_in(body.get("c"), "body")
    return dict(body)


def read_place(place: Any) -> Place:
    need(isinstance(place, list) and len(place) == 2, "V3", "A cited place is not a pair of number and id.")
    fits = type(place[0]) is int and place[0] >= 0
    need(fits, "V3", "A cited place does not have a whole number.")
    return Place(place[0], hash_in(place[1], "seen"))


def read_act(act: Any, length: int) -> None:
    need(isinstance(act, dict), "V3", "The act is not an object.")
    fits = length <= ACT_LIMIT or len(spell(act)) <= ACT_LIMIT
    need(fits, "V1", f"The act is longer than {ACT_LIMIT} bytes.")
    need(
        isinstance(act.get("t"), str) and KIND(act["t"]),
        "V3",
        "The act does not say which type and version it is.",
    )
    if act.get("o") is not None:
        name_in(act["o"], "o")
    if act.get("on") is not None:
        hash_in(act["on"], "on")


def check_text(entry: Entry, raw: bytes) -> None:
    if entry.body is None:
        raise Bad("B1", "The entry was signed without a text.")
    fits = len(raw) == 32 + entry.body["n"]
    need(fits, "B1", "The text is not of the length that was signed.")
    head = b"troth.body.v1\0" + bytes.fromhex(entry.log) + entry.seq.to_bytes(8, "big")
    fits = hashlib.sha256(head + raw).hexdigest() == entry.body["c"]
    need(fits, "B1", "The text is not the one that was signed.")
    schema = parse(raw[32:], BODY_LIMIT, "B2").get("s")
    need(isinstance(schema, str) and KIND(schema), "B2", "The text does not say which schema it follows.")


# The check: each entry is weighed as a node would before keeping it, and one thing gone wrong is told once


def printable(text: str) -> str:
    """Spell out what a terminal would obey or hide: a file's name comes from whoever made the bundle."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Fault(NamedTuple):
    """One thing that does not fit, with its entry as far as that can be made out."""

    file: str
    entry: str | None
    log: str | None
    seq: int | None
    rule: str
    what: str

    def __str__(self) -> str:
        where = self.file if self.log is None else f"Entry {self.seq} of log {self.log[:8]}"
        where += "" if self.entry is None else f" ({self.entry[:8]})"
        return printable(f"{where}: {self.what} {RULES[self.rule]} {DO.get(self.rule, FRESH_LOG)}")


class Line(NamedTuple):
    """A line that is not the entry it should be, with the place it claims where that can be made out."""

    number: int
    bad: Bad
    id: str | None
    claim: tuple[str, int] | None
    prev: str | None


class Pin(NamedTuple):
    """A receipt as it lay in a file, and how it fits; None where its signatures could not be checked."""

    file: str
    receipt: Receipt | None
    fit: str


class Stretch(NamedTuple):
    """Entries of a log that are said to be lost; accepted when every log says so."""

    log: str
    first: int
    last: int
    accepted: bool


class Check:
    """One run over a bundle's files, given by name; `every` signature, or the last one of each key."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        every: bool = True,
        told: Tell | None = None,
        receipts: Sequence[tuple[str, bytes]] = (),
    ) -> None:
        self.files, self.every = files, every
        self.logs: dict[str, list[Entry]] = {}
        self.ids: dict[str, Entry] = {}
        self.keys: dict[str, Epoch] = {}
        self.epochs: dict[str, list[Epoch]] = {}
        self.early: list[tuple[int, Entry]] = []
        self.alliance: str | None = None
        self.manifest: dict[str, Any] | None = None
        self.ends: dict[str, Place] = {}
        self.digests: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.pending: list[Line] = []
        self.stopped: set[str] = set()
        self.split: set[str] = set()
        self.taken: set[tuple[str, int]] = set()
        self.names: dict[tuple[str, int], str | None] = {}
        self.resting = self.texts = 0
        self.read_manifest()
        self.read_entries(told)
        self.compare_heads()
        self.look_for_strangers()
        self.losses, self.stretches = self.what_is_lost()
        self.pins = self.hold(receipts)
        self.compare_files()
        self.check_texts()
        self.faults = [self.named(fault) for fault in self.faults]

    @property
    def heads(self) -> dict[str, Place]:
        return {log: Place(entries[-1].seq, entries[-1].id) for log, entries in self.logs.items()}

    def ends_are_signed(self) -> bool:
        """Whether the last entry that each key signed is signed by it; the chain then covers what came before."""
        for log, epochs in self.epochs.items():
            firsts = [epoch.first for epoch in epochs[1:]] + [len(self.logs[log])]
            for epoch, after in zip(epochs, firsts):
                last = self.logs[log][after - 1]
                if not signed_by(epoch.public, last.signed, last.signature):
                    return False
        return True

    # The manifest and the files it names

    def read_manifest(self) -> None:
        raw = self.files.get(MANIFEST, b"")
        try:
            manifest = parse(raw, len(raw), "M1")
            fits = manifest.keys() == {"v", "alliance", "entries", "heads", "files"} and manifest["v"] == 1
            need(fits, "M1", "The manifest does not have the five fields of format 1.")
            heads, files = manifest["heads"], manifest["files"]
            fits = isinstance(heads, dict) and all(map(is_place, heads.values()))
            need(fits, "M1", "The manifest does not say where the logs end.")
            need(isinstance(files, dict), "M1", "The manifest does not name the files.")
            self.ends = {log: Place(*place) for log, place in heads.items()}
            self.digests = {name: str(digest) for name, digest in files.items()}
            self.manifest = manifest
        except Bad as bad:
            self.fault("M1", bad.sentence, file=MANIFEST)

    def compare_heads(self) -> None:
        if self.manifest is None:
            return
        reached = self.heads
        for log in sorted((self.ends.keys() | reached.keys()) - self.stopped):
            if reached.get(log) != self.ends.get(log):
                seq = (self.ends.get(log) or reached[log]).seq
                self.fault("M3", "The manifest ends this log elsewhere.", log=log, seq=seq)
        if self.manifest["entries"] != len(self.lines) and not self.stopped:
            self.fault("M1", f"The manifest does not count {len(self.lines)} entries.", file=MANIFEST)
        if self.alliance not in (None, self.manifest["alliance"]):
            self.fault("M1", "The manifest names another alliance than the entries.", file=MANIFEST)

    def compare_files(self) -> None:
        if self.manifest is None:
            return
        told = {fault.file for fault in self.faults if fault.file == ENTRIES or fault.rule == "R1"}
        present = {name for name in self.files if name != MANIFEST and not name.startswith(BODIES)}
        for name in sorted(present | self.digests.keys()):
            content = self.files.get(name)
            if content is None:
                self.fault("M2", f"The file {name} is not here.", file=name)
            elif name not in self.digests:
                self.fault("M2", f"The manifest does not name the file {name}.", file=name)
            elif name not in told and hashlib.sha256(content).hexdigest() != self.digests[name]:
                self.fault("M2", f"The file {name} is not as it was made.", file=name)

    def check_texts(self) -> None:
        for name in sorted(name for name in self.files if name.startswith(BODIES)):
            entry = self.ids.get(name[len(BODIES) :])
            if entry is None and not self.faults:
                self.fault("B1", "No entry here has this text.", file=name)
            elif entry is not None:
                try:
                    check_text(entry, self.files[name])
                    self.texts += 1
                except Bad as bad:
                    self.fault(bad.rule, bad.sentence, file=name, log=entry.log, seq=entry.seq)

    # The entries

    def read_entries(self, told: Tell | None) -> None:
        self.lines = self.files.get(ENTRIES, b"").split(b"\n")
        if self.lines[-1] == b"":
            self.lines.pop()
        for number, line in enumerate(self.lines, 1):
            self.weigh(number, line)
            if told is not None:
                told(number, len(self.lines))
        for number, entry in self.early:
            self.tell_early(number, entry)
        for broken in self.pending:
            self.tell_unplaced(broken)

    def weigh(self, number: int, line: bytes) -> None:
        try:
            entry = Entry(line)
            if entry.id in self.ids:
                entry = self.ids[entry.id]
                self.fault("V5", "The entry stands in the file twice.", log=entry.log, seq=entry.seq)
                return
            if self.is_early(entry):
                self.early.append((number, entry))
                return
            self.open(entry)
            if entry.log in self.split:
                self.resting += 1
                return
            self.belongs(entry)
            entries = self.logs.get(entry.log, [])
            if entry.seq < len(entries) or (entry.seq == len(entries) > 0 and entry.prev != entries[-1].id):
                self.forked(entry)
            elif entry.seq > len(entries):
                self.learn(entry)
                what = f"The entry is not here, before entry {entry.seq}."
                self.held_up(entry.log, len(entries), what)
            elif self.is_informed(entry, entries):
                self.keep(entry)
            else:
                self.without_citation(entry)
        except Bad as bad:
            self.unread(claiming(number, line, bad))

    def is_early(self, entry: Entry) -> bool:
        """Whether it is signed with a key not known yet, further than the next place: one before may name the key."""
        if entry.keyid in self.keys:
            return False
        entry.read()
        here = len(self.logs.get(entry.log, []))
        return 0 < here < entry.seq and entry.log not in self.split

    def open(self, entry: Entry) -> None:
        """Read an entry by the key that signed it; the first of a log, or after a loss, names that key itself."""
        if entry.keyid in self.keys:
            public = self.keys[entry.keyid].public
        else:
            entry.read()
            before = self.key_at(entry.log, entry.seq - 1) if entry.act["t"] == RESTORED else None
            public = entry.declared_key() if before is None else entry.succeeding_key(before.public)
            fits = keyid_of(public) == entry.keyid
            need(fits, "V2", "The entry is signed with another key than the one it names.")
        fits = not self.every or signed_by(public, entry.signed, entry.signature)
        need(fits, "V2", "The signature does not fit the entry.")
        entry.read()

    def key_at(self, log: str, seq: int) -> Epoch | None:
        return next((epoch for epoch in reversed(self.epochs.get(log, [])) if epoch.first <= seq), None)

    def belongs(self, entry: Entry) -> None:
        """Whether it is signed with the key that its log and place ask for, in this alliance."""
        before = self.key_at(entry.log, entry.seq - 1) if entry.act["t"] == RESTORED else None
        epoch = self.key_at(entry.log, entry.seq)
        keyid = None if epoch is None else epoch.keyid
        if entry.seq == 0:
            keyid = keyid_of(entry.declared_key())
        elif before is not None:
            keyid = keyid_of(entry.succeeding_key(before.public))
            known = self.keys.get(keyid)
            fits = known is None or (known.log, known.first) == (entry.log, entry.seq)
            need(fits, "E1", "The new key has signed in this record before.")
        if keyid != entry.keyid:
            other = any(each.keyid == entry.keyid for each in self.epochs.get(entry.log, []))
            which = "epoch of its " if other else ""
            raise Bad("V4", f"The entry is signed with a key of another {which}log.")
        fits = self.alliance in (None, alliance_of(entry))
        need(fits, "V4", "The entry belongs to another alliance.")

    def is_informed(self, entry: Entry, entries: list[Entry]) -> bool:
        if entries:
            self.at_least(entry, entries[-1], "The entry has seen less than the one before it.")
        for log, place in entry.seen.items():
            others = self.logs.get(log, [])
            if place.seq >= len(others) or others[place.seq].id != place.id:
                return False
            self.at_least(entry, others[place.seq], "The entry has seen less than an entry it cites.")
        return True

    def at_least(self, entry: Entry, other: Entry, sentence: str) -> None:
        own = {entry.log: Place(entry.seq - 1, entry.prev or "")}
        for log, place in other.seen.items():
            reached = own.get(log) or entry.seen.get(log)
            fits = reached and (reached.seq > place.seq or reached == place)
            need(fits, "V9", sentence)

    def keep(self, entry: Entry) -> None:
        if entry.seq == 0:
            self.alliance = alliance_of(entry)
        if entry.seq == 0 or entry.act["t"] == RESTORED:
            epoch = Epoch(entry.log, entry.seq, bytes.fromhex(entry.act["key"]), entry.keyid)
            self.keys[entry.keyid] = epoch
            self.epochs.setdefault(entry.log, []).append(epoch)
        self.logs.setdefault(entry.log, []).append(entry)
        self.ids[entry.id] = entry

    def forked(self, entry: Entry) -> None:
        self.split.add(entry.log)
        if entry.log in self.stopped:
            self.resting += 1
            return
        self.stopped.add(entry.log)
        self.names[entry.log, entry.seq] = entry.id
        self.fault("V6", "The log holds two versions of what happened here.", log=entry.log, seq=entry.seq)

    def unread(self, line: Line) -> None:
        log, seq = line.claim or ("", -1)
        expected = len(self.logs.get(log, []))
        if log not in self.ends and log not in self.logs and log not in self.stopped:
            self.pending.append(line)
        elif expected == 0 and seq > 0 and line.bad.rule == "V2":
            # Without its first entry a log has no key; what this one calls the one before it still helps to name that.
            self.taken.add((log, seq))
            self.names[log, seq - 1] = line.prev
            self.held_up(log, 0, "The first entry of the log, which names its key, is not here.")
        elif seq == expected or log in self.stopped:
            self.tell(line, log, seq)
        else:
            self.pending.append(line)

    def tell_early(self, number: int, entry: Entry) -> None:
        expected = len(self.logs.get(entry.log, []))
        if entry.seq > expected:
            self.names.setdefault((entry.log, entry.seq - 1), entry.prev)
            self.held_up(entry.log, expected, f"The entry is not here, before entry {entry.seq}.")
        else:
            bad = Bad("V2", "The entry is signed with a key that this record does not know.")
            self.tell_unplaced(Line(number, bad, entry.id, (entry.log, entry.seq), None))

    def without_citation(self, entry: Entry) -> None:
        self.learn(entry)
        for log, place in entry.seen.items():
            here = self.logs.get(log, [])
            if place.seq < len(here) and here[place.seq].id != place.id:
                what = f"It cites another entry {place.seq} of log {log[:8]} than the one that is here."
                self.fault("V8", what, log=entry.log, seq=entry.seq)
            elif place.seq >= len(here) and log not in self.stopped and self.claimed(log, len(here)) is None:
                what = f"It cites entry {place.seq} of log {log[:8]}, which is not here."
                self.fault("V8", what, log=entry.log, seq=entry.seq)
            elif place.seq >= len(here):
                self.held_up(log, len(here), "The entry is not here.", resting=0)
        self.resting += 1
        self.stopped.add(entry.log)

    def held_up(self, log: str, expected: int, what: str, resting: int = 1) -> None:
        self.resting += resting
        if log in self.stopped:
            return
        line = self.claimed(log, expected)
        if line is None:
            self.stopped.add(log)
            self.fault("V7", what, log=log, seq=expected)
        else:
            self.pending.remove(line)
            self.tell(line, log, expected)

    def claimed(self, log: str, seq: int) -> Line | None:
        """Find the unread line that stands where this entry should: the one that says so, else the first."""
        exact = [line for line in self.pending if line.claim == (log, seq)]
        return next(iter(exact or self.pending), None)

    def tell(self, line: Line, log: str, seq: int) -> None:
        self.stopped.add(log)
        self.taken.add((log, seq))
        self.fault(line.bad.rule, line.bad.sentence, log=log, seq=seq)

    def tell_unplaced(self, line: Line) -> None:
        for name, end in sorted(self.ends.items()):
            for place in range(len(self.logs.get(name, [])), end.seq + 1):
                if (name, place) not in self.taken:
                    self.tell(line, name, place)
                    return
        what = f"Line {line.number}: {line.bad.sentence}"
        log, seq = line.claim or (None, None)
        self.faults.append(Fault(ENTRIES, line.id, log, seq, line.bad.rule, what))

    def learn(self, entry: Entry) -> None:
        """Remember what a sound entry calls the ones before it, to name those that cannot be read."""
        self.names[entry.log, entry.seq] = entry.id
        self.taken.add((entry.log, entry.seq))
        if entry.prev is not None:
            self.names[entry.log, entry.seq - 1] = entry.prev
        self.names.update({(log, place.seq): place.id for log, place in entry.seen.items()})

    def look_for_strangers(self) -> None:
        parties = {log for log, entries in self.logs.items() if entries[0].alliance == FOUNDING}
        admits = [entry for entry in self.ids.values() if entry.act["t"] == "party.admit/1"]
        while not self.stopped:
            let_in = [self.ids.get(entry.act.get("on") or "") for entry in admits if entry.log in parties]
            more = {entry.log for entry in let_in if entry is not None and entry.seq == 0} - parties
            if not more:
                break
            parties |= more
        for log in sorted(self.logs.keys() - parties) if not self.stopped else ():
            self.fault("P1", "The log was not let in by a party of this record.", log=log, seq=0)

    # Telling

    def fault(
        self, rule: str, what: str, file: str = ENTRIES, log: str | None = None, seq: int | None = None
    ) -> None:
        self.faults.append(Fault(file, None, log, seq, rule, what))

    def named(self, fault: Fault) -> Fault:
        if fault.entry is not None or fault.log is None or fault.seq is None:
            return fault
        entries, end = self.logs.get(fault.log, []), self.ends.get(fault.log)
        if fault.seq < len(entries):
            return fault._replace(entry=entries[fault.seq].id)
        if end is not None and end.seq == fault.seq:
            return fault._replace(entry=end.id)
        if fault.seq == 0 and len(self.ends) == 1 and self.manifest is not None:
            return fault._replace(entry=str(self.manifest["alliance"]))
        return fault._replace(entry=self.names.get((fault.log, fault.seq)))

    # What is lost and erased, and the receipts

    def what_is_lost(self) -> tuple[list[dict[str, Lost]], list[Stretch]]:
        """The losses that every log they concern says alike, and what of each log is lost by them or by some."""
        said: dict[tuple[tuple[str, Lost], ...], set[str]] = {}
        for log, epochs in self.epochs.items():
            for epoch in epochs[1:]:
                lost = self.logs[log][epoch.first].lost()
                said.setdefault(tuple(sorted(lost.items())), set()).add(log)
        accepted = [dict(loss) for loss, logs in said.items() if logs == dict(loss).keys()]
        # What every log says comes first, as those who check want to know that before the rest.
        ordered = sorted(said, key=lambda loss: dict(loss) not in accepted)
        stretches = [
            Stretch(log, lost.here + 1, lost.known, dict(loss) in accepted)
            for loss in ordered
            for log, lost in loss
            if lost.known > lost.here
        ]
        return accepted, stretches

    def erased(self) -> int:
        """How many texts are not here because their own side asked to erase them."""
        asked = {
            (id, entry.log)
            for entry in self.ids.values()
            if entry.act["t"] == "erase.ask/1"
            for id in ids_asked(entry.act.get("ids"))
        }
        away = (entry for entry in self.ids.values() if entry.body and BODIES + entry.id not in self.files)
        return sum((entry.id, entry.log) in asked for entry in away)

    def hold(self, besides: Sequence[tuple[str, bytes]]) -> list[Pin]:
        """Hold each receipt against this copy, the same one only once; in the order of their numbers."""
        mine = [(name, self.files[name]) for name in sorted(self.files) if name.startswith(RECEIPTS)]
        pins: dict[str, Pin] = {}
        for file, raw in [*mine, *besides]:
            pin = self.pin(file, raw)
            if pin.receipt is None or pin.receipt.id not in pins:
                pins[file if pin.receipt is None else pin.receipt.id] = pin
        return sorted(pins.values(), key=lambda pin: (pin.receipt.number if pin.receipt else 0, pin.file))

    def pin(self, file: str, raw: bytes) -> Pin:
        try:
            receipt = Receipt(raw)
            fits = self.alliance in (None, receipt.alliance)
            need(fits, "R1", "The receipt is of another alliance and says nothing of this record.")
            signers = self.signers(receipt)
        except Bad as bad:
            self.fault(bad.rule, bad.sentence, file=file)
            return Pin(file, None, UNREAD)
        if signers is None:
            return Pin(file, None, ASIDE)
        held = [self.held(file, receipt, signers, *named) for named in sorted(receipt.heads.items())]
        return Pin(file, receipt, next(fit for fit in (OTHER, FURTHER, ASIDE, LOST, FITS) if fit in held))

    def signers(self, receipt: Receipt) -> list[Epoch] | None:
        """The epochs whose keys signed; None where something before keeps one of the keys from being known."""
        signers: list[Epoch] = []
        for keyid, signature in receipt.signatures.items():
            epoch = self.keys.get(keyid)
            if epoch is None:
                if self.stopped or self.alliance is None:
                    return None
                raise Bad("R1", "The receipt is signed with a key that is not of this copy of the record.")
            fits = epoch.log in receipt.heads and receipt.heads[epoch.log].seq >= epoch.first
            need(fits, "R1", "The receipt is signed with a key that its log did not have at that place.")
            fits = epoch.log not in {signer.log for signer in signers}
            need(fits, "R1", "The receipt is signed twice for one log.")
            fits = signed_by(epoch.public, receipt.signed, signature)
            need(fits, "R1", "A signature does not fit the receipt.")
            signers.append(epoch)
        return signers

    def held(self, file: str, receipt: Receipt, signers: list[Epoch], log: str, place: Place) -> str:
        """How one place that a receipt names fits this copy."""
        entries = self.logs.get(log, [])
        here = entries[place.seq] if place.seq < len(entries) else None
        if here is not None and here.id == place.id:
            return FITS
        # A receipt that a new key signed was made after the loss and cannot speak of what was lost.
        if any(
            log in lost
            and lost[log].holds(place.seq)
            and all(each.log in lost and each.first <= lost[each.log].here for each in signers)
            for lost in self.losses
        ):
            return LOST
        named = f"Receipt {receipt.number} names"
        if here is not None:
            what = f"{named} another entry at this place ({place.id[:8]})."
            self.faults.append(Fault(file, here.id, log, place.seq, "R3", what))
            return OTHER
        if log in self.stopped:
            return ASIDE
        what = f"{named} it, and this copy ends before it: the end is missing here."
        self.faults.append(Fault(file, place.id, log, place.seq, "R3", what))
        return FURTHER

    # Saying

    def found(self, gaps: list[str]) -> list[str]:
        """What was found, in the words of `troth verify`."""
        said = []
        for log, end in sorted(self.heads.items()):
            count = len(self.epochs[log])
            keys = f", signed with {count} keys in turn" if count > 1 else ""
            said.append(
                f"log {log[:8]}  {counted(end.seq + 1)}{keys}, complete up to entry {end.seq} ({end.id[:8]}), "
                f"{moment(self.logs[log][-1].at)}"
            )
        erased = self.erased()
        absent = sum(entry.body is not None for entry in self.ids.values()) - self.texts - erased
        without = f", {erased} erased on request" if erased else ""
        without += f", {absent} not in this file" if absent else ""
        checked = f"{counted(len(self.ids))} and {counted(self.texts, 'text', 'texts')} checked"
        said.append(f"{checked}{without}.")
        if self.resting:
            said.append(f"Not weighed, because something before does not fit: {counted(self.resting)}.")
        said += [lost_in_words(stretch) for stretch in self.stretches]
        said += self.receipts_in_words()
        said += gaps
        said += [f"  {fault}" for fault in self.faults]
        return said if self.every else [*said, NOT_EACH]

    @property
    def newest(self) -> Receipt | None:
        """The receipt with the highest number among those that fit."""
        fitting = [pin.receipt for pin in self.pins if pin.receipt is not None and pin.fit == FITS]
        return max(fitting, key=lambda receipt: receipt.number, default=None)

    def receipts_in_words(self) -> list[str]:
        if not self.pins:
            return []
        newest, others = self.newest, [pin for pin in self.pins if pin.fit != FITS]
        last = f"; the newest is no. {newest.number}, {moment(newest.at)}" if newest is not None else ""
        said = [f"receipts  {len(self.pins) - len(others)} of {len(self.pins)} fit{last}."]
        for pin in others:
            name = printable(pin.file) if pin.receipt is None else f"receipt {pin.receipt.number}"
            said.append(f"  {name} {pin.fit}.")
        return said

    def report(self) -> list[str]:
        """What was found, the sentence that says how far last."""
        receipt = "a receipt" if self.newest is None else f"a receipt after no. {self.newest.number}"
        sentence = (
            f"Complete up to {reached(self.heads)}{misfits(len(self.faults))}; compare with the other side's "
            f"copy or {receipt}, which alone can tell whether more followed."
        )
        return [*self.found(number_gaps(self.pins)), *spoken(self.heads), sentence]


def ids_asked(ids: Any) -> list[str]:
    if not isinstance(ids, list) or len(ids) > MOST_ASKED:
        return []
    named = {id for id in ids if isinstance(id, str) and HASH(id)}
    return ids if len(named) == len(ids) else []


def counted(count: int, one: str = "entry", more: str = "entries") -> str:
    return f"{count} {one if count == 1 else more}"


def moment(at: int) -> str:
    try:
        return f"{SINCE + timedelta(milliseconds=at):%Y-%m-%d %H:%M} UTC"
    except OverflowError:
        return f"{at} ms after 1970"


def lost_in_words(stretch: Stretch) -> str:
    log, first, last, accepted = stretch
    which = f"entry {first}" if first == last else f"entries {first} to {last}"
    return f"log {log[:8]}  {which}: lost, {'accepted by both' if accepted else 'as not every log says yet'}."


def reached(heads: Mapping[str, Place]) -> str:
    places = [f"entry {end.seq} ({end.id[:8]}) of log {log[:8]}" for log, end in sorted(heads.items())]
    return " and ".join(places) or "nothing"


def misfits(count: int) -> str:
    return f"; {count} {'thing does' if count == 1 else 'things do'} not fit" if count else ""


def spoken(heads: Mapping[str, Place]) -> list[str]:
    places = sorted(heads.items())
    words = [f"{log[:8]} {end.seq + 1} {end.id[:4]}-{end.id[4:8]}" for log, end in places]
    return ["To read to each other: " + ", ".join(words)] if words else []


def number_faults(pins: Sequence[Pin]) -> list[Fault]:
    """Receipts that share a number, or do not name the one before them that is here."""
    faults: list[Fault] = []
    numbered: dict[int, dict[str, str]] = {}
    for file, receipt, _ in pins:
        if receipt is None:
            continue
        others = numbered.setdefault(receipt.number, {})
        if others and receipt.id not in others:
            what = f"Another receipt has number {receipt.number} too: {next(iter(others.values()))}."
            faults.append(Fault(file, None, None, None, "R2", what))
        others.setdefault(receipt.id, file)
    for file, receipt, _ in pins:
        before = None if receipt is None else numbered.get(receipt.number - 1)
        if receipt is not None and before is not None and receipt.prev not in before:
            what = f"It names another receipt {receipt.number - 1} than the one that is here."
            faults.append(Fault(file, None, None, None, "R2", what))
    return faults


def number_gaps(pins: Sequence[Pin]) -> list[str]:
    """Which numbers are missing in between; one of them may have been withheld."""
    numbers = sorted({pin.receipt.number for pin in pins if pin.receipt is not None})
    said = []
    for one, other in zip(numbers, numbers[1:]):
        if other - one == 2:
            said.append(f"Receipt {one + 1} is not here; ask whoever kept it.")
        elif other - one > 2:
            said.append(f"Receipts {one + 1} to {other - 1} are not here; ask whoever kept them.")
    return said


# Two copies


class Both:
    """Two copies of one record, each checked by itself, held against each other log by log."""

    def __init__(self, one: Check, other: Check) -> None:
        self.one, self.other = one, other
        self.faults: list[Fault] = []
        self.lost: list[Stretch] = []
        self.same: dict[str, int] = {}
        self.gaps: list[str] = []
        if None not in (one.alliance, other.alliance) and one.alliance != other.alliance:
            what = "The two copies are of different alliances, so there is nothing to compare."
            self.faults.append(Fault(ENTRIES, None, None, None, "V4", what))
            return
        for log in sorted(one.logs.keys() | other.logs.keys()):
            first, second = one.logs.get(log, []), other.logs.get(log, [])
            same = shared_entries(first, second)
            self.same[log] = same
            if same < min(len(first), len(second)) and not self.accepted(log, same):
                self.two_versions(log, same)
        second_pins = [pin._replace(file=f"{pin.file} of the second copy") for pin in other.pins]
        self.faults += number_faults([*one.pins, *second_pins])
        self.gaps = number_gaps([*one.pins, *second_pins])

    def accepted(self, log: str, seq: int) -> bool:
        """Whether one copy goes on here after a loss that every log accepted; told when the other holds more."""
        beyond = None
        for gone_on, before, which in ((self.one, self.other, "second"), (self.other, self.one, "first")):
            for loss in gone_on.losses:
                lost, entries = loss.get(log), before.logs[log]
                opening = gone_on.logs[log][seq]
                if lost is None or lost.here + 1 != seq or opening.act["t"] != RESTORED:
                    continue
                if len(entries) - 1 <= lost.known:
                    self.lost.append(Stretch(log, seq, lost.known, True))
                    return True
                what = f"The {which} copy goes on here, beyond entry {lost.known} up to which both accepted a loss."
                beyond = Fault(ENTRIES, entries[lost.known + 1].id, log, lost.known + 1, "V6", what)
        self.faults += [beyond] if beyond is not None else []
        return beyond is not None

    def two_versions(self, log: str, seq: int) -> None:
        ids = [check.logs[log][seq].id for check in (self.one, self.other)]
        what = f"Two versions of this place: {ids[0][:8]} in the first copy, {ids[1][:8]} in the second. "
        citing = [first_citing(check, log, seq) for check in (self.one, self.other)]
        if all(citing):
            what += "Each copy has a citation of its own version."
        for which, entry in zip(("first", "second"), citing):
            if entry is not None and not all(citing):
                what += f"Log {entry.log[:8]} cites the one in the {which} copy, in its entry {entry.seq}."
        what = what if any(citing) else what + "Nobody cites either."
        self.faults.append(Fault(ENTRIES, ids[0], log, seq, "V6", what))

    def report(self, names: tuple[str, str]) -> list[str]:
        """What was found in each and in both, the sentence that says how far last."""
        said = [f"The first copy, {names[0]}", *self.one.found([])]
        said += [f"The second copy, {names[1]}", *self.other.found([])]
        ends = {}
        for log, same in self.same.items():
            first, second = self.one.logs.get(log, []), self.other.logs.get(log, [])
            more = len(first) - same, len(second) - same
            end = first[same - 1] if same else None
            upto = "nothing in common" if end is None else f"the same up to entry {end.seq} ({end.id[:8]})"
            if all(more):
                further = "there the copies part"
            elif any(more):
                further = f"the {'first' if more[0] else 'second'} copy goes on from there, by {max(more)}"
                end = (first if more[0] else second)[-1]
            else:
                further = "neither goes further"
            said.append(f"log {log[:8]}  {upto}; {further}.")
            if end is not None:
                ends[log] = Place(end.seq, end.id)
        said += [lost_in_words(stretch) for stretch in self.lost]
        said += self.gaps
        said += [f"  {fault}" for fault in self.faults]
        return [*said, *spoken(ends), self.sentence(ends)]

    def sentence(self, ends: Mapping[str, Place]) -> str:
        newest = [each.newest.number for each in (self.one, self.other) if each.newest is not None]
        receipt = f"a receipt after no. {max(newest)}" if newest else "a receipt"
        count = len({*self.one.faults, *self.other.faults, *self.faults})
        same = "" if self.faults else "; both copies tell one history as far as the shorter one goes"
        return (
            f"Complete up to {reached(ends)}{misfits(count)}{same}; compare with {receipt}, "
            "which alone can tell whether more followed."
        )


def shared_entries(first: list[Entry], second: list[Entry]) -> int:
    """How many entries two copies of a log share; each names the one before it, so the first that differs tells."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high) // 2
        if first[middle].id == second[middle].id:
            low = middle + 1
        else:
            high = middle
    return low


def first_citing(check: Check, log: str, seq: int) -> Entry | None:
    """The first entry of another log that had seen this place."""
    for other in sorted(check.logs.keys() - {log}):
        for entry in check.logs[other]:
            if log in entry.seen and entry.seen[log].seq >= seq:
                return entry
    return None


def alliance_of(first: Entry) -> str:
    return first.id if first.seq == 0 and first.alliance == FOUNDING else first.alliance


def is_place(place: Any) -> bool:
    return isinstance(place, list) and len(place) == 2 and type(place[0]) is int and isinstance(place[1], str)


def claiming(number: int, line: bytes, bad: Bad) -> Line:
    try:
        entry = Entry(line)
        doc = json.loads(entry.payload)
        log, seq, prev = doc["log"], doc["seq"], doc["prev"]
    except Bad:
        return Line(number, bad, None, None, None)
    except (ValueError, KeyError, TypeError, RecursionError):
        return Line(number, bad, entry.id, None, None)
    if not isinstance(log, str) or type(seq) is not int or not isinstance(prev, (str, type(None))):
        return Line(number, bad, entry.id, None, None)
    return Line(number, bad, entry.id, (log, seq), prev)


def check(
    files: Mapping[str, bytes],
    full: bool,
    told: Tell | None = None,
    receipts: Sequence[tuple[str, bytes]] = (),
) -> Check:
    """Check a bundle: each signature when asked or when something does not fit, to name what it is."""
    if not full:
        found = Check(files, every=False, told=told, receipts=receipts)
        if found.ends_are_signed() and not any(fault.file in (ENTRIES, MANIFEST) for fault in found.faults):
            return found
    return Check(files, told=told, receipts=receipts)


# Reading and saying


def read_zip(path: Path, most: int | None = None) -> dict[str, bytes]:
    """The parts as they lie there: what was changed is for the check to find, not for the ZIP's own checksums."""
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        # packed too, because parts that lie over each other say more of themselves than the file has bytes
        refuse_what_is_too_large([max(part.file_size, part.compress_size) for part in parts], most)
        return {part.filename: read_part(file, part) for part in parts if not part.is_dir()}


def read_part(file: BinaryIO, part: zipfile.ZipInfo) -> bytes:
    file.seek(part.header_offset)
    name_length, extra_length = struct.unpack("<26xHH", file.read(30))
    file.seek(name_length + extra_length, 1)
    raw, stream, whole = file.read(part.compress_size), zlib.decompressobj(-15), bytearray()
    if part.compress_type == zipfile.ZIP_STORED:
        return raw
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise OSError(f"{part.filename} is packed in a way that bundles do not use")
    try:
        for start in range(0, len(raw), 65536):
            whole += stream.decompress(raw[start : start + 65536], max(part.file_size - len(whole), 1))
    except zlib.error:
        pass  # what came before the damage is kept, and the check names what is missing
    return bytes(whole[: part.file_size])


def read_folder(folder: Path) -> dict[str, bytes]:
    parts = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    refuse_what_is_too_large([path.stat().st_size for path in parts.values()])
    return {
        name.as_posix(): path.read_bytes()
        for name, path in parts.items()
        if not is_left_by_system(name.parts)
    }


def refuse_what_is_too_large(sizes: list[int], most: int | None = None) -> None:
    if len(sizes) > MOST_FILES or sum(sizes) > (MOST_BYTES if most is None else most):
        raise OSError("it holds more than 4 GB, and no record is that large")


def is_left_by_system(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") or part in LEFT_BY_SYSTEMS for part in parts)


def progress(began: float, done: int, of: int) -> None:
    if (done % 500 == 0 or done == of) and time.monotonic() - began > 2:
        sys.stderr.write(f"\r{done} of {of} entries" + ("\n" if done == of else ""))
        sys.stderr.flush()


def words_of(arguments: list[str]) -> tuple[list[str], list[str], bool] | None:
    """The bundles, the receipts and whether each signature is asked for; None when that is not how to ask."""
    bundles: list[str] = []
    receipts: list[str] = []
    full, heads = False, False
    for word in arguments:
        if word in ("--full", "--heads"):
            full, heads = full or word == "--full", word == "--heads"
        elif word.startswith("-"):
            return None
        else:
            (receipts if heads else bundles).append(word)
    asked = "--heads" in arguments
    return None if len(bundles) > 2 or asked != bool(receipts) else (bundles, receipts, full)


def main(arguments: list[str]) -> int:
    asked = words_of(arguments)
    if asked is None:
        sys.stderr.write(__doc__ or "")
        return 2
    bundles, names, full = asked
    paths = [Path(name) for name in bundles] or [Path(__file__).resolve().parent]
    path = paths[0]
    try:
        receipts = []
        for path in map(Path, names):
            receipts.append((path.name, path.read_bytes()))
        copies = []
        for path in paths:
            copies.append(read_folder(path) if path.is_dir() else read_zip(path))
    except UNREADABLE as error:
        sys.stderr.write(
            f"{path} cannot be read as a {'bundle' if path in paths else 'receipt'} ({error}).\n"
        )
        return 2
    checks = []
    for files in copies:
        checks.append(check(files, full, partial(progress, time.monotonic()), receipts))
    found = [fault for each in checks for fault in each.faults]
    if len(checks) == 2:
        both = Both(checks[0], checks[1])
        lines = both.report((str(paths[0]), str(paths[1])))
        found += both.faults
    else:
        numbers = number_faults(checks[0].pins)
        checks[0].faults += numbers
        found += numbers
        lines = checks[0].report()
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(("\n".join(lines) + "\n").encode(encoding, "backslashreplace").decode(encoding))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
