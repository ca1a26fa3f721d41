"""The row of a text both sides hold together."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.alliance import Move, State, Subject
from troth.store import models


def fill(row: models.Joint, state: State, parties: Mapping[str, models.Party]) -> None:
    """Fill the row of a joint text from its state."""
    shown = state.text or next((state.table[log] for log in sorted(state.table)), None)
    row.kind = (state.subject or Subject.OBJECTIVE).value
    row.status = state.status.name.lower()
    row.text = (shown.title or "") if shown else ""
    row.details = {
        "words": (shown.words or "") if shown else "",
        "day": shown.day.isoformat() if shown and shown.day else "",
        "table": {parties[log].colour: _proposed(text) for log, text in sorted(state.table.items())},
        "closed_by": sorted(parties[log].colour for log in state.closed_by),
        "stamp": state.stamp,
    }
    row.put_by = parties[shown.log] if shown else None
    row.agreed_at = next((move.at for move in state.moves if move.id == state.terms), None)
    row.changed_at = max((move.at for move in state.moves), default=0)


def _proposed(text: Move) -> dict[str, str]:
    return {
        "id": text.id,
        "title": text.title or "",
        "words": text.words or "",
        "day": text.day.isoformat() if text.day else "",
    }
