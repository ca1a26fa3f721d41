"""How a promise is called on every page that lists it: its state as a word and a shape, its days, its acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from troth.actions.days import day_in
from troth.core.promises import Outcome
from troth.store.models import Promise
from troth.web.days import say_days

STAKES = {
    "low": "A nuisance if it does not come; nobody outside notices.",
    "medium": "Work of others waits, or a few thousand euros.",
    "high": "A customer, a season or somebody’s safety depends on it.",
}
CLOSED = ("kept", "released", "broken")
IN_FORCE = ("agreed", "delivered")


@dataclass(frozen=True)
class Chip:
    """A state as a word and a shape (see parts/chip.html)."""

    word: str
    icon: str = ""
    glyph: str = ""
    open: bool = False


@dataclass(frozen=True)
class Act:
    """One thing that may be done (see parts/act.html); `now` is done with one click."""

    label: str
    url: str
    icon: str = ""
    look: str = ""
    small: bool = False
    now: bool = False
    stamp: str = ""
    move: str = ""
    locked: str = ""


def glyph_of(row: Promise) -> str:
    """This function will return the two halves of a promise: filled where that side stands by its words."""
    if row.status == "kept":
        return "done"
    if row.status == "nothing":
        return "ee"
    if row.status != "proposed":
        return "ff"
    spoke = {"p": row.performer, "c": row.customer}.get(row.open_texts[:1])
    return "ef" if spoke is not None and spoke.colour == "b" else "fe"


def chip_of(row: Promise, today: date) -> Chip:
    """This function will return the state of a promise as people call it."""
    if row.status == "proposed":
        return Chip("Asked" if row.open_texts == "c" else "Offered", open=True)
    if row.status == "nothing":
        return Chip("Nothing on the table", icon="circle-dashed", open=True)
    if row.status == "agreed":
        return _on_its_way(row, today)
    if row.status == "delivered":
        return Chip("Delivered, to be looked at", glyph="ff")
    if row.status == "kept":
        return Chip(_kept(row), glyph="done")
    if row.status == "released":
        return Chip(f"Released by {name_of(row, 'customer')}", icon="undo-2")
    return Chip("Broken, with notice", icon="circle-slash")


def _on_its_way(row: Promise, today: date) -> Chip:
    if row.due_day is None:
        return Chip("Waits for its date", icon="clock")
    if row.sent_back:
        return Chip("Sent back, something is missing", icon="undo-2")
    moved = row.first_due_day not in (None, row.due_day)
    if (
        row.warned_at is not None
        and row.expected_day != row.due_day
        and not (moved and row.expected_day is None)
    ):
        return Chip("Something came in between", icon="message-circle-more")
    if row.due_day < today:
        return Chip("Date passed, no word yet", icon="circle-dashed")
    if moved:
        return Chip("Moved, agreed by both", icon="calendar-clock")
    return Chip("Agreed, on its way", glyph="ff")


def _kept(row: Promise) -> str:
    """As its outcome was reckoned when it closed; of an early one, by how much."""
    days = days_early(row)
    if days is not None and days > 0:
        return f"Kept, {say_days(days)} early"
    said = Outcome[row.outcome.upper()].value if row.outcome.upper() in Outcome.__members__ else "kept"
    return said[:1].upper() + said[1:]


def days_early(row: Promise) -> int | None:
    """This function will return by how many days the delivery came before its day, below nought after it."""
    if row.delivered_at is None or row.due_day is None:
        return None
    return (row.due_day - day_in(row.delivered_at, row.zone or "UTC")).days


def name_of(row: Promise, side: str) -> str:
    """This function will return the short name of a side's organisation, "performer" or "customer"."""
    party = row.performer if side == "performer" else row.customer
    return str(party.organisation) if party is not None else "the other side"


def today_of(row: Promise, now: int) -> date:
    """This function will return the day it is where the promise is due."""
    return day_in(now, row.zone or "UTC")


def distance(day: date, today: date) -> str:
    """This function will return how far a day is: `Today is the day`, `Four days to go`, `two days past`."""
    days = (day - today).days
    if days == 0:
        return "Today is the day"
    if days > 0:
        words = say_days(days)
        return f"{words[:1].upper()}{words[1:]} to go"
    return f"The date passed {say_days(-days)} ago"


def first_name(name: str) -> str:
    """This function will return what a colleague would call somebody."""
    return name.split()[0] if name.split() else name
