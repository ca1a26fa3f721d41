"""What was erased, outside the database: ids alone, so that a restored backup forgets again what it should not hold.

Addresses of calendars that were withdrawn stand here too, by their hash.

One line of JSON each, on disk before the erasing is committed. Nothing in it tells who or what was meant.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings


def path() -> Path:
    """Return where the journal is kept."""
    return Path(settings.TROTH_HOME) / "erased.ndjson"


def note(line: Mapping[str, object]) -> None:
    """Add a line, durable before this returns."""
    handle = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        end = os.fstat(handle).st_size
        if end and os.pread(handle, 1, end - 1) != b"\n":
            file.write(b"\n")  # what a power cut tore off must not take this line with it
        file.write(json.dumps(dict(line), sort_keys=True).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def lines() -> Iterator[dict[str, object]]:
    """Yield every whole line; one that a power cut tore off is passed over, for its erasing was not committed."""
    try:
        kept = path().read_bytes().splitlines()
    except FileNotFoundError:
        return
    for line in kept:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield said
