"""How a node does, for whoever looks after it: what waits to be sent, what could not be, checks, backups, versions.

No text of a message is read here, and nothing of what an alliance says to each other.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.metadata import version

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Max, Min, Q, Sum

from troth.core.record.entry import FORMAT
from troth.store import models, outbox
from troth.store.queries.receipts import receipts_to
from troth.store.upkeep import Job, jobs

A_DAY = timedelta(days=1)
MOST = 100


@dataclass(frozen=True)
class Trouble:
    """Work that was tried in vain: to whom it goes, of a receipt its number, what was the matter, when it is tried next
    (None once it was given up); `letter` says that it may be let go."""

    pk: int
    kind: str
    to: tuple[str, ...]
    number: int | None
    fault: str
    tries: int
    next: datetime | None
    since: datetime | None
    letter: bool


@dataclass(frozen=True)
class Queue:
    """One kind of work: how much of it is due, how much comes later, how much was done within a day, since when the
    oldest is due."""

    kind: str
    waiting: int
    later: int
    done: int
    oldest: datetime | None


@dataclass(frozen=True)
class Checked:
    """The last check of every record: how many alliances there are, how many were never checked, when the one checked
    longest ago was, how many entries, and how many things did not fit."""

    alliances: int
    unchecked: int
    at: int | None
    entries: int
    faults: int


@dataclass(frozen=True)
class Health:
    """All of it, as of one moment."""

    troubles: Sequence[Trouble]
    more: int
    queues: Sequence[Queue]
    checked: Checked
    receipt: int | None
    backup: models.BackupMade | None
    versions: Mapping[str, str]
    free: int
    life: models.WorkerLife | None = None
    jobs: Mapping[str, Job] = field(default_factory=dict)

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest work is due that is not done."""
        return min((each.oldest for each in self.queues if each.oldest), default=None)


def health(now: datetime) -> Health:
    """Return how the node does, with nine questions, and one more for each organisation that a receipt waits for."""
    rows = outbox.troubled().order_by(F("parked_at").asc(nulls_last=True), "due", "pk")
    found = list(rows[: MOST + 1])
    return Health(
        troubles=_troubles(found[:MOST]),
        more=rows.count() - MOST if len(found) > MOST else 0,
        queues=_queues(now),
        checked=_checked(),
        receipt=models.Receipt.objects.aggregate(Max("at"))["at__max"],
        backup=models.BackupMade.objects.order_by("-at", "-pk").first(),
        versions=_versions(),
        free=shutil.disk_usage(settings.TROTH_HOME).free,
        life=models.WorkerLife.objects.filter(pk=1).first(),
        jobs=jobs(),
    )


def _troubles(rows: Sequence[models.Outbox]) -> list[Trouble]:
    people = dict(
        models.Person.objects.filter(pk__in=_numbers(rows, outbox.TELL, "person")).values_list("pk", "email")
    )
    firms = {
        party.pk: receipts_to(party.organisation)
        for party in models.Party.objects.filter(
            pk__in=_numbers(rows, outbox.RECEIPT, "party")
        ).select_related("organisation")
    }
    return [_trouble(row, people, firms) for row in rows]


def _numbers(rows: Sequence[models.Outbox], kind: str, name: str) -> set[int]:
    return {int(str(row.details[name])) for row in rows if row.kind == kind and name in row.details}


def _trouble(row: models.Outbox, people: Mapping[int, str], firms: Mapping[int, tuple[str, ...]]) -> Trouble:
    to: tuple[str, ...] = ()
    if row.kind == outbox.MAIL:
        to = (str(row.details.get("to", "")),)
    elif row.kind == outbox.TELL:
        to = (people.get(int(str(row.details["person"])), ""),)
    elif row.kind == outbox.RECEIPT:
        to = firms.get(int(str(row.details["party"])), ())
    return Trouble(
        pk=row.pk,
        kind=row.kind,
        to=tuple(each for each in to if each),
        number=int(str(row.details["number"])) if row.kind == outbox.RECEIPT else None,
        fault=row.fault,
        tries=row.attempts,
        next=(row.shut_until or row.due) if row.parked_at is None else None,
        since=row.parked_at,
        letter=row.kind in outbox.LETTERS,
    )


def _queues(now: datetime) -> list[Queue]:
    waits, due = Q(done_at=None, parked_at=None), Q(due__lte=now)
    rows = (
        models.Outbox.objects.filter(waits | Q(done_at__gt=now - A_DAY))
        .order_by("kind")
        .values("kind")
        .annotate(
            waiting=Count("pk", filter=waits & due),
            later=Count("pk", filter=waits & ~due),
            done=Count("pk", filter=Q(done_at__isnull=False)),
            oldest=Min("due", filter=waits & due),
        )
    )
    return [Queue(**row) for row in rows if row["kind"] != outbox.UNSENT]


def _checked() -> Checked:
    all_ = models.Alliance.objects.aggregate(
        open=Count("pk", distinct=True, filter=Q(opened_at__isnull=False)),
        seq=Sum("parties__head_seq"),
        logs=Count("parties"),
    )
    last = models.Checkup.objects.values("alliance").annotate(last=Max("pk")).values("last")
    rows = list(models.Checkup.objects.filter(pk__in=last).values_list("at", "entries", "faults"))
    return Checked(
        alliances=all_["open"],
        unchecked=max(0, all_["open"] - len(rows)),
        at=min((at for at, _, _ in rows), default=None),
        entries=(all_["seq"] or 0) + all_["logs"],
        faults=sum(len(faults) for _, _, faults in rows),
    )


def _versions() -> Mapping[str, str]:
    """What runs here, by name; the database by what it says of itself."""
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    with connection.cursor() as cursor:
        cursor.execute(
            "SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()"
        )
        (told,) = cursor.fetchone() or ("",)
    return {
        "Troth": version("troth"),
        "Python": platform.python_version(),
        "Database": f"{name} {told}",
        "Record format": str(FORMAT),
    }
