"""Who may see what: a stranger and a wrong address get the same answer, and a role that does not reach is told so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Pair, pair, person
from troth.core.values import Role
from troth.store import models

pytestmark = pytest.mark.django_db

PUBLIC = {
    "docs", "docs-page", "account_login", "account_request_login_code", "account_confirm_login_code",
    "account_logout", "account_inactive", "account_signup", "demo", "once", "set_up", "join", "health", "node",
    "mfa_login_webauthn", "mfa_authenticate", "stop_mail", "calendar_feed", "mailed", "mailed_code", "mailed_not_me", "mailed_anew", "mail_in", "mail_tracked", "mail_arrived",
}  # fmt: skip
FILL = {
    "slug": "veldsen-kaido",
    "object": "pr_0000000000000000000000",
    "pk": "1",
    "person": "1",
    "session": "1",
    "number": "1",
    "view": "1",
    "browser": "1",
}
PART = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture
def two() -> Pair:
    return pair()


def client_of(who: models.Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def addresses() -> list[tuple[str, str]]:
    """Every named page that is not open to all, with an address of it."""
    found: list[tuple[str, str]] = []
    for pattern in _flat(get_resolver().url_patterns):
        name = pattern.name or ""
        if name in PUBLIC:
            continue
        parts = PART.sub(lambda part: FILL.get(part[1], "none"), str(pattern.pattern))
        found.append((name, "/" + parts))
    return found


def _flat(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    flat: list[URLPattern] = []
    for each in patterns:
        flat += _flat(each.url_patterns) if isinstance(each, URLResolver) else [each]
    return flat


def test_every_page_but_the_open_ones_asks_a_stranger_to_sign_in(two: Pair) -> None:
    for name, address in addresses():
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address)
            signed_out = answer.status_code == 302 and answer.headers["Location"].startswith(
                "/account/login/"
            )
            assert signed_out or answer.status_code == 405, (name, address, method, answer.status_code)


def test_an_alliance_of_others_is_as_unknown_as_one_that_is_not_there(two: Pair) -> None:
    firm = models.Organisation.objects.create(name="Ostfjord", short="Ostfjord", zone="Europe/Oslo")
    stranger = client_of(person(firm, "Liv Dahl"))
    for name, address in addresses():
        if "/a/" not in address:
            continue
        for method in ("get", "post"):
            answer = getattr(stranger, method)(address)
            assert answer.status_code in (404, 405), (name, address, method, answer.status_code)


def test_a_viewer_reads_and_is_told_in_words_where_the_role_ends(two: Pair) -> None:
    viewer = client_of(person(two.annelies.membership.organisation, "Vera Smit", Role.VIEWER))
    assert viewer.get(f"/a/{two.alliance.slug}/people/").status_code == 200
    for address in ("/organisation/", "/organisation/invite/"):
        answer = viewer.post(address, {})
        assert answer.status_code == 403
        assert "of your organisation" in answer.content.decode()
    assert viewer.get("/invite/").status_code == 403


def test_a_viewer_signs_nothing(two: Pair) -> None:
    viewer = client_of(person(two.annelies.membership.organisation, "Vera Smit", Role.VIEWER))
    before = models.Entry.objects.count()
    for _name, address in addresses():
        if "/a/" in address:
            viewer.post(address, {})
    assert models.Entry.objects.count() == before


def test_looking_at_pages_writes_nothing_into_the_record(two: Pair) -> None:
    joost = client_of(person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER))
    before = models.Entry.objects.count()
    for _name, address in addresses():
        joost.get(address)
    assert models.Entry.objects.count() == before


def test_somebody_without_an_organisation_is_told_whom_to_ask() -> None:
    alone = models.Person.objects.create_user("alone@firm.example", name="Alone")
    answer = client_of(alone).get("/settings/", follow=True)
    assert answer.status_code == 403
    assert "You belong to no organisation here" in answer.content.decode()
