"""The coach beside a text that is being written: for its writer alone, blocking nothing, without a trace to others.

One seam for every form whose words a partner reads. A form wears `{% coached %}` and has a place for the remarks
(see templatetags/coaching.py); the address that keeps its half-written words asks `aside` first.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from troth.core.judgement import remarks
from troth.store import private
from troth.store.models import Person
from troth.store.parked import dismiss, dismissed_by
from troth.web.typed import typed_of

MOST = 3  # a longer list would not be read while one writes
LONGEST = 8000
NAMES = {
    "observation": "What happened",
    "effect": "What it meant for you",
    "question": "Your question",
    "words": "",
    "know": "What they should know",
}
"""The fields that hold somebody's own words, in the order in which they stand, with what the remark calls them."""


def shown(person: Person, typed: Mapping[str, object], *, form: str, to: str) -> SimpleNamespace:
    """This function will return what judgement/coach.html shows of the words typed in a form.

    `form` is the id of the form that they stand in, `to` where its half-written words are sent. Somebody who has
    turned the coach off gets no remark.
    """
    texts = [(name, str(typed.get(name) or "")[:LONGEST]) for name in NAMES] if person.coach else []
    judging = any(remarks(text) for _, text in texts)
    silent = dismissed_by(person) if judging else frozenset()  # calm words cost no question to the database
    found = [
        SimpleNamespace(
            field=NAMES[name],
            kind=remark.kind.value,
            words=remark.words,
            why=remark.why,
            instead=remark.instead,
            phrase=remark.phrase,
        )
        for name, text in (texts if judging else [])
        for remark in remarks(text, dismissed=silent)
    ]
    return SimpleNamespace(remarks=found[:MOST], more=max(0, len(found) - MOST), form=form, to=to)


def aside(request: HttpRequest, person: Person, key: str, *, form: str, back: str) -> HttpResponse | None:
    """This function will keep half-written words and answer with the remarks on them; None when they are to be sent.

    While somebody types, the remarks alone are the answer. Without JavaScript a button asks for them; the answer is
    then the page at `back`, which shows them beside the draft.
    """
    if not is_typing(request) and not wants_coach(request.POST):
        return None
    return kept(request, person, key, form=form, back=back)


def kept(request: HttpRequest, person: Person, key: str, *, form: str, back: str) -> HttpResponse:
    """This function will do as `aside` does at an address where nothing is ever sent."""
    private.keep_draft(person, key, typed_of(request.POST))
    if is_typing(request):
        return answered(request, person, form=form)
    heed(person, request.POST)
    return redirect(back)


def answered(request: HttpRequest, person: Person, *, form: str) -> HttpResponse:
    """This function will answer half-written words with the remarks on them, after one was dismissed, where it was."""
    heed(person, request.POST)
    coach = shown(person, dict(request.POST.items()), form=form, to=request.get_full_path())
    return render(request, "judgement/coach.html", {"coach": coach})


def heed(person: Person, typed: QueryDict) -> None:
    """This function will keep that a remark was dismissed, where the form says so."""
    phrase = str(typed.get("dismiss", ""))
    if phrase:
        dismiss(person, phrase)


def is_typing(request: HttpRequest) -> bool:
    """This function will say whether a form was sent by the page, because somebody paused while typing."""
    return request.headers.get("HX-Request") == "true"


def wants_coach(typed: QueryDict) -> bool:
    """This function will say whether a form sent without JavaScript asks for the coach, rather than to be sent."""
    return bool(typed.get("dismiss") or typed.get("look"))
