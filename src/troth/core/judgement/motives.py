"""What someone else thinks: motives, wishes and thoughts ascribed to another, as if they could be seen."""

from __future__ import annotations

from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import NAME, PARTY, YOU, Pattern, any_of, looking_for

_ADDRESSED = rf"(?:{YOU}|{PARTY})(?:'re|'ve|'s)?"
_ANY = rf"(?:{YOU}|{PARTY}|they|he|she)(?:'re|'ve|'s)?"
_SURELY = rf"(?: {any_of('just, seem to, seems to, still, also, all, even, now, both, very clearly, [a-z]+ly')}){{0,3}}"
_NOT = r"(?: (?:don't|do not|doesn't|does not|didn't|did not|dont|never))"
_REALLY = (
    rf"(?: {any_of('really, even, actually, seem to, truly, fully, at all, just, ever, appear to')}){{0,2}}"
)
_HEART = any_of(
    r"""
    cares?(?! to), give a (?:shit|fuck|damn|crap|toss|hoot),
    want to (?:listen|help|hear|learn|cooperate|solve|admit), take (?:[a-z]+ )?[a-z]+ serious(?:ly)?, respect,
    appreciate, value, trust us, listen"""
)
_MIND = any_of(
    r"""
    want to (?:understand|know|discuss|talk|accept|engage|contribute|be (?:helped|bothered|constructive)),
    understand, get it(?= at all| do|[.!]|$), realize, realise, know what (?:you|they)(?:'re| are| want)?,
    know what he(?:'s| is| means), know anything, know how to (?:read|communicate|listen|do your),
    have a (?:fucking )?clue, have any (?:idea|interest|intention|respect|clue|empathy),
    have the (?:slightest|faintest|decency|guts|courage), believe in, like (?:us|me|people), comprehend, grasp,
    think (?:about (?:us|others|anyone|people)|before), mind (?:wasting|hurting), see the irony"""
)
_WANTING = any_of(
    r"""
    attention, to (?:complain|argue|fight|blame|win|be right|save|avoid|look|sell|push|hurt|control|get rid
    |make (?:us|me|money|trouble|a point)|shut|force|delay|cut|keep|hide|score), us to, me to, everyone (?:else )?to,
    your (?:own|way), their (?:own|way), someone to blame, (?:our|my) money, more money, an excuse, free, praise"""
)
_TRYING = any_of(
    """
    hide, blame, force, push, shift, avoid, get out, trick, cover, deflect, bully, manipulate, shut, silence,
    provoke, impose, sabotage, save face, get away, stall, discredit, justify, start a, be (?:funny|smart|clever),
    sound, twist, spin, change the subject, scare, stir, control, undermine, derail, argue,
    make (?:us|me|excuses|money), play (?:us|games|dumb)"""
)
_EMPTY = any_of(
    "intention, interest, respect, desire, consideration, empathy, regard, shame, conscience, integrity, clue, sense"
)
_WILL = any_of(
    rf"""
    (?:just|only|simply|clearly|obviously|apparently) wants? {_WANTING},
    only (?:ever )?(?:cares?|cared) (?:about|for), could(?:n't| not)? care less, pretend(?:s|ed)?,
    acts? (?:like (?:you|we|it|this|everyone)|as if|as though), acted as if, (?:treat|treats|treated|treating) (?:us
    |me|people|users|customers|everyone|your (?:users|customers)) (?:as|like|with), looks? down on,
    love to (?:complain|argue|blame|hate), hates? (?:us|me|change|people),
    enjoys? (?:complaining|insulting|being|blaming), (?:have|has|had|got) (?:absolutely )?(?:no|zero) {_EMPTY},
    (?:have|has) (?:absolutely )?(?:no|zero) idea(?= what (?:you|they|we|i)| about| of| who| how (?:hard|much|many
    |this|software|people)|[.!]|$), knows? (?:very|perfectly|full|damn|exactly) (?:well|what (?:you|they)),
    only thinks? (?:of|about) (?:your|their|his|her)(?: own)?,
    thinks? (?:we|i)(?:'re| are|'m| am) (?:stupid|idiots?|fools?|dumb|blind|lazy|lying),
    thinks? (?:you|they|he|she|everyone|everybody|people|the (?:world|rules))(?:'re|'s|'m)?,
    (?:are|is|were|was)? ?(?:just |only |simply |clearly |obviously |purely |actively )?trying to {_TRYING},
    (?:are|is|were|was)? ?(?:just )?looking for (?:an excuse|a fight|attention|trouble|an argument), (?:are|is|were
    |was) (?:just |clearly |obviously |really |simply )?(?:only interested in|not interested in|not taking (?:this|us
    |me|it|any)|hoping we|angry|mad at|upset|annoyed|offended|threatened|afraid (?:of|to)|too (?:proud|busy|lazy
    |scared|afraid|stubborn|blind|arrogant|emotional|invested|important)|desperate|jealous|bitter|out to
    |hell[ -]?bent|unwilling to|not (?:very |really )?willing to|here (?:only |just )?to (?:complain|troll|argue
    |fight|whine|cause)|more (?:interested|concerned|worried)|obsessed|motivated by|happy to (?:let|ignore|waste))"""
)
_ON_PURPOSE = any_of(
    "deliberately, intentionally, purposely, purposefully, knowingly, wil?lfully, maliciously"
)
_WISHES = (
    rf"motives?|{any_of('hidden, personal, political, own')} agendas?"
    rf"|{any_of('real, true, hidden')} {any_of('reasons?, intentions?, goals?, motives?, agenda, colou?rs')}"
)

