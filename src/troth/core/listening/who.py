"""Who does what: a name or a role in the place of another, or the doer and the one it is done to exchanged.

The listener's `we` is the speaker's `you`, so pronouns are compared only by what they become between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from troth.core.listening.antonyms import TWO_ENDS
from troth.core.listening.beside import Beside, Change, Text
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.stems import base
from troth.core.listening.vocabulary import PERSON
from troth.core.listening.words import Word

ROLES = frozenset(
    base(word)
    for word in (
        "team manager customer client supplier vendor partner driver crew engineer designer developer "
        "director lead leader "
        "operator buyer seller owner sponsor contractor subcontractor carrier shipper warehouse "
        "finance legal sales marketing "
        "purchasing procurement accounting management board committee user colleague boss staff "
        "department office headquarters "
        "hub plant factory lab laboratory support service helpdesk auditor inspector planner "
        "performer consultant lawyer "
        "secretary assistant analyst tester student professor teacher nurse doctor patient bank "
        "agency company firm "
        "organisation organization programmer administrator admin speaker chair chairman president "
        "coordinator expert"
    ).split()
)
"""Who may be the doer in work between firms, besides names and pronouns."""

MUTUAL = frozenset(
    base(word)
    for word in "connect meet agree talk share differ equal match join marry discuss compare combine "
    "mix cooperate work "
    "collaborate separate touch resemble together between both and or with same different similar".split()
)
"""What is the same from both sides, so that exchanging the two changes nothing."""

TURNING = frozenset(
    base(word) for word in "by from receive get obtain hear learn accept collect expect await".split()
)
"""What turns a sentence round: the parcel is sent *by* Kaido, Veldsen *receives* it."""

ALIKE = tuple(
    frozenset(base(word) for word in group.split())
    for group in (
        "customer client buyer user",
        "supplier vendor seller contractor subcontractor performer",
        "boss manager lead leader head director chief",
        "company firm organisation organization office headquarters",
        "team staff department colleague group people crew",
        "lawyer legal",
        "carrier shipper",
        "engineer developer programmer",
        "professor teacher",
        "factory plant",
        "lab laboratory",
        "chair chairman president",
    )
)
"""Roles that two people may call by different words."""

FIRST, SECOND = frozenset("i me we us".split()), frozenset("you ya".split())
THIRD = frozenset("he she him her".split())
SAME_DOER = {"speaker": ("listener",), "listener": ("speaker",)}
"""Whom a pronoun of the playback names in the statement."""

TITLE = 2
"""Most words of a name or a role: project manager."""

DOING = frozenset("i we you".split())
VERB_WITHIN, OBJECT_WITHIN, REACH = 4, 7, 10
MOST_CAPITALS = 0.5


@dataclass(frozen=True)
class Doer:
    """A name or role in a text, by the form it is compared by, with its place."""

    name: str
    at: int


@dataclass(frozen=True)
class Transfer:
    """Something done by one of the two to the other: whether by who speaks, what, and where it is said."""

    from_speaker: bool
    does: frozenset[str]
    wording: tuple[str, ...]
    at: int


def different_doers(beside: Beside) -> Iterator[Doubt]:
    """Find who the playback has in another's place."""
    names = named(beside.statement) | named(beside.playback)
    here, there = doers(beside.statement, names), doers(beside.playback, names)
    if not _other_end_told(beside):
        yield from _in_anothers_place(beside, here, there)
        yield from _exchanged(beside, here, there)
        yield from _not_turned(beside)
    yield from _by_another(beside, here, there)
    yield from _from_the_other_end(beside, here, there)
    yield from _another_person(beside)


def doers(text: Text, names: frozenset[str]) -> tuple[Doer, ...]:
    """Find the names and roles of a text."""
    return tuple(
        Doer(word.base, at)
        for at, word in enumerate(text.words)
        if word.content and (word.base in ROLES or word.base in names)
    )


def named(text: Text) -> frozenset[str]:
    """The words with a capital where none is due, by what they are compared by; none of a text full of capitals."""
    due = [_due(text, at) for at in range(len(text.words))]
    capital = [_capital(text, word) for word in text.words]
    free = [each for each, expected in zip(capital, due, strict=True) if not expected]
    if sum(free) > MOST_CAPITALS * len(free):
        return frozenset()
    return frozenset(
        word.base
        for word, each, expected in zip(text.words, capital, due, strict=True)
        if each and not expected and word.content
    )


def _capital(text: Text, word: Word) -> bool:
    said = text.raw[word.span.start : word.span.end]
    return len(said) > 1 and said[0].isupper() and said.isalpha()


def _due(text: Text, at: int) -> bool:
    """A sentence begins here, so a capital says nothing."""
    start = text.words[at].span.start
    before = text.raw[max(0, start - 4) : start].rstrip(" \"'\u201c\u2018([")
    return at == 0 or not before or before[-1] in ".!?:;\n\u2026-|"


def _in_anothers_place(beside: Beside, here: Sequence[Doer], there: Sequence[Doer]) -> Iterator[Doubt]:
    for change in beside.changes:
        told = [doer for doer in here if doer.at in change.statement]
        said = [doer for doer in there if doer.at in change.playback]
        if len(told) == len(said) == 1 and _others(told[0].name, said[0].name) and _alone(beside, change):
            yield _doubt(beside, told[0].at, said[0].at)


