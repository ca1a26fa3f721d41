"""Work that follows a commit: put in the same transaction, leased by a worker, done at least once.

A worker that dies keeps its lease until it runs out; then another takes the row. Only the holder of the lease may
mark it done. After some tries a row is parked, with the fault beside it, for the operator to see: a message after more
than a day, so that a mail server may stand still for a while, other work after some minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from troth.store.models import Outbox

UNSENT = "unsent"  # a mail to an address that nobody signs in with: kept like any other, and sent to nobody
LEASE = timedelta(minutes=5)
MOST_TRIES = 8
LETTER_TRIES = 40
MAIL, TELL, RECEIPT, LETTER = "mail", "tell", "receipt_mail", "letter"
LETTERS = (MAIL, TELL, RECEIPT, LETTER)
"""The kinds that write to somebody. They alone may be let go: the rest is the record's own work."""
LONGEST_WAIT = timedelta(hours=1)

Handler = Callable[[Mapping[str, object]], None]


def put(kind: str, key: str, details: Mapping[str, object], *, due: datetime | None = None) -> None:
    """Keep one piece of work; the same key again changes nothing."""
    row = Outbox(key=key, kind=kind, details=dict(details), due=due or timezone.now())
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
    return rows.update(parked_at=None, attempts=0, due=timezone.now(), lease=None)


def let_go(pk: int) -> bool:
    """Send a message no more that could not be handed over; False where there is none, or it is no message."""
    gone = troubled().filter(pk=pk, kind__in=LETTERS)
    return gone.update(done_at=timezone.now(), parked_at=None, lease=None, fault="", details={}) > 0


def troubled() -> QuerySet[Outbox]:
    """Return what was tried and is not done: given up, or waiting for its next try."""
    return Outbox.objects.filter(done_at=None).exclude(fault="", parked_at=None)


def work(handlers: Mapping[str, Handler]) -> bool:
    """Do the next piece of work that is due; False when there is none."""
    row = _claim()
    if row is None:
        return False
    try:
        handlers[row.kind](row.details)
    except Exception as fault:  # whatever a handler meets is kept beside the row, and the worker goes on
        _put_off(row, fault)
    else:
        kept = {} if row.kind == MAIL else row.details  # what was written to somebody is with them now
        _held(row).update(done_at=timezone.now(), lease=None, fault="", details=kept)
    return True


def _claim() -> Outbox | None:
    now = timezone.now()
    with transaction.atomic():
        rows = Outbox.objects.filter(done_at=None, parked_at=None, due__lte=now)
        rows = rows.filter(Q(lease=None) | Q(lease__lt=now)).order_by("due", "id")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        row = rows.first()
        if row is None:
            return None
        row.lease, row.attempts = now + LEASE, row.attempts + 1
        row.save(update_fields=["lease", "attempts"])
        return row


def _put_off(row: Outbox, fault: Exception) -> None:
    now = timezone.now()
    wait = min(LONGEST_WAIT, timedelta(seconds=2**row.attempts))
    most = LETTER_TRIES if row.kind in LETTERS else MOST_TRIES
    parked = now if row.attempts >= most else None
    _held(row).update(
        due=now + wait, lease=None, fault=f"{type(fault).__name__}: {fault}"[:2000], parked_at=parked
    )


def _held(row: Outbox) -> QuerySet[Outbox]:
    return Outbox.objects.filter(pk=row.pk, lease=row.lease, done_at=None)
