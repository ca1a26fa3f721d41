"""The rows of the charter: a clause with every agreed text, a difference with what both tell and its bridge."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core import charter
from troth.core.charter import differences
from troth.store import models

Parties = Mapping[str, models.Party]
Json = dict[str, object]


def fill_clause(row: models.Joint, state: charter.State, parties: Parties) -> None:
    """Fill the row of a clause from its state, which has one."""
    agreed = state.history[-1] if state.history else None
    shown = agreed.text if agreed else next((state.table[log] for log in sorted(state.table)), state.moves[0])
    row.kind = models.Joint.CLAUSE
    row.sort = state.kind.value if state.kind else ""
    row.status = state.status.name.lower()
    row.text = shown.title or ""
    row.details = {
        **_clause(shown, parties),
        "table": {parties[log].colour: _clause(text, parties) for log, text in sorted(state.table.items())},
        "stamp": state.stamp,
    }
    row.history = [{**_clause(each.text, parties), "yes": _by(each.yes, parties)} for each in state.history]
    row.changes = len(state.history)
    row.put_by = parties[shown.log]
    row.agreed_at = agreed.yes.at if agreed else None
    row.changed_at = max(move.at for move in state.moves)
    meets = state.text is not None and state.text.meeting is not None and state.text.meeting.first is not None
    row.calls = bool(state.table) or meets


def fill_difference(row: models.Joint, state: differences.State, parties: Parties) -> None:
    """Fill the row of a difference from its state, which has one."""
    row.kind = models.Joint.DIFFERENCE
    row.sort = state.kind.value if state.kind else ""
    row.status = state.status.name.lower()
    row.text = state.title or ""
    row.details = {
        "told": {parties[log].colour: _said(move, parties) for log, move in sorted(state.told.items())},
        "bridge": _bridge(state.bridge, parties) if state.bridge else None,
        "yes": _by(state.yes, parties) if state.yes else None,
        "table": {parties[log].colour: _bridge(text, parties) for log, text in sorted(state.table.items())},
        "looks": [_look(look, parties) for look in state.looks],
        "stamp": state.stamp,
    }
    row.changes = sum(move.name is differences.Name.AGREE for move in state.moves) - len(state.fallen)
    row.put_by = parties[state.moves[0].log]
    row.agreed_at = state.yes.at if state.yes else None
    row.changed_at = max(move.at for move in state.moves)
    row.calls = bool(state.table) or len(state.told) < len(parties) or state.look is not None


def _by(move: charter.Move | differences.Move, parties: Parties) -> Json:
    """Who made a move, for which side, and when."""
    return {
        "id": move.id,
        "colour": parties[move.log].colour,
        "by": move.stands_for or move.by,
        "at": move.at,
    }


def _clause(text: charter.Move, parties: Parties) -> Json:
    meeting = text.meeting
    hours = meeting.hours if meeting else None
    return {
        **_by(text, parties),
        "title": text.title or "",
        "words": text.words or "",
        "who": text.who or "",
        "ends": text.ends,
        "every": meeting.every.value if meeting else "",
        "first": meeting.first.isoformat() if meeting and meeting.first else "",
        "time": f"{hours.at:%H:%M}" if hours else "",
        "minutes": hours.minutes if hours else 0,
        "zone": hours.zone if hours else "",
    }


def _said(move: differences.Move, parties: Parties) -> Json:
    return {**_by(move, parties), "words": move.words or ""}


def _bridge(text: differences.Move, parties: Parties) -> Json:
    return {
        **_said(text, parties),
        "promise": text.promise or "",
        "day": text.day.isoformat() if text.day else "",
    }


def _look(look: differences.Look, parties: Parties) -> Json:
    said = {
        parties[log].colour: {**_said(move, parties), "holds": bool(move.holds)}
        for log, move in sorted(look.said.items())
    }
    return {"day": look.day.isoformat(), "said": said, "holds": look.holds}
