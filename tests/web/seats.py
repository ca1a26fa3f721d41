"""Two people of two firms, each in a browser of their own, as the tests of pages need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from django.test import Client
from django.utils import timezone

from tests.begun import once
from tests.cast import Pair, pair, person
from troth.actions.ids import fresh
from troth.core.values import Role
from troth.store import models

SOON = (timezone.now() + timedelta(days=20)).date()


@dataclass
class Page:
    """What a browser got: the status, the words, and where it was led."""

    status: int
    html: str
    at: str

    @property
    def words(self) -> str:
        bare = re.sub(r"<(script|style|svg).*?</\1>", " ", self.html, flags=re.S)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


@dataclass
class Seat:
    """One person's browser in the alliance."""

    client: Client
    slug: str
    person: models.Person

    def page(self, where: str = "", **query: str) -> Page:
        response = self.client.get(self.where(where), query)
        return Page(response.status_code, response.content.decode(), self.where(where))

    def send(self, where: str, data: Mapping[str, object]) -> Page:
        response = self.client.post(self.where(where), data, follow=True)
        at = response.redirect_chain[-1][0] if response.redirect_chain else self.where(where)
        return Page(response.status_code, response.content.decode(), str(at))

    def act(self, promise: str, move: str, *, stamp: str | None = None, **fields: object) -> Page:
        """Make a move as the page's form would: with the stamp that the page showed."""
        form = {"send_back": "accept", "agree_series": "agree"}.get(move, move)
        shown = self.page(f"promises/{promise}/", act=form).html
        found = re.search(r'name="stamp" value="([0-9a-f]*)"', shown)
        data = {"act": form, "move": move, "stamp": stamp or (found.group(1) if found else ""), **fields}
        return self.send(f"promises/{promise}/act/", data)

    def click(self, promise: str, move: str) -> Page:
        """Press a button that acts at once."""
        shown = self.page(f"promises/{promise}/").html
        pattern = r'name="stamp" value="([0-9a-f]+)"><input type="hidden" name="move" value="' + move
        found = re.search(pattern, shown)
        assert found, f"There is no button that does {move} at once."
        return self.send(f"promises/{promise}/act/", {"move": move, "stamp": found.group(1)})

    def taken_along(self) -> str:
        """What stands in the bundle that this person may take along, as text."""
        answer = self.client.get(self.where("record/bundle/"))
        raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
        with ZipFile(BytesIO(raw)) as opened:
            return b"".join(opened.read(name) for name in opened.namelist()).decode(errors="replace")

    def where(self, room: str) -> str:
        return room if room.startswith("/") else f"/a/{self.slug}/{room}"


@dataclass
class Table:
    """An open alliance with Annelies of Veldsen and Naoko of Kaido at their browsers."""

    two: Pair
    annelies: Seat
    naoko: Seat

    def seat(self, who: models.Person) -> Seat:
        client = Client()
        client.force_login(who)
        return Seat(client, self.two.alliance.slug, who)

    def colleague(self, name: str, role: Role = Role.MEMBER, *, of_kaido: bool = False) -> Seat:
        """Let somebody else of one side come in."""
        side = self.two.naoko if of_kaido else self.two.annelies
        return self.seat(person(side.membership.organisation, name, role))


@once
def table() -> Table:
    """Open an alliance and sit both people down."""
    two = pair()
    made = Table(two, None, None)  # type: ignore[arg-type]
    made.annelies, made.naoko = made.seat(two.annelies), made.seat(two.naoko)
    return made


def offered(
    seat: Seat, title: str = "The audit report is in your hands", due: date = SOON, **more: object
) -> str:
    """Offer a promise through its page, and return its id."""
    data = {
        "do": "offer",
        "title": title,
        "conditions": ["All twelve sites are covered", "It names who was asked"],
        "owes": [""],
        "due": due.isoformat(),
        "zone": "Europe/Amsterdam",
        "draft": fresh("", 8),
        **more,
    }
    page = seat.send("promises/new/", data)
    return _made(page)


def asked(seat: Seat, title: str = "The cold store has room", due: date = SOON, **more: object) -> str:
    """Ask for a promise through its page, and return its id."""
    data = {
        "do": "ask",
        "title": title,
        "conditions": ["Forty pallets fit"],
        "owes": [""],
        "due": due.isoformat(),
        "zone": "Europe/Amsterdam",
        "stake": "medium",
        "draft": fresh("", 8),
        **more,
    }
    return _made(seat.send("promises/ask/", data))


def _made(page: Page) -> str:
    found = re.search(r"/promises/(pr_\w+)/", page.at)
    assert found, page.words
    return found.group(1)


def agreed(at: Table, **more: object) -> str:
    """A promise of Annelies to Naoko that both hold."""
    promise = offered(at.annelies, **more)  # type: ignore[arg-type]
    at.naoko.act(promise, "agree", stake="medium")
    assert status(promise) == "agreed"
    return promise


def status(promise: str) -> str:
    return models.Promise.objects.get(object=promise).status
