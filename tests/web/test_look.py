"""The marks and words that templates call for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Of

import pytest
from django.template import Context, Template

from tests.web.samples import KAIDO, VELDSEN
from troth.web.days import say_days, say_number
from troth.web.templatetags import look

NOW = datetime(2026, 11, 23, 8, 10, tzinfo=UTC)


def said(template: str, **context: object) -> str:
    """What a template says, without its elements."""
    page = Template("{% load look times figures %}" + template)
    return page.render(Context({"now": NOW, "zone": "Europe/Amsterdam", **context}))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Annelies van der Meer-Hoogenboom", "AM"),
        ("Joost Bakker", "JB"),
        ("Naoko Fujiwara-Lindqvist", "NF"),
        ("Kenji", "KE"),
        ("f.willems@veldsen.example", "FE"),
        ("", "?"),
        ("清水 春香", "清春"),
    ],
)
def test_a_person_is_marked_by_the_letters_of_the_name(name: str, letters: str) -> None:
    assert look.initials(name) == letters


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{% day value %}", '<time datetime="2026-11-27">Fri 27 Nov</time>'),
        ("{% day value 'long' %}", '<time datetime="2026-11-27">Friday 27 November</time>'),
        ("{% day value 'short' %}", '<time datetime="2026-11-27">27 Nov</time>'),
    ],
)
def test_a_day_is_said_without_its_year_while_it_is_this_one(tag: str, words: str) -> None:
    assert said(tag, value=date(2026, 11, 27)) == words


def test_a_day_of_another_year_says_so() -> None:
    assert "Fri 12 Feb 2027" in said("{% day value %}", value=date(2027, 2, 12))
    assert said("{% day value %}", value=None) == ""


def test_a_stamp_is_on_the_readers_clock_unless_a_place_is_meant() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert "Today, 00:30<" in said("{% when at %}", at=at)
    assert "Today, 08:30 Yokohama" in said("{% when at 'Asia/Tokyo' 'Yokohama' %}", at=at)
    assert "Today, 00:30<" in said("{% when at %}", at=int(at.timestamp() * 1000))
    assert "23 Nov, 00:30<" in said("{% when at form='short' %}", at=at)


def test_the_partners_clock_says_how_long_it_is_at_work() -> None:
    assert "Mon 17:10" in said("{% clock side %}", side=KAIDO)
    assert ", until 18:00" in said("{% clock side %}", side=KAIDO)
    assert "your time" in said("{% clock side %}", side=VELDSEN)


def test_names_are_escaped_wherever_a_mark_is_made() -> None:
    person = Of(name="<b>Eve</b>", colour="a", short="")
    assert "<b>" not in said("{% av person %}{% org person %}", person=person)


def test_a_level_is_boxes_and_a_word_or_nothing() -> None:
    assert "high" in said("{% level 'high' %}")
    assert said("{% level '' %}") == ""


def test_every_icon_of_the_package_can_be_drawn_and_no_other() -> None:
    for file in Path(look.__file__).parent.parent.joinpath("icons").glob("*.svg"):
        assert "/>" in look.icon(file.stem)
    with pytest.raises(FileNotFoundError):
        look.icon("warning-triangle")


def test_numbers_are_words_up_to_twelve() -> None:
    assert [say_number(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert [say_days(n) for n in (1, 2, 14)] == ["a day", "two days", "14 days"]
