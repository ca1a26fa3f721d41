"""The two quiet meters beside a playback, while it is written: for its writer alone, and kept as their draft."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.store import private
from troth.store.queries.listening import conversation
from troth.store.queries.people import Seat
from troth.web.gate import in_alliance
from troth.web.listening.forms import FORMS
from troth.web.listening.page import draft_key
from troth.web.promises.forms import typed_of


@in_alliance(act=Right.LISTEN)
@require_POST
def meter(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep half-written words for their writer alone, and say what the meters see in a playback."""
    found = conversation(seat, object)
    kind = request.POST.get("move", "")
    if found is None or kind not in FORMS:
        raise Http404
    private.keep_draft(seat.person, draft_key(seat, found, kind), typed_of(request.POST))
    if request.headers.get("HX-Request") != "true":
        return redirect(f"{reverse('statement', args=[seat.slug, object])}#desk")
    return HttpResponse(status=204)
