"""What an opened round shows: both sides on each item, what was said, how it went before, and what both do about it."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.judgement.survey import (
    QUESTIONS,
    Gap,
    How,
    Instrument,
    Item,
    SideAnswer,
    Told,
    gaps,
    items_of,
    widest,
)
from troth.store.node import present
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import both
from troth.store.queries.surveys import Survey, opened_before, plan_of
from troth.web.days import MONTHS, say_number
from troth.web.figures.between import Mark
from troth.web.promises.words import chip_of, glyph_of, today_of
from troth.web.surveys.words import SHORT, apart, beside, headline, spread, where, wide

NOTHING = Told(How.NOBODY)


def revealed(seat: Seat, found: Survey) -> SimpleNamespace:
    """This function will return both sides' answers side by side, party a first whoever reads."""
    one, other = sorted(both(seat), key=lambda side: side.colour)
    instrument = found.listed.instrument
    told = [found.told.get(side.log) or SideAnswer({}) for side in (one, other)]
    seen = gaps(instrument, *told)
    items = {item.key: item for item in items_of(instrument)}
    far = widest(seen)
    return SimpleNamespace(
        headline=headline(seen, instrument),
        one=one,
        other=other,
        how=[_how(side, each) for side, each in zip((one, other), told, strict=True)],
        rows=[_row(items[gap.key], gap, one, other) for gap in seen],
        said=_said(instrument, seen, one, other, told),
        begin=_begin(seat, found, items[far.key], far, (one, other)) if far is not None else None,
        course=_course(seat, found, one, other),
        plan=_plan(seat, found),
    )


def _how(side: Party, told: SideAnswer) -> str:
    """How what a side tells came about, in a sentence."""
    if not told.items:
        return f"What {side.short} told is not to be read any more."
    if told.answered is not None:
        count = capfirst(say_number(told.answered))
        return f"{count} people answered at {side.short}: their middle, and the spread in which half of them lie."
    return f"Fewer than four answered at {side.short}: one word where all of them agreed, and no spread."


def _row(item: Item, gap: Gap, one: Party, other: Party) -> SimpleNamespace:
    far_among = [side.short for side, told in ((one, gap.one), (other, gap.other)) if wide(told)]
    spreads = [
        f"{side.short}: {reach}"
        for side, told in ((one, gap.one), (other, gap.other))
        if (reach := spread(item, told))
    ]
    said = beside(item, gap, one.short, other.short)
    return SimpleNamespace(
        key=item.key,
        says=item.says,
        strong=apart(item, gap),
        words=said,
        more=f"At {' and at '.join(far_among)} the answers lie far apart." if far_among else "",
        a=_mark(gap.one),
        b=_mark(gap.other),
        told=" ".join((said, *(f"{each}." for each in spreads))),
        scale=_scale(item, gap),
        ends=(item.anchors[0], item.anchors[-1]) if len(item.anchors) < len(SHORT) else (),
    )


def _mark(told: Told) -> Mark | None:
    return Mark(told.middle, told.low, told.high) if told.middle is not None else None


def _scale(item: Item, gap: Gap) -> Sequence[SimpleNamespace]:
    named = SHORT if len(item.anchors) == len(SHORT) else [str(n) for n in range(1, len(SHORT) + 1)]
    middles = [told.middle for told in (gap.one, gap.other) if told.middle is not None]
    stand = {n for middle in middles for n in (middle // 2, (middle + 1) // 2)}
    return [SimpleNamespace(word=word, on=n in stand) for n, word in enumerate(named, 1)]


def _said(
    instrument: Instrument, seen: Sequence[Gap], one: Party, other: Party, told: Sequence[SideAnswer]
) -> Sequence[SimpleNamespace]:
    """What people said, by what it is about: the widest gap first, both sides with equal space."""
    says = {item.key: item.says for item in items_of(instrument)}
    says |= {question.key: question.says for question in QUESTIONS[instrument]}
    order = [*(gap.key for gap in seen), *(question.key for question in QUESTIONS[instrument])]
    found = []
    for key in order:
        words = [[words for about, words in each.remarks if about == key] for each in told]
        if any(words):
            found.append(
                SimpleNamespace(
                    about=says[key],
                    sides=[
                        SimpleNamespace(party=side, words=each)
                        for side, each in zip((one, other), words, strict=True)
                    ],
                )
            )
    return found


def _begin(seat: Seat, found: Survey, item: Item, gap: Gap, sides: tuple[Party, Party]) -> SimpleNamespace:
    """A place to begin talking: the side that stands lower is asked for a moment, and played back."""
    lower = sides[0] if gap.lower == "one" else sides[1]
    may = seat.may(Right.LISTEN) and seat.parted is None
    asked = (
        f"Ask {lower.short} for a moment it has in mind, and play back the answer."
        if lower.log != seat.log
        else f"Tell {seat.partner_name} of a moment you have in mind, and ask them to play it back."
    )
    told = where(item, gap.one if gap.lower == "one" else gap.other)
    words = f"“{item.says}” {lower.short} said “{told}”. "
    query = urlencode({"about": found.listed.object, "words": words})
    return SimpleNamespace(
        says=item.says,
        words=asked,
        act="Ask about it" if lower.log != seat.log else "Tell it",
        url=f"{reverse('new_statement', args=[seat.slug])}?{query}" if may else "",
    )


def _course(seat: Seat, found: Survey, one: Party, other: Party) -> Sequence[SimpleNamespace]:
    """Both sides' middles on each item over the rounds up to this one; nothing while it is the first."""
    instrument = found.listed.instrument
    rounds = opened_before(seat, instrument, found.listed.opened_at or 0)
    if len(rounds) < 2:
        return []
    months = [_month(at, seat) for at, _ in rounds]
    rows = []
    for item in items_of(instrument):
        sides = [
            [told[side.log].items[item.key].middle if side.log in told else None for _, told in rounds]
            for side in (one, other)
        ]
        words = [
            f"{side.short}: {_over(item, months, each)}"
            for side, each in zip((one, other), sides, strict=True)
        ]
        rows.append(
            SimpleNamespace(
                says=item.says,
                a=sides[0],
                b=sides[1],
                first=months[0],
                last=months[-1],
                told=". ".join(words),
            )
        )
    return rows


def _over(item: Item, months: Sequence[str], middles: Sequence[int | None]) -> str:
    return ", ".join(f"{month} {_says(item, each)}" for month, each in zip(months, middles, strict=True))


def _says(item: Item, middle: int | None) -> str:
    return where(item, Told(How.ONE_WORD, middle)) if middle is not None else "not told"


def _month(at: int, seat: Seat) -> str:
    day = day_in(at, seat.person.zone)
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def _plan(seat: Seat, found: Survey) -> SimpleNamespace:
    """What both have promised because of it, and where another is made."""
    now = present()
    may = seat.may(Right.PROMISE) and seat.parted is None
    query = urlencode({"objective": found.listed.object})
    return SimpleNamespace(
        rows=[
            SimpleNamespace(
                title=row.title or "Words erased",
                url=reverse("promise", args=[seat.slug, row.object]),
                glyph=glyph_of(row),
                chip=chip_of(row, today_of(row, now)),
                due=row.due_day,
                by=str(row.performer.organisation) if row.performer else "",
            )
            for row in plan_of(seat, found.listed.object)
        ],
        promise=f"{reverse('new_promise', args=[seat.slug])}?{query}" if may else "",
        ask=f"{reverse('ask_promise', args=[seat.slug])}?{query}" if may else "",
    )
