"""Links that leave the node, in mails and in files."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def link_to(request: HttpRequest, path: str) -> str:
    """This function will return a page's whole address: as the operator says it, never as a request does."""
    return settings.TROTH_URL + path if settings.TROTH_URL else request.build_absolute_uri(path)
