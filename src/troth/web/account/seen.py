"""Where somebody is signed in, and when they were last there: kept every ten minutes, not with every page."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from troth.store import sessions
from troth.web import live
from troth.web.account.devices import session_of

SEEN = "seen"
EVERY = 600  # seconds


class Seen:
    """Middleware: a session that is used lives on; a page that only asks for news does not count as use.

    That of somebody who is about to sign in lasts as long as signing in may take: anybody can make many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This function will pass the request on, and then keep that its session was used."""
        response = self.get_response(request)
        if request.session.modified and SESSION_KEY not in request.session and not request.session.is_empty():
            request.session.set_expiry(settings.ACCOUNT_LOGIN_TIMEOUT)
        if request.session.accessed and SESSION_KEY in request.session and not live.asks(request):
            now = int(time.time())
            if now - int(request.session.get(SEEN, 0)) >= EVERY:
                request.session[SEEN] = now
                sessions.seen(request, session_of(request))
        return response
