"""Stated trust: what people say in a pulse, read against each person's own habit, beside what the record has earned.

A habit is known to the person's own side alone. It is taken off before a side's answer is sealed, so that nobody of the
other side learns of it; what is sealed is a mean, a spread and a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from math import exp, log, log1p, sqrt

from troth.core.judgement.survey import ENOUGH, Answer, Place, SideAnswer
from troth.core.trust.evidence import DAY_MS
from troth.core.trust.opinion import BASE, CAP, HALF_LIFE_DAYS, Opinion, weigh
from troth.core.trust.words import Word, word

LEVELS = 5
HABIT_SHRINK = 4.0
NOISE = 1.64
WHOLE = 1_000
LEAST, MOST = 0.01, 0.99


class Ahead(Enum):
    """Which of the two is ahead of the other; a member's value says it to a person."""

    RECORD = "the record is ahead of the goodwill"
    GOODWILL = "the goodwill is ahead of the record"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one side says in one round: the mean of its people's answers, in (0, 1), their spread (half the width of the
    middle half), how many they are, and the instant at which it was opened."""

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


def habits(rounds: Iterable[Mapping[str, Answer]]) -> Mapping[str, float]:
    """Give the habit of each person of a side from the pulses that are over: answers by who gave them, round by round.

    An answer is laid beside the mean of the others' to the same sentence in the same round; where nobody else answered
    it there is nothing to lay it beside.
    """
    pairs: dict[str, list[tuple[float, float]]] = {}
    for answers in rounds:
        for key in sorted({key for answer in answers.values() for key in answer.levels}):
            given = {who: level(each.levels[key]) for who, each in answers.items() if key in each.levels}
            for who, own in given.items():
                others = sorted(value for other, value in given.items() if other != who)
                if others:
                    pairs.setdefault(who, []).append((own, sum(others) / len(others)))
    return {who: habit(found) for who, found in pairs.items()}


def place_of(answers: Mapping[str, Answer], of: Mapping[str, float]) -> Place | None:
    """Say where a side's answers to a pulse lie, each read against its author's habit; None under four of a sentence.

    Of each sentence it is the mean of the middle half and half its width: what the furthest would say makes no
    difference. Told to a hundredth, so that no single answer can be reckoned from it.
    """
    means, widths = [], []
    for key in sorted({key for answer in answers.values() for key in answer.levels}):
        read = sorted(
            against_habit(level(each.levels[key]), of.get(who, 0.0))
            for who, each in answers.items()
            if key in each.levels
        )
        if len(read) >= ENOUGH:
            cut = len(read) // 4
            middle = read[cut : len(read) - cut]
            means.append(sum(middle) / len(middle))
            widths.append((middle[-1] - middle[0]) / 2)
    if not means:
        return None
    return Place(_hundredths(sum(means) / len(means)), _hundredths(sum(widths) / len(widths)))


def _hundredths(share: float) -> int:
    return round(share * 100) * 10


def of_pulse(told: SideAnswer, at: int = 0) -> Stated | None:
    """Read what a side told in a pulse that is opened, as a mean, a spread and a number; None where it told nothing.

    That is its place. Where it told none, it is the mean of the middles of its sentences with the mean half width of
    their spreads; the number is one where it is not told.
    """
    if told.place is not None and told.answered is not None:
        return Stated(told.place.mean / WHOLE, told.place.spread / WHOLE, told.answered, at)
    middles = [level(each.middle / 2) for each in told.items.values() if each.middle is not None]
    if not middles:
        return None
    widths = [
        (level(each.high) - level(each.low)) / 2
        for each in told.items.values()
        if each.low is not None and each.high is not None
    ]
    spread = sum(widths) / len(widths) if widths else 0.0
    return Stated(sum(middles) / len(middles), spread, told.answered or 1, at)


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
