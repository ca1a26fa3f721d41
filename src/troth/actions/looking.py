"""What a person may do when a promise needs other eyes: ask two people to look, one of each side, and say they have.

It changes nothing that was promised. Each side says in one sentence how it sees it, and both stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping

from troth.actions.ports import Actor, Node
from troth.actions.saying import NOTHING_MORE, On, move_of, needs, say, side_of, state_of
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.promises import Asked, Name, NothingToLookAt, look_of
from troth.core.promises.rules import NOT_ASKED
from troth.core.values import Side


class NotTheOneAsked(Refusal):
    """Somebody else is asked to look for this side."""


def ask_to_look(node: Node, actor: Actor, on: On, *, words: str, sponsors: Mapping[str, str]) -> None:
    """Ask the two to look, or add one's own side's sentence to the partner's; `sponsors` by log, where one is named."""
    needs(words, "Say in one sentence what the two should look at.")
    state = state_of(node, actor.alliance, on.promise)
    own = side_of(state, actor.log)
    other = next((member for log, member in sponsors.items() if log != actor.log), None)
    named = {own: sponsors.get(actor.log), own.other: other}
    asked = Asked(performer=named[Side.PERFORMER], customer=named[Side.CUSTOMER])
    facts = asked if asked != Asked() else NOTHING_MORE
    say(node, actor, on, state, [move_of(actor, own, Name.ESCALATE, facts=facts, said=words)])


def say_looked(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Say that one has looked, as the one who is asked on one's own side; with a word, where there is one."""
    state = state_of(node, actor.alliance, on.promise)
    own, look = side_of(state, actor.log), look_of(state)
    if look is None:
        raise NothingToLookAt(NOT_ASKED)
    sponsor = look.sponsor(own)
    if sponsor is None:
        require(actor.role, Right.SPONSOR)
    elif sponsor not in (actor.by, actor.stands_for):
        raise NotTheOneAsked("Somebody else of your side is asked to look. They say when they have.")
    say(node, actor, on, state, [move_of(actor, own, Name.LOOKED, on=look.asked.id, said=words)])
