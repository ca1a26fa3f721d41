"""Signing in by a code or a link, and what a stranger learns of who is here: nothing."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.cast import Pair, pair, person
from troth.core.values import Role
from troth.store import models, tokens

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_attempts_before() -> None:
    cache.clear()


@pytest.fixture
def two() -> Pair:
    return pair()


def ask(client: Client, email: str, after: str = "") -> str:
    """Ask for a code; returns where the browser is sent."""
    answer = client.post("/account/login/code/", {"email": email, "next": after})
    return str(answer.headers["Location"])


def test_without_mail_the_code_waits_for_the_admins_of_the_same_organisation(two: Pair) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    client = Client()
    assert ask(client, "Joost@veldsen.example", "/settings/").startswith("/account/login/code/confirm/")
    code = models.WaitingCode.objects.get(person=joost).code
    assert re.fullmatch(r"\d{6}", code)
    shown = {}
    for who in (two.annelies, two.naoko, joost):
        looking = Client()
        looking.force_login(who)
        shown[who.name] = code in looking.get("/organisation/").content.decode()
    assert shown == {"Annelies van der Meer": True, "Naoko Fujiwara": False, "Joost Bakker": False}
    answer = client.post("/account/login/code/confirm/", {"code": code, "next": "/settings/"})
    assert answer.headers["Location"] == "/settings/"
    assert "Joost Bakker" in client.get("/settings/").content.decode()
    assert not models.WaitingCode.objects.exists()


def test_with_mail_the_code_is_sent_and_nobody_else_sees_it(two: Pair, settings: Settings) -> None:
    settings.TROTH_MAIL = True
    ask(Client(), two.annelies.email)
    sent = models.Outbox.objects.get(kind="mail").details
    assert sent["to"] == two.annelies.email
    assert re.search(r"Your code is \d{6}\n", sent["text"])
    assert not models.WaitingCode.objects.exists()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(two: Pair, settings: Settings) -> None:
    for mail in (False, True):
        settings.TROTH_MAIL, pages = mail, []
        for email in ("nobody@veldsen.example", two.naoko.email):
            client = Client()
            where = ask(client, email)
            page = client.get(where).content.decode().replace(email, "THEM")
            pages.append(re.sub(r'value="[^"]{64}"', "", page))
        assert len(set(pages)) == 1 and "If THEM is known here" in pages[0]
    assert [row.details["to"] for row in models.Outbox.objects.filter(kind="mail")] == [two.naoko.email]


def test_a_code_is_tried_three_times_at_most(two: Pair) -> None:
    client = Client()
    ask(client, two.annelies.email)
    code = models.WaitingCode.objects.get().code
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(2):
        assert (
            "not the newest code"
            in client.post("/account/login/code/confirm/", {"code": wrong}).content.decode()
        )
    client.post("/account/login/code/confirm/", {"code": wrong})
    client.post("/account/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_asking_too_often_for_one_address_is_answered_with_a_pause(two: Pair) -> None:
    for _ in range(3):
        ask(Client(), two.annelies.email)
    page = Client().post("/account/login/code/", {"email": two.annelies.email}).content.decode()
    assert "Wait five minutes" in page


def test_signing_in_leads_nowhere_outside_the_node(two: Pair) -> None:
    client = Client()
    ask(client, two.annelies.email, "https://elsewhere.example/")
    code = models.WaitingCode.objects.get().code
    answer = client.post("/account/login/code/confirm/", {"code": code, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "where", ["http://localhost/", "//127.0.0.1/", "https://testserver.elsewhere.example/"]
)
def test_nor_to_another_name_of_this_machine(two: Pair, where: str) -> None:
    client = Client()
    ask(client, two.annelies.email, where)
    code = models.WaitingCode.objects.get().code
    answer = client.post("/account/login/code/confirm/", {"code": code, "next": where})
    assert answer.headers["Location"] == "/"


def test_links_of_the_demo_work_on_a_demo_node_alone(two: Pair, settings: Settings) -> None:
    path = tokens.demo_path(two.naoko)
    assert Client().get(path).status_code == 404
    settings.TROTH_DEMO = True
    assert Client().get("/-/demo/forged").status_code == 404
    client = Client()
    assert client.get(path).headers["Location"] == "/"
    assert "Naoko Fujiwara" in client.get("/settings/").content.decode()


def test_a_link_made_by_hand_opens_once(two: Pair) -> None:
    path = tokens.once_path(two.annelies)
    assert Client().get(path).status_code == 302
    assert Client().get(path).status_code == 404
    assert Client().get(path.replace("/once/", "/demo/")).status_code == 404


def test_somebody_signed_out_is_brought_to_sign_in_and_back(two: Pair) -> None:
    assert Client().get("/settings/").headers["Location"] == "/account/login/?next=/settings/"
    client = Client()
    client.force_login(two.annelies)
    assert client.post("/account/logout/").headers["Location"] == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_pages_about_people_are_not_kept_by_the_browser(two: Pair) -> None:
    client = Client()
    client.force_login(two.annelies)
    assert "no-store" in client.get("/settings/").headers["Cache-Control"]
