"""Ways to say the same thing differently, which must not be taken for a change.

Among them are those that look most like one: a negation said with an opposite, a number written in the other way,
an order in time told from its other end, a doer named from the other side of the deal.
"""

from __future__ import annotations

import random
import re

from benchmarks.planting_negation import CONTRACTED
from benchmarks.planting_ways import Pair, Way, clauses, one_of
from benchmarks.planting_wording import near_synonyms

SHORTENED = {
    "I am": "I'm", "we are": "we're", "they are": "they're", "you are": "you're", "it is": "it's", "that is": "that's",
    "we have to": "we've to", "I will": "I'll", "we will": "we'll", "they will": "they'll", "there is": "there's",
    "We are": "We're", "They are": "They're", "You are": "You're", "It is": "It's", "That is": "That's",
    "We will": "We'll", "They will": "They'll", "There is": "There's", "You will": "You'll", "It will": "It'll",
}  # fmt: skip
LONG = {
    "can't": "cannot", "won't": "will not",
    **{n: f"{p} not" for p, n in CONTRACTED.items() if p not in ("can", "will")},
    **{short: long for long, short in SHORTENED.items() if long != "we have to"},
}  # fmt: skip
FIGURES = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
    "eighty": "80",
}  # fmt: skip
FILLERS = ("you know", "to be honest", "as I said", "by the way", "let me say", "basically", "frankly")
NO_WEIGHT = re.compile(
    r"(?<! a)(?<!'s)(?<! is)(?<! an) (?:just|really|simply|definitely)(?= (?!that\b|the\b|a\b)\w)"
)
NEGATED = re.compile(r"\bnot\b|n't\b|\bnever\b|\bnot so\b|\btoo\b", re.IGNORECASE)


def contraction_opened(sentence: str, rng: random.Random) -> str | None:
    """Write a contraction in full; `it's` before a participle may be `it has`, and is left as it is."""
    pattern = rf"\b({'|'.join(sorted(LONG, key=len, reverse=True))})\b(?! (?:been|got|had|\w+ed)\b)"
    changed, count = re.subn(pattern, lambda hit: LONG[hit[0]], sentence, count=1)
    return changed if count else None


def contraction_closed(sentence: str, rng: random.Random) -> str | None:
    pairs = {f"{plain} not": short for plain, short in CONTRACTED.items()} | {"cannot": "can't"} | SHORTENED
    pattern = rf"\b({'|'.join(sorted(pairs, key=len, reverse=True))})\b (?!not\b)(?=\w+ \w+)"
    changed, count = re.subn(pattern, lambda hit: pairs[hit[1]] + " ", sentence, count=1)
    return changed if count else None


def told_back(sentence: str, rng: random.Random) -> str | None:
    return sentence


def with_near_synonyms(sentence: str, rng: random.Random) -> str | None:
    changed = near_synonyms(sentence, rng)
    return None if changed == sentence else changed


def with_a_filler(sentence: str, rng: random.Random) -> str | None:
    filler = rng.choice(FILLERS)
    first = sentence if re.match(r"I\b|[A-Z]{2}", sentence) else sentence[0].lower() + sentence[1:]
    return f"{filler[0].upper()}{filler[1:]}, {first}"


def without_weightless_words(sentence: str, rng: random.Random) -> str | None:
    if NEGATED.search(sentence):
        return None
    changed, count = NO_WEIGHT.subn("", sentence)
    return changed if count else None


def without_that(sentence: str, rng: random.Random) -> str | None:
    changed, count = re.subn(
        r"\b(think|thinks|said|hope|sure|know|believe|suggested|decided) that (?=(?:we|it|they|the|you|I|he|she)\b)",
        r"\1 ", sentence, count=1,
    )  # fmt: skip
    return changed if count else None


def condition_moved(sentence: str, rng: random.Random) -> str | None:
    hit = re.fullmatch(
        r"(If|When) ((?:(?!then)[^,])+?)(?:,(?: then)?| then) (?!.*\bthen\b)((?:we|you|they|it|I|he|she|the)\b[^,]+)\.",
        sentence,
    )
    if hit is None:
        return None
    return f"{hit[3][0].upper()}{hit[3][1:]} {hit[1].lower()} {hit[2]}."


def in_my_view(sentence: str, rng: random.Random) -> str | None:
    changed, count = re.subn(
        r"^I think (?:that )?(?=(?:we|it|they|the|you|this|there|it's|that's|we're)\b)", "", sentence
    )
    return f"{rng.choice(['In my view', 'In my opinion'])} {changed}" if count else None


