"""A bundle's file: a ZIP whose parts are stored as they are, so that a damaged byte stays one damaged byte.

Reading does not trust the ZIP's own checksums: what was changed is for the check of the record to find and name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from troth.core.errors import TrothError
from troth.reading import verify

VERIFIER = "verify.py"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same record makes the same file, whenever it is taken away


class NotABundle(TrothError):
    """The file cannot be read as a bundle."""


def verifier() -> bytes:
    """Return the file that checks a bundle without Troth, as it is laid into each one."""
    return Path(__file__).with_name(VERIFIER).read_bytes()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a ZIP that holds these files, each stored as it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content)
    return packed.getvalue()


def unpack(path: Path) -> dict[str, bytes]:
    """Return a bundle's files by name; raises `NotABundle` when it is no ZIP or larger than any record."""
    try:
        return verify.read_zip(path)
    except verify.UNREADABLE as fault:
        raise NotABundle(
            f"{path} cannot be read as a bundle ({fault}). Ask for it again: it is the ZIP file that “Download the "
            "bundle” or `troth export` makes."
        ) from fault
