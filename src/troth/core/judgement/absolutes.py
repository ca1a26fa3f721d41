"""Always or never: a rule made of a person, where the times that it happened could be named.

Machines are on at nine always, and "you always need a key" is said of everybody: what counts is a person or
party as the subject, beside something that only people do to each other.
"""

from __future__ import annotations

from troth.core.judgement.kinds import Kind
from troth.core.judgement.mark import NAME, PARTY, YOU, Pattern, any_of, looking_for

_EVER = any_of(
    """
    always, never, constantly, continually, continuously, perpetually, forever, consistently, invariably, endlessly,
    repeatedly"""
)
_TOWARDS_US = any_of(
    """
    answer[a-z]*, repl(?:y|ies|ied), respon[ds][a-z]*, listen[a-z]*, care[ds]?, apologi[a-z]+, promis[a-z]+,
    ignor[a-z]+, complain[a-z]*, refus[a-z]+, blam[a-z]+, argu[a-z]+, insult[a-z]*, attack[a-z]*, admit[a-z]*,
    acknowledg[a-z]+, bother[a-z]*, communicat[a-z]+, consult[a-z]*, inform(?:s|ed)?, involv[a-z]+ us,
    cooperat[a-z]+, interrupt[a-z]*, criticis[a-z]+, criticiz[a-z]+, warn[a-z]* (?:us|me|anybody|anyone),
    (?:tell|told|ask|asked|give|gave|send|sent) (?:us|me|anybody|anyone), show(?:s|ed)? up, turn(?:s|ed)? up,
    keep(?:s|ing)? (?:your|their|its|his|her) (?:word|promises?), follow(?:s|ed)? (?:up|through),
    take (?:us|me|this|it) seriously, t(?:ake|akes|ook) (?:so long|too long|forever|ages|weeks),
    car(?:e|es|ed) about, let(?:s|ting)? us down, mak(?:e|es|ing) excuses, ha(?:ve|s|d) an excuse,
    find(?:s)? an excuse, mak(?:e|es|ing) it (?:difficult|hard|worse|about)"""
)
_DOES = any_of(
    """
    deliver[a-z]*, sends?, sent, ship(?:s|ped)?, chang(?:e|es|ed|ing),
    fail(?:s|ed|ing)?(?! to (?:compile|build|start|load)), forgets?, forgot,
    break(?:s|ing)? (?:your|their|our|the (?:build|agreement|rules))?, miss(?:es|ed|ing)?, delay[a-z]*,
    postpon[a-z]+, cancel[a-z]*, reads?, review[a-z]*, fix(?:es|ed)?, finish[a-z]*, help(?:s|ed)?, explain[a-z]*,
    lie[sd]?, lying, avoid[a-z]*, reject[a-z]*, dismiss[a-z]*, clos(?:e|es|ed|ing), contribut[a-z]+,
    shar(?:e|es|ed|ing), understood, understands?, agreed?, demand[a-z]*, wast(?:e|es|ed|ing), whin[a-z]+, tested,
    documented, notif[a-z]+, pay(?:s|ing)?, paid, approv[a-z]+,
    sa(?:y|ys|id|ying) (?:that|no|yes|the same|you|one|it|this|they), wait(?:s|ed)? until,
    leav(?:e|es|ing) (?:us|it|me|everything), left us, put(?:s)? us, respect(?:s|ed)?, valu(?:e|es|ed),
    trust(?:s|ed)?, prioriti[a-z]+, support(?:s|ed)? (?:us|me|our), came,
    comes? (?:late|up with|with|too|unprepared), push(?:es|ed|ing)? (?:us|me|it|back|your|their),
    act(?:s|ed)? (?:like|as), did, do(?:es)? (?:what|this|that|anything|it your|your), had time, have time, has time,
    thought, think(?:s)? (?:about|of|you|they), want(?:s|ed)? (?:more|to (?:argue|talk|hear|listen|help)),
    treat(?:s|ed)?, seem(?:s|ed)? to, stop(?:s|ped)?, offer(?:s|ed)?, start(?:s|ed)? (?:on|too|late), prepar[a-z]+,
    arriv(?:e|es|ed) late, look(?:s|ed)? at (?:our|my|what|it)"""
)
_STATE = any_of(
    """
    late, behind, too (?:late|slow|busy), wrong, unavailable, unprepared, rude, the same, complaining, like this,
    ignoring, changing, asking (?:for|us|me), saying, making (?:excuses|it|us|fun), blaming, pushing, breaking,
    telling (?:us|me|people), incomplete, full of, delayed, overdue, an? (?:excuse|problem|reason|issue), negative,
    defensive, in a hurry, moving the"""
)
_PAPERS = any_of(
    """
    deliver(?:y|ies), reports?, invoices?, documents?, papers?, answers?, replies, reply, numbers, figures,
    shipments?, orders?, estimates?, updates?, drafts?, specs?, team, people, plans?, forecasts?, payments?, quotes?,
    promises"""
)
_JUST = r"(?: (?:have|has|had|just|simply|also|even|really|almost|nearly|only|still|basically|[a-z]+ly)){0,2}"
_THEN = r"(?: (?:even|really|seem to|actually|once|just|bother to|manage to|been|ever|going to|fucking)){0,3}"
_AGAIN = any_of(
    """
    saying, telling, asking (?:us|me|for|the same), ignoring, changing, blaming, promising, delaying, breaking,
    missing, complaining, insisting, closing, deleting, making (?:excuses|up|false|things|it|the same|this|these),
    posting, pushing, avoiding, dodging, repeating, bringing up, coming back, talking, claiming, pretending,
    refusing, insulting, attacking, demanding, forgetting, sending, moving the, shifting, twisting, misrepresenting,
    spamming, arguing, interrupting, dragging, lying, treating, denying, bashing, pointing fingers, trying to,
    acting, spreading, bothering, whining, reopening, letting"""
)
_USUAL = any_of(
    "are, is, were, was, have, has, did, do, didn't, don't, failed, ignored, sent, forgot, [a-z]+ed"
)

