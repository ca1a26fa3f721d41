"""A letter is in the language of its reader, in both of its forms; what people wrote stays as they wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import get_language

from tests.cast import Pair, person, terms
from tests.notify.posting import Talk, sent
from tests.notify.test_languages import reads
from tests.notify.test_rhythm import a_week_ago, paces, worked
from troth.actions import listening, promises
from troth.actions.rhythm import Pace
from troth.core.values import Role
from troth.notify.mail.simple import letter_of
from troth.store import models, outbox, reported
from troth.store.languages import reading_in
from troth.store.schedule import put_daily

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("posting")]
ENGLISH = ("Agree", "Decline", "button", "Look at it", "Which e-mails", "November", " of Veldsen", "For ")
TITLE, WORDS = "Rooms for “probes”, {all} of them", "The crane is late; wij wachten op 部品."


@pytest.fixture
def three(two: Pair) -> Pair:
    """Three of Kaido who look after everything: one reads Japanese, one Dutch, and one never chose."""
    firm = two.naoko.membership.organisation
    for name, language in (("Haruka Shimizu", "nl"), ("Mai Sato", "")):
        reads(person(firm, name, Role.ADMIN), language)
    reads(two.naoko, "ja")
    return two


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], None]]:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        yield clock.move_to


def by_name() -> Mapping[str, EmailMultiAlternatives]:
    """What is sent to each now, by the name that their address begins with."""
    found = {message.to[0].partition("@")[0]: message for message in sent()}
    assert all(isinstance(each, EmailMultiAlternatives) for each in found.values())
    return found  # type: ignore[return-value]


def html(message: EmailMultiAlternatives) -> str:
    return str(message.alternatives[0][0])


def seen(page: str) -> str:
    """The words of a page."""
    return re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.S)


def test_of_one_offer_each_reads_in_their_own_language_with_buttons_in_both_forms(three: Pair) -> None:
    promises.offer(three.node, three.veldsen, terms(TITLE, customer=None))
    before = get_language()
    told = by_name()
    assert get_language() == before
    assert {name: message.subject for name, message in told.items()} == {
        "naoko": f"VeldsenのAnnelies van der Meerさんが「{TITLE}」を申し出ています",
        "haruka": f"Annelies van der Meer van Veldsen biedt je “{TITLE}” aan",
        "mai": f"Annelies van der Meer of Veldsen offers you “{TITLE}”",
    }
    for name, language, day, button in (
        ("naoko", "ja", "3月20日(金)", "3月20日で合意する"),
        ("haruka", "nl", "vrijdag 20 maart", "Akkoord met 20 maart"),
        ("mai", "en", "Friday 20 March", "Agree to 20 March"),
    ):
        body, page = str(told[name].body), html(told[name])
        assert f'<html lang="{language}">' in page
        assert f"{button}:\nhttps://troth.example/m/" in body and f">{button}</a>" in page
        assert day in body and day in page and TITLE in body and TITLE in page
        assert (
            len(re.findall(r"https://troth\.example/m/", body)) == 3 == page.count("https://troth.example/m/")
        )
        if language != "en":
            rest = (body + seen(page)).replace(TITLE, "")
            assert [each for each in ENGLISH if each in rest] == []
            assert not re.search(r"\{\w*\}", rest)


def test_the_thread_of_a_mail_does_not_depend_on_its_language(three: Pair) -> None:
    promises.offer(three.node, three.veldsen, terms(TITLE, customer=None))
    told = by_name().values()
    assert len({each.extra_headers["References"] for each in told}) == 1
    ids = {each.extra_headers["Message-ID"] for each in told}
    row = models.Outbox.objects.filter(kind="tell", details__person=three.naoko.pk).get()
    assert len(ids) == 3 and f"<{row.details['key']}@troth.example>" in ids
    reads(three.naoko, "nl")
    models.Outbox.objects.filter(pk=row.pk).update(done_at=None)
    again = by_name()["naoko"]
    assert again.extra_headers["Message-ID"] in ids and "biedt je" in again.subject


def test_words_of_a_warning_stand_as_written_in_every_language(three: Pair) -> None:
    talk = Talk(three)
    talk.agree()
    sent()
    promises.warn(three.node, three.veldsen, talk.on, words=WORDS, expect=date(2026, 3, 30))
    reads(three.naoko, "ja")
    naoko = by_name()["naoko"]
    assert f"「{WORDS}」" in str(naoko.body) and f"「{WORDS}」" in html(naoko)
    assert "合意した期日: 3月20日(金)" in str(naoko.body)
    assert "双方が別の合意をするまで、これまでの合意がそのまま続きます。" in str(naoko.body)
    assert "最新の受領証: 1番、3月3日(火)、02:06 Eindhoven、10:06 Yokohama。保管" in str(naoko.body)
    reads(three.naoko, "nl")
    models.Outbox.objects.filter(kind="tell", details__act="promise.warn").update(done_at=None)
    naoko = by_name()["naoko"]
    assert f"“{WORDS}”" in str(naoko.body) and f"“{WORDS}”" in html(naoko)
    assert "Afgesproken: vrijdag 20 maart" in str(naoko.body)


@override_settings(TROTH_REPLY_ADDRESS="reply@troth.example")
def test_several_things_are_told_in_the_language_of_their_reader(three: Pair) -> None:
    for number in range(1, 8):
        promises.offer(three.node, three.veldsen, terms(f"Probe {number}", customer=None))
    told = by_name()
    assert str(told["naoko"].body).startswith(
        "VeldsenのAnnelies van der Meerさんが7件の約束を申し出ています。\n"
    )
    assert "ほか2件はボタンの先のページにあります。" in str(told["naoko"].body)
    assert ">7件すべてを見て答える</a>" in html(told["naoko"])
    assert str(told["haruka"].body).startswith("Annelies van der Meer van Veldsen biedt je 7 beloftes aan.\n")
    assert ">Alle 7 bekijken en antwoorden</a>" in html(told["haruka"])
    assert "Uiterlijk: vrijdag 20 maart" in html(told["haruka"])


def test_a_days_letter_is_in_the_language_of_its_reader(two: Pair, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2026, 3, 6, 10, tzinfo=UTC))
    a_week_ago(two, clock)
    reads(two.annelies, "nl")
    reads(two.naoko, "ja")
    paces(two.naoko, letter=Pace.DAILY)
    listening.put(two.node, two.veldsen, words="Secret", asks=True)
    models.Outbox.objects.filter(kind="tell").delete()
    clock(datetime(2026, 3, 10, 9, 1, tzinfo=UTC))
    put_daily(timezone.now() - timedelta(hours=10))
    told = {message.to[0]: message for message in worked() if not message.attachments}
    hers, theirs = told[two.naoko.email], told[two.annelies.email]
    assert hers.subject == "2件があなたを待っています"
    assert "「Rooms are booked」、期日 3月12日(木): あなたが約束しました。" in str(hers.body)
    assert "ほかに: 発言。" in str(hers.body) and "Secret" not in str(hers.body)
    assert "3月10日(火) 18:01(Yokohama)。お知らせがあるとき、" in str(hers.body)
    assert '<html lang="ja">' in html(hers) and "期日 3月12日(木)" in html(hers)  # type: ignore[arg-type]
    assert "De week, maandag 2 maart tot en met zondag 8 maart" in str(theirs.body)
    assert "“Rooms are booked”: afgesproken" in str(theirs.body)
    assert "  Hierna:\n" in str(theirs.body) and "What " not in str(theirs.body)


def test_that_a_link_came_to_somebody_else_each_is_told_in_their_own_language(three: Pair) -> None:
    promises.offer(three.node, three.veldsen, terms(TITLE, customer=None))
    sent()
    link = models.MailLink.objects.filter(person=three.naoko)[:1].get()
    assert reported.report(link, page="https://troth.example/x/")
    told = by_name()
    assert told["naoko"].subject == "あなた宛てのメールのリンクが、ほかの人に届きました"
    assert told["haruka"].subject == "Een link in een mail aan Naoko Fujiwara kwam bij iemand anders terecht"
    assert told["mai"].subject == "A link in a mail to Naoko Fujiwara came to somebody else"
    assert str(told["naoko"].body).endswith("\n\nhttps://troth.example/x/\n")
    link.refresh_from_db()
    assert reported.send_anew(link, at="https://troth.example/m/{token}/")
    anew = by_name()["naoko"]
    assert anew.subject == "新しいリンク" and "https://troth.example/m/" in html(anew)


def test_a_mail_whose_words_were_written_beforehand_has_the_frame_of_their_language(two: Pair) -> None:
    details = {
        "to": two.naoko.email,
        "subject": "Troth のコード: 123456",
        "text": "コードは 123456 です\n\nhttps://troth.example/s/\n",
        "key": "code-1",
        "language": "ja",
        "code": "123456",
    }
    outbox.put(outbox.MAIL, "mail:code-1", details)
    (message,) = sent()
    page = html(message)  # type: ignore[arg-type]
    assert '<html lang="ja">' in page and ">Troth のコード</h1>" in page and ">開く</a>" in page
    with reading_in("nl"):
        assert letter_of(details).lead == "Je code voor Troth"
