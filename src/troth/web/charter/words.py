"""How clauses, meetings and versions are called on pages, and what an alliance's home says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from troth.actions.days import day_in
from troth.core.charter import Every, Kind
from troth.store.models import Joint
from troth.store.queries.charter import IN_FORCE
from troth.web.days import say_number
from troth.web.promises.words import Chip

KINDS = {
    Kind.PRINCIPLE.value: "Principle",
    Kind.CADENCE.value: "Meeting",
    Kind.WORD.value: "Agreed word",
    Kind.CLAUSE.value: "Clause",
}
OFTEN = {
    Every.NEEDED: "When needed",
    Every.WEEK: "Weekly",
    Every.FORTNIGHT: "Every second week",
    Every.MONTH: "Monthly",
    Every.QUARTER: "Quarterly",
    Every.HALF_YEAR: "Half-yearly",
    Every.YEAR: "Yearly",
}
CHIPS = {
    "in_force": Chip("Agreed by both", glyph="ff"),
    "proposed": Chip("Not agreed yet", open=True),
    "nothing": Chip("Nothing on the table", icon="circle-dashed", open=True),
    "let_go": Chip("Let go by both", icon="circle-dashed"),
}


def often_of(text: Mapping[str, Any]) -> str:
    """This function will say how often both meet, and at what time by whose clock; nothing of any other clause."""
    if not text["every"]:
        return ""
    said = OFTEN[Every(text["every"])]
    if not text.get("time"):
        return said
    place = text["zone"].rpartition("/")[2].replace("_", " ")
    return f"{said}, at {text['time']} in {place}, for {lasts(text['minutes'])}"


def lasts(minutes: int) -> str:
    """This function will say how long something lasts: `45 minutes`, `an hour`, `1½ hours`, `two hours`."""
    hours, rest = divmod(minutes, 60)
    if rest not in (0, 30) or not hours:
        return f"{minutes} minutes"
    if rest:
        return f"{hours}½ hours"
    return "an hour" if hours == 1 else f"{say_number(hours)} hours"


def kind_of(row: Joint) -> str:
    """This function will return what a clause is called by its kind; a difference is one of no kind here."""
    return KINDS.get(row.sort, "Difference")


def chip_of(row: Joint) -> Chip:
    """This function will return where a clause stands, as a word and a shape."""
    return CHIPS[row.status]


def glyph_of(row: Joint) -> str:
    """This function will return the two halves: filled where that side has agreed to it."""
    if row.status == IN_FORCE:
        return "ff"
    return "fe" if row.details["colour"] == "a" else "ef"


def working_together(rows: Iterable[Joint], zone: str) -> SimpleNamespace:
    """This function will return what the home of an alliance says of the charter and of the differences."""
    found = list(rows)
    clauses = [row for row in found if row.kind == Joint.CLAUSE]
    agreed = [row.agreed_at for row in clauses if row.agreed_at is not None]
    held = [row for row in clauses if row.status == IN_FORCE]
    differ = [row for row in found if row.kind == Joint.DIFFERENCE]
    bridged = sum(row.status == "bridged" for row in differ)
    return SimpleNamespace(
        version=sum(row.changes for row in clauses),
        agreed=day_in(max(agreed), zone) if agreed else None,
        holds=_holds(held),
        differences=_differ(len(differ), bridged),
    )


def _holds(held: list[Joint]) -> str:
    counts = [
        (sum(row.sort == kind.value for row in held), one, many)
        for kind, one, many in (
            (Kind.PRINCIPLE, "principle", "principles"),
            (Kind.CLAUSE, "clause", "clauses"),
            (Kind.CADENCE, "meeting", "meetings"),
            (Kind.WORD, "agreed word", "agreed words"),
        )
    ]
    said = [f"{say_number(count)} {one if count == 1 else many}" for count, one, many in counts if count]
    if not said:
        return "What you agree about working together, a sentence at a time."
    words = ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1]
    return f"{words[:1].upper()}{words[1:]}."


def _differ(count: int, bridged: int) -> str:
    if not count:
        return "In what you differ, told by both, with a bridge that both can walk."
    named = say_number(count)
    have = "none" if not bridged else say_number(bridged)
    return f"{named[:1].upper()}{named[1:]} named, {have} bridged."
