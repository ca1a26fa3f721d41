"""Deserve or should: what somebody ought to have done, owes or has earned, where what was needed could stand.

"You should have received a mail" and "it should arrive on Monday" expect; "you should try the other port"
advises; "I should have told you" is the writer's own. None of them is marked.
"""

from __future__ import annotations

from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import NAME, PARTY, YOU, Pattern, any_of, looking_for

_WHO = rf"(?:{YOU}|{PARTY}|{NAME}|they|he|she)"
_ALSO = r"(?: (?:just|all|also|at least|then|already|maybe|perhaps|both|[a-z]+ly)){0,2}"
_EXPECTED = any_of(
    """
    received?, gotten, got, seen, access, an?, the, no, two, three, one, enough,
    been (?:able|added|notified|given|sent|invited|redirected|assigned), noticed a, installed, permissions?,
    something, everything, your, this, that, it, some, at least one"""
)
_PARTICIPLE = any_of(
    """
    [a-z]+ed, done, known, told, said, thought, written, read, made, taken, given, kept, sent, begun, come, gone, had,
    been, put, let, left, brought, built, spent, found, chosen, paid, dealt, caught, understood, stuck, spoken"""
)
_DONE = rf"(?:(?:never|at least|just|simply|already|also|first|probably|not) )?(?!{_EXPECTED} ){_PARTICIPLE}"
_BE = any_of(
    """
    know better, be more (?:careful|aware|open|patient),
    be (?:more )?(?:ashamed|embarrassed|grateful|thankful|sorry|fired|banned|sued|professional|respectful|honest),
    feel (?:bad|ashamed|sorry|embarrassed),
    not be (?:allowed|working|in charge|a maintainer|maintaining|surprised|complaining), mind your,
    consider (?:yourself|yourselves|your (?:tone|attitude|behaviou?r)), be doing your,
    have (?:some|more|the decency|the courtesy), care more, take a (?:long|hard|good) (?:hard )?look,
    see a (?:doctor|therapist), pay more attention"""
)
_PRAISE = (
    r"(?! (?:an? (?:lot of )?(?:credit|medal|raise|break|rest|thank|huge|big|special|shout"
    r"|round|bonus|mention|beer|holiday"
    r"|vacation|prize|star|award)|credit|praise|thanks|our thanks|congratulations|recognition"
    r"|all the|much|some|kudos|applause"
    r"|the (?:credit|praise|award|best|thanks)|every success|its own|to be (?:mentioned"
    r"|thanked|proud|celebrated)"
    r"|more (?:credit|recognition|praise|attention|love|stars|thanks)))"
)
_OWING = any_of(
    r"""
    (?:you|they|he|she)(?: (?:still|really|all|now))? owes? (?:us|me|him|her|them|everyone|everybody|the (?:community
    |users|team)|our [a-z]+|your (?:users|customers))(?! money| [0-9$€£]),
    (?:you|they) (?:have|had|'ve) no (?:right|business|excuse|reason) (?:to|for|complaining|being|demanding),
    you (?:don't|do not) (?:get to (?:decide|tell|complain|demand|choose|say|judge|dictate|make|pick)|have (?:any
    |the) right), (?:it|that|this)(?:'s| is) (?:literally )?(?:your|their) (?:job|duty|obligation),
    that(?:'s| is) (?:solely )?your problem, the least (?:you|they) (?:could|can|should) (?:do|have done),
    you(?:'re| are) (?:not )?(?:obligated|obliged|entitled|owed)(?! to your), no ?(?:body|one) owes you,
    you (?:are|'re) (?:being )?owed nothing, you(?:'ve)? asked for it,
    no ?(?:body|one) (?:cares what you|asked (?:for your|you)(?! to)),
    (?:you|they) (?:had it coming|brought (?:it|this) on (?:yourself|yourselves|themselves)), you call yourself, (?:i
    |we) (?:had )?expect(?:ed)? (?:more|better|so much more)(?: [a-z]+)? (?:from|of) (?:you|your|them|an? (?:partner
    |company|team|project|firm|supplier))"""
)
WHY = "“{key}” holds somebody to what is now past. What was needed then can still be said."
ASK = "What would I have needed, and what do I need now?"
REQUEST = "What would I like you to do, and would you be ready to do it?"

PATTERNS = (
    Pattern(
        Kind.SHOULD,
        looking_for(
            rf"{_WHO}{_ALSO} (?P<key>(?:should(?:n't)?(?: not)?(?: at least| really| probably"
            rf"| never)? (?:have|of)"
            r"|should(?:n't)?'ve|shoulda|ought to have|could(?: at least|'ve at least) have"
            r"|could have at least|might have at least"
            rf"|w(?:as|ere) supposed to have) {_DONE})"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.SHOULD,
        looking_for(
            rf"{_WHO}{_ALSO} (?P<key>(?:should|ought to) (?:really |at least |all |just |also |both )?{_BE})"
        ),
        "“{key}” is a demand on the person. A request says what you would like, and leaves a yes or a no.",
        REQUEST,
        clause=True,
    ),
    Pattern(
        Kind.SHOULD,
        looking_for(
            rf"(?:(?:{PARTY}|{NAME}|they|he|she|we|i|users|customers|people|everyone|everybody"
            rf"|our [a-z]+|my [a-z]+|nobody|no one)"
            rf"(?: (?:all|do|does|don't|didn't|doesn't|at least|so|just"
            rf"|[a-z]+ly)){{0,2}} (?P<key>deserve[sd]?)"
            rf"|you(?: [a-z]+ly)? deserve (?:this|it|what|to (?:be|lose|fail)|everything|nothing)){_PRAISE}"
        ),
        "This weighs what somebody has earned. What is needed, and why, is easier to answer.",
        "What do I need here, and what for?",
    ),
    Pattern(
        Kind.SHOULD,
        looking_for(rf"(?P<key>{_OWING})"),
        "This weighs what somebody owes. What is needed, and why, is easier to answer.",
        REQUEST,
        clause=True,
    ),
)
