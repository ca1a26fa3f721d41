"""What somebody saw of tips, what they put away, and whether they want any: theirs alone, and in no record.

It is kept to the person and to nobody else: no colleague, no partner and no export reads it, and it goes with them.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from troth.core.tips import PUT_AWAY
from troth.store import models
from troth.store.queries.people import Seat


def keep_shown(seat: Seat, key: str, on: date) -> bool:
    """Keep that a tip was shown to the reader on a day; say whether it is the one of that day.

    Of two pages that are opened at once one is first. What rests no longer is forgotten.
    """
    try:
        with transaction.atomic():
            row, fresh = models.TipShown.objects.get_or_create(
                person=seat.person, on=on, defaults={"alliance": seat.alliance, "key": key}
            )
    except IntegrityError:
        return False
    if fresh:
        models.TipShown.objects.filter(person=seat.person, on__lte=on - PUT_AWAY).delete()
    return row.key == key and row.alliance_id == seat.alliance.pk


def put_away(seat: Seat, key: str, on: date) -> bool:
    """Keep that the reader does not want this tip for a long time; say whether it was shown to them."""
    mine = models.TipShown.objects.filter(person=seat.person, alliance=seat.alliance, key=key, on__lte=on)
    return bool(mine.update(put_away=True))


def keep_tips(person: models.Person, tips: bool) -> None:
    """Keep whether a person wants tips."""
    person.tips = tips
    person.save(update_fields=["tips"])
