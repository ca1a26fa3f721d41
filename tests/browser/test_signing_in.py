"""Signing in as people do, in a real browser: a passkey, an app, paper, sessions that end, and a second factor asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from tests import prepared
from tests.browser.conftest import Enter
from tests.browser.journey import Somebody, day, links
from tests.browser.test_every_page import LEVELS, sideways
from tests.cli.running import node
from tests.counts import IN_SOAK

Host = tuple[str, str, str]
WITHOUT_JAVASCRIPT = {"java_script_enabled": False}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A demo of its own, for what is changed here is about accounts: its address by name, and two links that sign in."""
    home = tmp_path_factory.mktemp("accounts")
    prepared.demo(home)
    with node(["demo"], home) as running:
        first, second = links(running, 2)
        yield f"http://localhost:{running.port}", first, second
        running.interrupt()


@pytest.fixture
def come(host: Host, enter: Enter) -> Enter:
    """Opens a fresh browser at the node by its name, where passkeys work; a link signs in."""

    def begin(link: str = "", **how: Any) -> Somebody:
        return enter(host[0], link.replace("127.0.0.1", "localhost"), **how)

    return begin


def with_finger(who: Somebody, *, sure: bool = True) -> None:
    """Give a browser a device that holds passkeys."""
    talk = who.page.context.new_cdp_session(who.page)
    talk.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": sure,
        "automaticPresenceSimulation": True,
    }
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def by_code(who: Somebody, admin: Somebody, email: str) -> None:
    """Sign in with a code that an admin passes on."""
    who.go("/account/login/")
    who.fill(email=email)
    who.press("Ask for a code")
    who.sees("six digits")
    admin.go("/organisation/")
    code = admin.page.locator(".private li", has_text=email).first.locator("b").inner_text()
    who.fill(code=code)
    who.press("Sign in")


def sign_out(who: Somebody) -> None:
    who.go("/settings/")
    who.press("Sign out here")


