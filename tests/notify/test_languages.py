"""A mail is in the language of whoever reads it, and what people wrote stays as they wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from time_machine import TimeMachineFixture

from tests.cast import Pair, person
from tests.notify.letters import RECEIVER, REPLY, letter
from tests.notify.posting import Talk, sent
from troth.core.values import Role
from troth.notify import receipts as receipts_mail
from troth.notify.jobs import HANDLERS
from troth.notify.replies.words import WHY, refused
from troth.store import absence, invitations, models, outbox, replies
from troth.store.absence import Absence
from troth.store.languages import LANGUAGES, day_of, language_of_browser, moment_in, reading_in
from troth.store.mailasks import COMMENT, ask_for, asked_by
from troth.store.queries.receipts import to_post

CODE = "Your code is {code}"
DAYS = {
    "en": ("Thursday 3 December", "3 December 2026", "Thursday 3 December, 09:12 in Yokohama"),
    "nl": ("donderdag 3 december", "3 december 2026", "donderdag 3 december, 09:12 in Yokohama"),
    "ja": ("12月3日(木)", "2026年12月3日", "12月3日(木) 09:12(Yokohama)"),
}


@pytest.fixture
def answering(posting: None) -> Iterator[None]:
    with override_settings(
        TROTH_REPLY_ADDRESS=REPLY,
        TROTH_REPLY_RECEIVER=RECEIVER,
        DEFAULT_FROM_EMAIL="Troth <troth@troth.example>",
    ):
        yield


def reads(somebody: models.Person, language: str) -> None:
    """Let somebody have their mails in a language from now on."""
    somebody.language = language
    somebody.save(update_fields=["language"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_and_an_hour_are_said_as_the_language_says_them(language: str) -> None:
    day = date(2026, 12, 3)
    with reading_in(language):
        said = (
            day_of(day),
            day_of(day, weekday=False, year=True),
            moment_in(datetime(2026, 12, 3, 9, 12, tzinfo=UTC), "Yokohama"),
        )
    assert said == DAYS[language]


@pytest.mark.parametrize("language", ["", "en", "de", "xx", "nl-BE"])
def test_who_chose_none_of_ours_reads_english(language: str) -> None:
    with reading_in("ja"), reading_in(language):
        assert (gettext(CODE), day_of(date(2026, 12, 3))) == (CODE, "Thursday 3 December")


def test_a_language_ends_with_its_mail_even_where_that_could_not_be_written() -> None:
    before = get_language()
    with pytest.raises(RuntimeError), reading_in("nl"):
        assert gettext(CODE) == "Je code is {code}"
        raise RuntimeError
    assert (get_language(), gettext(CODE)) == (before, CODE)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ja,en-US;q=0.7,en;q=0.3", "ja"),
        ("de-DE,de;q=0.9,NL-be;q=0.8,en;q=0.7", "nl"),
        ("en-GB,nl;q=0.5", "en"),
        ("de,fr", ""),
        ("*", ""),
        ("", ""),
        ("ja;q=nothing,;;", ""),
    ],
)
def test_a_browser_says_which_language_its_person_reads(asked: str, language: str) -> None:
    assert language_of_browser(asked) == language


@pytest.mark.django_db
@pytest.mark.usefixtures("posting")
def test_a_receipt_is_in_the_language_of_those_who_look_after_the_organisation(two: Pair) -> None:
    reads(two.naoko, "ja")
    Talk(two).agree()
    models.Outbox.objects.update(due=timezone.now() - timedelta(seconds=1))
    while outbox.work(HANDLERS):
        pass
    found = {each.to[0]: each for each in mail.outbox if each.attachments}
    assert found[two.naoko.email].subject == "受領証 1: VeldsenとKaido"
    assert "、合意: veldsen" in str(found[two.naoko.email].body)
    assert found[two.annelies.email].subject == "Receipt 1: Veldsen and Kaido"
    assert ", an agreement: veldsen" in str(found[two.annelies.email].body)
    person(two.naoko.membership.organisation, "Haruka Shimizu", Role.ADMIN)
    row = models.Outbox.objects.get(kind=outbox.RECEIPT, details__party=two.naoko.membership.pk)
    posted = to_post(row.details)
    assert posted is not None and posted.language == "", "they get one mail together"
    assert receipts_mail.subject(posted) == "Receipt 1: Veldsen and Kaido"


@pytest.mark.django_db
@pytest.mark.usefixtures("posting")
def test_a_stand_in_is_asked_in_their_own_language_and_not_in_that_of_who_is_away(
    two: Pair, time_machine: TimeMachineFixture
) -> None:
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MEMBER)
    reads(haruka, "ja")
    reads(two.naoko, "nl")
    time_machine.move_to(datetime(2026, 3, 6, 9, tzinfo=UTC), tick=False)
    week = Absence(date(2026, 3, 9), date(2026, 3, 13), haruka.pk)
    absence.go_away(two.naoko, week, link="https://troth.example/s/")
    (asked,) = sent()
    assert asked.subject == "Naoko Fujiwaraさんから3月13日(金)までの代理のお願い"
    assert "Naoko Fujiwaraさんは3月9日(月)から3月13日(金)まで不在" in str(asked.body)
    assert "https://troth.example/s/" in str(asked.body)
    assert absence.stand_in(haruka, two.naoko.pk)
    (agreed,) = sent()
    assert str(agreed.body).startswith("Haruka Shimizu neemt voor je waar tot en met vrijdag 13 maart. ")
    absence.come_back(two.naoko)
    (over,) = sent()
    assert over.subject == "Naoko Fujiwaraさんの代理はもう必要ありません"
    absence.go_away(two.naoko, week)
    assert absence.decline_to_stand_in(haruka, two.naoko.pk)
    assert sent()[-1].subject == "Haruka Shimizu kan niet voor je waarnemen"


@pytest.mark.django_db
@pytest.mark.usefixtures("posting")
def test_an_invitation_speaks_the_language_of_whom_it_knows_and_keeps_the_senders_words(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    reads(two.annelies, "nl")
    reads(two.naoko, "ja")
    to_colleague = invitations.invite_colleague(
        firm, two.annelies, Role.ADMIN, email="joost@veldsen.example", role=Role.MEMBER
    )
    to_partner = invitations.invite_partner(
        firm, two.annelies, Role.ADMIN, partner="Nova", email="anna@nova.example"
    )
    to_known = invitations.invite_partner(
        firm, two.annelies, Role.ADMIN, partner="Kaido Two", email=two.naoko.email
    )
    for made in (to_colleague, to_partner, to_known):
        invitations.send(made, link="https://troth.example/join/x/", words="Tot gauw, Annelies")
    messages = {message.to[0]: message for message in sent()}
    assert all("Tot gauw, Annelies" in str(message.body) for message in messages.values())
    subjects = {to: message.subject for to, message in messages.items()}
    assert subjects == {
        "joost@veldsen.example": "Annelies van der Meer van Veldsen nodigt je uit bij Veldsen",
        "anna@nova.example": "Annelies van der Meer of Veldsen asks you into an alliance",
        two.naoko.email: "VeldsenのAnnelies van der Meerさんから、アライアンスへのお誘い",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("answering")
def test_of_two_replies_that_do_not_count_each_is_told_so_in_the_language_of_its_writer(two: Pair) -> None:
    talk = Talk(two)
    party = two.alliance.parties.get(log=two.veldsen.log)
    haruka = person(two.naoko.membership.organisation, "Haruka Shimizu", Role.MEMBER)
    reads(two.naoko, "ja")
    for who in (two.naoko, haruka):
        to = ask_for(who, party, talk.promise, COMMENT, "e" * 64)
        replies.take_in(letter(to, words="", message_id=f"<{who.pk}@x>", **{"from": who.email}))
    messages = {each.to[0]: each for each in sent() if "/settings/" not in str(each.body)}
    naoko, hers = messages[two.naoko.email], messages[haruka.email]
    assert naoko.subject == "メールでのお返事を受け取れませんでした。"
    assert str(naoko.body).startswith("お返事をありがとうございます。ご自身の言葉が見つかりませんでした。")
    assert str(naoko.body).endswith("Naoko Fujiwaraさん宛て。\n")
    assert hers.subject == "Your answer by mail was not taken."
    assert str(hers.body).startswith("Thank you for your answer. No words of your own")


@pytest.mark.django_db
@pytest.mark.usefixtures("answering")
def test_why_a_reply_did_not_count_is_said_with_its_numbers_in_every_language(two: Pair) -> None:
    talk = Talk(two)
    party = two.alliance.parties.get(log=two.veldsen.log)
    ask = asked_by(ask_for(two.naoko, party, talk.promise, COMMENT, "e" * 64))
    assert ask is not None
    told = {}
    for language in LANGUAGES:
        reads(ask.person, language)
        told[language] = [refused(ask, why)[1] for why in WHY.values()]
        assert all("{" not in each for each in told[language])
    assert [any(number in each for each in told[language]) for language, number in zip(
        LANGUAGES, ("4,000 characters", "4.000 tekens", "4,000文字"), strict=True
    )] == [True] * 3  # fmt: skip
    assert not set(told["en"]) & set(told["nl"]) and not set(told["en"]) & set(told["ja"])
    rule, words = "A promise needs {a day}.", refused(ask, "A promise needs {a day}.")[1]
    assert rule in words, "what a rule of the pages says stays as it is"
