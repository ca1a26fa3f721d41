"""The one byte form: equal to RFC 8785 on the profile, and nothing beside it is taken."""

from __future__ import annotations

from datetime import date

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from troth.core.record import Body, Malformed, Place, canonical, encode, parse

KEYS = st.text(st.characters(min_codepoint=1, max_codepoint=126), max_size=12)
TEXTS = st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=6)

HOSTILE = {
    "a key twice": b'{"a":1,"a":2}',
    "a float": b'{"a":1.5}',
    "a float that is whole": b'{"a":1.0}',
    "an exponent": b'{"a":1e3}',
    "a float in a list": b'{"a":["x",-2.0]}',
    "an exponent that is large": b'{"a":{"b":1E+5}}',
    "two to the 64th": b'{"a":18446744073709551616}',
    "not a number": b'{"a":NaN}',
    "without an end": b'{"a":Infinity}',
    "below without an end": b'{"a":-Infinity}',
    "two to the 53rd": b'{"a":9007199254740992}',
    "a large negative": b'{"a":-9007199254740992}',
    "a number of many digits": b'{"a":' + b"9" * 5000 + b"}",
    "minus nought": b'{"a":-0}',
    "a leading nought": b'{"a":01}',
    "a byte order mark": b'\xef\xbb\xbf{"a":1}',
    "an overlong byte": b'{"a":"\xc0\xaf"}',
    "half a surrogate pair": b'{"a":"\\ud800"}',
    "a surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
    "an escape that is not needed": b'{"a":"\\u0041"}',
    "an escaped slash": b'{"a":"\\/"}',
    "keys in another order": b'{"b":1,"a":2}',
    "white space": b'{"a": 1}',
    "a line break after it": b'{"a":1}\n',
    "white space before it": b' {"a":1}',
    "something after it": b'{"a":1}{}',
    "a key that is not ASCII": '{"ä":1}'.encode(),
    "NUL in a text": b'{"a":"\\u0000"}',
    "NUL in a key": b'{"\\u0000":1}',
    "a list": b"[1]",
    "a number alone": b"1",
    "nothing": b"",
    "seventeen levels": b'{"a":' + b"[" * 16 + b"]" * 16 + b"}",
    "thousands of levels": b'{"a":' + b"[" * 8000 + b"]" * 8000 + b"}",
    "a comma too many": b'{"a":1,}',
    "a comment": b'{"a":1/**/}',
    "longer than the limit": b'{"a":"' + b"x" * 16_400 + b'"}',
}


@given(DOCUMENTS)
def test_the_form_is_rfc_8785_on_every_document_of_the_profile(document: dict[str, object]) -> None:
    raw = encode(document)
    assert raw == rfc8785.dumps(document)
    assert parse(raw, limit=len(raw)) == document


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_second_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed):
        parse(raw)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param('{"a":"e\u0301"}'.encode(), id="a letter and its accent apart"),
        pytest.param('{"a":"\u202eabc"}'.encode(), id="text running the other way"),
        pytest.param(b'{"a":"\\\\u0000"}', id="a backslash before what only looks like NUL"),
        pytest.param(b'{"a":' + b"[" * 15 + b"]" * 15 + b"}", id="sixteen levels"),
        pytest.param(b'{"a":' + b",".join([b"[[]"] + [b"[]"] * 20).join([b"", b"]"]) + b"}", id="many lists"),
        pytest.param(b'{"a":9007199254740991,"b":-9007199254740991}', id="the largest numbers"),
    ],
)
def test_what_has_one_spelling_is_kept_as_it_came(raw: bytes) -> None:
    assert encode(parse(raw)) == raw


@pytest.mark.parametrize(
    "value", [1.0, b"x", {1: 2}, {"ä": 1}, {"\0": 1}, "\0", "\ud800", 2**53, -(2**53), {1, 2}, object()]
)
def test_a_value_without_a_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(Malformed):
        encode({"a": value})


def test_nesting_beyond_sixteen_levels_is_refused_on_the_way_out_too() -> None:
    value: object = 1
    for _ in range(16):
        value = [value]
    with pytest.raises(Malformed, match="deeper than 16"):
        encode({"a": value})
    with pytest.raises(Malformed, match="deeper than 16"):
        encode({"a": {"a": value}})


def test_a_place_is_spelt_as_a_list_and_nothing_else_of_another_type_is() -> None:
    assert canonical.spell({"seen": {"ab": Place(3, "cd")}}) == b'{"seen":{"ab":[3,"cd"]}}'
    for value in (date(2026, 1, 2), Body(b"s", b"c"), {1}):
        with pytest.raises(Malformed):
            canonical.spell({"a": value})
