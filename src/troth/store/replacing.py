"""A backup put in the place of the node's database: what was there is kept, and a half-done exchange is noticed.

A marker lies in the node's folder from before the first file moves until every record is read-only, so that a crash in
between can never look like a node that is fine.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session

from troth.core.errors import TrothError
from troth.store import backups, dumps, erasure, forgetting, models, restoring
from troth.store.alone import alone

MARKER = "restore.begun"


class HalfDone(TrothError):
    """A restore was interrupted between its first and its last step."""


class OtherKind(TrothError):
    """The backup is of another kind of database."""


@dataclass(frozen=True)
class Replaced:
    """When the backup was made (ms UTC), and the folder that holds what was there before."""

    made_at: int
    aside: Path


def refuse_half_done() -> None:
    """Refuse to work with a node whose restore was interrupted."""
    marker = _home() / MARKER
    if marker.exists():
        raise HalfDone(
            f"A restore was interrupted: {marker.read_text(encoding='utf-8').strip()}. Run troth restore with the "
            "backup again; until then nothing is served and nothing is signed."
        )


def replace(
    backup: Path, *, after: Callable[[], None], progress: Callable[[int, int], None] = lambda done, of: None
) -> Replaced:
    """Put a backup in the place of the database, bring it up to date by `after`, and make every record read-only."""
    home = _home()
    with alone(home):
        room = Path(tempfile.mkdtemp(prefix=".restore-", dir=home))
        try:
            manifest = backups.unpack(backup, room, progress)
            _refuse_foreign(backup, manifest, room)
            aside = Path(
                tempfile.mkdtemp(prefix=f"before-restore-{datetime.now(UTC):%Y-%m-%dT%H%MZ}-", dir=home)
            )
            _mark(home, f"{backup} was being put back, and what was there is in {aside}")
            dumps.put(room / backups.DATABASE, aside)
            _files(room, home)
            after()
            _close_doors()
            for alliance in restoring.put_all_back():
                erasure.replay(alliance.pk)
            forgetting.replay_journal()
            (home / MARKER).unlink()
        finally:
            shutil.rmtree(room, ignore_errors=True)
    return Replaced(manifest.made_at, aside)


def _refuse_foreign(backup: Path, manifest: backups.Manifest, room: Path) -> None:
    if manifest.kind != dumps.kind():
        raise OtherKind(
            f"{backup} is of {manifest.kind}, and this node is on {dumps.kind()}. Set TROTH_DATABASE_URL to match."
        )
    if not dumps.sound(room / backups.DATABASE):
        raise backups.NotABackup(f"{backup}: the database in it is damaged. Take another backup.")


def _mark(home: Path, words: str) -> None:
    marker = home / MARKER
    marker.write_text(words + "\n", encoding="utf-8")
    with marker.open("rb") as file:
        os.fsync(file.fileno())


def _files(room: Path, home: Path) -> None:
    """What is there already stays: a file is known by its hash, and the list of what was erased only grows."""
    for path in sorted(path for name in backups.BESIDE for path in [room / name, *(room / name).rglob("*")]):
        kept = home / path.relative_to(room)
        if path.is_file() and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(path, kept)
            os.chmod(kept, 0o600)


def _close_doors() -> None:
    """Whoever was signed out, or lost a device, since the backup was made does not come back in by it."""
    Session.objects.all().delete()
    models.WaitingCode.objects.all().delete()


def _home() -> Path:
    return Path(settings.TROTH_HOME)
