#!/usr/bin/env python3
"""Check a record kept with Troth, without Troth and without a network: Python 3.9 or later is all it needs.

    python3 verify.py                the folder this file lies in (unpack the bundle, then run it there)
    python3 verify.py BUNDLE         another bundle: the ZIP, or the folder it was unpacked to
    python3 verify.py --full ...     each signature; else the last one of each log, whose chain covers the rest

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
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

RULES = {
    "V1": "Form: an entry has one byte form, a size and exactly one signature.",
    "V2": "Signature: the log's key signed these bytes.",
    "V3": "Fields: an entry has the fields of its format, spelt in one way.",
    "V4": "Belonging: an entry belongs to the log of its key and to this alliance.",
    "V5": "Once: an entry stands in one place.",
    "V6": "One history: a log has one entry at a place, and each names the one before it.",
    "V7": "No gap: the entries of a log follow each other without a gap.",
    "V8": "Citation: what is cited must be there.",
    "V9": "Memory: an entry has seen all that the ones before it and those it cites had seen.",
    "V11": "Keys: a key is a point of the prime-order group, and the recovery key another one.",
    "P1": "Parties: a log is let in by a party of the record.",
    "B1": "Text: a text fits what its entry committed to.",
    "B2": "Text: a text can be read and names its schema.",
    "M1": "Manifest: it can be read and says what the bundle holds.",
    "M2": "Files: each file is the one that the manifest names.",
    "M3": "Heads: the logs end where the manifest says.",
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
}
MANIFEST, ENTRIES, BODIES = "manifest.json", "entries.ndjson", "bodies/"
PAYLOAD_TYPE = "application/vnd.troth.entry.v1+json"
START = b'{"payload":"'
MIDDLE = f'","payloadType":"{PAYLOAD_TYPE}","signatures":[{{"keyid":"'.encode()
PAE_HEAD = f"DSSEv1 {len(PAYLOAD_TYPE)} {PAYLOAD_TYPE} ".encode()
TAIL = re.compile(re.escape(MIDDLE) + rb'([0-9a-f]{32})","sig":"([A-Za-z0-9+/]{86}==)"\}\]\}')
TAIL_LENGTH = len(MIDDLE) + 32 + len('","sig":"') + 88 + len('"}]}')
ENTRY_LIMIT, ACT_LIMIT, BODY_LIMIT, BEYOND, DEPTH = 16384, 8192, 262144, 2**53, 16
ENVELOPE_LIMIT = len(START) + (ENTRY_LIMIT + 2) // 3 * 4 + TAIL_LENGTH
FIELDS = {"act", "alliance", "at", "body", "by", "log", "prev", "seen", "seq", "v"}
HASH = re.compile(r"[0-9a-f]{64}").fullmatch
KIND = re.compile(r"[a-z][a-z_]{0,31}(\.[a-z][a-z_]{0,31})*/[1-9][0-9]{0,3}").fullmatch
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch
FOUNDING = "0" * 64
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


# Documents and entries


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
        self.signed = b"%b%d %b" % (PAE_HEAD, len(self.payload), self.payload)
        self.id = hashlib.sha256(self.signed).hexdigest()

    def read(self) -> None:
        doc = parse(self.payload, ENTRY_LIMIT, "V3")
        fits = doc.keys() == FIELDS and doc["v"] == 1 and type(doc["v"]) is int
        need(fits, "V3", "The entry does not have the ten fields of format 1.")
        self.seq, self.prev, self.act, at = doc["seq"], doc["prev"], doc["act"], doc["at"]
        fits = all(type(n) is int and 0 <= n < BEYOND for n in (self.seq, at))
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
            hash_in(log, "seen"): read_place(at) for log, at in doc["seen"].items()
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


class Place(NamedTuple):
    seq: int
    id: str


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


class Check:
    """One run over a bundle's files, given by name; `every` signature, or the last one of each log."""

    def __init__(self, files: Mapping[str, bytes], every: bool = True, told: Tell | None = None) -> None:
        self.files, self.every = files, every
        self.logs: dict[str, list[Entry]] = {}
        self.ids: dict[str, Entry] = {}
        self.keys: dict[str, bytes] = {}
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
        self.lines = self.files.get(ENTRIES, b"").split(b"\n")
        if self.lines[-1] == b"":
            self.lines.pop()
        for number, line in enumerate(self.lines, 1):
            self.weigh(number, line)
            if told is not None:
                told(number, len(self.lines))
        for broken in self.pending:
            self.tell_unplaced(broken)
        self.compare_heads()
        self.look_for_strangers()
        self.compare_files()
        self.check_texts()
        self.faults = [self.named(fault) for fault in self.faults]

    @property
    def heads(self) -> dict[str, Place]:
        return {log: Place(entries[-1].seq, entries[-1].id) for log, entries in self.logs.items()}

    def ends_are_signed(self) -> bool:
        """Whether the last entry of each key is signed; the chain then covers what came before."""
        last = {entry.keyid: entry for entries in self.logs.values() for entry in entries}
        return all(signed_by(self.keys[key], e.signed, e.signature) for key, e in last.items())

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
        told = any(fault.file == ENTRIES for fault in self.faults)
        present = {name for name in self.files if name != MANIFEST and not name.startswith(BODIES)}
        for name in sorted(present | self.digests.keys()):
            content = self.files.get(name)
            if content is None:
                self.fault("M2", f"The file {name} is not here.", file=name)
            elif name not in self.digests:
                self.fault("M2", f"The manifest does not name the file {name}.", file=name)
            elif hashlib.sha256(content).hexdigest() != self.digests[name] and not (name == ENTRIES and told):
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

    def weigh(self, number: int, line: bytes) -> None:
        try:
            entry = Entry(line)
            if entry.id in self.ids:
                entry = self.ids[entry.id]
                self.fault("V5", "The entry stands in the file twice.", log=entry.log, seq=entry.seq)
                return
            public = self.open(entry)
            if entry.log in self.split:
                self.resting += 1
                return
            self.belongs(entry, public)
            entries = self.logs.get(entry.log, [])
            if entry.seq < len(entries) or (entry.seq == len(entries) > 0 and entry.prev != entries[-1].id):
                self.forked(entry)
            elif entry.seq > len(entries):
                self.learn(entry)
                what = f"The entry is not here, before entry {entry.seq}."
                self.held_up(entry.log, len(entries), what)
            elif self.is_informed(entry, entries):
                self.keep(entry, public)
            else:
                self.without_citation(entry)
        except Bad as bad:
            self.unread(claiming(number, line, bad))

    def open(self, entry: Entry) -> bytes:
        """Read an entry by the key that signed it; the first of a log names that key itself."""
        public = self.keys.get(entry.keyid)
        if public is None:
            entry.read()
            public = entry.declared_key()
            fits = keyid_of(public) == entry.keyid
            need(fits, "V2", "The first entry is signed with another key than the one it names.")
        fits = not self.every or signed_by(public, entry.signed, entry.signature)
        need(fits, "V2", "The signature does not fit the entry.")
        entry.read()
        return public

    def belongs(self, entry: Entry, public: bytes) -> None:
        public = entry.declared_key() if entry.seq == 0 else public
        fits = log_of(public) == entry.log and keyid_of(public) == entry.keyid
        need(fits, "V4", "The entry is signed with a key of another log.")
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

    def keep(self, entry: Entry, public: bytes) -> None:
        if entry.seq == 0:
            self.keys[entry.keyid] = public
            self.alliance = alliance_of(entry)
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

    def report(self) -> list[str]:
        """What was found, in the words of `troth verify`, the sentence last."""
        heads = sorted(self.heads.items())
        said = [
            f"log {log[:8]}  {end.seq + 1} entries, complete up to entry {end.seq} ({end.id[:8]})"
            for log, end in heads
        ]
        absent = sum(entry.body is not None for entry in self.ids.values()) - self.texts
        without = f", {absent} not in this file" if absent else ""
        said.append(f"{len(self.ids)} entries and {self.texts} texts checked{without}.")
        if self.resting:
            said.append(f"{self.resting} entries follow something that does not fit and were not weighed.")
        said += [f"  {fault}" for fault in self.faults]
        reached = " and ".join(f"entry {end.seq} ({end.id[:8]}) of log {log[:8]}" for log, end in heads)
        count = len(self.faults)
        more = f"; {count} {'thing does' if count == 1 else 'things do'} not fit" if count else ""
        said.append(
            f"Complete up to {reached or 'nothing'}{more}; compare with the other side's copy or a receipt, "
            "which alone can tell whether more followed."
        )
        return said


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


