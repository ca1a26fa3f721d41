"""The record's pages: how far both logs go, a check on request, the bundle to take away, and who runs the node."""

from __future__ import annotations

import tempfile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.reading.bundle import pack, pack_into
from troth.store.export import bundle_of
from troth.store.files import kept_of
from troth.store.queries import record as queries
from troth.store.queries.people import Seat
from troth.web.days import say_number, say_size
from troth.web.gate import in_alliance


@in_alliance()
def record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the state of both logs, their newest entries, and what this node can promise."""
    check = queries.last_check(seat)
    context = {
        "active": "record",
        "check": check,
        "logs": queries.logs_of(seat, check),
        "last": [_shown(seat, line) for line in queries.newest(seat)],
        "one_node": True,
        "handed": _handed(seat),
    }
    return render(request, "record/record.html", context)


@require_POST
@in_alliance()
def check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will check the whole record as this node holds it, and show what was found."""
    queries.check_now(seat)
    return redirect("record", seat.slug)


@in_alliance(Right.EXPORT)
def bundle(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """This function will give the record as a file: all of it once both sides have confirmed, one's own log before.

    With `?files=no` the files of deliveries are left out.
    """
    with_files = request.GET.get("files") != "no"
    files = bundle_of(seat.alliance.pk, log=None if seat.opened else seat.log, with_files=with_files)
    name, kind = f"{seat.slug}.zip", "application/zip"
    if not files.is_large:
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(pack(files), content_type=kind, headers=headers)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it once it is sent)
    pack_into(packed, files)
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=name, content_type=kind)


def node(request: HttpRequest) -> HttpResponse:
    """This function will say who runs this node and what that means, to anybody."""
    return render(request, "record/node.html", {"one_node": True})


def _handed(seat: Seat) -> str:
    """How many files a bundle would carry, and how large they are together; empty when there are none."""
    found = kept_of(seat.alliance.pk, log=None if seat.opened else seat.log)
    size = say_size(sum(path.stat().st_size for path in found.values()))
    return f"{'a file' if len(found) == 1 else f'{say_number(len(found))} files'}, {size}" if found else ""


def _shown(seat: Seat, line: queries.Line) -> dict[str, Any]:
    url = reverse("promise", args=[seat.slug, line.object]) if line.object else ""
    return {**vars(line), "url": url}
