"""Said yes, played back no: a denial on one side alone, or a word put in the place of its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from troth.core.listening.antonyms import (
    AFFIRMING,
    AGAINST,
    DEGREES,
    DENYING,
    DENYING_STARTS,
    DENYING_VERBS,
    OPPOSITES,
    PHRASES,
    SCANT,
    SOFT,
)
from troth.core.listening.beside import NEAR, Beside, Change, Text
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.stems import base
from troth.core.listening.words import Span, Word

COMPARED = frozenset("more less later earlier sooner fewer over under above below beyond exceed".split())
LIMITING = frozenset(
    "before until till earlier later sooner than unless without under over below above exceed".split()
)
LIMITED = frozenset(
    map(
        base,
        "earliest latest only from after once least most minimum maximum first within up or start begin if".split(),
    )
)
"""With a word of the first set a denial sets a limit, which a word of the second sets without one."""

EVEN = frozenset("only just merely simply".split())
AFTER_AN_ANSWER = frozenset(map(base, "@ it that this there the".split()))
TAG = 3
"""Words of a question that is hung on: `is n't it`."""

TOLD = 0.75
"""Share of the other content words of the denied clause that must stand near its plain counterpart."""

LEAST_SHARED, OF_THE_SAME = 2, 0.75
"""How many content words, and which share of the fewer, two places have in common that speak of the same."""

LEAST_REST = 4
HEAD_WITHIN = 6
"""Most words from a verb that denies to what it denies."""

BEING = frozenset(map(base, "be run go get fall stay".split()))
SCANT_OF = frozenset("of on".split())
JOINING = frozenset("and or both either neither nor".split())
"""Of these, one may say with a denial what another says without."""

NOBODY = frozenset("nobody none nothing".split())
AGAINST_WITHIN = 4
SCARCE = frozenset("few little".split())
MENTAL = frozenset(map(base, "know see say think understand get want mean guess".split()))
"""Words that carry nothing in a playback's opening and may still be what is denied."""


@dataclass(frozen=True)
class Denial:
    """One word that denies: its place, and the place of the word that it denies, where there is one."""

    at: int
    head: int | None


@dataclass(frozen=True)
class Denials:
    """What each of two texts denies, and which of it the other does not deny."""

    here: tuple[Denial, ...]
    there: tuple[Denial, ...]
    only_here: tuple[Denial, ...]
    only_there: tuple[Denial, ...]


def denials(beside: Beside) -> Denials:
    """Find what the statement and the playback deny."""
    here, there = denials_of(beside.statement, beside.playback), denials_of(beside.playback, beside.statement)
    return Denials(here, there, alone(beside, here, there), alone(beside.turned, there, here))


def denied(beside: Beside, found: Denials) -> Iterator[Doubt]:
    """Find what one text denies and the other says, and words put for their opposites."""
    for denial in found.only_here:
        if (place := _told_plainly(beside, denial, found.there)) is not None:
            yield Doubt(Kind.NEGATION, _span(beside.statement, denial), place)
    for denial in found.only_there:
        if (place := _told_plainly(beside.turned, denial, found.here)) is not None:
            yield Doubt(Kind.NEGATION, place, _span(beside.playback, denial))
    yield from opposite(beside, OPPOSITES, Kind.NEGATION, found)
    if len(found.here) == len(found.there):
        for here, there in _too_or_enough(beside):
            yield Doubt(Kind.NEGATION, here, there)
        for there, here in _too_or_enough(beside.turned):
            yield Doubt(Kind.NEGATION, here, there)


def _too_or_enough(beside: Beside) -> Iterator[tuple[Span, Span]]:
    """`too wide` in the statement and `wide enough` in the playback."""
    told, said = beside.statement.words, beside.playback.words
    for at, to in product(range(len(told) - 1), range(len(said) - 1)):
        if told[at].text != "too" or "enough" not in (said[to].text, said[to + 1].text):
            continue
        after = [each.base for each in told[at + 1 : at + 3]]
        scarce = told[at + 1].text in SCARCE and said[to].text == "enough" and said[to + 1].base in after
        same = said[to + 1].text == "enough" and said[to].base in {after[0], *OPPOSITES.get(after[0], ())}
        if (scarce or same) and _of_the_same(beside, at, to):
            yield beside.statement.span(at, at + 1), beside.playback.span(to, to + 1)


def denials_of(text: Text, other: Text) -> tuple[Denial, ...]:
    """Find what a text denies; `no more than` is a bound, `not only` an addition, and `isn't it?` at the end asks."""
    return tuple(denial for at in range(len(text.words)) for denial in _denial(text, at, other))


