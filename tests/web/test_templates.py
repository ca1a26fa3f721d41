"""What holds for every page: it renders, works under the strict policy, and speaks the words of the design."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from tests.web.pages import PAGES
from troth.server.places import PACKAGE

TEMPLATES = PACKAGE / "web" / "templates"
STATIC = PACKAGE / "web" / "static"
FILES = sorted(TEMPLATES.rglob("*.html"))
NOT_OURS = re.compile(
    r"overdue|\bfailed\b|\bbreach|\bmissed\b|confidential|tamper|both logs agree|!(?=[ <])", re.I
)


def shown(name: str) -> str:
    """The page as a browser gets it, made without anything but its own context."""
    template, context = PAGES[name]
    asked = RequestFactory().get("/somewhere/?q=1")
    with override_settings(ROOT_URLCONF="tests.web.addresses"):
        return render_to_string(template, {**context, "request": asked, "csrf_token": "token"})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_of_the_first_order_and_says_its_language(name: str) -> None:
    page = shown(name)
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<html lang="en"' in page
    assert "{%" not in page
    assert "{{" not in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_no_inline_style_and_no_inline_script(name: str) -> None:
    page = shown(name)
    assert not re.search(r"\sstyle=", page)
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)


@pytest.mark.parametrize("name", PAGES)
def test_ids_on_a_page_are_its_own_and_labels_point_at_one(name: str) -> None:
    page = shown(name)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'\sfor="([^"]+)"', page)) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_blames_or_shouts(name: str) -> None:
    words = re.sub(r"<[^>]+>", " ", shown(name))
    assert not NOT_OURS.findall(words)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_template_asks_the_browser_to_read_a_string_as_a_program(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"hx-on|hx-vals=.js:|hx-trigger=\"[^\"]*\[", text)
    assert "|safe" not in text


def test_the_theme_is_written_by_the_server_only_when_somebody_chose_one() -> None:
    template, context = PAGES["today"]
    me = context["me"]
    page = shown("today")
    assert "data-theme" not in page
    dark = type(me)(**{**vars(me), "theme": "dark"})
    with override_settings(ROOT_URLCONF="tests.web.addresses"):
        assert 'data-theme="dark"' in render_to_string(template, {**context, "me": dark, "csrf_token": ""})


def test_every_form_of_an_act_carries_the_state_it_was_shown_with() -> None:
    for name in PAGES:
        for form in re.findall(r"<form[^>]*/act/.*?</form>", shown(name), re.S):
            assert 'name="stamp"' in form
            assert "csrfmiddlewaretoken" in form


def test_what_a_person_may_be_writing_in_is_never_morphed() -> None:
    page = shown("promise")
    live = page[page.index('id="live"') : page.index("</main>")]
    for writing in re.finditer(r"<textarea", live):
        before = live[: writing.start()]
        assert before.rfind("hx-morph-skip") > before.rfind("</section>") or "hx-morph-skip" in before


@pytest.mark.parametrize(
    "sheet", sorted((STATIC / "troth" / "css").glob("*.css")), ids=lambda sheet: sheet.stem
)
def test_a_stylesheet_is_short_and_fetches_only_what_is_in_the_package(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    for address in re.findall(r"url\(\"?([^)\"]+)\"?\)", text):
        assert (
            address.startswith("#") or (sheet.parent / address).is_file()
        )  # a place in the page is not fetched


def test_everything_vendored_has_its_licence_beside_it() -> None:
    fonts = {file.name.split("-latin")[0] for file in (STATIC / "troth" / "fonts").glob("*.woff2")}
    assert {f"LICENSE-{font}" for font in fonts} == {
        file.name for file in (STATIC / "troth" / "fonts").glob("LICENSE*")
    }
    assert (STATIC / "troth" / "htmx" / "LICENSE").is_file()
    assert (PACKAGE / "web" / "icons" / "LICENSE").is_file()
