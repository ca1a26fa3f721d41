"""Reminders of one's own promises where their course gives reason for a word: at each point once, to one's own side.

They come with the look that the worker takes at every open promise, not on fixed days, and on a node that sends mail.
The other side never learns of them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from troth.core.alliance import Right
from troth.store import models, telling
from troth.store.concerned import Addressee, News, Sides, able
from troth.store.prepared import prepared

ACT = "promise.doubt"


def remind(organisation: models.Organisation) -> None:
    """Remind whoever answers for a promise of the organisation that has come to a point they were not told of yet."""
    fresh = [row for row in _doubtful(organisation.pk) if row.point not in row.told.split()]
    if not fresh or not settings.TROTH_MAIL:
        return
    with transaction.atomic():
        for row in fresh:
            _remind(organisation, row)
            row.told = f"{row.told} {row.point}".strip()
        models.Lead.objects.bulk_update(fresh, ["told"], batch_size=200)


def _remind(organisation: models.Organisation, row: models.Lead) -> None:
    own = _own(row.alliance_id or "", organisation.pk)
    promise = models.Promise.objects.filter(alliance=row.alliance_id, object=row.name).first()
    if not own or promise is None:
        return
    sides = Sides(own[0], None)
    news = News(ACT, row.name, f"{row.name}-{row.point}", title=promise.title)
    telling.put(sides, news, _answers(sides, promise) or able(sides, sides.own, Right.HAND_OVER))


def _answers(sides: Sides, promise: models.Promise) -> tuple[Addressee, ...]:
    """Who performs it, while they are here; nobody otherwise."""
    named = models.Member.objects.filter(
        pk=promise.performer_person_id or 0,
        person__is_active=True,
        person__membership__organisation=sides.own.organisation_id,
    )
    people = named.exclude(person=None).values_list("person", "name")
    return tuple(Addressee(pk, sides.own.organisation_id, name) for pk, name in people if pk is not None)


@prepared
def _doubtful(organisation: int) -> QuerySet[models.Lead]:
    return models.Lead.objects.filter(organisation=organisation, point__gt="").order_by("pk")


@prepared
def _own(alliance: str, organisation: int) -> QuerySet[models.Party]:
    rows = models.Party.objects.select_related("alliance", "organisation")
    return rows.filter(alliance=alliance, organisation=organisation, left_at=None)
