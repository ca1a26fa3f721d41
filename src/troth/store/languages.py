"""The languages that mails are written in, and how each of them says a day and an hour.

Pages are in English whoever reads them; a mail is in the language that its reader has chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, gettext, override
from django.utils.translation.trans_real import parse_accept_lang_header

OTHERWISE = "en"
IN_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
"""Small numbers as English says them; the other languages write figures."""
LANGUAGES: Mapping[str, str] = {"en": "English", "nl": "Nederlands", "ja": "日本語"}
"""Each by its code, in its own words."""


@dataclass(frozen=True)
class Shapes:
    """How a language writes days, in Django's letters for parts of a date, and what it puts between words."""

    day: str
    day_and_year: str
    weekday: str
    weekday_and_year: str
    comma: str = ", "
    space: str = " "


SHAPES: Mapping[str, Shapes] = {
    "en": Shapes("j F", "j F Y", "l j F", "l j F Y"),
    "nl": Shapes("j F", "j F Y", "l j F", "l j F Y"),
    "ja": Shapes("n月j日", "Y年n月j日", "n月j日(D)", "Y年n月j日(D)", "、", ""),
}


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """This function will let words and days be said in a language for a while; in English where it is none of ours."""
    _read_all()
    with override(language if language in LANGUAGES else OTHERWISE):
        yield


def language_of_browser(asked: str) -> str:
    """This function will return the first of ours that a browser asks for (Accept-Language), or an empty one."""
    codes = (code.partition("-")[0] for code, _ in parse_accept_lang_header(asked.lower()))
    return next((code for code in codes if code in LANGUAGES), "")


def day_of(day: date, *, weekday: bool = True, year: bool = False) -> str:
    """This function will say a day: `Thursday 3 December`, `donderdag 3 december`, `12月3日(木)`."""
    shapes = _shapes()
    if weekday:
        return formatted(day, shapes.weekday_and_year if year else shapes.weekday)
    return formatted(day, shapes.day_and_year if year else shapes.day)


def moment_in(at: datetime, place: str, *, weekday: bool = True, year: bool = False) -> str:
    """This function will say a moment on the clock of a place: `Thursday 3 December, 09:12 in Yokohama`."""
    day, hour = day_of(at, weekday=weekday, year=year), f"{at:%H:%M}"
    return gettext("{day}, {hour} in {place}").format(day=day, hour=hour, place=place)


def listed(words: Iterable[str]) -> str:
    """This function will say several things in one breath: `agreed, delivered`, `合意、納品`."""
    return _shapes().comma.join(words)


def sentences(*said: str) -> str:
    """This function will put sentences one after the other, without those that are empty."""
    return _shapes().space.join(filter(None, said))


def _shapes() -> Shapes:
    return SHAPES.get(get_language() or "", SHAPES[OTHERWISE])


@cache
def _read_all() -> None:
    """Whoever is written to first would wait for theirs to be read, and how long somebody waits tells who they are."""
    for language in LANGUAGES:
        with override(language):
            gettext("{day}, {hour} in {place}")
