"""The address by which somebody stops one kind of mail without signing in, as each mail of that kind carries it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from troth.actions.rhythm import Sort
from troth.store.queries.people import person_of
from troth.store.stopping import token_of


def unsubscribe_url(person: int, kind: str) -> str:
    """This function will return that address for a person and a kind (a `Sort`'s value).

    It is empty where the node does not know its own address, or nobody has that number.
    """
    somebody = person_of(person) if settings.TROTH_URL else None
    if somebody is None:
        return ""
    return settings.TROTH_URL + reverse("stop_mail", args=[token_of(somebody, Sort(kind))])
