"""What a person may do with a promise: one function, one intention.

Each reads the promise, builds the move that the person means, and writes it; the node refuses what the rules refuse.
`stamp` is the state the person's page showed: when something happened since, nothing is signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from troth.actions.ids import fresh
from troth.actions.ports import Actor, Node
from troth.actions.saying import (
    NOTHING_MORE,
    DayHasPassed,
    NoSuchPromise,
    NothingSaid,
    On,
    Terms,
    conditions_of,
    draft_of,
    move_of,
    needs,
    say,
    side_of,
    state_of,
    text_facts,
    text_move,
    write,
)
from troth.core.alliance import Right, SecondNeeded, require, require_second, waits
from troth.core.errors import Refusal
from troth.core.promises import (
    Acceptance,
    Agreement,
    Delivery,
    Facts,
    File,
    Handed,
    Name,
    NotYourMove,
    Occurrence,
    SentBack,
    State,
    Status,
    Text,
    Warning,
    stake_at_yes,
)
from troth.core.promises import person as answers_for
from troth.core.record import Draft
from troth.core.values import Side, Stake

__all__ = ["DayHasPassed", "NoSuchPromise", "NothingSaid", "On", "Terms", "side_of", "state_of"]

LONGEST_SERIES = 60


class StakeNeeded(Refusal):
    """The side it is done for has not said yet how much hangs on it."""


def offer(node: Node, actor: Actor, terms: Terms) -> str:
    """Offer to do something for the partner; returns the promise's id."""
    return _put_first(node, actor, Side.PERFORMER, [terms])[0]


def request(node: Node, actor: Actor, terms: Terms) -> str:
    """Ask the partner to do something, saying how much hangs on it; returns the promise's id."""
    if terms.stake is None:
        raise StakeNeeded("Say how much hangs on it for you: low, medium or high.")
    return _put_first(node, actor, Side.CUSTOMER, [terms])[0]


def offer_series(node: Node, actor: Actor, terms: Terms, days: Sequence[date]) -> tuple[str, ...]:
    """Offer one promise for each of up to 60 days in one act; returns their ids in the order of the days."""
    return _put_first(node, actor, Side.PERFORMER, _occurrences(terms, days))


def request_series(node: Node, actor: Actor, terms: Terms, days: Sequence[date]) -> tuple[str, ...]:
    """Ask for one promise for each of up to 60 days in one act; returns their ids in the order of the days."""
    if terms.stake is None:
        raise StakeNeeded("Say how much hangs on it for you: low, medium or high.")
    return _put_first(node, actor, Side.CUSTOMER, _occurrences(terms, days))


def propose(node: Node, actor: Actor, on: On, terms: Terms) -> None:
    """Put a text of one's own on the table: a counter-offer, a first text again, or a change of what is agreed."""
    state = state_of(node, actor.alliance, on.promise)
    say(node, actor, on, state, [text_move(node, actor, state, terms)])


def propose_for_all(node: Node, actor: Actor, changes: Mapping[On, Terms]) -> None:
    """Put a change of each of several promises (the later occurrences of a series) on the table in one act."""
    drafts: list[Draft] = []
    for on, terms in changes.items():
        state = state_of(node, actor.alliance, on.promise)
        drafts.append(draft_of(actor, on.promise, text_move(node, actor, state, terms)))
    write(node, actor, drafts, {on.promise: on.stamp for on in changes})


def agree(
    node: Node, actor: Actor, on: On, *, text: str, stake: Stake | None = None, words: str = ""
) -> None:
    """Say yes to the partner's text; the customer says at the latest now how much hangs on it."""
    agree_to_all(node, actor, {on: text}, stake=stake, words=words)


def agree_to_all(
    node: Node,
    actor: Actor,
    texts: Mapping[On, str],
    *,
    stake: Stake | None = None,
    words: str = "",
    second: Actor | None = None,
) -> None:
    """Say yes to several of the partner's texts (a series, open rows of a history) in one act.

    Where the organisation asks for two signatures, `second` is the colleague who signs too.
    """
    if second is not None:
        _is_second(actor, second)
    elif wait_for_second(node, actor, texts, stake=stake):
        raise SecondNeeded(
            f"From {actor.second_from and actor.second_from.value} stake on a second person of your organisation "
            "signs a yes too. Ask for it on the page of the promise."
        )
    drafts = []
    for on, text in texts.items():
        state = state_of(node, actor.alliance, on.promise)
        side = side_of(state, actor.log)
        _stake_is_known(state, side, text, stake)
        held = Agreement(
            stake=stake if side is Side.CUSTOMER else None,
            person=actor.stands_for or actor.by,
            second=second.by if second else None,
        )
        move = move_of(actor, side, Name.AGREE, on=text, facts=held, said=words)
        drafts.append(draft_of(actor, on.promise, move))
    write(node, actor, drafts, {on.promise: on.stamp for on in texts})


