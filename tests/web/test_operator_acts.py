"""What an operator asks of the node on its page: done by the worker, told on the page, not twice at once, by nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.web.seats import Table, table
from troth.notify.jobs import HANDLERS
from troth.store import models, operators, outbox, upkeep
from troth.store.schedule import Days
from troth.web import live

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Table]:
    made = table()
    models.Outbox.objects.all().delete()
    operators.look_after(made.two.annelies)
    with override_settings(TROTH_HOME=str(tmp_path)):
        yield made


def worked() -> None:
    while outbox.work(HANDLERS):
        pass


def press(at: Table, what: str) -> str:
    return at.annelies.send(f"/node/status/{what}/", {}).words


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    now = timezone.now() + timedelta(**by)
    monkeypatch.setattr(live, "present", lambda: now)


def test_every_signature_is_checked_by_the_worker_and_the_page_says_how_far_it_is(
    at: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Records are checked: 0 of 1." in press(at, "check")
    assert "was asked for a moment ago" in press(at, "check")
    assert models.Outbox.objects.filter(kind=upkeep.CHECK).count() == 1
    worked()
    assert not models.Checkup.objects.get().nightly, "every signature, and not one in a hundred"
    words = at.annelies.page("/node/status/").words
    assert "Every record was checked." in words and "no finding" in words
    assert "was asked for a moment ago" in press(at, "check")
    later(monkeypatch, minutes=2)
    assert "Records are checked: 0 of 1." in press(at, "check")
    later(monkeypatch, minutes=9)
    assert "was asked for a moment ago" in press(at, "check"), "one is being done"


def test_a_backup_is_asked_for_and_one_that_cannot_be_written_says_why(
    at: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Path(settings.TROTH_HOME) / upkeep.ROOM
    room.touch()
    assert "A backup is being made." in press(at, "back-up")
    worked()
    words = at.annelies.page("/node/status/").words
    assert "A backup could not be made; it is tried again." in words and "FileExistsError" in words
    later(monkeypatch, minutes=9)
    assert "was asked for a moment ago" in press(at, "back-up")
    later(monkeypatch, minutes=11)
    words = press(at, "back-up")
    assert "A backup is being made." in words and "FileExistsError" not in words


def test_nobody_else_asks_for_either(at: Table) -> None:
    for what in ("check", "back-up"):
        assert at.naoko.client.post(f"/node/status/{what}/").status_code == 404
        assert at.annelies.client.get(f"/node/status/{what}/").status_code == 405
    assert not models.Outbox.objects.exists()


def test_the_worker_is_heard_of_every_few_seconds(at: Table, time_machine: TimeMachineFixture) -> None:
    assert "The worker has not been heard of yet." in at.annelies.page("/node/status/").words
    began, days = timezone.now() - timedelta(minutes=5), Days()

    def clock(now: datetime) -> None:
        time_machine.move_to(now, tick=False)
        days.look()

    for seconds in (0, 3, 6):
        clock(began + timedelta(seconds=seconds))
    assert models.WorkerLife.objects.get().at == began
    clock(began + timedelta(seconds=11))
    life = models.WorkerLife.objects.get()
    assert (life.began, life.at) == (began, began + timedelta(seconds=11))
    time_machine.move_to(began + timedelta(minutes=5), tick=False)
    assert "Worker started 5 min ago, last sign of life 4 min ago." in at.annelies.page("/node/status/").words


def test_the_palette_leads_whoever_looks_after_the_node_there(at: Table) -> None:
    def ways(seat: object, words: str) -> str:
        return seat.client.get("/go/", {"q": words}).content.decode()  # type: ignore[attr-defined, no-any-return]

    for words in ("back up now", "check the record", "how this node"):
        assert "/node/status/" in ways(at.annelies, words), json.dumps(words)
        assert "/node/status/" not in ways(at.naoko, words)
