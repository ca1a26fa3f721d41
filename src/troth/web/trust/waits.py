"""What is not counted yet in one direction, as sentences: nothing counts before both sides have settled it."""

from __future__ import annotations

from troth.store.queries.showing import Open
from troth.web.days import say_number
from troth.web.trust.words import ERASED


def waits(open_: Open, unsettled: int, acts: str) -> list[str]:
    """This function will say what waits: deliveries, reported history of the side `acts`, pieces that one log alone
    cites."""
    return [
        said for said in (_delivered(open_), _reported(open_.reported, acts), _unsettled(unsettled)) if said
    ]


def _delivered(open_: Open) -> str:
    title = f"\u201c{(open_.waits_title or ERASED).rstrip('.')}\u201d"
    if open_.delivered == 1:
        return f"{title} is delivered and waits to be accepted."
    if open_.delivered:
        return f"{_number(open_.delivered)} deliveries wait to be accepted, among them {title}."
    return ""


def _reported(count: int, acts: str) -> str:
    if not count:
        return ""
    past, wait = ("promise", "waits") if count == 1 else ("promises", "wait")
    return f"{_number(count)} past {past} of {acts}, reported by one side, {wait} for the other side\u2019s word."


def _unsettled(count: int) -> str:
    if not count:
        return ""
    return f"{_number(count)} more {'is' if count == 1 else 'are'} not cited by both records yet."


def _number(count: int) -> str:
    said = say_number(count)
    return f"{said[:1].upper()}{said[1:]}"
