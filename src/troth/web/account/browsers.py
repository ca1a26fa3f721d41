"""A browser in words, from what it says of itself; only our own words are ever shown, and no place is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

# The first that is named counts: most browsers also name the ones they are like.
FAMILIES = (
    (re.compile(r"\bEdg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"\bOPR/|\bOpera\b"), "Opera"),
    (re.compile(r"\bSamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"\bVivaldi/"), "Vivaldi"),
    (re.compile(r"\b(?:Firefox|FxiOS)/"), "Firefox"),
    (re.compile(r"\b(?:Headless)?(?:Chrome|Chromium|CriOS)/"), "Chrome"),
    (re.compile(r"\bVersion/.*\bSafari/"), "Safari"),
)
SYSTEMS = (
    (re.compile(r"\biPhone\b"), gettext_noop("an iPhone"), True),
    (re.compile(r"\biPad\b"), gettext_noop("an iPad"), True),
    (re.compile(r"\bAndroid\b"), "Android", True),
    (re.compile(r"\bWindows\b"), "Windows", False),
    (re.compile(r"\bCrOS\b"), "ChromeOS", False),
    (re.compile(r"\bMac(?:intosh| OS X)\b"), gettext_noop("a Mac"), False),
    (re.compile(r"\bLinux\b|\bX11\b"), "Linux", False),
)


@dataclass(frozen=True)
class Browser:
    """A browser as people speak of it, and whether it is one they hold in a hand."""

    words: str
    handheld: bool


def browser_of(user_agent: str) -> Browser:
    """This function will say which browser that is, as far as it says so itself: `Firefox on Windows`."""
    family = next((name for pattern, name in FAMILIES if pattern.search(user_agent)), "")
    system = next(((name, hand) for pattern, name, hand in SYSTEMS if pattern.search(user_agent)), None)
    if system is None:
        return Browser(family or gettext("A browser that does not say which"), False)
    said = gettext("{browser} on {device}")
    return Browser(said.format(browser=family or gettext("A browser"), device=gettext(system[0])), system[1])


def words_of(request: HttpRequest) -> str:
    """This function will name the browser that a request comes from."""
    return browser_of(request.headers.get("User-Agent", "")).words
