"""How far each side can rely on the other, for an alliance's home: the two reaches, their course, what changed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from django.urls import reverse

from troth.actions.days import day_in
from troth.core.trust import Ahead, Facet, Mutual, Turn, Word, turns
from troth.store.queries.people import Party, Seat
from troth.store.queries.trust import Point, Standing, course, standing
from troth.web.days import say_number
from troth.web.figures.course import At, Panel
from troth.web.figures.course import course as drawn
from troth.web.figures.months import NAMES
from troth.web.figures.reach import Reach

COUNTED = {
    Facet.DELIVERY: ("promise", "promises"),
    Facet.LISTENING: ("playback", "playbacks"),
    Facet.OPENNESS: ("piece on openness", "pieces on openness"),
}
RAISED_BY = {
    Facet.DELIVERY: "one more kept promise",
    Facet.LISTENING: "one more playback in their own words",
    Facet.OPENNESS: "bad news told before it is found",
}


def reliance(seat: Seat, sides: Sequence[Party], now: int) -> SimpleNamespace | None:
    """This function will return what the home shows of trust; None until both sides have joined."""
    if len(sides) < 2:
        return None
    stands = standing(seat, now)
    names = {side.colour: side.short for side in sides}
    courses = {colour: course(known, now) for colour, known in stands.known.items()}
    found = turns(
        {colour: [(each.at, each.direction) for each in points] for colour, points in courses.items()}
    )
    return SimpleNamespace(
        a=reach_of(stands, "a"),
        b=reach_of(stands, "b"),
        names=names,
        notes={
            colour: f"{_note(stands, colour, seat.person.zone)} {_gap(stands, colour, names)}".strip()
            for colour in "ab"
        },
        together=_together(stands.mutual, names),
        from_=_from(stands),
        rows=[_row(seat, stands, colour, names) for colour in "ab"],
        mutual=stands.mutual if stands.mutual and not stands.mutual.little else None,
        title=_span(courses),
        chart=drawn(_panels(stands, courses, names), [turn.at for turn in found], told=_told(stands, names)),
        changes=[_change(seat, n, turn, names) for n, turn in reversed(list(enumerate(found, start=1)))],
        waiting=sum(known.waiting for known in stands.known.values()),
    )


def reach_of(stands: Standing, colour: str) -> Reach:
    """This function will return one direction as the figure of the two reaches draws it."""
    whole, stated = stands.directions[colour].whole, stands.stated(colour)
    said = whole.opinion
    return Reach(said.low, said.likely, said.high, stated.likely if stated else None, whole.says)


def _note(stands: Standing, colour: str, zone: str) -> str:
    """What one direction rests on, a weak facet first, and how new it is."""
    direction, known = stands.directions[colour], stands.known[colour]
    counts = known.count
    if not counts:
        return "Nothing both sides have settled yet."
    said = [f"{_many(counts[facet], COUNTED[facet])}" for facet in Facet if counts.get(facet)]
    weak = [f"{facet.value.capitalize()} is weak. " for facet in direction.weak]
    last = max(pair[0].last for weeks in known.weeks.values() for pair in weeks.values())
    day = day_in(last, zone)
    return f"{''.join(weak)}From {_and(said)}; newest {day.day} {NAMES[day.month - 1]} {day.year}."


def _gap(stands: Standing, colour: str, names: Mapping[str, str]) -> str:
    """What a side states beside what the record shows; said only where it is more than noise, and never as a fault."""
    if stands.stated(colour) is None:
        return ""
    ahead = stands.gap(colour)
    if ahead is None:
        return f"{names[colour]} says about what the record shows."
    less = ahead is Ahead.RECORD
    return f"{names[colour]} says {'less' if less else 'more'} than the record shows."


def _together(both: Mutual | None, names: Mapping[str, str]) -> tuple[str, str]:
    """What both can count on: the weaker direction, and what would raise it most."""
    if both is None:
        return "", ""
    colour = "ab"[both.weaker]
    one, other = names[colour], names["b" if colour == "a" else "a"]
    most = f"What would raise it most: {RAISED_BY[both.raises]}."
    if both.little:
        first = "Together there is little to go on yet."
        return first, f"{one} has seen too little of {other} to say more. {most}"
    first = f"Together, trust goes as far as the shorter reach: {both.word.value}."
    return first, f"What {one} can count on from {other} is where an effort goes furthest now. {most}"


def _from(stands: Standing) -> str:
    total: dict[Facet, int] = {}
    for known in stands.known.values():
        for facet, count in known.count.items():
            total[facet] = total.get(facet, 0) + count
    said = [_many(total[facet], COUNTED[facet]) for facet in Facet if total.get(facet)]
    return f"From {_and(said)}, up to now" if said else ""


def _row(seat: Seat, stands: Standing, colour: str, names: Mapping[str, str]) -> SimpleNamespace:
    """One direction in figures, and where it is explained."""
    direction = stands.directions[colour]
    other = names["b" if colour == "a" else "a"]
    return SimpleNamespace(
        title=f"{names[colour]} relies on {other}",
        said=direction.whole.opinion if direction.whole.word is not Word.LITTLE else None,
        word=direction.whole.says,
        stated=stands.stated(colour),
        count=sum(stands.known[colour].count.values()),
        url=reverse("trust", args=[seat.slug, colour]),
    )


def _span(courses: Mapping[str, Sequence[Point]]) -> str:
    times = [point.at for points in courses.values() for point in points]
    if not times:
        return ""
    months = round((max(times) - min(times)) / (30.4 * 86_400_000))
    if months < 2:
        return "So far"
    return f"Over {say_number(months)} months"


def _panels(
    stands: Standing, courses: Mapping[str, Sequence[Point]], names: Mapping[str, str]
) -> list[Panel]:
    panels = []
    for colour, points in sorted(courses.items()):
        other = names["b" if colour == "a" else "a"]
        word = stands.directions[colour].whole.word
        panels.append(
            Panel(
                colour,
                f"{names[colour]} relies on {other}",
                word.value.capitalize(),
                [_at(each) for each in points],
            )
        )
    return panels


def _at(point: Point) -> At:
    whole = point.direction.whole
    said = whole.opinion
    return At(point.at, said.low, said.likely, said.high, whole.word is not Word.LITTLE)


def _told(stands: Standing, names: Mapping[str, str]) -> str:
    said = []
    for colour in "ab":
        other = names["b" if colour == "a" else "a"]
        said.append(f"{names[colour]} relies on {other}: {stands.directions[colour].whole.says} now.")
    return f"Trust in both directions over time. {' '.join(said)}"


def _change(seat: Seat, number: int, turn: Turn, names: Mapping[str, str]) -> SimpleNamespace:
    one, other = names[turn.course], names["b" if turn.course == "a" else "a"]
    said = [_many(more, COUNTED[facet]) for facet in Facet if (more := _more(turn, facet)) > 0]
    was, now = turn.before.whole.word, turn.after.whole.word
    words = f", from {was.value} to {now.value}" if was is not now else ""
    day = day_in(turn.at - 1, seat.person.zone)
    verb = "raised" if turn.step > 0 else "lowered"
    return SimpleNamespace(
        number=number,
        day=day,
        title=f"{other}: {_and(said)}",
        what=f"{verb} what {one} can count on{words}",
        url=f"{reverse('trust', args=[seat.slug, turn.course])}?on={day.isoformat()}",
    )


def _more(turn: Turn, facet: Facet) -> int:
    return turn.after.facets[facet].opinion.outcomes - turn.before.facets[facet].opinion.outcomes


def _many(count: int, words: tuple[str, str]) -> str:
    return f"{say_number(count)} {words[count != 1]}"


def _and(said: Sequence[str]) -> str:
    return " and ".join(([", ".join(said[:-1])] if len(said) > 1 else []) + list(said[-1:]))
