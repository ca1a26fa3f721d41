"""What an archive calls its members, read from its table of contents alone: nothing is unpacked, and little is read."""

from __future__ import annotations

import struct
from typing import IO

END, MEMBER, LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
END_SIZE, MEMBER_SIZE, LOCAL_SIZE = 22, 46, 30
FURTHEST = 65_535 + END_SIZE  # a comment may stand after the end
LARGEST_TABLE = 4 << 20
LONGEST_NAME = 512


def members(file: IO[bytes]) -> tuple[str, ...] | None:
    """Return the names in an archive's table of contents; None when it has none that can be read in short."""
    size = file.seek(0, 2)
    file.seek(max(0, size - FURTHEST))
    tail = file.read(FURTHEST)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        return None
    length, start = struct.unpack_from("<II", tail, at + 12)
    if length > LARGEST_TABLE or start + length > size:
        return None
    file.seek(start)
    return _names(file.read(length))


def first_member(file: IO[bytes]) -> tuple[str, bytes] | None:
    """Return the name of an archive's first member and its bytes, where it stands there as it is and is short."""
    file.seek(0)
    head = file.read(LOCAL_SIZE)
    if len(head) < LOCAL_SIZE or head[:4] != LOCAL:
        return None
    method, size = struct.unpack_from("<H", head, 8)[0], struct.unpack_from("<I", head, 18)[0]
    named, more = struct.unpack_from("<HH", head, 26)
    if method != 0 or size > LONGEST_NAME or named > LONGEST_NAME:
        return None
    name = file.read(named).decode("utf-8", "replace")
    file.seek(more, 1)
    return name, file.read(size)


def _names(table: bytes) -> tuple[str, ...] | None:
    found, at = [], 0
    while at < len(table):
        if table[at : at + 4] != MEMBER or len(table) - at < MEMBER_SIZE:
            return None
        named, more, said = struct.unpack_from("<HHH", table, at + 28)
        at += MEMBER_SIZE
        found.append(table[at : at + named].decode("utf-8", "replace"))
        at += named + more + said
    return tuple(found)
