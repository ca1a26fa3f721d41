"""How far a promise is, in a word or two, beside its day."""

from __future__ import annotations

from datetime import date

from troth.store.queries.calendar import Due
from troth.web.days import say_short


def note(due: Due, today: date) -> str:
    """This function will say in a word or two how far a promise is; nothing of one that is agreed and on its way."""
    row = due.row
    if row.status == "proposed":
        return "asked" if row.open_texts == "c" else "offered"
    if row.status in ("delivered", "kept"):
        return row.status
    if row.expected_day and row.expected_day != row.due_day:
        return f"now expected {say_short(row.expected_day, today)}"
    return ""
