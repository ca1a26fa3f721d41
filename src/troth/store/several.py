"""A form that acts on several promises is signed once: what came of it is kept for its sender alone, for a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from troth.store import models
from troth.store.queries.people import Seat

KEPT_FOR = timedelta(days=1)
PREFIX = "several:"


def begin(seat: Seat, once: str) -> bool:
    """Say whether this form comes for the first time, in one step that no second one can come between."""
    models.Draft.objects.filter(
        person=seat.person, key__startswith=PREFIX, at__lt=timezone.now() - KEPT_FOR
    ).delete()
    _, first = models.Draft.objects.get_or_create(person=seat.person, key=_key(seat, once))
    return first


def finish(seat: Seat, once: str, told: Sequence[Sequence[str]]) -> None:
    """Keep what came of each promise: its id, what was said, and whether it was signed (empty when not)."""
    kept = models.Draft.objects.filter(person=seat.person, key=_key(seat, once))
    kept.update(fields={"told": [list(each) for each in told]}, at=timezone.now())


def told_of(seat: Seat, once: str) -> Sequence[tuple[str, str, bool]] | None:
    """Return what came of each promise of a form; nothing yet while it is being signed; None when nobody sent it."""
    kept = models.Draft.objects.filter(person=seat.person, key=_key(seat, once)).first()
    if kept is None:
        return None
    return [(promise, said, bool(signed)) for promise, said, signed in kept.fields.get("told", [])]


def _key(seat: Seat, once: str) -> str:
    return f"{PREFIX}{seat.slug}:{once}"
