"""The page on which a note is written: one field after the other by keyboard, seen by the people of both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.actions.days import day_in
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.listening.meetings import Kind
from troth.store import meetings, private
from troth.store.models import MeetingNote
from troth.store.node import present
from troth.store.queries.agenda import agenda_of
from troth.store.queries.charter import clauses_in, meeting_of
from troth.store.queries.meetings import held_on, named_in, note_of
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, both, people_of
from troth.web import live
from troth.web.clocks import begins, on_both
from troth.web.days import say_number
from troth.web.gate import in_alliance
from troth.web.meetings import entry
from troth.web.meetings.agenda import groups_of
from troth.web.meetings.making import meets_next
from troth.web.meetings.words import ICONS, KINDS, day_of, quoted
from troth.web.promises import forms

UNFIT = 422
Change = Callable[[Seat, MeetingNote, QueryDict], None]
TYPED = ("kind", "text", "who", "to", "due", "plays")


def key_of(seat: Seat, note: MeetingNote) -> str:
    """This function will return under which name the line that is typed and not added yet is kept for its writer."""
    return f"meeting:{seat.slug}:{note.object}"


def tag_of(seat: Seat, note: MeetingNote) -> str:
    """This function will return the tag of the page as it is now."""
    return live.tag_of(seat.heads, note.pk, note.version)


@in_alliance(act=Right.LISTEN)
@require_POST
def read(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep what is typed for its writer alone, and say how it is read."""
    note = _found(seat, object)
    if note.writer_id == seat.person.pk:
        typed = {name: each for name, each in forms.typed_of(request.POST).items() if name in TYPED}
        kept = typed if request.POST.get("text", "").strip() else {}
        private.keep_draft(seat.person, key_of(seat, note), kept)
    if request.headers.get("HX-Request") != "true":
        return redirect("meeting", seat.slug, object)
    said = entry.said_of(seat, note, request.POST, meets_next(seat, note.clause, note.day))
    return render(request, "meetings/read.html", {"said": said})


