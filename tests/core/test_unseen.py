"""Characters that nobody sees are written out where they would mislead, and left where writing needs them."""

from __future__ import annotations

import pytest

from troth.core.unseen import show


@pytest.mark.parametrize(
    "character", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF, 0xE0001]
)
def test_what_would_mislead_is_written_as_its_number(character: int) -> None:
    assert show(f"invoice{chr(character)}fdp") == f"invoice[U+{character:04X}]fdp"


@pytest.mark.parametrize(
    "written",
    [
        "\U0001f468\u200d\U0001f469",
        "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
        "a\u200eb",
        "日本語",
        "e\u0301",
    ],
)
def test_what_a_script_or_an_emoji_is_written_with_stays(written: str) -> None:
    assert show(written) == written
