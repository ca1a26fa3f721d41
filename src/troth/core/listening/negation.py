"""Said yes, played back no: a denial on one side alone, or a word put in the place of its opposite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from troth.core.listening.antonyms import AFFIRMING, DENYING_STARTS, OPPOSITES, SOFT
from troth.core.listening.beside import Beside, Change, Text
from troth.core.listening.denials import Denial, Denials, carries
from troth.core.listening.doubt import Doubt, Kind
from troth.core.listening.opposites import opposite, too_or_enough
from troth.core.listening.stems import base
from troth.core.listening.words import Span

LIMITING = frozenset(
    "before until till earlier later sooner than unless without under over below above exceed".split()
)
LIMITED = frozenset(
    map(
        base,
        "earliest latest only from after once least most minimum maximum first within up or start "
        "begin if".split(),
    )
)
"""With a word of the first set a denial sets a limit, which a word of the second sets without one."""

TOLD = 0.75
"""Share of the other content words of the denied clause that must stand near its plain counterpart."""

NOBODY = frozenset("nobody none nothing".split())


def denied(beside: Beside, found: Denials) -> Iterator[Doubt]:
    """Find what one text denies and the other says, and words put for their opposites."""
    for denial in found.only_here:
        if (place := _told_plainly(beside, denial, found.there)) is not None:
            yield Doubt(Kind.NEGATION, beside.statement.words[denial.at].span, place)
    for denial in found.only_there:
        if (place := _told_plainly(beside.turned, denial, found.here)) is not None:
            yield Doubt(Kind.NEGATION, place, beside.playback.words[denial.at].span)
    yield from opposite(beside, OPPOSITES, Kind.NEGATION, found)
    if len(found.here) == len(found.there):
        for here, there in too_or_enough(beside):
            yield Doubt(Kind.NEGATION, here, there)
        for there, here in too_or_enough(beside.turned):
            yield Doubt(Kind.NEGATION, here, there)


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
        told = context & playback.content_near(at)
        enough = len(told) >= TOLD * len(context) and len(told) >= min(2, len(rest), 1 + len(context))
        if word.base == denied_base and told and enough and not _softened(beside, denial.at, at, there):
            return word.span
    return None


def _merely(beside: Beside, denial: Denial, change: Change) -> bool:
    """The change is the denial and nothing else that carries meaning, and what is denied is still spoken of."""
    told, said = beside.statement.words, beside.playback.words
    if told[denial.at].text in NOBODY and len(change.statement) == 1 and change.playback:
        return _kept_after(beside, denial)
    lost = _gone(beside.statement, beside.playback, (at for at in change.statement if at != denial.at))
    gained = _gone(beside.playback, beside.statement, change.playback) - AFFIRMING
    plain = gained <= {base(told[denial.at].text[len(start) :]) for start in DENYING_STARTS}
    other = len(lost) == len(gained) == 1 and beside.close and not gained & _opposed(lost)
    soft = any(said[at].base in SOFT for at in change.playback)
    kept = denial.head in (None, denial.at) or _kept(beside, denial.head) or other
    return ((not lost and plain) or other) and kept and not soft


def _gone(text: Text, other: Text, places: Iterable[int]) -> set[str]:
    """What carries meaning there and is nowhere in the other text; adverbs of degree carry none."""
    return {
        text.words[at].base
        for at in places
        if carries(text.words[at])
        and text.words[at].base not in other.bases
        and text.words[at].text[-2:] != "ly"
    }


def _opposed(words: Iterable[str]) -> set[str]:
    return {other for word in words for other in (*OPPOSITES.get(word, ()), *SOFT)}


def _kept_after(beside: Beside, denial: Denial) -> bool:
    """`Nobody complained` in the place of `two customers complained`."""
    return denial.head is not None and denial.head in beside.twins


def _kept(beside: Beside, head: int) -> bool:
    """What is denied is spoken of in the playback, by its word or by one in its place that is not its opposite."""
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
    told, said = statement.content_near(at), playback.content_near(to)
    plain = {"if"} if statement.words[at].text == "unless" else set()
    return (
        any(playback.words[place].base in SOFT - plain for place in {*near, *clause})
        or any(denial.at in near for denial in there)
        or any(OPPOSITES.get(word, frozenset()) & (said - told) for word in told - said)
    )
