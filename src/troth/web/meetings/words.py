"""How lines, people and days of a meeting are called on pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from troth.core.listening.meetings import Kind

KINDS = {
    Kind.PROMISE: "Promise",
    Kind.STATEMENT: "Statement",
    Kind.QUESTION: "Open question",
    Kind.NOTE: "Note",
}
ICONS = {
    Kind.PROMISE: "calendar-check",
    Kind.STATEMENT: "quote",
    Kind.QUESTION: "circle-dashed",
    Kind.NOTE: "file-text",
}
ERASED = "The words were erased."


def listed(names: Iterable[str]) -> str:
    """This function will return names as a sentence says them: `Annelies, Joost and Haruka`."""
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def day_of(value: str) -> date | None:
    """This function will return a day as a row keeps it."""
    return date.fromisoformat(value) if value else None


def quoted(kind: Kind, words: str) -> str:
    """This function will return the words of a line; a statement is somebody's own, and stands in quotation marks."""
    if not words:
        return ERASED
    return f"“{words}”" if kind is Kind.STATEMENT else words
