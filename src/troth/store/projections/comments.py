"""The row of a comment: on what it is, what it says now, and how it read before."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.comments import State
from troth.store import models


def fill(row: models.Comment, state: State, parties: Mapping[str, models.Party]) -> None:
    """Fill the row of a comment from its state, which has one."""
    said = state.said
    if said is None:
        return
    row.about = said.about
    row.party = parties[said.log]
    row.author = models.Member.objects.filter(
        alliance=row.alliance_id, party__log=said.log, pseudonym=said.by
    ).first()
    row.words = state.words
    row.earlier = [{"words": move.words or "", "at": move.at} for move in state.versions[:-1]]
    row.told = list(state.told)
    row.stamp = state.stamp
    row.said_at = said.at
    row.changed_at = state.versions[-1].at
    row.withdrawn_at = state.withdrawn.at if state.withdrawn is not None else None
