"""What is private stays with its side: on every page, in every export, in the record."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.web.seats import SOON, Seat, agreed, offered, table
from troth.store import models

pytestmark = pytest.mark.django_db

NOTE = "Ask Delft whether the small chamber is free"
MEANT = SOON - timedelta(days=11)


def _pages(seat: Seat, promise: str) -> str:
    rooms = ["", "promises/", f"promises/{promise}/", "record/", "people/"]
    return "".join(seat.page(room).html for room in rooms) + seat.client.get("/").content.decode()


def test_a_note_and_the_intended_day_are_seen_by_ones_own_side_alone() -> None:
    at = table()
    promise = agreed(at, intended=MEANT.isoformat())
    at.annelies.send(f"promises/{promise}/note/", {"words": NOTE, "intended": MEANT.isoformat()})
    own = at.colleague("Joost Bakker").page(f"promises/{promise}/").html
    assert NOTE in own and MEANT.isoformat() in own
    theirs = _pages(at.naoko, promise)
    assert NOTE not in theirs
    assert MEANT.isoformat() not in theirs


def test_neither_an_export_nor_the_record_holds_what_is_private() -> None:
    at = table()
    promise = agreed(at, intended=MEANT.isoformat())
    at.annelies.send(f"promises/{promise}/note/", {"words": NOTE})
    at.annelies.send(f"promises/{promise}/draft/", {"act": "warn", "words": "Perhaps the lab"})
    response = at.naoko.client.get(at.naoko.where("record/bundle/"))
    assert response["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(response.content)) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    for private in (NOTE, MEANT.isoformat(), "Perhaps the lab"):
        assert private.encode() not in everything
    assert b"All twelve sites are covered" in everything


def test_an_intended_day_can_be_changed_and_forgotten_by_the_performers_side_only() -> None:
    at = table()
    promise = agreed(at, intended=MEANT.isoformat())
    at.naoko.send(f"promises/{promise}/note/", {"words": "", "intended": "2031-01-01"})
    assert models.Intention.objects.get().day == MEANT
    at.annelies.send(f"promises/{promise}/note/", {"words": "", "intended": ""})
    assert not models.Intention.objects.exists()


def test_before_both_have_confirmed_the_partner_sees_nothing_of_it() -> None:
    at = table()
    promise = offered(at.annelies)
    models.Alliance.objects.update(opened_at=None)
    page = at.naoko.page(f"promises/{promise}/")
    assert page.status == 302
    assert at.naoko.page("promises/").status == 302
    assert "audit report" not in at.naoko.client.get("/").content.decode()
    assert at.annelies.page(f"promises/{promise}/").status == 200
