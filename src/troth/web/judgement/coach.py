"""The coach beside a text that is being written: for its writer alone, blocking nothing, without a trace to others."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from troth.core.judgement import remarks
from troth.store.models import Person
from troth.store.parked import dismiss, dismissed_by

MOST = 3  # a longer list would not be read while one writes
LONGEST = 8000
NAMES = {
    "observation": "What happened",
    "effect": "What it meant for you",
    "question": "Your question",
    "words": "",
    "know": "What they should know",
}
FIELDS = {
    "raise": ("observation", "effect", "question"),
    "tell": ("words", "know"),
    "play_back": ("words",),
    "correct": ("words",),
}


def shown(person: Person, kind: str, typed: Mapping[str, object], *, form: str, to: str) -> SimpleNamespace:
    """This function will return what judgement/coach.html shows of the words typed in a form of that kind.

    `form` is the id of the form that they stand in, `to` where its half-written words are sent.
    """
    names = FIELDS.get(kind, ())
    texts = [(name, str(typed.get(name) or "")[:LONGEST]) for name in names]
    silent = dismissed_by(person) if any(text.strip() for _, text in texts) else frozenset()
    found = [
        SimpleNamespace(
            field=NAMES[name],
            kind=remark.kind.value,
            words=remark.words,
            why=remark.why,
            instead=remark.instead,
            phrase=remark.phrase,
        )
        for name, text in texts
        for remark in remarks(text, dismissed=silent)
    ]
    return SimpleNamespace(remarks=found[:MOST], more=max(0, len(found) - MOST), form=form, to=to)


def answered(
    request: HttpRequest, person: Person, kind: str, typed: QueryDict, *, form: str, to: str
) -> HttpResponse:
    """This function will answer half-written words with the remarks on them, after one was dismissed, where it was."""
    heed(person, typed)
    return render(
        request, "judgement/coach.html", {"coach": shown(person, kind, one_each(typed), form=form, to=to)}
    )


def heed(person: Person, typed: QueryDict) -> None:
    """This function will keep that a remark was dismissed, where the form says so."""
    phrase = str(typed.get("dismiss", ""))
    if phrase:
        dismiss(person, phrase)


def one_each(typed: QueryDict) -> dict[str, object]:
    """This function will return the last value of each field of a form."""
    return dict(typed.items())


def wants_coach(typed: QueryDict) -> bool:
    """This function will say whether a form sent without JavaScript asks for the coach, rather than to be sent."""
    return bool(typed.get("dismiss") or typed.get("look"))
