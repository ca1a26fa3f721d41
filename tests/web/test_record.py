"""The record's page: how far both logs go, a check on request, the bundle, and who could do what to it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.web.seats import agreed, table
from troth.core.record import check

pytestmark = pytest.mark.django_db


def test_the_page_says_how_far_the_record_goes_and_never_more() -> None:
    at = table()
    agreed(at)
    words = at.annelies.page("record/").words
    assert "The record is complete up to" in words
    assert "Veldsen’s log" in words and "Kaido’s log" in words
    for word in ("tamper", "verified", "both logs agree", "cannot be changed"):
        assert word not in words.lower()


def test_a_check_is_made_on_request_and_its_time_is_said() -> None:
    at = table()
    agreed(at)
    page = at.naoko.send("record/check/", {})
    assert page.status == 200
    assert "every signature fits" in page.words
    assert "What does not fit" not in page.words


def test_what_is_taken_away_fits() -> None:
    at = table()
    agreed(at)
    packed = at.naoko.client.get(at.naoko.where("record/bundle/"))
    with ZipFile(BytesIO(packed.content)) as files:
        found = check({name: files.read(name) for name in files.namelist()})
    assert found.whole and found.entries > 6 and found.texts_absent == 0


def test_everybody_is_told_who_runs_the_node_and_what_they_could_do() -> None:
    words = Client().get("/node/").content.decode()
    assert "private notes, drafts, intended days and imports could be read" in words
    assert "could rewrite" in words and "sign for either side" in words


def test_a_promise_names_the_places_of_its_acts_in_the_log() -> None:
    at = table()
    promise = agreed(at)
    words = at.annelies.page(f"promises/{promise}/").words
    assert "Signatures and places in the log" in words
    assert "Veldsen #00" in words and "Kaido #00" in words
