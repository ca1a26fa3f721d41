"""Characters that nobody sees but that change what is read, written as their number.

One of them turns the letters after it round, so that `invoice_fdp.exe` looks like another file, or hides in a name so
that two names look the same. What was signed keeps them; only how it is shown changes. The joiners that scripts and
emoji are written with, and the marks that set the direction of one word, stay.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0001]")


def show(text: str) -> str:
    """Return the text with each of these characters written as its number, such as `[U+202E]`."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
