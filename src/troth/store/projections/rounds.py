"""The row of a round that both sides answer without sight of each other; it never holds an answer."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.sealed import State, Subject
from troth.store import models


def fill(row: models.Round, state: State, parties: Mapping[str, models.Party]) -> None:
    """Fill the row of a round from its state, which was asked by somebody."""
    asked = state.asked
    if asked is None:
        return
    row.subject = (asked.subject or Subject.INTERPRETATION).value
    row.asked_by = parties[asked.log]
    row.asked_person = models.Member.objects.filter(
        alliance=row.alliance_id, party__log=asked.log, pseudonym=asked.stands_for or asked.by
    ).first()
    row.about = asked.about or ""
    row.until = asked.until
    row.words = asked.words or ""
    row.phase = state.phase.name.lower()
    row.answered = "".join(sorted(parties[log].colour for log in state.answers))
    row.put_at = asked.at
    row.changed_at = max(move.at for move in state.moves)
    row.opened_at = state.opened_at
