"""What a few words find: promises of all the reader's alliances, people, and what only the reader's side keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, Value, When

from troth.store import models
from troth.store.queries.lists import OPEN
from troth.store.queries.people import Reader, Seat
from troth.store.queries.seated import seated

MOST = 8
LOOKED_AT = 400


@dataclass(frozen=True)
class Hit:
    """A promise that was found, in the seat from which it is looked at."""

    seat: Seat
    row: models.Promise


def promises_about(seats: Mapping[str, Seat], words: Sequence[str]) -> Sequence[Hit]:
    """Return promises in which all the words stand, the open ones first, then those that changed last."""
    rows = _of(seats)
    for word in words:
        rows = rows.filter(_says(word))
    open_first = Case(When(status__in=OPEN, then=Value(0)), default=Value(1))
    found = seated(list(seats.values()), rows.order_by(open_first, "-changed_at")[:MOST])
    return [Hit(seats[row.alliance_id], row) for row in found]


def open_promises(seats: Mapping[str, Seat]) -> Sequence[Hit]:
    """Return what is open, the nearest day first: the promises on which something may be done."""
    rows = _of(seats).filter(status__in=OPEN).order_by(F("due_day").asc(nulls_last=True), "number")
    found = seated(list(seats.values()), rows[:LOOKED_AT])
    return [Hit(seats[row.alliance_id], row) for row in found]


def people_called(seats: Mapping[str, Seat], words: Sequence[str]) -> Sequence[tuple[Seat, models.Member]]:
    """Return people of both sides in whose names all the words stand."""
    rows = models.Member.objects.filter(alliance_id__in=seats).exclude(name="")
    for word in words:
        rows = rows.filter(name__icontains=word)
    found = rows.select_related("party__organisation").order_by("name")[:MOST]
    return [(seats[each.alliance_id], each) for each in found]


def notes_about(
    reader: Reader, seats: Mapping[str, Seat], words: Sequence[str]
) -> Sequence[tuple[Seat, models.Note]]:
    """Return notes of the reader's own organisation in which all the words stand, the latest first."""
    rows = models.Note.objects.filter(organisation=reader.organisation, alliance_id__in=seats)
    for word in words:
        rows = rows.filter(words__icontains=word)
    return [(seats[each.alliance_id], each) for each in rows.order_by("-at")[:MOST]]


def _of(seats: Mapping[str, Seat]) -> QuerySet[models.Promise]:
    return models.Promise.objects.filter(alliance_id__in=seats)


def _says(word: str) -> Q:
    number = word.removeprefix("no.").strip(".")
    said = Q(search__contains=word)
    return said | Q(number=int(number)) if number.isdecimal() and len(number) < 7 else said