def _denial(text: Text, at: int, other: Text) -> Iterator[Denial]:
    word = text.words[at]
    if word.text in DENYING:
        if not _idle(text, at):
            yield Denial(at, _head(text, at))
    elif word.base in DENYING_VERBS or (
        word.text == "against"
        and any(each.base in AGAINST for each in text.words[max(0, at - AGAINST_WITHIN) : at])
    ):
        head = _head(text, at)
        if head is not None and at < head <= at + HEAD_WITHIN:
            yield Denial(at, head)
    elif f"{word.base} {_text(text, at + 1)}" in PHRASES:
        yield Denial(at, _head(text, at + 1, of=at))
    elif word.text in SCANT and at and text.words[at - 1].base in BEING and _text(text, at + 1) in SCANT_OF:
        yield Denial(at, _head(text, at))
    elif _turned_over(word.text, other):
        yield Denial(at, at)


def _text(text: Text, at: int) -> str:
    return text.words[at].text if at < len(text.words) else ""


def _idle(text: Text, at: int) -> bool:
    """A word that denies by its form and not by its use."""
    clause = [text.words[place] for place in text.clause(at)]
    before = text.words[at - 1].text if at else ""
    after = text.words[at + 1] if at + 1 < len(text.words) else None
    following = after.text if after and text.clauses[at + 1] == text.clauses[at] else ""
    if text.words[at].text == "no" and (not following or (after and after.base in AFTER_AN_ANSWER | {"no"})):
        return True
    earlier = {word.text for word in clause if word.span < text.words[at].span}
    if text.words[at].text in {"nor", "neither"} and earlier & {"neither", "nor"}:
        return True
    asked = len(clause) == TAG and clause[-1].base in AFTER_AN_ANSWER and clause[1].base == "not"
    why = any(word.text == "why" for word in text.words[max(0, at - 2) : at])
    return asked or why or before == "or" or following in COMPARED | EVEN


def _head(text: Text, at: int, *, of: int | None = None) -> int | None:
    """The next content word of the clause; the last one before where the clause ends with the denial."""
    clause = text.clause(at)
    after = [place for place in clause if place > at and _carries(text.words[place])]
    before = [place for place in clause if place < (at if of is None else of) and text.words[place].content]
    if after:
        return after[0]
    return before[-1] if before and at == clause[-1] else None


def _carries(word: Word) -> bool:
    return (word.content or word.base in MENTAL) and word.text not in DEGREES


def _turned_over(word: str, other: Text) -> bool:
    """`impossible` where the other text has `possible`, and not `impossible` too."""
    return base(word) not in other.bases and any(
        word.startswith(start)
        and len(word) - len(start) >= LEAST_REST
        and base(word[len(start) :]) in other.bases
        for start in DENYING_STARTS
    )


def alone(beside: Beside, here: Sequence[Denial], there: Sequence[Denial]) -> tuple[Denial, ...]:
    """The denials of the statement that answer to none of the playback; two beside each other undo one another."""
    left, free = list(here), list(there)
    for same in (_twins, _in_one_change, _one_head, _near):
        for denial in tuple(left):
            match = next((other for other in free if same(beside, denial, other)), None)
            if match is not None:
                left.remove(denial)
                free.remove(match)
    return tuple(each for each in left if not any(0 < abs(each.at - other.at) <= NEAR for other in left))


def _twins(beside: Beside, one: Denial, other: Denial) -> bool:
    return beside.twins.get(one.at) == other.at


def _in_one_change(beside: Beside, one: Denial, other: Denial) -> bool:
    change = beside.change_at(one.at)
    return change is not None and other.at in change.playback


def _one_head(beside: Beside, one: Denial, other: Denial) -> bool:
    return _base(beside.statement, one.head) == _base(beside.playback, other.head) is not None


def _near(beside: Beside, one: Denial, other: Denial) -> bool:
    return bool(_content(beside.statement, one.at) & _content(beside.playback, other.at))


def _base(text: Text, at: int | None) -> str | None:
    return None if at is None else text.words[at].base


def _content(text: Text, at: int) -> set[str]:
    return {text.words[place].base for place in text.near(at) if text.words[place].content}


def _span(text: Text, denial: Denial) -> Span:
    return text.words[denial.at].span


def _told_plainly(beside: Beside, denial: Denial, there: Sequence[Denial]) -> Span | None:
    """Where the playback says what the statement denies; None where it does not, or may say so in other words."""
    if _only_from(beside, denial):
        return None
    change = beside.change_at(denial.at)
    if change is not None and _merely(beside, denial, change):
        return _beside_change(beside, denial, change)
    return None if denial.head is None else _said_elsewhere(beside, denial, denial.head, there)


def _only_from(beside: Beside, denial: Denial) -> bool:
    """`Not before Monday` and `no fewer than` are told without a denial as `Monday at the earliest` and `at least`."""
    words = beside.statement.words
    after = {words[at].text for at in beside.statement.clause(denial.at) if at > denial.at}
    return bool(after & LIMITING and (beside.playback.bases - beside.statement.bases) & LIMITED)


