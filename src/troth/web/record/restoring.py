"""A record put back from a backup: what is missing, what either side can bring, and how both say that it goes on."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from troth.core.alliance import Right
from troth.core.errors import Refusal, TrothError
from troth.reading.bundle import NotABundle, unpack
from troth.reading.members import count_members
from troth.store import bringing, restoring
from troth.store.node import present
from troth.store.queries.people import Seat
from troth.web.arriving import Most, cut_off, takes_files
from troth.web.gate import in_alliance

LARGEST = 100  # megabytes; what is larger is for the operator, who has the memory to read it
UNPACKED = 2 * LARGEST * 1_000_000  # a bundle is hardly packed; what grows more than that is something else
MOST_PARTS = 200_000


class TooLarge(Refusal):
    """The file is larger than a page takes."""


class NotReadable(Refusal):
    """The file is nothing that a record can take back."""


class Bring(forms.Form):
    """A bundle or a receipt that somebody has kept."""

    file = forms.FileField(
        error_messages={"required": "Choose the bundle or the receipt that you have kept."}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_alliance(act=Right.KEYS)
def goes_on(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show what is missing, and take one side's word that the record goes on from here."""
    if restoring.open_for(seat.alliance.pk) is None:
        return redirect("record", seat.slug)
    if request.method != "POST":
        return render(request, "record/goes_on.html", _page(seat))
    opened = restoring.consent(
        seat.alliance.pk,
        seat.log,
        role=seat.role,
        by=restoring.pseudonym_of(seat.person, seat.party),
        name=str(seat.person),
        now=present(),
        seen=request.POST.get("seen", ""),
    )
    said = (
        "The record goes on, with a new key for each log."
        if opened
        else "Said. The other side has to say so too."
    )
    messages.success(request, said)
    return redirect("record" if opened else "record_goes_on", seat.slug)


@require_POST
@in_alliance(Right.KEYS)
@takes_files(lambda: Most(each=LARGEST, together=LARGEST))
def bring(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will bring back what a bundle holds, or learn from a receipt what is missing."""
    if restoring.open_for(seat.alliance.pk) is None:
        raise Http404
    if cut_off(request):
        raise TooLarge(
            f"This file is larger than {LARGEST} MB, the most that a page takes. Whoever runs the node can bring it: "
            "troth restore --bundle."
        )
    form = Bring(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "record/goes_on.html", _page(seat) | {"form": form}, status=422)
    file: File[bytes] = form.cleaned_data["file"]
    messages.success(request, _taken(seat, file))
    return redirect("record_goes_on", seat.slug)


def _taken(seat: Seat, file: File[bytes]) -> str:
    start = file.read(2)
    file.seek(0)
    if start[:1] == b"{":
        receipt = restoring.take_receipt(seat.alliance.pk, file.read(restoring.MOST_RECEIPT))
        return f"Receipt {receipt.number} is taken in."
    with tempfile.NamedTemporaryFile(suffix=".zip") as kept:
        for block in file.chunks():
            kept.write(block)
        kept.flush()
        try:
            if count_members(kept) > MOST_PARTS:
                raise NotABundle("It holds more parts than a page reads.")
            files = unpack(Path(kept.name), UNPACKED)
        except TrothError as unread:
            raise NotReadable(
                "This is neither a bundle nor a receipt that can be read. Choose the file as it was downloaded."
            ) from unread
    brought = bringing.bring(files, only=seat.alliance.pk)
    more = f" {brought.why}" if brought.why else ""
    return f"{brought.entries} entries and {brought.texts} texts came back.{more}"


def _page(seat: Seat) -> dict[str, Any]:
    found = restoring.open_for(seat.alliance.pk)
    lacking = {each.log: each for each in restoring.missing(seat.alliance.pk)}
    consents = found.consents if found else {}
    return {
        "active": "record",
        "form": Bring(),
        "since": found.begun_at if found else None,
        "logs": [
            {
                "side": side,
                "here": lacking[side.log].here,
                "known": lacking[side.log].known,
                "count": lacking[side.log].count,
                "said": consents.get(side.log),
            }
            for side in seat.sides
        ],
        "lost": any(each.count for each in lacking.values()),
        "mine": seat.log in consents,
        "may": seat.may(Right.KEYS),
        "seen": restoring.stamp_of(seat.alliance.pk),
    }
