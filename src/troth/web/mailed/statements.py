"""A statement answered by a link in a mail: played back, confirmed, or one part said again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from troth.actions.listening import On
from troth.actions.ports import Changed
from troth.store.node import StoreNode
from troth.store.queries.listening import Conversation
from troth.web.listening.forms import FORMS
from troth.web.listening.views import SAY, TOLD
from troth.web.mailed.asking import Question, Unfit, question_of
from troth.web.mailed.here import Here

CHANGED = "Somebody said something here after you opened this page."
WORDS = {
    "play_back": ("How do you understand it?", "Send it to {them}"),
    "confirm": ("Is that what you meant?", "That is what I meant"),
    "correct": ("Not quite? Say that part again", "Say it again"),
}


def question(here: Here, data: QueryDict | None = None, *, refusal: str = "") -> Question:
    """This function will return what the page asks; `data` is what was sent and could not be taken."""
    found, kind = _conversation(here), here.link.act
    return question_of(
        kind,
        WORDS[kind],
        here.seat.partner_name,
        stamp=found.state.stamp,
        shown={
            "title": f"“{found.row.words}”" if found.row.words else "The words were erased.",
            "says": _says(here, found),
            "form": _form(kind, data, "".join(here.written.get("words", ()))),
        },
        refusal=refusal,
    )


def act(here: Here, data: QueryDict) -> str:
    """This function will say it and return what its maker is told; raises `Unfit` or a `Refusal`."""
    form, kind = _form(here.link.act, data), here.link.act
    if not form.is_valid():
        raise Unfit(question(here, data))
    on = On(here.link.object, data.get("stamp", ""))
    try:
        SAY[kind](StoreNode(), here.seat.actor(), on, str(form.cleaned_data["words"]))
    except Changed:
        raise Unfit(question(here, data, refusal=CHANGED), changed=True) from None
    return TOLD[kind]


def _conversation(here: Here) -> Conversation:
    assert isinstance(here.thing, Conversation)
    return here.thing


def _form(kind: str, data: QueryDict | None, words: str = "") -> forms.Form:
    form: Any = FORMS[kind]
    made: forms.Form = form(data) if data is not None else form(initial={"words": words})
    return made


def _says(here: Here, found: Conversation) -> list[tuple[str, str]]:
    """The playback that is answered, or the part that was said again."""
    current = found.state.current
    if here.link.act in ("confirm", "correct"):
        return [(found.who(current, here.seat).given, current.words)] if current and current.words else []
    answers = [each.answer for each in found.state.rounds if each.answer is not None and each.answer.words]
    return [(found.who(each, here.seat).given, each.words or "") for each in answers[-1:]]
