"""Whom each side names to look when two people are asked: the latest it has named, beside its log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from troth.actions.rooms import made
from troth.core.alliance import sponsor_from
from troth.core.alliance.sponsors import KIND
from troth.core.record import Sighting
from troth.store import models


def fill(alliance_id: str, sightings: Sequence[Sighting], parties: Mapping[str, models.Party]) -> None:
    """Keep the latest sponsor of each side that one of these entries names; nobody names the partner's."""
    for log in {seen.entry.log for seen in sightings if sponsor_from(made(seen)) is not None}:
        named = models.Entry.objects.filter(alliance_id=alliance_id, log=log, kind=KIND).order_by("-seq")
        latest = named.values_list("object", flat=True).first()
        own = models.Member.objects.filter(party=parties[log], pseudonym=latest).first()
        if own is not None:
            models.Party.objects.filter(pk=parties[log].pk).update(sponsor=own)