@in_alliance(act=Right.LISTEN)
@require_POST
def write(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will add a line, change one, say who is here, take over the pen, or end the meeting."""
    do = request.POST.get("do", "")
    if note_of(seat, object) is None and do == "end":
        return redirect("meeting", seat.slug, object)  # sent twice: it has ended
    note = _found(seat, object)
    if do == "end":
        return _end(request, seat, note)
    if do == "throw":
        meetings.throw_away(seat, note.object)
        private.forget_draft(seat.person, key_of(seat, note))
        messages.success(request, "Thrown away. Nothing of it was in the record.")
        return redirect("meetings", seat.slug)
    if do not in CHANGES:
        raise Http404
    try:
        CHANGES[do](seat, note, request.POST)
    except NotYourRole:
        raise
    except (Refusal, ValidationError) as refusal:
        sentence = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        return _again(request, seat, note, sentence)
    if do == "add":
        _forget(seat, note, request.POST.get("text", ""))
    if request.headers.get("HX-Request") == "true":
        note = _found(seat, object)
        shown = {**context(seat, note), "live_tag": f"{tag_of(seat, note)}-{seat.person.pk}"}
        return render(request, "meetings/write_live.html", shown)
    return redirect(reverse("meeting", args=[seat.slug, object]) + ("#t" if do == "add" else ""))


def _forget(seat: Seat, note: MeetingNote, words: str) -> None:
    """The line that was added is typed no more; the next one may be already."""
    if private.draft_of(seat.person, key_of(seat, note)).get("text") == [words]:
        private.forget_draft(seat.person, key_of(seat, note))


def _again(request: HttpRequest, seat: Seat, note: MeetingNote, sentence: str) -> HttpResponse:
    """What could not be written stays as typed."""
    shown = context(seat, note, typed=request.POST, refusal=sentence, line=request.POST.get("line", ""))
    shown["live_tag"] = "refused"
    shown["live_url"] = reverse("meeting", args=[seat.slug, note.object])
    if request.headers.get("HX-Request") == "true":
        return render(request, "meetings/write_live.html", shown)
    return render(request, "meetings/write.html", shown, status=UNFIT)


def _end(request: HttpRequest, seat: Seat, note: MeetingNote) -> HttpResponse:
    try:
        meetings.end(seat, note.object)
    except NotYourRole:
        raise
    except meetings.NoSuchNote:
        pass  # ended in the same moment
    except Refusal as refusal:
        return _again(request, seat, note, str(refusal))
    private.forget_draft(seat.person, key_of(seat, note))
    messages.success(request, "Ended, and sent. Each line counts once both sides have confirmed it.")
    return redirect("meeting", seat.slug, note.object)


def _add(seat: Seat, note: MeetingNote, data: QueryDict) -> None:
    meetings.add_line(
        seat, note.object, entry.typed_of(seat, note, data, meets_next(seat, note.clause, note.day))
    )


def _rename(seat: Seat, note: MeetingNote, data: QueryDict) -> None:
    day = forms.as_day(forms.day(needed="Say on which day you meet.").clean(data.get("day", "")))
    if day is not None and note.clause and abs((day - note.day).days) > 1 and held_on(seat, note.clause, day):
        raise meetings.NoSuchNote("There is a note of this meeting for that day already.")
    meetings.name_it(seat, note.object, title=data.get("title", ""), day=day or note.day)


def _come(seat: Seat, note: MeetingNote, data: QueryDict) -> None:
    come = data.get("come", "")
    known = {each.pseudonym for each in named_in(seat)}
    meetings.come_and_go(seat, note.object, come=come if come in known else "", go=data.get("go", ""))


CHANGES: dict[str, Change] = {
    "add": _add,
    "change": lambda seat, note, data: meetings.change_line(
        seat, note.object, data.get("line", ""), entry.changed_of(seat, data)
    ),
    "remove": lambda seat, note, data: meetings.change_line(seat, note.object, data.get("line", ""), None),
    "here": _come,
    "name": _rename,
    "pen": lambda seat, note, data: meetings.take_pen(seat, note.object),
}


def context(
    seat: Seat, note: MeetingNote, *, typed: QueryDict | None = None, refusal: str = "", line: str = ""
) -> dict[str, Any]:
    """This function will return everything that the page of a note shows while it is written."""
    mine, theirs = both(seat)
    people = people_of(seat)
    may = seat.may(Right.LISTEN) and seat.parted is None
    writes = may and note.writer_id == seat.person.pk
    here = [people[each] for each in note.here if each in people]
    pen = next((each for each in here if _writes(note, each)), None)
    begun = _begun(seat, note, typed if not line else None) if writes else QueryDict()
    said = entry.said_of(seat, note, begun, None) if writes else None
    return {
        "active": "listening",
        "mine": mine,
        "partner": theirs,
        "note": note,
        "at": _begins_at(seat, note),
        "writes": writes,
        "may": may,
        "pen": pen,
        "here": here,
        "away": [each for each in people.values() if each.pseudonym not in note.here and not each.gone],
        "all": f"All {say_number(len(here))}"
        if len(here) > 2
        else "Both of you"
        if len(here) == 2
        else "You",
        "kinds": [(kind.value, KINDS[kind]) for kind in Kind],
        "choices": entry.choices(seat),
        "typed": {name: begun.get(name, "") for name in TYPED},
        "said": said,
        "lines": [_line(seat, people, each, typed if each["id"] == line else None) for each in note.lines],
        "agenda": groups_of(seat, agenda_of(seat, present()), present()),
        "refusal": refusal,
    }


def _begins_at(seat: Seat, note: MeetingNote) -> str:
    """When it begins on both clocks, where the charter says so."""
    rows = clauses_in(seat) if note.clause else ()
    meeting = next((meeting_of(row) for row in rows if row.object == note.clause), None)
    at = begins(meeting, note.day)
    return on_both(seat, at, day_in(present(), seat.person.zone)) if at is not None else ""


def _writes(note: MeetingNote, each: Someone) -> bool:
    return note.writer is not None and each.name == note.writer.name


def _begun(seat: Seat, note: MeetingNote, typed: QueryDict | None) -> QueryDict:
    """What stands in the field: what could not be added, else what was typed before the browser was closed."""
    if typed is not None:
        return typed
    return forms.query_of(private.draft_of(seat.person, key_of(seat, note)))


def _line(
    seat: Seat, people: Mapping[str, Someone], kept: Mapping[str, Any], typed: QueryDict | None
) -> SimpleNamespace:
    kind = Kind(kept["kind"])
    who, to = people.get(kept["who"]), people.get(kept["to"])
    side = next((party for party in seat.sides if party.colour == kept["colour"]), None)
    other = next((party for party in seat.sides if side is not None and party is not side), None)
    fields: Mapping[str, Any] = typed.dict() if typed is not None else {}
    return SimpleNamespace(
        id=kept["id"],
        kind=kind.value,
        label=KINDS[kind],
        icon=ICONS[kind],
        words=quoted(kind, kept["words"]),
        text=fields.get("text", kept["words"]),
        person=who or (None if side is None else Someone(side.short, side.colour, side.short, whole=True)),
        says=_says(kind, who, to, side, other),
        due=day_of(kept["due"]),
        passed=bool(kept["due"]) and kind is Kind.PROMISE and kept["due"] < live.present().date().isoformat(),
        nobody=side is None and kind in (Kind.PROMISE, Kind.STATEMENT),
        plays=_plays(to, other) if kept["plays"] else "",
        fields={
            "kind": fields.get("kind", kept["kind"]),
            "who": fields.get(
                "who", kept["who"] or (f"@{kept['colour']}" if kept["colour"] else entry.NOBODY)
            ),
            "to": fields.get("to", kept["to"]),
            "due": fields.get("due", kept["due"]),
            "plays": bool(kept["plays"]),
        },
        open=typed is not None,
    )


def _says(kind: Kind, who: Someone | None, to: Someone | None, side: Any, other: Any) -> str:
    """Who it is of, and to whom: `Haruka to Joost`, `Naoko finds out`."""
    name = who.given if who is not None else side.short if side is not None else ""
    if kind is Kind.PROMISE and name:
        return f"{name} to {to.given if to is not None else other.short if other is not None else ''}"
    if kind is Kind.QUESTION:
        return f"{name} finds out" if name else "Nobody finds it out yet"
    return name


def _plays(to: Someone | None, other: Any) -> str:
    return f"{to.given if to is not None else other.short if other is not None else 'Somebody'} will play it back"


def _found(seat: Seat, object: str) -> MeetingNote:
    note = note_of(seat, object)
    if note is None:
        raise Http404
    return note
