"""History reported by one side: whole periods, answered by the partner, withdrawn by the reporter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.core.errors import Refusal
from troth.core.promises import reports
from troth.core.promises.reports import (
    About,
    Closing,
    Move,
    Name,
    NoSuchRow,
    NotWhole,
    NotYourReport,
    Period,
    PeriodClosed,
    PeriodNotClosed,
    PeriodsOverlap,
    Row,
    RowDoesNotFit,
    State,
    Word,
    digest_of,
    legal,
    may_open,
    move_from,
    read,
    wire,
    without_overlaps,
)
from troth.core.record import encode, parse
from troth.core.values import Made, Side, Stake

PLAIN = st.characters(exclude_characters="\0", exclude_categories=("Cs",))
OURS, THEIRS = "a" * 64, "b" * 64
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), rows=3, left_out=1)


class Telling:
    """A period as it is written and answered, each move in sight of all before it."""

    def __init__(self, period: Period = JUNE) -> None:
        self.moves: list[Move] = []
        self.numbers = count()
        self.say(Name.OPEN, period)

    @property
    def state(self) -> State:
        return read(self.moves)

    def draft(self, name: Name, facts: Period | Row | Closing | About, log: str = OURS) -> Move:
        return Move(
            id=f"{next(self.numbers):064x}",
            log=log,
            name=name,
            facts=facts,
            sees=frozenset(move.id for move in self.moves),
        )

    def say(self, name: Name, facts: Period | Row | Closing | About, log: str = OURS) -> Move:
        move = self.draft(name, facts, log)
        legal(self.state, move)
        self.moves.append(move)
        return move

    def refused(
        self, name: Name, facts: Period | Row | Closing | About, log: str = OURS
    ) -> type[Refusal] | None:
        try:
            legal(self.state, self.draft(name, facts, log))
        except Refusal as refusal:
            assert str(refusal).endswith(".")
            return type(refusal)
        return None


def row(number: int, day: int = 5) -> Row:
    return Row(number, Side.CUSTOMER, promised=date(2026, 6, day), delivered=date(2026, 6, day + 2))


def written(rows: int = 3) -> Telling:
    telling = Telling()
    for number in range(1, rows + 1):
        telling.say(Name.ROW, row(number))
    return telling


def whole() -> Telling:
    telling = written()
    telling.say(Name.CLOSE, closing(telling))
    return telling


def closing(telling: Telling) -> Closing:
    ids = [move.id for move in telling.state.rows.values()]
    return Closing(len(ids), digest_of(ids))


def test_nothing_counts_before_the_close() -> None:
    assert written().state.words == {}
    assert whole().state.words == dict.fromkeys((1, 2, 3), Word.WAITING)
    assert read([]) == State(stamp=digest_of([]))


def test_the_partner_confirms_all_in_one_act_or_disputes_row_by_row_and_its_latest_word_wins() -> None:
    telling = whole()
    telling.say(Name.CONFIRM, About(), THEIRS)
    telling.say(Name.DISPUTE, About((2,)), THEIRS)
    assert telling.state.words == {1: Word.CONFIRMED, 2: Word.DISPUTED, 3: Word.CONFIRMED}
    telling.say(Name.CONFIRM, About((2, 3)), THEIRS)
    assert telling.state.count(Word.CONFIRMED) == 3


def test_a_withdrawn_row_stays_withdrawn_whatever_crosses_it() -> None:
    telling = whole()
    before = list(telling.moves)
    telling.say(Name.WITHDRAW, About((1,)))
    confirm = replace(
        telling.draft(Name.CONFIRM, About(), THEIRS), sees=frozenset(move.id for move in before)
    )
    state = read([confirm, *telling.moves])
    assert state.words == {1: Word.WITHDRAWN, 2: Word.CONFIRMED, 3: Word.CONFIRMED}
    assert confirm.id in state.counted


def test_what_is_out_of_place_is_refused_by_what_is_the_matter() -> None:
    empty, open_, two, done = Telling(), written(2), written(2), whole()
    empty.moves.clear()
    assert empty.refused(Name.ROW, row(1)) is PeriodNotClosed
    assert open_.refused(Name.OPEN, JUNE) is PeriodClosed
    assert open_.refused(Name.ROW, row(3), THEIRS) is NotYourReport
    assert open_.refused(Name.ROW, row(2)) is RowDoesNotFit
    assert open_.refused(Name.ROW, row(4)) is RowDoesNotFit
    assert open_.refused(Name.ROW, replace(row(3), promised=date(2026, 7, 1))) is RowDoesNotFit
    assert open_.refused(Name.CONFIRM, About(), THEIRS) is PeriodNotClosed
    assert two.refused(Name.CLOSE, closing(two)) is NotWhole
    assert done.refused(Name.ROW, row(3)) is PeriodClosed
    assert done.refused(Name.CONFIRM, About()) is NotYourReport
    assert done.refused(Name.WITHDRAW, About((1,)), THEIRS) is NotYourReport
    assert done.refused(Name.CONFIRM, About((9,)), THEIRS) is NoSuchRow
    assert done.refused(Name.CONFIRM, About(()), THEIRS) is NoSuchRow


def test_an_answer_that_had_not_seen_the_close_says_nothing() -> None:
    telling = whole()
    blind = replace(telling.draft(Name.CONFIRM, About(), THEIRS), sees=frozenset())
    stray = replace(telling.draft(Name.CONFIRM, About()))
    assert read([*telling.moves, blind, stray]).words == dict.fromkeys((1, 2, 3), Word.WAITING)


def test_an_answer_names_two_hundred_rows_at_most() -> None:
    telling = Telling(replace(JUNE, rows=201))
    for number in range(1, 202):
        telling.moves.append(telling.draft(Name.ROW, row(number)))
    telling.say(Name.CLOSE, closing(telling))
    assert telling.refused(Name.CONFIRM, About(tuple(range(1, 202))), THEIRS) is NoSuchRow
    assert telling.refused(Name.CONFIRM, About(tuple(range(1, 201))), THEIRS) is None


def test_periods_of_one_reporter_do_not_overlap() -> None:
    july = Period(date(2026, 7, 1), date(2026, 7, 31), rows=1)
    may_open(july, [JUNE])
    with pytest.raises(PeriodsOverlap, match="2026-06-01"):
        may_open(Period(date(2026, 6, 30), date(2026, 7, 2), rows=1), [JUNE])


def test_of_periods_that_overlap_the_first_to_be_closed_is_kept() -> None:
    first, second, other = whole().state, whole().state, whole().state
    assert first.closed and second.closed and other.closed and first.opened
    second = replace(second, closed=replace(second.closed, at=5))
    other = replace(other, reporter=THEIRS, closed=replace(other.closed, at=7))
    still_open = written().state
    assert without_overlaps([second, still_open, other, first]) == (first, other)


@given(st.randoms(use_true_random=False))
def test_in_whatever_order_the_moves_come_the_period_reads_the_same(random: Random) -> None:
    telling = whole()
    ours, theirs = list(telling.moves), list(telling.moves)
    for log, names, mine in ((OURS, (Name.WITHDRAW,), ours), (THEIRS, (Name.CONFIRM, Name.DISPUTE), theirs)):
        for _ in range(random.randint(0, 4)):
            about = About(tuple(random.sample((1, 2, 3), random.randint(1, 3))))
            move = telling.draft(random.choice(names), about, log)
            mine.append(replace(move, sees=frozenset(each.id for each in mine)))
    moves = [*ours, *theirs[len(telling.moves) :]]
    expected = read(moves)
    random.shuffle(moves)
    assert read(moves) == expected


@given(st.sampled_from(Name), st.sampled_from((OURS, THEIRS)), st.integers(0, 4), st.integers(0, 4))
def test_a_move_is_legal_exactly_when_it_would_count(name: Name, log: str, rows: int, about: int) -> None:
    telling = whole() if rows == 4 else written(rows)
    facts: dict[Name, Period | Row | Closing | About] = {
        Name.OPEN: JUNE,
        Name.ROW: row(about),
        Name.CLOSE: closing(telling),
    }
    move = telling.draft(name, facts.get(name, About((about,))), log)
    try:
        legal(telling.state, move)
        allowed = True
    except Refusal:
        allowed = False
    assert allowed is (move.id in read([*telling.moves, move]).counted)


DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
FACTS = {
    Name.OPEN: st.builds(Period, DAYS, DAYS, st.integers(0, 999), st.integers(0, 99)).map(
        lambda each: replace(each, first=min(each.first, each.last), last=max(each.first, each.last))
    ),
    Name.ROW: st.builds(
        Row, st.integers(1, 999), st.sampled_from(Side), DAYS, st.none() | DAYS, st.none() | DAYS,
        st.none() | st.sampled_from(Stake), st.text(PLAIN, max_size=9), st.text(PLAIN, max_size=9), st.text(PLAIN, max_size=9),
    ),
    Name.CLOSE: st.builds(Closing, st.integers(0, 999), st.just("c" * 64)),
}  # fmt: skip
ABOUT = st.builds(About, st.none() | st.lists(st.integers(0, 999), max_size=5).map(tuple))


@given(st.data(), st.sampled_from(Name))
def test_a_move_comes_out_of_the_record_as_it_went_in(data: st.DataObject, name: Name) -> None:
    move = Move(
        id="d" * 64,
        log=OURS,
        name=name,
        facts=data.draw(FACTS.get(name, ABOUT)),
        on=None if name is Name.OPEN else "e" * 64,
        by="m_1",
        said=None if name is Name.ROW else data.draw(st.none() | st.text(PLAIN, min_size=1, max_size=9)),
    )
    act, body = wire(move, "rp_1")
    assert move_from(_made(parse(encode(act)), body)) == move
    assert data.draw(st.just(wire(move, "rp_1"))) == (act, body)


def _made(act: dict[str, object], body: dict[str, object] | None = None) -> Made:
    return Made(id="d" * 64, act=act, log=OURS, by="m_1", body=body)


@pytest.mark.parametrize(
    "act",
    [
        {"t": "report.open/2"},
        {"t": "report.sing/1"},
        {"t": None},
        {"t": "report.open/1", "first": "2026-06-02", "last": "2026-06-01", "rows": 1, "left": 0},
        {"t": "report.row/1", "on": "e" * 64, "n": 1, "as": "x", "promised": "2026-06-01"},
        {"t": "report.close/1", "on": "e" * 64, "count": 1},
        {"t": "report.confirm/1", "rows": "all"},
        {"t": "report.confirm/1", "on": "e" * 64, "rows": "some"},
    ],
)
def test_an_act_that_cannot_be_read_is_none(act: dict[str, object]) -> None:
    assert move_from(_made(act)) is None


def test_a_row_whose_words_were_erased_is_the_same_row() -> None:
    move = whole().moves[1]
    act, body = wire(replace(move, facts=replace(row(1), title="Probes"), on="e" * 64), "rp_1")
    assert body and body["title"] == "Probes"
    bare = move_from(_made(act))
    assert bare and bare.facts == row(1)
    assert row(1).days == 2 and replace(row(1), delivered=None).days is None


def test_the_stamp_stays_while_a_period_is_being_written() -> None:
    telling = written(1)
    before = telling.state.stamp
    telling.say(Name.ROW, row(2))
    assert telling.state.stamp == before
    assert reports.read(whole().moves).stamp != before
