"""A browser is known again: a sign-in from a new one is told once, sessions are listed, and one that is ended is over."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from tests.cast import Pair, pair, person
from tests.web.accounts import CODE, CONFIRM, IPHONE, asks, at, by_code, code_of, is_in, words
from troth.core.values import Role
from troth.notify.jobs import HANDLERS
from troth.store import devices, models, outbox, sessions, tokens
from troth.store.queries.account import sessions_of
from troth.web.account.browsers import browser_of
from troth.web.account.devices import SALT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_before")]

COOKIE = "troth-device"


@pytest.fixture
def two() -> Pair:
    return pair()


@pytest.fixture
def annelies(two: Pair) -> Client:
    """Annelies where she always is."""
    client = at()
    by_code(client, two.annelies)
    return client


def told(person: models.Person) -> list[str]:
    """The subjects of the mails about somebody's account."""
    rows = models.Outbox.objects.filter(kind="mail", details__to=person.email).order_by("pk")
    subjects = [str(row.details["subject"]) for row in rows]
    return [subject for subject in subjects if subject.startswith("Troth: ")]


NEW = "Troth: Somebody signed in as you from a browser that was not known here"


def test_a_new_browser_is_told_by_mail_once(two: Pair, settings: Settings) -> None:
    settings.TROTH_MAIL, settings.TROTH_URL = True, "https://troth.example.org"
    home, phone = at(), at("198.51.100.2", IPHONE)
    by_code(home, two.annelies)
    assert told(two.annelies) == [], "the first time of all is no news"
    for client in (home, phone, phone, home):
        client.post("/account/logout/")
        by_code(client, two.annelies)
    assert told(two.annelies) == [NEW]
    text = str(models.Outbox.objects.get(details__subject=NEW).details["text"])
    assert "With: Safari on an iPhone\n" in text
    assert re.search(r"When: \w+ \d+ \w+ \d{4}, \d\d:\d\d \(Europe/Amsterdam\)\n", text)
    assert (
        "Open https://troth.example.org/settings/#in\n" in text
        and "Where: troth.example.org\n" in text
        and "End all others" in text
    )
    assert told(two.naoko) == []


def test_without_mail_it_is_shown_where_somebody_else_cannot_put_it_away(two: Pair, annelies: Client) -> None:
    thief = at("198.51.100.2", IPHONE)
    by_code(thief, two.annelies)
    second = at("198.51.100.3", IPHONE)
    by_code(second, two.annelies)
    for client in (thief, second):
        client.post("/settings/alerts/read/")
        client.post("/settings/sessions/end-others/")
        assert "Was this you?" not in words(client.get("/people/")) + words(client.get("/"))
    by_code(annelies, two.annelies)  # where she was before, she is known again, although she was signed out
    page = annelies.get("/")
    assert words(page).count("Somebody signed in as you from a browser that was not known here") == 2
    assert "Safari on an iPhone" in words(page)
    annelies.post("/settings/alerts/read/")
    assert "Was this you?" not in words(annelies.get("/"))
    assert "Somebody signed in as you" in words(annelies.get("/settings/")), "there it stays for a while"


def test_it_was_not_me_signs_out_everywhere_else_and_forgets_those_browsers(
    two: Pair, annelies: Client
) -> None:
    thief = at("198.51.100.2", IPHONE)
    by_code(thief, two.annelies)
    assert "No: sign out everywhere else" in words(annelies.get("/"))
    answer = annelies.post("/settings/sessions/end-others/", follow=True)
    assert "You are signed in here alone." in words(answer)
    assert not is_in(thief) and is_in(annelies)
    assert models.Device.objects.filter(person=two.annelies).count() == 1
    assert "You were signed in nowhere else." in words(
        annelies.post("/settings/sessions/end-others/", follow=True)
    )


def test_the_cookie_is_for_signing_in_alone_and_out_of_reach_of_scripts(two: Pair, annelies: Client) -> None:
    cookie = annelies.cookies[COOKIE]
    assert (
        cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["secure"] and not cookie["domain"]
    )
    assert int(cookie["max-age"]) == 400 * 24 * 3600 and cookie["path"] == "/"
    (secret,) = signing.loads(cookie.value, salt=SALT)
    kept = models.Device.objects.get(person=two.annelies)
    assert kept.secret_hash == tokens.hashed(secret) and secret not in str(vars(kept))
    bare = at()
    bare.cookies[COOKIE] = cookie.value
    assert not is_in(bare), "it opens nothing"
    session = annelies.cookies["troth"]
    assert session["httponly"] and session["samesite"] == "Lax" and int(session["max-age"]) == 30 * 24 * 3600


@pytest.mark.parametrize(
    "value",
    ["", "forged", signing.dumps({"a": 1}, salt=SALT), signing.dumps([5, "x"], salt=SALT)],
    ids=["empty", "forged", "a mapping", "a short list"],
)
def test_a_cookie_that_says_nothing_is_as_none(two: Pair, annelies: Client, value: str) -> None:
    client = at("198.51.100.2")
    client.cookies[COOKIE] = value
    by_code(client, two.annelies)
    assert is_in(client) and models.Device.objects.filter(person=two.annelies).count() == 2


