"""What comes before what: `before` played back as `after`, or the two things exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from troth.core.listening.antonyms import IN_TIME
from troth.core.listening.beside import NEAR, Beside, Text
from troth.core.listening.days import HOLIDAYS, MONTHS, WEEKDAYS, Moment
from troth.core.listening.denials import Denial, Denials
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.opposites import opposite
from troth.core.listening.stems import base
from troth.core.listening.words import Span

BEFORE = frozenset("before until till prior then ahead".split())
AFTER = frozenset("after following once afterwards".split())
ENDS = frozenset("before until till by".split())
STARTS = frozenset("after from since following starting".split())
MOST_STEPS = 12
"""How many steps of a list are compared; keeps repetitive texts quick."""

JOINING = frozenset("and but only so".split())
STEPS = frozenset("then next finally lastly afterwards later".split())
LOOSE_ENDS = frozenset("by from".split())
"""These end or begin a time only before a day: `by Kaido` and `from Kaido` name who."""

TIMELY = frozenset(
    base(word)
    for word in (
        *MONTHS,
        *WEEKDAYS,
        *HOLIDAYS.split("|"),
        *"noon midnight tomorrow week month year today spring day".split(),
    )
)
LOOK_BACK = 4


@dataclass(frozen=True)
class Turn:
    """A word that puts one thing before another: the content words around it, the earlier ones and the later ones."""

    span: Span
    earlier: frozenset[str]
    later: frozenset[str]


@dataclass(frozen=True)
class End:
    """A word such as `until` or `since`: what it names, by what that is compared by, and whether it is the end."""

    name: str
    end: bool
    span: Span


def reversed_order(
    beside: Beside,
    moments: tuple[Sequence[Moment], Sequence[Moment]],
    denials: Denials,
) -> Iterator[Doubt]:
    """Find what the statement has first and the playback last."""
    told, said = turns(beside.statement), turns(beside.playback)
    limits = _limits(beside.statement, denials.only_here) | _limits(beside.playback, denials.only_there)
    pairs = [(one, other, _against(one, other)) for one in told for other in said]
    same = {one.span for one, _, against in pairs if against < 0} | {
        other.span for _, other, against in pairs if against < 0
    }
    for doubt in opposite(beside, IN_TIME, Kind.ORDER, denials):
        if doubt.statement not in same | limits and doubt.playback not in same | limits:
            yield doubt
    for one, other, against in pairs:
        if against > 0 and one.span not in same and other.span not in same:
            yield Doubt(Kind.ORDER, one.span, other.span)
    yield from _other_end(beside, moments)
    yield from _other_steps(beside)


def _limits(text: Text, denials: Sequence[Denial]) -> set[Span]:
    """The words of a clause that is denied in one text alone: `not before` says the same as `after`."""
    return {text.words[at].span for denial in denials for at in text.clause(denial.at) if at > denial.at}


def _against(told: Turn, said: Turn) -> int:
    """Above 0 where both things are told the other way round, below 0 where they are told in that order."""
    crossed, straight = (
        (told.earlier & said.later, told.later & said.earlier),
        (
            told.earlier & said.earlier,
            told.later & said.later,
        ),
    )
    balance = sum(map(len, crossed)) - sum(map(len, straight))
    return balance if all(crossed if balance > 0 else straight) else 0


def _other_steps(beside: Beside) -> Iterator[Doubt]:
    """Two steps of a list that the playback has the other way round."""
    told, said = _steps(beside.statement), _steps(beside.playback)
    for (first, _), (second, here) in combinations(told, 2):
        places = [
            (at, to)
            for at, (one, _) in enumerate(said)
            for to, (other, _) in enumerate(said)
            if one & (first - second) and other & (second - first)
        ]
        if places and all(at > to for at, to in places):
            yield Doubt(Kind.ORDER, here, said[places[0][0]][1])


def _steps(text: Text) -> list[tuple[frozenset[str], Span]]:
    """What is done in each step of a list with `then`, and where each step begins."""
    starts = [at for at, word in enumerate(text.words) if word.text in STEPS and not _conditional(text, at)]
    if not starts:
        return []
    before = max(0, starts[0] - 2 * NEAR)
    edges = [before, *starts[:MOST_STEPS], len(text.words)]
    return [
        (_content(text, range(first, min(last, first + 2 * NEAR))) - STEPS, text.words[first].span)
        for first, last in zip(edges, edges[1:], strict=False)
        if first < last
    ]


def turns(text: Text) -> tuple[Turn, ...]:
    """Find the words of order in a text that are not denied there, with what stands on either side of each."""
    found = []
    for at, word in enumerate(text.words):
        if word.text in BEFORE | AFTER and not _conditional(text, at):
            one, other = _behind(text, at), _content(text, range(at + 1, min(at + 1 + NEAR, len(text.words))))
            if _opens(text, at):
                clause = text.clause(at)
                other = _content(text, clause) - {word.base}
                one = _content(text, range(clause[-1] + 1, min(clause[-1] + 1 + NEAR, len(text.words))))
            first = word.text in BEFORE
            found.append(Turn(word.span, one if first else other, other if first else one))
    return tuple(found)


def _behind(text: Text, at: int) -> frozenset[str]:
    return _content(text, range(max(0, at - NEAR), at))


def _opens(text: Text, at: int) -> bool:
    """`Once A, B`: the word of order opens a sentence, or a part after `and`; what it puts first or last follows."""
    joined = at > 0 and text.words[at - 1].text in JOINING
    first = at - 1 if joined else at
    if text.words[at].text == "then" or (first and text.clauses[first - 1] == text.clauses[first]):
        return False
    mark = text.raw[: text.words[first].span.start].rstrip()[-1:]
    last = text.clause(at)[-1]
    follows = last + 1 < len(text.words) and text.raw[text.words[last].span.end :][:1] == ","
    return follows and (joined or mark in ("", ".", "!", "?", ";", ":"))


def _conditional(text: Text, at: int) -> bool:
    """`if ... then` is no order in time, and `not before` says the same as `after`."""
    back = {word.base for word in text.words[max(0, at - 2 * NEAR) : at]}
    near = {word.base for word in text.words[max(0, at - LOOK_BACK) : at]}
    then = text.words[at].text == "then"
    return bool(near & {"not", "no", "never"}) and not then or (then and "if" in back)


def _content(text: Text, places: Sequence[int]) -> frozenset[str]:
    return frozenset(text.words[at].base for at in places if text.words[at].content) - {"first"}


def _other_end(beside: Beside, moments: tuple[Sequence[Moment], Sequence[Moment]]) -> Iterator[Doubt]:
    """`from Monday` played back as `until Monday`: the same day, or the same thing, as the end and as the start."""
    there = list(_ends(beside.playback, moments[1]))
    for told in _ends(beside.statement, moments[0]):
        for said in there:
            if told.name == said.name and told.end != said.end:
                yield Doubt(Kind.ORDER, told.span, said.span)


def _ends(text: Text, moments: Sequence[Moment]) -> Iterator[End]:
    """The words before which a stretch of time ends or begins, where they are not denied."""
    dated = {at for each in moments for at in text.places(each.span)}
    for at, word in enumerate(text.words):
        two = " ".join(each.text for each in text.words[at : at + 2])
        skip = 2 if two == "as of" else 1
        end, start = word.text in ENDS, word.text in STARTS or two == "as of"
        name = next((each for each in text.words[at + skip : at + skip + 3] if each.content), None)
        timely = word.text not in LOOSE_ENDS or (
            name is not None and (name.base in TIMELY or dated & {at + 1, at + 2})
        )
        denied = {each.base for each in text.words[max(0, at - LOOK_BACK) : at]} & {
            "not",
            "only",
            "no",
            "never",
        }
        if (end or start) and name and timely and not denied:
            yield End(name.base, end, word.span)
