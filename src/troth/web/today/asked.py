"""A pulse or a health check that waits for somebody, as one thing in a list with the acts that answer it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from troth.actions.days import day_in
from troth.core.judgement.survey import Instrument, items_of
from troth.store.node import present
from troth.store.queries.asked import Asked, Call
from troth.web.days import say_day, say_number
from troth.web.promises.surveyed import NAMES
from troth.web.promises.words import Act
from troth.web.today.items import Item


def item_of_asked(asked: Asked) -> Item:
    """This function will return one pulse or health check as a thing to do."""
    if asked.call is Call.BEGIN:
        return _again(asked)
    page = reverse("survey", args=[asked.seat.slug, asked.object])
    with_whom = str(asked.seat.organisation) if asked.inner else asked.seat.partner_name
    title = f"{NAMES[asked.instrument]}{', within' if asked.inner else ' with'} {with_whom}"
    if asked.call is Call.CLOSE:
        facts = ("Not all have answered; you can close it with the answers that are there",)
        return Item(
            key=f"close-{asked.object}", glyph="ee", url=page, title=title, facts=facts,
            acts=(Act("Look, and close it", f"{page}#side"),),
        )  # fmt: skip
    count = say_number(len(items_of(asked.instrument)))
    noun = "sentences" if asked.instrument is Instrument.PULSE else "questions"
    return Item(
        key=asked.object,
        glyph="ee",
        url=page,
        title=title,
        facts=(f"{count.capitalize()} {noun}; neither side sees before both are in",)
        if not asked.inner
        else (f"{count.capitalize()} {noun}, for your own side alone",),
        strong=""
        if asked.day < day_in(present(), asked.seat.person.zone)
        else f"by {say_day(asked.day, asked.day)}",
        acts=(Act("Answer it", f"{page}#desk"),),
    )


def _again(asked: Asked) -> Item:
    begin = (
        f"{reverse('new_survey', args=[asked.seat.slug])}?{urlencode({'instrument': asked.instrument.value})}"
    )
    often = "each month" if asked.instrument is Instrument.PULSE else "each half-year"
    name = NAMES[asked.instrument].lower()
    return Item(
        key=f"again-{asked.instrument.value}-{asked.seat.slug}",
        glyph="ee",
        url=reverse("surveys", args=[asked.seat.slug]),
        title=f"Time for a {name} with {asked.seat.partner_name}",
        facts=(f"About {often}, also when all seems well",),
        acts=(
            Act("Begin it", begin),
            Act(
                "Not now", reverse("survey_later", args=[asked.seat.slug]), look="quiet", now=True,
                move="later", stamp=asked.instrument.value,
            ),
        ),
    )  # fmt: skip
