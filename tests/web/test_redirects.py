"""Where the node leads a browser: to a page of its own, whatever an address, a form or the page before says."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests.counts import SOAK, some
from tests.web.test_grid import OPEN, SENT
from tests.web.world import World, routes, undone, world
from troth.store import models, tokens

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example/", "\\\\evil.example/", "/\\evil.example/",
    "https:evil.example", "http:///evil.example", "\t//evil.example", "/\t/evil.example", "javascript:alert(1)",
    "data:text/html,x", "http://testserver@evil.example/", "http://testserver.evil.example/", "ftp://testserver/",
    "http://testserver\\@evil.example/", "http://evil.example#@testserver/", "/%09/evil.example/",
    "http://testserver//evil.example/", "http://testserver/\\evil.example/", "http://[::1", "http://testserver:9/",
)  # fmt: skip
ASKED = ("next", "url", "go", "back", "redirect", "return_to", "object")
EACH = len(ELSEWHERE) if SOAK else 1
PASSWORD = "a long and quiet harbour"  # pragma: allowlist secret


@pytest.fixture
def here() -> World:
    cache.clear()
    return world()


def leaves(location: str) -> bool:
    """Whether a browser that reads addresses as the standard says would leave the node, or run something."""
    read = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if not read.startswith("/") and not read.startswith(f"{HERE}/") and re.match(r"[a-z]+:", read, re.I):
        return True
    led = urlsplit(urljoin(f"{HERE}/a/", re.sub(r"^/{2,}", "//", read)))
    return (led.scheme, led.netloc) != ("http", "testserver")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_what_leaves_is_told_from_what_does_not(where: str) -> None:
    inside = {"http://testserver//evil.example/", "http://testserver/\\evil.example/", "/%09/evil.example/"}
    assert leaves(where) == (where not in inside | {"http://testserver\\@evil.example/"})
    assert not leaves("/a/veldsen-kaido/?q=//evil.example") and not leaves("today/") and not leaves("#two")


def leading(here: World) -> list[tuple[str, str, str]]:
    """Every page and act that leads a browser on: who is led, how it is asked, its address."""
    found = []
    for name, route in routes().items():
        for who in ("out", "admin") if name in OPEN else ("admin",):
            for method in ("get", "post"):
                with undone():
                    answer = here.ask(who, method, here.address(route, who), SENT.get(name, {}))
                    answer.getvalue()  # a file is closed when it was read
                found += [(name, who, method)] if "Location" in answer else []
    return found


def test_nobody_is_led_away_by_an_address_a_form_or_the_page_before(here: World) -> None:
    led, found = [], leading(here)
    assert len(found) > 60
    for number, (name, who, method) in enumerate(found):
        for where in (ELSEWHERE[(EACH * number + n) % len(ELSEWHERE)] for n in range(EACH)):
            asked = {**SENT.get(name, {}), **dict.fromkeys(ASKED, where)}
            client = Client(raise_request_exception=False, headers={"referer": where})
            client.cookies.load({name: each.value for name, each in here.browsers[who].cookies.items()})
            address = here.address(routes()[name], who)
            with undone():
                answer = client.post(address, asked) if method == "post" else client.get(address, asked)
            if answer.status_code >= 500 or leaves(answer.get("Location", "")):
                led.append(
                    f"{name} {method} as {who}: {where} -> {answer.status_code} {answer.get('Location')}"
                )
    assert not led, "\n".join(led)


@pytest.mark.parametrize("where", some(ELSEWHERE, 3))
def test_signing_in_and_out_leads_nowhere_else(here: World, where: str) -> None:
    annelies = here.two.annelies
    annelies.set_password(PASSWORD)
    annelies.save()
    client = Client()
    page = client.get("/account/login/", {"next": where})
    assert page.status_code == 200
    sent = {"login": annelies.email, "password": PASSWORD, "next": where}
    led = [client.post("/account/login/", sent), client.get("/account/login/", {"next": where})]
    assert "_auth_user_id" in client.session
    led += [client.post("/account/again/password/", {"password": PASSWORD, "next": where})]
    led += [client.post("/account/logout/", {"next": where})]
    assert "_auth_user_id" not in client.session
    annelies.refresh_from_db()
    led += [client.get(tokens.once_path(annelies), {"next": where})]
    assert [each.status_code for each in led] == [302] * 5
    assert not [each["Location"] for each in led if leaves(each["Location"])]


@pytest.mark.parametrize("path", ["//evil.example/docs", "/\\evil.example", "//evil.example/%2e%2e"])
def test_an_address_that_looks_like_another_host_leads_nowhere(here: World, path: str) -> None:
    for who in ("out", "admin"):
        answer = here.browsers[who].generic("GET", path)
        assert not leaves(answer.get("Location", "")), (who, answer["Location"])
        assert answer.status_code in (301, 302, 404)


def test_a_refusal_leads_back_to_a_page_of_the_node(here: World) -> None:
    room = f"/a/{here.ids['slug']}/history/offer/"
    for where in ELSEWHERE:
        client = Client(headers={"referer": where})
        client.force_login(models.Person.objects.get(name="Admin Smit"))
        answer = client.post(room, {})
        assert answer.status_code == 302 and not leaves(answer["Location"]), where
