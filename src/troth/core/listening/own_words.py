"""How far a playback is its author's own wording, and how far the statement's words again.

Serves the claim that understanding shows in one's own interpretation, not in repeating. It reads words alone: that
somebody repeats does not mean that they did not understand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from troth.core.listening.runs import Run, runs
from troth.core.listening.words import Word, words

FUNCTION_WEIGHT = 0.25
RUN_WEIGHT = 2.0
PRIOR = 1.0
"""Weight of one content word, counted as repeated before anything is read: a word alone proves no wording."""

LEAST_CONTENT = 3
LEAST_WORDS = 5


class Wording(Enum):
    """How a playback is worded beside its statement; a member's value says it to a person."""

    OWN = "Own words"
    MOSTLY_OWN = "Own words mostly"
    NEAR = "Near its words"
    REPEATED = "Its words again"
    TOO_SHORT = "Too short to say"


STEPS = ((0.35, Wording.OWN), (0.55, Wording.MOSTLY_OWN), (0.8, Wording.NEAR))
"""Below which echo each wording is said; from the last on it is REPEATED."""


@dataclass(frozen=True)
class OwnWords:
    """What is repeated of a statement.

    `echo` in [0, 1]: 1 where nothing is added. `taken` in [0, 1]: share of the playback's content words that the
    statement has too. `covered` in [0, 1]: share of its words that lie in `runs`. `ordered` in [0, 1]: share of the
    words taken over that stand in the statement's order; 0 where there are none.
    """

    echo: float
    wording: Wording
    taken: float
    covered: float
    ordered: float
    runs: tuple[Run, ...]


def own_words(statement: str, playback: str) -> OwnWords:
    """Say how far the playback repeats the statement. It always reckons; `wording` claims nothing of a short text."""
    return worded(words(statement), words(playback))


def worded(statement: Sequence[Word], playback: Sequence[Word]) -> OwnWords:
    """The same for texts that were cut into words already.

    Echo = (repeated + 1) / (repeated + 1 + own): content words count 1, others 0.25; repeated ones twice within a
    run of three or more. The prior of one word keeps a short text from being called own.
    """
    found = runs(statement, playback)
    told = {word.base for word in statement}
    repeated = [word.base in told for word in playback]
    in_runs = [
        any(run.playback.start <= word.span.start < run.playback.end for run in found) for word in playback
    ]
    again = sum(
        _weight(word) * (RUN_WEIGHT if within else 1)
        for word, same, within in zip(playback, repeated, in_runs, strict=True)
        if same
    )
    own = sum(_weight(word) for word, same in zip(playback, repeated, strict=True) if not same)
    echo = (again + PRIOR) / (again + PRIOR + own) if statement and playback else 0.0
    content = [same for word, same in zip(playback, repeated, strict=True) if word.content]
    return OwnWords(
        echo=echo,
        wording=_wording(echo, statement, playback),
        taken=_share(content),
        covered=_share(in_runs),
        ordered=_ordered(statement, playback),
        runs=found,
    )


def _weight(word: Word) -> float:
    return 1.0 if word.content else FUNCTION_WEIGHT


def _share(marks: Sequence[bool]) -> float:
    return sum(marks) / len(marks) if marks else 0.0


def _wording(echo: float, statement: Sequence[Word], playback: Sequence[Word]) -> Wording:
    if _short(statement) or _short(playback):
        return Wording.TOO_SHORT
    return next((wording for below, wording in STEPS if echo < below), Wording.REPEATED)


def _short(text: Sequence[Word]) -> bool:
    return len(text) < LEAST_WORDS or sum(word.content for word in text) < LEAST_CONTENT


def _ordered(statement: Sequence[Word], playback: Sequence[Word]) -> float:
    """The longest rising sequence of first places in the statement, of the content words taken over."""
    first: dict[str, int] = {}
    for place, word in enumerate(statement):
        first.setdefault(word.base, place)
    taken = dict.fromkeys(word.base for word in playback if word.content and word.base in first)
    rising: list[int] = []
    for place in (first[base] for base in taken):
        at = bisect_left(rising, place)
        rising[at : at + 1] = [place]
    return len(rising) / len(taken) if taken else 0.0
