"""The answers of a side in words: where it stands on an item, and how far two sides lie apart."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst

from troth.core.judgement.survey import Apart, Gap, How, Instrument, Item, Told, same_place
from troth.web.days import say_number

SHORT = ("Not yet", "Sometimes", "Half", "Mostly", "Always")
NOT_TOLD = {
    How.KEPT: "not told, as fewer than four answered it",
    How.NOBODY: "nobody has seen enough to say",
    How.ERASED: "not to be read any more",
}
WIDE = 3  # words between the ends of the middle half


def where(item: Item, told: Told) -> str:
    """This function will return where a side stands on an item: `mostly`, `between half and mostly`, `3 of 5`."""
    if told.middle is None:
        return NOT_TOLD[told.how]
    if _in_words(item):
        lower = item.anchors[told.middle // 2 - 1].lower()
        return (
            lower if told.middle % 2 == 0 else f"between {lower} and {item.anchors[told.middle // 2].lower()}"
        )
    return f"{told.middle // 2}{'½' if told.middle % 2 else ''} of 5"


def spread(item: Item, told: Told) -> str:
    """This function will return how far the middle half of a side's answers reaches; empty where none is told."""
    if told.low is None or told.high is None:
        return ""
    if told.low == told.high:
        return "half of the answers or more are this one"
    ends = [
        item.anchors[each - 1].lower() if _in_words(item) else str(each) for each in (told.low, told.high)
    ]
    return f"half of the answers lie from {ends[0]} to {ends[1]}"


def apart(item: Item, gap: Gap) -> str:
    """This function will say how far two sides lie apart, where that is worth saying strongly."""
    if gap.apart is not Apart.FAR or gap.steps is None:
        return ""
    half = " and a half" if gap.steps % 2 else ""
    return f"{capfirst(say_number(gap.steps // 2))}{half} {_noun(item)}s apart."


def beside(item: Item, gap: Gap, a: str, b: str) -> str:
    """This function will say where both stand, beside each other; `a` and `b` are the sides' names."""
    one, other = where(item, gap.one), where(item, gap.other)
    if gap.apart is Apart.UNKNOWN:
        return f"{a}: {one}. {b}: {other}."
    if gap.steps == 0:
        return f"Both say {one}."
    if gap.apart is Apart.SAME:
        return f"Less than a {_noun(item)} apart: {a} {one}, {b} {other}."
    near = f"About one {_noun(item)} apart: " if gap.apart is Apart.NEAR else ""
    return f"{near}{a} {one}, {b} {other}."


def wide(told: Told) -> bool:
    """This function will say whether the answers of a side lie far apart among themselves."""
    return told.low is not None and told.high is not None and told.high - told.low >= WIDE


def headline(found: Sequence[Gap], instrument: Instrument) -> str:
    """This function will say in a sentence or two what an opened round shows; it names nobody."""
    known = [gap for gap in found if gap.apart is not Apart.UNKNOWN]
    if not known:
        return "Both are in. Too little was told to lay side by side."
    same, far = same_place(known), sum(gap.apart is Apart.FAR for gap in known)
    noun = "" if instrument is Instrument.PULSE else " things"
    first = f"On {say_number(same)} of {say_number(len(known))}{noun} you stand in the same place."
    if same == len(known):
        first = f"On all {say_number(len(known))}{noun} you stand in the same place."
    if not far:
        return first
    return f"{first} {capfirst(say_number(far))} {'is' if far == 1 else 'are'} worth a conversation."


def _in_words(item: Item) -> bool:
    return len(item.anchors) == len(SHORT)


def _noun(item: Item) -> str:
    return "word" if _in_words(item) else "step"