def test_people_who_share_a_browser_are_each_known_in_it(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    shared = at()
    for who in (two.annelies, joost, two.annelies, joost):
        by_code(shared, who)
        shared.post("/account/logout/")
    assert models.Device.objects.count() == 2 and not models.Alert.objects.exists()


def test_a_browser_is_forgotten_after_four_hundred_days_without_use(two: Pair, annelies: Client) -> None:
    models.Device.objects.update(last_at=timezone.now() - timedelta(days=401))
    (secret,) = signing.loads(annelies.cookies[COOKIE].value, salt=SALT)
    assert devices.known([secret], email=two.annelies.email) is None


def test_sessions_are_listed_in_words_and_one_that_is_ended_is_over(two: Pair, annelies: Client) -> None:
    phone = at("198.51.100.2", IPHONE)
    by_code(phone, two.annelies)
    page = annelies.get("/settings/").content.decode()
    assert (
        "Firefox on Windows, this one" in page and "Safari on an iPhone" in page and "198.51.100" not in page
    )
    (address,) = re.findall(r"/settings/sessions/\d+/end/", page)
    naoko = at("203.0.113.9")
    by_code(naoko, two.naoko)
    assert naoko.post(address).status_code == 404 and is_in(phone)
    assert annelies.post(address).status_code == 302
    assert not is_in(phone) and is_in(annelies)
    answer = phone.post(f"/a/{two.alliance.slug}/purpose/", {"text": "Ours"})
    assert answer.headers["Location"].startswith("/account/login/")
    listed = words(annelies.get("/settings/")).partition("Where you are signed in")[2]
    assert "Safari on an iPhone" not in listed.partition("Code and password")[0]


def test_a_session_lives_by_use_and_a_page_that_asks_for_news_is_no_use(two: Pair, annelies: Client) -> None:
    row = Session.objects.get(session_key=annelies.session.session_key)
    session = annelies.session
    session["seen"] = 0
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(days=2))
    annelies.get("/", headers={"HX-Request": "true", "HX-PTag": "0-0101T00"})
    row.refresh_from_db()
    assert row.expire_date < timezone.now() + timedelta(days=3)
    annelies.get("/")
    row.refresh_from_db()
    assert row.expire_date > timezone.now() + timedelta(days=29)


def test_looking_around_writes_nothing_but_every_ten_minutes(two: Pair, annelies: Client) -> None:
    annelies.get("/alliances/")
    expires = Session.objects.get(session_key=annelies.session.session_key).expire_date
    for page in ("/alliances/", "/settings/", "/"):
        annelies.get(page)
    assert Session.objects.get(session_key=annelies.session.session_key).expire_date == expires


def test_a_session_is_another_one_after_signing_in(two: Pair) -> None:
    client = at()
    asks(client, two.annelies.email)
    planted = client.session.session_key
    client.post(CONFIRM, {"code": code_of(two.annelies)})
    assert client.session.session_key != planted and not Session.objects.filter(session_key=planted).exists()
    other = at()
    other.cookies["troth"] = str(planted)
    assert not is_in(other)


def test_a_session_without_anybody_is_short_and_one_with_somebody_is_not(two: Pair) -> None:
    client = at()
    asks(client, two.annelies.email)
    assert int(client.cookies["troth"]["max-age"]) == 900
    client.post(CONFIRM, {"code": code_of(two.annelies)})
    assert int(client.cookies["troth"]["max-age"]) == 30 * 24 * 3600
    row = Session.objects.get(session_key=client.session.session_key)
    assert row.expire_date > timezone.now() + timedelta(days=29)


def test_a_code_fits_the_browser_alone_that_asked_for_it(two: Pair) -> None:
    asks(at(), two.annelies.email)
    thief = at("198.51.100.2")
    assert thief.post(CONFIRM, {"code": code_of(two.annelies)}).headers["Location"] == CODE
    assert not is_in(thief)


def test_what_has_run_out_is_swept_once_a_day(two: Pair, annelies: Client) -> None:
    gone = at("198.51.100.2")
    by_code(gone, two.annelies)
    key = gone.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    models.Alert.objects.update(at=timezone.now() - timedelta(days=91))
    asks(at("198.51.100.3"), "nobody@veldsen.example")
    while outbox.work(HANDLERS):
        pass
    sessions.tidy()
    assert not Session.objects.filter(session_key=key).exists() and not models.Alert.objects.exists()
    assert not models.Outbox.objects.filter(kind="unsent").exists()
    assert is_in(annelies)
    assert models.Outbox.objects.filter(kind=sessions.TIDY).count() == 1


@pytest.mark.parametrize(
    ("user_agent", "said", "handheld"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 Edg/138.0", "Edge on Windows", False),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari on a Mac", False),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36", "Chrome on Android", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0 Mobile/15E148 Safari/604.1", "Chrome on an iPhone", True),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0 Safari/537.36", "Chrome on Linux", False),
        ("Mozilla/5.0 (X11; CrOS x86_64 16181.61.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0 Safari/537.36", "Chrome on ChromeOS", False),
        ("curl/8.5.0", "A browser that does not say which", False),
        ("<script>alert(1)</script> Windows", "A browser on Windows", False),
        ("", "A browser that does not say which", False),
    ],
)  # fmt: skip
def test_a_browser_is_said_in_our_own_words(user_agent: str, said: str, handheld: bool) -> None:
    browser = browser_of(user_agent)
    assert (browser.words, browser.handheld) == (said, handheld)


def test_however_many_sessions_there_are_they_are_listed_with_two_questions_and_only_while_they_hold(
    two: Pair, annelies: Client
) -> None:
    phone, gone = at("198.51.100.2", IPHONE), at("198.51.100.3")
    for client in (phone, gone):
        by_code(client, two.annelies)
    rows = Session.objects.filter(session_key=gone.session.session_key)
    rows.update(expire_date=timezone.now() - timedelta(seconds=1))
    two.annelies.refresh_from_db()
    with CaptureQueriesContext(connection) as asked:
        listed = sessions_of(two.annelies, annelies.session.session_key)
    assert [each.current for each in listed] == [True, False] and len(asked) == 2
    two.annelies.set_password("another one that is long enough")
    assert sessions_of(two.annelies, None) == [], "a session begun with another password is over"
