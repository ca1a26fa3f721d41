"""The name of a file as it may stand on a page, in an address and in somebody's folder."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
# What turns the direction of writing, joins or hides letters: a name could be made to read as another with it.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def clean(name: str) -> str:
    """Return a name without folders, without characters that hide, turn or command, and not longer than a line."""
    bare = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(each for each in bare if unicodedata.category(each) not in HIDDEN)
    said = " ".join(FORBIDDEN.sub(" ", seen).split()).strip(" .")
    stem, dot, ending = said.rpartition(".")
    if not dot:
        return _apart(said[:LONGEST].strip() or "file")
    ending = ending.strip()[:12]
    return _apart(f"{stem[: LONGEST - len(ending) - 1].strip(' .') or 'file'}.{ending}")


def _apart(name: str) -> str:
    """Some names mean a device on some systems, whatever their ending."""
    return f"_{name}" if DEVICES.fullmatch(name) else name
