"""One's own address for a calendar: made, shown to its owner alone, made anew, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from troth.store import feeds
from troth.store.models import Alliance, Feed
from troth.store.queries.feeds import names_of
from troth.store.queries.people import Reader, Seat
from troth.web.gate import in_alliance, of_organisation
from troth.web.links import link_to

EVERYTHING = "Everything with your name"


@require_http_methods(["GET", "HEAD", "POST"])
@in_alliance()
def of_one(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the reader's address for one alliance, and make, renew or withdraw it."""
    page = reverse("calendar_address", args=[seat.slug])
    return _answer(request, seat, seat.alliance, page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation()
def of_all(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will do the same for everything that has the reader's name, in all alliances."""
    return _answer(request, reader, None, reverse("calendar_address_of_all"))


def own_addresses(reader: Reader) -> list[dict[str, str]]:
    """This function will return the reader's addresses for their settings: what each is of, and its page."""
    return [
        {
            "name": seat.name if seat is not None else EVERYTHING,
            "url": reverse("calendar_address", args=[seat.slug])
            if seat is not None
            else reverse("calendar_address_of_all"),
        }
        for _, seat in names_of(reader)
    ]


def _answer(request: HttpRequest, reader: Reader, alliance: Alliance | None, page: str) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, _done(reader, alliance, request.POST.get("do", "")))
        return redirect(page)
    found = feeds.feed_of(reader.person, alliance)
    shown = {
        "active": "promises" if alliance is not None else "today",
        "page": page,
        "title": reader.name if isinstance(reader, Seat) else EVERYTHING,
        **(_address(request, found) if found is not None else {}),
    }
    return render(request, "calendar/address.html", shown)


def _done(reader: Reader, alliance: Alliance | None, do: str) -> str:
    if do == "withdraw":
        feeds.withdraw(reader.person, alliance)
        return "Withdrawn. The address opens nothing any more."
    before = feeds.feed_of(reader.person, alliance)
    feeds.make(reader.person, alliance)
    return "A new address. The one before opens nothing any more." if before else "The address is made."


def _address(request: HttpRequest, feed: Feed) -> dict[str, Any]:
    address = link_to(request, reverse("calendar_feed", args=[feeds.token_of(feed)]))
    return {"address": address, "opens": f"webcal{address[address.index('://') :]}", "made": feed.made_at}
