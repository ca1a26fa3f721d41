"""A person chooses the language of their mails; pages are in English, and say so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Pair, pair
from tests.web.accounts import IPHONE, asks, at, by_code
from tests.web.test_first_run import NAOKO, invite, link_of, set_up
from troth.store import models
from troth.web.account.browsers import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_before")]
LONG = "a long enough pass"
CHOICE = re.compile(r'<select[^>]*name="language".*?</select>', re.DOTALL)


@pytest.fixture
def two() -> Pair:
    return pair()


def sent_to(person: models.Person) -> list[tuple[str, str]]:
    """Subject and text of what waits to be mailed to somebody, in its order."""
    rows = models.Outbox.objects.filter(kind="mail", details__to=person.email).order_by("pk")
    return [(str(row.details["subject"]), str(row.details["text"])) for row in rows]


def test_the_language_of_mails_is_chosen_by_its_own_name_and_pages_stay_english(two: Pair) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="ja,nl;q=0.9")
    client.force_login(two.annelies)
    page = client.get("/settings/").content.decode()
    choice = CHOICE.search(page)
    assert choice is not None and re.findall(r">([^<>\s]+)</option>", choice[0]) == [
        "English",
        "Nederlands",
        "日本語",
    ]
    assert "Language of your mails" in page
    said = {"name": "Annelies van der Meer", "place": "Delft", "zone": "Europe/Amsterdam", "language": "nl"}
    assert client.post("/settings/", said).status_code == 302
    assert models.Person.objects.get(pk=two.annelies.pk).language == "nl"
    page = client.get("/settings/").content.decode()
    assert '<html lang="en"' in page and "Language of your mails" in page
    assert '<option value="nl" selected>' in page
    assert client.post("/settings/", said | {"language": "de"}).status_code == 422


def test_a_code_and_news_of_ones_account_are_in_the_language_of_whoever_signs_in(
    two: Pair, settings: Settings
) -> None:
    settings.TROTH_MAIL, settings.TROTH_URL = True, "https://troth.example.org"
    home, phone = at(), at("198.51.100.2", IPHONE)
    by_code(home, two.annelies)
    models.Person.objects.filter(pk=two.annelies.pk).update(language="nl")
    asks(phone, two.annelies.email)
    asks(phone, two.naoko.email)
    asks(phone, "nobody@veldsen.example")
    subject, text = sent_to(two.annelies)[-1]
    assert subject.startswith("Je code voor Troth: ")
    assert text.startswith("Je code is ") and "Safari op een iPhone" in text
    assert sent_to(two.naoko)[-1][0].startswith("Your code for Troth: ")
    unsent = models.Outbox.objects.get(details__to="nobody@veldsen.example")
    assert "Safari on an iPhone" in str(unsent.details["text"])


def test_what_happened_to_an_account_is_told_in_ones_own_language(two: Pair, settings: Settings) -> None:
    settings.TROTH_MAIL, settings.TROTH_URL = True, "https://troth.example.org"
    home = at()
    by_code(home, two.naoko)
    models.Person.objects.filter(pk=two.naoko.pk).update(language="ja")
    answer = home.post("/account/password/set/", {"password1": LONG, "password2": LONG})
    assert answer.status_code == 302
    subject, text = sent_to(two.naoko)[-1]
    assert subject == "Troth: あなたのアカウントにパスワードが設定されました"
    assert re.search(r"\n日時: \d{4}年\d+月\d+日\([月火水木金土日]\) \d\d:\d\d\(Asia/Tokyo\)\n", text)
    assert "ブラウザ: WindowsのFirefox\n" in text
    assert "https://troth.example.org/settings/#in\n" in text


def test_who_joins_gets_mails_in_what_their_browser_asks_for() -> None:
    veldsen = set_up()
    assert models.Person.objects.get().language == "", "a browser that asks for none"
    link = link_of(veldsen, invite(veldsen))
    japanese = Client(HTTP_ACCEPT_LANGUAGE="ja-JP,ja;q=0.9,en;q=0.8")
    assert '<html lang="en"' in japanese.get(link).content.decode()
    assert japanese.post(link, NAOKO).status_code == 302
    assert models.Person.objects.get(name="Naoko Fujiwara").language == "ja"


def test_a_browser_is_named_in_english_on_pages() -> None:
    assert browser_of(IPHONE).words == "Safari on an iPhone"
    assert browser_of("curl").words == "A browser that does not say which"
    assert browser_of("Something on Windows").words == "A browser on Windows"
