"""What is said of an alliance beside the others: how it stands, what changed, and what needs a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from troth.core.judgement.survey import Instrument
from troth.core.trust import Word
from troth.store.queries.portfolio import Held
from troth.store.queries.trust import Standing
from troth.web.days import MONTHS, say_number

ASKED = {Instrument.PULSE: "A pulse", Instrument.HEALTH_CHECK: "A health check"}
RANK = {word: place for place, word in enumerate(Word)}


def month_of(then: date, today: date) -> str:
    """This function will name the month that is looked back to, with its year when it is another."""
    return MONTHS[then.month - 1] + ("" if then.year == today.year else f" {then.year}")


def together(held: Held) -> str:
    """This function will say how far both can rely on each other: as far as the shorter reach, with what is weak in it
    before the word."""
    both = held.stands.mutual
    if both is None:
        return ""
    one, other = _names(held, both.weaker)
    if both.word is Word.LITTLE:
        return f"Together: little to go on, while {one} has seen little of {other}."
    weak = held.stands.directions["ab"[both.weaker]].weak
    first = f"{' and '.join(each.value for each in weak).capitalize()} first. " if weak else ""
    return f"{first}Together {both.word.value}: as far as {one} can rely on {other}."


def moved(held: Held) -> int:
    """This function will return whether trust reaches further (1) or less far (-1) than it did, by its word; else 0."""
    now, then = held.stands.mutual, held.stood.mutual
    if now is None or then is None:
        return 0
    return (RANK[now.word] > RANK[then.word]) - (RANK[now.word] < RANK[then.word])


def changed(held: Held, month: str) -> str:
    """This function will say in a sentence what changed since then."""
    now, then = held.stands.mutual, held.stood.mutual
    if now is None or then is None or (now.word is then.word is Word.LITTLE):
        return "No reach is drawn yet: a few small promises give something to go on."
    if then.word is Word.LITTLE:
        return f"There is something to go on now; in {month} there was little."
    said = {1: "Further than", -1: "Less far than", 0: "As far as"}[moved(held)]
    return f"{said} in {month}."


def kept(held: Held, month: str) -> str:
    """This function will say how many promises each side kept since then; empty when none was."""
    if not any(held.kept.values()):
        return ""
    counts = [f"{_name(held, colour)} {say_number(held.kept[colour])}" for colour in sorted(held.kept)]
    return f"Kept since {month}: {', '.join(counts)}."


def words_of(stands: Standing, colour: str) -> str:
    """This function will say how far a side can rely on the other."""
    return stands.directions[colour].whole.says


def then_words(held: Held, month: str) -> str:
    """This function will say both directions as they were, where one of them was another."""
    words = [
        [stands.directions[colour].whole.word.value for colour in "ab"]
        for stands in (held.stands, held.stood)
    ]
    return "" if words[0] == words[1] else f"In {month}: {words[1][0]}, and {words[1][1]}."


def risky(held: Held) -> str:
    """This function will say how many of one's own promises may not make their day; empty when none."""
    count = held.row.risky
    if not count:
        return ""
    return f"{say_number(count).capitalize()} of your promises may not make {'its' if count == 1 else 'their'} day."


def out_of_balance(held: Held) -> str:
    """This function will say in how many areas of work control is too little or too much; empty when in none."""
    found = held.balance
    said = [
        f"{say_number(count)} {'area' if count == 1 else 'areas'} {word}"
        for count, word in ((found.exposed, "exposed"), (found.over_controlled, "over-controlled"))
        if count
    ]
    return f"{' and '.join(said).capitalize()}." if said else ""


def shifted(held: Held) -> str:
    """This function will say how many days were moved, by both; empty when none."""
    count = held.row.moved
    if not count:
        return ""
    return f"{say_number(count).capitalize()} {'date has' if count == 1 else 'dates have'} moved, agreed by both."


def due(held: Held) -> str:
    """This function will say which surveys it is time to ask again; empty when none."""
    asked = [ASKED[each] for each in held.due]
    return (
        f"{' and '.join([*asked[:1], *(each.lower() for each in asked[1:])])} can be asked for again."
        if asked
        else ""
    )


def lead(held: Sequence[Held], month: str) -> str:
    """This function will say in a sentence or two what stands out among them all, which is read on its own in each."""
    if not held:
        return ""
    ways = [moved(each) for each in held]
    said = f"{say_number(len(held)).capitalize()} {'partner' if len(held) == 1 else 'partners'}."
    further, less = ways.count(1), ways.count(-1)
    parts = [
        f"{say_number(count) if len(held) > 1 else 'it'} {'reaches' if count == 1 else 'reach'} {how} than in {month}"
        for count, how in ((further, "further"), (less, "less far"))
        if count
    ]
    if not parts:
        return f"{said} Each reaches as far as in {month}." if len(held) > 1 else said
    found = ", ".join(parts)
    return f"{said} {found[:1].upper()}{found[1:]}."


def _names(held: Held, weaker: int) -> tuple[str, str]:
    one, other = "ab"[weaker], "ba"[weaker]
    return _name(held, one), _name(held, other)


def _name(held: Held, colour: str) -> str:
    return next(side.short for side in held.row.seat.sides if side.colour == colour)