def _by_another(beside: Beside, here: Sequence[Doer], there: Sequence[Doer]) -> Iterator[Doubt]:
    """A doer who is gone and one who is new, beside the same words."""
    gone = [doer for doer in here if doer.name not in beside.playback.bases]
    new = [doer for doer in there if doer.name not in beside.statement.bases]
    for told, said in product(gone, new):
        one, other = _after(beside.statement, told.at), _after(beside.playback, said.at)
        if _others(told.name, said.name) and one and one == other:
            yield _doubt(beside, told.at, said.at)


def _after(text: Text, at: int) -> str | None:
    """The next word with content: what somebody does, or what they are."""
    ahead = text.words[at + 1 : at + 1 + VERB_WITHIN]
    return next((word.base for word in ahead if word.content), None)


def _other_end_told(beside: Beside) -> bool:
    """The playback tells the act from its other end: Veldsen buys what Kaido sells."""
    return any(beside.playback.bases & TWO_ENDS[base] for base in beside.statement.bases & TWO_ENDS.keys())


def _from_the_other_end(beside: Beside, here: Sequence[Doer], there: Sequence[Doer]) -> Iterator[Doubt]:
    """`Kaido lends` played back as `Kaido borrows`; between speaker and listener, `I lend` as `you borrow`."""
    for change in beside.changes:
        for at, to in product(change.statement, change.playback):
            if beside.playback.words[to].base in TWO_ENDS.get(beside.statement.words[at].base, ()):
                one, other = _subject(beside.statement, here, at), _subject(beside.playback, there, to)
                if one and one in SAME_DOER.get(other, (other,)):
                    yield _doubt(beside, at, to)


def _subject(text: Text, doers: Sequence[Doer], at: int) -> str:
    """Who is named last before a word: a name, or whether who speaks, who listens, or a third is meant."""
    name = max((doer.at for doer in doers if doer.at < at), default=-1)
    person = max((place for place in range(at) if text.words[place].base == PERSON), default=-1)
    if name > person:
        return text.words[name].base
    if person < 0:
        return ""
    said = text.words[person].text
    return "speaker" if said in FIRST else "listener" if said in SECOND else "third"


def _others(one: str, other: str) -> bool:
    """Two names, or two roles that are not the same by another word; a name may well have that role."""
    alike = any(one in group and other in group for group in ALIKE)
    return one != other and (one in ROLES) == (other in ROLES) and not alike


def _alone(beside: Beside, change: Change) -> bool:
    """Nothing but who it is changed there."""
    told = [at for at in change.statement if beside.statement.words[at].content]
    said = [at for at in change.playback if beside.playback.words[at].content]
    return 0 < len(told) <= TITLE and 0 < len(said) <= TITLE


def _exchanged(beside: Beside, here: Sequence[Doer], there: Sequence[Doer]) -> Iterator[Doubt]:
    """`Kaido sends Veldsen` played back as `Veldsen sends Kaido`, neither of them turned round by a passive."""
    said = {
        (first.name, second.name): (first.at, second.at)
        for first, second in permutations(there, 2)
        if first.at < second.at
    }
    for first, second in permutations(here, 2):
        if first.name == second.name or not first.at < second.at <= first.at + REACH:
            continue
        straight, back = said.get((first.name, second.name)), said.get((second.name, first.name))
        if (straight is None) == (back is None):
            continue
        told, turned = (
            _between(beside.statement, first.at, second.at),
            _between(beside.playback, *(straight or back or ())),
        )
        shared = (told & turned & (beside.statement.content - ROLES)) - {first.name, second.name}
        passive = bool(told & TURNING) != bool(turned & TURNING)
        if shared and passive == (back is None) and not (told | turned) & MUTUAL:
            yield _doubt(beside, first.at, (straight or back or (0,))[0])


def _between(text: Text, first: int, last: int) -> set[str]:
    return {word.base for word in text.words[first : last + 1]}


def _another_person(beside: Beside) -> Iterator[Doubt]:
    """The statement's `he` is not the listener."""
    for at, to in beside.twins.items():
        if beside.statement.words[at].text in THIRD and beside.playback.words[to].text in FIRST:
            yield _doubt(beside, at, to)


def _not_turned(beside: Beside) -> Iterator[Doubt]:
    """`We send you` played back as `we send you`, unless word for word: the listener's `we` is somebody else."""
    for told in _transfers(beside.statement):
        for said in _transfers(beside.playback):
            same = told.from_speaker == said.from_speaker and told.does & said.does
            if same and told.wording != said.wording:
                yield _doubt(beside, told.at, said.at)


def _transfers(text: Text) -> Iterator[Transfer]:
    for at, word in enumerate(text.words):
        if word.text in DOING:
            ahead = [place for place in text.clause(at) if at < place <= at + OBJECT_WITHIN]
            to = next((place for place in ahead if text.words[place].base == PERSON), at)
            does = frozenset(each.base for each in text.words[at + 1 : to] if each.content)
            speaks, listens = word.text in FIRST, text.words[to].text in FIRST
            if does and speaks != listens and text.words[to].text in FIRST | SECOND:
                yield Transfer(speaks, does, tuple(each.base for each in text.words[at:to]), at)


def _doubt(beside: Beside, here: int, there: int) -> Doubt:
    return Doubt(Kind.WHO, beside.statement.words[here].span, beside.playback.words[there].span)
