"""Ways in which a date or a time becomes another one."""

from __future__ import annotations

import random
import re

from benchmarks.planting_ways import Draw, Pair, Way, clauses, one_of, two_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SWAPS = {
    "yesterday": "today", "tomorrow": "today", "tonight": "tomorrow", "this morning": "this afternoon",
    "next week": "this week", "this week": "next week", "last week": "last month", "last month": "last week",
    "next month": "next week", "this month": "next month", "last year": "last week", "next year": "this year",
    "this afternoon": "this morning", "this year": "next year", "every day": "every week",
}  # fmt: skip
IN_TIME = re.compile(rf"\b({'|'.join([*SWAPS, 'today'])})\b", re.IGNORECASE)
PAST = re.compile(r"\b(?:was|were|did|had|(?!need)\w+ed)\b")


def day_word_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hit = IN_TIME.search(sentence)
    if hit is None:
        return None
    other = SWAPS.get(hit[1].lower(), "yesterday" if PAST.search(sentence) else "tomorrow")
    other = other.capitalize() if hit[1][0].isupper() else other
    return sentence[: hit.start()] + other + sentence[hit.end() :]


def day_of_month(rng: random.Random) -> Pair:
    first, second = rng.sample(range(2, 29), 2)
    month = rng.choice(MONTHS)
    form = rng.choice(["the {1}th of {0}", "{1} {0}", "{0} {1}"])
    if "th of" in form:
        first, second = rng.sample([4, 5, 6, 9, 11, 14, 16, 18, 20, 24, 27], 2)
    return form.format(month, first), form.format(month, second)


def month(rng: random.Random) -> Pair:
    first, second = rng.sample(MONTHS, 2)
    day = rng.choice([2, 3, 7, 12, 14, 17, 20, 28])
    form = rng.choice(["{day} {month}", "{month} {day}"])
    return form.format(day=day, month=first), form.format(day=day, month=second)


def iso(rng: random.Random) -> Pair:
    year, at_month, day = rng.randint(2026, 2029), rng.randint(1, 12), rng.randint(10, 19)
    other = rng.choice(
        [(year + 1, at_month, day), (year, at_month % 12 + 1, day), (year, at_month, day + rng.randint(1, 9))]
    )
    return f"{year}-{at_month:02}-{day:02}", "{}-{:02}-{:02}".format(*other)


def with_slashes(rng: random.Random) -> Pair:
    day, at_month = rng.randint(13, 28), rng.randint(1, 9)
    sign = rng.choice(["/", "."])
    other = (
        (day, at_month + rng.randint(1, 3)) if rng.random() < 0.5 else (day - rng.choice([1, 10]), at_month)
    )
    return f"{day:02}{sign}{at_month:02}{sign}2026", f"{other[0]:02}{sign}{other[1]:02}{sign}2026"


def clock(rng: random.Random) -> Pair:
    first, second = rng.sample(range(8, 19), 2)
    minutes = rng.choice(["00", "15", "30", "45"])
    return f"{first}:{minutes}", rng.choice(
        [f"{second}:{minutes}", f"{first}:{rng.choice(['10', '20', '40'])}"]
    )


def week_number(rng: random.Random) -> Pair:
    first, second = rng.sample(range(5, 52), 2)
    form = rng.choice(["week {}", "calendar week {}"])
    return form.format(first), form.format(second)


def year(rng: random.Random) -> Pair:
    first, second = rng.sample(range(2026, 2033), 2)
    return str(first), str(second)


DUE = """
    it has to be there <>
    we need the signed copy <>
    the first batch leaves your warehouse <>
    the fitters come to our plant <>
    you will get the new price list <>
    the old terms run out <>
    the board decides on it <>
    we send the samples <>"""


def due(name: str, draw: Draw, before: str = "") -> Way:
    """Make a way of the clauses that any date or time fits into, with the preposition it takes."""
    return clauses("date", name, DUE.replace("<>", f"{before}<>"), draw)


