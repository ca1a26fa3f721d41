"""What the rules share: whom a sentence speaks of, a pattern with what it says to the writer, and where it is
silent.

A pattern is a regular expression in which a space stands for a run of them. None has a repetition inside a
repetition without bound, and each looks back at most `BEFORE` signs, so the time taken grows with the length
of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from troth.core.judgement.kinds import Kind
from troth.core.judgement.sentences import Sentence

BEFORE = 90
_SPACE = re.compile(r"\[[^\]]*\]| \??")


def any_of(words: str) -> str:
    """Make an alternation of words that stand apart by a comma; each may be a regular expression without
    commas."""
    joined = re.sub(r"\n *\|", "|", words)
    return "(?:" + "|".join(" ".join(word.split()) for word in joined.split(",")) + ")"


def looking_for(words: str) -> re.Pattern[str]:
    """Compile a pattern in which a space is a run of up to eight and which neither begins nor ends within a
    word."""
    spaced = _SPACE.sub(lambda found: {" ": " {1,8}", " ?": " {0,8}"}.get(found[0], found[0]), words)
    return re.compile(rf"(?<![\w'/.@-])(?:{spaced})(?![\w/-]|'[a-z])", re.IGNORECASE)


YOU = r"(?:y'?all|you(?: (?:guys|people|all|folks|lot|two))?|u)"
_GROUP = any_of(
    """
    team, company, organi[sz]ation, firm, staff, side, people, colleagues?, office, management, managers?,
    engineers?, developers?, devs?, maintainers?, support(?: team| people| staff)?, department, boss, suppliers?,
    vendor, moderators?, mods?, contractors?, crew, leadership, planners?, sales(?: team| people)?, lawyers?,
    accountants?, buyers?, drivers?, warehouse, project (?:lead|manager), account manager, procurement, finance,
    folks, guys"""
)
_KNOWN_GROUP = any_of(
    """
    team, company, organi[sz]ation, staff, management, developers?, devs?, maintainers?, moderators?, mods, vendor,
    suppliers?, partner, contractors?, leadership"""
)
PARTY = (
    rf"(?:(?:your|their)(?: whole| entire| own)?(?: [a-z]+)? {_GROUP}"
    rf"|(?:the|this|that|these|those)(?: whole| entire)? (?:[a-z]+ )?{_KNOWN_GROUP})"
)
# Capitalised as a name is: only beside words that people alone do.
NAME = (
    r"(?-i:(?!(?:And|But|Would|This|That|These|Those|Then|Which|What|Who|When|Where|Why|How"
    r"|They|You|She|Also|Just|Never"
    r"|Always|There|Here|Should|Could|Does|Did|Not|Nothing|Something|Anything|Everything"
    r"|Please|Still|Maybe|Perhaps|Now"
    r"|Windows|Linux|Git|Android|Python|Java|Docker|Chrome|Firefox|Because|Since|Though"
    r"|Sometimes|Some|Most|Many|All|One"
    r"|Will|Have|Has|Had|Can|May|The|Yet|Our|Your|Their|His|Her|Its|For|Nor|Yes)\b)[A-Z][a-z]{2,20})"
)

# What may stand between a person and the word that judges.
SO = (
    r"(?: (?:so|just|very|being|too|quite|such|an?|the|all|also|still|again|now|pretty|plain"
    r"|straight up|little|bit"
    r"|bunch of|beyond|fucking|most|nothing but|acting|kind of|rather|even|far|becoming|always"
    r"|bloody|damn|both|either"
    r"|once|more|ever|of|lot|pile|piece|load|[a-z]+ly)){0,4}"
)


def being(who: str) -> str:
    """Make the pattern of somebody who is, was or seems; `who` is one of the patterns above."""
    return (
        rf"(?:{who}(?: have| has| had)? (?:are|is|were|was|been|being|sounds?|seems?(?: to be)?"
        rf"|acts?|appears? to be"
        rf"|comes? across as|came across as|looks? like|remains?)|(?:you|they)'re|(?:he|she)'s"
        rf"|(?:you|they)'ve been"
        r"|your (?=(?:so|an?|just|being) ))"
    )


_CONDITIONAL = re.compile(
    r"\b(?:if|unless|whether|in case|when|whenever|until|suppose|supposing|imagine|assuming"
    r"|hope|wish|lest|might|would"
    r"|could|in order|so that|as long as|provided)\b[^,;.:\x00\x01]*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:n't|\bnot|\bnever|\bwithout)(?: [a-z]+)? (?:think|believe|say|saying|suggest"
    r"|suggesting|mean|meant|claim|claiming"
    r"|imply|implying|feel|call|calling|accuse|accusing|assume|assuming)(?: [a-z']+){0,4} $",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:^[^a-z0-9]*|[,;:(\x00.!?-] *|\b(?:and|but|or|so|then|what|where|who|which|when"
    r"|how) )(?:do|does|did|are|is|were|was"
    r"|have|has|had|can|could|will|would|should|shall|may|must|don't|didn't|doesn't|aren't"
    r"|isn't|haven't|can't)"
    r"|\b(?:let|lets|help|makes?|made|thank|what|how|where|which|if)) $",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:you|he|she|they|someone|somebody|people|everyone|some|others|who|[A-Z][a-z]+) (?:just )?"
    r"(?:said|say|says|told (?:me|us)|claim|claims|claimed|think|thinks|thought|wrote|call"
    r"|called|calling) (?:that )?$"
)
_OWN = re.compile(
    r"(?:\b(?:i|i'm|we|we're|me|my|our|sorry|apologi[sz]e|myself|don't)(?: [a-z'-]+){0,6} "
    r"|\b(?:not|never|no|isn't|wasn't|aren't|won't|can|may|rather|less|any)"
    r"(?: [a-z'-]+){0,3} |\b(?:without|avoid|seem|sound|appear)(?: [a-z'-]+)? |\bi [a-z' ]{1,30})$",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(r"[^a-z0-9]*(?:if|unless|when|whenever|once|suppose)\b", re.IGNORECASE)
_THANKS = re.compile(
    r"\b(?:thank|thanks|grateful|appreciate|glad|great|wonderful|kudos|well done)\b", re.IGNORECASE
)
_OF_TIMES = (Kind.MOTIVE, Kind.ALWAYS)
_BEGINS = re.compile(
    r"(?:^[^a-z0-9]*|[,;:()\x00\x01\u2013\u2014.!?-] *|@[a-z0-9-]+[,:]? |\b(?:and|but|because"
    r"|so|since|(?:think"
    r"|believe|feel|say|says|said|clear|obvious|sure|fact|seems|means|shows?|know|realize"
    r"|mean) that|then|as|though|although|cause|bc"
    r"|think|thinks|believe|feel|feels|like|guess|sure|say|saying|said|mean|clear|obvious"
    r"|obviously|clearly|apparently"
    r"|know|please|seems?|means?|fact|means|honestly|sorry|maybe|perhaps|yes|yeah|no|well|or|while"
    r"|until|now|again|why|how|shows?"
    r"|tell|told|bet|realize|suspect|see|true|evident|evidently|is|it's|ok|okay|yet|also|still"
    r"|just|like|lol|wow) )$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mark:
    """A span of one sentence that a rule marks: places in the sentence, its kind, words to the writer, a
    stable key."""

    start: int
    end: int
    kind: Kind
    why: str
    instead: str
    key: str


@dataclass(frozen=True)
class Pattern:
    """One rule: what it looks for, and what it says. `{key}` in `why` is the word that judges, as it was
    written.

    `clause` asks that the words begin a clause of their own, so that "the options you do not care about" is
    left alone; `asked` lets it speak in an inverted question; `own` leaves alone what the writer says of
    themselves, or denies.
    """

    kind: Kind
    looks_for: re.Pattern[str]
    why: str
    instead: str
    clause: bool = False
    asked: bool = False
    own: bool = False

    @property
    def in_questions(self) -> bool:
        """Say whether it speaks in a question: a verdict does, since asking "why are you so careless?" leaves
        it one."""
        return self.asked or self.kind is Kind.VERDICT


def marks(sentence: Sentence, patterns: tuple[Pattern, ...]) -> Iterator[Mark]:
    """Give what the patterns find in one sentence, without what only sounds like a judgement."""
    supposes, thanks = bool(_SUPPOSES.match(sentence.words)), bool(_THANKS.search(sentence.words))
    for pattern in patterns:
        if (
            (sentence.asks and not pattern.in_questions)
            or (supposes and pattern.kind in _OF_TIMES)
            or (thanks and pattern.kind is Kind.ALWAYS)
        ):
            continue
        for found in pattern.looks_for.finditer(sentence.words):
            before = sentence.words[max(0, found.start() - BEFORE) : found.start()]
            if not _harmless(before, pattern):
                yield _mark(found, pattern)


def _harmless(before: str, pattern: Pattern) -> bool:
    return bool(
        _CONDITIONAL.search(before)
        or _DENIED.search(before)
        or _REPORTED.search(before)
        or (not pattern.asked and _ASKED.search(before))
        or (pattern.own and _OWN.search(before))
        or (pattern.clause and not _BEGINS.search(before))
    )


def _mark(found: re.Match[str], pattern: Pattern) -> Mark:
    said = found.groupdict()
    word = said.get("key") or found[0]
    key = " ".join(re.findall(r"[\w']+", word.lower()))
    return Mark(
        found.start(), found.end(), pattern.kind, pattern.why.format(key=word.strip()), pattern.instead, key
    )
