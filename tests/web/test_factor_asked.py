"""An organisation asks for a second factor: from its day on nothing is open before, and what one may leave with stays."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from tests.cast import Pair, pair, person
from tests.web.accounts import APP, at, by_code, connected, words
from tests.web.passkey import passkey_of
from tests.web.world import fill, routes
from troth.core.values import Role
from troth.store import factors, invitations, models, operators

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_before")]

ASK, SETUP = "/organisation/second-factor/", "/account/second-factor/"
OPEN_WITHOUT = {
    "record_bundle", "start", "node", "docs", "docs-page", "join", "set_up", "demo", "once", "stop_mail", "calendar_feed",
    "mailed", "mailed_code", "mailed_not_me", "mailed_anew", "mail_in", "mail_tracked", "mail_arrived",
}  # fmt: skip


@pytest.fixture
def two() -> Pair:
    return pair()


def client_of(who: models.Person) -> Client:
    client = at()
    client.force_login(who)
    return client


def asked(firm: models.Organisation, of: str = "everybody", days: int = 0) -> date:
    """Let an organisation ask from a day on."""
    day = factors.today_at(firm) + timedelta(days=days)
    models.Organisation.objects.filter(pk=firm.pk).update(factor_asked=of, factor_since=day)
    return day


def test_whoever_lacks_one_is_led_to_where_they_get_one_and_everything_else_is_shut(two: Pair) -> None:
    asked(two.annelies.membership.organisation)
    operators.look_after(two.annelies)  # not even the node's own page is open to them then
    annelies, ids = (
        client_of(two.annelies),
        {"slug": two.alliance.slug, "path": "", "pk": "1", "person": "1", "number": "1"},
    )
    entries, shut = models.Entry.objects.count(), 0
    for name, route in routes().items():
        if name in OPEN_WITHOUT or name.startswith(("account_", "mfa_", "reauthenticate", "remove_password")):
            continue
        for method in ("get", "post"):
            answer = getattr(annelies, method)(
                "/" + fill(route, {**ids, "session": "1", "view": "1", "browser": "1"})
            )
            assert answer.status_code == 405 or answer.headers.get("Location") == SETUP, (name, method)
            shut += answer.status_code == 302
    assert shut > 60 and models.Entry.objects.count() == entries


def test_what_one_may_leave_with_stays_open(two: Pair) -> None:
    asked(two.annelies.membership.organisation)
    annelies = client_of(two.annelies)
    page = annelies.get(SETUP)
    assert "Veldsen asks for one, since" in words(page) and "Add a passkey" in words(page)
    bundle = annelies.get(f"/a/{two.alliance.slug}/record/bundle/")
    assert bundle.headers["Content-Type"] == "application/zip"
    assert f'href="/a/{two.alliance.slug}/record/bundle/"' in page.content.decode()
    assert annelies.post("/account/logout/").status_code == 302


def test_with_one_everything_is_open_again(two: Pair) -> None:
    asked(two.annelies.membership.organisation)
    annelies = at()
    assert by_code(annelies, two.annelies).status_code == 302
    assert annelies.get("/").headers["Location"] == SETUP
    connected(annelies)
    assert "They are shown now" in words(annelies.get("/account/codes/"))
    assert annelies.get("/").status_code == 200
    assert annelies.get(SETUP).headers["Location"] == "/settings/#in"


def test_the_other_organisation_is_asked_for_nothing(two: Pair) -> None:
    asked(two.annelies.membership.organisation)
    assert client_of(two.naoko).get("/").status_code == 200


def test_whoever_only_reads_is_not_asked_when_signers_are(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    asked(firm, "signers")
    reads, signs = person(firm, "Vera Smit", Role.VIEWER), person(firm, "Joost Bakker", Role.MEMBER)
    assert client_of(reads).get("/").status_code == 200
    assert client_of(signs).get("/").headers["Location"] == SETUP


def test_before_the_day_one_is_reminded_and_nothing_is_shut(two: Pair) -> None:
    day = asked(two.annelies.membership.organisation, days=9)
    page = client_of(two.annelies).get("/")
    assert f"Veldsen asks you for a second factor from {day:%A} {day.day} {day:%B} on" in words(page)
    assert "Veldsen asks" not in words(client_of(two.naoko).get("/"))
    passkey_of(two.annelies)
    assert "Veldsen asks" not in words(client_of(two.annelies).get("/"))


def test_an_admin_asks_and_those_without_one_get_a_mail_once(two: Pair, settings: Settings) -> None:
    settings.TROTH_MAIL = True
    firm = two.annelies.membership.organisation
    vera = person(firm, "Vera Smit", Role.VIEWER)
    models.Person.objects.filter(pk=vera.pk).update(language="nl")
    has = person(firm, "Joost Bakker", Role.MEMBER)
    passkey_of(has)
    annelies = client_of(two.annelies)
    day = (factors.today_at(firm) + timedelta(days=12)).isoformat()
    for _ in range(2):
        answer = annelies.post(ASK, {"asked": "everybody", "since": day}, follow=True)
    assert "None yet: Annelies van der Meer and Vera Smit. They are told by mail." in words(answer)
    mails = models.Outbox.objects.filter(kind="mail").values_list("details__to", flat=True)
    assert sorted(mails) == ["annelies@veldsen.example", "vera@veldsen.example"]
    text = str(models.Outbox.objects.filter(kind="mail")[0].details["text"])
    assert "http://localhost/account/second-factor/" in text and "asks you for a second factor" in text
    hers = models.Outbox.objects.get(details__to=vera.email).details
    assert str(hers["subject"]).startswith("Veldsen vraagt vanaf ") and "/account/second-factor/" in str(
        hers["text"]
    )
    page = words(annelies.get("/organisation/"))
    assert page.count("none yet, asked from") == 2 and re.search(r"joost@veldsen.example\s+passkey", page)


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (400, True)])
def test_the_day_is_today_or_to_come(two: Pair, days: int, fits: bool) -> None:
    firm = two.annelies.membership.organisation
    day = factors.today_at(firm) + timedelta(days=days)
    answer = client_of(two.annelies).post(ASK, {"asked": "signers", "since": day.isoformat()})
    assert answer.status_code == (302 if fits else 422)
    firm.refresh_from_db()
    assert firm.factor_asked == ("signers" if fits else "")


def test_a_day_that_was_set_may_stay_and_each_may_choose_again(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    passkey_of(two.annelies)
    annelies = client_of(two.annelies)
    day = asked(firm, "signers", -30)
    assert annelies.post(ASK, {"asked": "everybody", "since": day.isoformat()}).status_code == 302
    assert annelies.post(ASK, {"asked": "everybody", "since": ""}).status_code == 422
    assert annelies.post(ASK, {"asked": "", "since": ""}).status_code == 302
    firm.refresh_from_db()
    assert (firm.factor_asked, firm.factor_since) == ("", None)


def test_who_has_which_factor_is_for_admins_to_see(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    manager = person(firm, "Mies Bos", Role.MANAGER)
    assert "none yet" in words(client_of(two.annelies).get("/organisation/"))
    page = words(client_of(manager).get("/organisation/"))
    assert "none yet" not in page and "Second factor" not in page


def test_the_last_one_is_not_taken_away_while_it_is_asked_for(two: Pair) -> None:
    firm = two.annelies.membership.organisation
    annelies = at()
    by_code(annelies, two.annelies)
    connected(annelies)
    asked(firm)
    where = {"Referer": "http://localhost/settings/"}
    answer = annelies.post("/account/app/remove/", headers=where, follow=True)
    assert "Add another one first, then take this away." in words(answer)
    passkey_of(two.annelies)
    annelies.post("/account/app/remove/", headers=where)
    assert list(Authenticator.objects.exclude(type="recovery_codes").values_list("type", flat=True)) == [
        "webauthn"
    ]


def test_an_invitation_is_not_answered_for_an_organisation_without_one(two: Pair) -> None:
    firm = models.Organisation.objects.create(name="Ostfjord AS", short="Ostfjord", zone="Europe/Oslo")
    liv = person(firm, "Liv Dahl")
    asked(firm)
    made = invitations.invite_partner(
        two.annelies.membership.organisation, two.annelies, Role.ADMIN, partner="Ostfjord", email=liv.email
    )
    assert client_of(liv).post(made.path).headers["Location"] == SETUP
    assert not firm.parties.exists()


def test_somebody_who_chooses_for_themselves_is_shown_both_ways(two: Pair) -> None:
    page = client_of(two.annelies).get(SETUP)
    assert "Whoever gets into your mailbox does not get in here" in words(page)
    assert "Meanwhile" not in words(page)
    assert client_of(two.annelies).get(APP).status_code == 200
