"""The newest receipt of an alliance, in the foot of a letter: whoever keeps it can show how far the record went."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from troth.actions.days import moment_of
from troth.notify.mail.parts import Kept
from troth.store.languages import day_of, listed, sentences
from troth.store.queries.people import Party, Seat
from troth.store.queries.receipts import newest_one


def newest_of(seat: Seat) -> Kept | None:
    """This function will return the newest receipt as both sides read its time; None where there is none to be seen."""
    receipt = newest_one(seat) if seat.opened and not seat.out_of_sight else None
    if receipt is None:
        return None
    return Kept(
        sentences(
            gettext("Newest receipt: no. {number}, {when}.").format(
                number=receipt.number, when=_on_both_clocks(seat, moment_of(receipt.at))
            ),
            gettext("Keep it: it shows how far the record went on its day."),
        ),
        tuple(receipt.short.splitlines()),
    )


def _on_both_clocks(seat: Seat, at: datetime) -> str:
    """`Monday 23 November, 09:02 Eindhoven, 17:02 Yokohama`; the second day is named where it is another."""
    said: list[str] = []
    for place, zone in dict.fromkeys((_place(side), side.zone) for side in seat.sides):
        there = at.astimezone(ZoneInfo(zone))
        said += [part for part in (day_of(there), f"{there:%H:%M} {place}") if part not in said]
    return listed(said)


def _place(side: Party) -> str:
    return side.place or side.zone.rpartition("/")[2].replace("_", " ")
