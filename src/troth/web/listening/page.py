"""What the page of one statement shows; `listening/statement_live.html` lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django import forms
from django.urls import reverse

from troth.core.alliance import Right
from troth.core.listening import Move, Name, Part, Status, course, is_echo, may
from troth.store import private
from troth.store.queries.listening import Conversation, about
from troth.store.queries.people import Seat
from troth.store.queries.promises import both, counterparts
from troth.web.comments import page as comments
from troth.web.days import say_number
from troth.web.listening.forms import FORMS
from troth.web.listening.subject import subject_of
from troth.web.promises.hints import hints
from troth.web.promises.spoken import chip_of, glyph_of
from troth.web.replies.waiting import playback_of
from troth.web.telling.views import about as untold

HOUR, DAY = 3_600_000, 86_400_000
ERASED = "The words were erased."


def context(
    seat: Seat,
    found: Conversation,
    *,
    kind: str = "",
    form: forms.Form | None = None,
    refusal: str = "",
    again: bool = False,
) -> dict[str, Any]:
    """This function will return everything that the page shows; `form` of `kind` is one that could not be sent.
    While a playback waits to be answered, the form to say it in other words is shown when it is asked for (`again`).
    """
    mine, theirs = both(seat)
    able = may(found.state, seat.log) if seat.may(Right.LISTEN) and seat.parted is None else frozenset()
    desk = _desk(found, able, again=again or kind == "play_back")
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "statement": _statement(seat, found),
        "chip": chip_of(found.row),
        "rounds": [_round(seat, found, number) for number in range(len(found.state.rounds))],
        "next": _next(seat, found, able),
        "may": {name.value: True for name in able},
        "desk": desk,
        "desks": _desks(seat, found, able, kind, form),
        "people": [("", f"Whoever at {theirs.short} it concerns"), *counterparts(seat)],
        "differ": [_said(seat, found, move) for move in found.state.differ],
        "left": _left(seat, found),
        "course": _course(found),
        "stamp": found.state.stamp,
        "refusal": refusal,
        "untold": untold(seat, found.row.object),
        "comments": comments.on(seat, found.row.object),
        "by_mail": _by_mail(seat, found, able, below=desk == "play_back"),
        "also": _also(seat, found),
        "agreed_words": hints(seat, found.row.words),
    }


def _by_mail(
    seat: Seat, found: Conversation, able: frozenset[Name], *, below: bool
) -> SimpleNamespace | None:
    if Name.PLAY_BACK not in able:
        return None
    name, key = found.row.object, draft_key(seat, found, "play_back")
    return playback_of(seat, name, key, found.state.stamp, room="statement", below=below)


def _desk(found: Conversation, able: frozenset[Name], *, again: bool) -> str:
    if Name.CONFIRM in able:
        return "answer"
    waits = found.state.status is Status.PLAYED_BACK
    return "play_back" if Name.PLAY_BACK in able and (again or not waits) else ""


def draft_key(seat: Seat, found: Conversation, kind: str) -> str:
    """This function will return under which name the words of an act that is not sent yet are kept."""
    return private.hearing_key(seat.slug, found.row.object, kind)


def _statement(seat: Seat, found: Conversation) -> SimpleNamespace:
    put = found.state.statement
    subject = subject_of(seat, found.row.about)
    return SimpleNamespace(
        object=found.row.object,
        url=reverse("statement", args=[seat.slug, found.row.object]),
        words=found.row.words or ERASED,
        person=found.who(put, seat) if put is not None else None,
        at=found.row.put_at,
        about=subject.title if subject is not None else "",
        about_url=subject.url if subject is not None else "",
    )


def _said(seat: Seat, found: Conversation, move: Move) -> SimpleNamespace:
    return SimpleNamespace(
        id=move.id[:16],
        person=found.who(move, seat),
        words=move.words or "",
        at=move.at,
        erased=ERASED,
        mailed=move.id in found.mailed,
    )


def _round(seat: Seat, found: Conversation, number: int) -> SimpleNamespace:
    each = found.state.rounds[number]
    answer = each.answer
    return SimpleNamespace(
        playback=_said(seat, found, each.playback),
        echoes=is_echo(each.playback),
        answer=_said(seat, found, answer) if answer is not None else None,
        confirmed=answer is not None and answer.name is Name.CONFIRM,
        last=number == len(found.state.rounds) - 1,
    )


def _desks(
    seat: Seat, found: Conversation, able: frozenset[Name], kind: str, form: forms.Form | None
) -> dict[str, forms.Form]:
    """The form of each act that carries words: as sent, as kept in a draft, or empty."""
    names = [name.value for name in able if name is not Name.PUT]
    prefix = f":{seat.slug}:{found.row.object}"
    kept = {
        draft.key.removeprefix("hear:").removesuffix(prefix): draft.fields
        for draft in private.drafts_under(seat.person, "hear:")
        if draft.key.endswith(prefix)
    }
    shown = {}
    for name in names:
        words = next(iter(kept.get(name, {}).get("words", [])), "")
        shown[name] = form if form is not None and name == kind else FORMS[name](initial={"words": words})
        shown[name].auto_id = f"{name}_%s"
    return shown


def _next(seat: Seat, found: Conversation, able: frozenset[Name]) -> str:
    """One sentence: whose word it waits for, and what may happen then."""
    state, mine = found.state, found.part
    speaker = found.who(state.statement, seat).given if state.statement is not None else ""
    them = seat.partner_name
    if state.differ and not state.closing:
        own = any(move.log == seat.log for move in state.differ)
        return (
            f"It waits for {them} to say so too, or to say it anew."
            if own
            else f"{them} says that you differ."
        )
    said = {
        (Status.SAID, Part.SPEAKER): f"{them} can say how they understand it, whenever they like.",
        (
            Status.SAID,
            Part.LISTENER,
        ): "Nobody has asked you; saying how you understand it is a way of listening.",
        (Status.ASKED, Part.SPEAKER): f"{them} is asked to say how they understand it.",
        (
            Status.ASKED,
            Part.LISTENER,
        ): f"Then {speaker} says that this is what was meant, or says one part again.",
        (Status.PLAYED_BACK, Part.SPEAKER): "It checks how well it was explained, not who is right.",
        (Status.PLAYED_BACK, Part.LISTENER): f"{speaker} reads it and answers.",
        (Status.CORRECTED, Part.SPEAKER): f"{them} says how they understand it now.",
        (Status.CORRECTED, Part.LISTENER): "Only that part was said again; the rest is understood.",
        (Status.LEFT, Part.SPEAKER): "It can be taken up again at any time.",
        (Status.LEFT, Part.LISTENER): "You can take it up again at any time.",
    }
    return said.get((state.status, mine), "") if able or state.status.is_open else ""


def _left(seat: Seat, found: Conversation) -> SimpleNamespace | None:
    if found.state.status is not Status.LEFT:
        return None
    left = [move for move in found.state.moves if move.name is Name.LEAVE]
    return _said(seat, found, left[-1])


def _course(found: Conversation) -> SimpleNamespace:
    ran = course(found.state)
    return SimpleNamespace(
        rounds=say_number(ran.rounds) if ran.rounds else "none yet",
        count=ran.rounds,
        corrected=say_number(ran.corrected) if ran.corrected else "none",
        took=_span(ran.took_ms) if ran.took_ms is not None else "",
        outcome=ran.outcome.value if ran.outcome is not None else "",
    )


def _span(took: int) -> str:
    if took < HOUR:
        minutes = max(1, took // 60_000)
        return f"{say_number(minutes)} minute{'s' if minutes != 1 else ''}"
    if took < 2 * DAY:
        hours = took // HOUR
        return f"{say_number(hours)} hour{'s' if hours != 1 else ''}"
    return f"{say_number(took // DAY)} days"


def _also(seat: Seat, found: Conversation) -> Sequence[SimpleNamespace]:
    """What else was said on the same thing."""
    if not found.row.about:
        return []
    return [
        SimpleNamespace(
            words=row.words or ERASED,
            url=reverse("statement", args=[seat.slug, row.object]),
            glyph=glyph_of(row),
            chip=chip_of(row),
        )
        for row in about(seat, found.row.about)
        if row.object != found.row.object
    ][:5]