def app_code(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sheet(who: Somebody, title: str) -> Locator:
    """The part of the settings with that heading."""
    return who.page.locator("section.sheet", has=who.page.get_by_role("heading", name=title, exact=True))


def well_made(who: Somebody) -> None:
    """The page as it stands is open to everybody, and fits a phone."""
    assert Axe().run(who.page, options=LEVELS).response["violations"] == []
    assert sideways(who) == []
    who.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_passkey_is_added_and_signs_in_alone(host: Host, come: Enter) -> None:
    annelies, saskia = come(host[1]), come()
    with_finger(saskia)
    by_code(saskia, annelies, "saskia@veldsen.example")
    saskia.go("/settings/")
    saskia.press("Add one", sheet(saskia, "Passkeys"))
    well_made(saskia)
    saskia.fill(name="Laptop at the desk")
    saskia.press("Ask my device")
    saskia.sees("They are shown now, and never again")
    expect(saskia.page.locator(".paper-codes li")).to_have_count(10)
    well_made(saskia)
    with saskia.page.expect_download() as kept:
        saskia.press("Download them")
    assert len(kept.value.path().read_text().split()) > 10
    sign_out(saskia)
    well_made(saskia)
    saskia.press("Use a passkey")
    saskia.page.wait_for_url(f"{host[0]}/")
    saskia.go("/settings/")
    saskia.sees("Laptop at the desk")
    well_made(saskia)
    saskia.press("Add one", sheet(saskia, "Passkeys"))
    saskia.sees("Is it you?")
    saskia.press("Use your passkey")
    saskia.sees("Your device keeps it")
    saskia.press("Ask my device")
    saskia.sees("This device holds a passkey for you already.")


@IN_SOAK
def test_a_device_that_does_not_make_sure_of_its_person_adds_nothing(host: Host, come: Enter) -> None:
    marijke = come()
    with_finger(marijke, sure=False)
    by_code(marijke, come(host[1]), "marijke@veldsen.example")
    marijke.go("/account/passkeys/add/")
    marijke.press("Ask my device")
    marijke.sees("Nothing was chosen. Try once more, or take another way.")
    marijke.go("/settings/")
    marijke.sees("It signs you in without a code")


@IN_SOAK
def test_an_app_is_asked_for_and_paper_stands_in_for_it_without_javascript(host: Host, come: Enter) -> None:
    annelies, joost = come(host[1]), come(**WITHOUT_JAVASCRIPT)
    by_code(joost, annelies, "joost@veldsen.example")
    joost.go("/account/app/connect/")
    joost.page.locator("summary", has_text="No camera?").click()
    secret = joost.page.locator("p.spread").inner_text()
    joost.fill(code=app_code(secret))
    joost.press("Connect it")
    codes = joost.page.locator(".paper-codes li").all_inner_texts()
    assert len(codes) == 10
    for shown, fits in ((app_code(secret, 1), True), (codes[0], True), (codes[0], False)):
        sign_out(joost)
        by_code(joost, annelies, "joost@veldsen.example")
        joost.sees("Your account asks for a second factor.")
        joost.go("/settings/")
        assert joost.path == "/account/login/second/", "nothing is open before"
        joost.fill(code=shown)
        joost.press("Sign in")
        if fits:
            joost.go("/settings/")
            assert joost.path == "/settings/"
        else:
            joost.sees("This did not fit.")
    joost.go("/account/login/?anew=1")
    joost.sees("Work e-mail")


@IN_SOAK
def test_a_session_that_is_ended_elsewhere_is_over_at_once(host: Host, come: Enter) -> None:
    here, there = come(host[2]), come(host[2])
    there.go("/a/veldsen-kaido/promises/")
    there.sees("Kaido")
    here.go("/settings/")
    sheet(here, "Where you are signed in").get_by_role("button", name="End all others").click()
    here.sees("You are signed in here alone.")
    expect(there.page.locator(".pane-h")).to_contain_text("Sign in", timeout=15_000)
    there.go("/settings/")
    assert there.path == "/account/login/"
    here.go("/settings/")
    assert here.path == "/settings/"


@IN_SOAK
def test_a_sign_in_from_a_new_browser_is_shown_where_one_was_before(host: Host, come: Enter) -> None:
    annelies, bram, thief = come(host[1]), come(), come(locale="en-GB")
    by_code(bram, annelies, "bram@veldsen.example")
    by_code(thief, annelies, "bram@veldsen.example")
    thief.go("/")
    thief.sees_not("Was this you?")
    bram.go("/")
    bram.sees("Somebody signed in as you from a browser that was not known here")
    well_made(bram)
    bram.press("No: sign out everywhere else")
    bram.sees("You are signed in here alone.")
    expect(thief.page.locator(".pane-h")).to_contain_text("Sign in", timeout=15_000)
    assert thief.path == "/account/login/"


@IN_SOAK
def test_a_second_factor_that_is_asked_for_is_got_before_anything_else(host: Host, come: Enter) -> None:
    haruka, kenji = come(host[2]), come()
    with_finger(haruka)
    haruka.go("/account/passkeys/add/")
    haruka.press("Ask my device")
    haruka.sees("They are shown now")
    by_code(kenji, haruka, "kenji@kaido.example")
    haruka.go("/organisation/")
    haruka.choose("asked", "everybody")
    haruka.fill(since=day(9))
    haruka.press("Keep", sheet(haruka, "Second factor"))
    haruka.sees("None yet:")
    well_made(haruka)
    kenji.go("/")
    kenji.sees("Kaido asks you for a second factor from")
    haruka.fill(since=datetime.now(ZoneInfo("Asia/Tokyo")).date().isoformat())
    haruka.press("Keep", sheet(haruka, "Second factor"))
    haruka.sees("None yet:")
    kenji.go("/a/veldsen-kaido/promises/")
    assert kenji.path == "/account/second-factor/"
    kenji.sees("Kaido asks for one, since")
    well_made(kenji)
    kenji.press("Connect an app")
    kenji.page.locator("summary", has_text="No camera?").click()
    kenji.fill(code=app_code(kenji.page.locator("p.spread").inner_text()))
    kenji.press("Connect it")
    kenji.sees("They are shown now")
    kenji.press("I have them")
    assert kenji.path == "/"
