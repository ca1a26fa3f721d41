"""What is clear already: sentences that say what came when, or what it meant, and can stand on their own.

An observation is specific in time and context (Rosenberg, Nonviolent Communication, 2003, chapter 3). So a
sentence counts only when it tells of something past and names a day or a time, or an amount beside a
consequence; when it holds no opinion, wish or guess; and when no rule marks it. Everything else is left out
rather than praised by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from troth.core.judgement.sentences import Sentence

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?(?: of)? {_MONTH}(?!\w)"
    rf"|{_MONTH} \d{{1,2}}\b|the \d{{1,2}}(?:st|nd|rd|th)|\d{{1,2}}[:.]\d\d ?(?:am|pm|h)?\b"
    rf"|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|yesterday|last (?:week|month|night)|this morning)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?)"
    r" (?:working )?(?:minutes?|hours?|days?|weeks?|months?|customers?|people|orders?"
    r"|containers?|pallets?|units?|shifts?"
    r"|euros?|dollars?|percent)\b|[$\u20ac\u00a3] ?\d)",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:came|went|left|got|was|were|had|did(?: not|n't)|sent|met|told|said|wrote|began|took"
    r"|found|paid|lost|cost|stood"
    r"|[a-z]{2,}(?<!ne)ed)\b",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:waited|cost|lost|paid|stood still|stopped|missed|idle|extra|spent|without|moved"
    r"|cancelled|canceled|postponed)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:think|thought|feel|felt|believe|guess|seems?|seemed|apparently|probably|maybe"
    r"|perhaps|possibly|should|would|could"
    r"|must|might|may (?!\d)|will|shall|hope|hoped|wish|want|wanted|always|never|often|usually"
    r"|unfortunately|obviously|clearly"
    r"|please|if|as usual|again and again|supposed|expected|sadly|bad|poor|terrible|late|only"
    r"|even|just|need|needed|too|so"
    r"|wrong|unacceptable|disappointed|disappointing|annoyed|ridiculous|good|great|nice|better"
    r"|worse)\b|'ll\b",
    re.IGNORECASE,
)


class Says(Enum):
    """What a clear sentence says; a member's value names it to a person."""

    WHEN = "what came when"
    MEANT = "what it meant"


@dataclass(frozen=True)
class Clear:
    """A sentence that can stand on its own: its place in the text, its words, and what it says."""

    start: int
    end: int
    words: str
    says: Says


def days_named(words: str) -> tuple[str, ...]:
    """Give the days and times that a text names, each once, in turn."""
    return tuple(dict.fromkeys(found[0] for found in _DAY.finditer(words)))


def observed(sentence: Sentence) -> Says | None:
    """Say what a sentence observes; None when it asks, guesses or judges, or names neither day nor amount."""
    words = sentence.words
    if sentence.asks or _OPINION.search(words) or not _HAPPENED.search(words):
        return None
    if _AMOUNT.search(words) and _MEANT.search(words):
        return Says.MEANT
    return Says.WHEN if _DAY.search(words) else None
