"""Sealed words let go by the node for each of its sides, at once when both are in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from troth.actions.ports import Actor, Changed
from troth.actions.rooms import round_of
from troth.actions.sealed import let_go
from troth.core.record.party import NODE
from troth.core.sealed import State, visible
from troth.core.values import Role
from troth.store import models
from troth.store.ledger import sightings_of
from troth.store.node import PutBack, StoreNode


def open_when_both_in(alliance_id: str, round_: str, *, node: StoreNode | None = None) -> None:
    """Let the words of each side go that this node holds, once both are in; nothing otherwise."""
    for log in (
        models.Party.objects.filter(alliance=alliance_id).order_by("colour").values_list("log", flat=True)
    ):
        actor = Actor(alliance=alliance_id, log=log, by=NODE, role=Role.MEMBER)
        with suppress(
            PutBack, Changed
        ):  # the other one lets go meanwhile, or the record is halted: it is tried again
            let_go(node or StoreNode(), actor, round_)


def reveal(details: Mapping[str, object]) -> None:
    """Let go what a process left that was ended between the second answer and its opening."""
    open_when_both_in(str(details["alliance"]), str(details["round"]))


def answers_for(alliance_id: str, round_: str, viewer: str) -> tuple[State, Mapping[str, str]]:
    """Read a round, and by log the answers that people of the viewer's side may see now; erased ones are empty."""
    state = round_of(sightings_of(alliance_id, round_)).state
    seen = {log: move.words or "" for log, move in state.answers.items() if visible(state, log, viewer)}
    own = state.answers.get(viewer)
    if own is not None and not seen[viewer]:
        seen[viewer] = _own_words(own.id, viewer)
    return state, seen


def _own_words(id: str, log: str) -> str:
    kept = models.Sealed.objects.filter(entry__id=id, entry__log=log).first()
    if kept is None:
        return ""
    words = json.loads(bytes(kept.content)).get("words")
    return words if isinstance(words, str) else ""
