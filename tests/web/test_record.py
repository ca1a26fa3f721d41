"""The record's page: how far both logs go, a check on request, the bundle, and who could do what to it."""

from __future__ import annotations

import re
import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.seats import agreed, table
from troth.core.record import check, open_receipt
from troth.store.receipts import known_keys
from troth.store.restoring import put_back

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


def test_receipts_are_shown_with_who_has_taken_them_away() -> None:
    at = table()
    agreed(at)
    page = at.annelies.page("record/")
    assert "an agreement" in page.words and "nobody yet" in page.words
    taken = at.annelies.client.get(at.annelies.where("record/receipts/1/"))
    assert taken["Content-Disposition"] == 'attachment; filename="receipt-1.json"'
    opened = open_receipt(taken.content.rstrip(), keys=known_keys(at.two.alliance.pk))
    assert opened.number == 1
    assert "Veldsen" in at.naoko.page("record/").words.partition("Kept by")[2][:200]
    at.naoko.client.get(at.naoko.where("record/bundle/"))
    assert "both" in at.naoko.page("record/").words.partition("Kept by")[2][:200]


def test_a_receipt_kept_elsewhere_is_held_against_what_is_here() -> None:
    at = table()
    agreed(at)
    kept = at.annelies.client.get(at.annelies.where("record/receipts/1/")).content.decode()
    same = at.annelies.send("record/compare/", {"receipt": kept})
    assert same.words.count("log is the same up to") == 2
    short = "Veldsen 3 0000-0000\nkaido 999 1234-5678"
    other = at.annelies.send("record/compare/", {"receipt": short}).words
    assert "names another #0002 of Veldsen’s log" in other and "goes further than this node" in other
    both = at.annelies.send("record/compare/", {"receipt": f"  {short}".replace("\n", " ")}).words
    assert "names another #0002 of Veldsen’s log" in both and "goes further than this node" in both
    for none in ("hello", "old veldsen 3 0000-0000"):
        said = at.annelies.send("record/compare/", {"receipt": none}).words
        assert "Paste the text of the receipt file" in said
    forged = kept.replace("sig", "gis", 1)
    assert (
        "This is not a receipt of this alliance"
        in at.annelies.send("record/compare/", {"receipt": forged}).words
    )


@pytest.mark.parametrize("piece", ["x", "1 ", " ", "veldsen ", "veldsen 1 ", "- "])
def test_a_long_text_that_is_no_receipt_is_answered_in_no_time(piece: str) -> None:
    at = table()
    began = time.monotonic()
    page = at.annelies.send("record/compare/", {"receipt": piece * (1_000_000 // len(piece))})
    assert "Paste the text of the receipt file" in page.words
    assert time.monotonic() - began < 10, "it took minutes, in which nobody else was answered"


def test_a_receipt_is_made_when_asked_and_not_twice_for_the_same() -> None:
    at = table()
    assert "Receipt 1 is made" in at.annelies.send("record/receipts/make/", {}).words
    assert "Nothing is newer" in at.naoko.send("record/receipts/make/", {}).words


def test_a_record_put_back_is_gone_on_with_by_an_admin_of_each_side() -> None:
    at = table()
    promise = agreed(at)
    kept = at.naoko.client.get(at.naoko.where("record/bundle/")).content
    put_back(at.two.alliance.pk)
    page = at.annelies.page(f"promises/{promise}/")
    assert "This record was put back from a backup" in page.words
    refused = at.annelies.act(promise, "progress", words="Half")
    assert "nothing was signed" in refused.words
    brought = at.naoko.send("record/goes-on/bring/", {"file": SimpleUploadedFile("b.zip", kept)})
    assert "0 entries and 0 texts came back" in brought.words
    receipt = at.naoko.client.get(at.naoko.where("record/receipts/1/")).content
    learnt = at.naoko.send("record/goes-on/bring/", {"file": SimpleUploadedFile("r.json", receipt)})
    assert "Receipt 1 is taken in" in learnt.words
    foreign = at.naoko.send("record/goes-on/bring/", {"file": SimpleUploadedFile("x.zip", b"PK nothing")})
    assert "neither a bundle nor a receipt" in foreign.words
    for seat, said in ((at.annelies, "The other side has to say so too"), (at.naoko, "The record goes on")):
        found = re.search(r'name="seen" value="([^"]*)"', seat.page("record/goes-on/").html)
        assert found
        assert said in seat.send("record/goes-on/", {"seen": found[1]}).words
    assert "Told Kaido" in at.annelies.act(promise, "progress", words="Half").words
    assert at.annelies.page("record/goes-on/").status == 302


def test_a_promise_names_the_places_of_its_acts_in_the_log() -> None:
    at = table()
    promise = agreed(at)
    words = at.annelies.page(f"promises/{promise}/").words
    assert "Signatures and places in the log" in words
    assert "Veldsen #00" in words and "Kaido #00" in words
