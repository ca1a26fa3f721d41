"""The last signed entries of each log, on disk before the database knows them: no place is ever signed twice.

The facts: a crash may fall between signing and committing. What was signed is then here and is inserted as it is;
signing the same place anew would be a fork. A batch is a line of JSON per entry and a closing line with the SHA-256 of
all before it, so that a torn write is told from a whole one. Two files take turns, each written over where it lies: one
flush makes a batch durable, and while it is being written the batch before it is whole in the other.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from troth.core.errors import TrothError
from troth.core.record import Body, Entry
from troth.core.record.erasure import ASK, DONE

BLOCK = 4096
SMALL = 16 * BLOCK
"""Up to here a file keeps its size, for a flush that need not write a new one is quicker."""
# Not every system can flush the bytes of a file alone.
flush = getattr(os, "fdatasync", os.fsync)


class NotKept(TrothError):
    """What was about to be signed cannot be written down first, so nothing was signed."""


@dataclass(frozen=True)
class Signed:
    """A signed entry with its detached body, as they go into the database together."""

    entry: Entry
    body: Body | None


@dataclass(frozen=True)
class Kept:
    """What a pending file holds: the wire form of each entry, and its body."""

    seq: int
    envelope: bytes
    body: Body | None


@dataclass(frozen=True)
class Batch:
    """The lines of a batch that was wholly written, and the how manieth of its log it is."""

    number: int
    lines: Sequence[bytes]


TORN = Batch(-1, ())
"""What is found where a write was cut off."""


class Pending:
    """The two pending files of one log, held by whoever has its head locked: what they were read as stays so until they
    are written."""

    def __init__(self, folder: Path, log: str) -> None:
        self.folder = folder
        self.paths = (folder / f"{log}.pending", folder / f"{log}.pending-2")
        self._found: list[Batch | None] | None = None

    def keep(self, batch: Sequence[Signed]) -> None:
        """Put a batch on disk, durable before this returns; takes the place of the one before the last.

        So the batch begins with whatever of the last one is not committed yet.
        """
        found = self._found or [_whole(path) for path in self.paths]
        self._found = None
        numbers = [-1 if each is None else each.number for each in found]
        over, other = self.paths if numbers[0] < numbers[1] or max(numbers) < 0 else self.paths[::-1]
        text = b"".join(_line(signed) for signed in batch)
        closing = {"batch": max(numbers) + 1, "sha256": hashlib.sha256(text).hexdigest()}
        try:
            self._write(over, text + json.dumps(closing).encode() + b"\n")
            if other.exists() and any(signed.entry.kind in (ASK, DONE) for signed in batch):
                self._write(other, b"")  # words that are asked to be erased may lie in the batch before
        except OSError as error:
            raise NotKept(
                f"{over} cannot be written: {error.strerror or error}. Nothing was signed. Make room "
                "on the disk, or see that it can be written to."
            ) from error

    def _write(self, path: Path, text: bytes) -> None:
        """Write over a file, blanks behind the text, so that nothing is left of what it held before."""
        new = not path.exists()
        if new:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            needs, had = -(-len(text) // BLOCK) * BLOCK, os.fstat(handle).st_size
            size = max(needs, had) if had <= SMALL else needs
            with os.fdopen(os.dup(handle), "wb") as file:
                file.write(text.ljust(size, b"\n"))
            if size < had:
                os.truncate(handle, size)
            flush(handle)
        finally:
            os.close(handle)
        if new:
            _sync_folder(self.folder)

    def kept(self) -> tuple[Kept, ...]:
        """Return the last batch that was wholly written; empty when there is none."""
        found = self._found = [_whole(path) for path in self.paths]
        batches = [each for each in found if each is not None and each is not TORN]
        if batches:
            last = max(batches, key=lambda batch: batch.number)
            return tuple(_kept(json.loads(line)) for line in last.lines)
        if None not in found:
            raise TrothError(
                f"{self.paths[0]} and {self.paths[1].name} are both damaged. One is always left whole, so this is "
                "the disk's doing: restore them from a backup of the same hour, or ask the partner for what it "
                "holds of this log before signing again."
            )
        return ()


def _whole(path: Path) -> Batch | None:
    """Read a file: its batch, or that it is torn; None when there is nothing in it."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    text = text.rstrip(b"\n") + b"\n"
    *lines, last = text.splitlines(keepends=True)
    if not lines:
        return None if last == b"\n" else TORN
    try:
        closing = json.loads(last)
        whole = closing["sha256"] == hashlib.sha256(b"".join(lines)).hexdigest()
        number = int(closing.get("batch", 0))
    except (ValueError, KeyError, TypeError):
        whole = False
    return Batch(number, lines) if whole else TORN


def pending_of(log: str) -> Pending:
    """Return the pending files of a log of this node."""
    return Pending(settings.TROTH_HOME / "pending", log)


def _line(signed: Signed) -> bytes:
    body = signed.body
    kept = {
        "seq": signed.entry.seq,
        "envelope": signed.entry.envelope().decode(),
        "salt": base64.b64encode(body.salt).decode() if body else None,
        "content": base64.b64encode(body.content).decode() if body else None,
    }
    return json.dumps(kept).encode() + b"\n"


def _kept(line: dict[str, str | int | None]) -> Kept:
    salt, content = line["salt"], line["content"]
    body = None
    if salt is not None and content is not None:
        body = Body(salt=base64.b64decode(str(salt)), content=base64.b64decode(str(content)))
    return Kept(seq=int(line["seq"] or 0), envelope=str(line["envelope"]).encode(), body=body)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
