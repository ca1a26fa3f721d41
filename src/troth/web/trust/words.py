"""What a direction is said to be and why, in words; the same for whoever reads it, on either side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from troth.actions.days import day_in
from troth.core.promises import Outcome
from troth.core.trust import BASE, Direction, Facet, Reach, Word
from troth.core.trust.words import (
    FAIR_UNDER,
    FEW,
    FEWER_THAN_FIRM,
    FIRM_DAYS,
    NOT_YET_UNDER,
    STEADY_UNDER,
    TENTATIVE_UNDER,
)
from troth.store.models import Evidence
from troth.store.queries.showing import CONCERN, REPORT, STATEMENT, Told
from troth.web.days import MONTHS, say_days, say_number

ERASED = "The words were erased."
LITTLE_SAYS = (
    "is said while fewer than about three things are settled, or they are long past. No figure is told before there "
    "is more."
)
KEPT = 0.7
A_RUN = 3
HALF_A_DAY = 43_200_000
NEXT: Mapping[Word, tuple[float, Word]] = {
    Word.TENTATIVE: (TENTATIVE_UNDER, Word.FAIR),
    Word.FAIR: (FAIR_UNDER, Word.STEADY),
    Word.STEADY: (STEADY_UNDER, Word.FIRM),
}
ONE_OF = {Facet.DELIVERY: "promise", Facet.LISTENING: "playback", Facet.OPENNESS: "sign of openness"}
MANY_OF = {Facet.DELIVERY: "promises", Facet.LISTENING: "playbacks", Facet.OPENNESS: "signs of openness"}


def thousandths(value: float) -> int:
    """This function will return a value from 0 to 1 as pages say it."""
    return round(1000 * value)


def adding_up(values: Sequence[float], total: int) -> list[int]:
    """This function will return each of some shares in thousandths, so that what is shown adds up to what is said.

    What rounding leaves over goes to those that lie nearest to the next thousandth.
    """
    floors = [int(1000 * value // 1) for value in values]
    over = [1000 * value - floor for value, floor in zip(values, floors, strict=True)]
    missing = total - sum(floors)
    for place in sorted(range(len(values)), key=lambda n: -over[n])[: max(missing, 0)]:
        floors[place] += 1
    return floors


def said_of(reach: Reach) -> str:
    """This function will return how a whole direction is said: its word, with the facet where it rests on one alone."""
    return reach.word.value if reach.word is Word.LITTLE else reach.says


def signed(share: int) -> str:
    """This function will return a share with its sign: `+20`, `−3`, `0`."""
    return f"+{share}" if share > 0 else f"\u2212{-share}" if share < 0 else "0"


def counted(count: int, facet: Facet) -> str:
    """This function will return how many there are of a facet, in words: `15 promises`."""
    return f"{say_number(count)} {ONE_OF[facet] if count == 1 else MANY_OF[facet]}"


def listed(parts: Sequence[str]) -> str:
    """This function will return parts as a sentence lists them: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def rests_on(counts: Mapping[Facet, int]) -> str:
    """This function will say what a direction rests on; both sides read the same page."""
    parts = [counted(counts[facet], facet) for facet in Facet if counts.get(facet)]
    if not parts:
        return "Both sides read this same page."
    return f"From {listed(parts)} that both sides have settled. Both sides read this same page."


def why(
    direction: Direction, newest: Sequence[Evidence], unanswered: int, shares: Mapping[Facet, float], of: str
) -> str:
    """This function will say in one plain sentence why a direction is what it is; `newest` are promises, `of` the side
    that relies, whose `unanswered` statements got no answer."""
    if direction.whole.word is Word.LITTLE:
        count = direction.whole.opinion.outcomes
        settled = f"Only {say_number(count)} {'thing is' if count == 1 else 'things are'} settled so far."
        return settled if count else "Nothing is settled so far."
    parts = [_delivered(newest), _heard(direction, unanswered, shares, of), _told(direction, shares)]
    said = [part for part in parts if part]
    weak = [facet.value for facet in direction.weak]
    if weak:
        said.insert(0, f"{listed(weak)} {'is' if len(weak) == 1 else 'are'} weak")
    sentence = "; ".join(said[:2])
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _delivered(newest: Sequence[Evidence]) -> str:
    kept = [row.value >= KEPT for row in newest]
    if not kept:
        return ""
    run = kept.index(False) if False in kept else len(kept)
    if run == len(kept):
        return (
            "the one promise so far was kept"
            if run == 1
            else f"the last {say_number(run)} promises were kept"
        )
    if run >= A_RUN:
        return f"promises are kept again since {MONTHS[day_in(newest[run - 1].at, 'UTC').month - 1]}"
    count = sum(kept)
    were = "was" if count == 1 else "were"
    return (
        f"{say_number(count) if count else 'none'} of the last {say_number(len(kept))} promises {were} kept"
    )


