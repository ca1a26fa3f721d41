"""How a concern is called wherever it is listed, its state as a word and a shape; what was raised about a promise."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse

from troth.core.alliance import Right
from troth.core.judgement import Status
from troth.store.models import Concern
from troth.store.queries.judgement import concerns_about
from troth.store.queries.people import Seat
from troth.web.promises.words import Chip

ERASED = "The words were erased."
SAID = {
    Status.RAISED: Chip("A view is asked for", icon="ear"),
    Status.TOLD: Chip("View told", icon="message-circle-more"),
    Status.PLAYED_BACK: Chip("Played back", icon="message-circle-more"),
    Status.CORRECTED: Chip("One part said again", icon="message-circle-more"),
    Status.UNDERSTOOD: Chip("Understood", glyph="ff"),
    Status.WEIGHED: Chip("Weighed by both", icon="scale"),
    Status.PARKED: Chip("Parked", icon="circle-dashed", open=True),
    Status.SETTLED: Chip("Settled", icon="check"),
    Status.WITHDRAWN: Chip("Taken back", icon="undo-2", open=True),
}
BY_NAME = {status.name.lower(): chip for status, chip in SAID.items()}
ONE_SIDED = ("raised", "withdrawn")


def chip_of(row: Concern) -> Chip:
    """This function will return the state of a concern as people call it."""
    return BY_NAME[row.status]


def glyph_of(row: Concern) -> str:
    """This function will return the two halves: filled where that side has spoken of it."""
    if row.status == Status.WITHDRAWN.name.lower():
        return "ee"
    if row.status in ONE_SIDED or (row.status == Status.PARKED.name.lower() and not row.rounds):
        return "fe" if row.raiser.colour == "a" else "ef"
    return "ff"


def raiser_of(row: Concern) -> str:
    """This function will return who raised it, as far as the record still knows a name."""
    named = row.raiser_person.name if row.raiser_person is not None else ""
    return named or str(row.raiser.organisation)


def raised_on(seat: Seat, object_id: str) -> SimpleNamespace:
    """This function will return the concerns about a promise or a statement, and where the reader may raise one."""
    may = seat.may(Right.LISTEN) and seat.opened and seat.parted is None
    return SimpleNamespace(
        rows=[
            SimpleNamespace(
                words=row.words or ERASED,
                raiser=raiser_of(row),
                url=reverse("concern", args=[seat.slug, row.object]),
                glyph=glyph_of(row),
                chip=chip_of(row),
            )
            for row in concerns_about(seat, object_id)
        ],
        new=f"{reverse('new_concern', args=[seat.slug])}?about={object_id}" if may else "",
    )
