"""Words that deny, words that soften a denial, and words that say the opposite of each other. Constants only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import product
from types import MappingProxyType

from troth.core.listening.stems import base

DENYING = frozenset(
    "not n't nt no never none nobody nothing nowhere neither nor without unless hardly barely "
    "scarcely nope".split()
)
"""What says that something is not so."""

DENYING_VERBS = frozenset(
    base(word)
    for word in "fail refuse decline lack doubt forbid prohibit ban bar veto block outlaw disallow "
    "unable prevent cease stop quit deny miss missing oppose".split()
)
"""What denies the word that follows: fails to start, lacks a key, doubts that it works."""

SCANT = frozenset("short out free devoid empty low".split())
"""Before `of` or `on` these deny what follows: short of staff, out of stock."""

PHRASES = frozenset(
    f"{base(verb)} {particle}"
    for verb, particle in (
        phrase.split()
        for phrase in (
            "rule out,turn down,give up,call off,vote down,keep out,keep off,keep from,shut out,hold "
            "off,back out,"
            "leave out,stay away,put off,do without,lock out,hold back,far from,anything but"
        ).split(",")
    )
)
"""Two words, the first by its base, that deny together."""

AGAINST = frozenset(
    base(word)
    for word in "decide advise vote argue recommend choose come speak be lean rule push stand warn "
    "work".split()
)
"""After these, `against` denies."""

AFFIRMING = frozenset(
    base(word)
    for word in (
        "always already still both all every everybody everyone everything everywhere somebody "
        "someone something some often "
        "definitely certainly easily almost soon now agree accept manage succeed continue keep allow "
        "permit believe sure "
        "able start begin decide certain confident trust expect promise offer ready favour favor free "
        "easy well too enough plenty lots many much most go anyone anybody anything full have "
        "possible approve choose adopt favor go take pick opt decide think guess suppose know legal "
        "welcome entitle open"
    ).split()
)
"""What stands in the place of a denial where the opposite is said."""

DEGREES = frozenset(
    "longer yet really even fully quite ever anymore necessarily exactly entirely completely any one "
    "else".split()
)
"""What stands between a denial and what it denies."""

SOFT = frozenset(
    base(word)
    for word in (
        "fail refuse decline unable lack miss missing absent avoid prevent stop exclude except "
        "instead impossible wrong "
        "deny forbid prohibit reject cancel skip omit leave abandon only until before rather too little few "
        "rarely seldom otherwise if different zero against but however less free empty problem "
        "difficult hard "
        "unlikely separate break broken damage gap open off out lose away far either independent than"
    ).split()
)
"""What may say the same as a denial by other words: where one stands near, nothing is claimed."""

PAIRS = (
    "with|have/without always|often|usually|sometimes/never all|each/none "
    "everyone|everybody|someone|somebody|anyone/nobody "
    "everything|something|anything/nothing everywhere/nowhere some|any|every/no yes/no "
    "both|either/neither both/or|either|one "
    "only/both and/or|nor or/nor often|usually/rarely often/seldom if/unless possible/impossible "
    "able/unable agree/disagree "
    "allow|permit|let|enable|entitle|authorise|authorize|free|welcome|legal|lawful|may/"
    "forbid|prohibit|ban|bar|prevent|stop|block|veto|disallow|outlaw|deny|refuse|illegal|unlawful "
    "limits|bounds/allow|permit|open "
    "keep|adopt|approve|accept|choose|take|buy|pursue|continue|start|support|favour|favor|back|"
    "confirm|include/"
    "drop|reject|decline|refuse|shelve|scrap|abandon|discard|cancel|veto|oppose|dismiss|postpone|skip|exclude "
    "agree|grant/refuse|deny for|on|favour/against "
    "have|plenty|enough|full/lack|miss|missing|short|out include/exclude "
    "open/closed increase|raise/decrease|reduce|lower rise/fall higher/lower high/low up/down "
    "above|over/below|under "
    "more/less|fewer many|much/few|little start|begin/stop|end|finish continue|keep/stop succeed/fail "
    "pass/fail win/lose on/off "
    "inside/outside internal/external enable/disable connect/disconnect same|similar|equal/different "
    "necessary/unnecessary important/unimportant useful/useless sufficient/insufficient complete/incomplete "
    "correct|right/incorrect|wrong true/false valid/invalid known/unknown clear/unclear "
    "likely/unlikely certain/uncertain "
    "safe/unsafe|dangerous good/bad better/worse best/worst easy/hard|difficult easier/harder "
    "strong/weak fast|quick/slow "
    "faster|quicker/slower quickly/slowly big|large/small|little bigger|larger/smaller long/short "
    "longer/shorter "
    "cheap|cheaper/expensive full/empty hot|warm/cold light/heavy push/pull add/remove gain/lose "
    "profit/loss present/absent "
    "public/private positive/negative required|mandatory/optional fixed/flexible permanent/temporary "
    "old/new|young "
    "together/separately happy/unhappy satisfied/dissatisfied available/unavailable "
    "appropriate/inappropriate "
    "acceptable/unacceptable simple/complicated|complex love/hate like/dislike remember/forget "
    "single/double|triple "
    "double/triple with|within/against working|business/calendar net/gross minimum/maximum narrow/wide thin/thick "
    "near/far shallow/deep tight/loose "
    "dark/bright dry/wet soft/hard loud/quiet rich/poor "
    "hardly|barely/easily|almost|nearly|mostly|well|often|very "
    "celsius/fahrenheit bit/byte volt/watt day/night hourly/daily"
)
"""Words of which each says the opposite of each on the other side."""

CONVERSE = (
    "sell/buy give/take give/get give/receive send/receive send/get lend/borrow teach/learn import/export pay/charge "
    "offer/request offer/ask provide/receive provide/get deliver/receive deliver/get hire/lend ask/answer"
)
"""The same act, seen from its two ends."""

ORDERED = (
    "while/after while/before during/after during/before once/before once/until advance/afterwards "
    "beforehand/afterwards "
    "beforehand/after advance/after meanwhile/afterwards beforehand/later begin/end start/finish "
    "starting/ending opening/closing "
    "followed/preceded follow/precede precede/follow first/finally preceded/followed "
    "before/after until/after until/from till/from by/after earlier/later sooner/later first/last "
    "first/final initial/final opening/final previous/next "
    "beginning/end start/end early/late until/since before/since by/since preceding/following last/next"
)
"""The same for what comes first in time."""


def _opposites(pairs: str) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs.split():
        ones, others = (tuple(map(base, side.split("|"))) for side in pair.split("/"))
        for one, other in product(ones, others):
            found[one].add(other)
            found[other].add(one)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


OPPOSITES = _opposites(PAIRS)
IN_TIME = _opposites(ORDERED)
TWO_ENDS = _opposites(CONVERSE)

DENYING_STARTS = ("un", "in", "im", "ir", "il", "dis", "non")
"""What turns a word into its opposite, where the rest is a word that the other text has."""
