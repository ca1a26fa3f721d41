"""The one byte form of every signed document: RFC 8785 without its hard parts.

ASCII keys, integers below 2^53, no floats, no NUL, at most 16 levels, UTF-8 as it came. What is accepted here
has exactly one spelling, so the bytes that were verified are the bytes that are used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import orjson

from troth.core.errors import Refusal

ENTRY_LIMIT = 16 * 1024
BODY_LIMIT = 256 * 1024
DEPTH_LIMIT = 16
BEYOND = 2**53
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class Malformed(Refusal):
    """The bytes or the values are not in the canonical form."""


def encode(document: Mapping[str, object]) -> bytes:
    """Give the canonical bytes of a document; raises `Malformed` for a value the form has no place for."""
    plain = dict(document)
    check_value(plain, DEPTH_LIMIT)
    return spell(plain)


def parse(raw: bytes, *, limit: int = ENTRY_LIMIT) -> dict[str, object]:
    """Read canonical bytes; raises `Malformed` unless encoding the result gives the very same bytes."""
    if len(raw) > limit:
        raise Malformed(f"The document is longer than {limit} bytes.")
    try:
        document = orjson.loads(raw)
        if type(document) is dict:
            check_value(document, DEPTH_LIMIT)
            if spell(document) == raw:
                return document
    except (ValueError, Malformed):
        pass  # told below, in the words and the order of the two checks that travel
    _refuse(raw)
    raise Malformed("The document is not spelt in the canonical form.")


def _refuse(raw: bytes) -> None:
    try:
        document, _ = _DECODER.raw_decode(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed("The document is not JSON of the canonical form.") from error
    if type(document) is not dict:
        raise Malformed("The document is not a JSON object.")
    if not raw.isascii() or raw.count(b"{") + raw.count(b"[") > DEPTH_LIMIT or b"\\u0000" in raw:
        check_value(document, DEPTH_LIMIT)
    spell(document)


def spell(document: dict[str, object]) -> bytes:
    """Give the bytes of a document whose values were checked before."""
    try:
        return orjson.dumps(document, default=_listed, option=_SORTED)
    except orjson.JSONEncodeError as error:
        raise Malformed("A text holds half of a surrogate pair.") from error


def check_value(value: object, depth: int) -> None:
    """Raise `Malformed` for a value the form has no place for, or one nested deeper than `depth` levels."""
    if isinstance(value, str):
        if "\0" in value:
            raise Malformed("A text holds the character NUL.")
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        if not -BEYOND < value < BEYOND:
            raise Malformed("A number is not within 2^53.")
    elif isinstance(value, dict):
        _check_dict(value, depth)
    elif isinstance(value, (list, tuple)):
        _check_depth(depth)
        for item in value:
            check_value(item, depth - 1)
    else:
        raise Malformed(f"A value of type {type(value).__name__} has no canonical form.")


def _check_dict(value: dict[object, object], depth: int) -> None:
    _check_depth(depth)
    for key, item in value.items():
        if not isinstance(key, str) or not key.isascii() or "\0" in key:
            raise Malformed("A key is not ASCII text.")
        # Most values are plain texts and numbers; a call for each would be felt on every entry.
        if type(item) is str and "\0" not in item:
            continue
        if type(item) is int and -BEYOND < item < BEYOND:
            continue
        check_value(item, depth - 1)


def _check_depth(depth: int) -> None:
    if depth <= 0:
        raise Malformed(f"The document is nested deeper than {DEPTH_LIMIT} levels.")


def _whole(digits: str) -> int:
    # 2^53 has 16 digits; looking at the length first keeps a hostile million digits from being reckoned with.
    if len(digits) > 17 or not -BEYOND < (number := int(digits)) < BEYOND:
        raise ValueError("a number is not within 2^53")
    return number


def _no_such_number(digits: str) -> float:
    raise ValueError(f"{digits} has no canonical form")


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_no_such_number, parse_constant=_no_such_number)


def _listed(value: object) -> list[object]:
    if isinstance(value, tuple):  # one with names for its items
        return list(value)
    raise TypeError