def wait_for_second(
    node: Node, actor: Actor, texts: Mapping[On, str], *, stake: Stake | None = None
) -> Mapping[On, str]:
    """Return those of the texts to which the actor's yes would wait for a second signature; what is asked of a yes
    otherwise (how much hangs on it) is asked first."""
    found: dict[On, str] = {}
    for on, text in texts.items() if actor.second_from else ():
        state = state_of(node, actor.alliance, on.promise)
        side = side_of(state, actor.log)
        _stake_is_known(state, side, text, stake)
        named = state.table[side.other]
        said = stake if side is Side.CUSTOMER else None
        if (
            named is not None
            and named.id == text
            and waits(actor.second_from, stake_at_yes(state, named, said))
        ):
            found[on] = text
    return found


def decline(node: Node, actor: Actor, on: On, *, text: str, words: str = "") -> None:
    """Say no to the partner's text; it goes off the table, one's own stays."""
    _act(node, actor, on, Name.DECLINE, target=text, said=words)


def withdraw(node: Node, actor: Actor, on: On, *, text: str, words: str = "") -> None:
    """Take one's own text off the table before the partner has agreed."""
    _act(node, actor, on, Name.WITHDRAW, target=text, said=words)


def take_back(node: Node, actor: Actor, on: On, *, yes: str) -> None:
    """Take a yes back while the partner has not built on it."""
    _act(node, actor, on, Name.TAKE_BACK, target=yes)


def warn(
    node: Node, actor: Actor, on: On, *, words: str, expect: date | None, change: Terms | None = None
) -> None:
    """Tell the partner that something came in between, with the day now expected, and propose a change with it."""
    needs(words, "Say what came in between; one sentence is enough.")
    state = state_of(node, actor.alliance, on.promise)
    side = side_of(state, actor.log)
    moves = [move_of(actor, side, Name.WARN, facts=Warning(expect=expect), said=words)]
    if change is not None:
        moves.append(text_move(node, actor, state, change))
    say(node, actor, on, state, moves)


