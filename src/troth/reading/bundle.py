"""A bundle's file: a ZIP whose parts are stored as they are, so that a damaged byte stays one damaged byte.

Reading does not trust the ZIP's own checksums: what was changed is for the check of the record to find and name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from troth.core.errors import TrothError
from troth.reading import verify

VERIFIER = "verify.py"
LARGE = 16_000_000
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same record makes the same file, whenever it is taken away


class NotABundle(TrothError):
    """The file cannot be read as a bundle."""


def verifier() -> bytes:
    """Return the file that checks a bundle without Troth, as it is laid into each one."""
    return Path(__file__).with_name(VERIFIER).read_bytes()


class Laid(Mapping[str, bytes]):
    """A bundle's files by name, some of which lie on disk and are read one at a time, when they are asked for."""

    def __init__(self, files: Mapping[str, bytes], beside: Mapping[str, Path]) -> None:
        self._files, self._beside = files, beside

    @property
    def is_large(self) -> bool:
        """Say whether so much of it lies on disk that the whole should not be held in memory."""
        return sum(path.stat().st_size for path in self._beside.values()) > LARGE

    def __getitem__(self, name: str) -> bytes:
        return self._files[name] if name in self._files else self._beside[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter((*self._files, *self._beside))

    def __len__(self) -> int:
        return len(self._files) + len(self._beside)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a ZIP that holds these files, each stored as it is."""
    packed = io.BytesIO()
    pack_into(packed, files)
    return packed.getvalue()


def pack_into(target: IO[bytes], files: Mapping[str, bytes]) -> None:
    """Write a ZIP that holds these files, each stored as it is, one after the other."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in files:
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), files[name])


def unpack(path: Path, most: int | None = None) -> dict[str, bytes]:
    """Return a bundle's files by name; raises `NotABundle` when it is no ZIP or larger than any record, or `most`."""
    try:
        return verify.read_zip(path, most)
    except verify.UNREADABLE as fault:
        raise NotABundle(
            f"{path} cannot be read as a bundle ({fault}). Ask for it again: it is the ZIP file that “Download the "
            "bundle” or `troth export` makes."
        ) from fault
