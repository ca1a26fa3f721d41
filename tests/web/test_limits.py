"""How often one may try: nothing can be guessed, and nobody can shut out whose address it is."""

from __future__ import annotations

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.cast import Pair, pair, person
from tests.web.accounts import (
    CONFIRM,
    LOGIN,
    SECOND,
    app_code,
    asks,
    at,
    by_code,
    code_of,
    connected,
    is_in,
    words,
)
from tests.web.passkey import passkey_of
from troth.core.values import Role
from troth.server import settings as node
from troth.web.account.adapter import Adapter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries_before")]

MANY = 40
PASSWORD = "a long and quiet harbour"
WAIT = "Wait five minutes"


@pytest.fixture
def two() -> Pair:
    return pair()


@pytest.fixture
def annelies(two: Pair) -> Client:
    """Annelies in the browser she always uses, signed out."""
    client = at("203.0.113.1")
    by_code(client, two.annelies)
    client.post("/account/logout/")
    return client


def networks(count: int) -> list[Client]:
    """Browsers in as many networks."""
    return [at(f"198.51.100.{number}") for number in range(count)]


def hammered(email: str, count: int = MANY) -> list[str]:
    """Ask for a code from many networks; returns what each is told: `digits`, `letters` or `wait`."""
    told = []
    for client in networks(count):
        answer = asks(client, email)
        if answer.status_code == 302:
            told.append("letters" if "Eight letters" in words(client.get(CONFIRM)) else "digits")
        else:
            assert WAIT in words(answer)
            told.append("wait")
    return told


def test_many_networks_together_get_few_codes_and_fewer_that_can_be_guessed(two: Pair) -> None:
    told = hammered(two.annelies.email)
    assert told == ["digits"] * 3 + ["letters"] * 9 + ["wait"] * (MANY - 12)


def test_an_address_that_nobody_has_is_answered_alike_all_the_way(two: Pair, settings: Settings) -> None:
    for mail in (False, True):
        settings.TROTH_MAIL = mail
        known, unknown = (two.annelies.email, "a@a.example") if mail else (two.naoko.email, "b@a.example")
        assert hammered(known) == hammered(unknown)


@pytest.mark.parametrize("mail", [False, True])
def test_an_address_that_nobody_has_takes_the_same_path(two: Pair, settings: Settings, mail: bool) -> None:
    settings.TROTH_MAIL = mail
    asks(at("203.0.113.1"), "warm@up.example")
    done = []
    for place, email in enumerate((two.annelies.email, "nobody@veldsen.example")):
        with CaptureQueriesContext(connection) as asked:
            asks(at(f"203.0.113.{place + 2}"), email)
        done.append([query["sql"].split(" ")[0] for query in asked if "SELECT" not in query["sql"][:7]])
    assert done[0] == done[1], done
    assert len(done[0]) > 5


@pytest.mark.parametrize("where", ["203.0.113.1", "198.51.100.1"], ids=["at home", "beside the attacker"])
def test_while_an_address_is_hammered_its_owner_gets_in_where_they_are_known(
    two: Pair, annelies: Client, where: str
) -> None:
    hammered(two.annelies.email)
    annelies.defaults["REMOTE_ADDR"] = where
    assert by_code(annelies, two.annelies).headers["Location"] == "/"
    assert is_in(annelies)


def test_while_an_address_is_hammered_a_passkey_lets_its_owner_in_anywhere(two: Pair) -> None:
    key, _ = passkey_of(two.annelies)
    hammered(two.annelies.email)
    thief = at("198.51.100.1")
    for _ in range(MANY):
        thief.post("/account/login/passkey/", {"credential": "{}"})
    owner = at("198.51.100.1")
    assert WAIT in words(asks(owner, two.annelies.email))
    asked = owner.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()
    owner.post("/account/login/passkey/", {"credential": key.shown(asked["request_options"])})
    assert is_in(owner)


def test_a_colleague_behind_the_same_router_shuts_nobody_out(two: Pair, annelies: Client) -> None:
    joost = at("203.0.113.1")
    told = [asks(joost, f"somebody{number}@veldsen.example").status_code for number in range(25)]
    assert told == [302] * 19 + [200] * 6, "with the one that she asked for there herself, twenty in a minute"
    assert by_code(annelies, two.annelies).status_code == 302 and is_in(annelies)


def test_another_address_in_the_same_browser_is_not_known_there(two: Pair, annelies: Client) -> None:
    joost = person(two.annelies.membership.organisation, "Joost Bakker", Role.MEMBER)
    hammered(joost.email)
    assert WAIT in words(asks(annelies, joost.email))


def test_a_known_browser_has_an_end_of_tries_too(two: Pair, annelies: Client) -> None:
    told = [asks(annelies, two.annelies.email).status_code for _ in range(8)]
    assert told == [302] * 6 + [200] * 2