def number_in_figures(sentence: str, rng: random.Random) -> str | None:
    not_alone = r"(?! (?:hundred|thousand|million|and|one|two|three|four|five|six|seven|eight|nine|of)\b|-)"
    pattern = rf"(?<!-)(?<!ty )\b({'|'.join(FIGURES)})\b{not_alone}"
    changed, count = re.subn(pattern, lambda hit: FIGURES[hit[0]], sentence, count=1)
    return changed if count else None


WITHIN = {
    "contraction written in full": contraction_opened,
    "written in full, contracted": contraction_closed,
    "near synonyms": with_near_synonyms,
    "weightless words dropped": without_weightless_words,
    "that dropped": without_that,
    "a condition moved to the end": condition_moved,
    "I think, in my view": in_my_view,
    "the sentence's number in figures": number_in_figures,
}


def same_day(rng: random.Random) -> Pair:
    """Draw one day in two of its forms."""
    month, at = rng.choice(
        [("March", "03"), ("May", "05"), ("June", "06"), ("October", "10"), ("April", "04")]
    )
    day = rng.choice([14, 15, 16, 17, 18, 19, 24, 25, 26, 27, 28])
    forms = [
        f"{day} {month} 2026", f"{month} {day}, 2026", f"the {day}th of {month} 2026", f"2026-{at}-{day}",
        f"{day}/{at}/2026", f"{day}.{at}.2026", f"{month} {day}th, 2026",
    ]  # fmt: skip
    if rng.random() < 0.5:
        forms = [
            f"{day} {month}",
            f"{month} {day}",
            f"{month} {day}th",
            f"the {day}th of {month}",
            f"{day} {month[:3]}",
        ]
    first, second = rng.sample(forms, 2)
    return first, second


PARTS = """
    we need 40 test rigs by Friday
    you send us the drawings before the tools are ordered
    the second lot has not passed the test
    our people will be at your plant on 14 March
    the price does not include transport
    I will call your office once the permit is here
    they pay us within 30 days
    the customer bears the cost of the return freight"""

