"""A concern that waits for somebody, and a parked thought whose day has come, as one thing in a list with one act."""

from __future__ import annotations

from django.urls import reverse

from troth.store.models import Parked
from troth.store.queries.judgement import Call, Raised
from troth.web.promises.raised import chip_of, glyph_of, raiser_of
from troth.web.promises.words import Act
from troth.web.today.items import Item
from troth.web.today.news import shortened

ACTS = {
    Call.TELL: "Tell how you see it",
    Call.ANSWER: "Did they understand you?",
    Call.PLAY_BACK: "Play it back",
    Call.AGAIN: "Play it back once more",
    Call.WEIGH: "Say how much it matters",
    Call.SILENT: "See what you may do",
}


def item_of_raised(raised: Raised, *, first: bool = False) -> Item:
    """This function will return one concern as a thing to do, or to wait for; `first` is the page's dark button."""
    row = raised.row
    url = reverse("concern", args=[raised.seat.slug, row.object])
    label = ACTS.get(raised.call)
    return Item(
        key=row.object,
        glyph=glyph_of(row),
        url=url,
        words=shortened(row.words) or "Words erased",
        facts=(_says(raised),),
        acts=(Act(label, f"{url}#desk", look="go" if first else ""),) if label else (),
        chip=None if label else chip_of(row),
    )


def item_of_parked(row: Parked) -> Item:
    """This function will return a thought that its author set aside until today."""
    page = reverse("parked")
    return Item(
        key=f"parked-{row.pk}",
        glyph="ee",
        url=f"{page}#parked-{row.pk}",
        title="Look again at a thought you parked",
        facts=("Only you see this",),
        acts=(Act("Look again", f"{page}#parked-{row.pk}"),),
    )


def _says(raised: Raised) -> str:
    row, partner = raised.row, raised.seat.partner_name
    raiser = raiser_of(row)
    asked = row.asked_person.name if row.asked_person is not None else ""
    ours = row.raiser_id == raised.seat.party.pk
    return {
        Call.TELL: f"{raiser} asks how it looks from your side",
        Call.ANSWER: f"{raiser} says how they understand you",
        Call.PLAY_BACK: f"{asked or partner} told how they see it",
        Call.AGAIN: f"{asked or partner} said one part again",
        Call.WEIGH: "It is understood; both may say how much it matters",
        Call.SILENT: f"No word from {partner} for ten working days",
        Call.VIEW_WAITS: f"{asked or partner} is asked for their view",
        Call.ANSWER_WAITS: f"{asked or partner} reads how you understand them",
        Call.PLAY_BACK_WAITS: f"{partner if ours else raiser} plays your view back",
        Call.WEIGH_WAITS: f"Chosen; it opens once {partner} has chosen too",
    }[raised.call]
