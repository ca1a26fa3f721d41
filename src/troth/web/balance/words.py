"""How areas, controls, changes and verdicts are called on pages: of an arrangement, never of a person or a firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from troth.core.balance import Effect, Step, Verdict
from troth.core.balance.controls import CHANGES, Change
from troth.store.models import Joint
from troth.store.queries.balance import Weighed
from troth.web.promises.words import Chip

ERASED = "Words erased"
KINDS = {
    "checks": "A check",
    "coordinates": "Both see it",
}
OVERS = {
    "behaviour": "On how it is done",
    "output": "On what comes of it",
    "social": "On knowing each other’s work",
}
VERDICTS = {
    Verdict.EXPOSED: Chip(Verdict.EXPOSED.value, icon="unfold-horizontal"),
    Verdict.OVER_CONTROLLED: Chip(Verdict.OVER_CONTROLLED.value, icon="layers"),
    Verdict.WASTEFUL: Chip(Verdict.WASTEFUL.value, icon="layers"),
    Verdict.IN_BALANCE: Chip(Verdict.IN_BALANCE.value, icon="check"),
}
BENEATH = {Verdict.EXPOSED: "open", Verdict.OVER_CONTROLLED: "covered twice"}
AREAS = {
    "proposed": Chip("Not agreed yet", open=True),
    "nothing": Chip("Nothing on the table", icon="circle-dashed", open=True),
    "agreed": Chip("Agreed by both", glyph="ff"),
    "let_go": Chip("Let go by both", icon="circle-dashed"),
}
CONTROLS = {
    "proposed": Chip("Not agreed yet", open=True),
    "nothing": Chip("Nothing on the table", icon="circle-dashed", open=True),
    "in_place": Chip("In place, agreed by both", glyph="ff"),
    "on_trial": Chip("On trial without it, agreed by both", glyph="ff"),
    "back": Chip("Back, the trip-wire was touched", icon="undo-2"),
    "let_go": Chip("Let go by both", icon="circle-dashed"),
}
HINTS = {
    Change.TRIAL: "Until a day, with a trip-wire that brings it back",
    Change.SHARE: "Something that both look at takes the place of one side looking over the other",
    Change.ADJUST: "Another share, other hours, another way of doing it",
    Change.LET_GO: "No day and no trip-wire; you can add it again later",
    Change.LEAVE: "Say on which day",
    Change.BRING_BACK: "As it was, from the moment both have agreed",
    Change.ADD: "",
}
EFFECTS = {effect.name.lower(): effect.value for effect in Effect}
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF "}
UNITS = (
    ("points", "points, on the scale 1, 3, 10, 30, 100"),
    ("EUR", "euros"),
    ("USD", "dollars"),
    ("GBP", "pounds"),
    ("JPY", "yen"),
    ("CHF", "Swiss francs"),
)


def say_hours(minutes: float) -> str:
    """This function will return a burden as pages say it: `11 hours`, `1 hour`, `2.5 hours`."""
    hours = round(minutes / 60, 1)
    if hours == 1:
        return "1 hour"
    return f"{hours:,.0f} hours" if hours == int(hours) else f"{hours:,.1f} hours"


def say_number_of_hours(minutes: float) -> str:
    """This function will return hours as a table says them: `12`, `2.5`."""
    return say_hours(minutes).rpartition(" ")[0]


def say_amount(value: float, unit: str) -> str:
    """This function will return a loss in its unit: `€1,200`, `3 points`."""
    if unit == "points":
        said = f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:,.1f}"
        return f"{said} point{'' if said == '1' else 's'}"
    return f"{SIGNS.get(unit, unit + ' ')}{value:,.0f}"


def say_change(change: str) -> str:
    """This function will return what a text would make of a control, as half a sentence."""
    return CHANGES[Change(change)]


def joined(titles: Sequence[str]) -> str:
    """This function will return names as a sentence lists them: `a, b and c`."""
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}" if titles else ""


def lightest(weighed: Weighed) -> str:
    """This function will return the lightest change as a sentence; empty where there is none to make."""
    balance, step = weighed.balance, weighed.balance.lightest
    if balance.verdict in (Verdict.IN_BALANCE, Verdict.WASTEFUL) and not _moves(step):
        return ""
    if step is None:
        return "not even all of these together are enough; make what is at stake smaller, or let trust be earned first."
    return _said(step, weighed.named)


def _moves(step: Step | None) -> bool:
    return step is None or bool(step.drop or step.add)


def _said(step: Step, named: Mapping[str, str]) -> str:
    parts = []
    if step.drop:
        parts.append(f"let go {joined([_quoted(named, each) for each in step.drop])}")
    if step.add:
        parts.append(f"add {joined([_quoted(named, each) for each in step.add])}")
    return f"{' and '.join(parts)}." if parts else ""


def _quoted(named: Mapping[str, str], key: str) -> str:
    return f"“{named.get(key) or ERASED}”"


def burden(weighed: Weighed) -> str:
    """This function will return what the controls in place are and take, as a sentence."""
    names = [row.text or ERASED for row in weighed.counted]
    if not names:
        return "Nothing is in place that would catch a promise that does not come."
    return f"{joined(names)}: about {say_hours(weighed.balance.burden)} a quarter for both sides."


def chip_of_control(row: Joint) -> Chip:
    """This function will return where a control stands, as a word and a shape."""
    return CONTROLS[row.status]


def told_of(text: Mapping[str, Any]) -> str:
    """This function will return the name that a text gives a control or an area."""
    return str(text.get("title") or ERASED)
