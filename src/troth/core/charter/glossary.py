"""Agreed words in a text: which of the words whose meaning both agreed on are used in it."""

from __future__ import annotations

import re
from collections.abc import Iterable


def used(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Return those of `words` that stand in `text` as whole words, in either case, in the order they first stand there.

    An ending of a plural or of a verb (-s, -es, -ed, -ing) is let pass: `delivery` is not in `deliveries`, `reading`
    is in `readings`. What is a part of a longer agreed word that stands there is not told beside it.
    """
    found: list[tuple[int, int, str]] = []
    for word in words:
        pattern = r"\s+".join(re.escape(part) for part in word.split())
        match = (
            re.search(rf"(?<!\w){pattern}(?:e?s|e?d|ing)?(?!\w)", text, re.IGNORECASE) if pattern else None
        )
        if match is not None:
            found.append((match.start(), match.end(), word))
    told = [
        (start, word)
        for start, end, word in found
        if not any(first <= start and end <= last and last - first > end - start for first, last, _ in found)
    ]
    return tuple(word for _, word in sorted(told))
