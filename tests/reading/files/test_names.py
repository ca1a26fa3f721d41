"""A file's name can neither leave its folder, nor hide or turn what it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.reading.files import clean
from troth.reading.files.names import LONGEST


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("tomakomai-fitting.pdf", "tomakomai-fitting.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\joost\\probe.png", "probe.png"),
        ("invoice\u202efdp.exe.txt", "invoicefdp.exe.txt"),
        ("re\u200bport\u0000.pdf", "report.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('quo"ted<name>.txt', "quo ted name.txt"),
        ("  spaced   out . txt ", "spaced out.txt"),
        ("con.txt", "_con.txt"),
        (".pdf", "pdf"),
        ("", "file"),
        ("...", "file"),
        ("\u202e", "file"),
        ("小樽の図面.pdf", "小樽の図面.pdf"),
        ("cafe\u0301.txt", "café.txt"),
    ],
)
def test_a_name_is_made_harmless(given_name: str, cleaned: str) -> None:
    assert clean(given_name) == cleaned


@given(st.text(max_size=300))
def test_a_clean_name_stays_as_it_is_and_holds_nothing_that_hides_turns_or_leads_away(name: str) -> None:
    said = clean(name)
    assert clean(said) == said
    assert 1 <= len(said) <= LONGEST + 1
    assert not set(said) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(each).startswith(("C", "Zl", "Zp")) for each in said)
    assert said not in (".", "..") and said == said.strip()


@given(st.text(max_size=200))
def test_a_long_name_keeps_its_ending(stem: str) -> None:
    assert clean(f"{stem}x.pdf").endswith(".pdf")
