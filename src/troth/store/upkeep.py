"""What whoever looks after a node asks of it on its page: a check of every record, a backup; and the worker's life.

Both are done by the worker, through the outbox like all its work, so that a page never waits for them: of a check one
piece for each alliance, so that mails go out between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from troth.actions.days import stamp_of
from troth.store import backups, fsck, models, outbox
from troth.store.node import present

CHECK, BACKUP = "check_now", "backup"
PAUSE: Mapping[str, timedelta] = {CHECK: timedelta(minutes=1), BACKUP: timedelta(minutes=10)}
"""How long one of a kind is left alone after it was asked for."""
ROOM = "backups"
KEPT = 5
BEAT = timedelta(seconds=10)


@dataclass(frozen=True)
class Job:
    """What was asked for last of a kind: when, in how many pieces, how many are done, and what was the matter."""

    asked: datetime
    pieces: int
    done: int
    faults: Sequence[str]

    @property
    def is_over(self) -> bool:
        """Whether all of it is done."""
        return self.done == self.pieces


class Beats:
    """Keeps that the worker lives, every few seconds."""

    def __init__(self) -> None:
        self._last: datetime | None = None
        self._began: datetime | None = None

    def look(self, now: datetime) -> None:
        """Do so unless it was done a moment ago."""
        if self._last is not None and timedelta() <= now - self._last < BEAT:
            return
        self._last, self._began = now, self._began or now
        life = {"began": self._began, "at": now}
        models.WorkerLife.objects.update_or_create(pk=1, defaults=life)


def ask(kind: str, now: datetime) -> bool:
    """Put a piece of upkeep into the outbox; False while one is being done, or was asked for a moment ago."""
    last = jobs().get(kind)
    if last is not None and (now - last.asked < PAUSE[kind] or not (last.is_over or last.faults)):
        return False
    models.Outbox.objects.filter(kind=kind).delete()
    stamp = stamp_of(now)
    names = models.Alliance.objects.exclude(opened_at=None).values_list("pk", flat=True)
    for name in names if kind == CHECK else ("",):
        outbox.put(kind, f"{kind}:{name[:32]}:{stamp}", {"alliance": name, "asked": now.isoformat()})
    return True


def jobs() -> Mapping[str, Job]:
    """Return by its kind how far each is that was asked for within a month."""
    found: dict[str, list[models.Outbox]] = {}
    for row in models.Outbox.objects.filter(kind__in=PAUSE):
        found.setdefault(row.kind, []).append(row)
    return {kind: _job(rows) for kind, rows in found.items()}


def _job(rows: Sequence[models.Outbox]) -> Job:
    return Job(
        asked=datetime.fromisoformat(str(rows[0].details["asked"])),
        pieces=len(rows),
        done=sum(row.done_at is not None for row in rows),
        faults=sorted({row.fault for row in rows if row.fault}),
    )


def check(details: Mapping[str, object]) -> None:
    """Check every signature of one alliance's record."""
    fsck.check(str(details["alliance"]), now=present())


def back_up(_: Mapping[str, object]) -> None:
    """Write a backup into the node's own folder, and keep the last few of those made so."""
    room, now = Path(settings.TROTH_HOME) / ROOM, present()
    room.mkdir(mode=0o700, exist_ok=True)
    backups.make(room / backups.name_at(now), now=now)
    for old in sorted(room.glob("troth-*.tar.gz"))[:-KEPT]:
        old.unlink()
