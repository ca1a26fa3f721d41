"""An area and a control, move by move; both sides know everything unless a test says otherwise."""

from __future__ import annotations

from datetime import date

from tests.core.charter.held import ONE, OTHER, History, answered
from troth.core.alliance import Act
from troth.core.balance import Kind, Over, areas, controls
from troth.core.balance.areas import Whose
from troth.core.balance.controls import Change, Facts, Name

__all__ = ["ONE", "OTHER", "area", "control", "facts", "in_place", "on_trial"]

UNTIL, REVIEW = date(2026, 9, 1), date(2026, 6, 1)


def facts(change: Change = Change.ADD, **more: object) -> Facts:
    """A check on behaviour that takes its author's side 4 hours and the other 2."""
    base: dict[str, object] = {
        "area": "ar_1",
        "change": change,
        "kind": Kind.COORDINATES if change is Change.SHARE else Kind.CHECKS,
        "over": Over.BEHAVIOUR,
        "share": 40,
        "own": 240,
        "partner": 120,
        "review": REVIEW,
        "until": UNTIL if change is Change.TRIAL else None,
    }
    return Facts(**{**base, **more})  # type: ignore[arg-type]


def _area_move(state: areas.State, *, name: Act, log: str, **more: object) -> areas.Move:
    said: dict[str, object] = {"on": answered(state.table, log, name)}
    if name is Act.PUT:
        relies = Whose.OWN if log == ONE else Whose.PARTNER
        said = {"facts": areas.Facts(relies, loss=10, count=3, appetite=5), "terms": state.terms}
    return areas.Move(act=name, log=log, **{**said, **more})  # type: ignore[arg-type]


def _control_move(state: controls.State, *, name: Name, log: str, **more: object) -> controls.Move:
    said: dict[str, object] = {"terms": state.terms}
    if name is Name.PUT:
        said["facts"] = facts()
    elif name is not Name.TRIP:
        said = {"on": answered(state.table, log, Act(name.value))}
    return controls.Move(name=name, log=log, **{**said, **more})  # type: ignore[arg-type]


def area() -> History[areas.Move, areas.State]:  # type: ignore[type-var]
    """An area of which nothing has been said yet."""
    return History(_area_move, areas.read, areas.legal)  # type: ignore[type-var]


def control() -> History[controls.Move, controls.State]:  # type: ignore[type-var]
    """A control of which nothing has been said yet."""
    return History(_control_move, controls.read, controls.legal)  # type: ignore[type-var]


def in_place() -> History[controls.Move, controls.State]:  # type: ignore[type-var]
    """A control that both agreed on."""
    found = control()
    found.say(ONE, Name.PUT)
    found.say(OTHER, Name.AGREE)
    return found


def on_trial() -> History[controls.Move, controls.State]:  # type: ignore[type-var]
    """A control that both let go as a trial."""
    found = in_place()
    found.say(ONE, Name.PUT, facts=facts(Change.TRIAL))
    found.say(OTHER, Name.AGREE)
    return found
