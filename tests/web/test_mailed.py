"""A mail is answered where it is read: by a button, a page that confirms, and no sign-in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import terms
from tests.web.mailboxes import Mailbox, acts, button, buttons
from tests.web.seats import SOON, Table, agreed, asked, offered, status
from tests.web.surveying import KEYS, begun
from troth.actions import promises
from troth.store import models

pytestmark = pytest.mark.django_db


def test_a_promise_is_agreed_to_and_its_delivery_accepted_from_the_mailbox_alone(
    at: Table, naoko: Mailbox
) -> None:
    promise = offered(at.annelies)
    message = naoko.newest()
    assert [each.split(" to ")[0] for each in buttons(message)] == [
        "Agree",
        "Propose it differently",
        "Decline",
    ]
    agree = button(message, "Agree to")
    first = naoko.look(agree)
    assert "Is it you?" in first.words and "naoko@kaido.example" in first.words
    assert "Naoko Fujiwara , acting for Kaido" in first.words
    page = naoko.known(agree)
    assert "Agree to what Veldsen proposes?" in page.words and "All twelve sites are covered" in page.words
    done = naoko.press(agree, stake="medium", words="Gladly")
    assert "Agreed. Veldsen knows." in done.words and "Naoko Fujiwara for Kaido, by mail link" in done.words
    assert status(promise) == "agreed"
    assert acts(promise)[-1]["via"] == "mail" and "via" not in acts(promise)[0]
    assert "You agreed" not in at.annelies.page(f"promises/{promise}/").words
    assert "by mail link" in at.annelies.page(f"promises/{promise}/").words
    at.annelies.act(promise, "deliver", words="There")
    accept = button(naoko.newest(), "Accept it")
    assert "Is each condition met?" in naoko.look(accept).words, "this browser has shown whose mailbox it is"
    unsure = naoko.press(accept, move="accept", met_0="1", outcome="met")
    assert "Say of each condition whether it is met." in unsure.words and status(promise) == "delivered"
    assert "Accepted" in naoko.press(accept, move="accept", met_0="1", met_1="1", outcome="met").words
    assert status(promise) == "kept"


def test_a_performer_who_never_signs_in_says_yes_warns_and_delivers(at: Table, naoko: Mailbox) -> None:
    promise = asked(at.annelies)
    agree = button(naoko.newest(), "Agree to")
    naoko.known(agree)
    naoko.press(agree)
    kept = naoko.newest()
    assert kept.subject == "Veldsen has your yes to “The cold store has room”"
    assert buttons(kept) == ["Something came in between", "Say it is delivered"]
    assert models.MailLink.objects.latest("pk").expires_at.date() > SOON
    at.annelies.act(promise, "ask_status")
    message = naoko.newest()
    warn, deliver = button(message, "Something came in between"), button(message, "Say it is delivered")
    new = Mailbox(naoko.email)  # another browser: a word in time asks for no code
    left_out = new.press(warn, words="The chamber is booked", then="propose")
    assert "Choose the day" in left_out.words and "The chamber is booked" in left_out.html
    later = SOON + timedelta(days=3)
    told = new.press(warn, words="The chamber is booked", then="propose", due=later.isoformat())
    assert "Veldsen knows now, from you." in told.words
    assert [each["t"] for each in acts(promise)[-2:]] == ["promise.warn/1", "promise.change/1"]
    assert all(each["via"] == "mail" for each in acts(promise)[-2:])
    annelies = Mailbox("annelies@veldsen.example")
    mail = annelies.newest()
    assert "The chamber is booked" in str(mail.body) and "Proposed date: " in str(mail.body)
    assert f"Until you agree, {SOON.day} {SOON:%B} stands." in str(mail.body)
    yes = button(mail, "Agree to")
    annelies.known(yes)
    assert "Agreed" in annelies.press(yes).words
    assert "Something happened here since that mail" in new.look(deliver).words, "other terms hold by now"
    assert models.Promise.objects.get(object=promise).due_day == later


@pytest.mark.parametrize(
    ("label", "fields", "kind", "became"),
    [
        ("Decline", {"words": "Not this year"}, "promise.decline/1", "nothing"),
        (
            "Propose it differently",
            {"due": "2031-03-04", "zone": "Asia/Tokyo"},
            "promise.counter/1",
            "proposed",
        ),
    ],
)
def test_an_offer_is_answered_otherwise_without_a_code(
    at: Table, naoko: Mailbox, label: str, fields: dict[str, str], kind: str, became: str
) -> None:
    promise = offered(at.annelies)
    link = button(naoko.newest(), label)
    if "due" in fields:
        assert "Choose the day that you propose." in naoko.press(link, zone=fields["zone"]).words
    assert "by mail link" in naoko.press(link, **fields).words
    assert (acts(promise)[-1]["t"], status(promise)) == (kind, became)


def test_a_delivery_is_sent_back_and_a_performer_released_from_the_mailbox(at: Table, naoko: Mailbox) -> None:
    promise = agreed(at)
    at.annelies.act(promise, "deliver", words="There")
    missing = button(naoko.newest(), "Say what is missing")
    naoko.known(missing)
    back = naoko.press(missing, move="send_back", met_0="0", met_1="1", words="Two sites are left")
    assert "Sent back." in back.words and status(promise) == "agreed"
    at.annelies.act(promise, "ask_release", words="We cannot")
    assert "Released" in naoko.press(button(naoko.newest(), "Release Veldsen")).words
    assert status(promise) == "released"


def test_a_statement_is_played_back_corrected_and_confirmed_from_mailboxes(at: Table, naoko: Mailbox) -> None:
    at.annelies.send(
        "listening/new/", {"words": "We load at four in the morning.", "asks": "on", "draft": "a"}
    )
    statement = models.Statement.objects.get().object
    annelies = Mailbox("annelies@veldsen.example")
    mail = naoko.newest()
    assert "We load at four" in str(mail.body)
    assert (
        "by mail link"
        in naoko.press(button(mail, "Say how I understand it"), words="You start at five").words
    )
    mail = annelies.newest()
    assert "You start at five" in str(mail.body)
    meant = button(mail, "That is what I meant")
    assert "Is it you?" in annelies.look(meant).words
    annelies.press(button(mail, "Not quite"), words="At four, not five")
    again = naoko.press(button(naoko.newest(), "Say how I understand it"), words="Loading is at four")
    assert "Whether it is what was meant, only they can say." in again.words
    assert "Something happened here since that mail" in annelies.look(meant).words
    meant = button(annelies.newest(), "That is what I meant")
    annelies.known(meant)
    assert "You are on the same page." in annelies.press(meant).words
    assert [each.get("via") for each in acts(statement)] == [None, *["mail"] * 4]
    assert at.naoko.page(f"listening/{statement}/").words.count("by mail link") == 4


def test_a_pulse_is_answered_from_the_mailbox_and_nothing_of_it_is_noted(at: Table, naoko: Mailbox) -> None:
    round_ = begun(at.annelies)
    link = button(naoko.newest(), "Answer now")
    naoko.known(link)
    assert "is marked below" in naoko.press(link).words
    done = naoko.press(link, agrees="on", **{f"level_{key}": 4 for key in KEYS})
    assert "Sealed. Kaido is in." in done.words and "mail link" not in done.words
    assert models.SurveyAnswer.objects.get(person=at.two.naoko, survey__object=round_).sealed
    assert all("via" not in each for each in acts(round_))


def test_a_series_is_agreed_to_as_one_from_the_mailbox_and_only_as_it_was_shown(
    at: Table, naoko: Mailbox
) -> None:
    days = [SOON + timedelta(days=7 * n) for n in range(3)]
    made = promises.offer_series(at.two.node, at.two.veldsen, terms(customer=at.two.kaido.by), days)
    link = button(naoko.newest(), "Agree to all 3")
    assert "Is it you?" in naoko.look(link).words
    page = naoko.known(link)
    assert all(f"{day.day} {day:%B}" in page.words for day in days) and "three dates" in page.words
    assert "Agreed, each of them." in naoko.press(link, stake="low").words
    assert [status(each) for each in made] == ["agreed"] * 3
    assert all(acts(each)[-1]["via"] == "mail" for each in made)
    more = promises.offer_series(at.two.node, at.two.veldsen, terms(customer=at.two.kaido.by), days)
    late = button(naoko.newest(), "Agree to all 3")
    at.annelies.act(more[2], "withdraw")
    assert "Something happened here since that mail" in naoko.press(late, stake="low").words
    assert [status(each) for each in more[:2]] == ["proposed"] * 2
