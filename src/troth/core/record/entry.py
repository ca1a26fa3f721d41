"""An entry: one signed line of a party's log, with the facts a reading needs; its words lie beside it.

The payload has ten fields and no others. Words and names are in a detached body, bound by a salted
commitment, so they can be erased while the entry stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from troth.core.record.canonical import (
    BEYOND,
    BODY_LIMIT,
    DEPTH_LIMIT,
    ENTRY_LIMIT,
    Malformed,
    check_value,
    encode,
    parse,
    spell,
)
from troth.core.record.envelope import Bad, Sealed, entry_id, pae, seal, unseal
from troth.core.record.keys import SigningKey, verify

FORMAT = 1
ACT_LIMIT = 8 * 1024
SALT_LENGTH = 32
_FIELDS = frozenset({"act", "alliance", "at", "body", "by", "log", "prev", "seen", "seq", "v"})
_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_KIND = re.compile(r"[a-z][a-z_]{0,31}(\.[a-z][a-z_]{0,31})*/[1-9][0-9]{0,3}").fullmatch
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch


class Place(NamedTuple):
    """Where a log stood: the place of an entry and which entry it is."""

    seq: int
    id: str


@dataclass(frozen=True)
class Draft:
    """What somebody means to say, before it has a place in the log."""

    act: Mapping[str, object]
    by: str
    body: bytes | None = None


@dataclass(frozen=True)
class Body:
    """The words of an entry with the salt that hides them; erasing both leaves nothing to guess from."""

    salt: bytes
    content: bytes


@dataclass(frozen=True)
class Entry:
    """A signed line of a log, as read from its envelope; immutable, and known by its `id`."""

    id: str
    alliance: str
    log: str
    seq: int
    prev: str | None
    seen: Mapping[str, Place]
    at: int
    by: str
    act: Mapping[str, object]
    commitment: str | None
    body_length: int | None
    payload: bytes
    signature: bytes
    keyid: str

    @property
    def place(self) -> Place:
        return Place(self.seq, self.id)

    @property
    def kind(self) -> str:
        return str(self.act["t"])

    @property
    def object(self) -> str | None:
        return _text(self.act.get("o"))

    @property
    def on(self) -> str | None:
        return _text(self.act.get("on"))

    def envelope(self) -> bytes:
        """Give the entry as it is stored and sent."""
        return seal(self.payload, keyid=self.keyid, signature=self.signature)


def sign(
    draft: Draft,
    *,
    key: SigningKey,
    alliance: str,
    seq: int,
    prev: str | None,
    seen: Mapping[str, Place],
    at: int,
    salt: bytes | None,
) -> tuple[Entry, Body | None]:
    """Put a draft at a place of the key's log and sign it there; raises `Bad` if no node would keep it."""
    body = _body_of(draft, salt)
    payload: dict[str, object] = {
        "act": dict(draft.act),
        "alliance": alliance,
        "at": at,
        "body": None if body is None else {"c": commitment(key.log, seq, body), "n": len(body.content)},
        "by": draft.by,
        "log": key.log,
        "prev": prev,
        "seen": dict(seen),
        "seq": seq,
        "v": FORMAT,
    }
    try:
        # Only the act holds values of any kind; the other fields are read strictly below.
        check_value(payload["act"], DEPTH_LIMIT - 1)
        raw = spell(payload)
    except Malformed as error:
        raise Bad("V3", str(error)) from error
    if len(raw) > ENTRY_LIMIT:
        raise Bad("V1", f"The entry is longer than {ENTRY_LIMIT} bytes.")
    signed = pae(raw)
    sealed = Sealed(raw, key.sign(signed), key.keyid, signed, entry_id(signed))
    return read_payload(payload, sealed), body


def commitment(log: str, seq: int, body: Body) -> str:
    """Give the hash that binds a body to one place of one log, and tells nothing of it without the salt."""
    head = b"troth.body.v1\0" + bytes.fromhex(log) + seq.to_bytes(8, "big")
    return hashlib.sha256(head + body.salt + body.content).hexdigest()


def open_envelope(raw: bytes, *, keys: Mapping[str, bytes]) -> Entry:
    """Read a received entry by V1 to V3; raises `Bad`. The signature is checked before parsing."""
    return open_sealed(unseal(raw), keys=keys)


def open_sealed(sealed: Sealed, *, keys: Mapping[str, bytes]) -> Entry:
    """Read an envelope already taken apart, by V2 and V3; raises `Bad`."""
    public = keys.get(sealed.keyid)
    if public is None:
        raise Bad("V2", "The entry is signed with a key that this record does not know.")
    if not verify(public, sealed.signed, sealed.signature):
        raise Bad("V2", "The signature does not fit the entry.")
    return parse_sealed(sealed)


def parse_sealed(sealed: Sealed) -> Entry:
    """Read the payload by V3 without looking at the signature.

    For a log's first entry, which names its own key, and for bytes that were verified when they were stored.
    """
    try:
        payload = parse(sealed.payload)
    except Malformed as error:
        raise Bad("V3", str(error)) from error
    return read_payload(payload, sealed)


