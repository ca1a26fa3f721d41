"""The palette and the shortcuts: what a few words find, for whom, and that nothing of others is ever found."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.seats import Seat, agreed, asked, offered, table
from tests.web.world import World, world
from troth.core.values import Role
from troth.store import models, private
from troth.web.palette.keys import SHORTCUTS
from troth.web.palette.search import pieces

pytestmark = pytest.mark.django_db


def go(seat: Seat, q: str, **more: str) -> dict[str, list[tuple[str, str]]]:
    """What is found: for each group the words and addresses of its ways."""
    html = seat.page("/go/", q=q, **more).html
    groups = re.findall(r'<h3 id="found-(\w+)".*?</ul>', html, re.S)
    found: dict[str, list[tuple[str, str]]] = {}
    for key, part in zip(groups, re.findall(r"<h3 id=\"found-.*?</ul>", html, re.S), strict=True):
        links = re.findall(r'<a href="([^"]+)">(.*?)</a>', part, re.S)
        bare = [
            (re.sub(r"<svg.*?</svg>|<[^>]+>", "", words), url.replace("&amp;", "&")) for url, words in links
        ]
        found[key] = bare
    return found


def words(found: list[tuple[str, str]]) -> str:
    return " | ".join(said for said, _ in found)


def test_a_word_finds_promises_in_both_directions_and_what_may_be_done_with_them() -> None:
    at = table()
    drawing = agreed(at, title="The Otaru drawing")
    request = asked(at.annelies, "The keys of Otaru")
    at.naoko.click(request, "agree")
    found = go(at.annelies, "otaru")
    assert "The Otaru drawing" in words(found["promises"]) and "The keys of Otaru" in words(found["promises"])
    assert found["do"][0][0].startswith("Something came in between: The Otaru drawing")
    assert found["do"][0][1] == f"/a/veldsen-kaido/promises/{drawing}/?act=warn#desk"
    assert "Ask how it stands: The keys of Otaru" in words(found["do"])
    theirs = go(at.naoko, "otaru")
    assert "Ask how it stands: The Otaru drawing" in words(theirs["do"])


def test_words_may_name_the_act() -> None:
    at = table()
    agreed(at, title="The drawing")
    agreed(at, title="The keys")
    assert words(go(at.annelies, "report keys")["do"][:1]).startswith("Report progress: The keys")
    found = go(at.annelies, "something came in between")
    assert words(found["do"]).count("Something came in between") == 2


def test_what_waits_for_a_yes_and_what_is_delivered_can_be_answered() -> None:
    at = table()
    offered(at.annelies, "The drawing")
    assert "Agree, or answer: The drawing" in words(go(at.naoko, "drawing")["do"])
    delivered = agreed(at, title="The keys")
    at.annelies.act(delivered, "deliver", words="Done")
    assert "Accept, or say what is missing: The keys" in words(go(at.naoko, "keys")["do"])


def test_of_a_series_the_next_is_found_to_act_on() -> None:
    at = table()
    promise = asked(at.annelies, "The weekly list", series_every="week", series_count="5")
    at.naoko.click(promise, "agree_series")
    assert words(go(at.naoko, "weekly between")["do"]).count("Something came in between") == 1


def test_ones_own_promises_come_first() -> None:
    at = table()
    joost = at.colleague("Joost Bakker")
    other = offered(joost, "The first drawing")
    at.naoko.act(other, "agree", stake="low")
    agreed(at, title="The second drawing")
    assert "The second drawing" in go(at.annelies, "drawing")["do"][0][0]


def test_a_promise_is_made_about_what_was_typed() -> None:
    at = table()
    found = go(at.annelies, "spare probes", **{"in": "veldsen-kaido"})
    said, url = found["do"][-1]
    assert said.startswith("Make a promise about “spare probes”")
    assert (
        'value="spare probes"' in at.annelies.page(url).html
        or ">spare probes</textarea>" in at.annelies.page(url).html
    )


def test_pages_are_found_by_their_names_and_without_a_word() -> None:
    at = table()
    assert go(at.annelies, "calend")["pages"][0][1] == "/a/veldsen-kaido/calendar/"
    assert "/settings/" in [url for _, url in go(at.annelies, "theme")["pages"]]
    plain = go(at.annelies, "", **{"in": "veldsen-kaido"})
    assert plain["pages"][0][1] == "/a/veldsen-kaido/" and "promises" not in plain


def test_people_of_both_sides_are_found() -> None:
    at = table()
    found = go(at.annelies, "fujiwara")["people"]
    assert found[0][0].startswith("Naoko Fujiwara") and "person=" in found[0][1]


def test_drafts_are_found_by_their_writer_and_notes_by_their_side() -> None:
    at = table()
    promise = agreed(at)
    joost = at.colleague("Joost Bakker")
    private.keep_draft(at.annelies.person, "offer:veldsen-kaido:abc", {"title": ["Otaru, half written"]})
    at.annelies.send(f"promises/{promise}/note/", {"words": "Otaru does not read the handover"})
    mine = go(at.annelies, "otaru")
    assert mine["drafts"] == [
        ("Draft: Otaru, half writtento Kaido, not sent", "/a/veldsen-kaido/promises/new/?draft=abc")
    ]
    note = models.Note.objects.get()
    assert mine["notes"][0][1] == f"/a/veldsen-kaido/promises/{promise}/#note-{note.pk}"
    colleague = go(joost, "otaru")
    assert "notes" in colleague and "drafts" not in colleague
    assert set(go(at.naoko, "otaru")) <= {"do"}


def test_a_viewer_finds_what_is_there_and_nothing_to_do() -> None:
    at = table()
    agreed(at, title="The drawing")
    found = go(at.colleague("Vera Jansen", Role.VIEWER), "drawing")
    assert "promises" in found and "do" not in found


def test_the_palette_asks_for_the_part_alone() -> None:
    at = table()
    agreed(at, title="The drawing")
    part = at.annelies.client.get("/go/", {"q": "drawing"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and "HX-Request" in part["Vary"]
    viewer = at.colleague("Vera Jansen", Role.VIEWER)
    assert "Nothing is called “zzz”." in viewer.page("/go/", q="zzz").words
    with CaptureQueriesContext(connection) as few:
        at.annelies.client.get("/go/", {"q": "drawing"}, headers={"HX-Request": "true"})
    assert len(few) <= 14


def test_strangers_find_nothing_of_others() -> None:
    here: World = world()
    for who in ("stranger", "before"):
        page = here.ask(who, "get", "/go/?q=audit&in=" + here.ids["slug"], {}).content.decode()
        assert here.ids["object"] not in page and f"/a/{here.ids['slug']}/" not in page


def test_words_that_are_found_are_told_apart_whatever_they_are() -> None:
    assert [(each.text, each.found) for each in pieces("The Otaru (1+1) drawing", ["otaru", "(1+1)"])] == [
        ("The ", False), ("Otaru", True), (" ", False), ("(1+1)", True), (" drawing", False),
    ]  # fmt: skip
    assert [each.text for each in pieces("ẞ and İ", ["i"])][0]
    assert pieces("plain", []) == pieces("plain", ["zzz"])


def test_every_shortcut_is_listed_on_its_page_and_letters_can_be_turned_off() -> None:
    at = table()
    page = at.annelies.page("/shortcuts/")
    for group in SHORTCUTS.values():
        for one in group:
            assert one.does in page.words
    assert 'data-single="yes"' in page.html
    at.annelies.client.post("/shortcuts/", {})
    assert 'data-single="no"' in at.annelies.page("/").html
    assert "letters alone do nothing" in at.annelies.page("/shortcuts/").words
    assert 'data-single="yes"' in at.naoko.page("/").html
    at.annelies.client.post("/shortcuts/", {"single": "on"})
    assert models.Person.objects.get(pk=at.annelies.person.pk).single_keys


def test_no_two_shortcuts_are_the_same_and_a_switch_turns_off_all_that_are_letters() -> None:
    every = [one for group in SHORTCUTS.values() for one in group]
    assert len({one.keys for one in every}) == len(every)
    assert {one.keys for one in every if not one.single} == {("Ctrl", "K"), ("Ctrl", "Enter"), ("Esc",)}
