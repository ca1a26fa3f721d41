"""A concern answered by a link in a mail: told from one's own side, played back, and said whether it was understood.

Nothing of it stands in a mail. What was seen and said is shown to whoever is known here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.http import QueryDict

from troth.actions import judgement
from troth.actions.judgement import On
from troth.actions.ports import Changed
from troth.core.judgement import Move
from troth.store.node import StoreNode
from troth.store.queries.judgement import Concern
from troth.web.judgement.forms import FORMS
from troth.web.judgement.views import TOLD
from troth.web.mailed.asking import Question, Unfit, question_of
from troth.web.mailed.here import Here
from troth.web.promises.raised import ERASED

CHANGED = "Somebody said something here after you opened this page."
WORDS = {
    "tell": ("How does it look from your side?", "Send it to {them}"),
    "play_back": ("How do you understand them?", "Send it to {them}"),
    "confirm": ("Did they understand you?", "They understood us"),
    "correct": ("Not quite? Say that part again", "Say it again"),
}


def question(here: Here, data: QueryDict | None = None, *, refusal: str = "") -> Question:
    """This function will return what the page asks; `data` is what was sent and could not be taken."""
    found, kind = _concern(here), here.link.act
    return question_of(
        kind,
        WORDS[kind],
        here.seat.partner_name,
        stamp=found.state.stamp,
        shown={
            "title": (found.row.words or ERASED) if here.known else "",
            "says": _says(here, found) if here.known else [],
            "form": _form(here, data),
        },
        refusal=refusal,
    )


def act(here: Here, data: QueryDict) -> str:
    """This function will say it and return what its maker is told; raises `Unfit` or a `Refusal`."""
    form, kind = _form(here, data), here.link.act
    if not form.is_valid():
        raise Unfit(question(here, data))
    on = On(here.link.object, data.get("stamp", ""))
    said: Mapping[str, str] = form.cleaned_data
    try:
        SAY[kind](here, on, said)
    except Changed:
        raise Unfit(question(here, data, refusal=CHANGED), changed=True) from None
    return TOLD[kind]


SAY: Mapping[str, Callable[[Here, On, Mapping[str, str]], None]] = {
    "tell": lambda here, on, said: judgement.tell(
        StoreNode(), here.seat.actor(), on, words=said["words"], know=said["know"]
    ),
    "play_back": lambda here, on, said: judgement.play_back(
        StoreNode(), here.seat.actor(), on, words=said["words"]
    ),
    "confirm": lambda here, on, said: judgement.confirm(StoreNode(), here.seat.actor(), on),
    "correct": lambda here, on, said: judgement.correct(
        StoreNode(), here.seat.actor(), on, words=said["words"]
    ),
}


def _concern(here: Here) -> Concern:
    assert isinstance(here.thing, Concern)
    return here.thing


def _form(here: Here, data: QueryDict | None) -> forms.Form:
    form = FORMS[here.link.act]
    return form(data) if data is not None else form(initial={"words": "".join(here.written.get("words", ()))})


def _says(here: Here, found: Concern) -> list[tuple[str, str]]:
    """What the other side said that is answered: what they saw, how they see it, or how they understood it."""
    state = found.state
    if here.link.act in ("confirm", "correct"):
        return _of(here, found, state.current, state.current.words if state.current else None)
    if here.link.act == "play_back":
        return _of(here, found, state.told, state.understood)
    saw = state.raised.saw if state.raised is not None else None
    return _of(here, found, state.raised, f"{saw.effect}\n\n{saw.question}" if saw else None)


def _of(here: Here, found: Concern, move: Move | None, words: str | None) -> list[tuple[str, str]]:
    return [(found.who(move, here.seat).given, words)] if move is not None and words else []
