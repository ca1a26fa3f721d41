"""The coach: reads along while somebody writes to a partner, and marks where an observation turns into a
judgement.

"Suspend judgement": once you judge, objectivity has left; start with understanding and connecting. So each
remark carries a question to ask, or to ask oneself, in place of the words it marks. It speaks to the writer
alone, blocks nothing, and what was once dismissed stays dismissed. A remark that is wrong costs more than one
that is missing, so where a rule is unsure it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from troth.core.judgement import absolutes, blame, demands, lessons, motives, verdicts
from troth.core.judgement.clear import Clear, days_named, observed
from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import Mark, marks
from troth.core.judgement.sentences import BLANK, Sentence, own_words, sentences

RULES = (
    *motives.PATTERNS,
    *absolutes.PATTERNS,
    *blame.PATTERNS,
    *verdicts.PATTERNS,
    *demands.PATTERNS,
    *lessons.PATTERNS,
)
"""All rules; of several that speak in one sentence, the first here is heard."""

LEAST_PROBABILITY = 0.85
"""Below this a judgement made by a trained judge gives no remark: the precision that the rules are held to."""

_LEARNED = {
    Kind.VERDICT: ("This reads like a verdict.", verdicts.ASK),
    Kind.BLAME: ("This can be read as laying it on somebody.", blame.ASK),
    Kind.MOTIVE: (motives.WHY, motives.ASK_KNOW),
    Kind.ALWAYS: (
        "This covers every time. Saying which times keeps the conversation on what happened.",
        absolutes.ASK,
    ),
    Kind.LESSON: ("This speaks about the other. What you need, and why, can be said to them.", lessons.ASK),
    Kind.SHOULD: ("This holds somebody to a demand. A request leaves a yes or a no.", demands.ASK),
}
_WHOLE_CLAUSE = (Kind.MOTIVE, Kind.ALWAYS, Kind.BLAME, Kind.SHOULD)
_CLAUSE_END = re.compile(
    r"(?=[,;:.!?()\x00\x01\u2013\u2014]| (?:and|but|because|so|when|while|which|if|unless|since|or) |$)",
    re.IGNORECASE,
)
_LONGEST_REST = 60


@dataclass(frozen=True)
class Judged:
    """A span that a trained judge, on another floor, takes for judging: places in the text, kind, probability
    0 to 1."""

    start: int
    end: int
    kind: Kind
    probability: float


@dataclass(frozen=True)
class Remark:
    """One remark to the writer: its number on the page, the span `start` to `end` in the text with its words,
    the kind, why in one sentence or two, what to try instead, and `phrase`, by which it can be dismissed for
    good."""

    number: int
    start: int
    end: int
    words: str
    kind: Kind
    why: str
    instead: str
    phrase: str


def remarks(
    text: str, *, dismissed: frozenset[str] = frozenset(), judged: Sequence[Judged] = ()
) -> tuple[Remark, ...]:
    """Mark the judging spans of an English text, at most one in a sentence, in the order of their places.

    `dismissed` holds the phrases of remarks that this person does not want to see again. `judged` are spans
    found by a trained judge; in a sentence in which a rule speaks the rule is heard. Places count characters
    of `text`. What is quoted, code or a link is never marked; a text in another language gives no remark.
    Takes time in proportion to the length.
    """
    found: list[Remark] = []
    before: Sentence | None = None
    named = days_named(own_words(text))
    surest = sorted(judged, key=lambda each: (-each.probability, each.start))
    for sentence in sentences(text):
        mark = _heard(sentence, dismissed, surest)
        if mark:
            found.append(_remark(text, mark, len(found) + 1, before, named))
        before = sentence
    return tuple(found)


def clear(text: str) -> tuple[Clear, ...]:
    """Give the sentences that can stand on their own as observations: what came when, and what it meant."""
    return tuple(
        Clear(each.start, each.end, text[each.start : each.end], says)
        for each in sentences(text)
        if (says := observed(each)) and _heard(each, frozenset(), ()) is None
    )


def _heard(sentence: Sentence, dismissed: frozenset[str], surest: Sequence[Judged]) -> Mark | None:
    """The mark that is heard in a sentence, with its places in the text."""
    found = [_placed(mark, sentence) for mark in marks(sentence, RULES)] or list(_learned(sentence, surest))
    silent = [mark for mark in found if _phrase(mark) in dismissed]
    return next(
        (
            mark
            for mark in found
            if not any(mark.start < other.end and other.start < mark.end for other in silent)
        ),
        None,
    )


def _placed(mark: Mark, sentence: Sentence) -> Mark:
    end = mark.end
    if mark.kind in _WHOLE_CLAUSE:
        rest = _CLAUSE_END.search(sentence.words, end, end + _LONGEST_REST)
        end = rest.start() if rest and rest.start() < end + _LONGEST_REST else end
        end = mark.start + len(sentence.words[mark.start : end].rstrip())
    return replace(mark, start=sentence.start + mark.start, end=sentence.start + end)


def _learned(sentence: Sentence, surest: Sequence[Judged]) -> Iterator[Mark]:
    """What a trained judge found within a sentence, the surest first."""
    for each in surest:
        said = sentence.words[max(0, each.start - sentence.start) : max(0, each.end - sentence.start)]
        if (
            each.probability >= LEAST_PROBABILITY
            and sentence.start <= each.start < each.end <= sentence.end
            and BLANK not in said
        ):
            why, instead = _LEARNED[each.kind]
            key = " ".join(re.findall(r"[\w']+", said.lower()))
            yield Mark(each.start, each.end, each.kind, why, instead, key)


def _phrase(mark: Mark) -> str:
    return f"{mark.kind.name.lower()}: {mark.key}"


def _remark(text: str, mark: Mark, number: int, before: Sentence | None, named: tuple[str, ...]) -> Remark:
    why = mark.why
    if mark.kind is Kind.VERDICT and before and observed(before):
        why = "The sentence before it already says what happened. It can stand alone."
    elif mark.kind is Kind.ALWAYS and named:
        why = f"You name a day in this text: {named[0]}. Saying which times keeps the conversation on what happened."
    return Remark(
        number=number,
        start=mark.start,
        end=mark.end,
        words=text[mark.start : mark.end],
        kind=mark.kind,
        why=why,
        instead=mark.instead,
        phrase=_phrase(mark),
    )
