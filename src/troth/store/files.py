"""Files that were handed over with a delivery, kept by what is in them: one file a SHA-256, outside of every web root.

The order is the guarantee, as with entries: a file is whole on disk before the entry that names it is signed. What is
served is held against the signed hash each time, so a byte that changed on disk is told and never handed out.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from troth.core.errors import Refusal, TrothError
from troth.core.promises import Delivery, File, move_from
from troth.core.values import Made
from troth.store import journal, models
from troth.store.ledger import body_of, entry_of, words_of

CHUNK = 1 << 20
WITH_FILES = "promise.deliver/2"
IN_BUNDLE = "files/"


class NotHere(Refusal):
    """The file was erased, or never came here."""


class Changed(TrothError):
    """The bytes on disk are not those that were signed."""


def folder(alliance_id: str) -> Path:
    """Return where an alliance's files are kept."""
    return Path(settings.TROTH_HOME) / "files" / alliance_id


def keep(alliance_id: str, source: Path, sha256: str) -> None:
    """Keep a file under its hash, durable before this returns; raises `NotHere` when it is not what it was."""
    if digest_of(source) != sha256:
        raise NotHere("A file changed on this node after you chose it; nothing was signed. Choose it again.")
    place = folder(alliance_id)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place / f".{sha256}.{secrets.token_hex(8)}"
    try:
        os.link(source, draft)
        os.replace(draft, place / sha256)  # also in place of one that the disk has changed
    finally:
        draft.unlink(missing_ok=True)  # two names of one file: `replace` does nothing then
    _sync(place)


def opened(alliance_id: str, file: File) -> BinaryIO:
    """Return a kept file open at its beginning, after it was read through once and found to be what was signed."""
    try:
        kept = (folder(alliance_id) / file.sha256).open("rb")
    except FileNotFoundError:
        raise NotHere("This file is not here any more. The entry and its hash stay in the record.") from None
    if hashlib.file_digest(kept, "sha256").hexdigest() != file.sha256:
        kept.close()
        raise Changed(
            f"{folder(alliance_id) / file.sha256} is not as it was signed: the disk or somebody changed it. "
            "Put it back from a backup or from a bundle that holds it."
        )
    kept.seek(0)
    return kept


def file_of(alliance_id: str, entry_id: str, number: int) -> File | None:
    """Return the file that stands at this place (from 1) in a delivery's entry; None when there is none."""
    rows = models.Entry.objects.filter(alliance_id=alliance_id, id=entry_id, kind=WITH_FILES)
    row = rows.select_related("body").first()
    files = _named_in(row) if row is not None else ()
    return files[number - 1] if 1 <= number <= len(files) else None


def named_of(alliance_id: str, *, log: str | None = None) -> frozenset[str]:
    """Return the SHA-256 of every file that an alliance's deliveries name; with `log`, those of that log."""
    rows = models.Entry.objects.filter(alliance_id=alliance_id, kind=WITH_FILES).order_by("number")
    if log is not None:
        rows = rows.filter(log=log)
    return frozenset(file.sha256 for row in rows.iterator(chunk_size=500) for file in _named_in(row))


def kept_of(alliance_id: str, *, log: str | None = None) -> Mapping[str, Path]:
    """Return the files that an alliance's deliveries name and that are here, by SHA-256; with `log`, of that log."""
    found = {sha256: folder(alliance_id) / sha256 for sha256 in sorted(named_of(alliance_id, log=log))}
    return {sha256: path for sha256, path in found.items() if path.is_file()}


def forget_files(entry_ids: Sequence[str]) -> int:
    """Delete the files that these entries name, unless another entry of the alliance names them too; say how many."""
    gone = 0
    rows = models.Entry.objects.filter(id__in=entry_ids, kind=WITH_FILES)
    for alliance_id, hashes in _by_alliance(rows):
        others = models.Entry.objects.filter(alliance_id=alliance_id, kind=WITH_FILES)
        still = {file.sha256 for row in others.exclude(id__in=entry_ids) for file in _named_in(row)}
        gone += _unlink(alliance_id, hashes - still)
    return gone


def forget_unnamed(alliance_id: str, hashes: Sequence[str]) -> None:
    """Delete those of these files that no entry names: they were kept for an entry that was not signed."""
    _unlink(alliance_id, set(hashes) - named_of(alliance_id))


def bring_back(alliance_id: str, held: Mapping[str, bytes]) -> int:
    """Take the files that a bundle holds and this node lacks, where an entry names them; returns how many came.

    What was erased here on request stays erased.
    """
    missing = named_of(alliance_id) - kept_of(alliance_id).keys() if any(map(_is_file, held)) else frozenset()
    for sha256 in missing:
        content = held.get(IN_BUNDLE + sha256)
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            draft = folder(alliance_id) / f".{sha256}.{secrets.token_hex(8)}"
            write(draft, iter([content]))
            os.replace(draft, draft.with_name(sha256))
            _sync(draft.parent)
    forget_again(alliance_id)
    return len(missing & kept_of(alliance_id).keys())


def forget_again(alliance_id: str) -> int:
    """Delete once more, after a backup or a bundle was brought back, what the journal says was erased; say how many."""
    named = [
        line["files"] for line in journal.lines() if line.get("alliance") == alliance_id and "files" in line
    ]
    return forget_files([str(id) for ids in named if isinstance(ids, list) for id in ids])


def digest_of(path: Path) -> str:
    """Return a file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(path: Path, chunks: Iterator[bytes]) -> None:
    """Write a new file for the node's own user alone, durable before this returns."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _named_in(row: models.Entry) -> tuple[File, ...]:
    entry = entry_of(row)
    move = move_from(Made(id=entry.id, act=entry.act, log=entry.log, body=words_of(body_of(row))))
    return move.facts.files if move is not None and isinstance(move.facts, Delivery) else ()


def _is_file(name: str) -> bool:
    return name.startswith(IN_BUNDLE)


def _by_alliance(rows: Iterable[models.Entry]) -> list[tuple[str, set[str]]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.alliance_id, set()).update(file.sha256 for file in _named_in(row))
    return list(found.items())


def _unlink(alliance_id: str, hashes: set[str]) -> int:
    gone = 0
    for sha256 in hashes:
        with suppress(FileNotFoundError):
            (folder(alliance_id) / sha256).unlink()
            gone += 1
    return gone


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
