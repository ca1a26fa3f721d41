"""Texts that a spreadsheet programme could take for a formula, and the apostrophe that marks them as texts.

Such programmes mark a text so themselves. What leaves here as CSV is marked, and what comes in is freed of the mark, so
that a list taken along and brought in again says what it said.
"""

from __future__ import annotations

MARK = "'"
# The signs a formula begins with, also in their full width; a tab or a new line hides one from a hasty look.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BLANK = " \u00a0\u3000\ufeff"


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet programme might reckon with a text instead of showing it."""
    return text.startswith(FORMULA) or text.lstrip(BLANK).startswith(FORMULA)


def marked(text: str) -> str:
    """Return a text so that it is shown and never reckoned with."""
    return MARK + text if is_formula(text.lstrip(MARK)) else text


def unmarked(text: str) -> str:
    """Return what a text was before it was marked."""
    return text[1:] if text.startswith(MARK) and is_formula(text.lstrip(MARK)) else text
