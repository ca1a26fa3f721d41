"""The acts that make a record of two or more parties: opening a log, letting a party in, acknowledging.

The first entry of a log names its own key and the public half of the recovery key. The founder's first
entry is signed into an alliance of 64 zeros, and its id is the alliance's from then on.
"""

from __future__ import annotations

import re

from troth.core.record.entry import Draft, Entry, open_sealed, parse_sealed
from troth.core.record.envelope import Bad, unseal
from troth.core.record.keys import ALGORITHM, is_prime_order, keyid_of, log_of

FOUNDING = "0" * 64
NODE = "node"
OPEN = "record.open/1"
ADMIT = "party.admit/1"
ACK = "ack/1"
_KEY = re.compile(r"[0-9a-f]{64}").fullmatch


def genesis(*, public: bytes, recovery: bytes, founder: str | None = None) -> Draft:
    """Draft the first entry of a log; `founder` is the alliance's id when joining one, else None."""
    act = {"t": OPEN, "alg": ALGORITHM, "key": public.hex(), "recovery": recovery.hex()}
    if founder is not None:
        act["founder"] = founder
    return Draft(act=act, by=NODE)


def admission(joiner: Entry) -> Draft:
    """Draft the entry by which a party lets in the log that begins with `joiner`."""
    return Draft(act={"t": ADMIT, "log": joiner.log, "on": joiner.id}, by=NODE)


def acknowledgement() -> Draft:
    """Draft an entry that says nothing but what was seen."""
    return Draft(act={"t": ACK}, by=NODE)


def open_genesis(raw: bytes) -> Entry:
    """Read the first entry of a log, which names its own key; raises `Bad` by V1 to V4 and V11."""
    sealed = unseal(raw)
    entry = parse_sealed(sealed)
    public = declared_key(entry)
    if keyid_of(public) != entry.keyid:
        raise Bad("V2", "The entry is signed with another key than the one it names.")
    return open_sealed(sealed, keys={entry.keyid: public})


def declared_key(entry: Entry) -> bytes:
    """Give the key that a first entry names; raises `Bad` when it does not open a log."""
    act = entry.act
    if entry.seq != 0:
        raise Bad("V2", "The entry is signed with a key that this record does not know.")
    if entry.kind != OPEN:
        raise Bad("V3", "The first entry of a log does not open it.")
    if act.get("alg") != ALGORITHM:
        raise Bad("V11", f"The key is not of the kind {ALGORITHM}.")
    public, recovery = _key(act.get("key")), _key(act.get("recovery"))
    if public == recovery:
        raise Bad("V11", "The recovery key is the key itself.")
    if log_of(public) != entry.log:
        raise Bad("V4", "The log is not the one of the key it names.")
    if act.get("founder", FOUNDING) != entry.alliance:
        raise Bad("V4", "The log is opened for another alliance than the entry belongs to.")
    if (entry.alliance == FOUNDING) != (not entry.seen):
        raise Bad("V4", "A founder has seen nothing yet, and who joins has seen the founder's first entry.")
    return public


def alliance_of(first: Entry) -> str:
    """Give the id of the alliance that a log's first entry founds or joins."""
    return first.id if first.alliance == FOUNDING else first.alliance


def _key(value: object) -> bytes:
    if not isinstance(value, str) or _KEY(value) is None or not is_prime_order(bytes.fromhex(value)):
        raise Bad("V11", "A key is not a point of the prime-order group.")
    return bytes.fromhex(value)
