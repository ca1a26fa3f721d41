"""A meeting that waits for somebody, or that is being written, as one thing in a list with one act."""

from __future__ import annotations

from django.urls import reverse

from troth.store.queries.meetings import Call, Met
from troth.web.days import say_number, say_plain
from troth.web.live import present
from troth.web.promises.words import Act, Chip
from troth.web.today.items import Item
from troth.web.today.news import shortened


def item_of_met(met: Met) -> Item:
    """This function will return the reader's part of a meeting, or a note that is being written, as a thing to do."""
    row, seat = met.row, met.seat
    day = say_plain(row.day, present().date())
    url = reverse("meeting", args=[seat.slug, row.object])
    title = f"{shortened(row.title) or 'A meeting'}, {day}"
    if met.call is Call.WRITE:
        mine = row.writer_id == seat.person.pk
        return Item(
            key=row.object,
            glyph="ee",
            url=url,
            title=title,
            facts=("You are writing its note" if mine else "Its note is being written; you can read along",),
            acts=(Act("Go on writing" if mine else "Open the note", url),),
        )
    many = f"{say_number(met.count)} line{'s' if met.count != 1 else ''}"
    if met.call is Call.CONFIRM_WAITS:
        return Item(
            key=row.object,
            glyph="fe" if seat.colour == "a" else "ef",
            url=url,
            title=f"Recap of {title}",
            facts=(f"{seat.partner_name} has {many} to confirm",),
            chip=Chip("One side so far", open=True),
        )
    return Item(
        key=row.object,
        glyph="ee",
        url=url,
        title=f"Your part of the meeting of {day}: {shortened(row.title) or 'words erased'}",
        facts=(f"{many[:1].upper()}{many[1:]} to confirm or correct, one click each",),
        acts=(Act("Confirm your part", f"{url}#yours"),),
    )
