"""Words that deny, words that soften a denial, and words of which each says the opposite of the other. Constants only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from troth.core.listening.stems import base

DENYING = frozenset(
    "not n't nt no never none nobody nothing nowhere neither nor without unless hardly barely scarcely nope".split()
)
"""What says that something is not so."""

DENYING_VERBS = frozenset(
    base(word)
    for word in "fail refuse decline lack doubt forbid prohibit ban bar veto block outlaw disallow unable prevent cease stop quit deny miss missing oppose".split()
)
"""What denies the word that follows: fails to start, lacks a key, doubts that it works."""

SCANT = frozenset("short out free devoid empty low".split())
"""Before `of` or `on` these deny what follows: short of staff, out of stock."""

AGAINST = frozenset(
    base(word) for word in "decide advise vote argue recommend choose come speak be is".split()
)
"""After these, `against` denies."""

AFFIRMING = frozenset(
    base(word)
    for word in (
        "always already still both all every everybody everyone everything everywhere somebody someone something some often "
        "definitely certainly easily almost soon now agree accept manage succeed continue keep allow permit believe sure "
        "able start begin decide certain confident trust expect promise offer ready favour favor free easy well too enough plenty lots many much most go anyone anybody anything full have legal welcome entitle open"
    ).split()
)
"""What stands in the place of a denial where the opposite is said."""

DEGREES = frozenset(
    "longer yet really even fully quite ever anymore necessarily exactly entirely completely any one".split()
)
"""What stands between a denial and what it denies."""

SOFT = frozenset(
    base(word)
    for word in (
        "fail refuse decline unable lack miss missing absent avoid prevent stop exclude except instead impossible wrong "
        "deny forbid prohibit reject cancel skip omit leave abandon only until before rather too little few "
        "rarely seldom otherwise if different zero against but however less free empty problem difficult hard "
        "unlikely separate break broken damage gap open off out lose away far either independent than"
    ).split()
)
"""What may say the same as a denial by other words: where one stands near, nothing is claimed."""

PAIRS = (
    "with/without always/never all/none everyone/nobody everybody/nobody everything/nothing everywhere/nowhere "
    "anyone/nobody anything/nothing someone/nobody somebody/nobody something/nothing some/no any/no every/no yes/no "
    "both/neither either/neither or/nor often/rarely often/seldom usually/rarely usually/never sometimes/never "
    "if/unless possible/impossible able/unable agree/disagree accept/reject accept/refuse accept/decline approve/reject "
    "approve/refuse allow/forbid allow/prohibit allow/ban permit/ban allow/bar permit/bar free/bar free/forbid welcome/bar welcome/forbid allow/disallow allow/block allow/veto legal/illegal lawful/unlawful allow/illegal permit/illegal limits/allow limits/permit limits/open bounds/allow may/forbid may/ban can/forbid drop/keep drop/adopt drop/approve drop/accept reject/adopt reject/choose reject/take reject/favour abandon/keep abandon/adopt abandon/continue abandon/pursue discard/keep cancel/keep cancel/confirm cancel/approve veto/approve oppose/support oppose/favour oppose/back oppose/approve against/favour against/favor dismiss/accept decline/take skip/keep skip/include exclude/keep down/up refuse/agree refuse/take lack/have miss/have missing/have lack/enough without/have short/plenty short/enough short/full narrow/wide thin/thick near/far shallow/deep young/old tight/loose dark/bright dry/wet soft/hard loud/quiet rich/poor and/nor both/nor hardly/easily hardly/almost hardly/nearly hardly/mostly hardly/well hardly/often hardly/very barely/easily permit/forbid permit/prohibit include/exclude open/closed increase/decrease "
    "increase/reduce rise/fall raise/lower higher/lower high/low up/down above/below over/under more/less more/fewer "
    "many/few much/little start/stop begin/end start/finish continue/stop keep/stop succeed/fail "
    "pass/fail win/lose on/off inside/outside internal/external enable/disable connect/disconnect same/different single/double and/or both/or only/both either/both prevent/allow prevent/let prevent/permit prevent/enable stop/allow stop/let block/let bar/let forbid/let forbid/enable forbid/entitle allow/refuse allow/deny entitle/bar authorise/forbid authorize/forbid grant/deny grant/refuse shelve/approve shelve/pursue shelve/keep shelve/start scrap/keep scrap/approve scrap/build drop/pursue drop/choose drop/buy reject/buy reject/pursue rule/choose postpone/keep favour/oppose favor/oppose support/reject support/oppose back/reject celsius/fahrenheit bit/byte volt/watt day/night gross/net hourly/daily single/triple double/triple one/both working/calendar business/calendar net/gross import/export minimum/maximum "
    "similar/different equal/different necessary/unnecessary important/unimportant useful/useless sufficient/insufficient "
    "complete/incomplete correct/incorrect correct/wrong right/wrong true/false valid/invalid known/unknown clear/unclear "
    "likely/unlikely certain/uncertain safe/unsafe safe/dangerous good/bad better/worse best/worst easy/hard easy/difficult "
    "easier/harder strong/weak fast/slow faster/slower quick/slow quickly/slowly big/small bigger/smaller large/small "
    "larger/smaller long/short longer/shorter cheap/expensive cheaper/expensive full/empty hot/cold warm/cold light/heavy "
    "push/pull add/remove gain/lose profit/loss present/absent public/private for/against positive/negative "
    "required/optional mandatory/optional fixed/flexible permanent/temporary old/new together/separately "
    "happy/unhappy satisfied/dissatisfied available/unavailable appropriate/inappropriate acceptable/unacceptable "
    "simple/complicated simple/complex love/hate like/dislike remember/forget"
)

CONVERSE = (
    "give/take give/get give/receive send/receive send/get lend/borrow teach/learn import/export pay/charge "
    "offer/request offer/ask provide/receive provide/get deliver/receive deliver/get hire/lend ask/answer"
)
"""The same act, seen from its two ends."""

ORDERED = (
    "while/after while/before during/after during/before once/before once/until advance/afterwards beforehand/afterwards "
    "beforehand/after advance/after meanwhile/afterwards beforehand/later begin/end start/finish starting/ending opening/closing "
    "followed/preceded follow/precede precede/follow first/finally preceded/followed "
    "before/after until/after until/from till/from by/after earlier/later sooner/later first/last first/final initial/final opening/final previous/next "
    "beginning/end start/end early/late until/since before/since by/since preceding/following last/next"
)
"""The same for what comes first in time."""


def _opposites(pairs: str) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs.split():
        one, other = map(base, pair.split("/"))
        found[one].add(other)
        found[other].add(one)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


OPPOSITES = _opposites(PAIRS)
IN_TIME = _opposites(ORDERED)
TWO_ENDS = _opposites(CONVERSE)

DENYING_STARTS = ("un", "in", "im", "ir", "il", "dis", "non")
"""What turns a word into its opposite, where the rest is a word that the other text has."""
