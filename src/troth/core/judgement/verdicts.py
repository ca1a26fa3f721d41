"""Verdicts: a word that judges a person, what they did, or their work, where an account of it could stand.

Words that also describe things (bad, wrong, slow, useless) judge only where a person is their subject.
"""

from __future__ import annotations

from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import PARTY, SO, YOU, Pattern, any_of, being, looking_for
from troth.core.judgement.verdict_words import (
    ALSO_OF_THINGS,
    CALLED,
    CONDEMNED,
    CONDUCT,
    FAULTS,
    GOOD,
    LACKED,
    NAMES,
    ONLY_OF_PEOPLE,
    PERSON,
    POOR,
    RUBBISH,
    WORK,
)

_ADDRESSED = being(rf"(?:{YOU}|{PARTY}|he|she)")
_ANY = being(rf"(?:{YOU}|{PARTY}|they|he|she)")
_SELF = (
    r"(?! (?:of me|of us|on my|on our|question|but|amounts?|numbers?|if|hours?|load|fast"
    r"|prices?|values?|proof|mistake))"
)
_HARSHLY = (
    r"(?: (?:fucking|little|damn|stupid|bloody|complete|total|absolute"
    r"|pathetic|entitled|whiny|spoil(?:ed|t))){0,2}"
)
_OWN_FAULT = (
    r"(?: (?:own|blatant|utter|total|constant|sheer|complete|obvious|extreme|usual|petty|lame|childish|endless"
    r"|continued|clear|general|apparent)){0,2}"
)
_THIS = (
    r"(?:this|that|it|(?:this|that) (?:whole )?(?:thing|situation|behaviou?r|attitude|response"
    r"|decision|conduct|thread"
    r"|approach|argument|move|policy|discussion|treatment))"
)
_TRASH = any_of(
    """
    crap, bullshit, nonsense, stupidity, insanity, madness, garbage, horseshit, idiocy, circus, clown ?show,
    shit ?show, farce, charade"""
)
_SERVICE = any_of(
    """
    service, attitude, manners, communication, planning, management, leadership, job of, work ethic,
    judge?ment, faith, form, preparation, follow[ -]up, partner, supplier, etiquette"""
)

ASK = "What happened, and what did it mean for us?"
SEEN = "“{key}” is a verdict. What would somebody beside you have seen?"
SPAN = "“{key}” sums a person up. What they did or said can be named instead."
WHICH = "What did I see or hear that I call so?"
NEEDED = "What in it did not do what I needed?"