DATE = (
    Way("date", "a day word of the sentence", within=day_word_in_the_sentence),
    due("weekday", two_of(*WEEKDAYS), "on "),
    due("month", month, "on "),
    due("month alone", two_of(*MONTHS), "in "),
    due("day of the month", day_of_month, "on "),
    due(
        "day of the month as a word",
        one_of(
            "third|thirteenth",
            "first|tenth",
            "fifth|fifteenth",
            "sixth|sixteenth",
            "2nd|22nd",
            "3rd|23rd",
            "7th|17th",
        ),
        "on the ",
    ),
    due("year", year, "in "),
    due("ISO date", iso, "on "),
    due("date in figures", with_slashes, "on "),
    due(
        "this and next week",
        one_of("this week|next week", "next week|the week after next", "this month|next month"),
    ),
    due("clock time", clock, "at "),
    due(
        "am and pm", one_of("7 am|7 pm", "8 a.m.|8 p.m.", "9 am|9 pm", "10 a.m.|10 p.m.", "6 am|6 pm"), "at "
    ),
    due(
        "morning and evening",
        one_of(
            "tomorrow morning|tomorrow evening",
            "on Monday morning|on Monday night",
            "at noon|at midnight",
            "on Friday morning|on Friday afternoon",
            "early in the day|late in the day",
        ),
    ),
    due(
        "quarter",
        one_of(
            "the first quarter|the second quarter",
            "the third quarter|the last quarter",
            "Q3|Q4",
            "Q1|Q2",
            "Q2|the third quarter",
        ),
        "in ",
    ),
    due(
        "half of the year",
        two_of("the first half of the year", "the second half of the year", "the second half of next year"),
        "in ",
    ),
    due(
        "beginning and end of the month",
        one_of(
            "at the beginning of the month|at the end of the month",
            "in early May|in late May",
            "at the end of March|in the middle of March",
            "in early autumn|in late autumn",
            "by the beginning of next month|by the end of next month",
        ),
    ),
    due(
        "before and after a holiday",
        one_of(
            "before Christmas|after Christmas",
            "before Easter|after Easter",
            "just before the holidays|just after the holidays",
            "the week before Whitsun|the week after Whitsun",
            "before New Year|after New Year",
        ),
    ),
    due("holiday", two_of("Christmas", "Easter", "Whitsun", "Thanksgiving", "Labour Day"), "before "),
    due("week number", week_number, "in "),
    due(
        "in so many days",
        one_of(
            "two weeks|two days",
            "three days|three weeks",
            "a month|a week",
            "six weeks|six months",
            "48 hours|48 days",
        ),
        "in ",
    ),
    due("yesterday, today, tomorrow", two_of("tomorrow", "today", "the day after tomorrow")),
    due("season", two_of("spring", "summer", "autumn", "winter"), "in "),
    due(
        "half past and quarter to",
        two_of("half past nine", "quarter past nine", "quarter to nine", "half past ten", "ten to nine"),
        "at ",
    ),
    clauses(
        "date",
        "last month, this month",
        """
        the rise took effect <>
        they told us about the fault <>
        our last audit was <>
        the prices were fixed <>""",
        two_of("last week", "last month", "last year", "the year before last"),
    ),
    clauses(
        "date",
        "since and until",
        """
        the list is valid [as of|until] 1 March
        Anna [has been in charge since|is in charge until] June
        the road is closed [from|until] Friday
        the higher rate applies [from|until] the first of July
        the plant runs at half load [from|until] week 32""",
    ),
    clauses(
        "date",
        "by and from",
        """
        you will have the keys [by Friday|from Friday on]
        we can take the goods [until|from] 14 March
        the report must be in [by|after] the 20th
        they want to hear from us [by|after] Tuesday
        the stock will last [until|beyond] the end of May""",
    ),
    clauses(
        "date",
        "how often",
        """
        we call the mill every <>
        the meter is read every <>
        your team gets a report every <>
        the two directors meet every <>""",
        two_of("week", "other week", "month", "quarter", "day"),
    ),
    clauses(
        "date",
        "working days and calendar days",
        """
        you have ten [working days|calendar days] to object
        the bank needs five [working days|calendar days]
        they answer within three [working days|weeks]
        the term is 20 [calendar days|working days]""",
    ),
    clauses(
        "date",
        "sooner and later",
        """
        the start was moved two weeks [forward to 3 May|back to 31 May]
        the deadline is a week [earlier|later] than planned
        we meet an hour [earlier|later] than usual
        the ship came in two days [early|late]
        the fitters arrive a day [sooner|later] than agreed""",
    ),
)
