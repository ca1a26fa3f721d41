"""The second factor: asked for after the code, lent by paper, used once, and sealed in the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.cast import Pair, pair
from tests.web import accounts
from tests.web.accounts import APP, CODES, SECOND, app_code, at, by_code, connected, is_in, paper, words
from tests.web.passkey import Passkey, passkey_of
from troth.core.errors import TrothError
from troth.store import keys, models
from troth.web.account.factors import possible

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_before")]

ADD, REMOVE = "/account/passkeys/add/", "/account/passkeys/{}/remove/"


@pytest.fixture
def two() -> Pair:
    return pair()


@pytest.fixture
def annelies(two: Pair) -> Client:
    """Annelies in a browser that she has signed in from."""
    client = at()
    by_code(client, two.annelies)
    return client


def options_of(client: Client, where: str) -> dict[str, object]:
    """What a page asks a browser for."""
    page = client.get(where).content.decode()
    read: dict[str, object] = json.loads(unescape(page.partition('data-options="')[2].partition('"')[0]))
    return read


def test_after_the_code_an_app_is_asked_for_and_nothing_is_open_before(two: Pair, annelies: Client) -> None:
    secret = connected(annelies)
    other = at()
    assert by_code(other, two.annelies).headers["Location"] == SECOND
    assert not is_in(other)
    assert "Six digits from your authenticator app" in words(other.get(SECOND))
    assert "This did not fit" in words(other.post(SECOND, {"code": "000000"}))
    assert other.post(SECOND, {"code": app_code(secret, later=1)}).headers["Location"] == "/"
    assert is_in(other)


def test_the_address_asked_for_is_reached_after_the_second_factor_too(two: Pair, annelies: Client) -> None:
    secret = connected(annelies)
    other = at()
    other.post(accounts.CODE, {"email": two.annelies.email, "next": "/organisation/"})
    other.post(accounts.CONFIRM, {"code": accounts.code_of(two.annelies), "next": "/organisation/"})
    answer = other.post(SECOND, {"code": app_code(secret, later=1)})
    assert answer.headers["Location"] == "/organisation/"


def test_a_code_of_the_app_works_once_also_within_its_half_minute(two: Pair, annelies: Client) -> None:
    secret = connected(annelies)
    code = app_code(secret, later=1)
    first, second = at(), at()
    by_code(first, two.annelies)
    by_code(second, two.annelies)
    assert first.post(SECOND, {"code": code}).status_code == 302
    for spelt in (code, f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
        assert second.post(SECOND, {"code": spelt}).status_code == 200
    assert not is_in(second)


def test_paper_is_shown_once_and_each_code_of_it_lends_a_second_factor_once(
    two: Pair, annelies: Client
) -> None:
    connected(annelies)
    page = annelies.get(CODES)
    kept = unquote(page.content.decode().partition('href="data:text/plain')[2].partition('"')[0])
    codes = [line for line in kept.split("\r\n") if line.isdigit()]
    assert len(codes) == 10 and "They are shown now, and never again" in words(page)
    again = annelies.get(CODES)
    assert "They were shown once" in words(again) and not any(
        code in again.content.decode() for code in codes
    )
    for place, (code, works) in enumerate(((codes[0], True), (codes[0], False), (codes[1], True))):
        other = at(f"198.51.100.{place}")
        by_code(other, two.annelies)
        other.post(SECOND, {"code": code})
        assert is_in(other) is works
    assert "Eight of ten are left" in words(annelies.get("/settings/"))


def test_new_paper_makes_the_old_worthless(two: Pair, annelies: Client) -> None:
    secret = connected(annelies)
    old = paper(annelies)
    session = annelies.session
    session["account_authentication_methods"] = []  # as it is five minutes later
    session.save()
    assert annelies.post("/account/codes/new/").headers["Location"].startswith("/account/again/app/")
    code = app_code(secret, later=1)
    annelies.post("/account/again/app/", {"code": code, "next": "/account/codes/new/"})
    assert len(new := paper(annelies)) == 10 and not set(old) & set(new)
    other = at()
    by_code(other, two.annelies)
    other.post(SECOND, {"code": old[0]})
    assert not is_in(other)
    other.post(SECOND, {"code": new[0]})
    assert is_in(other)


def test_secrets_lie_sealed_in_the_database(two: Pair, annelies: Client) -> None:
    secret = connected(annelies)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    sealed = Authenticator.objects.get(type="totp").data["secret"]
    assert keys.unseal_words(sealed, about="troth.second-factor") == secret
    with pytest.raises(TrothError, match="Put back the key file"):
        keys.unseal_words(sealed, about="something else")


def test_a_passkey_is_added_named_and_signs_in_alone(two: Pair, annelies: Client) -> None:
    key = Passkey(two.annelies)
    options = options_of(annelies, ADD)
    wanted = options["publicKey"]["authenticatorSelection"]  # type: ignore[index]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    made = {"name": "Laptop", "credential": key.made(options)}
    assert annelies.post(ADD, made).headers["Location"] == CODES
    assert "Laptop" in words(annelies.get("/settings/"))
    other = at()
    asked = other.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()
    assert asked["request_options"]["publicKey"].get("allowCredentials", []) == [], "no address is given away"
    shown = {"credential": key.shown(asked["request_options"]), "next": "/organisation/"}
    assert other.post("/account/login/passkey/", shown).headers["Location"] == "/organisation/"
    assert is_in(other)


def test_a_passkey_is_a_second_factor_after_the_code(two: Pair, annelies: Client) -> None:
    key, row = passkey_of(two.annelies)
    other = at()
    assert by_code(other, two.annelies).headers["Location"] == SECOND
    options = options_of(other, SECOND)
    assert other.post(SECOND, {"credential": key.shown(options)}).headers["Location"] == "/"
    row.refresh_from_db()
    assert row.last_used_at is not None


@pytest.mark.parametrize("where", ["made", "shown"])
def test_a_key_that_did_not_make_sure_of_its_person_is_not_taken(
    two: Pair, annelies: Client, where: str
) -> None:
    careless = Passkey(two.annelies, sure=False)
    if where == "made":
        answer = annelies.post(ADD, {"name": "Key", "credential": careless.made(options_of(annelies, ADD))})
        assert answer.status_code == 200 and not Authenticator.objects.exists()
        return
    key, _ = passkey_of(two.annelies)
    key.flags = careless.flags
    other = at()
    asked = other.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()
    other.post("/account/login/passkey/", {"credential": key.shown(asked["request_options"])})
    assert not is_in(other)


def test_an_answer_to_one_question_does_not_fit_another(two: Pair, annelies: Client) -> None:
    key, _ = passkey_of(two.annelies)
    first, second = at(), at()
    asked = [
        each.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()["request_options"]
        for each in (first, second)
    ]
    answer = second.post("/account/login/passkey/", {"credential": key.shown(asked[0])}, follow=True)
    assert not is_in(second) and "This did not fit" in words(answer)
    assert second.post("/account/login/passkey/", {"credential": "{}"}).status_code == 302


def test_a_passkey_of_a_person_who_is_put_aside_lets_nobody_in(two: Pair) -> None:
    key, _ = passkey_of(two.annelies)
    models.Person.objects.filter(pk=two.annelies.pk).update(is_active=False)
    client = at()
    asked = client.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()
    answer = client.post("/account/login/passkey/", {"credential": key.shown(asked["request_options"])})
    assert answer.headers["Location"] == "/account/inactive/"
    assert "This account rests" in words(client.get("/account/inactive/"))
    assert not is_in(client)


def test_passkeys_are_renamed_and_removed_by_their_owner_after_another_look(
    two: Pair, annelies: Client
) -> None:
    key, row = passkey_of(two.annelies)
    _, theirs = passkey_of(two.naoko)
    rename = f"/account/passkeys/{row.pk}/rename/"
    assert annelies.get(f"/account/passkeys/{theirs.pk}/rename/").status_code == 404
    again = annelies.get(rename).headers["Location"]
    assert again == f"/account/again/passkey/?next=%2Faccount%2Fpasskeys%2F{row.pk}%2Frename%2F"
    shown = {"credential": key.shown(options_of(annelies, again)), "next": rename}
    assert annelies.post("/account/again/passkey/", shown).headers["Location"] == rename
    assert annelies.post(rename, {"name": "K" * 61}).status_code == 200
    annelies.post(rename, {"name": "Key on the key ring"})
    assert "Key on the key ring" in words(annelies.get("/settings/"))
    annelies.post(REMOVE.format(row.pk))
    assert list(Authenticator.objects.values_list("user", flat=True)) == [two.naoko.pk]


def test_where_browsers_give_out_no_passkeys_none_is_offered(two: Pair) -> None:
    client = Client(SERVER_NAME="192.0.2.7")
    page = client.get(accounts.LOGIN).content.decode()
    assert "Use a passkey" not in page and "webauthn-json" not in page
    by_code(client, two.annelies)
    assert "reached by a name with https" in words(client.get("/settings/"))


def test_with_the_first_second_factor_older_sessions_are_over(two: Pair, annelies: Client) -> None:
    elsewhere = at("198.51.100.2")
    by_code(elsewhere, two.annelies)
    key = Passkey(two.annelies)
    annelies.post(ADD, {"name": "Laptop", "credential": key.made(options_of(annelies, ADD))})
    assert is_in(annelies) and not is_in(elsewhere)


def test_every_change_is_told_by_mail(
    two: Pair, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.TROTH_MAIL = True
    client = at()
    by_code(client, two.annelies)
    with django_capture_on_commit_callbacks(execute=True):
        secret = connected(client)
    client.post("/account/again/app/", {"code": app_code(secret, later=1)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/codes/new/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/app/remove/")
    subjects = (
        models.Outbox.objects.filter(kind="mail").order_by("pk").values_list("details__subject", flat=True)
    )
    assert [each for each in subjects if "code" not in each.split(":")[0]] == [
        "Troth: An authenticator app was connected to your account",
        "Troth: New recovery codes were made for your account",
        "Troth: The authenticator app was taken off your account",
    ]
    assert not Authenticator.objects.exists(), "paper goes with the last factor"


def test_the_square_and_its_words_say_the_same(two: Pair, annelies: Client) -> None:
    page = annelies.get(APP).content.decode()
    secret = annelies.session["mfa.totp.secret"]
    assert '<svg class="qr"' in page and secret in page
    assert f"otpauth://totp/annelies%40veldsen.example?secret={secret}&amp;issuer=Troth%20localhost" in page


WHOLE = [None, [], {}, "x", 5, {"id": 5}, {"response": []}, {"response": {"userHandle": 5}}]
PARTS = [None, 5, [], "", "!!!", "e30", "oA", "x" * 5000]
RAW = ["[" * 50_000, "9" * 5_000, "NaN", "", "{"]


def bent(answer: str) -> Iterator[str]:
    """A browser's answer with everything in turn that no browser says."""
    yield from RAW
    yield from map(json.dumps, WHOLE)
    for part in PARTS:
        for name in ("id", "response", "clientExtensionResults"):
            yield json.dumps({**json.loads(answer), name: part})
        for name in json.loads(answer)["response"]:
            said = json.loads(answer)
            said["response"][name] = part
            yield json.dumps(said)
            del said["response"][name]
            yield json.dumps(said)