def test_passwords_are_tried_few_times_and_the_owner_is_not_shut_out(two: Pair, annelies: Client) -> None:
    two.annelies.set_password(PASSWORD)
    two.annelies.save()
    fits = {"login": two.annelies.email, "password": PASSWORD}
    wrong = {**fits, "password": "a loud and narrow harbour"}
    told = [words(client.post(LOGIN, wrong)) for client in networks(MANY)]
    assert sum("do not belong together" in each for each in told) == 20
    assert WAIT in words(at("203.0.113.77").post(LOGIN, fits)), (
        "who is not known here must wait, and can have a code"
    )
    assert by_code(at("203.0.113.77"), two.annelies).status_code == 302
    assert annelies.post(LOGIN, wrong).status_code == 200
    assert annelies.post(LOGIN, fits).headers["Location"] == "/"


def test_the_second_factor_is_tried_few_times_and_the_owner_is_not_shut_out(
    two: Pair, annelies: Client
) -> None:
    """On a node without mail an admin reads the codes of colleagues, and so comes as far as the second factor."""
    by_code(annelies, two.annelies)
    secret = connected(annelies)
    annelies.post("/account/logout/")
    tried = []
    for number in range(4):
        admin = at(f"198.51.100.{number}")
        by_code(admin, two.annelies)
        tried += [words(admin.post(SECOND, {"code": "000000"})) for _ in range(7)]
    assert (
        sum("This did not fit" in each for each in tried) == 10 and sum(WAIT in each for each in tried) == 18
    )
    by_code(annelies, two.annelies)
    annelies.post(SECOND, {"code": app_code(secret, later=1)})
    assert is_in(annelies)


def test_a_code_is_not_pushed_out_of_the_admins_sight_by_asking_often(two: Pair, annelies: Client) -> None:
    asks(annelies, two.annelies.email)
    own = code_of(two.annelies)
    hammered(two.annelies.email, 10)
    other = person(two.annelies.membership.organisation, "Ruth Prins")
    admin = at()
    admin.force_login(other)
    page = words(admin.get("/organisation/"))
    assert f"{own} , until" in page and "where they signed in before" in page
    assert page.count("which is new for them") == 3


@pytest.mark.parametrize(
    ("proxies", "told", "counted"),
    [
        (0, "192.0.2.9", "10.0.0.1"),
        (1, "6.6.6.6, 192.0.2.9", "192.0.2.9"),
        (2, "6.6.6.6, 192.0.2.9, 10.0.0.2", "192.0.2.9"),
        (2, "192.0.2.9", "10.0.0.1"),
        (1, "junk", "10.0.0.1"),
    ],
)
def test_behind_proxies_the_network_is_the_one_that_ours_saw(
    settings: Settings, proxies: int, told: str, counted: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": told})
    assert Adapter().get_client_ip(request) == counted


def test_a_node_behind_a_socket_file_still_counts() -> None:
    assert Adapter().get_client_ip(RequestFactory().get("/", REMOTE_ADDR="")) == "127.0.0.1"


def per_day(action: str) -> float:
    """How many of something a day allows at most."""
    rates = parse_rates(node.ACCOUNT_RATE_LIMITS[action])
    return min(rate.amount * max(1.0, 86_400 / rate.duration) for rate in rates)


def test_the_odds_are_those_that_the_documentation_reckons() -> None:
    tries = node.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS
    digits, letters = per_day("code_short"), per_day("code_address")
    assert digits * tries / 10**6 < 1 / 110_000
    assert letters * tries / 20**8 < 1 / 20_000_000
    fits = 2 * node.MFA_TOTP_TOLERANCE + 1
    assert per_day("factor_address") * (fits / 10**6 + 10 / 10**8) < 1 / 15_000


def test_tries_that_come_at_the_same_moment_are_counted_one_by_one(two: Pair) -> None:
    client = at()
    asks(client, two.annelies.email)
    code, asked = code_of(two.annelies), client.session["account_login"]
    for _ in range(3):
        client.post(CONFIRM, {"code": "000000"})
        session = client.session
        session["account_login"] = asked  # as every request finds it that begins before another has ended
        session.save()
    answer = client.post(CONFIRM, {"code": code}, follow=True)
    assert WAIT in words(answer) and not is_in(client)


def test_every_kind_of_try_is_counted() -> None:
    kinds = {"code", "password", "factor"}
    wanted = {f"{kind}_{by}" for kind in kinds for by in ("known", "network", "pair", "address")} | {
        "code_short",
        "code_tries",
        "code_own",
        "mailed_network",
        "mailed_own",
        "feed",
        "feed_network",
        "hook_network",
    }
    assert {name for name, rate in node.ACCOUNT_RATE_LIMITS.items() if rate} == wanted
