"""A link in a mail acts for its person, once, for a fortnight, by its own act; else it is refused kindly or harmless."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import person
from tests.web.mailboxes import Mailbox, acts, button, link_to_agree
from tests.web.passkey import passkey_of
from tests.web.seats import Table, agreed, asked, offered, status
from troth.core.values import Role
from troth.store import founding, mailed, models
from troth.store.queries.mailed import Asked

pytestmark = pytest.mark.django_db


def test_whatever_opens_links_by_itself_does_nothing_and_uses_nothing_up(at: Table, naoko: Mailbox) -> None:
    promise = offered(at.annelies)
    message = naoko.newest()
    before = models.Entry.objects.count(), models.Outbox.objects.count()
    for label in ("Agree to", "Propose it differently", "Decline"):
        for ask in (naoko.client.get, naoko.client.head, Client().get, Client().head):
            answer = ask(button(message, label))
            assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert (models.Entry.objects.count(), models.Outbox.objects.count()) == before
    assert not models.MailLink.objects.exclude(used_at=None).exists() and not models.MailCode.objects.exists()
    assert status(promise) == "proposed"


def _expired(at: Table, link: str) -> str:
    models.MailLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    return link


def _left(at: Table, link: str) -> str:
    models.Person.objects.filter(pk=at.two.naoko.pk).update(is_active=False)
    return link


def _gone(at: Table, link: str) -> str:
    at.two.naoko.delete()
    return link


def _elsewhere(at: Table, link: str) -> str:
    firm = models.Organisation.objects.create(name="Havn AS", short="Havn")
    models.Membership.objects.filter(person=at.two.naoko).update(organisation=firm)
    return link


def _another_address(at: Table, link: str) -> str:
    models.Person.objects.filter(pk=at.two.naoko.pk).update(email="new@kaido.example")
    return link


def _only_reads(at: Table, link: str) -> str:
    models.Membership.objects.filter(person=at.two.naoko).update(role=Role.VIEWER.value)
    return link


def _withdrawn(at: Table, link: str) -> str:
    promise = models.Promise.objects.get().object
    at.annelies.act(promise, "withdraw")
    return link


def _another_text(at: Table, link: str) -> str:
    at.annelies.act(models.Promise.objects.get().object, "counter", due="2031-03-04", zone="Asia/Tokyo")
    return link


def _firm_left(at: Table, link: str) -> str:
    models.Party.objects.filter(alliance=at.two.alliance).update(left_at=1)
    return link


def _altered(at: Table, link: str) -> str:
    last = "A" if link[-2] != "A" else "B"
    return f"{link[:-2]}{last}/"


def _other_alliance(at: Table, link: str) -> str:
    """A link made for the same person in an alliance that knows nothing of the promise."""
    firm = at.two.naoko.membership.organisation
    party = founding.found(firm, "Nordlys").party
    asked = Asked("agree", models.Promise.objects.get().object, models.Entry.objects.latest("number").id)
    (token,) = mailed.make(at.two.naoko, party, [asked], mail="elsewhere")
    return f"/m/{token}/"


def _asks_sign_in(at: Table, link: str) -> str:
    mailed.ask_sign_in(at.two.naoko.membership.organisation, True)
    return link


def _asks_factor(at: Table, link: str) -> str:
    models.Organisation.objects.update(factor_asked="everybody", factor_since=timezone.now().date())
    return link


GRID: dict[str, tuple[Callable[[Table, str], str], str]] = {
    "expired": (_expired, "This link is over"),
    "left": (_left, "does not act here any more"),
    "erased": (_gone, "This link does nothing"),
    "another organisation": (_elsewhere, "does not act here any more"),
    "another address": (_another_address, "uses another address now"),
    "lost the right": (_only_reads, "Something happened here since that mail"),
    "withdrawn": (_withdrawn, "Something happened here since that mail"),
    "another text": (_another_text, "Something happened here since that mail"),
    "the alliance ended": (_firm_left, "Something happened here since that mail"),
    "altered": (_altered, "This link does nothing"),
    "another alliance": (_other_alliance, "Something happened here since that mail"),
    "sign-in is demanded": (_asks_sign_in, "asks you to sign in first"),
    "a second factor is demanded": (_asks_factor, "asks you to sign in first"),
}


@pytest.mark.parametrize("what", GRID)
def test_a_link_that_no_longer_fits_is_refused_kindly_and_signs_nothing(
    at: Table, naoko: Mailbox, what: str
) -> None:
    promise = offered(at.annelies)
    message = naoko.newest()
    agree, decline = button(message, "Agree to"), button(message, "Decline")
    naoko.known(agree)  # the strongest browser there is
    alter, said = GRID[what]
    changed = alter(at, agree)
    before = models.Entry.objects.count()
    for link in (changed, decline) if changed == agree else (changed,):
        for answer in (naoko.look(link), naoko.press(link, stake="medium")):
            assert said in answer.words, answer.words
        assert naoko.client.post(f"{link}code/").status_code != 200
    assert models.Entry.objects.count() == before
    assert not models.MailLink.objects.exclude(used_at=None).exists()
    assert not models.Promise.objects.filter(object=promise, status="agreed").exists()


def test_a_link_acts_once_also_when_it_is_pressed_twice(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    naoko.known(link)
    stamp = naoko.stamp(link)
    for _ in range(2):
        answer = naoko.client.post(link, {"stamp": stamp, "stake": "medium"}, follow=True)
        assert "Agreed. Veldsen knows." in answer.content.decode()
    assert [each["t"] for each in acts(promise)].count("promise.agree/1") == 1
    assert "does nothing more" in Mailbox("x").look(link).words


def test_a_link_does_no_other_act_than_its_own(at: Table, naoko: Mailbox) -> None:
    promise = offered(at.annelies)
    link = button(naoko.newest(), "Decline")
    haruka = founding.actor_of(
        person(at.two.naoko.membership.organisation, "Haruka Shimizu"), at.two.alliance
    )
    naoko.press(
        link, move="agree", act="agree", stake="medium", stands=haruka.by, object="other", entry="other"
    )
    assert acts(promise)[-1]["t"] == "promise.decline/1" and "for" not in acts(promise)[-1]


def test_a_link_is_for_its_person_alone(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    answer = at.annelies.client.post(link, {"stake": "medium"})
    assert answer.status_code == 403 and "This link is for somebody else" in answer.content.decode()
    colleague = person(at.two.naoko.membership.organisation, "Haruka Shimizu")
    other = at.seat(colleague)
    assert other.client.get(link).status_code == 403
    assert status(promise) == "proposed"
    assert "Agree to what Veldsen proposes?" in at.naoko.page(link).words, "signed in, no code is asked for"


def test_a_code_of_somebody_else_does_not_open_it(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    own = offered(at.naoko, "The crates are back")
    annelies = Mailbox("annelies@veldsen.example", naoko.client)
    theirs = button(annelies.newest(), "Agree to")
    annelies.known(theirs)
    assert "Is it you?" in naoko.look(link).words
    code, kept = naoko.code(link), naoko.page
    naoko.page = annelies.page  # the digits of one's own mailbox on the other's page
    assert "five times" in naoko.enter(link, code).words or "Is it you?" in naoko.look(link).words
    naoko.page = kept
    assert "Agree to what" in naoko.enter(link, code).words
    assert {status(promise), status(own)} == {"proposed"}


def test_a_code_is_good_for_five_tries_for_ten_minutes_and_once(at: Table, naoko: Mailbox) -> None:
    _, link = link_to_agree(at, naoko)
    right = naoko.code(link)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(4):
        assert "not the six digits" in naoko.enter(link, wrong).words
    assert "tried five times" in naoko.enter(link, wrong).words
    assert "Is it you?" in naoko.enter(link, right).words
    late = naoko.code(link)
    models.MailCode.objects.update(expires_at=timezone.now())
    assert "older than ten minutes" in naoko.enter(link, late).words
    once = naoko.code(link)
    assert "Agree to what" in naoko.enter(link, once, own=False).words
    again = Mailbox(naoko.email, Client())
    again.page = naoko.page
    assert "Is it you?" in again.enter(link, once).words
    assert models.MailCode.objects.filter(code_hash__contains=once).count() == 0


def test_codes_are_sent_so_often_and_no_oftener(at: Table, naoko: Mailbox) -> None:
    _, link = link_to_agree(at, naoko)
    answers = [naoko.client.post(f"{link}code/").status_code for _ in range(6)]
    assert answers == [200] * 4 + [429] * 2
    assert models.MailCode.objects.count() == 4


def test_a_browser_is_remembered_on_a_device_of_ones_own_for_ninety_days(
    at: Table, naoko: Mailbox, time_machine: TimeMachineFixture
) -> None:
    _, link = link_to_agree(at, naoko)
    lent = Mailbox(naoko.email)
    naoko.known(link)
    lent.enter(link, lent.code(link), own=False)
    now = timezone.now()
    for later, own, other in ((3600, True, False), (80 * 86_400, True, False), (91 * 86_400, False, False)):
        moved = now + timedelta(seconds=later)
        time_machine.move_to(moved)
        models.MailLink.objects.update(expires_at=moved + timedelta(days=1))
        assert ["Is it you?" not in each.look(link).words for each in (naoko, lent)] == [own, other]


def test_a_page_that_is_older_than_what_happened_says_so_and_signs_nothing(at: Table, naoko: Mailbox) -> None:
    promise = agreed(at)
    at.annelies.act(promise, "ask_release", words="We cannot")
    link = button(naoko.newest(), "Release Veldsen")
    naoko.known(link)
    old = naoko.stamp(link)
    at.annelies.act(promise, "progress", words="Half of it")
    at.annelies.act(promise, "change", due="2031-03-04", zone="Europe/Amsterdam")
    answer = naoko.client.post(link, {"stamp": old, "words": "Kept as typed"})
    assert answer.status_code == 409 and "Kept as typed" in answer.content.decode()
    assert status(promise) == "agreed"
    assert "Released" in naoko.press(link).words


def test_what_people_keep_for_themselves_stands_on_no_page_of_a_link(at: Table, naoko: Mailbox) -> None:
    promise = asked(at.annelies)
    agree = button(naoko.newest(), "Agree to")
    naoko.known(agree)
    naoko.press(agree)
    at.naoko.send(f"promises/{promise}/note/", {"words": "zeewolf note", "intended": "2031-07-13"})
    at.naoko.send(f"promises/{promise}/draft/", {"act": "warn", "words": "zeewolf draft"})
    at.annelies.act(promise, "ask_status")
    message = naoko.newest()
    for label in ("Something came in between", "Say it is delivered"):
        page = naoko.look(button(message, label)).html
        assert "zeewolf" not in page and "2031-07-13" not in page
    assert "zeewolf" not in str(message.message())


def test_a_yes_that_waits_for_a_second_signature_waits_also_by_mail(at: Table, naoko: Mailbox) -> None:
    models.Organisation.objects.update(second_from="low")
    person(at.two.naoko.membership.organisation, "Haruka Shimizu", Role.MANAGER)
    promise, link = link_to_agree(at, naoko)
    naoko.known(link)
    assert "Your yes waits for a second signature of Kaido." in naoko.press(link, stake="high").words
    assert status(promise) == "proposed" and models.SecondSignature.objects.count() == 1


def test_an_admin_has_people_sign_in_first_and_they_are_led_back(at: Table, naoko: Mailbox) -> None:
    promise, link = link_to_agree(at, naoko)
    at.naoko.send("/organisation/answers-by-mail/", {"sign_in": "on"})
    assert (
        "People sign in before they act by a button in a mail."
        in at.colleague("Mai Sato", of_kaido=True).page("/organisation/").words
    )
    page = naoko.look(link)
    assert f"/account/login/?next=%2Fm%2F{link.split('/')[2]}%2F" in page.html
    signed_in = Mailbox(naoko.email, at.naoko.client)
    assert "Agreed" in signed_in.press(link, stake="low").words
    assert status(promise) == "agreed"


def test_whose_mailbox_alone_is_not_enough_signs_in_where_it_binds_and_not_to_warn(
    at: Table, naoko: Mailbox
) -> None:
    promise = offered(at.annelies)
    message = naoko.newest()
    agree, decline = button(message, "Agree to"), button(message, "Decline")
    passkey_of(at.two.naoko)
    for answer in (naoko.look(agree), naoko.press(agree, stake="low")):
        assert "You have a second factor" in answer.words
    assert naoko.client.post(f"{agree}code/").status_code == 403 and not models.MailCode.objects.exists()
    assert "Declined" in naoko.press(decline).words and status(promise) == "nothing"


def test_links_and_codes_that_were_over_long_ago_are_deleted(at: Table, naoko: Mailbox) -> None:
    _, link = link_to_agree(at, naoko)
    naoko.code(link)
    mailed.tidy(timezone.now() + timedelta(days=100))
    assert models.MailLink.objects.exists() and not models.MailCode.objects.exists()
    mailed.tidy(timezone.now() + timedelta(days=105))
    assert not models.MailLink.objects.exists()
