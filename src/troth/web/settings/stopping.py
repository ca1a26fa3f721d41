"""Stopping one kind of mail from the mail itself, without signing in: looking does nothing, sending does it at once.

Mail programs send the form by themselves when their own button is pressed (RFC 8058), so it asks for no cookie; the
address is signed, names one person and one kind, and can do nothing else.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from troth.actions.rhythm import Pace, Sort
from troth.store import rhythm
from troth.store.stopping import stopped_by

SAID = {
    Sort.NEEDS: "mails about what needs you",
    Sort.COMMENTS: "mails about comments",
    Sort.NEWS: "mails about what asks nothing of you",
    Sort.LETTER: "letters about how it all stands",
}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """This function will show what would stop, and stop it when it is sent."""
    found = stopped_by(token)
    if found is None:
        raise Http404
    person, sort = found
    weekly = sort is Sort.NEEDS
    shown = {"kind": SAID[sort], "to": person.email, "weekly": weekly, "done": False}
    if request.method == "POST":
        shown |= {"done": True, "weekly": rhythm.stop(person, sort) is Pace.WEEKLY}
    return render(request, "rhythm/stop.html", shown)
