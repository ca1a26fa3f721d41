"""People at the sign-in page, with everything they may show there."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from troth.store import models

LOGIN, CODE, CONFIRM = "/account/login/", "/account/login/code/", "/account/login/code/confirm/"
SECOND, APP, CODES = "/account/login/second/", "/account/app/connect/", "/account/codes/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
SENT = re.compile(r"Your code is (\S+)\n")


def at(ip: str = "192.0.2.1", browser: str = FIREFOX) -> Client:
    """A browser that nobody used before, in some network; `localhost`, so that passkeys work."""
    return Client(REMOTE_ADDR=ip, HTTP_USER_AGENT=browser, SERVER_NAME="localhost")


def code_of(person: models.Person) -> str:
    """The newest code on its way to somebody, by mail or past the admins."""
    if not settings.TROTH_MAIL:
        return models.WaitingCode.objects.filter(person=person).latest("pk").code
    sent = models.Outbox.objects.filter(kind="mail", details__to=person.email).order_by("-pk")
    return next(found[1] for row in sent if (found := SENT.search(str(row.details["text"]))))


def asks(client: Client, email: str) -> HttpResponse:
    """Ask for a code."""
    return client.post(CODE, {"email": email})


def by_code(client: Client, person: models.Person) -> HttpResponse:
    """Ask for a code and type it in."""
    asks(client, person.email)
    return client.post(CONFIRM, {"code": code_of(person)})


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return client.get("/settings/").status_code == 200


def words(answer: HttpResponse) -> str:
    """What a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def app_code(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows, now or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def connected(client: Client) -> str:
    """Connect an authenticator app; returns its secret."""
    client.get(APP)
    secret = str(client.session["mfa.totp.secret"])
    answer = client.post(APP, {"code": app_code(secret)})
    assert answer.headers.get("Location", "").startswith(("/account/codes/", "/account/second-factor/")), (
        words(answer)
    )
    return secret


def paper(client: Client) -> list[str]:
    """The recovery codes, the one time they are shown."""
    page = client.get(CODES).content.decode()
    return [left + right for left, right in re.findall(r'<li class="mono">(\d{4}) (\d{4})</li>', page)]
