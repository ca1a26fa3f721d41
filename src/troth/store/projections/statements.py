"""The row of a statement: where it stands, and whose word it waits for."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.listening import Move, State
from troth.store import models


def fill(row: models.Statement, state: State, parties: Mapping[str, models.Party]) -> None:
    """Fill the row of a statement from its state, which has one."""
    put = state.statement
    if put is None:
        return
    row.speaker = parties[put.log]
    row.speaker_person = _member(row, put, put.stands_for or put.by)
    row.listener_person = _listener(row, state)
    row.about = put.about or ""
    row.status = state.status.name.lower()
    row.waits = state.waits_for.value if state.waits_for else ""
    row.differ = "".join(sorted({parties[move.log].colour for move in state.differ}))
    row.words = put.words or ""
    row.rounds = len(state.rounds)
    row.put_at = put.at
    row.changed_at = max(move.at for move in state.moves)
    row.closed_at = state.closing.at if state.closing else None


def _listener(row: models.Statement, state: State) -> models.Member | None:
    if state.current is not None:
        return _member(row, state.current, state.current.stands_for or state.current.by)
    asked = state.asked
    if asked is None or asked.to is None:
        return None
    # Whom one side asks is somebody of the other: nobody is asked in a colleague's name.
    others = models.Member.objects.filter(alliance=row.alliance_id, pseudonym=asked.to)
    return others.exclude(party=row.speaker).first()


def _member(row: models.Statement, move: Move, pseudonym: str) -> models.Member | None:
    return models.Member.objects.filter(
        alliance=row.alliance_id, party__log=move.log, pseudonym=pseudonym
    ).first()
