"""A link that came to the wrong person: whoever sees it says so, and its own person has another one sent."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from troth.store import mailed as links
from troth.store import reported
from troth.web.account import limits
from troth.web.mailed.here import closed

TOO_OFTEN = 429


@require_POST
@never_cache
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """This function will end a link that came to somebody else; it is told to its person and to their managers."""
    link = links.found(token)
    if link is None:
        return render(request, "mailed/closed.html", {"why": "unknown"}, status=404)
    page = f"{settings.TROTH_URL}{reverse('mailed', args=[token])}"
    if not links.is_over(link) and reported.report(link, page=page):
        return closed(request, links.found(token) or link, "thanks", 200)
    return redirect("mailed", token)


@require_POST
@never_cache
def anew(request: HttpRequest, token: str) -> HttpResponse:
    """This function will mail a new link to the person of one that was reported, and to nobody else."""
    link = links.found(token)
    if link is None or link.reported_at is None or links.seat_by(link) is None:
        return redirect("mailed", token)
    if not limits.may_send_mailed(request, link.person):
        return closed(request, link, "often", TOO_OFTEN)
    at = settings.TROTH_URL + reverse("mailed", args=["TOKEN"]).replace("TOKEN", "{token}")
    reported.send_anew(link, at=at)
    return closed(request, link, "anew", 200)