def check(files: Mapping[str, bytes], full: bool, told: Tell | None = None) -> Check:
    """Check a bundle: each signature when asked or when something does not fit, to name what it is."""
    if not full:
        found = Check(files, every=False, told=told)
        if found.ends_are_signed() and not any(fault.file in (ENTRIES, MANIFEST) for fault in found.faults):
            return found
    return Check(files, told=told)


# Reading and saying


def read_zip(path: Path) -> dict[str, bytes]:
    """The parts as they lie there: what was changed is for the check to find, not for the ZIP's own checksums."""
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        refuse_what_is_too_large([part.file_size for part in parts])
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


def refuse_what_is_too_large(sizes: list[int]) -> None:
    if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
        raise OSError("it holds more than 4 GB, and no record is that large")


def is_left_by_system(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") or part in LEFT_BY_SYSTEMS for part in parts)


def progress(began: float, done: int, of: int) -> None:
    if (done % 500 == 0 or done == of) and time.monotonic() - began > 2:
        sys.stderr.write(f"\r{done} of {of} entries" + ("\n" if done == of else ""))
        sys.stderr.flush()


def main(arguments: list[str]) -> int:
    names = [word for word in arguments if word != "--full"]
    if len(names) > 1 or any(name.startswith("-") for name in names):
        sys.stderr.write(__doc__ or "")
        return 2
    path = Path(names[0]) if names else Path(__file__).resolve().parent
    try:
        files = read_folder(path) if path.is_dir() else read_zip(path)
    except UNREADABLE as error:
        sys.stderr.write(f"{path} cannot be read as a bundle ({error}).\n")
        return 2
    began, full = time.monotonic(), "--full" in arguments
    found = check(files, full, lambda done, of: progress(began, done, of))
    lines = found.report()
    if not found.every:
        lines.insert(
            -1,
            "The last signature of each log was checked, and its chain covers the rest; --full checks each.",
        )
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(("\n".join(lines) + "\n").encode(encoding, "backslashreplace").decode(encoding))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
