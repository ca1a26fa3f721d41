"""Ways in which a number becomes another one."""

from __future__ import annotations

import random
import re

from benchmarks.planting_ways import Pair, Way, clauses, one_of, two_of

SMALL = "two three four five six seven eight nine ten eleven twelve".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORD = re.compile(rf"\b({'|'.join([*SMALL, *TENS])})\b(?! (?:of us|of them|of you)\b)")
ORDINAL = re.compile(r"\b(second|third|fourth|fifth)\b(?! of all)")
SPAN = re.compile(
    r"\b(?:two|three|four|five|six|ten|fifteen|twenty|thirty|forty) "
    r"(minutes?|hours?|days?|weeks?|months?|years?)\b(?! (?:old|of))"
)
NEXT_SPAN = {
    "minute": "hour", "hour": "minute", "day": "week", "week": "month", "month": "week", "year": "month",
}  # fmt: skip


def word_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hits = list(NUMBER_WORD.finditer(sentence))
    if not hits:
        return None
    hit = rng.choice(hits)
    row = SMALL if hit[1] in SMALL else TENS
    other = rng.choice([word for word in row if word != hit[1]])
    return sentence[: hit.start()] + other + sentence[hit.end() :]


def ordinal_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hit = ORDINAL.search(sentence)
    if hit is None:
        return None
    other = rng.choice([word for word in ("second", "third", "fourth", "fifth") if word != hit[1]])
    return sentence[: hit.start()] + other + sentence[hit.end() :]


def magnitude_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hit = re.search(r"\b(hundred|thousand|million)\b(?! percent)", sentence)
    if hit is None:
        return None
    other = {"hundred": "thousand", "thousand": "hundred", "million": "thousand"}[hit[1]]
    return sentence[: hit.start()] + other + sentence[hit.end() :]


def span_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hit = SPAN.search(sentence)
    if hit is None:
        return None
    other = NEXT_SPAN[hit[1].rstrip("s")] + ("s" if hit[1].endswith("s") else "")
    return sentence[: hit.start(1)] + other + sentence[hit.end(1) :]


def digits(rng: random.Random) -> Pair:
    first = rng.choice([n for n in range(12, 990) if n % 10])
    return str(first), str(first + rng.choice([-3, -1, 1, 2, 4, 30, 100]))


def turned_round(rng: random.Random) -> Pair:
    high, low = rng.sample(range(1, 10), 2)
    return f"{high}{low}", f"{low}{high}"


def doubled(rng: random.Random) -> Pair:
    first = rng.choice([15, 20, 24, 35, 40, 60, 75, 120, 250, 300])
    return str(first), str(2 * first)


def halved(rng: random.Random) -> Pair:
    first = rng.choice([4_000, 5_000, 1_200, 600, 80, 90, 500, 2_400])
    return f"{first:,}", f"{first // 2:,}"


def nought_lost(rng: random.Random) -> Pair:
    first = rng.choice([400, 1_500, 2_000, 3_000, 4_500, 6_000, 7_500, 12_000])
    return f"{first:,}", f"{first * 10:,}"


def range_end(rng: random.Random) -> Pair:
    low = rng.choice([5, 10, 20, 30, 40])
    first, second = rng.sample([low + step for step in (3, 5, 8, 15, 25)], 2)
    return f"{low} to {first}", f"{low} to {second}"


def range_start(rng: random.Random) -> Pair:
    high = rng.choice([50, 60, 80, 90])
    first, second = rng.sample([5, 10, 20, 30, 40], 2)
    return f"between {first} and {high}", f"between {second} and {high}"


def percent(rng: random.Random) -> Pair:
    first, second = rng.sample([2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 40, 60], 2)
    sign = rng.choice(["%", " percent", " per cent"])
    return f"{first}{sign}", f"{second}{sign}"


def decimal(rng: random.Random) -> Pair:
    whole, part = rng.randint(1, 9), rng.choice([2, 3, 5, 7])
    return f"{whole}.{part}", rng.choice([f"{whole}{part}", f"{whole}.{part + 1}", f"{whole}.0{part}"])


THINGS = """
    we need <> test rigs for the first stage
    the first lot holds <> pumps
    you have <> licences in use at the moment
    our depot can take <> pallets a week
    they sent us <> complaints about the old valve
    the tool makes <> parts an hour
    the budget has room for <> training days
    <> of your shops are in the pilot"""

