"""The answer when a view could not give one: in words, with its own for a disk that takes nothing more."""

from __future__ import annotations

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import bad_request

from troth.store.room import has_too_much_to_do, takes_nothing

AGAIN = 60  # seconds after which a programme may ask once more
SOON = 5

log = logging.getLogger("troth.web")


def answer(request: HttpRequest) -> HttpResponse:
    """This function will answer 503 when nothing can be written to the node's disk, or not in time, and 500 for every
    other fault.

    Both pages are made without the database and without knowing who asks.
    """
    fault = sys.exc_info()[1]
    if takes_nothing(fault):
        return _without_room(fault)
    if has_too_much_to_do(fault):
        page = render_to_string("500.html", {"busy": True})
        return HttpResponse(page, status=503, headers={"Retry-After": str(SOON)})
    return HttpResponse(render_to_string("500.html"), status=500)


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This function will answer what cannot be read as a request: 413 in words when it is too long, 503 when its
    session could not be kept, else 400."""
    if takes_nothing(exception):
        return _without_room(exception)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return HttpResponse(render_to_string("413.html"), status=413)
    return bad_request(request, exception)


def _without_room(fault: BaseException | None) -> HttpResponse:
    log.error(
        "Nothing can be kept (%s). Make room on the disk that holds %s, or see that it can be written to; "
        "nothing needs to be mended afterwards.",
        fault,
        settings.TROTH_HOME,
    )
    page = render_to_string("500.html", {"full": True})
    return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN)})
