"""A reported period read in one pass is what the fold of the record makes of it, in whatever order entries came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from troth.actions.periods import fold_period
from troth.core.promises.reports import About, Closing, Move, Name, Period, Row, digest_of, legal, read
from troth.core.record import fold
from troth.core.values import Side

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
OURS, THEIRS = "a" * 64, "b" * 64


@dataclass
class Book:
    """Two logs of one period; each entry has seen its own log and what was exchanged."""

    moves: list[tuple[int, Move]]
    known: dict[str, set[str]]

    def say(self, log: str, name: Name, facts: Period | Row | Closing | About) -> str:
        seq = sum(move.log == log for _, move in self.moves)
        identity = f"{len(self.moves):02x}{'0' if log == OURS else '1'}".ljust(64, "f")
        move = Move(id=identity, log=log, name=name, facts=facts, sees=frozenset(self.known[log]))
        self.moves.append((seq, move))
        self.known[log].add(identity)
        return identity

    def exchange(self) -> None:
        both = self.known[OURS] | self.known[THEIRS]
        self.known = {OURS: set(both), THEIRS: set(both)}

    def rows(self) -> list[str]:
        return [move.id for _, move in self.moves if move.name is Name.ROW and move.log == OURS]


def row(number: int, month: int = 3) -> Row:
    return Row(number=number, reporter=Side.CUSTOMER, promised=date(2025 + month // 13, month % 12 + 1, 5))


def play(book: Book, steps: Sequence[tuple[str, int]], announced: int) -> None:
    book.say(OURS, Name.OPEN, Period(FIRST, LAST, announced))
    for step, number in steps:
        match step:
            case "row":
                book.say(OURS, Name.ROW, row(number, month=number + 1))
            case "their row":
                book.say(THEIRS, Name.ROW, row(number))
            case "close":
                rows = book.rows()
                book.say(OURS, Name.CLOSE, Closing(len(rows), digest_of(rows)))
            case "confirm":
                book.say(THEIRS, Name.CONFIRM, About((number,)))
            case "dispute":
                book.say(THEIRS, Name.DISPUTE, About())
            case "own confirm":
                book.say(OURS, Name.CONFIRM, About())
            case "withdraw":
                book.say(OURS, Name.WITHDRAW, About((number,)))
            case "open again":
                book.exchange()
                book.say(THEIRS, Name.OPEN, Period(FIRST, LAST, number))
            case _:
                book.exchange()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "row",
                "row",
                "their row",
                "close",
                "confirm",
                "dispute",
                "own confirm",
                "withdraw",
                "open again",
                "exchange",
            ]
        ),
        st.integers(1, 4),
    ),
    max_size=14,
)


@given(STEPS, st.integers(1, 4), st.randoms(use_true_random=False))
def test_one_pass_gives_what_the_fold_gives(
    steps: list[tuple[str, int]], announced: int, chance: object
) -> None:
    book = Book([], {OURS: set(), THEIRS: set()})
    play(book, steps, announced)
    slow = fold([(move.id, move.sees, move) for _, move in book.moves], legal=legal, read=read)
    mixed = list(book.moves)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    fast = fold_period(mixed)
    assert {move.id for move in fast.effective} == {move.id for move in slow.effective}
    assert {move.id: type(why) for move, why in fast.refused} == {
        move.id: type(why) for move, why in slow.refused
    }
    assert dict(fast.state.words) == dict(slow.state.words)
    assert fast.state.stamp == slow.state.stamp
    assert (fast.state.closed is None) == (slow.state.closed is None)


@given(STEPS, st.integers(1, 4))
def test_pasts_without_the_rows_give_the_same(steps: list[tuple[str, int]], announced: int) -> None:
    book = Book([], {OURS: set(), THEIRS: set()})
    play(book, steps, announced)
    rows = {move.id for _, move in book.moves if move.name is Name.ROW}
    short = [(seq, replace(move, sees=move.sees - rows)) for seq, move in book.moves]
    one, two = fold_period(book.moves), fold_period(short)
    assert {move.id for move in one.effective} == {move.id for move in two.effective}
    assert dict(one.state.words) == dict(two.state.words)
    assert one.state.stamp == two.state.stamp


def test_a_whole_period_is_closed_and_answered() -> None:
    book = Book([], {OURS: set(), THEIRS: set()})
    steps = [("row", 1), ("row", 2), ("close", 0), ("exchange", 0), ("confirm", 2)]
    play(book, steps, 2)
    state = fold_period(book.moves).state
    assert state.closed is not None
    assert {number: word.value for number, word in state.words.items()} == {1: "waiting", 2: "confirmed"}