def read_body(entry: Entry, body: Body) -> Mapping[str, object]:
    """Read an entry's words; raises `Bad` by B1 when they do not fit, by B2 when unreadable."""
    if entry.commitment is None:
        raise Bad("B1", "The entry was signed without a text.")
    if len(body.salt) != SALT_LENGTH or len(body.content) != entry.body_length:
        raise Bad("B1", "The text is not of the length that was signed.")
    if commitment(entry.log, entry.seq, body) != entry.commitment:
        raise Bad("B1", "The text is not the one that was signed.")
    return _read_content(body.content)


def read_payload(payload: Mapping[str, object], sealed: Sealed) -> Entry:
    """Make the entry of a parsed payload; raises `Bad` by V3 when a field has another shape."""
    if payload.keys() != _FIELDS or payload["v"] != FORMAT or type(payload["v"]) is not int:
        raise Bad("V3", f"The entry does not have the ten fields of format {FORMAT}.")
    seq, at = payload["seq"], payload["at"]
    if type(seq) is not int or not 0 <= seq < BEYOND or type(at) is not int or not 0 <= at < BEYOND:
        raise Bad("V3", "The entry's place or time is not a whole number.")
    log, prev = hash_in(payload["log"], "log"), payload["prev"]
    if (prev is None) != (seq == 0):
        raise Bad("V3", "Only the first entry of a log has nothing before it.")
    committed, length = _read_commitment(payload["body"])
    return Entry(
        id=sealed.id,
        alliance=hash_in(payload["alliance"], "alliance"),
        log=log,
        seq=seq,
        prev=None if prev is None else hash_in(prev, "prev"),
        seen=_read_seen(payload["seen"], log),
        at=at,
        by=_name(payload["by"], "by"),
        act=_read_act(payload["act"], len(sealed.payload)),
        commitment=committed,
        body_length=length,
        payload=sealed.payload,
        signature=sealed.signature,
        keyid=sealed.keyid,
    )


def _body_of(draft: Draft, salt: bytes | None) -> Body | None:
    if draft.body is None:
        return None
    if salt is None or len(salt) != SALT_LENGTH:
        raise Bad("B1", f"A text needs a salt of {SALT_LENGTH} bytes.")
    _read_content(draft.body)
    return Body(salt, draft.body)


def _read_content(content: bytes) -> Mapping[str, object]:
    try:
        words = parse(content, limit=BODY_LIMIT)
    except Malformed as error:
        raise Bad("B2", str(error)) from error
    if not isinstance(schema := words.get("s"), str) or _KIND(schema) is None:
        raise Bad("B2", "The text does not say which schema it follows.")
    return words


def _read_act(act: object, length: int) -> dict[str, object]:
    if not isinstance(act, dict):
        raise Bad("V3", "The act is not an object.")
    if length > ACT_LIMIT and len(encode(act)) > ACT_LIMIT:
        raise Bad("V1", f"The act is longer than {ACT_LIMIT} bytes.")
    if not isinstance(kind := act.get("t"), str) or _KIND(kind) is None:
        raise Bad("V3", "The act does not say which type and version it is.")
    if (subject := act.get("o")) is not None:
        _name(subject, "o")
    if (on := act.get("on")) is not None:
        hash_in(on, "on")
    return act


def _read_commitment(body: object) -> tuple[str | None, int | None]:
    if body is None:
        return None, None
    if not isinstance(body, dict) or len(body) != 2:
        raise Bad("V3", "The body is neither null nor a commitment with a length.")
    length = body.get("n")
    if type(length) is not int or not 0 < length <= BODY_LIMIT:
        raise Bad("V3", f"The body's length is not between 1 and {BODY_LIMIT}.")
    return hash_in(body.get("c"), "body"), length


def _read_seen(seen: object, log: str) -> dict[str, Place]:
    if not isinstance(seen, dict) or log in seen:
        raise Bad("V3", "What was seen does not list other logs.")
    return {hash_in(other, "seen"): read_place(place) for other, place in seen.items()}


def read_place(place: object) -> Place:
    """Read a place as `seen` lists it; raises `Bad` by V3."""
    if not isinstance(place, (list, tuple)) or len(place) != 2:
        raise Bad("V3", "A cited place is not a pair of number and id.")
    seq, cited = place
    if type(seq) is not int or seq < 0:
        raise Bad("V3", "A cited place does not have a whole number.")
    return Place(seq, hash_in(cited, "seen"))


def hash_in(value: object, name: str) -> str:
    """Read a field that holds a hash; raises `Bad` by V3."""
    if not isinstance(value, str) or _HASH(value) is None:
        raise Bad("V3", f"The field {name} is not a hash of 64 hex digits.")
    return value


def _name(value: object, name: str) -> str:
    if not isinstance(value, str) or _NAME(value) is None:
        raise Bad("V3", f"The field {name} is not a name of up to 64 letters, digits, - and _.")
    return value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
