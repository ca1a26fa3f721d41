"""One clause: its words, what is on the table, every agreed text with its day, and how both sides understand it."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.actions import charter
from troth.actions.charter import On
from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Act as Answer
from troth.core.alliance import Right
from troth.core.charter import Version
from troth.store import private
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.charter import clause_of, clauses_in, next_meeting, versions_of, who_said
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, both, people_of
from troth.web import coach, live
from troth.web.charter.words import KINDS, chip_of, often_of
from troth.web.gate import in_alliance
from troth.web.promises.spoken import said_about
from troth.web.promises.words import Act
from troth.web.telling.views import about as untold

ERASED = "The words were erased."
TOLD = {
    "agree": "Agreed: both sides hold it now.",
    "let_go": "Suggested. It holds until {theirs} agrees to let it go.",
}


@require_safe
@in_alliance()
def clause(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will show one clause, and what the reader may do with it."""
    row = _found(seat, object)
    tag = live.tag_of(seat.heads)
    return live.answer(
        request, "charter/clause.html", "charter/clause_live.html", tag, lambda: context(seat, row)
    )


@in_alliance(act=Right.PURPOSE)
@require_POST
def clause_act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will answer the other side's words, take one's own back, or suggest to let a clause go."""
    row = _found(seat, object)
    move, on = request.POST.get("move", ""), On(object, request.POST.get("stamp", ""))
    node, actor = StoreNode(), seat.actor()
    if move == "let_go":
        back = f"{reverse('clause', args=[seat.slug, object])}#let_go-coach"
        key = _draft_key(seat, object)
        if (aside := coach.aside(request, seat.person, key, form=move, back=back)) is not None:
            return aside
        charter.let_go(node, actor, on, words=request.POST.get("words", ""))
        private.forget_draft(seat.person, key)
    elif move in ("agree", "decline", "withdraw"):
        table, own = row.details["table"], move == "withdraw"
        text = next((each["id"] for colour, each in table.items() if (colour == seat.colour) is own), "")
        charter.answer(node, actor, on, Answer(move), text=text)
    else:
        raise Http404
    messages.success(request, TOLD.get(move, "{theirs} knows.").format(theirs=seat.partner_name))
    return redirect("clause", seat.slug, object)


def _draft_key(seat: Seat, object_id: str) -> str:
    """Under which name is kept why a clause is to be let go, until it is sent."""
    return f"clause:{seat.slug}:{object_id}:let_go"


def context(seat: Seat, row: Joint) -> dict[str, Any]:
    """This function will return everything that the page of a clause shows."""
    mine, theirs = both(seat)
    people = people_of(seat)
    found = {version.change.yes: version for version in versions_of(clauses_in(seat))}
    history = [_agreed(seat, people, each, found) for each in row.history]
    may = seat.may(Right.PURPOSE)
    holds = row.status == "in_force"
    return {
        "active": "charter",
        "mine": mine,
        "partner": theirs,
        "clause": SimpleNamespace(
            object=row.object,
            kind=row.sort,
            called=KINDS[row.sort],
            number=row.number,
            title=row.text or ERASED,
            words=row.details["words"] if row.changes else "",
            who=row.details["who"],
            often=often_of(row.details),
            next=next_meeting(row, day_in(stamp_of(live.present()), seat.person.zone)),
            holds=holds,
        ),
        "chip": chip_of(row),
        "table": [
            proposal(seat, people, row, text, may=may) for _, text in sorted(row.details["table"].items())
        ],
        "history": list(reversed(history)),
        "said": said_about(seat, row.object, offer=holds),
        "change_url": reverse("change_clause", args=[seat.slug, row.object]) if may else "",
        "may_let_go": may and holds and not row.details["table"],
        "why": next(iter(private.draft_of(seat.person, _draft_key(seat, row.object)).get("words", [])), ""),
        "stamp": row.details["stamp"],
        "untold": untold(seat, row.object),
    }


def proposal(
    seat: Seat, people: Mapping[str, Someone], row: Joint, text: Mapping[str, Any], *, may: bool
) -> SimpleNamespace:
    """This function will return one side's words on the table, beside what holds, with the acts that answer them."""
    own = text["colour"] == seat.colour
    sent = reverse("clause_act", args=[seat.slug, row.object])

    def act(label: str, move: str, look: str = "") -> Act:
        return Act(label, sent, look=look, now=True, stamp=row.details["stamp"], move=move)

    yes = "Agree to let it go" if text["ends"] else "Agree to these words"
    answers = (
        [act("Withdraw it", "withdraw", "quiet")]
        if own
        else [act(yes, "agree", "go"), act("Decline", "decline", "quiet")]
    )
    return SimpleNamespace(
        person=who_said(seat, people, text),
        own=own,
        colour=text["colour"],
        at=text["at"],
        title=text["title"] or ERASED,
        words=text["words"],
        who=text["who"],
        often=often_of(text),
        ends=text["ends"],
        renames=bool(row.changes) and text["title"] != row.text,
        held=row.details["words"] if row.changes else "",
        acts=answers if may else [],
    )


def _agreed(
    seat: Seat, people: Mapping[str, Someone], each: Mapping[str, Any], versions: Mapping[str, Version]
) -> SimpleNamespace:
    version = versions.get(each["yes"]["id"])
    return SimpleNamespace(
        id=each["id"][:16],
        version=version.number if version is not None else 0,
        day=day_in(each["yes"]["at"], seat.person.zone),
        title=each["title"],
        words=each["words"],
        often=often_of(each),
        ends=each["ends"],
        by=who_said(seat, people, each),
        yes=who_said(seat, people, each["yes"]),
    )


def _found(seat: Seat, object: str) -> Joint:
    row = clause_of(seat, object)
    if row is None:
        raise Http404
    return row