def test_no_answer_of_a_browser_ends_in_an_error_of_the_node(two: Pair, annelies: Client) -> None:
    key, _ = passkey_of(two.naoko)
    stranger = at("198.51.100.7")
    asked = stranger.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()
    for answer in bent(key.shown(asked["request_options"])):
        stranger.get("/account/login/passkey/", headers={"Accept": "application/json"})
        assert stranger.post("/account/login/passkey/", {"credential": answer}).status_code == 302
    assert not is_in(stranger)
    for answer in bent(Passkey(two.annelies).made(options_of(annelies, ADD))):
        options_of(annelies, ADD)
        assert annelies.post(ADD, {"name": "Key", "credential": answer}).status_code == 200, answer
    assert not Authenticator.objects.filter(user=two.annelies).exists()


def test_a_signature_by_another_key_does_not_fit(two: Pair) -> None:
    key, _ = passkey_of(two.annelies)
    forged = Passkey(two.annelies)
    forged.id = key.id
    client = at()
    asked = client.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()
    client.post("/account/login/passkey/", {"credential": forged.shown(asked["request_options"])})
    assert not is_in(client)


@pytest.mark.parametrize(
    ("host", "secure", "given"),
    [
        ("troth.example.org", True, True),
        ("troth.example.org", False, False),
        ("localhost:8000", False, True),
        ("a.localhost", False, True),
        ("127.0.0.1:8000", False, False),
        ("192.0.2.7", True, False),
        ("[2001:db8::1]:443", True, False),
    ],
)
def test_passkeys_are_for_names_with_https_and_for_ones_own_machine(
    host: str, secure: bool, given: bool
) -> None:
    request = RequestFactory(headers={"Host": host}).get("/", secure=secure)
    assert possible(request) is given