NUMBER = (
    Way("number", "a number word of the sentence", within=word_in_the_sentence),
    Way("number", "an ordinal of the sentence", within=ordinal_in_the_sentence),
    Way("number", "a hundred, thousand or million of the sentence", within=magnitude_in_the_sentence),
    Way("number", "a span of time of the sentence", within=span_in_the_sentence),
    clauses("number", "digits changed", THINGS, digits),
    clauses("number", "digits turned round", THINGS, turned_round),
    clauses("number", "number word", THINGS, two_of(*SMALL)),
    clauses("number", "tens as words", THINGS, two_of("forty-five", "thirty-five", *TENS, "twenty-five")),
    clauses(
        "number",
        "teens and tens",
        THINGS,
        one_of(
            "thirteen|thirty",
            "fourteen|forty",
            "fifteen|fifty",
            "sixteen|sixty",
            "eighteen|eighty",
            "17|70",
            "19|90",
        ),
    ),
    clauses(
        "number",
        "hundreds and thousands",
        THINGS,
        one_of(
            "three hundred|three thousand",
            "a hundred|a thousand",
            "two thousand|twenty thousand",
            "five hundred|nine hundred",
            "twelve hundred|twelve thousand",
        ),
    ),
    clauses("number", "doubled", THINGS, doubled),
    clauses("number", "halved", THINGS, halved),
    clauses("number", "a nought more", THINGS, nought_lost),
    clauses(
        "number",
        "dozen",
        THINGS,
        one_of(
            "a dozen|two dozen", "a dozen|20", "half a dozen|a dozen", "three dozen|thirty", "two dozen|12"
        ),
    ),
    clauses(
        "number",
        "percent",
        """
        the scrap rate is down to <>
        you give us a discount of <> on the spare parts
        <> of the budget is spent
        the bank holds back <> until the final check
        our share in the new company is <>
        the late fee is <> a month""",
        percent,
    ),
    clauses(
        "number",
        "range, upper end",
        """
        the repair takes <> hours
        we expect <> visitors at the stand
        a unit will cost <> euros
        the lead time is <> working days
        the oven runs at <> degrees""",
        range_end,
    ),
    clauses(
        "number",
        "range, lower end",
        """
        the repair takes <> hours
        we expect <> visitors at the stand
        a unit will cost <> euros
        the lead time is <> working days
        the discount lies <> percent""",
        range_start,
    ),
    clauses(
        "number",
        "at least and at most",
        """
        we need [at least|at most] 40 rigs
        the lot must hold [a minimum|a maximum] of 500 pieces
        you may bring [no fewer than|no more than] six people
        the wall has to be [at least|at most] 12 millimetres thick
        the trial runs for [at least|at most] three weeks""",
    ),
    clauses(
        "number",
        "more than and less than",
        """
        it will cost [more|less] than 20,000 euros
        [over|under] 300 people work on the site
        the loss is [above|below] two percent
        [more|fewer] than half of the users answered
        the scrap is [more|less] than five kilos a day""",
    ),
    clauses(
        "number",
        "ordinal",
        """
        your lorry is the <> in the queue
        we are now in the <> round of talks
        the <> draft of the contract is the one that counts
        it is the <> complaint this year about that supplier
        the fault is on the <> page of the report""",
        two_of("first", "second", "third", "fourth", "fifth", "sixth"),
    ),
    clauses(
        "number",
        "decimal",
        """
        the wall is <> millimetres thick
        the order is worth <> million euros
        the dose is <> grams per litre
        the ship carries <> tonnes of our steel
        the error rate is <> in a thousand""",
        decimal,
    ),
    clauses(
        "number",
        "currency",
        """
        the tool costs 18,000 <>
        you owe us 2,400 <> for the last lot
        the upper limit of the budget is 75,000 <>
        we will pay 60 <> an hour
        the fine was 900 <>""",
        two_of("euros", "dollars", "pounds", "Swiss francs"),
    ),
    clauses(
        "number",
        "unit",
        """
        the tank holds 30 <>
        we lost 12 <> in the fire
        the pipe is six [metres|feet] long
        each bag weighs 25 [kilos|pounds]
        the signal travels 40 [miles|kilometres]
        the crate weighs two [tonnes|hundredweight]""",
        one_of("tonnes|kilos", "litres|gallons", "litres|barrels"),
    ),
    clauses(
        "number",
        "length of time",
        """
        the repair takes four <>
        the machine can stand still for two <>
        they need ten <> for the tests
        the warranty runs for 18 <>
        the training lasts three <>""",
        two_of("days", "weeks", "months"),
    ),
    clauses(
        "number",
        "once, twice, three times",
        """
        we meet <> a year
        the oil has to be changed <> a season
        they have been late <> since the summer
        your team asked us <> for the drawing
        the sample was tested <>""",
        two_of("once", "twice", "three times", "four times"),
    ),
    clauses(
        "number",
        "how many times as much",
        """
        the new line makes <> as many parts
        the rush order costs <> as much
        the second quote was <> as high as the first
        their plant is <> as big as ours""",
        two_of("twice", "three times", "four times", "half", "five times"),
    ),
    clauses(
        "number",
        "fraction",
        """
        <> of the lot is still at the port
        you pay <> of the price in advance
        <> of our people work from home
        we have spent <> of the budget
        <> of the claims come from one region""",
        two_of("a third", "a quarter", "half", "two thirds", "three quarters", "a fifth"),
    ),
    clauses(
        "number",
        "by and to",
        """
        the price went up [by|to] 10 percent
        they cut the crew [by|to] 15 people
        the scrap rate fell [by|to] two percent
        our share in the venture rose [by|to] 30 percent
        we lowered the stock [by|to] 400 units""",
    ),
    clauses(
        "number",
        "per what",
        """
        the fee is 40 euros per [hour|day]
        you can order 200 pieces a [week|month]
        the licence costs 900 euros a [month|year]
        the rent is 12 euros per [square metre|square foot]
        we allow three faults per [lot|piece]""",
    ),
    clauses(
        "number",
        "million and billion",
        """
        they turn over 40 <> a year
        the market is worth two <>
        the plant was built for 1.5 <>
        the fund has put in six <> so far""",
        one_of("million|billion"),
    ),
    clauses(
        "number",
        "one and both",
        """
        [one|both] of the two presses will be moved
        the offer is for [one|all three] of the three sites
        you need the signature of [one of|both] the directors
        [one|all] of the four samples passed""",
    ),
    clauses(
        "number",
        "single and double",
        """
        the line runs in a [single|double] shift
        the contract foresees a [double|triple] check
        the parts come in a [single|double] layer
        we pay a [double|triple] rate on holidays""",
    ),
    clauses(
        "number",
        "number of a version or part",
        """
        the drawing is version <>
        the test was done with release <>
        clause <> of the contract is the one in dispute
        the fault shows up in build <>""",
        two_of("2.3", "3.2", "2.4", "4.1", "1.4", "5.2"),
    ),
)
