"""The record's pages: how far both logs go, checks, receipts, the bundle to take away, and who runs the node."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from troth.core.alliance import Right
from troth.reading.bundle import pack, pack_into
from troth.store import receipts as kept
from troth.store.export import bundle_of
from troth.store.files import kept_of
from troth.store.node import present
from troth.store.queries import receipts as receipt_queries
from troth.store.queries import record as queries
from troth.store.queries.people import Seat
from troth.web import running
from troth.web.days import say_number, say_size
from troth.web.gate import in_alliance

AT_ONCE = 15_000
"""How many entries are checked while a page waits, which takes about a second and a half."""
WHY = {
    "daily": "daily",
    "agree": "an agreement",
    "deliver": "a delivery",
    "accept": "an acceptance",
    "release": "a release",
    "leave": "a side left",
    "restored": "put back from a backup",
    "asked": "somebody asked for it",
}


@require_safe
@in_alliance()
def record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the state of both logs, the receipts, and what this node can promise."""
    return render(request, "record/record.html", _page(seat))


@require_POST
@in_alliance()
def check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will check the whole record as this node holds it; a long one goes on beside its own page."""
    count, page = queries.count_of(seat), reverse("record", args=[seat.slug])
    if count <= AT_ONCE:
        queries.check_now(seat)
        return redirect("record", seat.slug)
    token = secrets.token_urlsafe(18)
    told = running.Progress("Checking the record", "entries", seat.person.pk, page, of=count)

    def work(tell: Callable[[int, int], None]) -> tuple[str, str]:
        queries.check_now(seat, tell)
        return page, ""

    running.start(token, told, work)
    return redirect("work", token)


@require_safe
@in_alliance(Right.EXPORT, to_leave=True)
def bundle(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """This function will give the record as a file: all of it once both sides have confirmed, one's own log before.

    With `?files=no` the files of deliveries are left out.
    """
    with_files = request.GET.get("files") != "no"
    files = bundle_of(seat.alliance.pk, log=None if seat.opened else seat.log, with_files=with_files)
    newest = receipt_queries.newest(seat, most=1) if seat.opened else ()
    if newest:
        kept.taken(seat.party, newest[0].number)
    name, kind = f"{seat.slug}.zip", "application/zip"
    if not files.is_large:
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(pack(files), content_type=kind, headers=headers)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it once it is sent)
    pack_into(packed, files)
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=name, content_type=kind)


@require_safe
@in_alliance()
def receipts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show all receipts, the newest first."""
    shown = {
        "active": "record",
        "receipts": [_receipt(seat, each) for each in receipt_queries.newest(seat, most=2000)],
        "gaps": receipt_queries.gaps_of(seat),
    }
    return render(request, "record/receipts.html", shown)


@require_safe
@in_alliance(Right.EXPORT)
def receipt(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """This function will give one receipt as a file, to be kept where the operator of this node cannot reach it."""
    envelope = receipt_queries.envelope_of(seat, number)
    if envelope is None:
        raise Http404
    response = HttpResponse(envelope + b"\n", content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{number}.json"'
    return response


@require_POST
@in_alliance(Right.EXPORT)
def make_receipt(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will make a receipt of this moment, unless the newest says the same."""
    made = kept.asked(seat.alliance.pk, present())
    said = (
        f"Receipt {made.number} is made. Take it away." if made else "Nothing is newer than the last receipt."
    )
    messages.success(request, said)
    return redirect(reverse("record", args=[seat.slug]) + "#receipts")


@require_POST
@in_alliance()
def compare(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will hold what somebody kept elsewhere against what this node has."""
    typed = request.POST.get("receipt", "")
    try:
        told: dict[str, Any] = {"compared": receipt_queries.compare(seat, typed)}
    except receipt_queries.NotAReceipt as refusal:
        told = {"refusal": str(refusal)}
    return render(request, "record/record.html", {**_page(seat), **told, "typed": typed})


@require_safe
def node(request: HttpRequest) -> HttpResponse:
    """This function will say who runs this node and what that means, to anybody."""
    return render(request, "record/node.html", {"one_node": True})


def _page(seat: Seat) -> dict[str, Any]:
    checked = queries.last_check(seat)
    newest = receipt_queries.newest(seat)
    return {
        "active": "record",
        "check": checked,
        "logs": queries.logs_of(seat, checked),
        "last": [_line(seat, line) for line in queries.newest(seat)],
        "receipts": [_receipt(seat, each) for each in newest],
        "receipt_count": receipt_queries.count_of(seat),
        "gaps": receipt_queries.gaps_of(seat),
        "one_node": True,
        "handed": _handed(seat),
    }


def _receipt(seat: Seat, each: receipt_queries.Shown) -> dict[str, Any]:
    both = len(each.kept_by) == len(seat.parties)
    names = [side.short for side in seat.sides if side.colour in each.kept_by]
    return {
        "number": each.number,
        "at": each.at,
        "why": ", ".join(WHY[word] for word in each.because),
        "heads": [{"side": side, "head": head} for side, head in zip(seat.sides, each.heads, strict=False)],
        "glyph": "ff" if both and names else {"a": "fe", "b": "ef"}.get("".join(each.kept_by), "ee"),
        "kept": "both" if both and names else names[0] if names else "nobody yet",
        "short": each.short,
        "url": reverse("receipt", args=[seat.slug, each.number]),
    }


def _handed(seat: Seat) -> str:
    """How many files a bundle would carry, and how large they are together; empty when there are none."""
    found = kept_of(seat.alliance.pk, log=None if seat.opened else seat.log)
    size = say_size(sum(path.stat().st_size for path in found.values()))
    return f"{'a file' if len(found) == 1 else f'{say_number(len(found))} files'}, {size}" if found else ""


def _line(seat: Seat, line: queries.Line) -> dict[str, Any]:
    url = reverse("promise", args=[seat.slug, line.object]) if line.object else ""
    return {**vars(line), "url": url}
