"""The cookie by which a browser shows that a code from somebody's mailbox was once typed in here.

It signs nobody in. It is bound to the person and to the address that the code went to, and says until when it holds:
ninety days on a device of one's own, else half an hour.
"""

from __future__ import annotations

import time
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from troth.store.models import MailLink

SALT = "troth.mailbox"
OWN, LENT = timedelta(days=90), timedelta(minutes=30)
MOST = 8  # people who share one browser


def knows(request: HttpRequest, link: MailLink) -> bool:
    """This function will say whether a code from the mailbox that a link was sent to was typed into this browser."""
    return any(who == [link.person_id, link.sent_to] for *who, _ in _carried(request))


def remember(request: HttpRequest, response: HttpResponse, link: MailLink, *, own: bool) -> None:
    """This function will let the browser show it from now on: for ninety days if it is the person's own."""
    until = int(time.time() + (OWN if own else LENT).total_seconds())
    others = [each for each in _carried(request) if each[:2] != [link.person_id, link.sent_to]]
    carried = [[link.person_id, link.sent_to, until], *others][:MOST]
    response.set_cookie(
        settings.TROTH_MAILBOX_COOKIE,
        signing.dumps(carried, salt=SALT),
        max_age=OWN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # it is followed from a mail
    )


def _carried(request: HttpRequest) -> list[list[object]]:
    cookie = request.COOKIES.get(settings.TROTH_MAILBOX_COOKIE, "")
    if not cookie:
        return []
    try:
        read = signing.loads(cookie, salt=SALT, max_age=OWN)
    except signing.BadSignature:
        return []
    return [each for each in read if each[2] > time.time()]
