"""After the press: what the page shows and leads to; and a link that came to the wrong person is given up."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from tests.cast import person
from tests.notify.posting import sent
from tests.web.mailboxes import NODE, Mailbox, acts, button, link_to_agree
from tests.web.seats import Table, asked, offered, status
from troth.actions.days import day_in
from troth.actions.rhythm import Hours, Work
from troth.core.values import Role
from troth.store import absence, models
from troth.store.absence import Absence
from troth.store.node import acknowledge_all, present
from troth.store.queries.people import Party
from troth.web.mailed.done import at_work

pytestmark = pytest.mark.django_db

NEXT = re.compile(r'href="(/m/[\w-]+/)">Look at it')
BACK = re.compile(r'href="([^"]+)">That is not what I meant')


def test_the_page_says_when_in_whose_logs_and_what_is_on_its_way(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    naoko.known(link)
    page = naoko.press(link, stake="low")
    assert (
        "The audit report is in your hands" in page.words
        and "Agreed by Naoko Fujiwara for Kaido" in page.words
    )
    assert "Veldsen is at work" in page.words, "when the organisation is; nobody's own hours are shown"
    own = models.Entry.objects.filter(object=promise).latest("number")
    assert f"kaido #{own.seq:04}" in page.words and "veldsen #" not in page.words
    assert "A receipt is on its way to your mailbox." in page.words, "she is the one who gets Kaido's"
    assert f'href="/a/veldsen-kaido/promises/{promise}/#comments">Add a word to Annelies' in page.html
    veldsen = models.Party.objects.get(organisation__short="Veldsen")
    acknowledge_all(at.two.alliance.pk, veldsen.log, present())
    named = models.Entry.objects.filter(log=veldsen.log).latest("seq")
    assert f"kaido #{own.seq:04} · veldsen #{named.seq:04}" in naoko.look(link).words


def test_of_whoever_is_away_the_page_says_on_which_day_they_are_back(at: Table, naoko: Mailbox) -> None:
    _, link = link_to_agree(at, naoko)
    today = day_in(present(), at.two.annelies.zone)
    absence.go_away(at.two.annelies, Absence(today, today + timedelta(days=3), words="At sea."))
    naoko.known(link)
    words = naoko.press(link, stake="low").words
    assert re.search(r"Annelies is back on \w+ \d+ \w+", words) and "is at work" not in words


def test_a_yes_that_was_not_meant_is_taken_back_by_a_link_of_its_own(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    naoko.known(link)
    found = BACK.search(naoko.press(link, stake="low").html)
    assert found and found.group(1).startswith("/m/")
    back = found.group(1)
    assert "Take your yes back?" in naoko.look(back).words
    assert "Is it you?" in Mailbox(naoko.email).look(back).words, "nobody else's browser does it"
    assert "Taken back. Both see that it was." in naoko.press(back).words
    assert status(promise) == "proposed" and acts(promise)[-1]["t"] == "promise.take_back/1"


def test_a_yes_that_was_built_on_is_changed_and_not_taken_back(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    naoko.known(link)
    naoko.press(link, stake="low")
    at.annelies.act(promise, "progress", words="Half of it")
    found = BACK.search(naoko.look(link).html)
    assert found and found.group(1) == f"/a/veldsen-kaido/promises/{promise}/?act=change#desk"


def test_one_more_thing_waits_with_a_link_of_its_own_and_only_where_the_mailbox_was_shown(
    at: Table, naoko: Mailbox
) -> None:
    _, link = link_to_agree(at, naoko)
    naoko.known(link)
    other = asked(at.annelies, "The crates are back")
    page = naoko.press(link, stake="low")
    assert "One more thing waits for you The crates are back" in page.words
    (fresh,) = NEXT.findall(page.html)
    passed_on = Mailbox(naoko.email).look(link)
    assert "does nothing more" in passed_on.words and "The crates" not in passed_on.words
    assert "/m/" not in passed_on.html
    assert NEXT.findall(naoko.look(link).html) == [fresh], "to look again makes no other"
    assert "Agreed." in naoko.press(fresh).words and status(other) == "agreed"
    assert "One more thing" not in naoko.look(fresh).words


def test_whoever_is_not_meant_says_so_and_no_link_about_it_works_any_more(at: Table, naoko: Mailbox) -> None:
    haruka = person(at.two.naoko.membership.organisation, "Haruka Shimizu", Role.MANAGER)
    other = offered(at.annelies, "The crates are back")
    kept = button(naoko.newest(), "Decline")
    promise = offered(at.annelies)
    message = naoko.newest()
    agree, decline = button(message, "Agree to"), button(message, "Decline")
    stranger = Mailbox("x@else.example")
    for page in (stranger.look(agree), stranger.look(decline)):
        assert "You are not Naoko?" in page.words and "Tell us" in page.words
    for ask in (stranger.client.get, stranger.client.head):
        assert ask(f"{agree}not-me/").status_code == 405
    assert "Thank you for telling us" in stranger.client.post(f"{agree}not-me/").content.decode()
    for link in (agree, decline):
        assert "This link was given up" in naoko.look(link).words
        assert stranger.client.post(link, {"stake": "low"}).status_code == 410
    assert status(promise) == "proposed" and "Decline?" in naoko.look(kept).words, other
    told = {each.to[0]: str(each.body) for each in sent()}
    assert set(told) == {"naoko@kaido.example", haruka.email}
    assert "said that they are not you" in told["naoko@kaido.example"]
    assert "said that they are not Naoko Fujiwara" in told[haruka.email]
    assert all("twelve" not in each for each in told.values())
    stranger.client.post(f"{agree}not-me/")
    assert sent() == []


def test_a_new_link_goes_to_the_mailbox_of_its_person_alone(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    assert naoko.client.post(f"{link}anew/").status_code == 302, "nobody gave it up"
    assert sent() == []
    Client().post(f"{link}not-me/")
    sent()
    assert "Send me a new link" in naoko.look(link).words
    assert "A new link is on its way" in Client().post(f"{link}anew/").content.decode()
    (message,) = sent()
    assert message.to == [naoko.email]
    found = re.search(rf"^{NODE}(/m/[\w-]+/)$", str(message.body), re.MULTILINE)
    assert found and found.group(1) != link
    naoko.known(found.group(1))
    assert "Agreed." in naoko.press(found.group(1), stake="low").words and status(promise) == "agreed"
    assert "does nothing" in naoko.look(link).words


def test_a_link_that_was_used_or_is_over_is_not_given_up(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    naoko.known(link)
    naoko.press(link, stake="low")
    sent()
    assert naoko.client.post(f"{link}not-me/").status_code == 302
    assert status(promise) == "agreed" and sent() == []
    assert Client().post("/m/nothing/not-me/").status_code == 404


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ((23, 15, 21), "Veldsen is at work until 17:30, your 01:30 on Tuesday."),
        ((23, 5, 0), "Veldsen is at work again from 08:30, your 16:30."),
        ((23, 20, 0), "Veldsen is at work again tomorrow from 08:30, your 16:30."),
        ((27, 20, 0), "Veldsen is at work again on Monday 30 November from 08:30, your 16:30."),
    ],
)
def test_until_when_the_other_side_is_at_work_is_said_on_both_clocks(
    now: tuple[int, int, int], said: str
) -> None:
    day, hour, minute = now
    side = Party("Veldsen", "Veldsen", "a", "", "Europe/Amsterdam", time(8, 30), time(17, 30), mine=False)
    work = Work("Europe/Amsterdam", (*(Hours(time(8, 30), time(17, 30)),) * 5, None, None))
    at = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    assert at_work(side, work, "Asia/Tokyo", at) == said
