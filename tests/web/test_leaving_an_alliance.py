"""An organisation leaves through its page; afterwards both read, nobody acts, and every page says so plainly."""

from __future__ import annotations

import re

import pytest

from tests.web.seats import SOON, Seat, Table, agreed, asked, offered, status, table
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db
ROOMS = ("", "promises/", "promises/?state=any", "people/", "record/", "history/", "purpose/")


@pytest.fixture
def at() -> Table:
    return table()


def left(at: Table, by: Seat | None = None, **said: str) -> None:
    page = (by or at.annelies).send("leave/", {"do": "leave", "private": "keep", "sure": "yes", **said})
    assert "You have left." in page.words, page.words


def test_the_page_sorts_what_is_open_and_ends_it_in_one_act_each(at: Table) -> None:
    ours = agreed(at, title="The audit report")
    theirs = asked(at.annelies, "The cold store has room")
    at.naoko.click(theirs, "agree")
    table_ = offered(at.annelies, "A drawing")
    page = at.annelies.page("leave/")
    assert page.status == 200 and "It can be signed once everything above has its end." in page.words
    assert 'value="leave"' not in page.html
    assert "Say why it cannot be kept" in at.annelies.send("leave/", {"do": "break", "words": ""}).words
    assert status(ours) == "agreed"
    told = at.annelies.send("leave/", {"do": "break", "words": "We close the plant."}).words
    assert "Broken, with notice: one promise. Kaido knows, from you." in told
    assert "Released: one promise." in at.annelies.send("leave/", {"do": "release"}).words
    assert "Off the table: one promise." in at.annelies.send("leave/", {"do": "table"}).words
    assert (status(ours), status(theirs), status(table_)) == ("broken", "released", "nothing")
    assert "We close the plant." in at.naoko.page(f"promises/{ours}/").words
    assert 'value="leave"' in at.annelies.page("leave/").html


def test_leaving_too_early_is_refused_in_words(at: Table) -> None:
    agreed(at)
    page = at.annelies.send("leave/", {"do": "leave", "private": "keep", "sure": "yes"})
    assert page.status == 422 and "One promise needs an end from your side first" in page.words
    page = at.annelies.send("leave/", {"do": "leave", "private": "keep"})
    assert page.status == 422
    assert not models.Entry.objects.filter(kind="party.leave/1").exists()


def test_a_delivery_is_looked_at_by_itself_and_ones_own_may_wait(at: Table) -> None:
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Here it is")
    assert "Delivered to you" in at.naoko.page("leave/").words
    assert "Waits for Kaido" in at.annelies.page("leave/").words
    left(at)
    assert status(promise) == "delivered"


def test_every_page_says_who_left_and_offers_no_act_on_either_side(at: Table) -> None:
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Here it is")
    left(at, words="Thank you for all of it.")
    for seat, who in (
        (at.annelies, "You left this alliance on"),
        (at.naoko, "Veldsen left this alliance on"),
    ):
        for room in (*ROOMS, f"promises/{promise}/"):
            page = seat.page(room)
            assert page.status == 200 and who in page.words, room
            forms = set(re.findall(r'<form[^>]*method="post"[^>]*action="([^"]*)"', page.html))
            forms.discard("/a/veldsen-kaido/told/")  # whom nobody has told yet is still worth a word
            assert not forms or room == "record/", (room, forms)
            assert "promises/new/" not in page.html and "promises/ask/" not in page.html, room
    assert "You can read and take it with you until" in at.annelies.page("").words
    assert "“Thank you for all of it.”" in at.naoko.page("").words
    assert "You can read and take it" not in at.naoko.page("").words


def test_every_act_is_refused_with_the_same_sentence(at: Table) -> None:
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="Here it is")
    page = at.naoko.page(f"promises/{promise}/", act="accept").html
    stamp = re.search(r'name="stamp" value="([0-9a-f]+)"', page)
    assert stamp
    left(at)
    count = models.Entry.objects.count()
    tries = {
        f"promises/{promise}/act/": {
            "act": "accept",
            "move": "accept",
            "stamp": stamp[1],
            "met_0": "1",
            "met_1": "1",
        },
        f"promises/{promise}/note/": {"words": "For us"},
        "promises/new/": {
            "do": "offer",
            "title": "One more",
            "due": SOON.isoformat(),
            "zone": "UTC",
            "draft": "x",
        },
        "purpose/": {"text": "Another", "stamp": ""},
        "people/introduce/": {},
        "leave/": {"do": "leave", "private": "keep", "sure": "yes"},
    }
    for where, data in tries.items():
        answer = at.naoko.send(where, data)
        assert answer.status == 403 and "Veldsen left this alliance on" in answer.words, where
    assert at.naoko.page("promises/new/").status == 403
    assert models.Entry.objects.count() == count and not models.Note.objects.exists()


def test_today_and_the_list_say_it_plainly_and_nothing_there_needs_anybody(at: Table) -> None:
    offered(at.annelies, "A drawing")
    at.annelies.send("leave/", {"do": "table"})
    left(at)
    assert (
        "You left on" in at.annelies.page("/").words
        and "No alliance goes on now." in at.annelies.page("/").words
    )
    assert (
        "Veldsen left on" in at.naoko.page("/").words and "Nothing needs you now." in at.naoko.page("/").words
    )
    assert "You can read and take it with you until" in at.annelies.page("/alliances/").words
    assert "Veldsen left on" in at.naoko.page("/alliances/").words
    assert "You left on" in at.annelies.page("/organisation/").words


def test_both_sides_take_the_same_last_bundle(at: Table) -> None:
    left(at)
    sizes = {len(seat.client.get(seat.where("record/bundle/")).content) for seat in (at.annelies, at.naoko)}
    assert len(sizes) == 1


def test_ones_own_notes_go_along_as_a_file_that_the_partner_never_gets(at: Table) -> None:
    promise = agreed(at)
    at.annelies.send(f"promises/{promise}/note/", {"words": "Zeewolf, for us alone"})
    own = at.annelies.client.get(at.annelies.where("leave/private.txt"))
    assert "Zeewolf" in own.content.decode() and "attachment" in own["Content-Disposition"]
    assert "Zeewolf" not in at.naoko.client.get(at.naoko.where("leave/private.txt")).content.decode()


def test_a_side_that_has_not_confirmed_yet_may_leave_too(at: Table) -> None:
    at.annelies.send("/invite/", {"partner": "Ostfjord", "email": "liv@ostfjord.example"})
    slug = models.Alliance.objects.get(partner_name="Ostfjord").slug
    page = at.annelies.send(f"/a/{slug}/leave/", {"do": "leave", "private": "delete", "sure": "yes"})
    assert page.at == "/alliances/" and "You left on" in page.words
    assert not models.Invitation.objects.filter(kind="partner").exists()


def test_leaving_takes_an_admin(at: Table) -> None:
    assert at.colleague("Mies Bos", Role.MANAGER).page("leave/").status == 403
