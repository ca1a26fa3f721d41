"""How a statement is called wherever it is listed: its state as a word and a shape; and what was said on a promise."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse

from troth.core.alliance import Right
from troth.core.listening import Status
from troth.store.models import Statement
from troth.store.queries.listening import about
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole
from troth.web.promises.words import Chip

SAID = {
    Status.SAID: Chip("Said", open=True),
    Status.ASKED: Chip("A playback is asked for", icon="ear"),
    Status.PLAYED_BACK: Chip("Played back", icon="message-circle-more"),
    Status.CORRECTED: Chip("One part said again", icon="message-circle-more"),
    Status.SAME_PAGE: Chip("On the same page", glyph="ff"),
    Status.DIFFERED: Chip("Agreed to differ", icon="unfold-horizontal"),
    Status.LEFT: Chip("Left for now", icon="circle-dashed", open=True),
    Status.WITHDRAWN: Chip("Taken back", icon="undo-2", open=True),
}
BY_NAME = {status.name.lower(): chip for status, chip in SAID.items()}


def chip_of(row: Statement) -> Chip:
    """This function will return the state of a statement as people call it."""
    return BY_NAME[row.status]


def glyph_of(row: Statement) -> str:
    """This function will return the two halves: filled where that side has spoken of it."""
    if row.status == Status.WITHDRAWN.name.lower():
        return "ee"
    if row.rounds:
        return "ff"
    return "fe" if row.speaker.colour == "a" else "ef"


def speaker_of(row: Statement) -> str:
    """This function will return who said it, as far as the record still knows a name."""
    named = row.speaker_person.name if row.speaker_person is not None else ""
    return named or str(row.speaker.organisation)


def said_on(seat: Seat, whole: Whole) -> SimpleNamespace:
    """This function will return what was said on a promise to be understood, and how the reader may say more.

    Where much hangs on a promise, whoever wrote what was agreed is offered to hear how the other side understands it.
    """
    text = whole.state.text
    wrote = text is not None and text.log == seat.log
    much = wrote and whole.row.stake == "high" and whole.state.status.in_force
    found = said_about(seat, whole.row.object, offer=much)
    if found.rows:
        found.offer = ""
    return found


def said_about(seat: Seat, object_id: str, *, offer: bool) -> SimpleNamespace:
    """This function will return what was said on something, where to say more, and with `offer` where one may ask how
    its words are understood."""
    may = seat.may(Right.LISTEN) and seat.opened and seat.parted is None
    page = f"{reverse('new_statement', args=[seat.slug])}?about={object_id}"
    return SimpleNamespace(
        rows=[
            SimpleNamespace(
                words=row.words or "The words were erased.",
                speaker=speaker_of(row),
                url=reverse("statement", args=[seat.slug, row.object]),
                glyph=glyph_of(row),
                chip=chip_of(row),
            )
            for row in about(seat, object_id)
        ],
        new=page if may else "",
        offer=f"{page}&conditions=1" if offer and may else "",
    )
