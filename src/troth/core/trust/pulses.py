"""Stated trust from the answers of a side in a pulse, as they are sealed: never from a single one."""

from __future__ import annotations

from collections.abc import Sequence

from troth.core.judgement.survey import ENOUGH, STEPS, Figure, How, SideAnswer
from troth.core.trust.stated import Stated, against_habit, habit, level, side_says

Past = Sequence[tuple[float, float]]


def of_side(told: SideAnswer, at: int) -> Stated | None:
    """Read what a side stated in a round that was opened at an instant (ms UTC); None where it told nothing.

    Under four there is no figure, and the words that all who answered agreed to are read as one answer.
    """
    if told.figure is not None:
        figure = told.figure
        # A mean at the very end is held off it, as a chance is in every other place.
        mean = min(max(figure.mean / STEPS, 0.01), 0.99)
        return Stated(mean, figure.spread / STEPS, figure.number, at)
    words = [each.middle / 2 for each in told.items.values() if each.how is How.ONE_WORD and each.middle]
    if not words:
        return None
    return side_says([level(sum(words) / len(words))], at)


def figure_of(answers: Sequence[tuple[Sequence[int], Past]]) -> Figure | None:
    """Put the answers of one side together: of each person the levels (1 to 5) and, of earlier rounds, the pairs of
    their own share and the mean share of the others. None under four people."""
    people = [against_habit(share_of(levels), habit(past)) for levels, past in answers if levels]
    said = side_says(people)
    if said is None or said.number < ENOUGH:
        return None
    return Figure(round(said.mean * STEPS), min(round(said.spread * STEPS), STEPS), said.number)


def share_of(levels: Sequence[int]) -> float:
    """Read somebody's levels of one round, at least one, as a share in (0, 1)."""
    return sum(map(level, levels)) / len(levels)
