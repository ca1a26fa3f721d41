"""A bundle's file: a ZIP whose parts are stored as they are, so that a damaged byte stays one damaged byte.

Reading does not trust the ZIP's own checksums: what was changed is for the check of the record to find and name.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from troth.core.errors import TrothError

MOST_BYTES = 4 * 1024**3
MOST_FILES = 2_000_000
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
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
                raise NotABundle(
                    f"{path} says it unpacks to more than 4 GB. No record is that large; it was not opened."
                )
            return {part.filename: _content(file, part) for part in parts}
    except (zipfile.BadZipFile, OSError, struct.error, UnicodeDecodeError, NotImplementedError) as fault:
        raise NotABundle(
            f"{path} cannot be read as a bundle ({fault}). Ask for it again: it is the ZIP file that “Download the "
            "bundle” or `troth export` makes."
        ) from fault


def _content(file: io.BufferedReader, part: zipfile.ZipInfo) -> bytes:
    file.seek(part.header_offset)
    header = file.read(30)
    name_length, extra_length = struct.unpack("<26xHH", header)
    file.seek(name_length + extra_length, io.SEEK_CUR)
    raw = file.read(part.compress_size)
    if part.compress_type == zipfile.ZIP_STORED:
        return raw
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotABundle(f"{part.filename} is packed in a way that bundles do not use.")
    return _inflated(raw, part.file_size)


def _inflated(raw: bytes, size: int) -> bytes:
    stream = zlib.decompressobj(-15)
    whole = bytearray()
    try:
        for start in range(0, len(raw), 65536):
            whole += stream.decompress(raw[start : start + 65536], max(size - len(whole), 1))
    except zlib.error:
        pass  # what came before the damage is kept, and the check names what is missing
    return bytes(whole[:size])
