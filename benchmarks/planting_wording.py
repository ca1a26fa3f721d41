"""Saying the same thing in other words: from the listener's side, with near synonyms, in another order.

Each function takes a sentence without its full stop and keeps its meaning.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

JOINS = (
    "{}, and {}.", "{}. {}.", "{}; {}.", "{}, and {}.", "{}. And {}.", "{}. Also, {}.",
)  # fmt: skip
FRAMES = (
    "you said that {}", "you told us that {}", "what you said is that {}", "you explained that {}",
    "what I heard is that {}", "you mentioned that {}", "as I understood you, {}", "you say that {}",
    "if I heard you right, {}", "I take it that {}", "your point is that {}", "let me play that back: {}",
)  # fmt: skip
SECOND_FRAMES = ("and that {}", "and you also said that {}")
KEEP_CAPITAL = re.compile(
    r"(?:I|[A-Z]{2,}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur)day|Veldsen|Kaido|Norrberg|Tamarind|Oakline|Anna|Ravi|Marta|"
    r"Jonas|Mei|Tom|January|February|March|April|May|June|July|August|September|October|November|December|Q\d)\b"
)
NEAR = {
    "think": "believe", "big": "large", "quick": "fast", "difficult": "hard", "easy": "simple", "entire": "whole",
    "maybe": "perhaps", "Maybe": "Perhaps", "because": "since", "for example": "for instance", "staff": "personnel",
    "in order to": "so as to", "a bit": "a little", "problem": "issue", "problems": "issues", "purchase": "buy",
    "begin": "start", "probably": "most likely", "want to": "would like to", "discussed": "talked about",
    "the group": "the team", "really": "truly", "a lot of": "plenty of", "the contract": "the agreement",
    "fault": "defect", "lot": "batch", "error": "mistake", "figures": "numbers", "needs to": "has to",
    "need to": "have to", "kind": "sort", "remote control": "remote", "talk about": "speak about",
    "look at": "examine", "supplier": "vendor", "warehouse": "depot", "currently": "at present",
    "various": "several", "instructed": "told", "colour": "shade",
    "the report": "the write-up", "goes up": "rises", "the plant": "the factory", "every": "each",
}  # fmt: skip
# Where a word means something else, or where the grammar would not bear the other one.
NOT_HERE = {
    "kind": "kinds? of", "lot": "a lot|lots", "think": "think (?:about|of)", "want to": "n't want to|not want to",
    "fault": "your fault|our fault", "a bit": "a bit of", "easy": "as easy|easy enough",
    "error": "error rates?|in error",
    "big": "big as|big enough", "a lot of": "n't .*a lot of", "really": "n't really|not really", "every": "every other",
    "problem": "no problem", "need to": "(?:no|the|a) need to",
}  # fmt: skip
SHIFTS = {
    "i am": "you are", "am i": "are you", "i'm": "you're", "i was": "you were", "was i": "were you",
    "i wasn't": "you weren't", "i've": "you've", "i'll": "you'll", "i'd": "you'd", "we're": "you're", "we've": "you've",
    "we'll": "you'll", "we'd": "you'd", "i": "you", "we": "you", "me": "you", "us": "you", "my": "your", "our": "your",
    "mine": "yours", "ours": "yours", "myself": "yourself", "ourselves": "yourselves", "you're": "we're",
    "you've": "we've", "you'll": "we'll", "you'd": "we'd", "your": "our", "yours": "ours", "yourself": "ourselves",
}  # fmt: skip
PERSON = re.compile(
    r"\b(I am|am I|I was(?:n't)?|was I|(?:I|we|you)'(?:m|ve|ll|d|re)|I|we|me|us|my|our|mine|ours|myself|ourselves|"
    r"yourself|yours|your|you)\b",
    re.IGNORECASE,
)
TAKES_AN_OBJECT = re.compile(
    r"\b(?:to|for|with|from|of|by|on|at|than|like|between|about|let|lets|give|gives|given|gave|send|sends|sent|tell|told|"
    r"show|shows|ask|asked|help|helps|allow|allows|want|need|expect|call|train|trains|owe|owes|lend|lends|pay|pays|"
    r"inform|informed|remind|reach|reached|meet|cost|costs|charge|invoice|enable|see|thank|hear|makes?|getting|gets|"
    r"all|both|without|around|behind|inform|against|join|visit|remember|heard|watch|saw|thanks)\s+$",
    re.IGNORECASE,
)


def from_the_other_side(text: str) -> str:
    """Give what the speaker said as the listener would: `we` and `I` become `you`, and `you` becomes `we` or `us`."""

    def shifted(hit: re.Match[str]) -> str:
        word = hit[0].lower()
        other = SHIFTS.get(word, word)
        if word == "you":
            other = "us" if takes_object(text, hit) else "we"
        return other.capitalize() if hit.start() == 0 and hit[0][0].isupper() else other

    return PERSON.sub(shifted, text)


def takes_object(text: str, hit: re.Match[str]) -> bool:
    """Tell whether this `you` is an object; one at the end is, and one before a finite verb is not."""
    after = text[hit.end() :]
    if not after or after[0] in ",.;":
        return True
    if re.match(
        r" (?:can|could|will|would|should|have|has|had|are|were|do|did|don't|need|want|may|might|must)\b",
        after,
    ):
        return False
    return TAKES_AN_OBJECT.search(text[: hit.start()]) is not None


def near_synonyms(text: str, rng: random.Random) -> str:
    """Replace up to three words by near synonyms; the text comes back as it was where there are none."""
    found = [
        word
        for word in NEAR
        if re.search(rf"\b{word}\b", text)
        and not (word in NOT_HERE and re.search(rf"(?:{NOT_HERE[word]})\b", text))
    ]
    for word in rng.sample(found, min(3, len(found))):
        text = re.sub(rf"\b{word}\b", NEAR[word], text, count=1)
    return text


def small(text: str) -> str:
    """Give `text` as it stands within a sentence."""
    return text if KEEP_CAPITAL.match(text) else text[:1].lower() + text[1:]


def great(text: str) -> str:
    return text[:1].upper() + text[1:]


def joined(parts: Sequence[str], join: str) -> str:
    """Put one part, or two by a join, into a text with its full stop."""
    bare = [part.rstrip(".") for part in parts]
    if len(bare) == 1:
        return great(bare[0]) + "."
    second = great(bare[1]) if join.startswith("{}. {}") else small(bare[1])
    return join.format(great(bare[0]), second)


def framed(parts: Sequence[str], join: str, rng: random.Random) -> str:
    """Put the parts, already told from the listener's side, behind words such as `you said that`."""
    frame = rng.choice(FRAMES)
    first, *rest = [small(part.rstrip(".")) for part in parts]
    text = great(frame.format(first))
    if not rest:
        return text + "."
    if frame.endswith("that {}"):
        return f"{text}, {rng.choice(SECOND_FRAMES).format(rest[0])}."
    return joined([text, rest[0]], join)


def reworded(parts: Sequence[str], join: str, rng: random.Random, *, told: bool = False) -> str:
    """Say the parts in other words: at least from the listener's side, where `told` or nothing else could be done."""
    shift, swap, near = (rng.random() < chance for chance in (0.7, 0.4, 0.5))
    order = list(reversed(parts)) if swap else list(parts)
    other = [near_synonyms(part, rng) for part in order] if near else order
    if told or shift or other == list(parts):
        other = [from_the_other_side(part) for part in other]
        if told or rng.random() < 0.7 or other == list(parts):
            return framed(other, join, rng)
    return joined(other, rng.choice(JOINS))
