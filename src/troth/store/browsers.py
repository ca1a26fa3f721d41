"""Browsers into which somebody typed a code from their mailbox: they may answer their mails until forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from troth.store import models, tokens

OWN, LENT = timedelta(days=90), timedelta(minutes=30)
NOTED = timedelta(hours=1)  # so exactly is kept when one was used last


def remember(link: models.MailLink, words: str, *, own: bool, instead: Sequence[str] = ()) -> str:
    """Keep that a code sent to the address of a link was typed into a browser; returns the key it is known by.

    Of the keys that it shows already, one of the same person goes.
    """
    key, now = secrets.token_urlsafe(32), timezone.now()
    _of(instead, link.person).delete()
    models.MailBrowser.objects.create(
        person=link.person,
        sent_to=link.sent_to,
        key_hash=tokens.hashed(key),
        words=words[:100],
        made_at=now,
        used_at=now,
        until=now + (OWN if own else LENT),
    )
    return key


def knows(keys: Sequence[str], link: models.MailLink) -> bool:
    """Say whether a browser with these keys may answer what was sent to the address of a link."""
    if not keys:
        return False
    now = timezone.now()
    rows = _of(keys, link.person).filter(sent_to=link.sent_to, until__gt=now)
    if not rows.exists():
        return False
    rows.filter(used_at__lt=now - NOTED).update(used_at=now)
    return True


def of_person(person: models.Person) -> list[models.MailBrowser]:
    """Return the browsers that may answer somebody's mails now, the one used last first."""
    rows = models.MailBrowser.objects.filter(person=person, until__gt=timezone.now())
    return list(rows.order_by("-used_at", "-pk"))


def forget(person: models.Person, pk: int | None = None) -> bool:
    """Forget one of somebody's browsers, or all of them; False where there is none."""
    rows = models.MailBrowser.objects.filter(person=person)
    return (rows if pk is None else rows.filter(pk=pk)).delete()[0] > 0


def is_here(keys: Sequence[str], row: models.MailBrowser) -> bool:
    """Say whether a browser with these keys is that one."""
    return row.key_hash in {tokens.hashed(key) for key in keys}


def tidy(now: datetime) -> None:
    """Delete what holds no more."""
    models.MailBrowser.objects.filter(until__lt=now).delete()


def _of(keys: Sequence[str], person: models.Person) -> QuerySet[models.MailBrowser]:
    hashes = [tokens.hashed(key) for key in keys]
    return models.MailBrowser.objects.filter(key_hash__in=hashes, person=person)
