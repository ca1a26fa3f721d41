"""Sentences of public meetings that a person could have put down as a statement.

They are from the AMI and ICSI meetings (both CC BY 4.0). Spoken sentences are full of restarts; one that cannot be
put right by dropping a filler is left out, since there are far more than a measurement needs.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

SPOKEN = (Path("A/ami_meetings/dialogue_acts.csv"), Path("A/mrda_icsi/utterances.csv"))
WRITTEN = Path("A/ami_meetings/summaries.csv")
KEPT_SPOKEN = 1_400
KEPT_WRITTEN = 600
FEWEST, MOST = 8, 40
# A word that was cut off is rare, whatever it is cut from; a name or a term of the trade is said again.
SAID_OFTEN = 25

TWO_LETTERS = frozenset(
    "am an as at be by do go he if in is it me my no of on or so to up us we pc tv cd ok oh".split()
)
SHORT_FRAGMENTS = frozenset(
    "cou wha tha thi whe shou wou rem som int fro tho pro bec con dif sec coul".split()
)
FILLERS = re.compile(
    r"\b(?:uh-huh|uh|um|mm-hmm|mm|hmm|mmm|eh|ah|oh|er|you know|i mean|you see|sort of|kind of|yeah|yep|yes|okay|ok|"
    r"alright|all right|basically|actually|well|right|like you say)\b"
)
OPENERS = re.compile(
    r"^(?:(?:and|so|but|because|'cause|then|or|also|now|anyway|no|plus)\b[\s,]*)+", re.IGNORECASE
)
BEGINS = frozenset(
    "i we you they he she it it's that's there there's this that these those the our my your their his her "
    "if when i'm we're you're they're he's she's i've we've they've i'll we'll you'll they'll it'll i'd we'd "
    "each every most some many both people everybody everyone maybe perhaps all".split()
)
ENDS_NOT = frozenset(
    "a an the and or but so of to in on at by for with from as if that which who than because this these those my "
    "our your their his her its it's is are was were be been i we they he she you've i'm we're they're very really "
    "just like into about between when where while then there's that's what's can could will would should must may "
    "might not also uh um whether don't doesn't i've we've i'd we'd i'll we'll what how why whatever something "
    "such not mean think know have has had do does did kinda too even only quite instead rather".split()
)
# The ICSI transcripts write names small, and whom they mean is of no interest here.
NAMES = re.compile(
    r"\b(?:jane|adam|jose|dan|liz|morgan|andreas|chuck|sunil|stephane|dave|jerry|nancy|carmen|barry|nelson|hynek|hari|"
    r"guenter|keith|robert|johno|bhaskara|srini|jeff|joe|michael|thilo|david|eric|elizabeth)\b"
)
HALF = re.compile(
    r"(?:if|when) (?!.*(?:\bthen\b|,))|.*\bfor to\b|.*\bone else\b|"
    r"that (?!(?:is|was|would|wouldn't|will|won't|could|can|can't|means|makes|depends|seems|should|has|had|does|"
    r"doesn't|didn't|might|may|isn't|wasn't|probably|also|just|way|really|looks|sounds|gives)\b)"
)
# Signs of a restart, of a sentence that refers to what is on a screen, or of one nobody would put down.
BROKEN = re.compile(
    r"\b(?:like|gonna|wanna|gotta|kinda|dunno|stuff|whatever|things? that that|is is|it it|that that that|"
    r"the a|a the|the an|an the|i i|we we|and and|of of|to to|the this|the that|a this|is are|are is|"
    r"is it's|it's is|the is|a is|we i|i we|they we|we they|you i|we you|i you|the we|the i|the you|the it|a we|"
    r"a it|of is|to is|to the to|have we|i'm i|i it's|i it|you on|i in|not that make|"
    r"if if|let's|let us|it's we|i think i think|and but|but and|so so|"
    r"sh|th|wh|hm|huh|damn|hell|crap|god|jesus|sex\w*)\b"
)
TURN_BACK = re.compile(r"\b(\w+(?:'\w+)?)(?: \w+(?:'\w+)?)? \1\b")
# A small word with a capital within a sentence: the speaker began another one there.
BEGUN_ANEW = re.compile(
    r"[a-z,] (?:And|So|But|Because|If|We|You|They|It|The|A|This|"
    r"That|There|Maybe|Or|What|Then|Well)\b"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|has|have|had|do|does|did|will|would|can|could|should|must|may|might|need|needs|"
    r"want|wants|said|think|use|uses|used|decided|discussed|presented|\w+ed|it's|that's|there's|\w+'(?:re|m|ve|ll|d))\b"
)


def sentences(folder: Path) -> list[str]:
    """Find about 2,000 sentences of 8 to 40 words, the same ones in the same order each time; `folder` is the one
    of the public data, with `A/ami_meetings` and `A/mrda_icsi` in it. No split is kept apart: nothing is tuned here.
    """
    missing = [str(path) for path in (*SPOKEN, WRITTEN) if not (folder / path).is_file()]
    if missing:
        raise FileNotFoundError(
            f"{folder} has no {', '.join(missing)}. Set TROTH_DATA to the folder of the public data."
        )
    spoken = [text for path in SPOKEN for text in column(folder / path)]
    written = list(column(folder / WRITTEN))
    often = Counter(word for text in (*spoken, *written) for word in set(words(text)))
    return sorted(
        {
            *chosen((said(text) for text in spoken), often, KEPT_SPOKEN),
            *chosen((text.strip() for text in written), often, KEPT_WRITTEN),
        }
    )


def column(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["text"]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower())


def chosen(texts: Iterable[str], often: Counter[str], count: int) -> list[str]:
    found = sorted({text for text in texts if is_usable(text, often)})
    return random.Random(len(found)).sample(found, min(count, len(found)))


def said(text: str) -> str:
    """Give a spoken sentence as it would be written down, or nothing where its words were broken off."""
    if re.search(r"==|[a-z]-(?=\s|$)|\s-\s|[|<>@\[\]{}()*#/\"]|_[a-z]+-|\?", text):
        return ""
    plain = re.sub(r"\b(?:[a-z]_)+", lambda hit: hit[0].replace("_", "").upper(), text, flags=re.IGNORECASE)
    plain = re.sub(r"\s+([.,;!])", r"\1", plain).strip()
    if not plain.endswith("."):
        return ""
    before = None
    while before != plain:  # a filler may hide another one at the beginning
        before = plain
        plain = re.sub(rf"^{FILLERS.pattern}[\s,]*", "", plain, flags=re.IGNORECASE)
        plain = OPENERS.sub("", plain)
    plain = re.sub(r",?\s*\b(?:uh|um|eh|mm)\b,?", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\bi(?=\b|')", "I", re.sub(r"\s+", " ", plain)).strip(" ,;-")
    plain = re.sub(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", lambda hit: hit[0].capitalize(), plain
    )
    plain = re.sub(r"\b(?:tv|dvd|lcd|pda|vad|pzm|icsi|asr)s?\b", lambda hit: hit[0].upper(), plain)
    return plain[:1].upper() + plain[1:]


def is_usable(text: str, often: Counter[str]) -> bool:
    """Tell whether `text` is one whole statement; it errs by leaving out."""
    said_words = words(text)
    lower = text.lower()
    if (
        not FEWEST <= len(text.split()) <= MOST
        or not text.endswith(".")
        or not re.fullmatch(r"[\w ,.'-]+", text)
    ):
        return False
    if (
        said_words[0] not in BEGINS
        or said_words[-1] in ENDS_NOT
        or re.search(r"\.\s|[\s.]\.$|,\S|\w-\s|\d", text)
    ):
        return False
    if BEGUN_ANEW.search(text) or re.search(r"\b(\w+ \w+ \w+)\b.* \1\b", lower):
        return False
    if NAMES.search(lower) or HALF.match(lower) or FILLERS.search(lower):
        return False
    if BROKEN.search(lower) or TURN_BACK.search(lower.replace(",", "")) or not FINITE.search(lower):
        return False
    return all(is_a_word(word, often) for word in said_words)


def is_a_word(word: str, often: Counter[str]) -> bool:
    if len(word) == 1:
        return word in "ai"
    if len(word) == 2 and "'" not in word:
        return word in TWO_LETTERS
    return often[word] >= SAID_OFTEN and word not in SHORT_FRAGMENTS
