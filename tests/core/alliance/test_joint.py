"""A text that both sides hold together: put, agreed, changed, closed by both; crossings bind nobody alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.alliance import (
    AlreadyClosed,
    Move,
    Name,
    NothingToClose,
    NotOnTheTable,
    OtherTerms,
    State,
    Status,
    Subject,
    legal,
    may,
    move_from,
    read,
    wire,
)
from troth.core.errors import Refusal
from troth.core.record import encode, parse
from troth.core.values import Made

PLAIN = st.characters(exclude_characters="\0", exclude_categories=("Cs",))
A, B = "a" * 64, "b" * 64


@dataclass
class Talk:
    """Moves on one joint text, each in sight of all before it."""

    subject: Subject = Subject.OBJECTIVE
    moves: list[Move] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(self, log: str, name: Name, seen: State) -> Move:
        mine = name is Name.WITHDRAW
        target = next((text for author, text in seen.table.items() if (author == log) is mine), None)
        answer = name in {Name.AGREE, Name.DECLINE, Name.WITHDRAW}
        return Move(
            id=f"{next(self.numbers):064x}",
            log=log,
            subject=self.subject,
            name=name,
            sees=frozenset(move.id for move in seen.moves),
            on=target.id if target and answer else None,
            terms=None if answer else seen.terms,
        )

    def say(self, log: str, name: Name) -> Move:
        move = self.draft(log, name, self.state)
        legal(self.state, move)
        self.moves.append(move)
        return move

    def refused(self, log: str, name: Name, **changes: object) -> type[Refusal] | None:
        try:
            legal(self.state, replace(self.draft(log, name, self.state), **changes))
        except Refusal as refusal:
            assert str(refusal).endswith(".")
            return type(refusal)
        return None

    def cross(self, ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> None:
        made: list[Move] = []
        for log, names in ((A, ours), (B, theirs)):
            alone = Talk(self.subject, list(self.moves), self.numbers)
            made += [alone.say(log, name) for name in names]
        self.moves += made


def talk(*said: tuple[str, Name], subject: Subject = Subject.OBJECTIVE) -> Talk:
    begun = Talk(subject)
    for log, name in said:
        begun.say(log, name)
    return begun


PUT, YES = (A, Name.PUT), (B, Name.AGREE)


def test_a_text_holds_once_the_other_side_has_said_yes() -> None:
    assert read([]).status is Status.NOTHING_YET
    begun = talk(PUT)
    assert begun.state.status is Status.PROPOSED and begun.state.text is None
    yes = begun.say(*YES)
    assert (begun.state.status, begun.state.terms) == (Status.AGREED, yes.id)
    assert begun.state.text == begun.moves[0]


def test_the_old_text_holds_until_a_change_is_agreed() -> None:
    begun = talk(PUT, YES, (B, Name.PUT))
    assert begun.state.text == begun.moves[0] and set(begun.state.table) == {B}
    begun.say(A, Name.AGREE)
    assert begun.state.text == begun.moves[2] and not begun.state.table


@pytest.mark.parametrize("answer", [(A, Name.WITHDRAW), (B, Name.DECLINE)])
def test_a_text_taken_off_the_table_leaves_nothing(answer: tuple[str, Name]) -> None:
    assert talk(PUT, answer).state.status is Status.NOTHING


def test_an_objective_is_closed_when_both_have_closed_it() -> None:
    begun = talk(PUT, YES, (A, Name.CLOSE))
    assert begun.state.status is Status.AGREED and begun.state.closed_by == {A}
    begun.say(B, Name.CLOSE)
    assert begun.state.status is Status.CLOSED
    assert begun.refused(A, Name.PUT) is AlreadyClosed and may(begun.state, A) == frozenset()
    crossed = talk(PUT, YES)
    crossed.cross((Name.CLOSE,), (Name.CLOSE,))
    assert crossed.state.status is Status.CLOSED


@pytest.mark.parametrize(
    ("theirs", "status"),
    [((Name.AGREE,), Status.NOTHING), ((Name.DECLINE,), Status.NOTHING), ((Name.PUT,), Status.PROPOSED)],
)
def test_a_withdrawal_that_crosses_leaves_nobody_bound(theirs: tuple[Name, ...], status: Status) -> None:
    begun = talk(PUT)
    begun.cross((Name.WITHDRAW,), theirs)
    assert begun.state.status is status


def test_a_yes_to_a_text_that_was_replaced_is_spent_and_the_new_text_is_open() -> None:
    begun = talk(PUT)
    begun.cross((Name.PUT,), (Name.AGREE,))
    assert begun.state.status is Status.PROPOSED
    assert begun.state.table[A].id == begun.moves[1].id and begun.state.fallen == {begun.moves[2].id}


def test_yeses_to_each_others_text_are_both_spent() -> None:
    begun = talk(PUT, (B, Name.PUT))
    begun.cross((Name.AGREE,), (Name.AGREE,))
    assert begun.state.status is Status.PROPOSED and set(begun.state.table) == {A, B}
    begun.say(*YES)
    assert begun.state.status is Status.AGREED


def test_what_is_out_of_place_is_refused_by_what_is_the_matter() -> None:
    assert talk(PUT).refused(A, Name.AGREE) is NotOnTheTable
    assert talk(PUT).refused(B, Name.WITHDRAW) is NotOnTheTable
    assert talk(PUT).refused(A, Name.CLOSE) is NothingToClose
    assert talk(PUT, YES).refused(A, Name.PUT, terms=None) is OtherTerms
    assert talk(PUT, YES).refused(A, Name.CLOSE, terms="older") is OtherTerms
    assert talk(PUT, YES, (A, Name.CLOSE)).refused(A, Name.CLOSE) is NothingToClose
    assert talk(PUT, YES, subject=Subject.PURPOSE).refused(A, Name.CLOSE) is NothingToClose
    assert talk(PUT).refused(B, Name.AGREE, subject=Subject.PURPOSE) is OtherTerms


@given(st.randoms(use_true_random=False))
def test_in_whatever_order_moves_come_the_text_is_the_same_and_nobody_is_bound_alone(random: Random) -> None:
    begun = Talk()
    for _ in range(random.randint(1, 5)):
        sides = []
        for log in (A, B):
            alone = Talk(begun.subject, list(begun.moves), begun.numbers)
            for _ in range(random.randint(0, 2)):
                if names := sorted(may(alone.state, log), key=lambda name: name.value):
                    alone.say(log, random.choice(names))
            sides.append(alone.moves[len(begun.moves) :])
        begun.moves += sides[0] + sides[1]
    state = begun.state
    if state.terms:
        by = {move.id: move for move in begun.moves}
        yes = by[state.terms]
        text = by[yes.on or ""]
        assert state.text == text and yes.log != text.log and text.id in yes.sees
        assert not any(move.name is Name.WITHDRAW and move.on == text.id for move in begun.moves)
    shuffled = list(begun.moves)
    random.shuffle(shuffled)
    assert read(shuffled) == state


@given(st.data(), st.sampled_from(Subject), st.sampled_from(Name))
def test_a_move_comes_out_of_the_record_as_it_went_in(
    data: st.DataObject, subject: Subject, name: Name
) -> None:
    line = st.none() | st.text(PLAIN, min_size=1, max_size=9)
    move = Move(
        id="c" * 64,
        log=A,
        subject=subject,
        name=name,
        on=None if name in {Name.PUT, Name.CLOSE} else "d" * 64,
        terms="e" * 64 if name is Name.CLOSE else data.draw(st.none() | st.just("e" * 64)),
        day=data.draw(st.none() | st.dates(date(2000, 1, 1))),
        title=data.draw(line),
        words=data.draw(line),
        by="m_1",
        stands_for=data.draw(st.none() | st.just("m_2")),
    )
    act, body = wire(move, "jt_1")
    made = Made(id=move.id, act=parse(encode(act)), log=A, by="m_1", body=body and parse(encode(body)))
    assert move_from(made) == move


@pytest.mark.parametrize(
    "act",
    [
        {"t": "purpose.put/2"},
        {"t": 4},
        {"t": "purpose.agree/1"},
        {"t": "objective.close/1"},
        {"t": "purpose.agree/1", "on": "short"},
        {"t": "purpose.put/1", "day": "2026-02-30"},
        {"t": "purpose.put/1", "for": 3},
    ],
)
def test_an_act_that_cannot_be_read_is_none(act: dict[str, object]) -> None:
    assert move_from(Made("a", act)) is None


def test_a_text_whose_words_were_erased_still_holds() -> None:
    bare = move_from(Made("a", {"t": "purpose.put/1", "o": "jt_1"}, log=A, body={"s": "other", "title": "x"}))
    assert bare and bare.title is None