def _heard(direction: Direction, unanswered: int, shares: Mapping[Facet, float], of: str) -> str:
    if unanswered:
        return (
            f"{say_number(unanswered)} statement{'s' if unanswered != 1 else ''} of {of}\u2019s got no answer"
        )
    if Facet.LISTENING not in direction.known:
        return ""
    if shares[Facet.LISTENING] < 0:
        return f"not everything that {of} put down was played back"
    return f"what {of} put down was played back"


def _told(direction: Direction, shares: Mapping[Facet, float]) -> str:
    if Facet.OPENNESS not in direction.known:
        return ""
    return (
        "bad news was told before it was found"
        if shares[Facet.OPENNESS] > 0
        else "bad news was found before it was told"
    )


def goes_by(reach: Reach) -> str:
    """This function will say what a word goes by, and from where on the next one is said."""
    said, word = reach.opinion, reach.word
    if word is Word.LITTLE:
        return LITTLE_SAYS
    if word is Word.NOT_YET:
        return (
            f"goes by the most likely value, {thousandths(said.likely)}: enough is known, and it lies under "
            f"{thousandths(NOT_YET_UNDER)}."
        )
    lower = f"goes by the lower end, {thousandths(said.low)}: what nineteen chances in twenty speak for."
    if word is Word.FIRM:
        return f"{lower} There is no further word."
    bound, better = NEXT[word]
    if said.low < bound:
        return f"{lower} From {thousandths(bound)} it is called {better.value}."
    least = FEW if better is Word.STEADY else FEWER_THAN_FIRM
    if said.outcomes < least:
        return f"{lower} It is called {better.value} once {say_number(least)} things are settled."
    return f"{lower} It is called {better.value} once they span {FIRM_DAYS:.0f} days."


def reckoned_by(direction: Direction, newest: str) -> str:
    """This function will say by which constants a direction is reckoned; `newest` is the day of the newest evidence."""
    half = "six months" if direction.half_life_days < 200 else "a year"
    last = f" Newest evidence {newest}." if newest else ""
    counts = f"evidence counts for at most ten pieces of each facet and half as much after {half}"
    return f"Start {BASE:g}, weight 2; {counts}.{last}"


def came_about(row: Evidence, told: Told | None, names: Mapping[str, str]) -> str:
    """This function will say how a piece of evidence came about; `names` are those of both sides, by what they do here:
    `relies` and `acts`."""
    kind = told.kind if told else ""
    if kind == STATEMENT:
        return _of_statement(row, told, names)
    if kind == CONCERN:
        return "Understood before either side weighed it"
    if kind == REPORT:
        late = "after the day" if row.value < 1 else "by the day"
        return f"Reported: came {late}. Both sides confirm it"
    if Facet(row.facet) is Facet.OPENNESS:
        return "Bad news told before it was found" if row.value else "Bad news found before a word came"
    return _of_promise(row, told)


def _of_promise(row: Evidence, told: Told | None) -> str:
    outcome = told.outcome.upper() if told else ""
    if outcome == Outcome.KEPT_EARLY.name and told and told.due_day and told.delivered_at is not None:
        days = (told.due_day - day_in(told.delivered_at, told.zone)).days
        return f"Kept {say_days(days)} early" if days > 0 else "Kept early"
    if outcome in Outcome.__members__:
        said = Outcome[outcome].value
    else:
        said = (Outcome.UNANSWERED if row.weight < 1 else Outcome.LAPSED).value
    return f"{said[:1].upper()}{said[1:]}"


def _of_statement(row: Evidence, told: Told | None, names: Mapping[str, str]) -> str:
    if row.value == 0:
        return f"{names['acts']} left it for now"
    if row.value < 1:
        return "No answer came for ten working days"
    rounds = told.rounds if told else 1
    return "Same page in the first round" if rounds <= 1 else f"Same page after {say_number(rounds)} rounds"


def named(told: Told | None) -> str:
    """This function will return the words of what a piece is of; those of statements and concerns as they were said."""
    if told is None or not told.words:
        return ERASED
    return f"\u201c{told.words}\u201d" if told.kind in (STATEMENT, CONCERN) else told.words


def day_of(row: Evidence, told: Told | None) -> date:
    """This function will return the day that a piece is evidence of; it is kept as the first instant of that day where
    it was due, and without that zone noon of it is of the same day nearly everywhere."""
    return day_in(row.at, told.zone) if told else day_in(row.at + HALF_A_DAY, "UTC")
