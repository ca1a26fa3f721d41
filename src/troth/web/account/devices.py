"""The cookie by which a browser is known again to those who have signed in with it.

It lets nobody in. It says that a sign-in is nothing new, so that no mail is written, and it gives the browser tries of
its own, so that others who try an address over and over do not shut out whose address it is.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from troth.store import devices, sessions
from troth.store.models import Device, Person
from troth.web.account.browsers import words_of

SALT = "troth.device"
MOST = 8  # people who share one browser
IN_SESSION = "device"


def known_by(request: HttpRequest, email: str) -> Device | None:
    """This function will return the browser when whoever signs in with `email` has used it before."""
    return devices.known(_carried(request), email=email)


def session_of(request: HttpRequest) -> int | None:
    """This function will return the id of the browser that the present session was begun in."""
    pk = request.session.get(IN_SESSION)
    return pk if isinstance(pk, int) else None


def welcome(request: HttpRequest, response: HttpResponse, person: Person) -> bool:
    """This function will make the browser known to somebody who has signed in; True when it was new to them."""
    words, carried = words_of(request), _carried(request)
    device = devices.known(carried, email=person.email)
    new = device is None
    if device is None:
        device, secret = devices.begin(person, words)
        carried = [secret, *carried][:MOST]
    else:
        devices.used(device, words)
    _set(response, carried)
    request.session[IN_SESSION] = device.pk
    sessions.seen(request, device.pk)
    return new


def _carried(request: HttpRequest) -> list[str]:
    cookie = request.COOKIES.get(settings.TROTH_DEVICE_COOKIE, "")
    if not cookie:
        return []
    try:
        read = signing.loads(cookie, salt=SALT, max_age=devices.LASTS)
    except signing.BadSignature:
        return []
    return [each for each in read if isinstance(each, str)][:MOST] if isinstance(read, list) else []


def _set(response: HttpResponse, carried: list[str]) -> None:
    response.set_cookie(
        settings.TROTH_DEVICE_COOKIE,
        signing.dumps(carried, salt=SALT),
        max_age=devices.LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # a link that the operator makes by hand is followed from elsewhere
    )
