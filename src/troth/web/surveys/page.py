"""What the page of one pulse or health check shows; `surveys/survey_live.html` lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.utils.text import capfirst

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.judgement.survey import (
    AREAS,
    ENOUGH,
    QUESTIONS,
    Answer,
    Instrument,
    Item,
    SideAnswer,
    items_of,
    may_close,
)
from troth.core.sealed import Name, Phase, held_back, may
from troth.store import asking, private
from troth.store.node import present
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import both
from troth.store.queries.surveys import Survey
from troth.web.days import say_number
from troth.web.figures.between import Mark
from troth.web.promises.surveyed import title_of
from troth.web.surveys.forms import NOT_SEEN, Answers, from_draft, remarked_of
from troth.web.surveys.reveal import revealed
from troth.web.surveys.words import SHORT, spread, where


def draft_key(seat: Seat, object_id: str) -> str:
    """This function will return under which name answers that are not sealed yet are kept, for their writer alone."""
    return f"survey:{seat.slug}:{object_id}"


def context(seat: Seat, found: Survey, *, form: Answers | None = None, refusal: str = "") -> dict[str, Any]:
    """This function will return everything that the page shows; `form` is one that could not be sealed."""
    mine, theirs = both(seat)
    opened = found.listed.phase is Phase.OPENED and not found.listed.inner
    allowed, kept = able(seat, found), _kept(seat, found)
    # What a side told is shown to it when both are in: nobody looks at it and calls the round off.
    own = found.told.get(seat.log) if found.listed.inner else None
    return {
        "active": "surveys",
        "mine": mine,
        "partner": theirs,
        "survey": _head(seat, found),
        "may": allowed,
        "sections": _sections(seat, found, form, kept) if allowed.answer else [],
        "agrees": bool(form and form["agrees"].value()) if form else kept.get("agrees") == "on",
        "side": _own_side(seat, found),
        "people": _people(seat, found) if allowed.people else [],
        "answers": _mine(found.listed.instrument, found.mine) if found.mine is not None else [],
        "inner": inner_rows(found.listed.instrument, own, mine) if own is not None else [],
        "remarks": _remarks(found.listed.instrument, own) if own is not None else [],
        "reveal": revealed(seat, found) if opened else None,
        "refusal": refusal,
    }


def able(seat: Seat, found: Survey) -> SimpleNamespace:
    """This function will return what the reader may do now."""
    row, going = found.listed, seat.parted is None and found.listed.phase is Phase.SEALED
    manages = going and seat.may(Right.SURVEY)
    over = row.until is not None and may_close(row.until, day_in(present(), seat.organisation.zone))
    calls_off = row.inner or Name.CLOSE in may(found.state, seat.log)
    return SimpleNamespace(
        answer=going and seat.may(Right.ANSWER) and row.asked and not row.answered and not row.in_,
        people=manages and not row.in_,
        close=manages and not row.in_ and over and found.done > 0,
        call_off=manages and calls_off,
    )


def _head(seat: Seat, found: Survey) -> SimpleNamespace:
    row, instrument = found.listed, found.listed.instrument
    now = present()
    return SimpleNamespace(
        object=row.object,
        title=title_of(instrument, row.begun_at, seat.person.zone),
        pulse=instrument is Instrument.PULSE,
        inner=row.inner,
        until=row.until,
        count=capfirst(say_number(len(items_of(instrument)))),
        sealed=row.phase is Phase.SEALED,
        opening=row.phase is Phase.BOTH_IN,
        opened=row.phase is Phase.OPENED,
        closed=row.phase is Phase.CLOSED,
        opened_at=row.opened_at,
        answered=row.answered,
        held=[side.short for side in both(seat) if held_back(found.state, side.log, now)],
    )


def _kept(seat: Seat, found: Survey) -> dict[str, object]:
    return from_draft(private.draft_of(seat.person, draft_key(seat, found.listed.object)))


def _sections(
    seat: Seat, found: Survey, form: Answers | None, kept: dict[str, object]
) -> Sequence[SimpleNamespace]:
    """The form in parts: the sentences of a pulse in one, the items of a health check by area, then what is open."""
    instrument = found.listed.instrument
    if form is None:
        form = Answers(initial=kept, instrument=instrument, remarked=remarked_of(instrument))
    items = items_of(instrument)
    if instrument is Instrument.PULSE:
        return [SimpleNamespace(title="", rows=[_row(seat, form, item) for item in items], questions=[])]
    sections = [
        SimpleNamespace(
            title=area.value,
            rows=[_row(seat, form, item) for item in items if item.area is area],
            questions=[],
        )
        for area in AREAS
    ]
    open_ones = [
        SimpleNamespace(says=each.says, words=form[f"words_{each.key}"], shown=form[f"shown_{each.key}"])
        for each in QUESTIONS[instrument]
    ]
    return [*sections, SimpleNamespace(title="In your own words", rows=[], questions=open_ones)]


def _row(seat: Seat, form: Answers, item: Item) -> SimpleNamespace:
    level = form[f"level_{item.key}"]
    words, shown = form[f"words_{item.key}"], form[f"shown_{item.key}"]
    chosen = str(level.value() or "")
    return SimpleNamespace(
        key=item.key,
        says=item.asked.format(partner=seat.partner_name),
        field=level,
        levels=[
            SimpleNamespace(value=str(n), says=item.means(n), checked=chosen == str(n))
            for n in range(1, len(SHORT) + 1)
        ],
        numbered=len(item.anchors) < len(SHORT),
        not_seen=SimpleNamespace(value=NOT_SEEN, checked=chosen == NOT_SEEN),
        words=words,
        shown=shown,
        opened=bool(words.value() or words.errors),
    )


def _own_side(seat: Seat, found: Survey) -> SimpleNamespace:
    """How far one's own side has come: how many are asked and have answered, and who is not said to anybody."""
    return SimpleNamespace(
        asked=capfirst(say_number(found.count)),
        people="person" if found.count == 1 else "people",
        done=_done(found.done),
        few=found.count < ENOUGH,
        count=found.count,
        is_in=found.listed.in_,
        known=found.own is not None,
    )


