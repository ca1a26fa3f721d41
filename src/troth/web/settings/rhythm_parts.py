"""The parts of one's settings that are about one's rhythm, as the page of the settings shows them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.utils import timezone

from troth.actions.rhythm import PACES, Pace, Sort, Work
from troth.store import rhythm
from troth.store.absence import can_stand_in
from troth.store.models import Rhythm as Kept
from troth.store.queries.people import Reader
from troth.store.queries.rhythm import stands_in_for
from troth.web.days import DAYS, say_day
from troth.web.settings.rhythm_forms import Absence, Rhythm

COLUMNS = (
    (Pace.ONCE, "At once"),
    (Pace.DAILY, "Morning letter"),
    (Pace.WEEKLY, "Weekly letter"),
    (Pace.NEVER, "Only here"),
)
SAID = {
    Sort.NEEDS: ("What needs you", "Offered, asked, delivered, warned, to be played back"),
    Sort.COMMENTS: ("Comments", "What is said about something of yours, or names you"),
    Sort.NEWS: ("What needs nothing more", "On the same page, released, settled, opened"),
    Sort.LETTER: ("How it all stands", "What needs you, and the week of each alliance on one page"),
}


def rhythm_form(reader: Reader) -> Rhythm:
    """This function will return the form with what is set now."""
    kept, work = rhythm.of(reader.person), work_of(reader)
    return Rhythm(initial=Rhythm.said_of({sort: getattr(kept, sort.value) for sort in Sort}, work))


def absence_form(reader: Reader, data: Any = None) -> Absence:
    """This function will return the form of an absence, with what is set now."""
    kept, work = rhythm.of(reader.person), work_of(reader)
    initial = {
        "first": kept.away_from.isoformat() if kept.away_from else "",
        "last": kept.away_until.isoformat() if kept.away_until else "",
        "stand_in": str(kept.stand_in_id or ""),
        "accepts": kept.accepts,
        "words": kept.away_words,
    }
    return Absence(
        data,
        initial=initial if _is_ahead(kept, work) else {"accepts": True},
        today=work.day_of(timezone.now()),
        colleagues=can_stand_in(reader.person.membership),
    )


def work_of(reader: Reader) -> Work:
    """This function will return the days and hours of the reader."""
    return rhythm.work_of(reader.person.membership)


def rhythm_parts(
    reader: Reader, days: Rhythm | None = None, absence: Absence | None = None
) -> dict[str, Any]:
    """This function will return the part of the settings' context that is about the reader's rhythm."""
    form = days or rhythm_form(reader)
    return {
        "rhythm": form,
        "absence": absence or absence_form(reader),
        "columns": [label for _, label in COLUMNS],
        "kinds": [_kind(form, sort) for sort in Sort],
        "weekdays": [
            SimpleNamespace(name=name, opens=form[f"from_{n}"], closes=form[f"to_{n}"])
            for n, name in enumerate(DAYS)
        ],
        "away": _away(reader),
        "standing": standing(reader),
        "sends": settings.TROTH_MAIL,
    }


def standing(reader: Reader, *, asked: bool = False) -> list[SimpleNamespace]:
    """This function will return the absences in which the reader stands in or is asked to; `asked`: the latter."""
    if asked and not getattr(reader.person.membership, "is_asked", False):
        return []
    rows = [each for each in stands_in_for(reader.person) if not (asked and each.stands)]
    return [_stands(reader, each) for each in rows if _is_ahead(each, work_of(reader))]


def _kind(form: Rhythm, sort: Sort) -> SimpleNamespace:
    """A row of the table: a choice where the kind can come so, nothing where it cannot."""
    title, more = SAID[sort]
    now = str(form[sort.value].value())
    cells = [
        SimpleNamespace(
            label=label, value=pace.value if pace in PACES[sort] else "", chosen=pace.value == now
        )
        for pace, label in COLUMNS
    ]
    return SimpleNamespace(name=sort.value, title=title, more=more, cells=cells)


def _is_ahead(kept: Kept, work: Work) -> bool:
    return kept.away_until is not None and kept.away_until >= work.day_of(timezone.now())


def _away(reader: Reader) -> SimpleNamespace | None:
    """The absence that is on or ahead, in words."""
    kept, work = rhythm.of(reader.person), work_of(reader)
    if not _is_ahead(kept, work) or kept.away_from is None or kept.away_until is None:
        return None
    today = work.day_of(timezone.now())
    back = work.back_on(max(kept.away_from, today)) or kept.away_until
    until, since = say_day(kept.away_until, today), say_day(kept.away_from, today)
    now = work.is_away(today)
    return SimpleNamespace(
        said=f"You are away until {until}." if now else f"You are away from {since} until {until}.",
        back=back,
        stand_in=str(kept.stand_in) if kept.stand_in is not None else "",
        stands=kept.stands,
        words=kept.away_words,
    )


def _stands(reader: Reader, kept: Kept) -> SimpleNamespace:
    """An absence of a colleague, in words."""
    today = work_of(reader).day_of(timezone.now())
    days = [say_day(day, today) for day in (kept.away_from, kept.away_until) if day is not None]
    return SimpleNamespace(
        pk=kept.person_id, name=str(kept.person), days=" to ".join(days), stands=kept.stands
    )
