"""The row of a concern: where it stands, and whose word it waits for."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.judgement import Move, State
from troth.store import models

BOTH = "both"


def fill(row: models.Concern, state: State, parties: Mapping[str, models.Party]) -> None:
    """Fill the row of a concern from its state, which has one."""
    raised, last = state.raised, state.last_word
    if raised is None or last is None:
        return
    waits = [part.value for part in state.waits_for]
    row.raiser = parties[raised.log]
    row.raiser_person = _member(row, raised)
    row.asked_person = _asked(row, state)
    row.about, row.also = next(iter(raised.evidence), ""), " ".join(raised.evidence[1:])
    row.day = raised.day
    row.status = state.status.name.lower()
    row.waits = BOTH if len(waits) > 1 else next(iter(waits), "")
    row.since = last.at
    row.words = raised.saw.observation if raised.saw else ""
    row.rounds = len(state.rounds)
    row.weights = {parties[move.log].colour: move.weight.level for move in state.opened if move.weight}
    row.raised_at = raised.at
    row.changed_at = max(move.at for move in state.moves)
    row.closed_at = state.closing.at if state.closing else None


def _asked(row: models.Concern, state: State) -> models.Member | None:
    if state.told is not None:
        return _member(row, state.told)
    if state.raised is None or state.raised.to is None:
        return None
    # Whom one side asks is somebody of the other: nobody is asked in a colleague's name.
    others = models.Member.objects.filter(alliance=row.alliance_id, pseudonym=state.raised.to)
    return others.exclude(party=row.raiser).first()


def _member(row: models.Concern, move: Move) -> models.Member | None:
    return models.Member.objects.filter(
        alliance=row.alliance_id, party__log=move.log, pseudonym=move.stands_for or move.by
    ).first()
