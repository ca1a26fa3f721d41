"""How somebody usually answers beside their colleagues: read from answers of earlier rounds, which never leave here.

It is taken off before a side's answers are sealed, so that the other side cannot learn of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from troth.core.judgement.survey import Instrument, SideAnswer
from troth.core.trust import figure_of, share_of
from troth.store import models
from troth.store.asking import answer_of

MOST_ROUNDS = 40


def with_figure(survey: models.Survey, told: SideAnswer) -> SideAnswer:
    """Add to what a side tells in a pulse the figure that stated trust is reckoned from."""
    if survey.instrument != Instrument.PULSE.value or survey.inner:
        return told
    now = _levels(survey)
    past = past_of(survey, list(now))
    return replace(told, figure=figure_of([(levels, past[person]) for person, levels in sorted(now.items())]))


def _levels(survey: models.Survey) -> dict[int, Sequence[int]]:
    return {
        each.person_id: list(answer_of(each).levels.values()) for each in survey.asked.filter(sealed=True)
    }


def past_of(survey: models.Survey, people: Sequence[int]) -> dict[int, list[tuple[float, float]]]:
    """Of each person, in every earlier round of the organisation, their own share and the mean of the others'."""
    rounds = models.Survey.objects.filter(
        organisation=survey.organisation, instrument=survey.instrument, asked__person__in=people
    ).exclude(closed_at=None).exclude(pk=survey.pk).distinct().order_by("-closed_at")[:MOST_ROUNDS]  # fmt: skip
    shares: dict[int, dict[int, float]] = defaultdict(dict)
    rows = models.SurveyAnswer.objects.filter(survey__in=list(rounds), sealed=True)
    for row in rows.order_by("survey_id", "person_id"):
        if levels := list(answer_of(row).levels.values()):
            shares[row.survey_id][row.person_id] = share_of(levels)
    found: dict[int, list[tuple[float, float]]] = {person: [] for person in people}
    for round_ in shares.values():
        for person, own in round_.items():
            others = [share for other, share in round_.items() if other != person]
            if person in found and others:
                found[person].append((own, sum(others) / len(others)))
    return found
