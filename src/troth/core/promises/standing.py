"""What still stands of all that was said: texts on the table, yeses, terms in force, doings that count.

R1 the table, R2 which yes stands, R3 the terms in force, R4 which doings count, R6 what a send back takes
out. Nothing that has fallen can be raised again by a later move, which is why the order of arrival is free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from troth.core.promises.moves import ENDS, Move, Name
from troth.core.promises.reasons import Reason, Why
from troth.core.values import Side


def causal(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Order moves so that each comes after all it has seen, the same way for everybody."""
    return tuple(sorted(moves, key=lambda move: (len(move.sees), move.id)))


def cross(one: Move, two: Move) -> bool:
    """Say whether two moves were made without sight of each other."""
    return one.id not in two.sees and two.id not in one.sees and one.id != two.id


@dataclass(frozen=True)
class Said:
    """The effective moves in causal order, sorted by what they do; shared by the reading and the reasons."""

    moves: tuple[Move, ...]
    strays: tuple[Move, ...]
    logs: Mapping[Side, str | None]
    by: Mapping[str, Move]
    named: Mapping[Name, tuple[Move, ...]]
    texts: Mapping[Side, tuple[Move, ...]]

    def of(self, name: Name) -> tuple[Move, ...]:
        return self.named.get(name, ())

    def text_of(self, yes: Move) -> Move:
        return self.by[yes.on or ""]

    def before(self, yes: str) -> str | None:
        """The yes whose terms the text of this one changed, or None."""
        return self.text_of(self.by[yes]).terms

    def ended_after(self, text: Move) -> Move | None:
        ends = (end for name in ENDS for end in self.of(name) if end.side is text.side)
        return next((end for end in ends if text.id in end.sees), None)

    def answered_off(self, name: Name, text: Move) -> Move | None:
        return next((move for move in self.of(name) if move.on == text.id), None)

    def replacement(self, text: Move) -> Move | None:
        later = (t for t in self.texts[text.side] if t.terms == text.terms and text.id in t.sees)
        return next(later, None)


def gather(moves: Sequence[Move]) -> Said:
    """Put effective moves into causal order and sort them by what they do."""
    ordered = causal(moves)
    logs = _logs(ordered)
    ours, strays = _sorted_out(ordered, logs)
    named: dict[Name, tuple[Move, ...]] = {}
    for move in ours:
        named[move.name] = (*named.get(move.name, ()), move)
    texts = {side: tuple(m for m in ours if m.name.is_text and m.side is side) for side in Side}
    return Said(ours, strays, logs, {move.id: move for move in ours}, named, texts)


def _logs(ordered: Sequence[Move]) -> Mapping[Side, str | None]:
    """The first text fixes whose log speaks for which side; a forged second beginning cannot take it over."""
    first = ordered[0]
    return MappingProxyType({first.side: first.log, first.side.other: first.to})


def speaks_for(logs: Mapping[Side, str | None], move: Move) -> bool:
    """Say whether a move was written by the log that speaks for the side it claims."""
    mine, theirs = logs[move.side], logs[move.side.other]
    if mine is None:
        return not move.log or move.log != theirs
    return move.log == mine


def _sorted_out(
    ordered: Sequence[Move], logs: Mapping[Side, str | None]
) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """Set apart what a log said for a side that is not its own, and whatever was built on that."""
    astray: set[str] = set()
    for move in ordered:
        if not speaks_for(logs, move) or move.on in astray or move.terms in astray:
            astray.add(move.id)
    ours = tuple(move for move in ordered if move.id not in astray)
    return ours, tuple(move for move in ordered if move.id in astray)


def fallen(said: Said, yes: Move) -> Why | None:
    """R2: why a yes does not stand, or None when it does; once fallen, no later move can raise it."""
    text = said.text_of(yes)
    author, change = text.side, text.terms is not None
    if said.answered_off(Name.TAKE_BACK, yes):
        return Why(Reason.YES_TAKEN_BACK, yes.side)
    withdrawn = said.answered_off(Name.WITHDRAW, text)
    if withdrawn and cross(withdrawn, yes):
        return Why(Reason.CHANGE_AFTER_WITHDRAWN if change else Reason.YES_AFTER_WITHDRAWN, author)
    replaced = said.replacement(text)
    if replaced and cross(replaced, yes):
        return Why(Reason.CHANGE_AFTER_REPLACED if change else Reason.YES_AFTER_REPLACED, author)
    ended = said.ended_after(text)
    if ended and cross(ended, yes):
        late = Reason.YES_AFTER_RELEASE if ended.name is Name.RELEASE else Reason.YES_AFTER_BREAK
        return Why(late, author)
    if any(_spends(said, text, yes, rival) for rival in said.of(Name.AGREE)):
        return Why(Reason.YESES_CROSSED, yes.side)
    return None


def _spends(said: Said, text: Move, yes: Move, rival: Move) -> bool:
    return rival.side is not yes.side and cross(rival, yes) and said.text_of(rival).terms == text.terms


def chain_of(said: Said, standing: Sequence[Move]) -> tuple[str, ...]:
    """R3: from nothing, the one standing yes to a text from there, and so on."""
    after = {said.text_of(yes).terms: yes.id for yes in standing}
    chain: list[str] = []
    terms = after.get(None)
    while terms is not None:
        chain.append(terms)
        terms = after.get(terms)
    return tuple(chain)


def resting(said: Said, chain: Sequence[str], doing: Move) -> str | None:
    """R4: the yes in force that a doing rests on: the one it names, or the nearest it was changed from."""
    terms = doing.terms
    while terms is not None and terms not in chain:
        terms = said.before(terms)
    return terms


def off_the_table(said: Said, text: Move) -> bool:
    """R1: say whether a side's latest text has been withdrawn, declined, or ended with the promise."""
    gone = said.answered_off(Name.WITHDRAW, text) or said.answered_off(Name.DECLINE, text)
    return bool(gone or said.ended_after(text))


def table_of(said: Said, terms: str | None) -> dict[Side, Move | None]:
    table: dict[Side, Move | None] = {}
    for side in Side:
        latest = next((text for text in reversed(said.texts[side]) if text.terms == terms), None)
        table[side] = None if latest is None or off_the_table(said, latest) else latest
    return table


@dataclass(frozen=True)
class Doings:
    """What was done that counts (R4 to R6): accept, the deliveries not sent back, release, break."""

    accept: Move | None
    deliveries: tuple[Move, ...]
    out: frozenset[str]
    release: Move | None
    ended: Move | None


def doings(said: Said, chain: Sequence[str]) -> Doings:
    """Find what was done that counts on the terms in force."""

    def counting(name: Name) -> tuple[Move, ...]:
        return tuple(move for move in said.of(name) if resting(said, chain, move) is not None)

    delivered = counting(Name.DELIVER)
    named = {back.on for back in counting(Name.SEND_BACK)}
    last_out = max((n for n, each in enumerate(delivered) if each.id in named), default=-1)
    return Doings(
        accept=next(iter(counting(Name.ACCEPT)), None),
        deliveries=delivered[last_out + 1 :],
        out=frozenset(each.id for each in delivered[: last_out + 1]),
        release=next(iter(counting(Name.RELEASE)), None),
        ended=next(iter(counting(Name.BREAK)), None),
    )
