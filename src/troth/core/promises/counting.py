"""R7: the one reason of every effective move that does not count."""

from __future__ import annotations

from collections.abc import Mapping

from troth.core.promises.moves import Move, Name
from troth.core.promises.reasons import Reason, Why
from troth.core.promises.standing import Doings, Said, resting
from troth.core.promises.state import State
from troth.core.promises.table import Status
from troth.core.values import Side

ENDS_TALK = {
    Name.ACCEPT: Reason.ACCEPT_ENDS_TALK,
    Name.RELEASE: Reason.RELEASE_ENDS_TALK,
    Name.BREAK: Reason.BREAK_ENDS_TALK,
}
COMES_TOO_LATE = {
    Name.ACCEPT: Reason.YES_AFTER_ACCEPT,
    Name.RELEASE: Reason.YES_AFTER_RELEASE,
    Name.BREAK: Reason.YES_AFTER_BREAK,
}


def reasons(said: Said, state: State, done: Doings, fell: Mapping[str, Why | None]) -> dict[str, Why]:
    """Give each effective move that does not count its reason; facts always count as facts."""
    found: dict[str, Why] = {move.id: Why(Reason.NOT_THEIR_SIDE, move.side) for move in said.strays}
    for move in said.moves:
        why = _why(said, state, done, fell, move)
        if why:
            found[move.id] = why
    return found


def _why(said: Said, state: State, done: Doings, fell: Mapping[str, Why | None], move: Move) -> Why | None:
    if move.name.is_fact or move.name is Name.TAKE_BACK:
        return None
    if move.name.is_text:
        return _text(said, state, move)
    if move.name is Name.AGREE:
        return fell[move.id] or _standing(said, state, move)
    if move.name in {Name.WITHDRAW, Name.DECLINE}:
        return _answer(said, state, move)
    if resting(said, state.chain, move) is None:
        return Why(Reason.TERMS_GONE, move.side)
    return _doing(state, done, move)


def _stands(state: State, terms: str | None) -> bool:
    return terms is None or terms in state.chain


def _in_force(state: State) -> tuple[str, ...]:
    """The yeses up to the terms it closed on, or all of them while it is open."""
    if state.closing is None or state.terms is None:
        return state.chain
    return state.chain[: state.chain.index(state.terms) + 1]


def _text(said: Said, state: State, text: Move) -> Why | None:
    if text in state.table.values() or any(said.by[yes].on == text.id for yes in _in_force(state)):
        return None
    author = text.side
    if not _stands(state, text.terms):
        return Why(Reason.TERMS_GONE, author)
    if said.answered_off(Name.WITHDRAW, text):
        return Why(Reason.WITHDRAWN, author)
    if said.replacement(text):
        return Why(Reason.REPLACED, author)
    if said.answered_off(Name.DECLINE, text):
        return Why(Reason.DECLINED, author)
    if text.terms != state.terms:
        return Why(Reason.AGREED_MEANWHILE, author)
    if state.closing:
        return Why(ENDS_TALK[state.closing.name], author)
    return Why(Reason.TALK_ENDED, author)


def _standing(said: Said, state: State, yes: Move) -> Why | None:
    if yes.id not in state.chain:
        return Why(Reason.TERMS_GONE, yes.side)
    if state.closing and yes.id not in _in_force(state):
        return Why(COMES_TOO_LATE[state.closing.name], yes.side)
    return None


def _answer(said: Said, state: State, answer: Move) -> Why | None:
    text = said.text_of(answer)
    if not _stands(state, text.terms):
        return Why(Reason.TERMS_GONE, answer.side)
    newer = said.replacement(text)
    if answer.name is Name.DECLINE and newer and newer.id not in answer.sees:
        return Why(Reason.DECLINED_OLDER, text.side)
    return None


def _doing(state: State, done: Doings, move: Move) -> Why | None:
    if move.name is Name.DELIVER:
        return _delivery(state, done, move)
    if move.name is Name.RELEASE and state.status is Status.KEPT:
        return Why(Reason.RELEASE_BEFORE_KEPT, Side.CUSTOMER)
    if move.name is Name.RELEASE and state.release_behind:
        return Why(Reason.RELEASE_WAITS, Side.CUSTOMER)
    if move.name is Name.BREAK and state.status is not Status.BROKEN:
        return Why(Reason.RELEASED_FIRST, Side.PERFORMER)
    return None


def _delivery(state: State, done: Doings, delivery: Move) -> Why | None:
    if delivery.id in done.out:
        return Why(Reason.SENT_BACK, Side.PERFORMER)
    if state.delivery is None or delivery.id == state.delivery.id:
        return None
    later = state.delivery.id in delivery.sees
    return Why(Reason.FIRST_ACCEPTED if later else Reason.DELIVERED_AGAIN, Side.PERFORMER)
