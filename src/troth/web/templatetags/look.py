"""Marks of the pages: icons, the two halves of a state, people and parties, a level.

People and parties are anything with the attributes named at each tag, so that a page hands over its own views.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Protocol

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from troth.core.values import Stake
from troth.web.days import say_number
from troth.web.figures import marks

register = template.Library()
FILLED = {Stake.LOW.value: 1, Stake.MEDIUM.value: 2, Stake.HIGH.value: 3}


class Coloured(Protocol):
    """A person or a party: its name, and its colour in this alliance (`a` or `b`)."""

    @property
    def name(self) -> str: ...

    @property
    def colour(self) -> str: ...


@cache
def _drawing(name: str) -> str:
    source = files("troth.web").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    inner = re.sub(
        r"\s+", " ", source.partition("stroke-linejoin")[2].partition(">")[2].rpartition("</svg>")[0]
    )
    return inner.strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """This function will return an icon (Lucide, by its name) as decoration: the word stands beside it."""
    return mark_safe(
        '<svg class="i" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true">{_drawing(name)}</svg>'
    )


@register.simple_tag
def outward(link: str) -> SafeString:
    """This function will return a link of a promise; what is no address of the web is shown and leads nowhere."""
    if not re.match(r"https?://", link, re.IGNORECASE):
        return format_html("<span>{}</span>", link)
    return format_html('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>', link)


@register.simple_tag
def brand() -> SafeString:
    """This function will return the sign of Troth."""
    return mark_safe(marks.BRAND)


@register.simple_tag
def glyph(state: str, size: str = "") -> SafeString:
    """This function will return the two halves (`ee`, `fe`, `ef`, `ff`, `done`); size `s` is the small one."""
    return mark_safe(marks.glyph(state, small=size == "s"))


@register.simple_tag
def level(stake: str) -> SafeString:
    """This function will return a stake as boxes and a word; nothing when it has not been set."""
    filled = FILLED.get(stake, 0)
    if not filled:
        return mark_safe("")
    return format_html('<span class="nw">{} {}</span>', mark_safe(marks.level(filled)), stake)


@register.simple_tag
def av(person: Coloured, size: str = "") -> SafeString:
    """This function will return a person's mark: initials in the half-round shape of their side."""
    return format_html(
        '<span class="av {} {}" aria-hidden="true">{}</span>', person.colour, size, initials(person.name)
    )


@register.simple_tag
def org(party: Coloured, words: str = "") -> SafeString:
    """This function will return a party's mark and name; `words` may say more ("You, for Veldsen")."""
    return format_html(
        '<span class="org {0}"><span class="half {0}" aria-hidden="true"></span>{1}</span>',
        party.colour,
        words or getattr(party, "short", "") or party.name,
    )


@register.simple_tag
def options(field: BoundField | str) -> SafeString:
    """This function will return what a list offers to choose from, with what is chosen; a list may be of hundreds."""
    if isinstance(field, str):  # a page that has no such list here
        return mark_safe("")
    value = field.value()
    chosen = "" if value is None else str(value)
    offered = getattr(field.field, "choices", ())
    return mark_safe("".join(_option(str(each), str(said), str(each) == chosen) for each, said in offered))


@lru_cache(maxsize=4096, typed=True)
def _option(value: str, said: str, chosen: bool) -> str:
    return format_html(
        '<option value="{}"{}>{}</option>', value, mark_safe(" selected") if chosen else "", said
    )


@register.filter
def initials(name: str) -> str:
    """This function will return the letters of a person's mark: first and last name, or the first two letters."""
    words = [word for word in re.split(r"[\s@.]+", name) if word and word[0].isalpha()]
    if len(words) < 2:
        return (words[0] if words else "?")[:2].upper()
    capitals = [word for word in words if word[0].isupper()] or words
    return (
        (capitals[0][0] + capitals[1 if len(capitals) == 2 else -1][0]).upper()
        if len(capitals) > 1
        else words[0][:2].upper()
    )


@register.filter
def given(name: str) -> str:
    """This function will return the name a colleague would say, the first word."""
    return name.split()[0] if name.split() else name


@register.filter
def words(count: int) -> str:
    """This function will return a number as a sentence says it: `three`, `14`."""
    return say_number(count)


@register.filter
def by_key(mapping: dict[str, object], key: str) -> object:
    """This function will return `mapping[key]`, or nothing: for small tables of words kept beside a template."""
    return mapping.get(key, "")