PATTERNS = (
    Pattern(
        Kind.VERDICT,
        looking_for(
            rf"(?:your (?!favou?rite)(?:[a-z]+ )?(?P<key>attitude|ego|temper|tantrum|antics|nonsense|drama)"
            r"(?! (?:is|was) (?:great|good|excellent|fantastic|commendable|appreciated))"
            rf"|how (?:fucking )?{PERSON} (?:you|they|he|she|this|that|your [a-z]+) (?:are|is|was|were)"
            r"|(?:you|they) make no (?:fucking )?sense|your (?:[a-z]+ )?(?:logic|argument|reasoning"
            r"|point|statement|comment|analogy"
            r"|complaint|comparison)s? (?:makes? no|do(?:es)? ?n[o']t make(?: any)?) sense"
            r"|you(?:'re| are) (?:part of )?the (?:real |actual |whole )?problem)"
        ),
        SPAN,
        WHICH,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            rf"(?:{_ANY}{SO} (?P<key>{PERSON})|{_ADDRESSED}{SO} {ALSO_OF_THINGS})"
            r"(?! (?:about|for (?:that|this)|question|to (?:assume|see|find|tell|free)))"
        ),
        SPAN,
        WHICH,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            rf"(?:{_ADDRESSED}{SO} not|(?:you|they) (?:are|were)n't|(?:he|she) isn't)"
            rf"(?: (?:very|being|even|really|at all|exactly|so|an?)){{0,2}} (?P<key>{GOOD})"
        ),
        SPAN,
        "What happened that I had hoped would go another way?",
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            rf"(?:{_THIS} (?:is|was|has been)|(?:that|this|it)'s|how"
            rf"|what(?: an?)?){SO} (?P<key>{CONDUCT}){_SELF}"
        ),
        SEEN,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            rf"(?:{_ANY}{SO}(?: [a-z]+)? (?P<key>{CALLED}|{NAMES})|(?:you|u){_HARSHLY} (?!child|kid"
            rf"|bab){CALLED}"
            rf"|(?:acting|behav(?:e|es|ed|ing)|acts?) like (?:an? )?(?:[a-z]+ )?(?:{CALLED}|{NAMES}))"
        ),
        SPAN,
        "What did this person do, and what did I need from them?",
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(rf"(?:your|their|you and your){_OWN_FAULT} (?P<key>{FAULTS})"),
        SPAN,
        WHICH,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            r"(?:(?:your|their|his|her|the|this|such|that|show(?:s|ed|ing)? an?"
            r"|an?)(?: [a-z]+)? lack of(?: any| basic| common)?"
            rf"|(?:{YOU}|{PARTY}|they|he|she) (?:clearly |obviously |really |just )?(?:lacks?|ha(?:ve"
            rf"|s) no|show(?:s|ed)? no))"
            rf" (?P<key>{LACKED})"
        ),
        "Nobody sees {key} itself, only what is done and left undone. That can be named.",
        "What did I expect to happen here that did not?",
        own=True,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            r"(?:your|their)(?: [a-z]+){0,4} (?!server|machine|version|file|path|config|output"
            r"|input|data|connection|build)"
            r"[a-z]+ (?:is|are|was|were|has been|have been|sounds?|seems?|comes across as)"
            rf"{SO} (?P<key>{CONDUCT}|{POOR}|{CONDEMNED})"
        ),
        SEEN,
        NEEDED,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            r"(?:your|their|his|her|such an?|what an?|this(?: is)?(?: an?)?|that(?: is|'s"
            r"|'s just)?(?: an?)?|it(?: is|'s) an?|an?|with)"
            rf"(?: (?:very|just|plain|pretty|previous|[a-z]+ly)){{0,2}} (?P<key>{POOR})(?: [a-z]+)? {WORK}"
            rf"|(?:poor|bad|weak|terrible|horrible|awful|zero|disappointing) (?:(?:customer|project"
            rf"|time|account) )?{_SERVICE}"
        ),
        SEEN,
        NEEDED,
        own=True,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            r"(?P<key>shame on (?:you|them|him|her)|how dare (?:you|they)|what (?:the (?:hell|fuck"
            r"|heck) )?is wrong with (?:you|them"
            r"|him|her|you people|this team)|you ma[dk]e an? (?:fool|ass|idiot) of yourself"
            r"|who do you think you are"
            r"|can(?:'t|not| not) be trusted|(?:can't|cannot|can not|don't|do not|no longer"
            r"|won't) trust (?:you|them|your [a-z]+|him)(?! to know)|laughing stock|(?:you|they"
            r"|you guys|your [a-z]+) sucks?"
            r"|nobody (?:likes|respects|trusts) you)"
        ),
        SPAN,
        ASK,
        asked=True,
    ),
    Pattern(Kind.VERDICT, looking_for(rf"(?P<key>{ONLY_OF_PEOPLE}|{NAMES}){_SELF}"), SEEN, ASK, own=True),
    Pattern(
        Kind.VERDICT,
        looking_for(
            r"(?!output|result|value|data|i|what|which|text|we|input|idea|it|there|that|this|if|who)[a-z]+"
            rf"(?: (?:is|are|was|were|has become)|'s){SO} (?P<key>{RUBBISH}){_SELF}(?! collected)"
        ),
        SEEN,
        "What did it do that I need otherwise?",
        own=True,
    ),
    Pattern(
        Kind.VERDICT,
        looking_for(
            r"(?P<key>(?:this|that|these|what an?|such|your|their|the same|utter|pure|complete|total"
            r"|absolute|political|more)"
            rf" (?:[a-z]+ )?{_TRASH})"
            r"(?! (?:values?|collect|data|characters?|lines?|in the (?:output|log|file)))"
        ),
        SEEN,
        ASK,
        own=True,
    ),
)
