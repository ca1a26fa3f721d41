"""Comments: those on one thing, one of them, those that words find; and what the thing is called that each is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.people import Seat
from troth.store.queries.seated import members_of

MOST_FOUND = 6


def comments_on(seat: Seat, object_id: str) -> list[models.Comment]:
    """Return what was said on one thing of the reader's alliance, the oldest first."""
    return commented(seat, _on(seat.alliance.pk, object_id))


def one_comment(seat: Seat, object_id: str) -> models.Comment | None:
    """Return one comment of the reader's alliance; None when there is none of that name."""
    return models.Comment.objects.filter(alliance=seat.alliance, object=object_id).first()


def comments_saying(seats: Mapping[str, Seat], words: Sequence[str]) -> Sequence[models.Comment]:
    """Return comments in which all the words stand, the latest first, each with the `title` of what it is on."""
    rows = models.Comment.objects.filter(alliance_id__in=seats, withdrawn_at=None).exclude(words="")
    for word in words:
        rows = rows.filter(words__icontains=word)
    found = list(rows.annotate(title=title_of_thing()).order_by("-said_at")[:MOST_FOUND])
    for name, seat in seats.items():
        commented(seat, [row for row in found if row.alliance_id == name])
    return found


def commented(seat: Seat, rows: Iterable[models.Comment]) -> list[models.Comment]:
    """Return comments together with the side and the person that wrote them, from what the seat knows."""
    found = list(rows)
    parties = {party.pk: party for party in seat.parties}
    people = members_of([seat]) if found else {}
    for row in found:
        row.party = parties[row.party_id]
        if row.author_id is not None:
            row.author = people.get(row.author_id)
    return found


def names_in(seat: Seat) -> dict[str, str]:
    """Return the names of everybody of both sides who can be named in a comment, by pseudonym: nobody who left."""
    firms = [party.organisation_id for party in seat.parties]
    here = set(models.Membership.objects.filter(organisation__in=firms).values_list("person", flat=True))
    known = [each for each in members_of([seat]).values() if each.name and each.person_id in here]
    return {each.pseudonym: each.name for each in known}


def is_thing(seat: Seat, object_id: str) -> bool:
    """Say whether the reader's alliance has a promise, a statement, a concern or a difference of that name."""
    within = {"alliance": seat.alliance, "object": object_id}
    tables = (models.Promise, models.Statement, models.Concern)
    rows = models.Joint.objects.filter(**within, kind=models.Joint.DIFFERENCE).values_list("object")
    return rows.union(
        *(table._default_manager.filter(**within).values_list("object") for table in tables)
    ).exists()


def title_of_thing() -> Coalesce:
    """Return, as part of a question about comments, what the thing is called that each is on; empty when erased."""
    named = (
        (models.Promise, "title"),
        (models.Statement, "words"),
        (models.Concern, "words"),
        (models.Joint, "text"),
    )
    found = [
        Subquery(
            table._default_manager.filter(alliance=OuterRef("alliance"), object=OuterRef("about"))
            .annotate(called=F(field))
            .values("called")[:1]
        )
        for table, field in named
    ]
    return Coalesce(*found, Value(""), output_field=CharField())


@prepared
def _on(alliance: str, object_id: str) -> QuerySet[models.Comment]:
    return models.Comment.objects.filter(alliance=alliance, about=object_id).order_by("said_at", "number")
