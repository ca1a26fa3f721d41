"""A clause, a difference, an area or a control that needs somebody, as one thing with the act that answers it."""

from __future__ import annotations

from django.urls import reverse

from troth.store.queries.charter import Call, Called
from troth.web.charter.words import kind_of
from troth.web.promises.words import Act
from troth.web.today.items import Item
from troth.web.today.news import shortened


def item_of_call(called: Called) -> Item:
    """This function will return a clause, a meeting, a difference, an area or a control as a thing to do."""
    row, seat = called.row, called.seat
    url = reverse(row.kind, args=[seat.slug, row.object])
    label, place = {
        Call.MEET: ("Begin the note", ""),
        Call.LOOK: ("Does it hold?", "#desk"),
        Call.CLAUSE: ("Read and answer", ""),
        Call.BRIDGE: ("Read and answer", ""),
        Call.TELL: ("Tell how it is with you", "#desk"),
        Call.TRIAL: ("Look at it", "#ch"),
        Call.BACK: ("See what happened", ""),
        Call.AREA: ("Read and answer", ""),
        Call.CONTROL: ("Read and answer", ""),
        Call.REVIEW: ("Look at it", "#ch"),
        Call.QUESTION: ("Answer for your side", "#yearly"),
        Call.ASK: ("Ask both sides", "#yearly"),
    }[called.call]
    return Item(
        key=f"{called.call.name.lower()}-{row.object}",
        glyph=_glyph(called),
        url=url,
        words=shortened(row.text) or "Words erased",
        facts=(_says(called),),
        acts=(Act(label, _note(called) if called.call is Call.MEET else f"{url}{place}"),),
    )


def _note(called: Called) -> str:
    """Where the note of a meeting is begun, or is."""
    return f"{reverse('new_meeting', args=[called.seat.slug])}?of={called.row.object}"


def _glyph(called: Called) -> str:
    """Both halves where both have spoken, else the half of whoever has."""
    if called.call in (Call.MEET, Call.LOOK, Call.TRIAL, Call.BACK, Call.REVIEW, Call.QUESTION, Call.ASK):
        return "ff"
    return "ef" if called.seat.colour == "a" else "fe"


def _says(called: Called) -> str:
    row, partner = called.row, called.seat.partner_name
    what = kind_of(row)
    table = row.details.get("table", {})
    ends = any(text.get("ends") for colour, text in table.items() if colour != called.seat.colour)
    if called.call is Call.CLAUSE:
        asks = "suggests to let it go" if ends else "suggests a change" if row.changes else "suggests it"
        return f"{what}: {partner} {asks}"
    return {
        Call.MEET: f"You meet today{_who(row.details.get('who', ''))}",
        Call.LOOK: "Today both look whether the bridge holds",
        Call.BRIDGE: f"{partner} suggests {'another' if row.changes else 'a'} bridge",
        Call.TELL: f"{partner} has told how it is with them",
        Call.TRIAL: "The last day of the trial without it: both look",
        Call.BACK: "The trip-wire was touched: it is back in place",
        Call.AREA: f"{partner} {'suggests a change of' if row.changes else 'puts'} an area of work",
        Call.CONTROL: f"{partner} proposes {'a change of a' if row.changes else 'a'} control",
        Call.REVIEW: "Today both look at this control again",
        Call.QUESTION: "Does it help or hurt the work? Both sides are asked",
        Call.ASK: "A year has gone by: does it help or hurt the work?",
    }[called.call]


def _who(who: str) -> str:
    return f": {who}" if who else ""
