"""A receipt: how far each log of a record went at one moment, signed, small enough to keep in a mailbox.

What it names cannot be cut off or written anew unseen any more. Receipts are numbered and each names the one before
it, so one that is withheld shows as a gap. The fold digest in it says which entries were effective, and no words.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from troth.core.record.canonical import BEYOND, Malformed, encode, parse
from troth.core.record.entry import Place, hash_in, read_place
from troth.core.record.envelope import Bad, entry_id, pae, unbase64
from troth.core.record.keys import SigningKey, verify

RECEIPT_TYPE = "application/vnd.troth.heads.v1+json"
REASONS = frozenset({"daily", "agree", "deliver", "accept", "release", "leave", "restored", "asked"})
RECEIPT_LIMIT = 64 * 1024
_FIELDS = frozenset({"alliance", "at", "because", "by", "fold", "heads", "n", "prev", "v"})
_SIGNATURE = rb'\{"keyid":"([0-9a-f]{32})","sig":"([A-Za-z0-9+/]{86}==)"\}'
_FORM = re.compile(
    rb'\{"payload":"([A-Za-z0-9+/=]*)","payloadType":"%b","signatures":\[(%b(?:,%b)*)\]\}'
    % (re.escape(RECEIPT_TYPE.encode()), _SIGNATURE, _SIGNATURE)
)
_SIGNATURES = re.compile(_SIGNATURE)


@dataclass(frozen=True)
class Receipt:
    """The heads of all logs of an alliance at one moment, as read from its envelope; known by its `id`.

    `prev` is the id of the receipt before it, `at` ms UTC, `fold` the digest of what was effective up to the heads,
    `signatures` those of the logs whose keys its maker holds, by keyid.
    """

    id: str
    alliance: str
    number: int
    prev: str | None
    at: int
    because: tuple[str, ...]
    heads: Mapping[str, Place]
    fold: str
    payload: bytes
    signatures: Mapping[str, bytes]

    def envelope(self) -> bytes:
        """Give the receipt as it is stored and sent."""
        signed = (
            b'{"keyid":"%b","sig":"%b"}' % (keyid.encode(), b2a_base64(signature, newline=False))
            for keyid, signature in sorted(self.signatures.items())
        )
        return b'{"payload":"%b","payloadType":"%b","signatures":[%b]}' % (
            b2a_base64(self.payload, newline=False),
            RECEIPT_TYPE.encode(),
            b",".join(signed),
        )


def make_receipt(
    *,
    alliance: str,
    number: int,
    prev: str | None,
    at: int,
    because: Iterable[str],
    heads: Mapping[str, Place],
    fold: str,
    keys: Sequence[SigningKey],
) -> Receipt:
    """Sign how far the logs go with each of the keys, one for a log; raises `Bad` if no reader would take it."""
    payload = {
        "alliance": alliance,
        "at": at,
        "because": sorted(set(because)),
        "by": "node",
        "fold": fold,
        "heads": {log: list(place) for log, place in heads.items()},
        "n": number,
        "prev": prev,
        "v": 1,
    }
    if len({key.log for key in keys}) != len(keys) or not {key.log for key in keys} <= heads.keys():
        raise Bad("R1", "A receipt is signed with one key for each log, and only of logs that it names.")
    try:
        raw = encode(payload)
    except Malformed as error:
        raise Bad("R1", str(error)) from error
    signed = pae(raw, RECEIPT_TYPE)
    return _read(raw, {key.keyid: key.sign(signed) for key in keys})


def open_receipt(raw: bytes, *, keys: Mapping[str, bytes]) -> Receipt:
    """Read a receipt and check each of its signatures, with public keys by keyid; raises `Bad` by R1.

    Whether a key is the one that its log had at the place named is for the check of a record to say.
    """
    receipt = read_receipt(raw)
    signed = signed_bytes(receipt)
    for keyid, signature in receipt.signatures.items():
        if (public := keys.get(keyid)) is None:
            raise Bad("R1", "The receipt is signed with a key that is not known here.")
        if not verify(public, signed, signature):
            raise Bad("R1", "A signature does not fit the receipt.")
    return receipt


def read_receipt(raw: bytes) -> Receipt:
    """Read a receipt by its form alone, without looking at its signatures; raises `Bad` by R1."""
    form = _FORM.fullmatch(raw) if len(raw) <= RECEIPT_LIMIT else None
    if form is None:
        raise Bad("R1", "It is not a receipt in its one form.")
    try:
        signatures = [(keyid.decode(), unbase64(text)) for keyid, text in _SIGNATURES.findall(form[2])]
        payload = unbase64(form[1])
    except Bad as bad:
        raise Bad("R1", bad.sentence) from bad
    keyids = [keyid for keyid, _ in signatures]
    if keyids != sorted(set(keyids)):
        raise Bad("R1", "The receipt's signatures are not in the order of their keys, each once.")
    return _read(payload, dict(signatures))


def signed_bytes(receipt: Receipt) -> bytes:
    """Give the bytes that each signature of a receipt is over."""
    return pae(receipt.payload, RECEIPT_TYPE)


def stored_form(raw: bytes) -> bytes:
    """Give a receipt's bytes from those of a file, which may end with one line feed."""
    return raw.removesuffix(b"\n")


