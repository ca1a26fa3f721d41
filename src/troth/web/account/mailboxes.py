"""Which keys a browser shows of the mailboxes that somebody showed in it to be theirs."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from troth.store import browsers

SALT = "troth.mailbox"


def carried(request: HttpRequest) -> Sequence[str]:
    """This function will return the keys that a browser shows; none that this node has not given it."""
    cookie = request.COOKIES.get(settings.TROTH_MAILBOX_COOKIE, "")
    if not cookie:
        return []
    try:
        read = signing.loads(cookie, salt=SALT, max_age=browsers.OWN)
    except signing.BadSignature:
        return []
    return [each for each in read if isinstance(each, str)]
