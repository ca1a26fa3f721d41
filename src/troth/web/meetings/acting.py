"""What one says of a line in the recap: stand by it, correct it, play it back, answer it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.actions import meetings
from troth.actions.meetings import Elsewhere, On, Said, state_of
from troth.actions.ports import Changed
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.values import Stake
from troth.store import private
from troth.store.node import StoreNode
from troth.store.queries.meetings import Recap, recap_of
from troth.store.queries.people import Seat
from troth.web import live
from troth.web.gate import in_alliance
from troth.web.meetings.recap import ACTS, Tried, context, draft_key
from troth.web.promises import forms

UNFIT, CONFLICT = 422, 409
TOLD = {
    "confirm": "Confirmed. It counts once both sides have.",
    "correct": "Corrected. {theirs} is asked again, with your words.",
    "play_back": "Sent. Whether it is what was meant, only they can say.",
    "answer": "Answered. Both sides can read it.",
}


@in_alliance(act=Right.LISTEN)
@require_POST
def act(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will say one thing of one line of a meeting that has ended."""
    found, move = _found(seat, object), request.POST.get("move", "")
    said = request.POST.get("line", "")
    if move not in ACTS or not said.isdecimal() or len(said) > 3 or int(said) >= len(found.row.lines):
        raise Http404
    line = int(said)
    key = draft_key(seat, object, line, move)
    if request.headers.get("HX-Request") == "true":
        typed = forms.typed_of(request.POST)
        private.keep_draft(
            seat.person, key, {name: typed[name] for name in ("words", "due") if name in typed}
        )
        return HttpResponse(status=204)
    kept = found.row.lines[line]
    if request.POST.get("stamp", "") != kept["stamp"]:
        if move == "confirm" and seat.colour in kept["confirmed"]:
            return redirect("meeting", seat.slug, object)  # sent twice: it is confirmed
        return _moved(request, seat, found, line, move)
    try:
        _say(request, seat, found, line, move)
    except NotYourRole:
        raise
    except Elsewhere as elsewhere:
        messages.info(request, str(elsewhere), extra_tags="info")
        return redirect("promise", seat.slug, elsewhere.object_id)
    except Changed:
        return _moved(request, seat, _found(seat, object), line, move)
    except (Refusal, ValidationError) as refusal:
        sentence = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        return _again(request, seat, found, Tried(line, move, request.POST, sentence), UNFIT)
    private.forget_draft(seat.person, key)
    messages.success(request, TOLD[move].format(theirs=seat.partner_name))
    return redirect(reverse("meeting", args=[seat.slug, object]) + "#yours")


def _say(request: HttpRequest, seat: Seat, found: Recap, line: int, move: str) -> None:
    """Do it on the meeting as it is now: what was said of other lines meanwhile is no reason to ask again."""
    node, actor = StoreNode(), seat.actor()
    state = state_of(node, actor.alliance, found.row.object)
    on = On(found.row.object, state.stamp, line)
    if state.items[line].stamp != found.row.lines[line]["stamp"]:
        raise Changed(found.row.object)
    words = request.POST.get("words", "")
    if move == "play_back":
        meetings.play_back(node, actor, on, words=words)
    elif move == "answer":
        meetings.answer(node, actor, on, words=words)
    else:
        said = Said(words=words, due=_day(request), zone=_zone(seat, found, line), stake=_stake(request))
        (meetings.confirm if move == "confirm" else meetings.correct)(node, actor, on, said)


def _day(request: HttpRequest) -> date | None:
    return forms.as_day(forms.day().clean(request.POST.get("due", "").strip()))


def _zone(seat: Seat, found: Recap, line: int) -> str:
    """A promised day is one at the place of whoever promises it."""
    colour = found.row.lines[line]["colour"]
    return next((party.zone for party in seat.sides if party.colour == colour), seat.person.zone)


def _stake(request: HttpRequest) -> Stake | None:
    said = request.POST.get("stake", "")
    return Stake(said) if said in {each.value for each in Stake} else None


def _moved(request: HttpRequest, seat: Seat, found: Recap, line: int, move: str) -> HttpResponse:
    sentence = f"{seat.partner_name} or a colleague said something of this line after you opened the page."
    return _again(request, seat, found, Tried(line, move, request.POST, sentence), CONFLICT)


def _again(request: HttpRequest, seat: Seat, found: Recap, tried: Tried, status: int) -> HttpResponse:
    """What could not be sent stays as typed."""
    shown = context(seat, found, tried=tried)
    shown["live_tag"] = live.tag_of(seat.heads, "desk")
    shown["live_url"] = reverse("meeting", args=[seat.slug, found.row.object])
    return render(request, "meetings/recap.html", shown, status=status)


def _found(seat: Seat, object: str) -> Recap:
    found = recap_of(seat, object)
    if found is None:
        raise Http404
    return found
