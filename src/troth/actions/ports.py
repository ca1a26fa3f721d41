"""The one port from what people do to where it is kept: read an object, write entries, know the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from troth.core.errors import Refusal
from troth.core.record import Draft, Entry, Sighting
from troth.core.values import Role, Stake


@dataclass(frozen=True)
class Actor:
    """Who acts: a person of one party of one alliance, as themselves or for a colleague of their own side.

    `second_from` is the stake from which their organisation asks that somebody else signs their yes too. `via` names
    another way than a page by which they act; the record notes it beside the act.
    """

    alliance: str
    log: str
    by: str
    role: Role
    stands_for: str | None = None
    second_from: Stake | None = None
    via: str = ""


MAIL = "mail"


def noted(actor: Actor, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return what an actor means to say, with the way they say it by noted in each act; unchanged for a page."""
    return [replace(each, act={**each.act, "via": actor.via}) for each in drafts] if actor.via else drafts


class Changed(Refusal):
    """The object changed after the person's page was read; nothing was signed."""

    def __init__(self, object_id: str) -> None:
        super().__init__(
            "Something happened here after you opened this page. Look at it first; what you typed is kept."
        )
        self.object_id = object_id


class Node(Protocol):
    """Where entries are kept: the store of this node, or a copy in memory."""

    def read(self, alliance: str, object_id: str) -> Sequence[Sighting]:
        """Return the object's entries, oldest first as they came here, each with what it had seen."""

    def write(self, actor: Actor, drafts: Sequence[Draft], *, expects: Mapping[str, str]) -> Sequence[Entry]:
        """Sign and keep all drafts, or none; `expects` gives for an object the stamp the person's page showed.

        Raises `Changed` when an object's state is another by now, and a room's own `Refusal` when a move is not
        legal on the state as it is.
        """

    def now(self) -> int:
        """Return the present, in ms UTC."""
