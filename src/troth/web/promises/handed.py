"""Files of a delivery: chosen in its form and kept there until it is sent, shown beside it, given out one by one.

A file is given from an address of its own that no page stands under, always to be kept and never to be shown, so that
nothing in it can act in the name of this node.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from types import SimpleNamespace
from typing import IO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from troth.core.errors import Refusal
from troth.core.promises import Delivery, File, Move
from troth.reading.files import clean, media_of
from troth.store import files, waiting_files
from troth.store.models import Person
from troth.store.queries.people import Seat
from troth.web.arriving import Most, cut_off
from troth.web.days import say_size
from troth.web.gate import in_alliance

GONE, WRONG = 410, 500
SMALL = 1_000_000  # what is given in one piece, the rest in many
ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
FIELD = "files"

log = logging.getLogger("troth.files")


def most() -> Most:
    """This function will return how much may come with one delivery."""
    return Most(each=settings.TROTH_FILE_MB, together=settings.TROTH_FILES_MB)


@require_safe
@in_alliance()
def file(request: HttpRequest, seat: Seat, entry: str, number: int, name: str) -> HttpResponseBase:
    """This function will give one file of a delivery, as it was signed or not at all."""
    found = files.file_of(seat.alliance.pk, entry, number)
    if found is None or name != name_of(found, number):
        raise Http404
    try:
        content = files.opened(seat.alliance.pk, found)
    except files.NotHere as gone:
        return render(request, "promises/no_file.html", {"name": name, "reason": str(gone)}, status=GONE)
    except files.Changed as changed:
        log.error(changed)
        reason = (
            "What lies on this node is not what was signed, so it is not handed out. "
            "Whoever runs the node has been told; the other side can give you the file again."
        )
        return render(request, "promises/no_file.html", {"name": name, "reason": reason}, status=WRONG)
    return _given(content, found.size, name)


def _given(content: IO[bytes], size: int, name: str) -> HttpResponseBase:
    answer: HttpResponseBase
    if size > SMALL:
        answer = FileResponse(content, as_attachment=True, filename=name)
    else:
        with content:
            answer = HttpResponse(content.read())
    answer["Content-Type"] = media_of(name)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Content-Security-Policy"] = ALONE
    return answer


def take_in(request: HttpRequest, person: Person, object_id: str) -> list[str]:
    """This function will keep the files that came with a form, and return a sentence for each that could not be."""
    faults = [
        f"“{clean(name)}” is larger than may come at once: {settings.TROTH_FILE_MB} MB each, "
        f"{settings.TROTH_FILES_MB} MB together. Hand over a link to it instead."
        for name in cut_off(request)
    ]
    for sent in request.FILES.getlist(FIELD):
        assert sent.file is not None
        try:
            waiting_files.take(person, object_id, sent.name or "file", sent.file)
        except Refusal as refusal:
            faults.append(str(refusal))
    which, _, token = request.POST.get("less", "").partition(" ")
    if which == FIELD:
        waiting_files.drop(person, object_id, token)
    return faults


def waiting_of(person: Person, object_id: str) -> list[SimpleNamespace]:
    """This function will return the files that a person has chosen for a delivery, as its form lists them."""
    return [
        SimpleNamespace(token=each.token, name=each.name, size=say_size(each.size))
        for each in waiting_files.waiting(person, object_id)
    ]


def files_of(seat: Seat, move: Move) -> list[SimpleNamespace]:
    """This function will return the files of a delivery, each with its address; of any other act, none."""
    handed: Sequence[File] = move.facts.files if isinstance(move.facts, Delivery) else ()
    return [
        SimpleNamespace(
            name=name_of(each, number),
            size=say_size(each.size),
            url=reverse("delivered_file", args=[seat.slug, move.id, number, name_of(each, number)]),
        )
        for number, each in enumerate(handed, start=1)
    ]


def name_of(file: File, number: int) -> str:
    """This function will return what a file is called; one whose name was erased is called by its place."""
    return clean(file.name) if file.name else f"file-{number}"
