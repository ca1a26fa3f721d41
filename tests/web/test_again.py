"""Before something about an account changes its owner shows once more that it is them, and a password is theirs to set."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from pytest_django import Settings

from tests.cast import Pair, pair
from tests.web.accounts import APP, LOGIN, app_code, at, by_code, code_of, connected, is_in, words
from tests.web.passkey import passkey_of
from troth.server import settings as node
from troth.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_before")]

SET, CHANGE, REMOVE = "/account/password/set/", "/account/password/change/", "/account/password/remove/"
BY_CODE, BY_PASSWORD, BY_APP = "/account/again/code/", "/account/again/password/", "/account/again/app/"
PASSWORD, OTHER = "a long and quiet harbour", "the lamp above the stairs"


@pytest.fixture
def two() -> Pair:
    return pair()


@pytest.fixture
def annelies(two: Pair, settings: Settings) -> Client:
    """Annelies, who signed in some time ago on a node that sends mail."""
    settings.TROTH_MAIL = True
    client = at()
    by_code(client, two.annelies)
    later(client)
    return client


def later(client: Client) -> None:
    """Let five minutes pass since anything was shown."""
    session = client.session
    for record in session.get("account_authentication_methods", []):
        record["at"] -= 301
    session.save()


def choose(client: Client, password: str = PASSWORD, where: str = SET, **more: str) -> str:
    """Send a password; returns what the page says."""
    return words(client.post(where, {"password1": password, "password2": password, **more}, follow=True))


@pytest.mark.parametrize("page", [SET, APP, "/account/passkeys/add/"])
def test_who_has_only_the_mailbox_shows_that_first(two: Pair, annelies: Client, page: str) -> None:
    asked = annelies.get(page).headers["Location"]
    assert asked.startswith(BY_CODE)
    assert f"We send six digits to {two.annelies.email}" in words(annelies.get(asked))
    before = code_of(two.annelies)
    annelies.post(BY_CODE, {"send": "yes", "next": page})
    assert code_of(two.annelies) != before
    assert "not the newest code" in words(annelies.post(BY_CODE, {"code": "000000", "next": page}))
    assert annelies.post(BY_CODE, {"code": code_of(two.annelies), "next": page}).headers["Location"] == page
    assert annelies.get(page).status_code == 200


def test_looking_at_the_page_sends_nothing_and_a_code_is_tried_three_times(
    two: Pair, annelies: Client
) -> None:
    sent = models.Outbox.objects.count()
    annelies.get(BY_CODE)
    assert models.Outbox.objects.count() == sent
    annelies.post(BY_CODE, {"send": "yes"})
    code = code_of(two.annelies)
    for _ in range(3):
        answer = annelies.post(BY_CODE, {"code": "000000"}, follow=True)
    assert "Have another code sent" in words(answer)
    annelies.post(BY_CODE, {"code": code})
    assert annelies.get(SET).headers["Location"].startswith(BY_CODE)


def test_tries_that_come_at_the_same_moment_are_counted_one_by_one(two: Pair, annelies: Client) -> None:
    annelies.post(BY_CODE, {"send": "yes"})
    sent = annelies.session["again_code"]
    for _ in range(3):
        annelies.post(BY_CODE, {"code": "000000"})
        session = annelies.session
        session["again_code"] = sent
        session.save()
    assert "tried three times" in words(annelies.post(BY_CODE, {"code": code_of(two.annelies)}, follow=True))
    assert annelies.get(SET).headers["Location"].startswith(BY_CODE)


def test_who_signed_in_a_moment_ago_is_not_asked_again(two: Pair, settings: Settings) -> None:
    settings.TROTH_MAIL = True
    client = at()
    by_code(client, two.annelies)
    assert client.get(APP).status_code == 200


def test_where_codes_go_past_an_admin_they_prove_nothing_and_are_not_asked(
    two: Pair, annelies: Client, settings: Settings
) -> None:
    settings.TROTH_MAIL = False
    assert annelies.get(APP).status_code == 200


def test_with_a_factor_only_factors_are_asked_for(two: Pair, annelies: Client) -> None:
    passkey_of(two.annelies)
    RecoveryCodes.activate(two.annelies)
    asked = annelies.get(APP).headers["Location"]
    assert asked.startswith("/account/again/passkey/")
    assert "With a code of six digits" not in words(annelies.get(asked))
    assert annelies.get(BY_CODE).headers["Location"].startswith("/account/again/passkey/")


def test_the_app_is_shown_again_in_a_try_that_is_counted(
    two: Pair, annelies: Client, settings: Settings
) -> None:
    settings.TROTH_MAIL = False
    secret = connected(annelies)
    later(annelies)
    assert annelies.get("/account/codes/").headers["Location"].startswith(BY_APP)
    assert "This did not fit" in words(annelies.post(BY_APP, {"code": "000000"}))
    annelies.post(BY_APP, {"code": app_code(secret, later=1), "next": "/account/codes/"})
    assert "They are shown now" in words(annelies.get("/account/codes/"))


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "at least 12 characters"),
        ("password1234", "too common"),
        ("annelies@veldsen.example", "too similar"),
    ],
)
def test_a_password_is_long_and_not_everybodys(
    two: Pair, settings: Settings, password: str, said: str
) -> None:
    client = at()
    by_code(client, two.annelies)
    assert said in choose(client, password)
    two.annelies.refresh_from_db()
    assert not two.annelies.has_usable_password()


def test_a_password_is_set_used_changed_and_taken_away(
    two: Pair, annelies: Client, settings: Settings
) -> None:
    settings.TROTH_MAIL = False
    elsewhere = at("198.51.100.2")
    by_code(elsewhere, two.annelies)
    assert is_in(elsewhere)
    assert "Change the password" in choose(annelies)
    assert is_in(annelies) and not is_in(elsewhere), "what was begun before it was set is over"
    fits = {"login": two.annelies.email, "password": PASSWORD, "next": "/alliances/"}
    assert elsewhere.post(LOGIN, fits).headers["Location"] == "/alliances/"
    assert int(elsewhere.cookies["troth"]["max-age"]) == 30 * 24 * 3600
    assert "not your password as it is now" in choose(annelies, OTHER, CHANGE, oldpassword="wrong")
    choose(annelies, OTHER, CHANGE, oldpassword=PASSWORD)
    assert "do not belong together" in words(at("198.51.100.3").post(LOGIN, fits))
    asked = annelies.post(REMOVE)
    assert asked.headers["Location"] == f"{BY_PASSWORD}?next=%2Faccount%2Fpassword%2Fremove%2F"
    done = annelies.post(BY_PASSWORD, {"password": OTHER, "next": REMOVE})
    assert done.headers["Location"] == "/settings/#in", "what was asked for is done at once"
    two.annelies.refresh_from_db()
    assert not two.annelies.has_usable_password() and is_in(annelies)
    told = models.Alert.objects.filter(person=two.annelies).exclude(kind="device").order_by("pk")
    assert list(told.values_list("kind", flat=True)) == [
        "password_set",
        "password_changed",
        "password_removed",
    ]


def test_a_password_that_is_forgotten_is_taken_away_with_a_code(two: Pair, annelies: Client) -> None:
    two.annelies.set_password(PASSWORD)
    two.annelies.save()
    client = at("198.51.100.2")
    by_code(client, two.annelies)
    page = client.get(client.post(REMOVE).headers["Location"])
    assert "With a code of six digits" in words(page)
    (other,) = re.findall(rf'href="({BY_CODE}[^"]*)"', page.content.decode())
    client.post(other, {"send": "yes"})
    client.post(BY_CODE, {"code": code_of(two.annelies), "next": REMOVE})
    two.annelies.refresh_from_db()
    assert not two.annelies.has_usable_password()


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(two: Pair) -> None:
    said = []
    for login in ("nobody@veldsen.example", two.annelies.email):
        page = at().post(LOGIN, {"login": login, "password": PASSWORD}).content.decode()
        assert PASSWORD not in page, "a password is never sent back"
        said.append(re.sub(r'value="[^"]{64}"', "", page.replace(login, "THEM")))
    assert said[0] == said[1] and "do not belong together" in said[0]


def test_passwords_are_kept_by_argon2_alone() -> None:
    assert node.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_what_is_kept_names_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = node.PASSWORD_HASHERS
    made = models.Person.objects.create_user("a@b.example", PASSWORD)
    assert (
        made.password.startswith("argon2$argon2id$") and identify_hasher(made.password).algorithm == "argon2"
    )
