"""How two sides come to hold the same words: one puts a text, the other says yes, and a change names that yes.

The purpose, an objective, a clause of the charter and the bridge over a difference live by this. Two texts from one
beginning may cross, and so may a yes and a text taken back: what holds is the same on both sides, in whatever order
they hear of each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from troth.core.errors import Refusal


class Act(Enum):
    """What a move does to a text that both may hold."""

    PUT = "put"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class NotOnTheTable(Refusal):
    """The text is not on the table any more, or it is one's own."""


class OtherTerms(Refusal):
    """Another text is held together by now than the one the move names."""


class Said(Protocol):
    """A move on a text: `on` is the text it answers, `terms` the yes that a put would change; `act` None for others."""

    @property
    def id(self) -> str: ...
    @property
    def log(self) -> str: ...
    @property
    def sees(self) -> frozenset[str]: ...
    @property
    def on(self) -> str | None: ...
    @property
    def terms(self) -> str | None: ...
    @property
    def act(self) -> Act | None: ...


M = TypeVar("M", bound=Said)


@dataclass(frozen=True)
class Held(Generic[M]):
    """The yeses that hold, each from the one before it; each side's text on the table; yeses that do not count."""

    chain: tuple[M, ...]
    texts: tuple[M, ...]
    table: Mapping[str, M]
    fallen: frozenset[str]

    @property
    def terms(self) -> str | None:
        """The yes in force."""
        return self.chain[-1].id if self.chain else None

    @property
    def text(self) -> M | None:
        """The text in force."""
        return self.texts[-1] if self.texts else None


def in_order(moves: Sequence[M]) -> tuple[M, ...]:
    """Put moves into the one order that is the same on every node: by what they have seen, then by id."""
    return tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))


def held(ordered: Sequence[M]) -> Held[M]:
    """Read from effective moves in order what both sides hold, and what is on the table."""
    by = {move.id: move for move in ordered}
    chain = _in_force(_standing(ordered, by), by)
    terms = chain[-1].id if chain else None
    yeses = frozenset(move.id for move in ordered if move.act is Act.AGREE)
    return Held(
        chain=chain,
        texts=tuple(by[yes.on or ""] for yes in chain),
        table=MappingProxyType(_table(ordered, terms)),
        fallen=yeses - {yes.id for yes in chain},
    )


def require_held(terms: str | None, table: Mapping[str, M], move: M) -> None:
    """Refuse a text that does not begin from what both hold, and an answer to a text that is not there."""
    if move.act is Act.PUT:
        if move.terms != terms:
            raise OtherTerms("You both hold another text by now. Look at it first, then say it again.")
        return
    own = move.act is Act.WITHDRAW
    if not any(text.id == move.on and (log == move.log) is own for log, text in table.items()):
        raise NotOnTheTable("That text is not on the table any more. Look at what is there now.")


def answers(table: Mapping[str, M], log: str) -> frozenset[Act]:
    """Name what a side may do with the texts on the table."""
    own = {Act.WITHDRAW} if log in table else set()
    others = {Act.AGREE, Act.DECLINE} if any(author != log for author in table) else set()
    return frozenset(own | others)


def cross(one: Said, two: Said) -> bool:
    """Say whether two moves crossed: neither had seen the other."""
    return one.id != two.id and one.id not in two.sees and two.id not in one.sees


def _standing(ordered: Sequence[M], by: Mapping[str, M]) -> list[M]:
    """Yeses to a text that was still there, which crossed no yes to another text from the same beginning."""
    yeses = [move for move in ordered if move.act is Act.AGREE]

    def spoiled(yes: M, other: M) -> bool:
        text = by[yes.on or ""]
        if not cross(yes, other):
            return False
        if other.act is Act.WITHDRAW:
            return other.on == text.id
        if other.act is Act.PUT:
            return other.log == text.log and other.terms == text.terms and text.id in other.sees
        rival = by[other.on or ""] if other.act is Act.AGREE else text
        return rival.id != text.id and rival.terms == text.terms

    return [yes for yes in yeses if not any(spoiled(yes, other) for other in ordered)]


def _in_force(standing: Sequence[M], by: Mapping[str, M]) -> tuple[M, ...]:
    after = {by[yes.on or ""].terms: yes for yes in standing}
    chain: list[M] = []
    yes = after.get(None)
    while yes is not None:
        chain.append(yes)
        yes = after.get(yes.id)
    return tuple(chain)


def _table(ordered: Sequence[M], terms: str | None) -> dict[str, M]:
    """Each side's latest text from the terms in force, unless it was withdrawn or declined."""
    latest = {move.log: move for move in ordered if move.act is Act.PUT and move.terms == terms}
    off = {move.on for move in ordered if move.act in {Act.WITHDRAW, Act.DECLINE}}
    return {log: text for log, text in latest.items() if text.id not in off}