def file_name(number: int) -> str:
    """Give the name that a receipt has in a bundle."""
    return f"receipts/{number:06d}.json"


def short_form(name: str, place: Place) -> str:
    """Give the line that people read to each other: `name`, how many entries, eight digits of the newest one's id."""
    return f"{name} {place.seq + 1} {place.id[:4]}-{place.id[4:8]}"


def fold_add(total: int, id: str, effective: bool) -> int:
    """Count one entry into the fold digest: the sum says which entries were effective, in whatever order."""
    term = hashlib.sha256(b"troth.fold.v1\0" + bytes.fromhex(id) + bytes([effective])).digest()
    return (total + int.from_bytes(term, "big")) % 2**256


def fold_hex(total: int) -> str:
    """Spell a fold digest as a receipt carries it."""
    return f"{total:064x}"


def _read(payload: bytes, signatures: Mapping[str, bytes]) -> Receipt:
    try:
        doc = parse(payload)
        prev, number = doc.get("prev"), doc.get("n")
        if doc.keys() != _FIELDS or doc["v"] != 1 or type(doc["v"]) is not int or doc["by"] != "node":
            raise Malformed("The receipt does not have the nine fields of format 1.")
        if type(number) is not int or number < 1:
            raise Malformed("The receipt's number is not 1 or more.")
        if (prev is None) != (number == 1):
            raise Malformed("Only the first receipt has none before it.")
        return Receipt(
            id=entry_id(pae(payload, RECEIPT_TYPE)),
            alliance=hash_in(doc["alliance"], "alliance"),
            number=number,
            prev=None if prev is None else hash_in(prev, "prev"),
            at=_time_in(doc["at"]),
            because=_reasons_in(doc["because"]),
            heads=_heads_in(doc["heads"], len(signatures)),
            fold=hash_in(doc["fold"], "fold"),
            payload=payload,
            signatures=signatures,
        )
    except (Malformed, Bad) as error:
        raise Bad("R1", str(error)) from error


def _time_in(at: object) -> int:
    if type(at) is not int or not 0 <= at < BEYOND:
        raise Malformed("The receipt's time is not a whole number.")
    return at


def _reasons_in(because: object) -> tuple[str, ...]:
    if not isinstance(because, list) or not because or not all(word in REASONS for word in map(str, because)):
        raise Malformed("The receipt does not say what it was made for.")
    if because != sorted(set(because)):
        raise Malformed("What the receipt was made for is not in order, each word once.")
    return tuple(because)


def _heads_in(heads: object, signatures: int) -> dict[str, Place]:
    if not isinstance(heads, dict) or not heads:
        raise Malformed("The receipt names no log.")
    if not 0 < signatures <= len(heads):
        raise Malformed("The receipt is not signed once for each of some of its logs.")
    return {hash_in(log, "heads"): read_place(place) for log, place in heads.items()}
