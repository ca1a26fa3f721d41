"""Amounts as people write them: 12,400.00 and 12.400,00, with or without a currency, negative in brackets."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[^\d.,()\-−]")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
_LETTERS = re.compile(r"[^\W\d_]{4,}")


def amount_in(cell: object) -> float | None:
    """The amount a cell holds; none when it holds something else. Never raises."""
    if not isinstance(cell, str) or len(cell) > 60 or not any(sign.isdigit() for sign in cell):
        return None
    text = unicodedata.normalize("NFKC", cell)
    if _LETTERS.search(text):
        return None
    bare = _SIGNS.sub("", text).replace("−", "-")
    negative = bare.startswith(("(", "-")) or bare.endswith(")") or bool(re.search(r"\d-$", bare))
    bare = bare.strip("()-.,") if not bare.startswith((".", ",")) else "0" + bare.strip("()-")
    plain = _decimal(bare)
    if not _NUMBER.match(plain) or len(plain) > 18:
        return None
    return -float(plain) if negative else float(plain)


def _decimal(text: str) -> str:
    """The last of two different signs is the decimal one; a single sign before exactly three digits parts thousands."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        last, other = (",", ".") if comma > point else (".", ",")
        return text.replace(other, "").replace(last, ".")
    sign = "," if comma >= 0 else "."
    if text.count(sign) > 1 or (sign == "," and re.search(r",\d{3}$", text)):
        return text.replace(sign, "")
    return text.replace(",", ".")
