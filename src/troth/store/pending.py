"""The last signed entries of each log, on disk before the database knows them: no place is ever signed twice.

The facts: a crash may fall between signing and committing. What was signed is then here and is inserted as it is;
signing the same place anew would be a fork. A file holds one batch: a line of JSON per entry and a closing line
with the SHA-256 of all before it, so that a torn write is told from a whole one.
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


class Pending:
    """The pending file of one log."""

    def __init__(self, folder: Path, log: str) -> None:
        self.path = folder / f"{log}.pending"

    def keep(self, batch: Sequence[Signed]) -> None:
        """Put a batch on disk, durable before this returns; takes the place of the batch before it.

        So the batch begins with whatever of the one before is not committed yet.
        """
        lines = [_line(signed) for signed in batch]
        text = b"".join(lines)
        text += json.dumps({"sha256": hashlib.sha256(text).hexdigest()}).encode() + b"\n"
        try:
            self._replace(text)
        except OSError as error:
            raise NotKept(
                f"{self.path} cannot be written: {error.strerror or error}. Nothing was signed. Make room "
                "on the disk, or see that it can be written to."
            ) from error

    def _replace(self, text: bytes) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = self.path.with_suffix(".new")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.path)
        _sync_folder(self.path.parent)

    def kept(self) -> tuple[Kept, ...]:
        """Return the last batch that was wholly written; empty when there is none."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        *lines, last = text.splitlines(keepends=True) or [b""]
        try:
            whole = json.loads(last)["sha256"] == hashlib.sha256(b"".join(lines)).hexdigest()
            batch = tuple(_kept(json.loads(line)) for line in lines)
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            raise TrothError(
                f"{self.path} is damaged. It is replaced in one step, so this is the disk's doing: restore it from "
                "a backup of the same hour, or ask the partner for what it holds of this log before signing again."
            )
        return batch


def pending_of(log: str) -> Pending:
    """Return the pending file of a log of this node."""
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
