"""Moves to and from the record: what is written is read again, and nothing that comes can raise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_letters, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import count
from troth.core.promises import (
    Acceptance,
    Agreement,
    Asked,
    Delivery,
    Facts,
    File,
    Handed,
    Move,
    Name,
    Occurrence,
    Plain,
    Relative,
    SentBack,
    Text,
    Warning,
    Words,
    move_from,
    wire,
)
from troth.core.promises.wire import RESTS_ON_MOVE, RESTS_ON_TERMS
from troth.core.record import encode, parse
from troth.core.values import Made, Side, Stake

PLAIN = st.characters(exclude_characters="\0", exclude_categories=("Cs",))
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
LETTERS = st.text(digits + ascii_letters, min_size=1, max_size=22)
MEMBER, PROMISE = LETTERS.map("m_".__add__), LETTERS.map("pr_".__add__)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
LINES = st.lists(st.text(PLAIN, max_size=20), max_size=4).map(tuple)
MAYBE_STAKE = st.none() | st.sampled_from(Stake)
WORDS = st.builds(
    Words,
    st.text(PLAIN, max_size=40),
    LINES,
    LINES,
    st.text(PLAIN, max_size=9),
    LINES,
    st.text(PLAIN, max_size=40),
)
OCCURRENCE = st.integers(1, 60).flatmap(
    lambda of: st.builds(Occurrence, LETTERS.map("se_".__add__), st.integers(1, of), st.just(of))
)
NAMED = st.builds(
    File, HEX, st.integers(1, 2**40), st.text(PLAIN, min_size=1, max_size=20), st.text(PLAIN, max_size=9)
)
FILES = st.lists(NAMED, max_size=10).map(tuple) | st.lists(
    st.builds(File, HEX, st.integers(1, 2**40)), max_size=10
).map(tuple)
RELATIVE = st.builds(Relative, PROMISE, st.integers(0, 3660))


def _text(dated: bool) -> st.SearchStrategy[Text]:
    return st.builds(
        Text,
        due_day=DAYS if dated else st.none(),
        due=st.integers(0, 2**53 - 1) if dated else st.none(),
        zone=st.sampled_from(("UTC", "Europe/Amsterdam", "Asia/Tokyo", "Etc/GMT+5")),
        stake=MAYBE_STAKE,
        area=st.none() | LETTERS.map("ar_".__add__),
        objective=st.none() | LETTERS.map("jt_".__add__),
        supports=st.lists(PROMISE, max_size=3).map(tuple),
        series=st.none() | OCCURRENCE,
        relative=st.none() | RELATIVE if dated else RELATIVE,
        performer=st.none() | MEMBER,
        customer=st.none() | MEMBER,
        cites=st.none() | PROMISE,
        words=st.none() | WORDS,
    )


def _facts(name: Name) -> st.SearchStrategy[Facts]:
    if name.is_text:
        return _text(True) | _text(False)
    kinds: dict[Name, st.SearchStrategy[Facts]] = {
        Name.AGREE: st.builds(Agreement, MAYBE_STAKE, st.none() | MEMBER, st.none() | MEMBER),
        Name.DELIVER: st.builds(Delivery, st.none() | DAYS, FILES),
        Name.ESCALATE: st.just(Plain())
        | st.builds(Asked, MEMBER, st.none() | MEMBER)
        | st.builds(Asked, st.none(), MEMBER),
        Name.ACCEPT: st.builds(
            Acceptance, st.lists(st.booleans()).map(tuple), st.booleans(), st.none() | st.booleans()
        ),
        Name.SEND_BACK: st.builds(SentBack, st.lists(st.integers(0, 40)).map(tuple)),
        Name.WARN: st.builds(Warning, st.none() | DAYS),
        Name.REASSIGN: st.builds(Handed, MEMBER),
    }
    return kinds.get(name, st.just(Plain()))


@st.composite
def moves(draw: st.DrawFn, names: Sequence[Name] = tuple(Name)) -> Move:
    name = draw(st.sampled_from(names))
    said = None if name.is_text else draw(st.none() | st.text(PLAIN, min_size=1, max_size=30))
    return Move(
        id=draw(HEX),
        side=draw(st.sampled_from(Side)),
        name=name,
        sees=frozenset(draw(st.lists(HEX, max_size=2))),
        on=draw(HEX if name in RESTS_ON_MOVE else st.none() | HEX),
        terms=draw(HEX if name in RESTS_ON_TERMS else st.none() | HEX),
        log=draw(HEX),
        to=draw(st.none() | HEX),
        by=draw(MEMBER),
        stands_for=draw(st.none() | MEMBER),
        at=draw(st.integers(0, 2**53 - 1)),
        settled=draw(st.booleans()),
        facts=draw(_facts(name)),
        said=said,
        links=draw(LINES) if said else (),
    )


def _again(move: Move) -> Move | None:
    act, body = wire(move, "pr_1")
    return move_from(
        Made(
            id=move.id, act=parse(encode(act)), sees=move.sees, log=move.log, by=move.by, at=move.at,
            settled=move.settled, body=None if body is None else parse(encode(body)),
        )
    )  # fmt: skip


@pytest.mark.parametrize("name", Name)
@given(data=st.data())
@settings(max_examples=count(800))
def test_a_move_comes_out_of_the_record_as_it_went_in(name: Name, data: st.DataObject) -> None:
    move = data.draw(moves([name]))
    assert _again(move) == move


@given(moves())
def test_without_its_words_a_move_is_the_same_move(move: Move) -> None:
    act, _ = wire(move, "pr_1")
    bare = move_from(Made(id=move.id, act=act, sees=move.sees, log=move.log, by=move.by))
    assert bare is not None
    assert (bare.name, bare.side, bare.on, bare.terms) == (move.name, move.side, move.on, move.terms)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text(PLAIN, max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(PLAIN, max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(moves(), st.data())
def test_an_act_that_cannot_be_read_is_none_and_never_an_exception(move: Move, data: st.DataObject) -> None:
    act, body = wire(move, "pr_1")
    for content in (act, body or {}):
        for key in data.draw(
            st.lists(st.sampled_from([*content, "from", "due", "met", "expect", "files", "with"]), max_size=3)
        ):
            content[key] = data.draw(JSON)
    read = move_from(Made(id=move.id, act=act, body=body))
    assert read is None or read.id == move.id


OFFER: dict[str, object] = {"t": "promise.offer/1", "o": "pr_1", "as": "p", "due": 5, "due_day": "2026-12-01"}


def test_the_plainest_offer_is_read() -> None:
    assert move_from(Made("a", OFFER)) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"t": "promise.offer/2"},
        {"t": "promise.dance/1"},
        {"t": "control.offer/1"},
        {"t": 7},
        {"as": "x"},
        {"as": None},
        {"due": None},
        {"due": True},
        {"due": -1},
        {"due_day": "2026-02-30"},
        {"due_day": "20261201"},
        {"due": None, "due_day": None},
        {"zone": "Europe/../etc"},
        {"stake": "enormous"},
        {"series": {"id": "se_1", "n": 3, "of": 2}},
        {"series": {"id": "se_1", "n": 1, "of": 61}},
        {"series": {"id": "se_1"}},
        {"relative": {"after": "pr_2", "days": -1}},
        {"supports": "pr_2"},
        {"pp": "Annelies"},
        {"from": "not an id"},
    ],
)
def test_an_offer_with_a_fact_that_cannot_be_is_not_read(change: dict[str, object]) -> None:
    assert move_from(Made("a", {**OFFER, **change})) is None


def test_a_yes_that_names_no_text_is_not_read() -> None:
    assert move_from(Made("a", {"t": "promise.agree/1", "o": "pr_1", "as": "c"})) is None


@pytest.mark.parametrize(
    "body", [{}, {"s": "promise.text/1"}, {"s": "promise.text/1", "title": 3}, {"s": "x"}]
)
def test_a_body_that_cannot_be_read_is_as_good_as_an_erased_one(body: dict[str, object]) -> None:
    read = move_from(Made("a", OFFER, body=body))
    assert read is not None and isinstance(read.facts, Text) and read.facts.words is None


@pytest.mark.parametrize("words", [{"words": 3}, {"words": "so", "links": "x"}])
def test_words_that_cannot_be_read_are_nothing_said(words: dict[str, object]) -> None:
    act = {"t": "promise.progress/1", "o": "pr_1", "as": "p"}
    read = move_from(Made("a", act, body={"s": "promise.words/1", **words}))
    assert read is not None and read.said is None


SUM = "ab" * 32
DELIVERED: dict[str, object] = {
    "t": "promise.deliver/2", "o": "pr_1", "as": "p", "terms": "cd" * 32, "files": [{"sha256": SUM, "size": 3}],
}  # fmt: skip
NAMES: dict[str, object] = {
    "s": "promise.files/1",
    "words": "",
    "files": [{"name": "a.pdf", "kind": "application/pdf"}],
}


def _files(act: dict[str, object], body: dict[str, object] | None) -> tuple[File, ...] | None:
    read = move_from(Made("a", act, body=body))
    return read.facts.files if read is not None and isinstance(read.facts, Delivery) else None


def test_a_delivery_names_its_files_by_what_they_are_and_by_their_words_while_these_are_here() -> None:
    assert _files(DELIVERED, NAMES) == (File(SUM, 3, "a.pdf", "application/pdf"),)
    assert _files(DELIVERED, None) == (File(SUM, 3),)


def test_a_delivery_of_the_first_form_never_has_files() -> None:
    assert _files({**DELIVERED, "t": "promise.deliver/1"}, NAMES) == ()


@pytest.mark.parametrize(
    "files",
    [
        None,
        [],
        [{"sha256": SUM, "size": 3}] * 11,
        [{"sha256": SUM}],
        [{"sha256": "x", "size": 3}],
        [{"sha256": SUM, "size": 0}],
        "x",
    ],
)
def test_a_delivery_whose_files_cannot_be_is_not_read(files: object) -> None:
    assert move_from(Made("a", {**DELIVERED, "files": files})) is None


@pytest.mark.parametrize(
    "names", [None, [], [{"name": "a"}], [{"name": 3, "kind": ""}], [{"name": "a", "kind": ""}] * 2]
)
def test_names_that_do_not_fit_the_files_are_as_good_as_erased(names: object) -> None:
    assert _files(DELIVERED, {**NAMES, "files": names}) == (File(SUM, 3),)


@pytest.mark.parametrize(
    "act",
    [
        {"t": "promise.agree/2", "as": "p", "on": SUM},
        {"t": "promise.escalate/2", "as": "p"},
        {"t": "promise.escalate/3", "as": "p", "pp": "m_1"},
        {"t": "promise.warn/2", "as": "p"},
        {"t": "promise.looked/1", "as": "p"},
    ],
)
def test_a_second_form_that_lacks_what_it_is_for_is_not_read(act: dict[str, object]) -> None:
    assert move_from(Made("a", {"o": "pr_1", **act})) is None
