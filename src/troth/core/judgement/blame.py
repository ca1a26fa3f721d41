"""Blame: what came about laid on somebody, where what happened and what was needed could stand."""

from __future__ import annotations

from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import PARTY, YOU, Pattern, any_of, looking_for

_OFTEN = (
    r"(?: (?:have|has|had|just|also|once again|again|even|still|all|then|now|already|yet again"
    r"|[a-z]+ly)){0,3}"
)
_NOW = r"(?: (?:just|again|now|still|always|all|also|here|not only|the ones?|[a-z]+ly)){0,3}"
_DID = any_of(
    """
    failed (?:to|us|at|me), failed, refused? to, refuses to, ignored?(?! the (?:error|warning|file)),
    neglect(?:ed|s)?(?: to)?, ruined, messed (?:up|this|it), screwed(?: up| us| this), botched, lied, misled,
    abandoned, dropped the ball, drop the ball,
    let (?:us|me|everyone|everybody|the (?:whole )?(?:team|project|users|community)) down, couldn't be bothered,
    can't be bothered, (?:can't|cannot|couldn't) even (?:read|be bothered|bother|spell|answer|do your|explain|follow
    |take|tell|keep|manage|name|write), (?:didn't|did not|don't|do not) even (?:bother|try|read|look|care|answer
    |reply|respond|listen|check|test|take|ask|think|attempt|acknowledge|know|have any|have the (?:decency|courtesy)),
    (?:didn't|did not|don't|do not|doesn't|haven't|never) (?:even )?bother(?:ed)?, did nothing, done nothing,
    doing nothing, do nothing, insist(?:ed)? on, attacked (?:us|me|him|people), insulted, offended, humiliated,
    blamed, accused, bullied, misrepresented, twisted, shifted the blame, disregarded,
    broke (?:your|their) (?:word|promises?|commitment|agreement), sabotaged, dragg?(?:ed)? (?:your|their) feet,
    ma[dk]e a mess, jumped to conclusions, caused (?:this|all|us|the (?:delay|mess|problem|whole)),
    miss(?:ed)? the point, cho(?:o)?se to ignore, decided to ignore, hijacked, derailed,
    left us (?:in|with|hanging|alone|waiting), kept us (?:waiting|in the dark), overreacted,
    (?:didn't|did not|haven't|have not) (?:actually |really |clearly )?(?:read|listen(?:ed)?)(?: to)?,
    went behind, weren't listening, contradict(?:ed)? yourself, trashed, censored, cheated, wasted (?:our|my
    |everyone's|your and my|developers?'?s?'?|maintainers?'?s?'?|so much|too much|a lot of|days|hours|weeks),
    make false, made false, made up (?:lies|stories|excuses)"""
)
_THIRD_DID = any_of(
    """
    failed us, lied to (?:us|me), (?:didn't|did not|don't|doesn't) (?:even )?bother(?:ed)?,
    (?:didn't|did not) even (?:bother|try|read|look|answer|reply|respond|ask), ignored (?:us|me|our|my),
    refuses? to (?:listen|answer|help|fix|acknowledge|admit|cooperate|respond|understand),
    refused to (?:listen|answer|help|fix|acknowledge|admit|cooperate|respond), let (?:us|me|everyone) down,
    dropped the ball, messed (?:up|this|it), screwed (?:up|us|this), broke (?:their|his|her) (?:word|promises?),
    left us hanging"""
)
_DOING = any_of(
    """
    ignoring (?!the (?:return|error|exception|warning|case)), refusing, blaming, lying, wasting, ruining, destroying,
    making (?:up )?excuses, dragging (?:your|their) feet, stalling, trolling, whining, ranting, insulting,
    attacking (?:us|me|people|the), bullying, gaslighting, spamming, complaining, pretending, dodging, deflecting,
    twisting, playing (?:games|dumb|the victim), misrepresenting,
    spreading (?:lies|fud|misinformation|rumou?rs|hate|false), shifting the blame, nitpicking, abusing, censoring,
    silencing, moving (?:the )?goal ?posts, missing the (?:point|entire), doubling down, failing (?:us|to),
    letting (?:us|everyone|me|people) down, holding (?:us|everyone|people) (?:back|hostage|up), sabotaging,
    dismissing, hijacking, derailing, overreacting, bitching, moaning, putting words in,
    making (?:a fool|this (?:personal|worse)), cherry[ -]picking, straw ?manning, acting (?:like|as if|as though),
    behaving like, talking (?:nonsense|bullshit|down), hiding (?:behind|something|things|the truth|information),
    harassing, bashing, trashing, demanding, ganging up, killing (?:this|the), alienating,
    driving (?:people|users|customers) away, mocking, berating, lecturing, yelling, contradicting yourself,
    embarrassing yourself, grasping at, projecting, respecting nothing, disrespecting"""
)
_STOP = any_of(
    """
    wasting, making excuses, blaming, pretending, whining, complaining, trolling, lying, acting, spreading,
    insulting, being (?:so |such )?(?:an? )?[a-z]+, attacking, bullying, crying, harassing, bitching, arguing,
    playing (?:games|dumb|the), telling (?:me|us|people), ignoring, the (?:bullshit|nonsense|crap|drama),
    with (?:the|this|your), your, putting words, demanding, twisting, hiding, moaning, treating, behaving, shoving,
    pushing your, forcing, rambling, censoring, spamming, lecturing, bringing politics,
    talking (?:nonsense|bullshit|down|about things), trying to (?:be|make|push|force|impose|twist|blame|justify)"""
)

