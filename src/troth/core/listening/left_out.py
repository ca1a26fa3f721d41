"""What the statement says exactly and the playback does not speak of, though it tells the rest of that clause."""

from __future__ import annotations

from collections.abc import Iterator

from troth.core.listening.beside import Beside
from troth.core.listening.differing import Exact
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.stems import base
from troth.core.listening.vocabulary import PERSON
from troth.core.listening.who import named
from troth.core.listening.words import Span

CONDITIONS = frozenset(
    base(word)
    for word in "if unless provided providing assuming when whenever once condition case depend "
    "depending otherwise only "
    "until except should long without while where after as".split()
)
"""What opens a condition, or tells one in other words."""

STANDING_FOR = frozenset({PERSON, base("it"), base("this"), base("that"), base("one")})
"""What may stand for a name."""

ASKING = frozenset(map(base, "see know ask check wonder sure decide tell say find out question of".split()))
"""Before an `if` that is a question and no condition."""

OPENING = frozenset("if unless provided providing".split())
TOLD = 0.67
"""Share of the other content words of a clause that the playback has, from which a gap in it is spoken of."""

LEAST_TOLD = 2

FEW = 2
"""Up to so many things are told by a plural."""


def left_out(beside: Beside, said: Exact) -> Iterator[Doubt]:
    """Find numbers, days, names and conditions without a trace in the playback."""
    for amount in said.lost_amounts:
        missed = amount.dimension or (amount.things in beside.playback.bases and amount.value > FEW)
        if missed and not amount.loose and amount.value != 1 and not said.new_amounts:
            yield from _unless_untold(beside, amount.span)
    for moment in said.lost_moments:
        if not said.new_moments:
            yield from _unless_untold(beside, moment.span)
    if not beside.playback.bases & STANDING_FOR:
        missing = named(beside.statement) - beside.playback.bases
        first = {word.base: word.span for word in reversed(beside.statement.words) if word.base in missing}
        for span in first.values():
            yield from _unless_untold(beside, span)
    yield from _conditions(beside)


def _unless_untold(beside: Beside, span: Span) -> Iterator[Doubt]:
    """A whole clause may be left out in one's own words; a gap is what misses in one that is told."""
    text = beside.statement
    places = text.places(span)
    rest = {
        text.words[at].base for at in text.clause(places[0]) if text.words[at].content and at not in places
    }
    told = rest & beside.playback.bases
    if len(told) >= LEAST_TOLD and len(told) >= TOLD * len(rest):
        yield Doubt(Kind.LEFT_OUT, span, None)


def _conditions(beside: Beside) -> Iterator[Doubt]:
    """A condition of which the playback has neither the words nor any `if`, beside a sentence that it tells."""
    text, playback = beside.statement, beside.playback
    if playback.bases & CONDITIONS:
        return
    for at, word in enumerate(text.words):
        if word.text in OPENING and not (at and text.words[at - 1].base in ASKING):
            clause = text.clause(at)
            inside = {text.words[place].base for place in clause if text.words[place].content}
            outside = text.content - inside
            told = outside & playback.bases
            if inside and not inside & playback.bases and len(told) >= max(LEAST_TOLD, TOLD * len(outside)):
                yield Doubt(Kind.LEFT_OUT, text.span(clause[0], clause[-1]), None)
