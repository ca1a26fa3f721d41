"""Which move on a period of reported history is legal, and the sentence that says why another is not."""

from __future__ import annotations

from collections.abc import Sequence

from troth.core.errors import Refusal
from troth.core.promises.reports.period import (
    MOST_ROWS_AN_ANSWER,
    About,
    Closing,
    Move,
    Name,
    Period,
    Row,
    State,
    closes,
    fits,
    speaks_of,
)


class NotYourReport(Refusal):
    """The move belongs to the other side of a report."""


class PeriodClosed(Refusal):
    """The period is whole; nothing can be written into it any more."""


class PeriodNotClosed(Refusal):
    """The period is still being written; there is nothing to answer yet."""


class RowDoesNotFit(Refusal):
    """A row's number or promised day does not belong to the period."""


class NotWhole(Refusal):
    """A close names other rows than those that were written."""


class NoSuchRow(Refusal):
    """An answer speaks of no row, of too many, or of one that is not there."""


class PeriodsOverlap(Refusal):
    """The reporter has put days of this period on the record before."""


def legal(state: State, move: Move) -> None:
    """Refuse a move that would not count on this state; say nothing of one that would."""
    if state.opened is None or state.period is None:
        if move.name is not Name.OPEN:
            raise PeriodNotClosed("This period has not been opened.")
    elif move.name is Name.OPEN:
        raise PeriodClosed("This period is open already.")
    elif isinstance(move.facts, About):
        _answer(state, move)
    else:
        _write(state, state.period, move)


def _write(state: State, period: Period, move: Move) -> None:
    if move.log != state.reporter:
        raise NotYourReport("Only the side that reports writes rows. You can confirm or dispute them.")
    if state.closed:
        raise PeriodClosed(
            "This period is whole; nothing can be added. A later period can be reported by itself."
        )
    if isinstance(move.facts, Row) and not fits(period, state.rows, move.facts):
        raise RowDoesNotFit(
            "This row does not belong to the period: its day lies outside, or it is there already."
        )
    if isinstance(move.facts, Closing) and not closes(period, state.rows, move.facts):
        raise NotWhole("The period is not whole: other rows were announced than were written.")


def _answer(state: State, move: Move) -> None:
    if state.closed is None:
        raise PeriodNotClosed(
            "Your partner is still writing this period. It can be answered once it is whole."
        )
    own = move.log == state.reporter
    if own and move.name is not Name.WITHDRAW:
        raise NotYourReport("Your partner confirms or disputes what you report. You can withdraw a row.")
    if not own and move.name is Name.WITHDRAW:
        raise NotYourReport("Only the side that reports can withdraw a row. You can dispute it.")
    if speaks_of(state.rows, move) is None:
        raise NoSuchRow(
            f"Name rows of this period, from one to {MOST_ROWS_AN_ANSWER} at a time, or all of them."
        )


def may_open(period: Period, others: Sequence[Period]) -> None:
    """Refuse a period that overlaps one which the same side has put on the record before."""
    for other in others:
        if period.overlaps(other):
            raise PeriodsOverlap(
                f"Days from {other.first.isoformat()} to {other.last.isoformat()} are on the record already."
                " Choose a period before or after them."
            )
