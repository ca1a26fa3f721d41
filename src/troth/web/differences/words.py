"""How differences and bridges are called on pages."""

from __future__ import annotations

from collections.abc import Sequence

from troth.core.charter.differences import Kind
from troth.store.models import Joint
from troth.web.days import say_number
from troth.web.promises.words import Chip

KINDS = {
    Kind.DECISIONS: "How fast, and by whom, things are decided",
    Kind.PLANNING: "How far ahead things are planned",
    Kind.DIRECTNESS: "How directly things are said",
    Kind.TIME_ZONES: "When the day begins and ends",
    Kind.HOLIDAYS: "Which days are free",
    Kind.TOOLS: "Which tools are used",
    Kind.LANGUAGES: "Which languages are spoken",
    Kind.OTHER: "Something else",
}
CHIPS = {
    "told_by_one": Chip("Told by one side so far", open=True),
    "told_by_both": Chip("Told by both", icon="unfold-horizontal"),
    "proposed": Chip("A bridge is suggested", icon="message-circle-more"),
    "bridged": Chip("Bridged", glyph="ff"),
}


def chip_of(row: Joint) -> Chip:
    """This function will return where a difference stands, as a word and a shape."""
    looks = row.details["looks"]
    last = next((look["holds"] for look in reversed(looks) if look["holds"] is not None), None)
    if row.status == "bridged" and last is not None:
        return (
            Chip("Bridged: it holds", glyph="ff") if last else Chip("Bridged: does not hold yet", glyph="ff")
        )
    return CHIPS[row.status]


def kind_of(row: Joint) -> str:
    """This function will return in what the two sides differ."""
    return KINDS[Kind(row.sort)]


def headline(rows: Sequence[Joint]) -> str:
    """This function will return what all of them are, in a sentence or two."""
    if not rows:
        return "In what do we differ?"
    count, bridged = len(rows), sum(row.status == "bridged" for row in rows)
    ways = (
        "One way in which we differ"
        if count == 1
        else f"{_capital(say_number(count))} ways in which we differ"
    )
    if not bridged:
        return f"{ways}."
    if bridged == count:
        return f"{ways}. {'It has' if count == 1 else 'All have'} a bridge."
    return f"{ways}. {_capital(say_number(bridged))} {'has' if bridged == 1 else 'have'} a bridge."


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
