"""What the page of one concern shows; `judgement/concern_live.html` lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from troth.core.alliance import Right
from troth.core.judgement import Move, Name, Part, Status, Weight, may
from troth.store import private
from troth.store.queries.judgement import Concern, titles_of
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import both
from troth.web.comments import page as comments
from troth.web.judgement.forms import FORMS
from troth.web.promises.raised import ERASED, chip_of
from troth.web.replies.waiting import playback_of
from troth.web.telling.views import about as untold
from troth.web.today.news import shortened

HINTS = {
    Weight.LIVE_WITH_IT: "It costs us a phone call",
    Weight.COSTS_US: "Work or money we would rather use elsewhere",
    Weight.TOUCHES_US: "Our purpose, or a customer of ours",
}


def context(
    seat: Seat,
    found: Concern,
    *,
    kind: str = "",
    form: forms.Form | None = None,
    refusal: str = "",
    again: bool = False,
) -> dict[str, Any]:
    """This function will return everything that the page shows; `form` of `kind` is one that could not be sent.

    While a playback waits to be answered, the form to say it in other words is shown when it is asked for (`again`):
    one that had stood there before the answer came would be out of date.
    """
    mine, theirs = both(seat)
    able = _able(seat, found)
    desk = _desk(found, able, again=again or kind == Name.PLAY_BACK.value)
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "raiser": _side(seat, Part.RAISER, found),
        "other": _side(seat, Part.ASKED, found),
        "concern": _concern(seat, found),
        "headline": _headline(seat, found),
        "chip": chip_of(found.row),
        **_so_far(seat, found),
        "may": {name.value: True for name in able},
        "desk": desk,
        "desks": _desks(seat, found, able, kind, form),
        "weighing": _weighing(seat, found, able),
        "heard": found.state.heard or bool(found.state.opened),
        "steps": _steps(seat, found),
        "propose": _propose(seat, found),
        "stamp": found.state.stamp,
        "refusal": refusal,
        "untold": untold(seat, found.row.object),
        "comments": comments.on(seat, found.row.object),
        "by_mail": _by_mail(seat, found, able, below=desk == "play_back"),
    }


def _by_mail(seat: Seat, found: Concern, able: frozenset[Name], *, below: bool) -> SimpleNamespace | None:
    if Name.PLAY_BACK not in able:
        return None
    name, key = found.row.object, draft_key(found, "play_back")
    return playback_of(seat, name, key, found.state.stamp, room="concern", below=below)


def _so_far(seat: Seat, found: Concern) -> dict[str, Any]:
    """What was said since it was raised, and whose word it waits for."""
    state = found.state
    return {
        "told": _said(seat, found, state.told) if state.told else None,
        "rounds": [_round(seat, found, number) for number in range(len(state.rounds))],
        "silence": _silence(seat, found),
        "until": found.answer_by if found.has_time else None,
        "parked": _said(seat, found, state.parked) if state.parked else None,
        "ended": _said(seat, found, state.closing) if state.closing else None,
    }


def _desk(found: Concern, able: frozenset[Name], *, again: bool) -> str:
    """Which form stands below the rounds: answer, play_back, or none."""
    if Name.CONFIRM in able:
        return "answer"
    waits = found.state.status is Status.PLAYED_BACK
    return "play_back" if Name.PLAY_BACK in able and (again or not waits) else ""


def draft_key(found: Concern, kind: str) -> str:
    """This function will return under which name the words of an act that is not sent yet are kept."""
    return private.act_key(found.row.object, kind)


def _able(seat: Seat, found: Concern) -> frozenset[Name]:
    """What the reader's side may do now; it parks nothing while the other side has time to answer."""
    if not seat.may(Right.LISTEN) or seat.parted is not None:
        return frozenset()
    able = may(found.state, seat.log)
    return able - {Name.PARK} if found.has_time else able


def _side(seat: Seat, part: Part, found: Concern) -> Party:
    mine, theirs = both(seat)
    return mine if found.part is part else theirs


def _concern(seat: Seat, found: Concern) -> SimpleNamespace:
    raised, row = found.state.raised, found.row
    saw = raised.saw if raised is not None else None
    titles = titles_of(seat, row.evidence) if row.evidence else {}
    return SimpleNamespace(
        object=row.object,
        url=reverse("concern", args=[seat.slug, row.object]),
        short=shortened(row.words) or ERASED,
        observation=saw.observation if saw else "",
        effect=saw.effect if saw else "",
        question=saw.question if saw else "",
        erased=ERASED,
        person=found.who(raised, seat) if raised is not None else None,
        at=row.raised_at,
        day=row.day,
        evidence=[
            SimpleNamespace(
                title=titles[name],
                url=reverse("statement" if name.startswith("st_") else "promise", args=[seat.slug, name]),
            )
            for name in row.evidence
            if name in titles
        ],
    )


def _said(seat: Seat, found: Concern, move: Move) -> SimpleNamespace:
    return SimpleNamespace(
        id=move.id[:16],
        person=found.who(move, seat),
        words=move.words or "",
        know=move.know or "",
        at=move.at,
        erased=ERASED,
    )


