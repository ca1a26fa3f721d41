"""The addresses that a person's calendar fetches: made, withdrawn, and read back to whoever they belong to."""

from __future__ import annotations

from django.db import transaction
from django.utils.crypto import get_random_string

from troth.store import journal, models, tokens


def make(person: models.Person, alliance: models.Alliance | None) -> models.Feed:
    """Make a new address of one alliance, or of all that has the person's name; the one before opens nothing then."""
    with transaction.atomic():
        models.Person.objects.select_for_update().get(
            pk=person.pk
        )  # a double click makes one after the other
        withdraw(person, alliance)
        salt = get_random_string(32)
        hashed = tokens.hashed(tokens.feed_token(person.pk, salt))
        return models.Feed.objects.create(person=person, alliance=alliance, salt=salt, token_hash=hashed)


def withdraw(person: models.Person, alliance: models.Alliance | None) -> bool:
    """Take an address back, for good: a backup that is put back opens it no more; False when there was none."""
    feed = feed_of(person, alliance)
    if feed is None:
        return False
    journal.note({"feed": feed.token_hash})
    feed.delete()
    return True


def withdraw_again(token_hash: str) -> int:
    """Take an address back once more, which a backup has brought back; returns how many there were."""
    gone, _ = models.Feed.objects.filter(token_hash=token_hash).delete()
    return gone


def token_of(feed: models.Feed) -> str:
    """Return the token that an address carries, for its owner alone to see."""
    return tokens.feed_token(feed.person_id, feed.salt)


def feed_at(token: str) -> models.Feed | None:
    """Return the address that a token stands for, with whoever it belongs to; None when there is none any more."""
    rows = models.Feed.objects.select_related("person", "alliance")
    return rows.filter(token_hash=tokens.hashed(token), person__is_active=True).first()


def feed_of(person: models.Person, alliance: models.Alliance | None) -> models.Feed | None:
    """Return a person's own address of one alliance, or of all; None when they have made none."""
    return models.Feed.objects.filter(person=person, alliance=alliance).first()


def feeds_of(person: models.Person) -> list[models.Feed]:
    """Return all addresses of a person, that of everything first."""
    rows = models.Feed.objects.filter(person=person).select_related("alliance")
    return sorted(rows, key=lambda each: (each.alliance_id is not None, each.pk))
