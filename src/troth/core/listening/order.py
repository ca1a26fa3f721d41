"""What comes before what: `before` played back as `after`, or the two things exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from troth.core.listening.antonyms import IN_TIME
from troth.core.listening.beside import NEAR, Beside, Text
from troth.core.listening.days import Moment
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.negation import Denials, opposite
from troth.core.listening.words import Span

BEFORE = frozenset("before until till prior then ahead".split())
AFTER = frozenset("after following once afterwards".split())
ENDS = frozenset("before until till by".split())
STARTS = frozenset("after from since following starting".split())
REACH = 4
LOOK_BACK = 4


@dataclass(frozen=True)
class Turn:
    """A word that puts one thing before another: the content words around it, the earlier ones and the later ones."""

    span: Span
    earlier: frozenset[str]
    later: frozenset[str]


def reversed_order(
    beside: Beside,
    moments: tuple[Sequence[Moment], Sequence[Moment]],
    denials: Denials,
) -> Iterator[Doubt]:
    """Find what the statement has first and the playback last."""
    told, said = turns(beside.statement), turns(beside.playback)
    pairs = [(one, other, _against(one, other)) for one in told for other in said]
    same = {one.span for one, _, against in pairs if against < 0} | {
        other.span for _, other, against in pairs if against < 0
    }
    for doubt in opposite(beside, IN_TIME, Kind.ORDER, denials):
        if doubt.statement not in same and doubt.playback not in same:
            yield doubt
    for one, other, against in pairs:
        if against > 0 and one.span not in same and other.span not in same:
            yield Doubt(Kind.ORDER, one.span, other.span)
    yield from _other_end(beside, moments)


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


def turns(text: Text) -> tuple[Turn, ...]:
    """Find the words of order in a text that is not denied there, with what stands on either side of each."""
    found = []
    for at, word in enumerate(text.words):
        if word.text not in BEFORE | AFTER or _conditional(text, at):
            continue
        ahead = [place for place in range(at + 1, min(at + 1 + NEAR, len(text.words)))]
        behind = [place for place in range(max(0, at - NEAR), at)]
        if not behind:
            clause = set(text.clause(at))
            behind = [place for place in range(len(text.words)) if place not in clause][:NEAR]
            ahead = [place for place in ahead if place in clause]
        one, other = _content(text, behind[-NEAR:]), _content(text, ahead)
        first = word.text in BEFORE
        found.append(Turn(word.span, one if first else other, other if first else one))
    return tuple(found)


def _conditional(text: Text, at: int) -> bool:
    """`if ... then` is no order in time, and `not before` says the same as `after`."""
    back = {word.base for word in text.words[max(0, at - 2 * NEAR) : at]}
    near = {word.base for word in text.words[max(0, at - LOOK_BACK) : at]}
    return bool(near & {"not", "only", "no", "never"}) or (text.words[at].text == "then" and "if" in back)


def _content(text: Text, places: Sequence[int]) -> frozenset[str]:
    return frozenset(text.words[at].base for at in places if text.words[at].content) - {"first"}


def _other_end(beside: Beside, moments: tuple[Sequence[Moment], Sequence[Moment]]) -> Iterator[Doubt]:
    """`from Monday` played back as `until Monday`: the same day as the end and as the start."""
    there = [(said, _leading(beside.playback, said)) for said in moments[1]]
    for told in moments[0]:
        one = _leading(beside.statement, told)
        for said, other in there:
            if one and other and {one[0], other[0]} == {"end", "start"} and told.agrees(said):
                yield Doubt(Kind.ORDER, one[1], other[1])


def _leading(text: Text, moment: Moment) -> tuple[str, Span] | None:
    """Whether a day is named as an end or as a start, by the word before it; None where it is neither or denied."""
    places = text.places(moment.span)
    for at in range(places[0], max(places[0] - 3, -1), -1):
        word = text.words[at]
        denied = {each.base for each in text.words[max(0, at - LOOK_BACK) : at]} & {
            "not",
            "only",
            "no",
            "never",
        }
        if word.text in ENDS | STARTS:
            return None if denied else ("end" if word.text in ENDS else "start", word.span)
    return None