ASK = "Where did it stop on your side, and what would have helped?"
WHY = "“{key}” lays it on somebody. Saying what happened, and when, leaves room for what was in the way."
ORDER = "“{key}” is an order, and says that somebody does so all along. A request can be agreed to."
REQUEST = "What would I like to happen instead, and would you be ready to do it?"

PATTERNS = (
    Pattern(
        Kind.BLAME,
        looking_for(
            rf"(?:(?:{YOU}|{PARTY})(?:'ve|'d)?{_OFTEN} (?P<key>{_DID})|(?:they|he"
            rf"|she){_OFTEN} {_THIRD_DID})(?! but clutter)"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.BLAME,
        looking_for(
            rf"(?:(?:{YOU}|{PARTY}|they|he|she) (?:are|is|were|was|have been|has been|had been|keep"
            rf"|keeps|kept)|(?:you|they)'re"
            rf"|(?:he|she)'s|(?:you|they)'ve been"
            rf"|you){_NOW} (?P<key>{_DOING})"
        ),
        WHY,
        "What were you trying to get done here?",
        clause=True,
    ),
    Pattern(
        Kind.BLAME,
        looking_for(
            r"(?P<key>(?:(?:entirely|all|completely|totally|solely|simply) )?(?:your|their|his"
            r"|her)(?: own| damn| fucking| team's)?"
            r" fault|(?:you are|you're|they are|they're|he is|she is) to blame|(?:you|they) (?:are"
            r"|were) (?:responsible|the reason"
            r"|the cause|the ones? responsible) for (?:this|the)(?: whole)? (?:mess|delay|problem"
            r"|failure|disaster|situation)"
            r"|because of (?:your|their) (?:mistakes?|delays?|carelessness|negligence|failure"
            r"|incompetence|errors?|inaction)"
            r"|because of you(?= (?:we|our|i|my|the) |,)|(?:entirely|all|solely"
            r"|completely) your (?:responsibility|doing)"
            r"|no thanks to you|you have only yourself to blame)(?! tolerant)"
        ),
        WHY,
        "How do you see what led to this?",
    ),
    Pattern(Kind.BLAME, looking_for(rf"(?P<key>(?:stop|quit) {_STOP})"), ORDER, REQUEST, clause=True),
    Pattern(
        Kind.BLAME,
        looking_for(
            r"(?P<key>(?:did|do|have|can|could|are|will) (?:you|they|he|she)(?: guys"
            r"| people)? even (?:read|look|try|bother|test"
            r"|check|care|listen|understand|know|think|tried|looked|tested|bothered|checked|trying"
            r"|reading|listening|watch|use)"
            r"|how many (?:more )?times (?:do|must|should|have|did|will) (?:i|we) (?:have to|need to"
            r"|to|must|told|asked|tell|ask)?"
            r"|for the (?:last|umpteenth|hundredth|thousandth|nth|millionth) time|are you (?:(?:even"
            r"|really|just|seriously|fucking"
            r"|actually) ){0,2}(?:kidding(?: me)|joking|serious(?! about)|for real|blind|deaf|stupid|insane"
            r"|high|crazy|dense|trolling)"
            r"|you(?: kidding me|'ve got to be kidding)"
            r"|is it (?:really )?(?:that|so|too) (?:hard|difficult"
            r"|much) for you to|what(?:'s| is) your (?:problem|excuse|deal)|what(?:'s"
            r"| is) the matter with you|don't you (?:people )?"
            r"(?:get it|understand|see that|care|realize|realise|have any)|do you not (?:understand"
            r"|see|care|get|realize|read))"
        ),
        "“{key}” asks nothing that the other could answer. What you want to know can be asked.",
        "What do I not know yet, and would I like to hear?",
        asked=True,
    ),
    Pattern(
        Kind.BLAME,
        looking_for(
            r"(?:you|they|he|she)(?:'ve)? (?!need|can|don't|want|could|may|might"
            r"|would)[a-z]+(?: [a-z']+){0,8}"
            r" (?P<key>for no (?:good |apparent |real |valid )?reason|without (?:even )?(?:reading"
            r"|asking|bothering|any explanation"
            r"|justification|warning anyone|telling (?:us|me|anyone)|consulting|informing))"
        ),
        WHY,
        "What led to this?",
        clause=True,
    ),
    Pattern(
        Kind.BLAME,
        looking_for(
            r"(?P<key>don't (?:you )?(?:dare|tell me (?:what|how|to)|lecture|patroni[sz]e|insult"
            r"|waste (?:my|our)|act (?:like|as if)"
            r"|pretend|make excuses|blame (?:us|me|others)|play (?:dumb|games|the victim)|put words in"
            r"|come crying|come back"
            r"|bother (?:replying|answering|responding|commenting|me|us)|expect (?:me|us|others|people"
            r"|anyone|everyone)|whine|complain"
            r"|talk to (?:me|us) (?:like|as)))"
        ),
        "“{key}” is an order. A request says what you would like, and leaves a yes or a no.",
        REQUEST,
        clause=True,
    ),
    Pattern(
        Kind.BLAME,
        looking_for(
            r"(?P<key>wast(?:es|ed|ing) (?:[a-z0-9']+ ){0,4}(?:my|our|everyone's|everybody's|people's"
            r"|other people's) (?:time|money|energy)"
            r"|waste of (?:my|our|everyone's) (?:time|money|energy)|drop(?:ped|ping)? the ball"
            r"|left (?:us|me) (?:hanging|in the dark"
            r"|out to dry)|(?:throw|threw|thrown|throwing) (?:us|me|them) under the bus|behind (?:our"
            r"|my) backs?)(?! if)"
        ),
        WHY,
        "What would have made this worth our time?",
        own=True,
    ),
)
