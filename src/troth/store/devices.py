"""The browsers that people have signed in from, known again by a secret of which only the hash is kept here."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from troth.store import models, tokens

LASTS = timedelta(days=400)


def begin(person: models.Person, words: str, *, now: datetime | None = None) -> tuple[models.Device, str]:
    """Make a browser known to a person; returns it with the secret that it is to carry from now on."""
    now, secret = now or timezone.now(), secrets.token_urlsafe(24)
    device = models.Device.objects.create(
        person=person, secret_hash=tokens.hashed(secret), words=words, first_at=now, last_at=now
    )
    return device, secret


def known(carried: Iterable[str], *, email: str) -> models.Device | None:
    """Return the browser that carries one of these secrets, if whoever signs in with `email` has used it before."""
    hashes = [tokens.hashed(secret) for secret in carried]
    if not hashes:
        return None
    return models.Device.objects.filter(
        secret_hash__in=hashes, person__email__iexact=email, last_at__gt=timezone.now() - LASTS
    ).first()


def used(device: models.Device, words: str, *, now: datetime | None = None) -> None:
    """Keep that somebody has signed in from a known browser again; its version or system may be another by now."""
    models.Device.objects.filter(pk=device.pk).update(last_at=now or timezone.now(), words=words)
