"""The pages of trust, with what their templates ask for."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Of
from typing import Any

from tests.web.samples import KAIDO, VELDSEN, in_alliance
from troth.web.figures.reach import Reach

ON = Of(title="Kaido relies on Veldsen", relies=KAIDO, acts=VELDSEN, sides=(VELDSEN, KAIDO))
REACHES = Of(a=Reach(0.62, 0.87, 0.99, None, "steady"), b=Reach(0.43, 0.71, 0.93, None, "fair"))


def piece(day: int, words: str, how: str, share: str, value: float, facet: str = "delivery") -> Of:
    icon = {"delivery": "calendar-check", "listening": "ear"}[facet]
    return Of(
        day=date(2026, 11, day), words=words, url="#", how=how, facet=facet, icon=icon, share=share, value=value, most=0.02
    )  # fmt: skip


ROWS = (
    piece(20, "Alarm thresholds for Otaru are set, with the night crew.", "Kept on the day", "+20", 0.02),
    piece(12, "“Spare probes in the ship, or in the drawer?”", "No answer came", "−20", -0.02, "listening"),
    piece(2, "Cable list for the second gateway.", "Kept on the day", "0", 0.0),
)


def why(**more: Any) -> dict[str, Any]:
    figures = ["0.48", "0.78", "0.97"]
    about = {
        "active": "home",
        "on": ON,
        "reaches": REACHES,
        "word": "fair",
        "sentence": "Promises are kept again since July; two statements of Kaido’s got no answer.",
        "rests_on": "From 15 promises and 13 playbacks that both sides have settled.",
        "goes_by": "goes by the lower end, 430: what nineteen chances in twenty speak for.",
        "sum": Of(start=650, sign="+", adds=61, likely=711, low=430),
        "rows": (Of(name="delivery", word="fair", figures=figures, share="+82"),),
        "reckoned": "Start 0.65, weight 2.",
        "raises": (
            Of(title="Four more kept promises", words="From 430 to 500.", act=Of(label="Look at it", url="#", small=True)),
            Of(title="Bad news before it is found", words="There is nothing on openness yet.", act=None),
        ),
        "evidence": Of(
            rows=ROWS, newer=Of(count=1, share="+1"), older=Of(count=11, share="+39", rest=False), newer_url="#",
            older_url="#", total="+61", figures=True, count=15,
        ),
        "filters": (Of(label="All", count="28", url="#", current=True), Of(label="Openness", count="", url="#", current=False)),
        "areas": Of(
            shown=(Of(label="Every area", url="#", current=True),), more=(Of(label="Nights", url="#", current=False),)
        ),
        "waits": ("Three deliveries wait to be accepted.",),
        "other": Of(url="#", word="steady"),
        "changed_url": "#",
    }  # fmt: skip
    return in_alliance(**{**about, **more})


NOTHING = Of(rows=(), newer=None, older=None, newer_url="", older_url="", total="0", figures=False, count=0)
CHANGED = in_alliance(
    active="home", on=ON, reaches=REACHES, now_is=True, title="Still “fair”", said="since 26 August", lead="Two came.",
    periods=(Of(label="A month", url="#", current=True),), rows=ROWS, more=Of(count=3, share="+2"), rest="−4",
    figures=True, sum=Of(before=700, signs=("+", "−"), came=15, rest=4, after=711, low=430),
)  # fmt: skip
TRUST: dict[str, tuple[str, dict[str, Any]]] = {
    "why": ("trust/why.html", why()),
    "why-little": (
        "trust/why.html",
        why(sum=None, reaches=Of(a=None, b=None), raises=(), evidence=NOTHING, areas=None, waits=()),
    ),
    "changed": ("trust/changed.html", CHANGED),
    "changed-little": (
        "trust/changed.html",
        {**CHANGED, "sum": None, "rows": (), "now_is": False, "figures": False},
    ),
}
