"""The signed envelope: DSSE with exactly one signature and exactly one byte form.

What is signed is the pre-authentication encoding (PAE) of type and payload; its SHA-256 is the entry's id.
The signature is not part of the id, so a second good signature makes no second entry.
"""

from __future__ import annotations

import hashlib
import re
from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from typing import NamedTuple

from troth.core.errors import Refusal
from troth.core.record.canonical import ENTRY_LIMIT

PAYLOAD_TYPE = "application/vnd.troth.entry.v1+json"
_START = b'{"payload":"'
_MIDDLE = f'","payloadType":"{PAYLOAD_TYPE}","signatures":[{{"keyid":"'.encode()
_TAIL = re.compile(re.escape(_MIDDLE) + rb'([0-9a-f]{32})","sig":"([A-Za-z0-9+/]{86}==)"\}\]\}')
_TAIL_LENGTH = len(_MIDDLE) + 32 + len('","sig":"') + 88 + len('"}]}')
_NOT_BASE64 = "The envelope holds something that is not base64 in its one form."
ENVELOPE_LIMIT = len(_START) + (ENTRY_LIMIT + 2) // 3 * 4 + _TAIL_LENGTH


class Bad(Refusal):
    """An entry that no node may keep, by the named rule of admission; both the error and the verdict."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.sentence = sentence


class Sealed(NamedTuple):
    """An envelope taken apart, with nothing verified yet; `id` names the entry whatever its signature is."""

    payload: bytes
    signature: bytes
    keyid: str
    signed: bytes
    id: str


def pae(payload: bytes, kind: str = PAYLOAD_TYPE) -> bytes:
    """Give the bytes that are signed and hashed for a payload, an entry's or one of another kind."""
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(payload), payload)


def entry_id(signed: bytes) -> str:
    """Give an entry's id from the bytes that were signed."""
    return hashlib.sha256(signed).hexdigest()


def seal(payload: bytes, *, keyid: str, signature: bytes) -> bytes:
    """Give the one byte form of the envelope around a payload."""
    return b'%b%b%b%b","sig":"%b"}]}' % (
        _START,
        b2a_base64(payload, newline=False),
        _MIDDLE,
        keyid.encode(),
        b2a_base64(signature, newline=False),
    )


def unseal(raw: bytes) -> Sealed:
    """Take an envelope apart; raises `Bad` by V1 for every byte form but the one."""
    if len(raw) > ENVELOPE_LIMIT:
        raise Bad("V1", f"The envelope is longer than {ENVELOPE_LIMIT} bytes.")
    tail = _TAIL.fullmatch(raw, max(0, len(raw) - _TAIL_LENGTH))
    if tail is None or not raw.startswith(_START):
        raise Bad("V1", "The envelope is not the one form with exactly one signature.")
    payload = unbase64(raw[len(_START) : tail.start()])
    signature = unbase64(tail[2])
    signed = pae(payload)
    return Sealed(payload, signature, tail[1].decode(), signed, entry_id(signed))


def unbase64(text: bytes) -> bytes:
    """Give the bytes of a base64 text; raises `Bad` by V1 when it is not spelt in the one form."""
    try:
        raw = a2b_base64(text, strict_mode=True)
    except Base64Error as error:
        raise Bad("V1", _NOT_BASE64) from error
    # The last character may carry spare bits; only re-encoding shows that they are not used.
    if b2a_base64(raw, newline=False) != text:
        raise Bad("V1", _NOT_BASE64)
    return raw
