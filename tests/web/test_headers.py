"""What a browser is told with every answer: who may frame, script, read and keep it, and by which name the node goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http.cookies import Morsel
from pathlib import Path
from typing import Any

import pytest
from allauth.core.ratelimit import respond_429
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import path
from pytest_django import Settings

from tests.counts import some
from tests.server.test_settings import settings_with
from tests.web.test_grid import OPEN, SENT
from tests.web.world import World, routes, undone, world
from troth.server.urls import urlpatterns as of_the_node
from troth.store import models

pytestmark = pytest.mark.django_db

NODE = "https://troth.example"
LIVE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_PTAG": "0-old"}
STATIC = ("mark.svg", "css/tokens.css", "htmx/htmx.min.js", "fonts/newsreader-latin-opsz-normal.woff2")
EVERY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MAILED: Mapping[str, Mapping[str, str]] = {
    "invite": {"partner": "Zed", "email": "zed@zed.example"},
    "invite_colleague": {"email": "new@veldsen.example", "role": "member"},
    "invite_once_more": {},
}
# What a machine sends to an address that nobody else knows; that is all that it is known by.
FROM_MACHINES = {"mail_in", "mail_tracked", "mail_arrived", "stop_mail"}
MARKS = {"ETag": "HTTP_IF_NONE_MATCH", "Last-Modified": "HTTP_IF_MODIFIED_SINCE", "HX-PTag": "HTTP_HX_PTAG"}
DENIED = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
STRICT = ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
Answers = Iterator[tuple[str, HttpResponseBase]]


def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake of ours in it."""
    raise RuntimeError("A mistake of ours.")


urlpatterns = [path("broken/", broken), path("often/", respond_429), *of_the_node]


@pytest.fixture
def here() -> World:
    cache.clear()
    return world()


@pytest.fixture
def under_https(home: Path) -> Iterator[None]:
    """What the settings come to on a node with an https address of its own."""
    made = settings_with(home, TROTH_URL=NODE)
    kept = re.compile(r"(SECURE|CSRF|SESSION|LANGUAGE|ALLOWED|CONTENT_SECURITY|X_FRAME|TROTH_(URL|DEVICE))")
    with override_settings(**{name: value for name, value in made.items() if kept.match(name)}):
        yield


def told(answer: HttpResponseBase) -> list[str]:
    """What is missing from an answer, or is wrong with it, whoever it is for."""
    wrong = [f"{name}: {answer.get(name)}" for name, value in EVERY.items() if answer.get(name) != value]
    policy = answer.get("Content-Security-Policy", "")
    # a file can do nothing at all in a browser, not even send a form
    wrong += [f"policy without {part}" for part in STRICT if part not in policy and "sandbox" not in policy]
    wrong += [f"policy without {STRICT[-1]}"] if STRICT[-1] not in policy else []
    wrong += [f"policy with {part}" for part in ("unsafe-", "*", "http:", "https:") if part in policy]
    permissions = answer.get("Permissions-Policy", "")
    wrong += [f"lets pages use {each}" for each in DENIED if f"{each}=()" not in permissions]
    wrong += [
        f"says {each}" for each in ("Server", "X-Powered-By", "Access-Control-Allow-Origin") if each in answer
    ]
    return wrong


def asked(here: World, who: str) -> Answers:
    """Everything that somebody is answered: each page, whole and as its live part, and to each act."""
    for name, route in routes().items():
        address = here.address(route, who)
        for what in (name, f"{name} live", f"to {name}"):
            client, live = copy_of(here, who), LIVE if what.endswith("live") else {}
            with undone():
                sends = what.startswith("to ")
                answer = client.post(address, SENT.get(name, {})) if sends else client.get(address, **live)
                answer.getvalue()  # a file is closed when it was read
            yield f"{what} as {who}", answer


def copy_of(here: World, who: str, **more: Any) -> Client:
    """Somebody's browser once more, so that nothing done in it stays."""
    client = Client(raise_request_exception=False, **more)
    client.cookies.load({name: each.value for name, each in here.browsers[who].cookies.items()})
    return client


def read(client: Client, page: str, **more: Any) -> HttpResponseBase:
    """Ask for a page and read it to its end, as a server does, so that its file is closed."""
    answer = client.get(page, **more)
    answer.getvalue()
    return answer


