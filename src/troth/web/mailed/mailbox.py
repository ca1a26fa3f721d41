"""The cookie by which a browser shows that a code from somebody's mailbox was once typed in here.

It signs nobody in. It holds a key for each person and address that a code went to; the node knows until when each
holds: ninety days on a device of one's own, else half an hour, and not once the browser was forgotten.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from troth.store import browsers
from troth.store.models import MailLink
from troth.web.account.browsers import words_of
from troth.web.account.mailboxes import SALT, carried

MOST = 8  # people who share one browser


def knows(request: HttpRequest, link: MailLink) -> bool:
    """This function will say whether a code from the mailbox that a link was sent to was typed into this browser."""
    return browsers.knows(carried(request), link)


def remember(request: HttpRequest, response: HttpResponse, link: MailLink, *, own: bool) -> None:
    """This function will let the browser show it from now on: for ninety days if it is the person's own."""
    before = carried(request)
    key = browsers.remember(link, words_of(request), own=own, instead=before)
    response.set_cookie(
        settings.TROTH_MAILBOX_COOKIE,
        signing.dumps([key, *before][:MOST], salt=SALT),
        max_age=browsers.OWN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # it is followed from a mail
    )
