"""The twelve words on both sides, and the recovery key that its owner takes away."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from troth.core.alliance import Right
from troth.core.errors import Refusal
from troth.store import founding, invitations
from troth.store.queries.invitations import open_invitation
from troth.store.queries.people import Seat
from troth.web import live
from troth.web.gate import in_alliance
from troth.web.links import link_to

GROUP = 4


class NobodyThere(Refusal):
    """There are no words to compare before the other side has joined."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_alliance(act=Right.FOUND, before_open=True)
def pairing(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the twelve words, and take one side's word that they were the same."""
    if request.method == "POST":
        if seat.partner is None:
            raise NobodyThere("Your partner has not joined yet; the words come when it has.")
        founding.confirm(seat.actor())
        return redirect("pairing", seat.slug)
    tag = f"{len(seat.parties)}-{_done(seat, mine=True)}-{_done(seat, mine=False)}"
    whole, part = "start/pairing.html", "start/pairing_live.html"
    return live.answer(request, whole, part, tag, lambda: _shown(request, seat))


def _shown(request: HttpRequest, seat: Seat) -> dict[str, object]:
    waiting = None
    if seat.partner is None and seat.may(Right.FOUND) and not settings.TROTH_MAIL:
        waiting = open_invitation(seat.alliance)
    return {
        "active": "home",
        "words": founding.words_to_compare(seat.alliance),
        "mine_done": _done(seat, mine=True),
        "partner_done": _done(seat, mine=False),
        "partner_name": seat.partner_name,
        "partner_here": seat.partner is not None,
        "may_confirm": seat.may(Right.FOUND),
        "link": link_to(request, invitations.path_of(waiting)) if waiting else "",
    }


def _done(seat: Seat, *, mine: bool) -> bool:
    party = seat.party if mine else seat.partner
    return party is not None and party.confirmed_at is not None


@require_http_methods(["GET", "HEAD", "POST"])
@in_alliance(Right.KEYS, before_open=True)
def recovery(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the recovery key to whoever began the log, until they say that they keep it."""
    if request.method == "POST":
        if request.POST.get("kept") == "yes":
            invitations.recovery_kept(seat.person, seat.party)
            return redirect("invitation" if seat.partner is None else "pairing", seat.slug)
        messages.info(
            request, "Print it or download it first, and then say that you keep it.", extra_tags="info"
        )
    key = invitations.recovery_of(seat.person, seat.party)
    shown = {"active": "home", "lines": _lines(key) if key else (), "shown_at": seat.party.recovery_shown_at}
    return render(request, "start/recovery.html", shown)


@require_safe
@in_alliance(Right.KEYS, before_open=True)
def recovery_file(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will give the recovery key as a text file, as long as the node still has it."""
    key = invitations.recovery_of(seat.person, seat.party)
    if key is None:
        return redirect("recovery", seat.slug)
    text = "\n".join(
        (
            f"Recovery key of {seat.organisation.name} in the alliance {seat.name}",
            f"Log {seat.log}",
            "",
            *_lines(key),
            "",
            "It does one thing: declare a new signing key when the old one is lost or in other hands.",
            "Keep it on paper, apart from this node. Nobody else has it, and it cannot be shown again.",
            "",
        )
    )
    name = f"recovery-key-{seat.slug}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def _lines(key: bytes) -> tuple[str, ...]:
    groups = [key.hex()[at : at + GROUP] for at in range(0, len(key) * 2, GROUP)]
    return tuple(" ".join(groups[at : at + GROUP]) for at in range(0, len(groups), GROUP))
