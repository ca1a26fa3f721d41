"""What the list of promises shows: both directions with equal weight, what is looked for, and one's own drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from troth.actions.days import stamp_of
from troth.core.alliance import Right
from troth.store import private
from troth.store.models import Promise
from troth.store.queries import lists
from troth.store.queries.counts import Counts, counts
from troth.store.queries.lists import Wanted
from troth.store.queries.people import Party, Seat
from troth.store.queries.promises import Whole, both
from troth.store.views import views_of
from troth.web.days import say_number
from troth.web.promises import saved
from troth.web.promises.handed import files_of
from troth.web.promises.rows import row_of

STATES = [
    ("open", "Open"),
    ("needs", "Needs you"),
    ("moved", "Moved or warned"),
    ("proposed", "Offered or asked"),
    ("agreed", "Agreed, on its way"),
    ("delivered", "Delivered, to be looked at"),
    ("settled", "Settled"),
    ("kept", "Kept"),
    ("released", "Released"),
    ("broken", "Broken, with notice"),
    ("nothing", "Nothing on the table"),
    ("any", "All"),
]
DUES = [
    ("", "Any day"),
    ("week", "Within a week"),
    ("month", "Within a month"),
    ("passed", "Date passed"),
    ("none", "Waits for its date"),
]
STAKES = [("", "Any"), ("low", "Low"), ("medium", "Medium"), ("high", "High")]
SORTS = [("", "By day"), ("changed", "Last changed first"), ("new", "Newest first")]


class Find(forms.Form):
    """What is looked for (see promises/promises.html)."""

    q = forms.CharField(required=False)
    state = forms.ChoiceField(required=False, choices=STATES)
    person = forms.ChoiceField(required=False)
    due = forms.ChoiceField(required=False, choices=DUES)
    side = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)
    objective = forms.ChoiceField(required=False)
    stake = forms.ChoiceField(required=False, choices=STAKES)
    sort = forms.ChoiceField(required=False, choices=SORTS)


def context(seat: Seat, wanted: Wanted, now: datetime, params: QueryDict) -> dict[str, Any]:
    """This function will return everything that the list shows, in eight questions to the database."""
    stamp = stamp_of(now)
    mine, theirs = both(seat)
    sides = sorted((mine, theirs), key=lambda side: side.colour)
    kept = views_of(seat)
    found, told = lists.find(seat, wanted, stamp), counts(seat, saved.questions(wanted, kept), stamp)
    columns = [
        _column(seat, side, other, wanted, found[side.colour], stamp)
        for side, other in zip(sides, reversed(sides), strict=True)
    ]
    return {
        "active": "promises",
        "mine": mine,
        "partner": theirs,
        "summary": _summary(told, sides, over=seat.parted is not None),
        "may_act": seat.may(Right.PROMISE) and seat.parted is None,
        **saved.shown(seat, wanted, kept, told),
        "find": _find(seat, wanted, sides, told.areas),
        "more_is_open": bool(wanted.area or wanted.objective or wanted.stake or wanted.side or wanted.sort),
        "lists": columns,
        "nothing": _nothing(seat, wanted, columns, told, theirs),
        "more": _more(params, wanted, columns, told),
        "drafts": [] if seat.parted else drafts_of(seat),
    }


def _find(seat: Seat, wanted: Wanted, sides: Sequence[Party], areas: Sequence[str]) -> Find:
    form = Find(initial={name: getattr(wanted, name) for name in Find.base_fields})
    offered: Mapping[str, Sequence[tuple[str, str]]] = {
        "person": [("", "Anybody"), *lists.people_in(seat)],
        "side": [("", "Both directions"), *((side.colour, f"{side.short} promised") for side in sides)],
        "area": [("", "Any"), *((area, area) for area in areas)],
        "objective": [("", "Any"), *((each.object, each.text[:70]) for each in lists.objectives_in(seat))],
    }
    for name, choices in offered.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)
    return form


def _column(
    seat: Seat, side: Party, other: Party, wanted: Wanted, found: Sequence[Promise], now: int
) -> SimpleNamespace:
    rows = [(each.status, row_of(seat, each, now)) for each in found[: wanted.show]]
    groups = [
        SimpleNamespace(title=title, past=past, rows=[row for status, row in rows if status in states])
        for title, states, past in (
            ("Delivered, to be looked at", ("delivered",), False),
            ("Agreed, on its way", ("agreed",), False),
            ("Not agreed yet", ("proposed",), False),
            ("Settled", lists.PAST, True),
        )
    ]
    none = "" if rows else f"Nothing of {side.short}’s fits." if wanted.narrowed else "Nothing open now."
    title = f"{side.short} promised {other.short}"
    return SimpleNamespace(side=side, title=title, groups=groups, none=none, count=len(found))


def _summary(told: Counts, sides: Sequence[Party], *, over: bool) -> str:
    total = told.of(lists.OPEN)
    if not total:
        return "Nothing is open." if told.of(()) else "Nothing has been promised yet."
    each = ", ".join(f"{say_number(told.of(lists.OPEN, side.colour))} of {side.short}’s" for side in sides)
    word = say_number(total)
    said = f"{word[:1].upper()}{word[1:]} {'is' if total == 1 else 'are'} open: {each}."
    if over:
        return f"{said} They stay as they are."
    if told.waiting:
        waits = say_number(told.waiting)
        said += f" {waits[:1].upper()}{waits[1:]} wait{'s' if told.waiting == 1 else ''} for a word from your side."
    return said


def _nothing(
    seat: Seat, wanted: Wanted, columns: Sequence[SimpleNamespace], told: Counts, theirs: Party
) -> SimpleNamespace | None:
    if any(column.count for column in columns):
        return None
    page = reverse("promises", args=[seat.slug])
    if told.of(()):
        act = SimpleNamespace(label="Show what is open", url=page, look="")
        if not wanted.narrowed:
            act = SimpleNamespace(label="Show what is settled", url=f"{page}?state=settled", look="")
        return SimpleNamespace(title="Nothing fits.", more="Take a word away, or look at all.", acts=[act])
    if seat.parted is not None:
        return SimpleNamespace(title="Nothing was promised here.", more="", acts=[])
    return SimpleNamespace(
        title="Nothing has been promised yet.",
        more="A small promise, to be kept within two weeks, is a good beginning.",
        acts=[
            SimpleNamespace(label="Make a promise", url=reverse("new_promise", args=[seat.slug]), look="go"),
            SimpleNamespace(
                label=f"Ask {theirs.short} for one", url=reverse("ask_promise", args=[seat.slug]), look=""
            ),
        ],
    )


def _more(
    params: QueryDict, wanted: Wanted, columns: Sequence[SimpleNamespace], told: Counts
) -> SimpleNamespace | None:
    if all(column.count <= wanted.show for column in columns):
        return None
    query = params.copy()
    query["show"] = str(wanted.show + lists.MOST)
    every = [told.fitting(saved.plain(wanted), column.side.colour) for column in columns]
    hidden = sum(max(0, (n or 0) - wanted.show) for n in every)
    label = f"Show {hidden} more" if None not in every else "Show more"
    return SimpleNamespace(url=f"?{query.urlencode()}", label=label)


def drafts_of(seat: Seat) -> list[SimpleNamespace]:
    """This function will return the reader's own unsent promises in this alliance."""
    rooms = {"offer": "new_promise", "ask": "ask_promise"}
    found = []
    for draft in private.drafts_under(seat.person, *(f"{kind}:{seat.slug}:" for kind in rooms)):
        kind, _, name = draft.key.partition(f":{seat.slug}:")
        title = next(iter(draft.fields.get("title", [])), "") or "Without words yet"
        day = next(iter(draft.fields.get("due", [])), "")
        url = f"{reverse(rooms[kind], args=[seat.slug])}?draft={name}"
        found.append(SimpleNamespace(title=title, day=_day(day), url=url))
    return found


def _day(typed: str) -> str:
    try:
        return f"for {date.fromisoformat(typed):%-d %B}"
    except ValueError:
        return ""


def delivery_of(seat: Seat, whole: Whole) -> SimpleNamespace:
    """This function will return what was said with the delivery that waits to be looked at."""
    move = whole.state.delivery
    assert move is not None
    person = whole.who(move)
    stands = whole.person(move.stands_for, move.side) if move.stands_for else None
    return SimpleNamespace(
        person=person,
        said=f"for {stands.given}" if stands and stands.pseudonym != person.pseudonym else "",
        at=move.at,
        zone=person.zone,
        place=person.place,
        words=move.said or "",
        link=move.links[0] if move.links else "",
        files=files_of(seat, move),
    )
