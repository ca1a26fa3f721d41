"""A trust pulse or a health check answered by a link in a mail; nothing of it is noted anywhere."""

from __future__ import annotations

from django.http import QueryDict

from troth.store import surveys
from troth.store.queries.surveys import Survey
from troth.web.mailed.asking import Question, Unfit
from troth.web.mailed.here import Here
from troth.web.surveys.forms import Answers, remarked_of
from troth.web.surveys.page import context

LEFT_OUT = "Something is left out. It is marked below."


def question(here: Here, data: QueryDict | None = None, *, refusal: str = "") -> Question:
    """This function will return what the page asks; `data` is what was sent and could not be taken."""
    found = _survey(here)
    shown = context(here.seat, found, form=_form(found, data))
    head = f"How is working with {here.seat.partner_name}?"
    kept = ("survey", "sections", "agrees", "side", "mine", "partner")
    return Question(
        head=head,
        button="Seal my answers",
        fields="mailed/fields/answer.html",
        stamp="",
        shown={"title": shown["survey"].title, **{name: shown[name] for name in kept}},
        refusal=refusal,
    )


def act(here: Here, data: QueryDict) -> str:
    """This function will seal the answers and return what is told; raises `Unfit` or a `Refusal`."""
    found = _survey(here)
    form = _form(found, data)
    if not form.is_valid():
        raise Unfit(question(here, data, refusal=LEFT_OUT))
    shown = data.get("asked", "")
    count = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 16 else 0
    is_in = surveys.answer(here.seat, here.link.object, form.answer(), shown=count)
    return f"Sealed. {here.seat.organisation} is in." if is_in else "Sealed."


def _survey(here: Here) -> Survey:
    assert isinstance(here.thing, Survey)
    return here.thing


def _form(found: Survey, data: QueryDict | None) -> Answers:
    """An empty one unless it was sent: what the person has begun on the page stays there."""
    instrument = found.listed.instrument
    return Answers(data, instrument=instrument, remarked=remarked_of(instrument))
