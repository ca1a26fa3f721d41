"""Views of the list of promises that a person keeps under a name: theirs alone, one set in each alliance."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from troth.core.errors import Refusal
from troth.store import models
from troth.store.prepared import prepared
from troth.store.queries.lists import Wanted
from troth.store.queries.people import Seat

MOST = 12
LONGEST = 60


class NoName(Refusal):
    """A view is found again by its name."""


class TooManyViews(Refusal):
    """Every view is counted each time the list is shown."""


class NameTaken(Refusal):
    """Two views of one person in one alliance would have the same name."""


def views_of(seat: Seat) -> Sequence[models.SavedView]:
    """Return the reader's own views of this alliance, the oldest first."""
    return _views(seat.person.pk, seat.alliance.pk)


@prepared
def _views(person: int, alliance: str) -> QuerySet[models.SavedView]:
    return models.SavedView.objects.filter(person=person, alliance=alliance).order_by("pk")


def view_of(seat: Seat, pk: int) -> models.SavedView | None:
    """Return one of the reader's own views of this alliance."""
    return models.SavedView.objects.filter(person=seat.person, alliance=seat.alliance, pk=pk).first()


def keep_view(seat: Seat, name: str, wanted: Wanted) -> models.SavedView:
    """Keep what is looked for under a name; the same name again replaces it."""
    with transaction.atomic():
        models.Person.objects.select_for_update(of=("self",)).get(pk=seat.person.pk)
        others = models.SavedView.objects.filter(person=seat.person, alliance=seat.alliance)
        if others.exclude(name=_named(name)).count() >= MOST:
            raise TooManyViews(f"You keep {MOST} views here already. Remove one that you no longer need.")
        found, _ = models.SavedView.objects.update_or_create(
            person=seat.person, alliance=seat.alliance, name=_named(name), defaults={"asked": wanted.asked}
        )
    return found


def rename_view(view: models.SavedView, name: str) -> None:
    """Give a view another name."""
    view.name = _named(name)
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as taken:
        raise NameTaken(
            f"Another view of yours is called “{view.name}”. Choose a name of its own."
        ) from taken


def remove_view(view: models.SavedView) -> None:
    """Forget a view; the promises in it stay where they are."""
    view.delete()


def _named(name: str) -> str:
    said = " ".join(name.split())[:LONGEST].strip()
    if not said:
        raise NoName("Give the view a name that you will know again.")
    return said
