"""A file is what its name and its bytes agree on; whatever would run somewhere is not taken."""

from __future__ import annotations

import io
from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handed import BAD, GOOD, archive
from troth.reading.files import KINDS, NotTaken, kind_of, media_of


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_is_taken(name: str) -> None:
    assert kind_of(name, io.BytesIO(GOOD[name])).media == media_of(name)


def test_every_kind_on_the_list_has_an_example() -> None:
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(KINDS)


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_would_run_or_is_not_what_its_name_says_is_not_taken(name: str) -> None:
    with pytest.raises(NotTaken) as refused:
        kind_of(name, io.BytesIO(BAD[name]))
    assert name in str(refused.value)


def test_nothing_on_the_list_is_shown_or_run_by_a_browser() -> None:
    served = {kind.media.partition(";")[0] for kind in KINDS.values()}
    assert not served & {
        "text/html",
        "image/svg+xml",
        "text/javascript",
        "application/javascript",
        "text/xml",
    }
    assert media_of("what") == media_of("page.html") == "application/octet-stream"


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_but_a_refusal(ending: str, content: bytes) -> None:
    with suppress(NotTaken):
        kind_of(f"file.{ending}", io.BytesIO(content))


@given(
    st.sampled_from([name for name in GOOD if GOOD[name].startswith(b"PK")]),
    st.integers(0, 10**6),
    st.integers(0, 255),
)
def test_an_archive_with_a_byte_changed_raises_nothing_but_a_refusal(
    name: str, place: int, byte: int
) -> None:
    content = bytearray(GOOD[name])
    content[place % len(content)] = byte
    with suppress(NotTaken):
        kind_of(name, io.BytesIO(bytes(content)))


def test_a_table_of_contents_that_is_too_long_to_read_is_refused_in_no_time() -> None:
    many = archive({f"{'n' * 200}{number}.txt": b"" for number in range(20_000)})
    began = perf_counter()
    with pytest.raises(NotTaken):
        kind_of("many.zip", io.BytesIO(many))
    assert perf_counter() - began < 1
