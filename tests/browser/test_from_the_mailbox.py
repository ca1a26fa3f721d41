"""Somebody who never signs in does all that a promise needs from their mailbox alone, and the other side sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.by_mail import Post, button, confirm, plain, post, show_mailbox
from tests.browser.conftest import Enter
from tests.browser.journey import DEMO, Somebody, asked, day

WARNED = "The ship waits for its pilot."
COMMENT = "Quay seven has power until nine."
UNDERSTOOD = "You load at four so that the ferry takes it."
PHONE = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False, "is_mobile": True}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Post]:
    with post(tmp_path) as made:
        yield made


def test_a_promise_is_agreed_warned_of_spoken_about_and_accepted_and_more_from_the_mailbox_alone(
    at: Post, enter: Enter
) -> None:
    annelies, naoko = enter(at.address, at.link), enter(at.address)
    request, statement, pulse, offer = _put_four_things(annelies)
    at.reply(at.newest("asks you for"), COMMENT)
    at.reply(at.newest("how you understand"), UNDERSTOOD)

    naoko.go(button(at.newest("asks you for"), "Agree"))
    naoko.sees("For Naoko Fujiwara")
    show_mailbox(naoko, at)
    confirm(naoko)
    _warns_on_a_phone(enter(at.address, **PHONE), at)
    _answers_the_pulse(naoko, at)
    _says_it_back(naoko, at)
    _accepts_what_is_delivered(naoko, at, annelies, offer)

    annelies.go(request)
    for words in (COMMENT, WARNED, "by mail link"):
        annelies.sees(words)
    annelies.go(statement)
    annelies.sees(UNDERSTOOD)
    annelies.sees("by mail link")
    annelies.go(pulse)
    annelies.sees("you see what it told once both are in")
    _seals(annelies)
    annelies.sees("Opened")
    annelies.sees_not("by mail link")
    _noted(at)
    cookies = {each.get("name", "") for each in naoko.page.context.cookies()}
    assert cookies and not any("session" in each for each in cookies), "signed in nowhere"


def _put_four_things(annelies: Somebody) -> tuple[str, str, str, str]:
    """Asked, said, begun and offered on pages, by somebody who is signed in."""
    request = asked(annelies, "The reefers stand at quay seven")
    annelies.go(f"{DEMO}listening/new/")
    annelies.fill(words="We load at four in the morning.")
    annelies.page.locator("input[name=asks]").check()
    annelies.page.locator("main button.go").click()
    annelies.sees("We load at four")
    statement = annelies.path
    annelies.go(f"{DEMO}pulse/new/")
    annelies.page.locator("main input[name=people]").first.check()
    annelies.press("Begin")
    annelies.sees("People on both sides are asked.")
    pulse = annelies.path
    annelies.go(f"{DEMO}promises/new/")
    annelies.fill(title="The placement drawing is yours", due=day(20), conditions="It shows both gates")
    annelies.press("Offer it to Kaido")
    annelies.sees("Offered.")
    return request, statement, pulse, annelies.path


def _warns_on_a_phone(naoko: Somebody, at: Post) -> None:
    """On another device, without scripts, and without a code: a word in time asks for none."""
    naoko.go(button(at.newest("has your yes"), "Something came in between"))
    naoko.choose("then", "unknown")
    naoko.fill(words=WARNED)
    assert naoko.page.evaluate("document.documentElement.scrollWidth") <= 390
    confirm(naoko)


def _answers_the_pulse(naoko: Somebody, at: Post) -> None:
    naoko.go(button(at.newest("how working together is"), "Answer now"))
    _seals(naoko)
    naoko.sees("Sealed. Kaido is in.")


def _seals(who: Somebody) -> None:
    for group in who.page.locator("main .likert").all():
        group.locator("label").nth(3).click()
    who.page.locator("main input[name=agrees]").check()
    who.press("Seal my answers")


def _says_it_back(naoko: Somebody, at: Post) -> None:
    """What was answered by `Reply` waits for her alone, until one click sends it."""
    mail = at.newest("waits for one click")
    assert UNDERSTOOD not in plain(mail)
    naoko.go(button(mail, "Look at it, and send it"))
    assert naoko.page.locator("main [name=words]").input_value() == UNDERSTOOD
    confirm(naoko)


def _accepts_what_is_delivered(naoko: Somebody, at: Post, annelies: Somebody, offer: str) -> None:
    naoko.go(button(at.newest("offers you"), "Agree"))
    naoko.choose("stake", "medium")
    confirm(naoko)
    annelies.go(offer)
    annelies.press("Say it is delivered")
    annelies.fill(words="In your folder")
    annelies.press("Say it is delivered", annelies.page.locator("#desk"))
    annelies.sees("It is kept once Kaido has accepted it.")
    naoko.go(button(at.newest("delivered"), "Accept it"))
    naoko.page.get_by_label("Met", exact=True).first.check()
    naoko.page.locator("main [name=move][value=accept]").click()
    naoko.sees("Accepted: the promise is kept.")
    annelies.sees("by mail link", within=10_000)


def _noted(at: Post) -> None:
    """Each act of hers stands in the record as one by a mail; what anybody answered in a pulse stands nowhere so."""
    said = at.apart.python(
        "import json\nfrom troth.store.models import Entry, Person\n"
        "acts = [(each.kind.partition('/')[0], json.loads(bytes(each.payload))['act'].get('via'))"
        " for each in Entry.objects.filter(log__in=Entry.objects.filter(kind='comment.say/1').values('log'))]\n"
        "print(sorted({kind for kind, via in acts if via == 'mail'}), Person.objects.get(name__startswith='Naoko').last_login)"
    )
    signed = ["comment.say", "promise.accept", "promise.agree", "promise.warn", "statement.play_back"]
    assert said == f"{signed} None"
