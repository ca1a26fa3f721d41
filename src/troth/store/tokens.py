"""Links that let somebody in: made from the node's own secret, so that nothing in the database opens a door."""

from __future__ import annotations

import base64
import hashlib

from django.core import signing
from django.utils.crypto import salted_hmac

from troth.store.models import Person

SETUP, DEMO, ONCE, INVITATION = "troth.setup", "troth.demo", "troth.once", "troth.invitation"
FEED = "troth.feed"
ONCE_SECONDS = 900


def setup_path() -> str:
    """Return where the first person of an empty node begins; it opens nothing once somebody is here."""
    return f"/start/setup/{signing.dumps('setup', salt=SETUP)}/"


def is_setup(token: str) -> bool:
    """Say whether this node made the token for setting itself up."""
    return _read(token, SETUP) == "setup"


def demo_path(person: Person) -> str:
    """Return a link that signs in as a person of the demo; a node that is no demo answers it with 404."""
    return f"/-/demo/{signing.dumps(person.pk, salt=DEMO)}"


def demo_person(token: str) -> Person | None:
    """Return whom a demo link stands for."""
    return _person(_read(token, DEMO))


def once_path(person: Person) -> str:
    """Return a link that signs in as a person: within a quarter of an hour, and once."""
    return f"/-/once/{signing.dumps([person.pk, _seen(person)], salt=ONCE)}"


def once_person(token: str) -> Person | None:
    """Return whom a link of `once_path` stands for, unless they have signed in since it was made."""
    read = _read(token, ONCE, seconds=ONCE_SECONDS)
    if not isinstance(read, list) or len(read) != 2:
        return None
    person = _person(read[0])
    return person if person is not None and _seen(person) == read[1] else None


def invitation_token(pk: int) -> str:
    """Return the token of an invitation; the database keeps only what `hashed` makes of it."""
    return _made(INVITATION, str(pk))


def feed_token(person: int, salt: str) -> str:
    """Return the token in a calendar's address; the salt is drawn anew for each, so none comes back after a restore."""
    return _made(FEED, f"{person}:{salt}")


def hashed(token: str) -> str:
    """Return the SHA-256 of a token, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def _made(what: str, of: str) -> str:
    digest = salted_hmac(what, of, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _read(token: str, salt: str, *, seconds: int | None = None) -> object:
    try:
        read: object = signing.loads(token, salt=salt, max_age=seconds)
    except signing.BadSignature:
        return None
    return read


def _person(pk: object) -> Person | None:
    return Person.objects.filter(pk=pk, is_active=True).first() if isinstance(pk, int) else None


def _seen(person: Person) -> str:
    return person.last_login.isoformat() if person.last_login else ""
