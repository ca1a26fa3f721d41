"""The few times in which what can be counted on moved most."""

from __future__ import annotations

from troth.core.trust import Direction, Evidence, Facet, direction, turns

DAY = 86_400_000


def course(values: list[float], *, every: int = 20) -> list[tuple[int, Direction]]:
    """How a direction stood after each of so many promises, one every so many days."""
    made = [Evidence(f"p{n}", Facet.DELIVERY, n * every * DAY, value) for n, value in enumerate(values)]
    return [(piece.at, direction(made[: n + 1], piece.at)) for n, piece in enumerate(made)]


def test_a_break_is_a_turn_and_what_came_beside_it_is_not() -> None:
    points = course([1.0] * 9 + [0.0] + [1.0] * 3)
    found = turns({"a": points})
    assert any(turn.step < 0 and turn.at == 9 * 20 * DAY for turn in found)
    assert [turn.at for turn in found] == sorted(turn.at for turn in found)
    assert all(later.at - one.at >= 45 * DAY for one, later in zip(found, found[1:], strict=False))


def test_what_only_fades_and_what_is_little_to_go_on_are_no_turns() -> None:
    points = course([1.0] * 8)
    last = points[-1][0]
    pieces = [Evidence(f"p{n}", Facet.DELIVERY, n * 20 * DAY, 1.0) for n in range(8)]
    faded = [(last + n * 300 * DAY, direction(pieces, last + n * 300 * DAY)) for n in range(3)]
    assert turns({"a": faded}) == () and turns({"a": points[:2]}) == () and turns({}) == ()


def test_of_many_turns_the_largest_few_are_named_whichever_course_they_are_of() -> None:
    values = ([1.0] * 4 + [0.0]) * 6
    found = turns({"a": course(values, every=30), "b": course([1.0] * 30, every=30)}, most=3)
    assert len(found) == 3 and {turn.course for turn in found} <= {"a", "b"}
