"""Order and time: what an entry has seen, when it happened, and the same reading whatever the order of arrival."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.core.record.parties import LATER, T0, WORDS, Party, bodies, found, join, lines, pair
from tests.counts import UNCOUNTED
from troth.core.errors import Refusal
from troth.core.record import Admitted, Copy, Sighting, fold, sees, when

STAMPS = st.integers(0, 1000)
HOUR = 3_600_000


@given(STAMPS, st.none() | STAMPS, st.none() | STAMPS)
def test_a_time_lies_within_what_the_partner_allows(at: int, low: int | None, high: int | None) -> None:
    seen = when(at, low, high)
    assert (seen.low, seen.high) == (low, high)
    assert low is None or seen.effective >= low
    assert high is None or seen.effective <= max(high, low or 0)
    inside = (low is None or low <= at) and (high is None or at <= high)
    assert not inside or seen.effective == at


def test_a_delivery_cannot_be_dated_back_behind_what_it_has_seen() -> None:
    veldsen, kaido = pair()
    agreed = kaido.move("promise.agree/1", at=T0 + HOUR)
    veldsen.hear(kaido)
    veldsen.move("promise.deliver/1", at=T0)
    delivery = sighting(veldsen.copy, "promise.deliver/1")
    assert delivery.when.effective == agreed.at == delivery.when.low
    assert delivery.when.high is None


def test_a_partner_cannot_make_a_delivery_seem_later_than_when_they_saw_it() -> None:
    veldsen, kaido = pair()
    veldsen.move("promise.deliver/1", at=T0 + 9 * HOUR)
    kaido.hear(veldsen)
    kaido.acknowledge(at=T0 + 2 * HOUR)
    delivery = sighting(kaido.copy, "promise.deliver/1")
    assert delivery.when.effective == delivery.when.high == T0 + 2 * HOUR


def test_of_several_partners_the_earliest_stamp_bounds_the_time() -> None:
    veldsen, kaido = pair()
    third = join("Third", veldsen, kaido)
    veldsen.move("promise.deliver/1", at=T0 + 9 * HOUR)
    for partner, hours in ((kaido, 5), (third, 3)):
        partner.hear(veldsen)
        partner.acknowledge(at=T0 + hours * HOUR)
        veldsen.hear(partner)
    assert sighting(veldsen.copy, "promise.deliver/1").when.high == T0 + 3 * HOUR


def test_an_entry_is_settled_when_every_partner_has_cited_it() -> None:
    veldsen, kaido = pair()
    third = join("Third", veldsen, kaido)
    veldsen.move("promise.offer/1")
    for partner in (kaido, third):
        assert not sighting(veldsen.copy, "promise.offer/1").settled
        partner.hear(veldsen)
        partner.acknowledge()
        veldsen.hear(partner)
    assert sighting(veldsen.copy, "promise.offer/1").settled


def test_without_a_partner_nothing_is_settled() -> None:
    alone = found()
    alone.move("promise.offer/1")
    assert not sighting(alone.copy, "promise.offer/1").settled


def test_a_yes_is_answered_when_the_partner_is_known_to_have_seen_it() -> None:
    for heard in (False, True):
        veldsen, kaido = pair()
        yes = veldsen.move("promise.agree/1")
        kaido.hear(veldsen)
        kaido.acknowledge()
        if heard:
            veldsen.hear(kaido)
        veldsen.move("promise.take_back/1", on=yes.id)
        veldsen.hear(kaido)
        assert sighting(veldsen.copy, "promise.take_back/1").answered is heard


def test_only_taking_back_what_is_here_can_be_answered() -> None:
    veldsen, kaido = pair()
    yes = veldsen.move("promise.agree/1")
    kaido.hear(veldsen)
    kaido.acknowledge()
    veldsen.hear(kaido)
    veldsen.move("promise.withdraw/1", on=yes.id)
    veldsen.move("promise.take_back/1", on="ab" * 32)
    assert not sighting(veldsen.copy, "promise.withdraw/1").answered
    assert not sighting(veldsen.copy, "promise.take_back/1").answered


def test_moves_that_cross_do_not_see_each_other() -> None:
    veldsen, kaido = pair()
    offered = veldsen.move("promise.offer/1")
    kaido.hear(veldsen)
    released, delivered = kaido.move("promise.release/1"), veldsen.move("promise.deliver/1")
    assert not sees(released, delivered) and not sees(delivered, released)
    assert sees(released, offered) and sees(delivered, offered) and not sees(offered, delivered)
    veldsen.hear(kaido)
    assert sighting(veldsen.copy, "promise.deliver/1").sees == {offered.id}
    assert sighting(veldsen.copy, "promise.release/1").sees == {offered.id}


def test_erased_words_change_nothing_but_the_words() -> None:
    veldsen, _ = pair()
    said = veldsen.move("promise.offer/1", words=WORDS)
    before = sighting(veldsen.copy, "promise.offer/1")
    assert before.body == {"s": "promise.text/1", "title": "Pilot API"}
    veldsen.copy.erase([said.id, "ab" * 32])
    after = sighting(veldsen.copy, "promise.offer/1")
    assert after.body is None and veldsen.copy.body(said.id) is None
    assert (after.entry, after.sees, after.when, after.settled) == (
        before.entry,
        before.sees,
        before.when,
        before.settled,
    )


def test_an_object_nobody_spoke_of_has_no_entries() -> None:
    assert Copy().object("pr_none") == ()
    assert Copy().entries("ab" * 32) == ()


def sighting(copy: Copy, kind: str) -> Sighting:
    return next(s for s in copy.object("pr_1") if s.entry.kind == kind)


# A conversation of two or three parties, drawn step by step: who speaks, who listens to whom.
STEPS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 2)), max_size=25)


def converse(steps: list[tuple[int, int, int]]) -> list[Party]:
    veldsen, kaido = pair()
    parties = [veldsen, kaido, join("Third", veldsen, kaido)]
    for number, (who, what, whom) in enumerate(steps):
        if what == 0:
            parties[who].hear(parties[whom])
        else:
            parties[who].move(
                f"step.{'abc'[what - 1]}/1", f"ob_{what % 2}", words=WORDS if what == 1 else None, n=number
            )
    return parties


@given(STEPS)
def test_what_each_has_seen_never_goes_back_and_is_closed(steps: list[tuple[int, int, int]]) -> None:
    for party in converse(steps):
        for log in party.copy.heads:
            entries = party.copy.entries(log)
            for earlier, later in zip(entries, entries[1:], strict=False):
                assert all(later.seen[other].seq >= place.seq for other, place in earlier.seen.items())
            for entry in entries:
                for other, place in entry.seen.items():
                    cited = party.copy.entries(other)[place.seq]
                    assert all(sees(entry, party.copy.entries(far)[p.seq]) for far, p in cited.seen.items())


@UNCOUNTED
@given(STEPS, st.randoms(use_true_random=False))
def test_any_causal_order_of_arrival_gives_the_same_reading(
    steps: list[tuple[int, int, int]], chance: random.Random
) -> None:
    parties = converse(steps)
    for party in parties:
        party.hear(*parties)
    told = parties[0].copy
    other = Copy(told.alliance)
    texts = bodies(told)
    waiting = [entry for log in told.heads for entry in told.entries(log)]
    chance.shuffle(waiting)
    while waiting:
        entry = waiting.pop(0)
        if not isinstance(other.add(entry.envelope(), texts.get(entry.id), LATER), Admitted):
            waiting.append(entry)
    assert other.heads == told.heads
    for name in ("ob_0", "ob_1"):
        assert other.object(name) == told.object(name)
        assert trace(other, name) == trace(told, name)


class Twice(Refusal):
    """The same step was made before."""


def trace(copy: Copy, name: str) -> tuple[object, ...]:
    """Fold an object by a small rule: a kind of step may not follow itself."""

    def legal(state: tuple[str, ...], move: Sighting) -> None:
        if state and state[-1] == move.entry.kind:
            raise Twice(move.entry.kind)

    folded = fold(
        [(s.entry.id, s.sees, s) for s in copy.object(name)],
        legal=legal,
        read=lambda moves: tuple(move.entry.kind for move in moves),
    )
    return folded.state, folded.effective, [(move, str(refusal)) for move, refusal in folded.refused]


@UNCOUNTED
@given(STEPS, st.randoms(use_true_random=False))
def test_the_fold_does_not_depend_on_the_order_it_is_given(
    steps: list[tuple[int, int, int]], chance: random.Random
) -> None:
    parties = converse(steps)
    parties[0].hear(*parties)
    moves = [(s.entry.id, s.sees, s.entry.id) for s in parties[0].copy.object("ob_1")]

    def legal(state: frozenset[str], move: str) -> None:
        if len(state) % 3 == 2:
            raise Twice(move)

    first = fold(moves, legal=legal, read=frozenset)
    chance.shuffle(moves)
    again = fold(moves, legal=legal, read=frozenset)
    assert (again.state, again.effective) == (first.state, first.effective)
    assert [move for move, _ in again.refused] == [move for move, _ in first.refused]
    assert len(first.effective) + len(first.refused) == len(moves)


def test_a_move_refused_on_its_own_past_stays_refused() -> None:
    moves = [("a", frozenset[str](), "x"), ("b", frozenset({"a"}), "x"), ("c", frozenset({"a", "b"}), "y")]

    def legal(state: tuple[str, ...], move: str) -> None:
        if move in state:
            raise Twice("That was said already.")

    folded = fold(moves, legal=legal, read=tuple)
    assert folded.state == ("x", "y")
    assert [(move, str(refusal)) for move, refusal in folded.refused] == [("x", "That was said already.")]


def test_every_line_of_a_conversation_can_be_laid_in_one_causal_order() -> None:
    veldsen, kaido = pair()
    kaido.acknowledge()
    veldsen.hear(kaido)
    listener = Copy()
    assert all(isinstance(listener.add(line, None, LATER), Admitted) for line in lines(veldsen.copy))
    assert listener.heads == veldsen.copy.heads


def test_what_an_effect_depends_on_is_shown_without_what_it_does_not() -> None:
    veldsen, kaido = pair()
    offer = veldsen.move("promise.offer/1", words=WORDS)
    kaido.hear(veldsen)
    yes = kaido.move("promise.agree/1")
    row = kaido.move("report.row/1")
    veldsen.hear(kaido)
    back = veldsen.move("promise.take_back/1", on=offer.id)
    past = {seen.entry.id: seen for seen in veldsen.copy.past_of("pr_1", unnamed="report.row/1")}
    assert (
        past.keys()
        == {entry.id for entry in veldsen.copy.objects["pr_1"]}
        == {offer.id, yes.id, row.id, back.id}
    )
    assert past[back.id].sees == {offer.id, yes.id} and past[back.id].answered
    assert past[row.id].sees == {offer.id, yes.id}
    assert all(seen.body is None and not seen.settled and seen.when.high is None for seen in past.values())
    assert veldsen.copy.past_of("pr_2") == ()