def failures(here: World, settings: Settings) -> Mapping[int, HttpResponseBase]:
    """One answer of each kind that is not a page, by its status."""
    settings.ROOT_URLCONF = __name__
    client, strict = copy_of(here, "admin"), copy_of(here, "admin", enforce_csrf_checks=True)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    found = [client.post("/organisation/", {f"f{n}": "x" for n in range(9)})]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
    found += [client.get(page) for page in ("/nothing/here/", "/broken/", "/often/")]
    found += [client.put("/"), strict.post("/organisation/", {})]
    return {each.status_code: each for each in found}


def kept_apart(answer: HttpResponseBase) -> list[str]:
    """What is wrong with an answer that was made for one person: nothing on the way may keep it, or mix it up."""
    kept, varies = answer.get("Cache-Control", ""), answer.get("Vary", "")
    wrong = [f"may be kept: {kept or 'not said'}"] if "no-store" not in kept or "private" not in kept else []
    return wrong + ([f"varies by {varies or 'nothing'}"] if "Cookie" not in varies else [])


def loose(cookies: Mapping[str, Morsel[str]], *, secure: bool = False) -> list[str]:
    """What is wrong with the cookies of an answer."""
    return [
        f"cookie {name}: {each.OutputString()}"
        for name, each in cookies.items()
        if each.value  # one that is taken back holds nothing
        and (
            not each["httponly"]
            or each["samesite"] not in ("Lax", "Strict")
            or each["path"] != "/"
            or each["domain"]
            or (secure and not (each["secure"] and name.startswith("__Host-")))
        )
    ]


@pytest.mark.parametrize("who", some(["admin", "before", "out"], 2))
def test_every_answer_lets_others_frame_script_and_keep_nothing(here: World, who: str) -> None:
    wrong = []
    for what, answer in asked(here, who):
        said = told(answer) + loose(answer.cookies)
        if who != "out" and not OPEN & set(what.split()) and answer.status_code != 405:
            said += kept_apart(answer)
        wrong += [f"{what} {answer.status_code}: {each}" for each in said]
    assert not wrong, "\n".join(wrong)


def test_what_is_not_a_page_is_no_looser(here: World, settings: Settings) -> None:
    answers = failures(here, settings)
    assert set(answers) == {400, 403, 404, 405, 429, 500}
    assert {status: said for status, answer in answers.items() if (said := told(answer))} == {}


def test_what_is_the_same_for_everybody_knows_nobody(here: World) -> None:
    client = copy_of(here, "admin")
    for file in STATIC:
        answer = read(client, f"/static/troth/{file}")
        assert answer.status_code == 200 and told(answer) == [], file
        assert not answer.cookies and "public" in answer["Cache-Control"], file
        assert "Cookie" not in answer.get("Vary", "") and answer["ETag"], file
    for page in ("/docs/", "/docs/reference/settings/"):
        answer = read(client, page)
        assert answer.status_code == 200 and not answer.cookies, page


def test_nobody_is_told_that_nothing_is_new_by_what_another_was_shown(here: World) -> None:
    for name, route in routes().items():
        if name in OPEN:
            continue
        first = here.ask("admin", "get", here.address(route), {})
        marks = {header: first[name] for name, header in MARKS.items() if name in first}
        if not marks:
            continue
        for who in ("manager", "partner"):
            client = copy_of(here, who)
            answer = client.get(here.address(route), HTTP_HX_REQUEST="true", **marks)
            assert answer.status_code != 304, (name, who, marks)
            for mark in MARKS:
                assert mark == "Last-Modified" or not first.get(mark) or first[mark] != answer.get(mark), (
                    name,
                    who,
                )


def test_a_page_that_asks_for_its_own_news_is_told_that_there_are_none(here: World) -> None:
    for page in ("/", f"/a/{here.ids['slug']}/", f"/a/{here.ids['slug']}/pairing/"):
        client = copy_of(here, "admin")
        client.get(page)  # what was new at the first look no longer is
        tag = client.get(page)["HX-PTag"]
        assert client.get(page, HTTP_HX_REQUEST="true", HTTP_HX_PTAG=tag).status_code == 304, page


