"""About the other: what the other side has to understand, learn or stop, said of it and not asked of it."""

from __future__ import annotations

from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import NAME, PARTY, YOU, Pattern, any_of, looking_for

_WHO = rf"(?:{YOU}|{PARTY}|{NAME}|they|he|she|people like you|somebody|someone)"
_MUST = any_of(
    """
    needs? to, have to, has to, must, had better, 'd better, better, ought to, gotta, have got to, should,
    will have to, should really, may want to, might want to"""
)
_FIRST = (
    r"(?: (?:first|finally|just|start to|begin to|also|at least|both|all|please"
    r"|fucking|try to|then|[a-z]+ly)){0,3}"
)
_LEARN = any_of(
    r"""
    (?:understand|reali[sz]e|accept|recogni[sz]e|grasp|appreciate)(?= that| we| our| this| it| us| me| how (?:much
    |hard|important|difficult)| what (?:it|we|this)| why| the (?:situation|position|difference|problem|consequences
    |impact|urgency|seriousness|importance)|[!.;:\x2c]|$), learn (?:to|how to|some|that), get over, get used to,
    grow(?: the fuck)? up, wake up, stop, respect, listen to, admit, calm(?: the [a-z]+)? down, chill, relax, own up,
    do better, take (?:this |it |some |more )?(?:responsibility|serious(?:ly)?),
    get (?:your|their) (?:act|shit|head|facts|priorities|house), get a (?:grip|life|clue), educate yourself,
    step (?:up|down|back), face (?:the facts|it|reality), come to terms,
    change your (?:attitude|tone|behaviou?r|mindset), check your (?:attitude|ego|tone|facts|privilege),
    show (?:some|more) (?:respect|care|commitment|effort|empathy|interest),
    think (?:about how your|before|harder|twice), work on your (?:attitude|communication|manners|social|people),
    reconsider your, know your place, do your (?:job|homework|research|own), shut up, move on, be (?:more
    |less) (?:careful|professional|respectful|honest|open|flexible|reasonable|aggressive|rude|patient|mature|humble
    |polite|realistic|transparent|considerate), let it go, apologi[sz]e, quit, back off, cut it out, pull yourself,
    try harder, sort (?:yourselves|yourself|your) (?:out|shit), make an effort, lower your expectations,
    adjust your attitude, improve your (?:attitude|communication|behaviou?r|tone|manners),
    treat (?:us|me|people|others|your)"""
)
_PROCESS = (
    r"(?! (?:the (?:server|service|process|container|daemon|app|application|vm|debugger"
    r"|program|instance|job|node|device"
    r"|machine|cluster|database|driver|bot)|using the|here|it before|and restart|and start|all running))"
)
_TOLD = any_of(
    """
    grow(?: the fuck)? up, get over (?:it|yourself|yourselves), get a (?:life|grip|clue),
    wake up(?=[.!?]| people| and smell),
    learn (?:how )?to (?:read|code|listen|write|behave|communicate|be|take|respect|accept), deal with it(?=[.!?)]),
    do your (?:job|homework|research|own research), shut(?: the fuck)? up, get real, get lost, mind your own,
    suck it up, cry (?:me a river|more|harder|about it), get your (?:shit|act|facts) (?:together|straight),
    know your place, fuck off, fuck you, screw you, go to hell, get bent, piss off, shove it, be quiet,
    calm(?: the [a-z]+)? down, cut (?:it|the crap|the bullshit|that) out, cut the (?:crap|bullshit), give me a break,
    spare (?:me|us), try reading, read (?:the [a-z]+ )?before you, think before you, get off your high horse,
    (?:take a )?look in the mirror, touch grass, have some (?:respect|decency|self[ -]respect|manners|shame),
    show some (?:respect|decency|courtesy|gratitude),
    be (?:ashamed|grateful|an adult|a man|professional|realistic|civil), lose the (?:[a-z]+ )?attitude,
    fix (?:the|your) attitude, behave (?:yourself|like an? (?:adult|grown ?up)), don't be (?:so
    |such )?(?:an? )?(?:rude|idiot|ridiculous|silly|dick|jerk|lazy|stupid|naive|childish|asshole|troll|child|baby
    |entitled|arrogant|mean|ignorant|dense|obtuse|condescending|hypocrite|fool|moron|snarky|dramatic)"""
)

WHY = "“{key}” says what the other has to do inside. What you need, and why, can be said to them."
ASK = "What do you take from what I wrote, and what am I missing?"

PATTERNS = (
    Pattern(
        Kind.LESSON,
        looking_for(
            rf"{_WHO}(?: (?:just|all|also|first|still|too|maybe"
            rf"|[a-z]+ly)){{0,2}} ?(?P<key>{_MUST}{_FIRST} {_LEARN}){_PROCESS}"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.LESSON,
        looking_for(rf"(?P<key>{_TOLD})(?=[ .,!?;)]|$)"),
        "“{key}” tells the other how to be. What you need, and why, can be said to them.",
        "What do I need here, and could I ask for it?",
        clause=True,
    ),
    Pattern(
        Kind.LESSON,
        looking_for(
            rf"(?:why (?:can't|can|won't|don't|do|is it) (?:so hard for )?(?:{YOU}|{PARTY}"
            rf"|they)(?: (?:people|just))? "
            r"(?P<key>(?:just |simply |ever |even |not )?(?:understand|get (?:it|this|that)|see that"
            r"|listen|accept|admit|read|learn"
            r"|be (?:honest|professional|reasonable)))|how hard (?:is it|can it be"
            r"|could it be) for (?:you|them|your [a-z]+|people) to"
            r"|(?:what|which) part of [a-z' ]{2,40} (?:do|did|don't|didn't) you (?:not )?(?:understand|get))"
        ),
        WHY,
        ASK,
        asked=True,
    ),
)
