"""A backup that was asked for on the operator's page is written by the worker into the node's own folder."""

from __future__ import annotations

from pathlib import Path

from tests.store.apart import apart
from troth.store import backups, upkeep

ASKED = """
prepare()
from tests.cast import pair
from django.utils import timezone
from troth.notify.jobs import HANDLERS
from troth.store import models, outbox, upkeep
pair()
models.Outbox.objects.all().delete()
for kind in (upkeep.CHECK, upkeep.BACKUP):
    assert upkeep.ask(kind, timezone.now())
while outbox.work(HANDLERS):
    pass
made, found = upkeep.jobs()[upkeep.BACKUP], models.BackupMade.objects.get()
print(made.is_over, made.faults, models.Checkup.objects.get().nightly, found.where)
"""


def test_a_backup_is_written_read_through_and_the_last_few_of_them_stay(tmp_path: Path) -> None:
    with apart(tmp_path) as node:
        room = tmp_path / upkeep.ROOM
        room.mkdir()
        for day in range(1, 8):
            (room / f"troth-2020-01-0{day}T0000Z.tar.gz").touch()
        said = node.python(ASKED)
    kept = sorted(room.iterdir())
    assert said == f"True [] False {kept[-1]}"
    assert len(kept) == upkeep.KEPT and len(backups.check(kept[-1]).heads) == 2