def test_no_form_is_taken_that_was_not_given_to_its_sender(here: World) -> None:
    taken = []
    for name, route in routes().items():
        if name in FROM_MACHINES:
            continue
        address, sent = here.address(route, "admin"), SENT.get(name, {})
        for who, token in {"out": {}, "admin": {"csrfmiddlewaretoken": "a" * 64}}.items():
            client = copy_of(here, who, enforce_csrf_checks=True)
            with undone():
                answer = client.post(address, {**sent, **token})
            taken += [f"{name} as {who}: {answer.status_code}"] if answer.status_code != 403 else []
    assert not taken, "\n".join(taken)


def test_a_form_of_this_node_is_taken_and_none_from_elsewhere(here: World) -> None:
    client, route = (
        copy_of(here, "admin", enforce_csrf_checks=True),
        f"/a/{here.ids['slug']}/record/receipts/new/",
    )
    page = client.get("/organisation/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    sent = {"csrfmiddlewaretoken": token[1]}
    route = here.address(routes()["make_receipt"])
    for origin, status in {"http://testserver": 302, "https://evil.example": 403, "null": 403}.items():
        with undone():
            assert client.post(route, sent, headers={"origin": origin}).status_code == status, origin


@pytest.mark.usefixtures("under_https")
def test_under_https_it_stays_so_and_cookies_belong_to_this_host_alone(here: World) -> None:
    assert Client().get("/", headers={"host": "troth.example"})["Location"] == f"{NODE}/"
    client, seen = Client(headers={"host": "troth.example"}), set()
    client.force_login(models.Person.objects.get(name="Admin Smit"))
    for page in ("/account/login/", "/", "/organisation/", "/static/troth/mark.svg", "/nothing/"):
        answer = read(client, page, secure=True)
        assert told(answer) == [] and loose(answer.cookies, secure=True) == [], page
        assert answer["Strict-Transport-Security"] == "max-age=31536000", page
        seen |= set(answer.cookies)
    assert "__Host-troth-csrf" in seen
    token = client.cookies["__Host-troth-csrf"].value
    strict = Client(headers={"host": "troth.example"}, enforce_csrf_checks=True)
    strict.cookies.load({name: each.value for name, each in client.cookies.items()})
    for referrer, status in {"": 403, "https://evil.example/": 403, f"{NODE}/organisation/": 302}.items():
        sent = strict.post(
            "/settings/alerts/read/",
            {"csrfmiddlewaretoken": token},
            secure=True,
            headers={"referer": referrer},
        )
        assert sent.status_code == status, referrer


@pytest.mark.usefixtures("under_https")
def test_the_node_goes_by_its_own_name_alone(here: World) -> None:
    client = Client()
    for host in ("evil.example", "troth.example.evil.example", "troth.example@evil.example", "[::2]", "a b"):
        for page in ("/", "/account/login/", "/docs/", "/nothing/"):
            answer = client.get(page, secure=True, headers={"host": host})
            assert answer.status_code == 400 and host not in answer.content.decode(), (host, page)
            assert told(answer) == [], (host, page)


@pytest.mark.usefixtures("under_https")
def test_what_a_proxy_is_made_to_say_of_the_name_is_not_believed(here: World, settings: Settings) -> None:
    said = {"x-forwarded-host": "evil.example", "x-forwarded-port": "9", "forwarded": "host=evil.example"}
    client = Client(headers={"host": "troth.example:9", **said})
    client.force_login(models.Person.objects.get(name="Admin Smit"))
    settings.TROTH_MAIL = True
    mailed = set()
    for name, route in routes().items():
        for method in ("get", "post"):
            sent = {**SENT.get(name, {}), **MAILED.get(name, {})} if method == "post" else {}
            with undone():
                answer = getattr(client, method)(here.address(route), sent, secure=True)
                page = answer.getvalue() if "html" in answer.get("Content-Type", "") else b""
                mails = [str(row.details) for row in models.Outbox.objects.filter(kind="mail")]
            assert b"evil.example" not in page + answer.get("Location", "").encode(), (name, method)
            links = [link for mail in mails for link in re.findall(r"https?://[^\s'\\]+", mail)]
            assert all(link.startswith(f"{NODE}/") for link in links), (name, links)
            mailed |= {name} if links else set()
    assert mailed >= set(MAILED), "Each of these sends a mail with a link in it."
