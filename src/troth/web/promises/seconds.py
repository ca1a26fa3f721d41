"""A yes that waits for a second signature: to one's own side with what may be done, to the other as one sentence."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.actions.ports import Changed
from troth.core.alliance import Right
from troth.store import second
from troth.store.models import SecondSignature
from troth.store.queries import second as reads
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, is_here
from troth.web.gate import in_alliance
from troth.web.promises.words import first_name


@in_alliance(Right.AGREE)
@require_POST
def sign(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will sign a waiting yes as the second, decline it with a word, or take one's own back."""
    do = request.POST.get("do", "")
    if not is_here(seat, object):
        raise Http404
    if do == "sign":
        try:
            count = second.sign(seat, object)
        except Changed as moved:
            raise second.NothingWaits("The promise moved on meanwhile. Look at it first.") from moved
        told = f"Signed, in the name of both. {seat.partner_name} knows."
        messages.success(request, told if count == 1 else f"{told} {count} promises are agreed.")
    elif do == "decline":
        second.decline(seat, object, request.POST.get("words", ""))
        messages.success(request, "Not signed. Your colleague reads why; the other side does not.")
    elif do == "back":
        second.take_back(seat, object)
        messages.success(request, "Taken back before it was signed.")
    else:
        raise Http404
    return redirect("promise", seat.slug, object)


def shown(seat: Seat, whole: Whole) -> SimpleNamespace:
    """This function will return what promises/second.html shows of a yes that waits, or was not signed too."""
    object_id = whole.row.object
    waiting = reads.waiting_on(seat, object_id)
    answered = reads.last_answer(seat, object_id, whole.state.stamp) if waiting is None else None
    theirs = waiting is None and reads.partner_waits(seat, object_id)
    return SimpleNamespace(
        waits=_waits(seat, waiting) if waiting else None,
        answered=_answered(answered) if answered else None,
        theirs=f"This waits for {seat.partner_name}’s second signature." if theirs else "",
        tag=f"w{waiting.pk}" if waiting else f"a{answered.pk}" if answered else "t" if theirs else "",
    )


def _waits(seat: Seat, waiting: SecondSignature) -> SimpleNamespace:
    mine = waiting.first_id == seat.person.pk
    who = "You" if mine else first_name(str(waiting.first))
    return SimpleNamespace(
        title=f"{who} said yes; it waits for a second signature of {seat.organisation}",
        at=waiting.asked_at,
        stake=waiting.stake,
        words=waiting.words,
        who=first_name(str(waiting.first)),
        mine=mine,
        may_sign=reads.may_sign(seat, waiting),
        url=reverse("promise_second", args=[seat.slug, waiting.object]),
    )


def _answered(row: SecondSignature) -> SimpleNamespace:
    return SimpleNamespace(
        who=first_name(str(row.second)) if row.second else "A colleague", words=row.answer, at=row.answered_at
    )
