"""Who stands before a link of a mail, and whether they may act by it now: looked at anew with each request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from troth.core.alliance import Demand
from troth.store import factors, mailed
from troth.store.kept_words import words_by_mail
from troth.store.models import MailLink, Person
from troth.store.queries.mailed import Asked, Thing, asks_code, stands, thing_of
from troth.store.queries.people import Seat
from troth.web.gate import to_second_factor
from troth.web.mailed import mailbox
from troth.web.mailed.about import about, page_of
from troth.web.mailed.done import done
from troth.web.mailed.meanwhile import so_now


@dataclass(frozen=True)
class Here:
    """Somebody before a link that they may act by: the link, where they sit, and the thing as it stands now.

    `known` while they are signed in, or a code from their mailbox was typed into this browser.
    """

    token: str
    link: MailLink
    seat: Seat
    thing: Thing
    known: bool

    @property
    def asks_code(self) -> bool:
        """Whether it must be shown first whose mailbox it is."""
        return asks_code(self.link.act, self.link.object) and not self.known

    @property
    def written(self) -> Mapping[str, list[str]]:
        """What the person of the link answered by mail, where the link sends that, as fields of a form."""
        kept = words_by_mail(self.link.person, self.link.kept) if self.link.kept else None
        return {"words": [kept.words], "then": ["unknown"]} if kept is not None else {}

    @property
    def page(self) -> str:
        """The page of the thing, for whoever signs in."""
        return page_of(self.link)

    def shown(self) -> dict[str, Any]:
        """What every page of a link shows: who acts for whom."""
        return about(self.seat, self.link) | {
            "token": self.token,
            "action": reverse("mailed", args=[self.token]),
            "known": self.known,
            "until": self.link.expires_at,
        }


def come(request: HttpRequest, token: str) -> Here | HttpResponse:
    """This function will let somebody come before a link, or say kindly why nothing can be done by it now."""
    link = mailed.found(token)
    if link is None:
        return render(request, "mailed/closed.html", {"why": "unknown"}, status=404)
    signed_in = isinstance(request.user, Person)
    if signed_in and request.user.pk != link.person_id:
        return closed(request, link, "other", 403)
    seat = mailed.seat_by(link)
    if seat is None:
        return closed(request, link, "gone", 410)
    known = signed_in or mailbox.knows(request, link)
    if link.used_at is not None:
        return done(request, seat, link, known=known) if link.told else closed(request, link, "pressed", 409)
    if link.reported_at is not None:
        return closed(request, link, "reported", _status(request, 410), token=token)
    if mailed.is_over(link):
        return closed(request, link, "over", 410)
    if signed_in and seat.demand is Demand.NOW:
        return to_second_factor(request)  # type: ignore[return-value]
    own = asks_code(link.act, link.object) and factors.count(link.person) > 0
    if not signed_in and (own or asks_sign_in(seat)):
        return _sign_in(request, seat, link, token, own=own)
    thing = thing_of(seat, link.object)
    if thing is None or not stands(seat, thing, Asked(link.act, link.object, link.entry)):
        return _meanwhile(request, seat, link, known=known)
    return Here(token, link, seat, thing, known)


def asks_sign_in(seat: Seat) -> bool:
    """This function will say whether an organisation wants its people signed in before they act by a mail.

    One that asks for a second factor does: a link in a mail would be a way around it.
    """
    firm = seat.organisation
    rule = factors.rule_of(firm).demand(seat.role, on=factors.today_at(firm), has=False)
    return firm.mail_sign_in or rule is Demand.NOW


def _sign_in(request: HttpRequest, seat: Seat, link: MailLink, token: str, *, own: bool) -> HttpResponse:
    """Whoever has a second factor has one so that their mailbox alone is not enough: where it binds, they sign in."""
    back = urlencode({"next": reverse("mailed", args=[token])})
    shown = about(seat, link) | {"sign_in": f"{reverse('account_login')}?{back}", "own": own}
    return render(request, "mailed/sign_in.html", shown, status=_status(request, 403))


def _meanwhile(request: HttpRequest, seat: Seat, link: MailLink, *, known: bool) -> HttpResponse:
    """What is so now is told to whoever is known; anybody else reads it after signing in."""
    shown = about(seat, link) | {"now_so": so_now(seat, link) if known else ""}
    return render(request, "mailed/meanwhile.html", shown, status=_status(request, 409))


def closed(request: HttpRequest, link: MailLink, why: str, status: int, *, token: str = "") -> HttpResponse:
    """This function will say kindly why nothing can be done by a link, or no more."""
    shown = {
        "why": why,
        "page": page_of(link),
        "at": timezone.localtime(link.expires_at),
        "token": token,
    }
    return render(request, "mailed/closed.html", shown, status=status)


def _status(request: HttpRequest, refused: int) -> int:
    return 200 if request.method in ("GET", "HEAD") else refused
