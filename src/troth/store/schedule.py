"""What a node does every day by itself: put into the outbox once for each day, done whenever the worker comes to it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from troth.store import (
    browsers,
    evidence,
    fsck,
    mailed,
    models,
    outbox,
    receipts,
    replies,
    rhythm,
    shown,
    survey_days,
    upkeep,
)
from troth.store.node import present

RECEIPT_AT = time(6, 0)
CHECK_AT = time(3, 0)
EVIDENCE_AT = time(0, 5)
KEEP_DONE = timedelta(days=30)


log = logging.getLogger("troth.record")


class Days:
    """Puts the work of each day into the outbox when the day begins, and when the node starts."""

    def __init__(self) -> None:
        self._put: date | None = None
        self._beats = upkeep.Beats()

    def look(self) -> None:
        """Do so unless it is done for today, and keep that the worker lives."""
        now = timezone.now()
        self._beats.look(now)
        if now.date() != self._put:
            put_daily(now)
            self._put = now.date()


def put_daily(now: datetime) -> None:
    """Put the work of this day (UTC) into the outbox; what is there already stays as it is."""
    day = now.date()
    for alliance_id in models.Alliance.objects.exclude(opened_at=None).values_list("pk", flat=True):
        for kind, at in (("receipt", RECEIPT_AT), ("fsck", CHECK_AT), ("evidence", EVIDENCE_AT)):
            due = datetime.combine(day, at, tzinfo=now.tzinfo)
            outbox.put(kind, f"{kind}:{alliance_id[:32]}:{day}", {"alliance": alliance_id}, due=due)
    if settings.TROTH_MAIL:
        rhythm.put_letters(now)
        survey_days.look(now)
    models.Outbox.objects.filter(done_at__lt=now - KEEP_DONE).delete()
    mailed.tidy(now)
    browsers.tidy(now)
    replies.tidy(now)


def receipt(details: Mapping[str, object]) -> None:
    """Make the receipt of the day for one alliance."""
    receipts.daily(str(details["alliance"]), present())


def check(details: Mapping[str, object]) -> None:
    """Check one alliance's record as the node does every night, and tell the operator what does not fit."""
    found = fsck.check(str(details["alliance"]), now=present(), nightly=True)
    for fault in found.faults:
        place = f"{found.alliance.slug}, entry {fault['seq']} of log {fault['log'][:8]}"
        log.error("%s: %s %s", place, fault["what"], fault["do"])


def look_again(details: Mapping[str, object]) -> None:
    """Keep what some objects show, by name, or else what time has brought about in an alliance; then sum weeks up."""
    alliance_id, now = str(details["alliance"]), present()
    named = details.get("objects")
    objects = [str(each) for each in named] if isinstance(named, list) else shown.overtaken(alliance_id, now)
    shown.again(alliance_id, objects, now)
    evidence.sum_up(alliance_id, now)