SAME = tuple(Way("none", name, within=within) for name, within in WITHIN.items()) + (
    Way("none", "a filler dropped", within=with_a_filler, backwards=True),
    Way("none", "told from the listener's side", within=told_back, told=True),
    clauses("none", "two parts told from the listener's side", PARTS, told=True),
    clauses("none", "two parts in the other order", PARTS, turned=True),
    clauses(
        "none",
        "word and figure",
        """
        we need <> test rigs for the first stage
        the repair takes <> days
        the first lot holds <> pumps
        you have <> licences in use
        <> of your shops are in the pilot""",
        one_of(
            "two|2",
            "three|3",
            "seven|7",
            "twelve|12",
            "fifteen|15",
            "twenty|20",
            "forty|40",
            "twenty-five|25",
            "ninety|90",
            "a hundred|100",
            "five hundred|500",
            "two thousand|2,000",
            "a dozen|12",
            "a dozen|twelve",
            "1,200|1200",
            "two dozen|24",
        ),
    ),
    clauses(
        "none",
        "number said in another way",
        """
        we pay [twice|two times] the normal rate
        [half|50 percent] of the lot is still at the port
        you pay [a quarter|25%] in advance
        the order is worth [1.5 million euros|1,500,000 euros]
        the tool costs [18,000 euros|EUR 18,000]
        the scrap rate is [4%|four percent]
        we meet [once|one time] a year
        the tank holds [two tonnes|2,000 kilos]
        the budget is [40k|40,000] dollars
        the plate is [two and a half|2.5] millimetres thick
        they turn over [40 million|forty million] a year""",
    ),
    clauses(
        "none",
        "date in another form",
        """
        it has to be there on <>
        we need the signed copy by <>
        the old terms run out on <>
        the fitters come to our plant on <>""",
        same_day,
    ),
    clauses(
        "none",
        "time in another form",
        """
        the call is at [3 pm|15:00]
        the truck leaves at [half past nine|9:30]
        the gate opens at [7 a.m.|seven in the morning]
        we meet at [noon|12 o'clock]
        the offer counts until [the end of the first quarter|the end of Q1]
        you will hear from us in [two weeks|14 days]
        the warranty runs for [a year|twelve months]
        the shift ends at [quarter to ten|9:45]
        the count starts on [the first of May|1 May]""",
    ),
    clauses(
        "none",
        "at least, at most said differently",
        """
        we need [at least|no fewer than] 40 rigs
        it will cost [at most|no more than] 20,000 euros
        it will [not be more than|be at most] six people
        [more than half|over half] of the users answered
        you have [up to|no more than] ten days to object
        the wall must be [at least|not less than] 12 millimetres thick""",
    ),
    clauses(
        "none",
        "not before, at the earliest",
        """
        the parts will [not be here before Friday|be here on Friday at the earliest]
        you need to answer [no later than|by] Tuesday [|at the latest]
        we will [not ship before 14 March|ship on 14 March at the earliest]
        the report must be in [by the 20th|no later than the 20th]
        the road will [not open until May|open only in May]""",
    ),
    clauses(
        "none",
        "is not, isn't",
        """
        the old price [is not|isn't] valid any more
        we [do not|don't] agree with the last line
        the price [does not|doesn't] include transport
        they [have not|haven't] told the bank
        our people [cannot|can't] work on that day
        the mill [will not|won't] take the order""",
    ),
    clauses(
        "none",
        "negation said by an opposite",
        """
        the machine comes [without a|with no] power supply
        the draft [fails to mention|does not mention] the penalty
        the new date is [not realistic|unrealistic]
        it is [impossible|not possible] to move the line in one night
        there is [no|not any] second source for the chip
        [nobody|no one] on our side has checked the figures
        that factory [no longer makes|does not make] the small size [|any longer]
        [none of the samples|not one of the samples] passed
        the carrier [refuses to|is not willing to] take the pallets back
        we [lack|don't have] the people for a second shift""",
    ),
    clauses(
        "none",
        "two negations that are none",
        """
        please [do not forget|remember] to sign the second page
        [nobody but|only] Anna has the key
        [not only the price but also the term has|both the price and the term have] changed
        there is [no doubt|certainty] that the mill can keep up
        we [never fail to answer|always answer] within a day
        it is [not uncommon|quite common] for the port to be closed""",
    ),
    clauses(
        "none",
        "unless, if not",
        """
        the order stands [unless you object|if you do not object]
        we go ahead [unless the test fails|if the test does not fail]
        you get the discount [unless you pay late|if you don't pay late]
        the contract goes on [unless one of us ends it|if neither of us ends it]""",
    ),
    clauses(
        "none",
        "order told from the other end",
        """
        [we pay before the goods leave the port|the goods leave the port after we pay]
        [you test the samples and then we order the tools|we order the tools after you have tested the samples]
        [once the permit is here, the order goes out|the order goes out once the permit is here]
        [before we sign, our lawyers look at it|our lawyers look at it before we sign]
        [first the floor is laid, then the press is moved|the press is moved once the floor has been laid]
        the training takes place [prior to|before] the handover
        [after the audit the contract is signed|the contract is signed after the audit]
        the price is fixed [following|after] the visit""",
    ),
    clauses(
        "none",
        "active and passive",
        """
        [the lab tests each sample|each sample is tested by the lab]
        [the supplier bears the cost|the cost is borne by the supplier]
        [Anna signed the delivery note|the delivery note was signed by Anna]
        [your driver broke the gate|the gate was broken by your driver]
        [Norrberg audited Kaido|Kaido was audited by Norrberg]
        [our bank checks every transfer|every transfer is checked by our bank]""",
    ),
    clauses(
        "none",
        "the deal from its other side",
        """
        [Kaido buys the housings from Oakline|Oakline sells the housings to Kaido]
        [the mill lends the moulds to the agent|the agent borrows the moulds from the mill]
        [you get the figures from us each month|we give you the figures each month]
        [Marta reports to Jonas|Jonas is Marta's superior]
        [the supplier is responsible for the freight|the freight is the responsibility of the supplier]
        [the patent belongs to Tamarind|Tamarind owns the patent]
        [the bank gets a copy from the agent|the agent gives the bank a copy]""",
    ),
    clauses(
        "none",
        "wordy and short",
        """
        [in the event that|if] the test fails, we talk again
        [due to the fact that|because] the port is closed, the ship is late
        [at this point in time|now] the line stands still
        we [are in a position to|can] deliver the housings in one lot
        we [have made a decision|have decided] to keep the old mill
        [a large number of|many] users answered
        the agent [carried out an inspection of|inspected] the hall
        [with regard to the price|on the price], we agree
        you [have the option to|may] cancel the second lot""",
    ),
    clauses(
        "none",
        "other words for the doer",
        """
        [the purchasing department|purchasing] signs the order
        [the people in the lab|the lab staff] run the test
        [the customer|the buyer] bears the cost of the return freight
        [the supplier|the vendor] tells the authorities
        [our staff|our people] will be at the gate
        [the plant manager|the manager of the plant] decides""",
    ),
)
