"""Pages that keep themselves up to date: the tag of what is shown, and the answer to a page that asks for news.

The pattern is written down in `templates/frame/live.html`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

HEADER = "HX-PTag"


def tag_of(*parts: object) -> str:
    """This function will return the tag of a page: what it shows, and the day and hour it is read at."""
    now = timezone.now()
    return "-".join(str(part) for part in (*parts, f"{now:%m%dT%H}"))


def asks(request: HttpRequest) -> bool:
    """This function will say whether it is the page itself that asks for news."""
    return request.headers.get("HX-Request") == "true" and HEADER in request.headers


def seen_up_to(request: HttpRequest) -> int | None:
    """This function will return the number of the last entry that the asking page knows, when its tag begins so."""
    first = request.headers.get(HEADER, "").partition("-")[0]
    return int(first) if first.isdecimal() and len(first) < 16 else None


def answer(
    request: HttpRequest, whole: str, part: str, tag: str, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """This function will answer with the whole page, with its live part alone, or with nothing when nothing is new.

    Nothing is new only to whoever the page was made for: the reader stands in the tag too.
    """
    tag = f"{tag}-{request.user.pk}"
    if asks(request):
        if request.headers[HEADER] == tag:
            return _tagged(HttpResponse(status=304), tag)
        return _tagged(render(request, part, {**context(), "live_tag": tag}), tag)
    return _tagged(render(request, whole, {**context(), "live_tag": tag}), tag)


def present() -> datetime:
    """This function will return the present."""
    return timezone.now()


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response[HEADER] = tag
    response["Vary"] = f"HX-Request, {HEADER}"
    return response