WHY = "Nobody can see this from outside; they can tell you."
ASK_WANT = "What are you aiming for here?"
ASK_KNOW = "How do you see it?"
RANK = "How does this rank among what you have to do?"

PATTERNS = (
    Pattern(
        Kind.MOTIVE,
        looking_for(
            rf"(?P<key>(?:it's|it is)(?: very| quite| pretty| so| now| painfully)? (?:clear|obvious"
            rf"|evident|apparent)"
            r"(?: to me| now)?(?: that)? (?:you|he|she)(?:'re|'ve)?"
            rf"|you (?:very |quite )?(?:clearly|obviously|evidently|apparently|conveniently) (?!need"
            rf"|can|have to|could|would|will"
            r"|may|might|put|explained|stated|said|described|know more)[a-z']+"
            rf"|(?:{YOU}|he|she) (?:seems?|appears?) (?:to )?(?:really |just |also )?(?:think"
            rf"|believe|forget|have forgotten"
            r"|misunderstand|be confused|assume|ignore|have missed|enjoy|not (?:understand|care"
            r"|realize|realise|know|want|get)"
            r"|have a (?:problem|personal|bad|weird|strange)|have no|lack|love|hate|live in"
            r"|be (?:unable|incapable|unwilling"
            r"|under the impression)))"
        ),
        WHY,
        ASK_KNOW,
        clause=True,
    ),
    Pattern(
        Kind.MOTIVE,
        looking_for(
            r"(?P<key>(?:have|has|had|is|are|was|were|be|being|seems?|seems? to be)(?: [a-z]+)? (?:no"
            r"|not an?|not any|low|zero"
            r"|little|a low|no real|not much of an?) (?:priority|importance|interest|concern) (?:for"
            r"|to|of) (?:you|them"
            r"|your [a-z]+|him|her|the [a-z]+ team)|(?:you|they) (?:clearly |obviously )?have (?:other"
            r"|different|better)"
            r" priorities|means? nothing to (?:you|them|your [a-z]+)|we are (?:nothing"
            r"|not important) to (?:you|them))"
        ),
        WHY,
        RANK,
    ),
    Pattern(
        Kind.MOTIVE,
        looking_for(
            rf"(?:{_ADDRESSED}{_SURELY}{_NOT}{_REALLY} (?P<key>{_HEART}|{_MIND})"
            rf"|(?:{NAME}|they|he|she){_SURELY}{_NOT}{_REALLY} {_HEART})(?! to know| how much| if | whether)"
        ),
        WHY,
        ASK_KNOW,
        clause=True,
    ),
    Pattern(
        Kind.MOTIVE,
        looking_for(
            rf"{_ANY}{_SURELY} (?P<key>{_WILL})(?! how (?:much (?:i|we)|happy|grateful|glad|helpful"
            rf"|thankful))"
        ),
        WHY,
        ASK_WANT,
        clause=True,
    ),
    Pattern(
        Kind.MOTIVE,
        looking_for(
            rf"(?:{YOU}|{PARTY})(?:'re|'ve| are| is| were| was| have| has)?(?: (?:just|clearly"
            rf"|obviously|quite))?"
            rf" (?P<key>{_ON_PURPOSE})"
            r"(?! (?:not )?(?:left|kept|designed|chose|chosen|simple|made))"
        ),
        "“{key}” says what somebody meant. What was done can be seen; what was meant can be asked.",
        ASK_WANT,
        clause=True,
    ),
    Pattern(
        Kind.MOTIVE,
        looking_for(
            rf"(?:(?:your|their|his|her)(?: [a-z]+)? (?P<key>{_WISHES})"
            r"|push(?:es|ed|ing)? (?:your|their|his|her|an?) (?:[a-z]+ )?agendas?|(?:an?|some"
            r"|any) (?:ulterior|hidden|political|personal) (?:motives?|agendas?))"
        ),
        WHY,
        ASK_WANT,
        own=True,
    ),
    Pattern(
        Kind.MOTIVE,
        looking_for(
            r"(?P<key>(?:no ?(?:body|one)|none of (?:you|them))(?: (?:here|there|in (?:this|the"
            r"|your) [a-z]+|at [a-z]+"
            r"|on your (?:side|team)|else|of you|seems to|really|even|actually|apparently"
            r"|from the [a-z]+)){0,4}"
            r" (?:cares?|gives? a (?:shit|fuck|damn|crap)|wants to (?:listen|help|fix|take|answer"
            r"|hear)|is interested in"
            r"|bothers?|bothered|takes? (?:this|it|us) seriously|listens?))"
        ),
        WHY,
        "Who on your side looks at this, and what do they need?",
        clause=True,
    ),
)
