"""A founder writes before its partner has joined: every page stands, and the promise waits for the partner."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import person
from tests.web.seats import Seat, asked, offered, status
from troth.store import founding, models

pytestmark = pytest.mark.django_db


def alone() -> Seat:
    one = models.Organisation.objects.create(
        name="Veldsen B.V.", short="Veldsen", country="NL", place="Eindhoven", zone="Europe/Amsterdam"
    )
    annelies = person(one, "Annelies van der Meer")
    alliance = founding.found(one, "Kaido").party.alliance
    client = Client()
    client.force_login(annelies)
    return Seat(client, alliance.slug, annelies)


def test_a_founder_offers_and_asks_before_the_partner_is_there() -> None:
    seat = alone()
    mine, theirs = offered(seat), asked(seat)
    shown = seat.page(f"promises/{mine}/")
    assert shown.status == 200 and "Kaido" in shown.words
    assert "You offer it to Kaido" in shown.words
    assert status(mine) == status(theirs) == "proposed"
    listed = seat.page("promises/").words
    assert "Veldsen promised Kaido" in listed and "The cold store has room" in listed
    seat.act(mine, "withdraw", words="Later")
    assert status(mine) == "nothing"


@pytest.mark.parametrize("room", ["", "promises/", "promises/new/", "promises/ask/", "record/", "purpose/"])
def test_every_page_stands_while_the_partner_is_a_name(room: str) -> None:
    seat = alone()
    page = seat.page(room)
    assert page.status == 200
    assert "Kaido" in page.words


def test_what_is_taken_away_before_both_have_confirmed_is_ones_own_log() -> None:
    seat = alone()
    offered(seat)
    assert seat.client.get(seat.where("record/bundle/")).status_code == 200
    assert "Who runs this node" in seat.client.get("/").content.decode()
