"""How many members an archive names, counted before any reader of archives takes its table of contents into memory."""

from __future__ import annotations

from typing import IO

MEMBER = b"PK\x01\x02"
CHUNK = 1 << 20


def count_members(file: IO[bytes]) -> int:
    """Return how many members an archive can name at most, without reading any of them into memory."""
    file.seek(0)
    count, tail = 0, b""
    while chunk := file.read(CHUNK):
        count += (tail + chunk).count(MEMBER)
        tail = chunk[1 - len(MEMBER) :]
    file.seek(0)
    return count
