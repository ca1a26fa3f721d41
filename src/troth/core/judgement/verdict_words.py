"""The words that judge, by what they can be said of. British and American spellings; a comma parts two words."""

from __future__ import annotations

from troth.core.judgement.mark import any_of

PERSON = any_of(
    """
    rude, lazy, ignorant, arrogant, childish, immature, incompetent, unprofessional, dishonest, unreasonable,
    delusional, entitled, hostile, dismissive, clueless, condescending, disrespectful, disingenuous,
    passive[ -]aggressive, stubborn, selfish, greedy, hypocritical, pathetic, stupid, dumb, idiotic, naive, paranoid,
    petty, insulting, offensive, obnoxious, insufferable, irresponsible, careless, sloppy, negligent, untrustworthy,
    disorgani[sz]ed, uncooperative, unresponsive, evasive, manipulative, deceptive, deceitful, inconsiderate,
    thoughtless, impolite, intolerant, out of touch, tone[ -]deaf, short[ -]?sighted, narrow[ -]minded,
    closed?[ -]minded, ungrateful, pushy, bossy, cowardly, shameless, tactless, snarky, patroni[sz]ing, pedantic,
    obtuse, oblivious, reckless, inept, amateurish, in denial, confrontational, argumentative, antagonistic,
    egotistical, self[ -]righteous, hysterical, shady, crooked, corrupt, malicious, spiteful, vindictive, butthurt,
    unserious, unaccountable, unethical, full of (?:shit|it|yourself|crap|yourselves|hot air), a disgrace,
    out of line, missing the point, in bad faith, missing my point, unhinged, unprepared, uncommitted, overreacting"""
)
ALSO_OF_THINGS = any_of(
    """
    toxic, aggressive, annoying, unreliable, inflexible, unhelpful, defensive, abusive, unfair, biased, sarcastic,
    dense, ridiculous, absurd, silly, foolish, rigid, chaotic, useless, hopeless, mean, nasty, disgusting,
    wrong(?! about the), mistaken, incapable, impossible, insane, crazy, nuts, a joke, a disappointment, a nightmare,
    too slow, a waste of time, terrible, horrible, awful, the worst, unwilling, difficult to work with,
    hard to work with, part of the problem, the (?:real )?problem, salty, off base, stingy, indifferent,
    unorgani[sz]ed, facetious, clowns"""
)
GOOD = any_of(
    """
    professional, honest, helpful, listening, reliable, serious, fair, reasonable, constructive, cooperative,
    transparent, trustworthy, competent, respectful, committed, willing, qualified, nice, polite, smart,
    paying attention, helping, making (?:any )?sense, contributing, in good faith, respecting, experienced enough,
    interested in (?!buying)"""
)
CONDUCT = any_of(
    """
    ridiculous, absurd, unacceptable, inacceptable, not acceptable, inexcusable, unforgivable, pathetic, shameful,
    disgraceful, disgusting, despicable, irresponsible, unprofessional, careless, sloppy, negligent, childish, rude,
    disrespectful, dishonest, disingenuous, insulting, offensive, outrageous, preposterous, laughable, idiotic,
    stupid, dumb, moronic, hypocritical, cowardly, arrogant, nonsense, bullshit, bs, garbage, rubbish, horseshit,
    appalling, abysmal, atrocious, deplorable, reprehensible, infuriating, condescending, unfair, foolish, asinine,
    ludicrous, toxic, selfish, immature, petty, lazy, reckless, thoughtless, inconsiderate, amateurish, amateur hour,
    scandalous, incompetent, incompetence, negligence, laziness, a joke, a disgrace, a lie, a scam,
    a (?:complete |total |huge )?waste of time, a lame excuse, an insult, a farce, a circus, an embarrassment,
    a slap in the face, a poor excuse, poor form, bad form, unheard of, below (?:standard|par), not good enough,
    not professional, not serious, shitty, unethical, indefensible, misguided, hostile, hypocrisy, arrogance,
    rich coming from, mean[ -]spirited, trash, total shit, a shit ?show"""
)
CALLED = any_of(
    """
    idiots?, morons?, trolls?, clowns?, liars?, hypocrites?, jerks?, ass?holes?, arseholes?, snowflakes?, imbeciles?,
    fools?, bigots?, bull(?:y|ies), cowards?, losers?, amateurs?, dicks?, douches?, dumbass(?:es)?, racists?,
    fascists?, narcissists?, psychos?, child(?:ren)?, kids?, bab(?:y|ies), parasites?, leech(?:es)?, tyrants?,
    dictators?, disgrace, lunatics?, spammers?, freeloaders?, cheats?, cheaters?, thie(?:f|ves), crooks?, scammers?,
    frauds?, shills?, wimps?, brats?, noobs?, toddlers?"""
)
NAMES = any_of(
    """
    idiots?, morons?, trolls, clowns, liars?, hypocrites?, ass?holes?, arseholes?, fanboys?, snowflakes?, imbeciles?,
    cowards?, crybab(?:y|ies), dickheads?, douchebags?, retards?, jackass(?:es)?, dimwits?, nutjobs?, bigots?,
    scumbags?, cretins?, bozos?, whiners?, haters?, sheeple"""
)
FAULTS = any_of(
    """
    arrogance, ignorance, incompetence, laziness, stupidity, rudeness, negligence, carelessness, hypocrisy,
    stubbornness, entitlement, whining, tantrums?, ego, nonsense, bullshit, crap, excuses?, lies, bias, bigotry,
    hostility, dishonesty, toxicity, greed, hubris, inability, unwillingness, refusal, failure to, pettiness,
    condescension, immaturity, inaction, sloppiness, disrespect, snark, paranoia, delusions?, ranting, rants?,
    temper, amateurism, indifference, trolling, childishness, foolishness, gatekeeping, irresponsibility"""
)
LACKED = any_of(
    """
    respect, professionalism, communication, care, empathy, commitment, effort, interest, leadership, transparency,
    honesty, competence, accountability, responsibility, discipline, decency, common sense, maturity, planning,
    judge?ment, integrity, courtesy, ownership, urgency, self[ -]awareness, civility, follow[ -]?through,
    preparation, diligence, responsiveness, intelligence, manners, humility, consideration, compassion, good ?will,
    seriousness, reliability"""
)
ONLY_OF_PEOPLE = any_of(
    """
    unprofessional, condescending, disrespectful, disingenuous, irresponsible, dishonest, arrogant, childish,
    pathetic, incompetent, hypocritical, passive[ -]aggressive, selfish, rude, patroni[sz]ing, idiotic, moronic,
    shameful, disgraceful, despicable, inexcusable, delusional, self[ -]righteous, unprofessionalism, arrogance,
    incompetence, hubris, hypocrisy, stupidity, laziness, narrow[ -]minded(?:ness)?, tone[ -]deaf,
    entitled (?:brats?|users|people|attitude|behaviou?r|prick|children), obnoxious, insufferable, draconian, snarky,
    snotty, bad faith, audacity, sheer nerve, butthurt, whiny, imbecility, clueless, bullshit, horseshit, dumbass,
    half[ -]?assed, shitty (?:attitude|behaviou?r|people|comments?|response), lame excuses?,
    pile of (?:crap|shit|garbage), piece of (?:shit|crap|garbage|trash), slap in the face, power trip(?:ping)?,
    whining, insulting, virtue signal(?:l)?ing, careless(?:ly)?, sloppy, sloppily, negligent, unprofessionally,
    selfishness, rudeness, condescension, disrespect, dishonesty, negligence, carelessness, irresponsibility,
    childishness, pettiness, (?:so|acting|being|feel) entitled(?! to),
    toxic (?:community|people|behaviou?r|attitudes?|environment|comments?|person(?:alit(?:y|ies))?),
    (?:completely|totally|absolutely|utterly|simply|just|quite) unacceptable,
    ridiculous(?! (?:situation|amount|number)), nonsense(?! words?), stupid(?! questions?| me| situation),
    double standards?, gaslighting, trolling, temper tantrums?, drama queens?, (?:false|baseless) accusations?,
    a personal attack, (?:this|that|such an?|with an?|bad) (?:[a-z]+ )?attitude, laughable, disgusting, outrageous,
    preposterous"""
)
WORK = any_of(
    """
    job, work, decision, service, support, attitude, behaviou?r, communication, management, leadership, idea,
    approach, choice, excuse, response, answer, reply, argument, conduct, tone, handling,
    way to (?:treat|handle|respond|deal), planning, judge?ment, manners, move, reasoning, logic, attempt, take,
    policy, explanation, priorities, partner, supplier, preparation, follow[ -]?up, rationale, analogy, comparison,
    treatment, remarks?, comments?, messages?, tantrum, mentality, mindset, manner, people, person, developers?,
    maintainers?, community, team, company, demands?, statements?, nonsense, excuses"""
)
POOR = any_of(
    """
    stupid, dumb, idiotic, terrible, horrible, awful, pathetic, ridiculous, absurd, shoddy, sloppy, lousy, lame,
    disgraceful, shameful, unprofessional, childish, crappy, shitty, atrocious, abysmal, appalling, moronic, garbage,
    bullshit, asinine, toxic, arrogant, rude, ludicrous, laughable, careless, lazy, unacceptable, useless, hopeless,
    miserable, dreadful, incompetent, ignorant, snarky, disrespectful, patroni[sz]ing, inconsiderate, immature,
    petty, outrageous, insulting, offensive, sarcastic, irresponsible, disgusting, dishonest,
    half[ -]?(?:assed|hearted|baked), nonsensical, silly, insane, crazy, selfish, hostile, dismissive, condescending,
    flawed, passive[ -]aggressive, reckless"""
)
CONDEMNED = any_of(
    """
    not welcome, condescending, useless, worthless, unreasonable, naive, unhelpful, misplaced, a waste of time,
    hostile, defensive, aggressive, biased, inappropriate, unusable, a nightmare, a mess, a disaster, terrible,
    horrible, awful, so bad, uncalled for, unwarranted, unwelcome, unprofessional"""
)
RUBBISH = any_of(
    """
    garbage, trash, a (?:total |complete |sick |bad |fucking |huge )?joke, crap, shit, bullshit, a disgrace,
    ridiculous, absurd, idiotic, moronic, laughable, stupid, atrocious, appalling, abysmal, pathetic, dumb,
    an? (?:absolute |total |complete )(?:mess|disaster|nightmare|disgrace|waste of time|failure)"""
)
