"""What a worker held that is no more is taken back at once, and never from one that lives; a way out that is shut is
no fault of a message."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from troth.store import holders, models, outbox
from troth.store.alone import InUse, alone, join
from troth.store.holders import Holder

pytestmark = pytest.mark.django_db
HOLD = """
import sys, time
from pathlib import Path
from troth.store.holders import Holder
print(Holder(Path(sys.argv[1])).name, flush=True)
time.sleep(60)
"""


@contextmanager
def another(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Another worker of that folder, by its name, which is killed at last."""
    command = [sys.executable, "-c", HOLD, str(home)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def held_by(name: str, *, attempts: int = 1, kind: str = "note") -> models.Outbox:
    """A piece of work that a worker has begun."""
    outbox.put(kind, f"{kind}-{name}", {})
    row = models.Outbox.objects.get(key=f"{kind}-{name}")
    row.lease, row.holder, row.attempts = timezone.now() + outbox.LEASE, name, attempts
    row.save()
    return row


def done(_: Mapping[str, object]) -> None:
    """A handler to whom nothing happens."""


def shut(_: Mapping[str, object]) -> None:
    raise outbox.Unreachable("nobody answers")


def refused(_: Mapping[str, object]) -> None:
    raise outbox.Undeliverable("5.1.1")


def test_what_a_killed_worker_held_is_done_by_the_next_at_once_and_never_what_a_living_one_holds(
    home: Path,
) -> None:
    with another(home) as (name, process):
        held_by(name)
        assert outbox.take_back(home) == 0 and not outbox.work({"note": done})
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert outbox.take_back(home) == 1
    assert outbox.work({"note": done}) and models.Outbox.objects.get().done_at is not None
    assert list((home / holders.FOLDER).iterdir()) == [], "nothing is left of who is no more"


def test_what_a_worker_of_another_folder_holds_waits_for_its_lease(home: Path) -> None:
    held_by("f" * 32)
    assert outbox.take_back(home) == 0 and not outbox.work({"note": done})


def test_what_ends_its_worker_again_and_again_waits_longer_and_is_parked(home: Path) -> None:
    for attempts, waits in ((1, False), (2, True), (outbox.MOST_TRIES, True)):
        with another(home) as (name, _):
            row = held_by(name, attempts=attempts)
        assert outbox.take_back(home) == 1
        row.refresh_from_db()
        assert (row.due > timezone.now()) is waits and row.fault == outbox.ENDED
        assert (row.parked_at is not None) is (attempts == outbox.MOST_TRIES)


def test_a_worker_that_leaves_says_so_and_nothing_is_restored_beneath_one_that_works(home: Path) -> None:
    holder, share = Holder(home), join(home)
    assert holders.gone(home) == []
    with pytest.raises(InUse), alone(home):
        raise AssertionError("it was restored")
    holder.leave()
    os.close(share)
    assert not list((home / holders.FOLDER).iterdir())
    with alone(home), pytest.raises(InUse, match="being put back"):
        join(home)


def test_while_nobody_can_be_written_to_messages_keep_their_order_and_other_work_goes_on() -> None:
    order: list[str] = []
    for number in range(3):
        outbox.put("tell", f"t{number}", {"n": str(number)})
    outbox.put("note", "other", {})
    tell = {"tell": shut, "note": done}
    assert outbox.work(tell) and outbox.work(tell), "one message is tried, and then what is no message"
    assert models.Outbox.objects.get(kind="note").done_at is not None
    assert not outbox.work(tell), "the other messages wait"
    first = models.Outbox.objects.get(key="t0")
    assert first.shut_until is not None and first.due <= timezone.now() and "nobody answers" in first.fault
    models.Outbox.objects.filter(key="t0").update(shut_until=timezone.now())
    while outbox.work({"tell": lambda details: order.append(str(details["n"]))}):
        pass
    assert order == ["0", "1", "2"] and not models.Outbox.objects.exclude(fault="").exists()


def test_a_way_that_stays_shut_gives_nothing_up_and_counts_as_no_try() -> None:
    outbox.put("tell", "t", {})
    for _ in range(3 * outbox.LETTER_TRIES):
        models.Outbox.objects.update(shut_until=None)
        assert outbox.work({"tell": shut})
    row = models.Outbox.objects.get()
    assert row.parked_at is None and row.shut_until is not None
    assert row.shut_until - timezone.now() <= outbox.LONGEST_SHUT
    models.Outbox.objects.update(shut_until=timezone.now() - timedelta(seconds=1))
    assert outbox.work({"tell": lambda _: 1 / 0})  # type: ignore[arg-type,return-value]
    row.refresh_from_db()
    assert (row.attempts, row.parked_at, row.shut_until) == (1, None, None)


def test_what_can_never_be_handed_over_is_parked_at_once_and_may_be_sent_again() -> None:
    outbox.put("tell", "t", {})
    assert outbox.work({"tell": refused})
    (row,) = outbox.parked()
    assert row.fault == "Undeliverable: 5.1.1"
    assert outbox.again(row.pk) == 1 and outbox.work({"tell": done})


def test_a_mail_that_somebody_asked_for_goes_before_what_waits_already() -> None:
    order: list[str] = []
    outbox.put("tell", "t", {}, due=timezone.now() - timedelta(minutes=5))
    outbox.put("mail", "code", {})
    while outbox.work({"tell": lambda _: order.append("tell"), "mail": lambda _: order.append("mail")}):
        pass
    assert order == ["mail", "tell"]