def _round(seat: Seat, found: Concern, number: int) -> SimpleNamespace:
    each = found.state.rounds[number]
    answer = each.answer
    return SimpleNamespace(
        playback=_said(seat, found, each.playback),
        answer=_said(seat, found, answer) if answer is not None else None,
        confirmed=answer is not None and answer.name is Name.CONFIRM,
        last=number == len(found.state.rounds) - 1,
    )


def _desks(
    seat: Seat, found: Concern, able: frozenset[Name], kind: str, form: forms.Form | None
) -> dict[str, forms.Form]:
    """The form of each act: as sent, as kept in a draft, or empty."""
    kept = {
        draft.key.partition(":")[2]: draft.fields
        for draft in private.drafts_under(seat.person, f"{found.row.object}:")
    }
    shown: dict[str, forms.Form] = {}
    for name in (each.value for each in able if each is not Name.RAISE):
        typed = {key: values[0] for key, values in kept.get(name, {}).items() if values}
        if name == "weigh" and found.own_weight is not None:
            typed.setdefault("weight", str(found.own_weight.level))
        shown[name] = form if form is not None and name == kind else FORMS[name](initial=typed)
        shown[name].auto_id = f"{name}_%s"
    return shown


def _weighing(seat: Seat, found: Concern, able: frozenset[Name]) -> SimpleNamespace:
    """The three sentences: locked, open to be chosen, chosen by one's own side alone, or with who chose which."""
    opened = found.state.opened
    return SimpleNamespace(
        opened=bool(opened),
        at=max((move.at for move in opened), default=0),
        may=Name.WEIGH in able,
        own=found.own_weight.value if found.own_weight is not None and not opened else "",
        sentences=[
            SimpleNamespace(
                value=str(weight.level),
                said=weight.value,
                hint=HINTS[weight],
                sides=[
                    side
                    for side in seat.sides
                    if any(move.log == side.log and move.weight is weight for move in opened)
                ],
            )
            for weight in Weight
        ],
    )


def _headline(seat: Seat, found: Concern) -> str:
    """One sentence: where it stands, as whoever reads it would say it."""
    state, raises = found.state, found.part is Part.RAISER
    raiser = found.who(state.raised, seat).given if state.raised is not None else ""
    asked = found.who(state.told, seat).given if state.told is not None else both(seat)[1].short
    said: dict[Status, tuple[str, str]] = {
        Status.RAISED: (
            f"You asked how it looks from {both(seat)[1].short}.",
            f"{raiser} asks how it looks from your side.",
        ),
        Status.TOLD: (f"{asked} told how they see it.", f"You told how you see it. {raiser} plays it back."),
        Status.PLAYED_BACK: (f"{asked} reads how you understand them.", f"Did {raiser} understand you?"),
        Status.CORRECTED: (
            f"{asked} said one part again.",
            f"You said one part again; {raiser} plays it back.",
        ),
        Status.UNDERSTOOD: (
            f"{asked} said “you understood us”.",
            f"You said to {raiser}: “you understood us”.",
        ),
        Status.WEIGHED: ("It is understood, and both said how much it matters.",) * 2,
        Status.PARKED: ("It is set aside for now.",) * 2,
        Status.SETTLED: ("It is settled.",) * 2,
        Status.WITHDRAWN: ("It was taken back.",) * 2,
    }
    return said[state.status][0 if raises else 1]


def _steps(seat: Seat, found: Concern) -> Sequence[SimpleNamespace]:
    """The way through it, with the step that is now."""
    state = found.state
    raiser, other = _side(seat, Part.RAISER, found).short, _side(seat, Part.ASKED, found).short
    done = [
        True,
        state.told is not None,
        state.confirmed is not None,
        bool(state.opened),
        state.status is Status.SETTLED,
    ]
    words = (
        f"{raiser} says what it saw",
        f"{other} tells how it looks from there",
        f"{raiser} plays that back until {other} says “you understood us”",
        "Both say how much it matters; the two open together",
        "You agree what to do, if anything",
    )
    now = done.index(False) if False in done and state.status.is_open else None
    return [
        SimpleNamespace(words=each, done=done[n], now=n == now, glyph="ff" if done[n] else "ee")
        for n, each in enumerate(words)
    ]


def _silence(seat: Seat, found: Concern) -> SimpleNamespace | None:
    """That no word came for ten working days: a fact on the page, and nothing more."""
    last = found.state.last_word
    if not found.silent or last is None:
        return None
    awaits = next(iter(found.state.waits_for))
    return SimpleNamespace(side=_side(seat, awaits, found).short, at=last.at, theirs=awaits is not found.part)


def _propose(seat: Seat, found: Concern) -> str:
    """Where a promise is made of it: once it is understood, or when no word came."""
    free = found.state.heard or (found.silent and not found.has_time)
    if not free or not seat.may(Right.PROMISE) or seat.parted is not None:
        return ""
    title = f"After “{shortened(found.row.words)}”: " if found.row.words else ""
    return f"{reverse('new_promise', args=[seat.slug])}?{urlencode({'title': title})}"
