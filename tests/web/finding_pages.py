"""The pages of finding, of the calendar and of several at once, with a context as each template asks for."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace as Of
from typing import Any

from tests.web.samples import KAIDO, VELDSEN, frame, in_alliance, row
from troth.web.palette.keys import SHORTCUTS

MONDAY = date(2026, 11, 23)
MARK = Of(url="#", colour="a", by="Veldsen", title="Gateway firmware 4.2", note="", done=False)
CHRISTMAS = Of(day=date(2026, 12, 25), name="Christmas Day", of=("Veldsen",))


def weeks() -> list[list[Of]]:
    """Five weeks with something on their first day."""
    days = [MONDAY + timedelta(days=n) for n in range(35)]
    cells = [
        Of(
            day=day,
            label=str(day.day),
            is_today=day == MONDAY,
            off=day.weekday() > 4,
            holidays=(CHRISTMAS,) if day == CHRISTMAS.day else (),
            marks=(MARK, Of(**{**vars(MARK), "colour": "b", "done": True})) if day == MONDAY else (),
            more=2 if day == MONDAY else 0,
        )
        for day in days
    ]
    return [cells[n : n + 7] for n in range(0, 35, 7)]


def calendar(**more: Any) -> dict[str, Any]:
    line = Of(
        day="Mon 23 Nov",
        iso="2026-11-23",
        ends="in Yokohama; over at 16:00 your time",
        by="Veldsen",
        colour="a",
        row=row(
            "p27",
            "ff",
            "Gateway firmware 4.2 has passed the test.",
            "Fri 27 Nov",
            "you to Haruka",
            act="Answer",
        ),
    )
    return {
        "span": "23 November to 27 December",
        "summary": "One on Veldsen’s side, none on Kaido’s side.",
        "weeks": weeks(),
        "lines": (
            line,
            Of(**{**vars(line), "row": row("p30", "ef", "Twelve reefers.", "", more="Now expected Fri.")}),
        ),
        "more": True,
        "holidays": (CHRISTMAS,),
        "silent": ("Kaido",),
        "hours": (
            Of(partner="Kaido", sentences=("08:30 to 10:00 in Eindhoven, 16:30 to 18:00 in Yokohama.",)),
        ),
        "filters": (Of(label="Both sides", url="#", current=True), Of(label="Yours", url="#", current=False)),
        "turns": {"back": "#", "now": "#", "on": "#"},
        **more,
    }


def piece(text: str, found: bool = False) -> Of:
    return Of(text=text, found=found)


WAYS = (
    Of(pieces=(piece("Something came in between: "), piece("Otaru", True)), url="#", small="Joost to Haruka", icon="message-circle-more", glyph="", key=""),
    Of(pieces=(piece("Make a promise"),), url="#", small="", icon="plus", glyph="", key="n"),
)  # fmt: skip
FOUND = (
    Of(key="do", title="Do", ways=WAYS, own=False),
    Of(key="promises", title="Promises", ways=(Of(pieces=(piece("A drawing"),), url="#", small="Kept", icon="", glyph="done", key=""),), own=False),
    Of(key="drafts", title="Only you see this", ways=WAYS[:1], own=True),
)  # fmt: skip
CHOICES = (
    Of(act="warn", label="Something came in between", locked="", first=True),
    Of(act="accept", label="Accept", locked="The side it was promised to accepts it.", first=False),
)


def asked(key: str, **more: Any) -> Of:
    """One promise on the page that asks."""
    about: dict[str, Any] = {
        "object": key,
        "glyph": "ff",
        "title": "The placement drawing for Otaru is with the night crew.",
        "url": "#",
        "facts": ("Fri 27 Nov", "Joost to Kenji"),
        "signs": "You tell Kaido that something came in between.",
        "stamp": "abc",
        "changes": (),
        "conditions": (),
        "asks_time": False,
        "asks_stake": False,
        "own": {},
        "error": "",
        "chosen": True,
    }
    return Of(**{**about, **more})


def ask(act: str, title: str, *promises: Of, **more: Any) -> dict[str, Any]:
    return in_alliance(
        active="promises",
        kind=Of(act=act),
        title=title,
        button="Tell Kaido",
        asked=promises,
        left=(Of(title="The electrician is booked.", url="#", reason="Nothing is agreed yet."),),
        once="abcd",
        partner=KAIDO,
        mine=VELDSEN,
        signs="Signed as Annelies, for Veldsen.",
        typed={"words": "A crack.", "then": "propose"},
        people=(("m1", "Joost Bakker"),),
        stakes=("low", "medium", "high"),
        **{"asks_stake": False, "errors": (), **more},
    )


CONDITIONS = ("Three nights at minus 25.", "Tested on Kaido’s own trailer.")
FINDING: dict[str, tuple[str, dict[str, Any]]] = {
    "calendar": ("calendar/calendar.html", in_alliance(active="promises", **calendar())),
    "calendar-all": ("calendar/calendar.html", frame(active="today", **calendar(lines=(), more=False, holidays=()))),
    "go": ("palette/go.html", frame(active="", q="otaru", here="veldsen-kaido", groups=FOUND, count=4)),
    "go-nothing": ("palette/go.html", frame(active="", q="zzz", here="", groups=(), count=0)),
    "shortcuts": ("palette/shortcuts.html", frame(active="settings", shortcuts=SHORTCUTS.items())),
    "several-choose": ("promises/several/choose.html", in_alliance(active="promises", count="Two chosen", together="Each is signed by itself.", choices=CHOICES, chosen=(Of(object="p1", title="A"), Of(object="p2", title="B")))),
    "several-warn": ("promises/several/ask.html", ask("warn", "Something came in between", asked("p1", error="Say it in a sentence."), asked("p2", own={"words": "Mine", "due": "2026-12-03"}), errors=("Say it in a sentence.", "Choose a day."))),
    "several-accept": ("promises/several/ask.html", ask("accept", "Accept what was delivered", asked("p1", conditions=CONDITIONS, asks_time=True), asked("p2"))),
    "several-agree": ("promises/several/ask.html", ask("agree", "Agree", asked("p1", changes=(Of(what="Day", was="Fri 27 Nov", now="Mon 30 Nov"),), asks_stake=True), asks_stake=True)),
    "several-change": ("promises/several/ask.html", ask("change", "Propose another date", asked("p1"))),
    "several-hand": ("promises/several/ask.html", ask("reassign", "Hand them to a colleague", asked("p1"))),
    "several-none": ("promises/several/ask.html", ask("accept", "Accept what was delivered")),
    "several-done": ("promises/several/done.html", in_alliance(active="promises", title="One is signed, one is not.", lines=(Of(signed=True, said="Told Kaido.", title="A", glyph="ff", url="#"), Of(signed=False, said="This promise was released.", title="B", glyph="ff", url="#")))),
}  # fmt: skip
