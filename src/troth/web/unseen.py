"""No page holds a character that nobody sees but that changes what is read: its number stands there instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from troth.core.unseen import show

# The bytes that such a character has in UTF-8, so that a page without any is not read as text.
_BYTES = re.compile(rb"\xe2\x80[\x8b\xaa-\xae]|\xe2\x81[\xa0-\xa4\xa6-\xa9]|\xef\xbb\xbf|\xf3\xa0\x80\x81")


class Unseen:
    """Middleware: writes them out in whatever is sent as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """This function will answer, with what nobody would see written out."""
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse) and _BYTES.search(response.content):
            response.content = show(response.content.decode()).encode()
        return response
