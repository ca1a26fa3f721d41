"""What every node keeps to: the store on a database, and a pair of nodes in memory, held to the same acts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.cast import START, Pair, pair, terms
from troth.actions import promises
from troth.actions.memory import MemoryNode, exchange
from troth.actions.ports import MAIL, Actor, Changed, Node
from troth.actions.promises import On, state_of
from troth.core.errors import Refusal, TrothError
from troth.core.promises import Name, State, Status
from troth.core.record import Draft, Left, Sighting, asks, leaving
from troth.store import models
from troth.store.apart import bring_together, set_apart
from troth.store.ledger import sightings_of
from troth.store.project import rebuild


@dataclass
class Stage:
    """One kind of node with both sides on it."""

    two: Pair
    apart: dict[str, MemoryNode] | None = None

    def node(self, actor: Actor) -> Node:
        return self.apart[actor.log] if self.apart else self.two.node

    def meet(self) -> None:
        if self.apart:
            exchange(*self.apart.values())


@pytest.fixture(params=["store", "memory"])
def stage(request: pytest.FixtureRequest, db: None) -> Stage:
    two = pair()
    apart = dict(set_apart(two.alliance.pk, two.clock)) if request.param == "memory" else None
    return Stage(two, apart)


def on(node: Node, two: Pair, promise: str) -> On:
    return On(promise, state_of(node, two.alliance.pk, promise).stamp)


def open_text(state: State) -> str:
    return next(move.id for move in state.table.values() if move is not None)


def test_what_one_side_says_the_other_can_answer(stage: Stage) -> None:
    two = stage.two
    theirs, ours = stage.node(two.kaido), stage.node(two.veldsen)
    promise = promises.offer(theirs, two.kaido, terms())
    stage.meet()
    text = open_text(state_of(ours, two.alliance.pk, promise))
    promises.agree(ours, two.veldsen, on(ours, two, promise), text=text)
    stage.meet()
    assert state_of(theirs, two.alliance.pk, promise).status is Status.AGREED


def test_a_write_on_an_old_state_is_refused_and_signs_nothing(stage: Stage) -> None:
    two = stage.two
    node = stage.node(two.kaido)
    promise = promises.offer(node, two.kaido, terms())
    old = on(node, two, promise)
    promises.withdraw(node, two.kaido, old, text=open_text(state_of(node, two.alliance.pk, promise)))
    before = len(node.read(two.alliance.pk, promise))
    with pytest.raises(Changed):
        promises.propose(node, two.kaido, old, terms(title="Another"))
    assert len(node.read(two.alliance.pk, promise)) == before


def test_words_that_are_asked_away_are_gone_on_both_sides_and_the_state_stays(stage: Stage) -> None:
    two = stage.two
    theirs, ours = stage.node(two.kaido), stage.node(two.veldsen)
    promise = promises.offer(theirs, two.kaido, terms())
    stage.meet()
    before = state_of(ours, two.alliance.pk, promise).stamp
    (entry,) = [seen.entry for seen in theirs.read(two.alliance.pk, promise)]
    theirs.write(two.kaido, asks([entry.id], by=two.kaido.by), expects={})
    stage.meet()
    for node in (theirs, ours):
        assert [seen.body for seen in node.read(two.alliance.pk, promise)] == [None]
        assert state_of(node, two.alliance.pk, promise).stamp == before


def test_the_way_somebody_acts_by_is_noted_in_the_act_and_changes_nothing_that_is_read(stage: Stage) -> None:
    two = stage.two
    theirs, ours = stage.node(two.kaido), stage.node(two.veldsen)
    promise = promises.offer(theirs, two.kaido, terms())
    stage.meet()
    text, by_mail = open_text(state_of(ours, two.alliance.pk, promise)), replace(two.veldsen, via=MAIL)
    promises.agree(ours, by_mail, on(ours, two, promise), text=text)
    stage.meet()
    said = {seen.entry.kind: seen.entry.act.get("via") for seen in theirs.read(two.alliance.pk, promise)}
    assert said == {"promise.offer/1": None, "promise.agree/1": "mail"}
    assert state_of(theirs, two.alliance.pk, promise).status is Status.AGREED


def test_in_an_alliance_that_one_side_has_left_nothing_more_is_said(stage: Stage) -> None:
    two = stage.two
    theirs, ours = stage.node(two.kaido), stage.node(two.veldsen)
    promise = promises.offer(theirs, two.kaido, terms())
    theirs.write(two.kaido, [leaving(by=two.kaido.by)], expects={})
    stage.meet()
    for node, actor in ((theirs, two.kaido), (ours, two.veldsen)):
        with pytest.raises(Left):
            promises.offer(node, actor, terms(title="One more"))
        assert len(node.read(two.alliance.pk, promise)) == 1


def test_a_refused_move_signs_nothing(stage: Stage) -> None:
    two = stage.two
    node = stage.node(two.kaido)
    promise = promises.offer(node, two.kaido, terms())
    with pytest.raises(Refusal):
        promises.deliver(node, two.kaido, on(node, two, promise))
    assert len(node.read(two.alliance.pk, promise)) == 1


def test_a_yes_can_be_taken_back_until_the_partner_has_cited_it(stage: Stage) -> None:
    two = stage.two
    theirs, ours = stage.node(two.kaido), stage.node(two.veldsen)
    promise = promises.offer(theirs, two.kaido, terms())
    stage.meet()
    text = open_text(state_of(ours, two.alliance.pk, promise))
    promises.agree(ours, two.veldsen, on(ours, two, promise), text=text)
    yes = state_of(ours, two.alliance.pk, promise).terms
    assert yes is not None
    promises.take_back(ours, two.veldsen, on(ours, two, promise), yes=yes)
    assert state_of(ours, two.alliance.pk, promise).status is Status.PROPOSED


def test_an_act_that_nobody_could_read_back_is_not_signed(stage: Stage) -> None:
    two = stage.two
    node = stage.node(two.kaido)
    promise = promises.offer(node, two.kaido, terms())
    riddle = Draft(act={"t": "promise.agree/1", "o": promise, "as": "c", "on": "no id"}, by=two.kaido.by)
    with pytest.raises(TrothError, match="not signed"):
        node.write(two.kaido, [riddle], expects={})
    assert len(node.read(two.alliance.pk, promise)) == 1


ACTS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(sorted(Name, key=lambda name: name.value)), st.booleans()),
    min_size=3,
    max_size=12,
)


def try_act(node: Node, two: Pair, actor: Actor, promise: str, name: Name) -> None:
    """Do what a page would offer, if the state allows it; a refusal is an answer too."""
    state = state_of(node, two.alliance.pk, promise)
    side = promises.side_of(state, actor.log)
    here = On(promise, state.stamp)
    own, theirs = state.table[side], state.table[side.other]
    try:
        match name:
            case Name.COUNTER | Name.CHANGE | Name.OFFER | Name.REQUEST:
                promises.propose(node, actor, here, terms(title="Other words"))
            case Name.WITHDRAW:
                promises.withdraw(node, actor, here, text=own.id if own else "0" * 64)
            case Name.DECLINE:
                promises.decline(node, actor, here, text=theirs.id if theirs else "0" * 64)
            case Name.AGREE:
                promises.agree(node, actor, here, text=theirs.id if theirs else "0" * 64)
            case Name.TAKE_BACK:
                promises.take_back(node, actor, here, yes=state.terms or "0" * 64)
            case Name.DELIVER:
                promises.deliver(node, actor, here)
            case Name.ACCEPT:
                promises.accept(node, actor, here, met=(True,))
            case Name.SEND_BACK:
                promises.send_back(node, actor, here, unmet=(0,), words="The second half")
            case Name.RELEASE:
                promises.release(node, actor, here)
            case Name.BREAK:
                promises.break_with_notice(node, actor, here, words="It cannot be done")
            case _:
                promises.warn(node, actor, here, words="Something came in between", expect=None)
    except Refusal:
        return


class StoreAndMemoryAgree(TestCase):
    """Random histories of two sides apart, read the same by both copies and by the store that admitted them."""

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(acts=ACTS)
    def test_the_same_entries_read_the_same_everywhere(self, acts: list[tuple[bool, Name, bool]]) -> None:
        two = pair()
        nodes = set_apart(two.alliance.pk, two.clock)
        promise = promises.offer(nodes[two.veldsen.log], two.veldsen, terms())
        exchange(*nodes.values())
        for minute, (ours, name, meet) in enumerate(acts):
            actor = two.veldsen if ours else two.kaido
            two.clock.at = (
                START + minute * 60_000 - (0 if ours else 200_000)
            )  # one clock runs behind the other
            try_act(nodes[actor.log], two, actor, promise, name)
            if meet:
                exchange(*nodes.values())
        bring_together(two.alliance.pk, nodes)
        views = [list(node.read(two.alliance.pk, promise)) for node in nodes.values()]
        stored = sightings_of(two.alliance.pk, promise)
        assert shown(stored) == shown(views[0]) == shown(views[1])
        assert {
            state_of(node, two.alliance.pk, promise).stamp for node in (*nodes.values(), two.node)
        }.__len__() == 1
        assert effective(promise) == {move.id for move in state_of(two.node, two.alliance.pk, promise).moves}
        before = rows()
        rebuild(two.alliance.pk)
        assert rows() == before


def shown(sightings: list[Sighting] | tuple[Sighting, ...]) -> dict[str, tuple[object, ...]]:
    return {s.entry.id: (s.sees, s.answered, s.when, s.settled, s.body) for s in sightings}


def effective(promise: str) -> set[str]:
    return set(models.Entry.objects.filter(object=promise, effective=True).values_list("id", flat=True))


def rows() -> list[dict[str, object]]:
    return [
        {key: row[key] for key in row if key != "id"}
        for row in models.Promise.objects.order_by("number").values()
    ]
