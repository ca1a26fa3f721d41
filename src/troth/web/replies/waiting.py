"""What the reader answered by mail and has not sent yet: on the page of what it is about, and for them alone."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse

from troth.actions.days import moment_of
from troth.store.kept_words import words_by_mail
from troth.store.queries.people import Seat

WARNED = {"act": "warn", "then": "unknown"}


def warning_of(seat: Seat, object_id: str, key: str, stamp: str) -> SimpleNamespace | None:
    """This function will return a warning that waits, for the page of its promise."""
    where = [seat.slug, object_id]
    act, change = reverse("promise_act", args=where), f"{reverse('promise', args=where)}?act=warn#desk"
    return _shown(seat, key, stamp=stamp, url=act, move="warn", change=change, fields=list(WARNED.items()))


def playback_of(
    seat: Seat, object_id: str, key: str, stamp: str, *, room: str, below: bool
) -> SimpleNamespace | None:
    """This function will return a playback that waits; `below` says that its form stands on the page already."""
    where = [seat.slug, object_id]
    change = "#desk" if below else f"{reverse(room, args=where)}?again=1#desk"
    act = reverse(f"{room}_act", args=where)
    return _shown(seat, key, stamp=stamp, url=act, move="play_back", change=change, below=below)


def _shown(seat: Seat, key: str, **how: object) -> SimpleNamespace | None:
    kept = words_by_mail(seat.person, key)
    return None if kept is None else SimpleNamespace(words=kept.words, at=moment_of(kept.at), **how)
