"""A statement that waits for somebody, as one thing in a list, with the one act that answers it."""

from __future__ import annotations

from django.urls import reverse

from troth.core.listening import Status
from troth.store.models import Round, Statement
from troth.store.queries.listening import Call, Heard
from troth.web.promises.spoken import chip_of, glyph_of, speaker_of
from troth.web.promises.words import Act
from troth.web.today.items import Item
from troth.web.today.news import shortened

ACTS = {
    Call.ANSWER: "Is that what you meant?",
    Call.AGAIN: "Say how you understand it now",
    Call.PLAY_BACK: "Say how you understand it",
    Call.DIFFER: "Look at it",
}


def item_of_heard(heard: Heard, *, first: bool = False) -> Item:
    """This function will return one statement as a thing to do, or to wait for; `first` is the page's dark button."""
    row, seat = heard.row, heard.seat
    if isinstance(row, Round):
        page = reverse("interpretation", args=[seat.slug, row.object])
        return Item(
            key=row.object,
            glyph="ee",
            url=page,
            words=shortened(row.words) or "Words erased",
            facts=("Both sides write what it means to them",),
            acts=(Act("Write what it means to you", f"{page}#desk", look="go" if first else ""),),
        )
    url = reverse("statement", args=[seat.slug, row.object])
    label = ACTS.get(heard.call)
    return Item(
        key=row.object,
        glyph=glyph_of(row),
        url=url,
        words=shortened(row.words) or "Words erased",
        facts=(_says(heard, row),),
        acts=(Act(label, f"{url}#desk", look="go" if first else ""),) if label else (),
        chip=None if label else chip_of(row),
    )


def _says(heard: Heard, row: Statement) -> str:
    partner = heard.seat.partner_name
    listener = row.listener_person.name if row.listener_person is not None else ""
    return {
        Call.ANSWER: f"{listener or partner} says how they understood you",
        Call.AGAIN: f"{speaker_of(row)} said one part again",
        Call.PLAY_BACK: f"{speaker_of(row)} asks how you understand it",
        Call.DIFFER: f"{partner} says that you see it differently",
        Call.ANSWER_WAITS: f"{speaker_of(row)} reads how you understood it",
        Call.PLAY_BACK_WAITS: f"{listener or partner} is asked how they understand it"
        if row.status == Status.ASKED.name.lower()
        else f"{listener or partner} says how they understand it now",
    }[heard.call]