def _done(count: int) -> str:
    """How many have answered; under four only that some have, or a glance at the right moment would say who."""
    if not count:
        return "none done yet"
    return f"{say_number(count)} done" if count >= ENOUGH else "some done"


def _people(seat: Seat, found: Survey) -> Sequence[SimpleNamespace]:
    return [
        SimpleNamespace(value=each.pk, name=str(each), checked=each.pk in found.asked)
        for each in asking.people_of(seat.organisation)
    ]


def _mine(instrument: Instrument, answer: Answer) -> Sequence[SimpleNamespace]:
    """What the reader sealed, for them alone."""
    words = {key: remark.words for key, remark in answer.remarks.items()}
    items = [
        SimpleNamespace(
            says=item.says, level=_level(item, answer.levels.get(item.key)), words=words.get(item.key, "")
        )
        for item in items_of(instrument)
    ]
    asked = [each for each in QUESTIONS[instrument] if each.key in words]
    return [*items, *(SimpleNamespace(says=each.says, level="", words=words[each.key]) for each in asked)]


def _level(item: Item, level: int | None) -> str:
    if level is None:
        return "I have not seen enough to say"
    return item.means(level) if len(item.anchors) == len(SHORT) else f"{level} of 5"


def inner_rows(instrument: Instrument, told: SideAnswer, side: Party) -> Sequence[SimpleNamespace]:
    """This function will return what one side told, each item with a figure; the other side's half stays away."""
    rows = []
    for item in items_of(instrument):
        each = told.items[item.key]
        mark = Mark(each.middle, each.low, each.high) if each.middle is not None else None
        stands = f"{side.short}: {where(item, each)}"
        reach = spread(item, each)
        rows.append(
            SimpleNamespace(
                says=item.says,
                a=mark if side.colour == "a" else None,
                b=mark if side.colour == "b" else None,
                words=f"{stands}{'; ' + reach if reach else ''}.",
            )
        )
    return rows


def _remarks(instrument: Instrument, told: SideAnswer) -> Sequence[SimpleNamespace]:
    says = {item.key: item.says for item in items_of(instrument)}
    says |= {question.key: question.says for question in QUESTIONS[instrument]}
    return [SimpleNamespace(about=says[key], words=words) for key, words in told.remarks]
