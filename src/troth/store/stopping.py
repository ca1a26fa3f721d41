"""The signed word in a mail by which its reader stops one kind of them without signing in.

It names a person and a kind, does nothing else, and does not run out: mails are kept for long.
"""

from __future__ import annotations

from django.core import signing

from troth.actions.rhythm import Sort
from troth.store import models

SALT = "troth.mail.stop"


def token_of(person: models.Person, sort: Sort) -> str:
    """Return the word for a person and a kind of mail."""
    return _signer().sign(f"{person.pk}-{_joined(person)}-{sort.value}")


def stopped_by(token: str) -> tuple[models.Person, Sort] | None:
    """Return whose mails of which kind a word stops; None when it was altered, or its person is here no more."""
    try:
        pk, joined, sort = _signer().unsign(token).split("-")
        kind = Sort(sort)
    except (signing.BadSignature, ValueError):
        return None
    person = models.Person.objects.filter(pk=int(pk), is_active=True).first()
    # A number alone would not do: after a restore the next newcomer may be given it again.
    return (person, kind) if person is not None and str(_joined(person)) == joined else None


def _joined(person: models.Person) -> int:
    return int(person.joined_at.timestamp())


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")