WHY = "“{key}” covers every time. Saying which times keeps the conversation on what happened."
ASK = "What happened on your side those times?"

PATTERNS = (
    Pattern(
        Kind.ALWAYS,
        looking_for(
            rf"(?:(?:{PARTY}|{YOU}|they)(?:'ve)?{_JUST} (?P<key>{_EVER}{_THEN} (?:{_TOWARDS_US}|{_DOES}))"
            rf"|(?:{NAME}|he|she)(?: has|'s)? {_EVER}{_THEN} {_TOWARDS_US})(?! up the | the (?:page|app"
            rf"|server|file))"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.ALWAYS,
        looking_for(
            rf"(?:(?:{PARTY}|{NAME}|{YOU}|they|he|she) (?:are|is|were|was|have been|has been)|(?:you"
            rf"|they)'re|(?:he|she)'s"
            rf"|(?:you|they)'ve been|(?:your|their) (?:[a-z]+ )?{_PAPERS} (?:are|is|were|was|comes?"
            rf"|came|have been|arrives?))"
            rf" (?P<key>{_EVER}(?: (?:so|too|very|just|been|being|one step|a day|a week))? {_STATE})"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.ALWAYS,
        looking_for(
            rf"(?:(?:{PARTY}|{YOU}|he|she) (?:are|is|were|was|have been|has been)|you're|(?:he|she)'s"
            rf"|(?:you|they)'ve been)"
            r" (?P<key>(?:constantly|continually|continuously|routinely|repeatedly|perpetually"
            r"|endlessly|forever) [a-z]+ing)"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.ALWAYS,
        looking_for(
            rf"why (?:do|are|is|does|did|must|can|have) (?:{PARTY}|{YOU}|they|he|she)"
            r" (?P<key>always|never|constantly|keep|insist|refuse|ignore)(?: (?:[a-z]+))?"
        ),
        WHY,
        ASK,
        asked=True,
    ),
    Pattern(
        Kind.ALWAYS,
        looking_for(rf"(?:{PARTY}|{YOU}|they|he|she){_JUST} (?P<key>(?:keep|keeps|kept) (?:on )?{_AGAIN})"),
        "“{key}” gathers many times into one. Saying which times keeps the conversation on what happened.",
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.ALWAYS,
        looking_for(
            r"(?P<key>all (?:you|they)(?: guys| people)?(?: ever)? (?:do|did|can do|have done"
            r"|care about) (?:is|was)"
            r"|the only thing (?:you|they)(?:'ve)?(?: ever)? (?:do|did|done|have done|care about)"
            r"|every(?: single)? time (?:you|they)"
            r" (?:promise|tell|deliver|change your|change the (?:spec|plan|date|order|scope)|come up"
            r"|do this|ignore)"
            r"|no ?(?:body|one) (?:there |here |on your side |at your end "
            r"|in your team )?ever (?:answers|replies|responds|listens"
            r"|reads|calls|tells|fixes|bothers|cares|helps|checks|asks)|nothing ever (?:gets done"
            r"|changes|happens|gets fixed"
            r"|improves)|(?:never|not) once (?:have|did|has|had) (?:you|they|he|she))"
        ),
        WHY,
        ASK,
        clause=True,
    ),
    Pattern(
        Kind.ALWAYS,
        looking_for(
            rf"(?P<key>as usual|as always|once again|yet again|typical|typically),? (?:(?:{YOU}|{PARTY}"
            rf"|they|he|she)(?= {_USUAL})"
            rf"|your [a-z]+(?= (?:is|are|was|were|came|come|comes|arrived?) ))"
            rf"(?! (?:are|have) (?:more than|always|welcome|right|correct|done a"
            rf"|been (?:very|so|a great)|proven))"
        ),
        WHY,
        ASK,
        clause=True,
    ),
)
