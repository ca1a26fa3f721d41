"""What people are told of their own accounts: mailed, or shown to them where somebody else cannot put it away."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from troth.store import models, outbox


def keep(
    person: models.Person,
    kind: str,
    words: str,
    device: models.Device | None,
    *,
    mail: tuple[str, str] | None,
) -> None:
    """Keep an alert; with `mail` (subject and text) it is sent, without one it waits on the person's next page."""
    now = timezone.now()
    with transaction.atomic():
        if mail is not None:
            key = get_random_string(32)
            details = {"to": person.email, "subject": mail[0], "text": mail[1], "key": key}
            outbox.put("mail", f"mail:alert:{key}", details)
        models.Alert.objects.create(
            person=person, kind=kind, words=words, device=device, at=now, told_at=now if mail else None
        )


def put_away(person: models.Person, device: int | None) -> None:
    """Put away what is shown to a person in a session of that browser."""
    shown_to(person, device).update(told_at=timezone.now())


def shown_to(person: models.Person, device: int | None) -> QuerySet[models.Alert]:
    """Return what waits to be read where the person was before it was done.

    A browser that came in with or after what an alert tells of sees nothing of it: whoever came in with a stolen code
    could put their own traces away.
    """
    waiting = models.Alert.objects.filter(person=person, told_at=None).order_by("-at")
    if device is None:
        return waiting
    began = models.Device.objects.filter(pk=device).values_list("first_at", flat=True).first()
    return waiting.filter(at__gt=began).exclude(device=device) if began else waiting.none()
