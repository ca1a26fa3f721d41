"""Stated trust: what people say in a pulse, read against each person's own habit, beside what the record has earned.

A habit is known to the person's own side alone. It is taken off before a side's answer is sealed, so that nobody of the
other side learns of it; what is sealed is a mean, a spread and a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp, log, log1p, sqrt

from troth.core.trust.evidence import DAY_MS
from troth.core.trust.opinion import BASE, CAP, HALF_LIFE_DAYS, Opinion, weigh
from troth.core.trust.words import Word, word

LEVELS = 5
HABIT_SHRINK = 4.0
NOISE = 1.64
LEAST, MOST = 0.01, 0.99


class Ahead(Enum):
    """Which of the two is ahead of the other; a member's value says it to a person."""

    RECORD = "the record is ahead of the goodwill"
    GOODWILL = "the goodwill is ahead of the record"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one side says in one round: the mean of its people's answers, each read against their habit, in (0, 1), the
    spread of them (a standard deviation, 0 for one), how many they are, and the instant at which it was opened."""

    mean: float
    spread: float
    number: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """How far stated trust lies from earned, in standard deviations: `z` over 0 where more is stated than earned.

    `says` is None where the gap is no more than noise, or where there is little to go on.
    """

    z: float
    says: Ahead | None


def logit(p: float) -> float:
    """The log of the odds of a chance; one of 0 or 1 is read as .01 or .99."""
    held = min(max(p, LEAST), MOST)
    return log(held) - log1p(-held)


def chance(odds: float) -> float:
    """The chance of which `odds` is the logit; it never overflows."""
    if odds < 0.0:
        return exp(odds) / (1.0 + exp(odds))
    return 1.0 / (1.0 + exp(-odds))


def level(answer: float) -> float:
    """Read an answer of 1 to 5 (a half step lies between two words) as a share: the middle of its fifth."""
    return (answer - 0.5) / LEVELS


def habit(answers: Iterable[tuple[float, float]]) -> float:
    """Give how much higher, in logits, a person answers than others do of the same thing: pairs of (own, others' mean).

    It is drawn towards none: four answers of no habit at all count with them.
    """
    pairs = list(answers)
    return sum(logit(own) - logit(others) for own, others in pairs) / (len(pairs) + HABIT_SHRINK)


def against_habit(answer: float, of: float) -> float:
    """Read an answer (a share) as somebody without the habit `of` would have given it."""
    return chance(logit(answer) - of)


def side_says(answers: Sequence[float], at: int = 0) -> Stated | None:
    """Put the answers of one side together, each read against its habit; None without any."""
    if not answers:
        return None
    number = len(answers)
    mean = sum(sorted(answers)) / number
    squares = sum((each - mean) ** 2 for each in sorted(answers))
    return Stated(mean, sqrt(squares / (number - 1)) if number > 1 else 0.0, number, at)


def stated(
    rounds: Iterable[Stated],
    now: int,
    *,
    base: float = BASE,
    half_life_days: float = HALF_LIFE_DAYS,
    cap: float = CAP,
) -> Opinion:
    """Give the opinion that a side's answers of all rounds so far come to: a beta of its own, that fades as evidence
    does. The people of one round have one cause, and count by the root of their number."""
    good = bad = 0.0
    heard = [each for each in sorted(rounds, key=lambda each: (each.at, each.mean)) if each.at <= now]
    for each in heard:
        weight = 2.0 ** ((each.at - now) / (half_life_days * DAY_MS)) * sqrt(each.number)
        good += weight * each.mean
        bad += weight * (1.0 - each.mean)
    days = (heard[-1].at - heard[0].at) / DAY_MS if heard else 0.0
    return weigh(good, bad, base=base, cap=cap, outcomes=len(heard), days=days)


def gap(says: Opinion, earned: Opinion) -> Gap:
    """Lay stated trust beside earned; it is spoken of only where the difference is more than noise (1.64)."""
    z = (says.likely - earned.likely) / sqrt(says.variance + earned.variance)
    silent = abs(z) <= NOISE or word(earned) is Word.LITTLE or not says.outcomes
    if silent:
        return Gap(z, None)
    return Gap(z, Ahead.GOODWILL if z > 0.0 else Ahead.RECORD)


def expected(target: float, rater: float, base: float) -> float:
    """Give the chance that one rates another well, with nothing fitted: what the rated one gets and what the rater
    gives, each against the rate of all."""
    return chance(logit(target) + logit(rater) - logit(base))
