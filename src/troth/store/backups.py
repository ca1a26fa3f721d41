"""A node's database and files as one archive, made while the node runs, and read back whole or not at all.

The archive is a compressed tar: first `manifest.json` with the hash of every other part and how far each log goes, then
the database and what is kept beside it. Keys are never in it: whoever has both could sign for everybody.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings

from troth.actions.days import moment_of
from troth.core.errors import TrothError
from troth.store import dumps, models

MANIFEST = "manifest.json"
DATABASE = "database"
BESIDE = ("files", "erased.ndjson")
"""What is kept in the node's folder beside the database: delivered files, and the ids of what was erased."""
FORMAT = 1
KEPT = 60
BLOCK = 1 << 20

Progress = Callable[[int, int], None]


class NotABackup(TrothError):
    """The file is no backup of a node, or it is damaged."""


class CannotBackUp(TrothError):
    """The backup could not be written."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: when it was made (ms UTC), of which kind of database, and how far each log goes."""

    made_at: int
    kind: str
    heads: Mapping[str, tuple[int, str]]
    files: Mapping[str, str]


def name_at(now: int) -> str:
    """Return what a backup of a moment (ms UTC) is called."""
    return f"troth-{moment_of(now):%Y-%m-%dT%H%MZ}.tar.gz"


def make(output: Path, *, now: int, progress: Progress = lambda done, of: None) -> Manifest:
    """Write a backup to `output`, in one step: it is there whole and checked, or not at all."""
    part = output.with_name(f".{output.name}.part")
    try:
        with _workroom() as room:
            dumped = dumps.dump(room / DATABASE)
            parts = dict(_parts(room))
            named = {name: _digest(path) for name, path in parts.items()}
            manifest = Manifest(now, dumps.kind(), dumped, named)
            _write(part, manifest, parts, progress)
        check(part)
        os.replace(part, output)
        _remember(output, now)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise CannotBackUp(
            f"{output} cannot be written: {error.strerror or error}. Nothing was kept."
        ) from error
    return manifest


def _remember(output: Path, now: int) -> None:
    """Keep for the operator's page that this backup was made; the last few are enough."""
    made = models.BackupMade.objects.create(
        at=moment_of(now), where=str(output.resolve())[-400:], size=output.stat().st_size
    )
    models.BackupMade.objects.filter(pk__lte=made.pk - KEPT).delete()


def check(archive: Path) -> Manifest:
    """Read an archive through and hold every part against its hash; raises `NotABackup`."""
    with _opened(archive) as tar:
        with gzip.open(archive) as whole:
            while whole.read(BLOCK):  # to its end, where its own sum stands
                pass
        manifest = _manifest(tar)
        seen = {
            member.name: _sum(tar, member) for member in tar if member.isfile() and member.name != MANIFEST
        }
    for name, digest in manifest.files.items():
        if seen.get(name) != digest:
            raise NotABackup(f"{archive}: the part {name} is damaged or missing. Take another backup.")
    return manifest


def unpack(archive: Path, room: Path, progress: Progress = lambda done, of: None) -> Manifest:
    """Lay the parts of an archive into an empty folder, each held against its hash; raises `NotABackup`."""
    manifest = check(archive)
    with _opened(archive) as tar:
        _manifest(tar)
        done = 0
        for member in tar:
            if member.isfile() and member.name in manifest.files:
                _lay(tar, member, room)
                done += 1
                progress(done, len(manifest.files))
    return manifest


def _lay(tar: tarfile.TarFile, member: tarfile.TarInfo, room: Path) -> None:
    """Write one part below a folder, for this node's user alone; its name must not lead out of there."""
    # Not `tar.extract`: what makes that safe is missing from the Python 3.11 that Debian 12 carries.
    target = Path(os.path.normpath(room / member.name))
    file = tar.extractfile(member)
    if file is None or not target.is_relative_to(room):
        raise ValueError(f"its part {member.name} does not belong in a node's folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as laid:
        shutil.copyfileobj(file, laid, BLOCK)


@contextmanager
def _workroom() -> Iterator[Path]:
    """A folder beside the database, so that a large one does not fill the system's own."""
    room = Path(tempfile.mkdtemp(prefix=".backup-", dir=settings.TROTH_HOME))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _parts(room: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, room / DATABASE
    home = Path(settings.TROTH_HOME)
    for name in BESIDE:
        for path in sorted([home / name] if (home / name).is_file() else (home / name).rglob("*")):
            if path.is_file():
                yield path.relative_to(home).as_posix(), path


def _write(part: Path, manifest: Manifest, parts: Mapping[str, Path], progress: Progress) -> None:
    said = json.dumps({"v": FORMAT, **vars(manifest)}).encode()
    with part.open("wb") as file:
        os.chmod(part, 0o600)
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
            head = tarfile.TarInfo(MANIFEST)
            head.size = len(said)
            tar.addfile(head, BytesIO(said))
            for done, (name, path) in enumerate(parts.items(), 1):
                tar.add(path, arcname=name)
                progress(done, len(parts))
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            yield tar
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError) as fault:
        raise NotABackup(
            f"{archive} cannot be read as a backup ({fault}). It is what `troth backup` writes."
        ) from fault


def _manifest(tar: tarfile.TarFile) -> Manifest:
    member = tar.next()
    file = tar.extractfile(member) if member is not None and member.name == MANIFEST else None
    if file is None:
        raise ValueError("it does not begin with a manifest")
    said = json.loads(file.read())
    if said["v"] != FORMAT:
        raise ValueError(f"it is of format {said['v']}; this version reads {FORMAT}")
    heads = {log: (int(seq), str(name)) for log, (seq, name) in said["heads"].items()}
    return Manifest(int(said["made_at"]), str(said["kind"]), heads, dict(said["files"]))


def _sum(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    digest, file = hashlib.sha256(), tar.extractfile(member)
    while file is not None and (block := file.read(BLOCK)):
        digest.update(block)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
