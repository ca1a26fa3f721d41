"""Work that follows a commit: put in the same transaction, leased by a worker, done at least once.

A worker that dies holds its lease until it runs out, or until somebody who knows that it is dead takes the row back.
Only the holder of the lease may mark it done. After some tries a row is parked, with the fault beside it, for the
operator to see: a message after more than a day, other work after some minutes.

Where mail leaves the node no message can be handed over at all, nothing is the matter with the one that was tried: it
stays the first, the others wait behind it in their order, and other work goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from troth.store import holders
from troth.store.models import Outbox

UNSENT = "unsent"  # a mail to an address that nobody signs in with: kept like any other, and sent to nobody
LEASE = timedelta(minutes=5)
MOST_TRIES = 8
LETTER_TRIES = 40
MAIL, TELL, RECEIPT, LETTER = "mail", "tell", "receipt_mail", "letter"
LETTERS = (MAIL, TELL, RECEIPT, LETTER)
"""The kinds that write to somebody. They alone may be let go: the rest is the record's own work."""
LONGEST_WAIT = timedelta(hours=1)
AHEAD = timedelta(minutes=10)  # by so much what somebody waits for goes before mails that wait to be sent
LONGEST_SHUT = timedelta(minutes=5)  # until the way out is tried again; it is never given up
ENDED = "The worker that had it ended in the middle of it."

Handler = Callable[[Mapping[str, object]], None]


class Unreachable(Exception):
    """Nothing could be handed over to anybody: where mail leaves the node there is no answer."""


class Undeliverable(Exception):
    """This one can never be handed over, so it is not tried again by itself."""


def put(kind: str, key: str, details: Mapping[str, object], *, due: datetime | None = None) -> None:
    """Keep one piece of work; the same key again changes nothing. A mail that somebody asked for goes ahead."""
    now = timezone.now()
    due = due or (now - AHEAD if kind == MAIL else now)
    row = Outbox(key=key, kind=kind, details=dict(details), due=due)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)


def gather(begins: str, add: Callable[[dict[str, object]], None], *, since: int = 0) -> bool:
    """Add to a piece of work whose key begins so and that nobody has tried yet; False when there is none.

    With `since` only to one that says it was put `at` that stamp or later: what waits for longer stays as it is.
    """
    rows = Outbox.objects.select_for_update().filter(done_at=None, parked_at=None, due__gt=timezone.now())
    waiting = rows.filter(key__startswith=begins, lease=None, attempts=0)
    row = next((each for each in waiting if not since or int(each.details.get("at", 0)) >= since), None)
    if row is None:
        return False
    add(row.details)
    row.save(update_fields=["details"])
    return True


def parked() -> list[Outbox]:
    """Return what was given up, the oldest first."""
    return list(Outbox.objects.exclude(parked_at=None).order_by("parked_at"))


def waiting() -> int:
    """Return how many pieces of work have not been done yet, without those that were given up."""
    return Outbox.objects.filter(done_at=None, parked_at=None).count()


def again(pk: int | None = None) -> int:
    """Let everything that was given up be tried again, from now on; returns how many.

    With a number that one alone, and also where it has not been given up yet.
    """
    rows = Outbox.objects.exclude(parked_at=None) if pk is None else troubled().filter(pk=pk)
    return rows.update(parked_at=None, attempts=0, due=timezone.now(), lease=None, shut_until=None)


def let_go(pk: int) -> bool:
    """Send a message no more that could not be handed over; False where there is none, or it is no message."""
    gone = troubled().filter(pk=pk, kind__in=LETTERS)
    done = gone.update(
        done_at=timezone.now(), parked_at=None, lease=None, fault="", details={}, shut_until=None
    )
    return done > 0


def troubled() -> QuerySet[Outbox]:
    """Return what was tried and is not done: given up, or waiting for its next try."""
    return Outbox.objects.filter(done_at=None).exclude(fault="", parked_at=None)


def work(handlers: Mapping[str, Handler], *, holder: str = "") -> bool:
    """Do the next piece of work that is due, for a worker of that name; False when there is none."""
    return run(handlers, holder=holder, goes_on=lambda: False) > 0


def run(handlers: Mapping[str, Handler], *, holder: str, goes_on: Callable[[], bool]) -> int:
    """Do one piece of work after another for as long as it `goes_on` and there is one; returns how many.

    To mark what was done and to lease the next is one commit: on a slow disk commits are what most time goes to.
    """
    count, row = 0, _claim(holder)
    while row is not None:
        ended = _do(row, handlers)
        count += 1
        with transaction.atomic():
            ended()
            row = _claim(holder) if goes_on() else None
    return count


def _do(row: Outbox, handlers: Mapping[str, Handler]) -> Callable[[], object]:
    """Do a piece of work, and return what keeps how it ended."""
    try:
        handlers[row.kind](row.details)
    except Unreachable as shut:
        return partial(_shut, row, _said(shut))
    except Exception as fault:  # whatever a handler meets is kept beside the row, and the worker goes on
        return partial(_put_off, row, _said(fault), for_good=isinstance(fault, Undeliverable))
    kept = {} if row.kind == MAIL else row.details  # what was written to somebody is with them now
    told = {"lease": None, "fault": "", "shut_until": None, "details": kept}
    return lambda: _held(row).update(done_at=timezone.now(), **told)


def take_back(home: Path) -> int:
    """Let what workers of this folder held that are no more be done by others at once; returns how many pieces.

    What ended its worker once is the next again; what does so again waits, and is parked in the end.
    """
    count = 0
    for name in holders.gone(home):
        with transaction.atomic():
            rows = Outbox.objects.select_for_update().filter(holder=name, done_at=None, parked_at=None)
            for row in rows.exclude(lease=None):
                _put_off(row, ENDED, at_once=row.attempts == 1)
                count += 1
        holders.forget(home, name)
    return count


def _claim(holder: str) -> Outbox | None:
    now = timezone.now()
    with transaction.atomic():
        rows = Outbox.objects.filter(done_at=None, parked_at=None, due__lte=now)
        rows = rows.filter(Q(lease=None) | Q(lease__lt=now)).order_by("due", "id")
        rows = rows.exclude(Q(Exists(Outbox.objects.filter(shut_until__gt=now))) & Q(kind__in=LETTERS))
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        row = rows.first()
        if row is None:
            return None
        row.lease, row.holder, row.attempts = now + LEASE, holder, row.attempts + 1
        row.save(update_fields=["lease", "holder", "attempts"])
        return row


def _put_off(row: Outbox, fault: str, *, for_good: bool = False, at_once: bool = False) -> None:
    now = timezone.now()
    attempts = 1 if row.shut_until else row.attempts  # what was tried while the way was shut was no try of it
    most = LETTER_TRIES if row.kind in LETTERS else MOST_TRIES
    _held(row).update(
        due=row.due if at_once else now + _wait(attempts, LONGEST_WAIT),
        attempts=attempts,
        lease=None,
        fault=fault,
        parked_at=now if for_good or attempts >= most else None,
        shut_until=None,
    )


def _shut(row: Outbox, fault: str) -> None:
    """Leave a message the first of all, and let every message wait for a while."""
    until = timezone.now() + _wait(row.attempts, LONGEST_SHUT)
    _held(row).update(lease=None, fault=fault, shut_until=until)


def _wait(attempts: int, longest: timedelta) -> timedelta:
    return min(longest, timedelta(seconds=2 ** min(attempts, 20)))


def _said(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:2000]


def _held(row: Outbox) -> QuerySet[Outbox]:
    return Outbox.objects.filter(pk=row.pk, lease=row.lease, done_at=None)
