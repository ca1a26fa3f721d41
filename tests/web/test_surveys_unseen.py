"""Before both sides are in nobody learns anything of the other, through whatever channel."""

from __future__ import annotations

import re

import pytest

from tests.web.seats import Seat, Table, table
from tests.web.surveying import CANARY, act, answered, begun, everybody, sheet, today
from troth.store import models
from troth.store.export import bundle_of
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db


def everywhere(at: Table, seat: Seat, round_: str) -> dict[str, str]:
    """What somebody gets of a round through each channel, as text."""
    client = seat.client
    live = {"HX-Request": "true", "HX-PTag": "old"}
    return {
        "page": seat.page(f"pulse/{round_}/").html,
        "live": client.get(seat.where(f"pulse/{round_}/"), headers=live).content.decode(),
        "list": seat.page("pulse/").html,
        "sheet": sheet(seat),
        "today": today(seat),
        "home": seat.page("").html,
        "record": seat.page("record/").html,
        "listening": seat.page("listening/").html,
        "reading": seat.page(f"interpretations/{round_}/").html,
        "search": client.get("/go/", {"q": "Haruka"}).content.decode(),
        "statement": seat.page("listening/new/", about=round_).html,
        "promise": seat.page("promises/new/", objective=round_).html,
        "error": answered(seat, round_, 0, 0, 0, 0, 9).html,
        "refusal": act(seat, round_, "shout").html,
        "bundle": seat.taken_along(),
        "whole bundle": repr({**bundle_of(at.two.alliance.pk, with_files=False)}),
        "outbox": repr(list(models.Outbox.objects.values_list("details", flat=True))),
        "mail": repr(
            list(models.Outbox.objects.filter(kind__in=("tell", "mail")).values_list("details", flat=True))
        ),
        "untold": repr(list(models.Untold.objects.values())),
        "rows": repr(list(models.Round.objects.values())),
    }


def bare(html: str) -> str:
    """A page without what each request has of its own: the token of a form, the minute it is, the tag of what is new."""
    text = re.sub(r'<svg class="only-.*?</svg>', "", html, flags=re.S)
    text = re.sub(r'name="(csrfmiddlewaretoken|draft)" value="[^"]*"', "", text)
    # How far the record goes stands at the foot of every page: an entry was signed, by whom and of what it does not say.
    return re.sub(r'hx-ptag="[^"]*"|Record complete up to.*?</time>|\bnonce="[^"]*"', "", text, flags=re.S)


# All but the record and what is taken of it, which show that an entry was signed and nothing of it.
PAGES = (
    "page", "list", "sheet", "today", "home", "listening", "reading", "search", "statement", "promise", "error", "refusal",
    "mail", "untold",
)  # fmt: skip


def test_before_both_are_in_no_channel_gives_the_other_side_anything() -> None:
    """The grid of channel and viewer, in each phase before both are in: not an answer, not how many, not whether."""
    at = table()
    joost = at.colleague("Joost Bakker")
    round_ = begun(at.naoko, people=[pk for (pk,) in everybody(at.naoko)])
    everywhere(at, at.naoko, round_)  # a form that is refused is kept as a draft, which the next page shows
    empty = everywhere(at, at.naoko, round_)
    moment = {"words_early": CANARY, "shown_early": "on"}
    phases = [
        lambda: answered(joost, round_, 1, 1, 1, 1, 1, more=moment),
        lambda: answered(at.annelies, round_),
    ]
    for number, phase in enumerate(phases):
        assert phase().status == 200
        seen = everywhere(at, at.naoko, round_)
        for name, text in seen.items():
            assert CANARY not in text and "Haruka called" not in text, (number, name)
        for name in PAGES:
            assert bare(seen[name]) == bare(empty[name]), (number, name, "not even that somebody answered")
    rebuild(at.two.alliance.pk)
    assert bare(at.naoko.page(f"pulse/{round_}/").html) == bare(empty["page"])
    assert CANARY not in at.annelies.page(f"pulse/{round_}/").words, "nobody looks at it and calls it off"


def test_a_page_that_waits_hears_nothing_when_the_other_side_comes_in() -> None:
    at = table()
    round_ = begun(at.naoko)
    for where in (f"pulse/{round_}/", "pulse/"):
        first = at.naoko.client.get(at.naoko.where(where))
        answered(at.annelies, round_)
        headers = {"HX-Request": "true", "HX-PTag": first.headers["HX-PTag"]}
        assert at.naoko.client.get(at.naoko.where(where), headers=headers).status_code == 304


def test_calling_off_is_not_refused_because_the_other_side_came_in() -> None:
    at = table()
    round_ = begun(at.naoko)
    page = at.naoko.page(f"pulse/{round_}/").html
    answered(at.annelies, round_)
    assert 'name="stamp"' not in page
    assert act(at.naoko, round_, "call_off").status == 200
