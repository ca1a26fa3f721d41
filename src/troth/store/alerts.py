"""What people are told of their own accounts: mailed, or shown to them where somebody else cannot put it away."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from troth.store import models, outbox

SIGNED_IN = "device"


def keep(
    person: models.Person,
    kind: str,
    words: str,
    device: int | None,
    *,
    mail: tuple[str, str] | None,
) -> None:
    """Keep an alert; with `mail` (subject and text) it is sent, without one it waits on the person's next page."""
    now = timezone.now()
    with transaction.atomic():
        if mail is not None:
            key = get_random_string(32)
            details = {"to": person.email, "subject": mail[0], "text": mail[1], "key": key}
            details["language"] = person.language
            outbox.put("mail", f"mail:alert:{key}", details)
        done_in = models.Device.objects.filter(pk=device or 0).first()
        models.Alert.objects.create(
            person=person, kind=kind, words=words, device=done_in, at=now, told_at=now if mail else None
        )


def put_away(person: models.Person, device: int | None) -> None:
    """Put away what is shown to a person in a session of that browser."""
    shown_to(person, device).update(told_at=timezone.now())


def shown_to(person: models.Person, device: int | None) -> QuerySet[models.Alert]:
    """Return what waits to be read, where the person has been before.

    A browser sees nothing of what was done with it, and nothing at all while its own coming is news: whoever came in
    with a stolen code could put their own traces away.
    """
    waiting = models.Alert.objects.filter(person=person, told_at=None).order_by("-at")
    if device is None:
        return waiting
    return waiting.none() if doubted(device) else waiting.exclude(device=device)


def doubted(device: int | None) -> bool:
    """Say whether the coming of a browser is news that its person has not read yet."""
    return (
        models.Alert.objects.filter(device=device, kind=SIGNED_IN, told_at=None).exists() if device else False
    )