def report_progress(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Tell how it stands."""
    needs(words, "Say how it stands; one sentence is enough.")
    _act(node, actor, on, Name.PROGRESS, said=words)


def ask_how_it_stands(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Ask the performer how it stands."""
    _act(node, actor, on, Name.ASK_STATUS, said=words)


def deliver(
    node: Node,
    actor: Actor,
    on: On,
    *,
    words: str = "",
    links: tuple[str, ...] = (),
    files: tuple[File, ...] = (),
    done_on: date | None = None,
) -> None:
    """Say that it is delivered, with a note, links and files, and the day it was done where that was earlier.

    The files must be kept already, whole and durable, wherever this node keeps them.
    """
    state = state_of(node, actor.alliance, on.promise)
    move = move_of(
        actor,
        side_of(state, actor.log),
        Name.DELIVER,
        terms=state.terms,
        facts=Delivery(done_on=done_on, files=files),
        said=words,
    )
    say(node, actor, on, state, [replace(move, links=links)])


def accept(
    node: Node,
    actor: Actor,
    on: On,
    *,
    met: tuple[bool, ...] = (),
    exceeded: bool = False,
    late: bool | None = None,
    words: str = "",
) -> None:
    """Accept the delivery: each condition met, or more than that; `late` only where no record proves the day."""
    state = state_of(node, actor.alliance, on.promise)
    facts = Acceptance(met=met, exceeded=exceeded, late=late)
    _judge(node, actor, on, state, Name.ACCEPT, facts, words)


def send_back(node: Node, actor: Actor, on: On, *, unmet: tuple[int, ...], words: str) -> None:
    """Send the delivery back, naming the conditions that are not met yet."""
    state = state_of(node, actor.alliance, on.promise)
    if not unmet and state.text is not None and conditions_of(state.text):
        raise NothingSaid("Say which condition is not met, so that it can be.")
    needs(words, "Say what is missing; one sentence is enough.")
    _judge(node, actor, on, state, Name.SEND_BACK, SentBack(unmet=unmet), words)


def ask_release(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Ask to be released from the promise."""
    needs(words, "Say why you ask; one sentence is enough.")
    _act(node, actor, on, Name.ASK_RELEASE, said=words)


def release(node: Node, actor: Actor, on: On, *, words: str = "") -> None:
    """Release the performer from the promise; it then counts for nothing and against nobody."""
    _end(node, actor, on, Name.RELEASE, words)


def break_with_notice(node: Node, actor: Actor, on: On, *, words: str) -> None:
    """Break the promise, with notice: the partner learns it from you, and why."""
    needs(words, "Say why it cannot be kept; one sentence is enough.")
    _end(node, actor, on, Name.BREAK, words)


def hand_over(node: Node, actor: Actor, on: On, *, person: str, words: str = "") -> None:
    """Name the colleague of one's own side who answers for it from now on; a colleague's own takes a manager."""
    hand_over_all(node, actor, {on: person}, words=words)


def hand_over_all(node: Node, actor: Actor, persons: Mapping[On, str], *, words: str = "") -> None:
    """Name for several promises who of one's own side answers from now on, in one act; others' own take a manager."""
    drafts = []
    for on, person in persons.items():
        state = state_of(node, actor.alliance, on.promise)
        side = side_of(state, actor.log)
        if answers_for(state, side) not in {None, actor.by}:
            require(actor.role, Right.HAND_OVER)
        move = move_of(actor, side, Name.REASSIGN, facts=Handed(person=person), said=words)
        drafts.append(draft_of(actor, on.promise, move))
    write(node, actor, drafts, {on.promise: on.stamp for on in persons})


def _put_first(node: Node, actor: Actor, side: Side, all_terms: Sequence[Terms]) -> tuple[str, ...]:
    name = Name.OFFER if side is Side.PERFORMER else Name.REQUEST
    drafts, promises = [], []
    for terms in all_terms:
        promise = fresh("pr_")
        drafts.append(
            draft_of(actor, promise, move_of(actor, side, name, facts=text_facts(node, actor, side, terms)))
        )
        promises.append(promise)
    write(node, actor, drafts, {})
    return tuple(promises)


def _occurrences(terms: Terms, days: Sequence[date]) -> list[Terms]:
    if not 1 <= len(days) <= LONGEST_SERIES:
        raise NothingSaid(f"A series has 1 to {LONGEST_SERIES} dates; this one has {len(days)}.")
    series, of = fresh("se_"), len(days)
    return [
        replace(terms, due_day=day, series=Occurrence(series=series, n=n, of=of))
        for n, day in enumerate(days, start=1)
    ]


def _stake_is_known(state: State, side: Side, text: str, stake: Stake | None) -> None:
    named = state.table[side.other]
    if named is None or named.id != text or side is not Side.CUSTOMER or stake is not None:
        return
    first = state.status in {Status.PROPOSED, Status.NOTHING, Status.NOTHING_YET}
    if first and not (isinstance(named.facts, Text) and named.facts.stake):
        raise StakeNeeded("Say how much hangs on it for you: low, medium or high.")


def _is_second(first: Actor, second: Actor) -> None:
    said = frozenset(each for each in (first.by, first.stands_for) if each)
    require_second(second.role, second=second.by, firsts=said)
    if second.log != first.log:
        raise NotYourMove("The second signature is given by a colleague of the same organisation.")


def _judge(node: Node, actor: Actor, on: On, state: State, name: Name, facts: Facts, words: str) -> None:
    delivery = state.delivery.id if state.delivery else None
    if delivery is None or state.terms is None:
        raise NothingSaid("Nothing is delivered here that waits for your answer.")
    side = side_of(state, actor.log)
    say(
        node,
        actor,
        on,
        state,
        [move_of(actor, side, name, on=delivery, terms=state.terms, facts=facts, said=words)],
    )


def _end(node: Node, actor: Actor, on: On, name: Name, words: str) -> None:
    state = state_of(node, actor.alliance, on.promise)
    say(
        node,
        actor,
        on,
        state,
        [move_of(actor, side_of(state, actor.log), name, terms=state.terms, said=words)],
    )


def _act(
    node: Node,
    actor: Actor,
    on: On,
    name: Name,
    *,
    target: str | None = None,
    facts: Facts = NOTHING_MORE,
    said: str = "",
) -> None:
    state = state_of(node, actor.alliance, on.promise)
    say(
        node,
        actor,
        on,
        state,
        [move_of(actor, side_of(state, actor.log), name, on=target, facts=facts, said=said)],
    )
