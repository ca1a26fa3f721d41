"""Somebody at a browser, as far as a form needs one: signed in by a link, who posts acts and knows what was answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.store.apart import Apart

LINKS = """
from troth.store import models, tokens
for name in ("annelies", "naoko"):
    print(tokens.once_path(models.Person.objects.get(email__startswith=name)))
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
STAMP = re.compile(r'name="stamp" value="([^"]*)"')
ALLIANCE = "/a/veldsen-kaido/promises/"


@dataclass(frozen=True)
class Answered:
    """An answer: its number, where it leads, and its page."""

    status: int
    leads: str
    page: str


@dataclass
class Browser:
    """Cookies, and the port of the node as it was last started."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, path: str, fields: dict[str, str] | None = None) -> Answered:
        """Ask for a page, or post a form; raises OSError or HTTPException when no whole answer comes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if fields is None else "POST", path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items() if each.value}
        return Answered(answer.status, answer.headers.get("Location", ""), page)

    def token(self) -> str:
        """Return what a form carries so that nobody else can send it."""
        found = TOKEN.search(self.send(f"{ALLIANCE}new/").page)
        assert found is not None
        return found[1]

    def offer(self, title: str, token: str) -> Answered:
        """Offer a promise; answered with where it stands once it is signed."""
        due = datetime.now(UTC).date() + timedelta(days=40)
        said = {"title": title, "due": due.isoformat(), "zone": "Asia/Tokyo", "conditions": "It is there"}
        form = {**said, "draft": f"{abs(hash(title)):x}"[:12], "do": "send", "csrfmiddlewaretoken": token}
        return self.send(f"{ALLIANCE}new/", form)

    def agree(self, promise: str, token: str) -> Answered:
        """Read the other side's promise and say yes to it; answered with where it stands once that is signed."""
        stamp = STAMP.search(self.send(f"{promise}?act=agree").page)
        if stamp is None:
            return Answered(409, "", "")
        form = {
            "act": "agree",
            "move": "agree",
            "stamp": stamp[1],
            "stake": "low",
            "csrfmiddlewaretoken": token,
        }
        return self.send(f"{promise}act/", form)


def signed_in(node: Apart, port: int) -> tuple[Browser, Browser]:
    """One person of each side, signed in on the served node."""
    both = (Browser(port), Browser(port))
    for browser, link in zip(both, node.python(LINKS).split(), strict=True):
        assert browser.send(link).status == 302
    return both
