"""What an organisation does before it leaves an alliance: everything that it can end by itself gets an end.

Nothing ends by itself. Nor can a partner be held by not answering: what only the other side can judge stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from troth.actions.ports import Actor, Node
from troth.actions.saying import On, draft_of, move_of, needs, side_of, state_of, write
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.promises import Move, Name, State, endings
from troth.core.record import Draft, encode, leaving

ENDS = (Name.RELEASE, Name.BREAK)
WORDS = "party.words/1"


class StillOpen(Refusal):
    """Something is open that the leaving side can end by itself."""


def end_all(node: Node, actor: Actor, named: Mapping[On, tuple[Name, ...]], *, words: str = "") -> None:
    """Release, break with notice, withdraw or decline several promises in one act, each signed by itself.

    Whoever breaks says why.
    """
    if any(Name.BREAK in names for names in named.values()):
        needs(words, "Say why it cannot be kept; one sentence is enough.")
    drafts = []
    for on, names in named.items():
        state = state_of(node, actor.alliance, on.promise)
        drafts += [draft_of(actor, on.promise, _ending(actor, state, name, words)) for name in names]
    write(node, actor, drafts, {on.promise: on.stamp for on in named})


def require_ended(actor: Actor, states: Iterable[State]) -> None:
    """Refuse to leave while something is open that this side can end; what waits for the partner's word may wait."""
    require(actor.role, Right.LEAVE)
    count = sum(bool(endings(state, side_of(state, actor.log))) for state in states)
    if count:
        raise StillOpen(
            f"{'One promise needs' if count == 1 else f'{count} promises need'} an end from your side first: kept, "
            "released, or broken with notice. They are listed on this page."
        )


def leave_draft(actor: Actor, words: str) -> Draft:
    """Draft the last entry of a side, with the words that it leaves with."""
    said = words.strip()
    return leaving(by=actor.by, body=encode({"s": WORDS, "words": said}) if said else None)


def _ending(actor: Actor, state: State, name: Name, words: str) -> Move:
    side = side_of(state, actor.log)
    text = state.table[side if name is Name.WITHDRAW else side.other]
    return move_of(
        actor,
        side,
        name,
        on=None if name in ENDS or text is None else text.id,
        terms=state.terms if name in ENDS else None,
        said=words,
    )