def _said_elsewhere(beside: Beside, denial: Denial, head: int, there: Sequence[Denial]) -> Span | None:
    """Where the playback says the denied word plainly, with what it was denied of."""
    statement, playback = beside.statement, beside.playback
    denied_base = statement.words[head].base
    places = [at for at in statement.clause(denial.at) if statement.words[at].content]
    context = {statement.words[at].base for at in places if at not in (head, denial.at)}
    if any(
        word.base == denied_base for at, word in enumerate(statement.words) if at not in (head, denial.at)
    ):
        return None
    for at, word in enumerate(playback.words):
        clause = playback.clause(at)
        rest = {playback.words[place].base for place in clause if playback.words[place].content} - {
            denied_base
        }
        told = context & _content(playback, at)
        enough = len(told) >= TOLD * len(context) and len(told) >= min(2, len(rest), 1 + len(context))
        if word.base == denied_base and told and enough and not _softened(beside, denial.at, at, there):
            return word.span
    return None


def _merely(beside: Beside, denial: Denial, change: Change) -> bool:
    """The change is the denial and nothing else that carries meaning, and what is denied is still spoken of."""
    told, said = beside.statement.words, beside.playback.words
    if told[denial.at].text in NOBODY and len(change.statement) == 1 and change.playback:
        return _kept_after(beside, denial)
    lost = {told[at].base for at in change.statement if _carries(told[at]) and at != denial.at}
    gained = {said[at].base for at in change.playback if _carries(said[at])} - AFFIRMING
    rest = {base(told[denial.at].text[len(start) :]) for start in DENYING_STARTS}
    soft = any(said[at].base in SOFT for at in change.playback)
    kept = denial.head in (None, denial.at) or _kept(beside, denial.head)
    return lost <= gained and gained <= lost | rest and kept and not soft


def _kept_after(beside: Beside, denial: Denial) -> bool:
    """`Nobody complained` in the place of `two customers complained`."""
    return denial.head is not None and denial.head in beside.twins


def _kept(beside: Beside, head: int) -> bool:
    """What is denied is spoken of in the playback, by its word or by one other in its place that is not its opposite."""
    word = beside.statement.words[head].base
    change = beside.change_at(head)
    if word in beside.playback.bases or change is None:
        return word in beside.playback.bases
    instead = {beside.playback.words[at].base for at in change.playback if beside.playback.words[at].content}
    return len(instead) == len(change.statement) == 1 and not instead & (
        OPPOSITES.get(word, frozenset()) | SOFT
    )


def _beside_change(beside: Beside, denial: Denial, change: Change) -> Span:
    """What stands in the denial's place, else the word after it, else the one before."""
    if change.playback:
        return beside.playback.span(change.playback[0], change.playback[-1])
    at = min(change.playback.start, len(beside.playback.words) - 1)
    return beside.playback.words[at].span


def _softened(beside: Beside, at: int, to: int, there: Sequence[Denial]) -> bool:
    """The playback may say the same by other words: a denial, a condition, or an opposite stands near."""
    statement, playback = beside.statement, beside.playback
    near, clause = playback.near(to), playback.clause(to)
    told, said = _content(statement, at), _content(playback, to)
    plain = {"if"} if statement.words[at].text == "unless" else set()
    return (
        any(playback.words[place].base in SOFT - plain for place in {*near, *clause})
        or any(denial.at in near for denial in there)
        or any(OPPOSITES.get(word, frozenset()) & (said - told) for word in told - said)
    )


def opposite(
    beside: Beside, table: Mapping[str, frozenset[str]], kind: Kind, denials: Denials
) -> Iterator[Doubt]:
    """Find a word for which the playback has its opposite, with as many denials on both sides.

    In the same place; or of the same things, where neither text has the other's word.
    """
    told, said = beside.statement, beside.playback
    spared_here = _spared(denials.here, denials.only_here)
    spared_there = _spared(denials.there, denials.only_there)
    in_place = {pair for change in beside.changes for pair in product(change.statement, change.playback)}
    for at, word in enumerate(told.words):
        for to in (to for other in table.get(word.base, ()) for to in said.where.get(other, ())):
            new, lost = said.words[to].base not in told.bases, word.base not in said.bases
            joining = word.text in JOINING and (denials.here or denials.there)
            placed = (at, to) in in_place and (new or lost) and not joining
            moved = (
                new
                and lost
                and not denials.only_here
                and not denials.only_there
                and _of_the_same(beside, at, to)
            )
            if (placed or moved) and at not in spared_here and to not in spared_there:
                yield Doubt(kind, word.span, said.words[to].span)


def _of_the_same(beside: Beside, at: int, to: int) -> bool:
    """Most of what stands near the one stands near the other too."""
    told, said = _content(beside.statement, at), _content(beside.playback, to)
    told -= {beside.statement.words[at].base}
    said -= {beside.playback.words[to].base}
    return len(told & said) >= max(LEAST_SHARED, OF_THE_SAME * min(len(told), len(said)))


def _spared(every: Sequence[Denial], unanswered: Sequence[Denial]) -> set[int | None]:
    """Places where an opposite says the same: what is denied on one side alone, and a denial that has its answer."""
    return {each.head for each in unanswered} | {each.at for each in every if each not in unanswered}
