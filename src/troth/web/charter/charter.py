"""The charter on one page: the purpose on top, every clause in force in order, when both meet, the agreed words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Right
from troth.core.charter import PRINCIPLES, Every, Kind
from troth.store.models import Joint
from troth.store.queries.alliance import purpose_of
from troth.store.queries.charter import (
    IN_FORCE,
    held_in,
    next_meeting,
    playbacks_of,
    versions_of,
    who_said,
)
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, both, people_of
from troth.web import live
from troth.web.charter.clauses import ERASED, proposal
from troth.web.charter.words import KINDS, OFTEN, glyph_of, working_together
from troth.web.days import say_number
from troth.web.gate import in_alliance

Playbacks = Mapping[str, tuple[int, int | None]]


@require_safe
@in_alliance()
def charter(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will show the charter as it stands, and what is on the table."""
    tag = live.tag_of(seat.heads)
    return live.answer(
        request, "charter/charter.html", "charter/charter_live.html", tag, lambda: context(seat)
    )


def context(seat: Seat) -> dict[str, Any]:
    """This function will return everything that the charter shows."""
    mine, theirs = both(seat)
    rows, people = held_in(seat), people_of(seat)
    clauses = [row for row in rows if row.kind == Joint.CLAUSE]
    held = [row for row in clauses if row.status == IN_FORCE]
    purpose, heard = purpose_of(rows), playbacks_of(seat)
    may = seat.may(Right.PURPOSE)
    today = day_in(stamp_of(live.present()), seat.person.zone)
    return {
        "active": "charter",
        "mine": mine,
        "partner": theirs,
        "purpose": purpose.text if purpose is not None and purpose.status == "agreed" else "",
        "versions": _versions(seat, clauses, people),
        "principles": [_clause(seat, row, heard) for row in _of(held, Kind.PRINCIPLE)],
        "clauses": [_clause(seat, row, heard) for row in _of(held, Kind.CLAUSE)],
        "words": [_clause(seat, row, heard) for row in _of(held, Kind.WORD)],
        "matrix": _matrix(seat, _of(held, Kind.CADENCE), today),
        "table": [
            SimpleNamespace(
                row=_clause(seat, row, heard),
                called=KINDS[row.sort],
                texts=[proposal(seat, people, row, text, may=may) for _, text in sorted(table.items())],
            )
            for row in clauses
            if (table := row.details["table"])
        ],
        "begin": _begin(clauses) if may else [],
        "may": may,
        "differences": working_together(rows, seat.person.zone).differences,
    }


def _of(rows: Sequence[Joint], kind: Kind) -> list[Joint]:
    return [row for row in rows if row.sort == kind.value]


def _clause(seat: Seat, row: Joint, heard: Playbacks) -> SimpleNamespace:
    count, since = heard.get(row.object, (0, None))
    if since is not None and since < (row.agreed_at or 0):
        since = None  # of words that have changed since
    return SimpleNamespace(
        key=row.object,
        url=reverse("clause", args=[seat.slug, row.object]),
        title=row.text or ERASED,
        words=row.details["words"] or ("" if row.sort == Kind.CADENCE.value else ERASED),
        glyph=glyph_of(row),
        agreed=day_in(row.agreed_at, seat.person.zone) if row.agreed_at is not None else None,
        times=f"Changed {_times(row.changes - 1)}" if row.changes > 1 else "",
        playbacks=f"{say_number(count)} playback{'s' if count != 1 else ''}" if count else "",
        same=day_in(since, seat.person.zone) if since is not None else None,
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{say_number(count)} times")


def _versions(seat: Seat, rows: Sequence[Joint], people: Mapping[str, Someone]) -> list[SimpleNamespace]:
    """Each version with its day, the clause whose change made it, who put it and who agreed; the newest first."""
    known = {each["yes"]["id"]: (row, each) for row in rows for each in row.history}
    found = []
    for version in reversed(versions_of(rows)):
        row, text = known[version.change.yes]
        first = text["yes"]["id"] == row.history[0]["yes"]["id"]
        did = "let go" if text["ends"] else "added" if first else "changed"
        found.append(
            SimpleNamespace(
                number=version.number,
                day=day_in(version.change.at, seat.person.zone),
                what=f"{KINDS[row.sort]} “{text['title'] or row.text or 'words erased'}” {did}",
                url=reverse("clause", args=[seat.slug, row.object]),
                by=who_said(seat, people, text),
                yes=who_said(seat, people, text["yes"]),
            )
        )
    return found


def _matrix(seat: Seat, rows: Sequence[Joint], today: date) -> SimpleNamespace | None:
    """Who meets (a line each) and how often (a column each); only the rhythms that are used have a column."""
    if not rows:
        return None
    used = [every for every in OFTEN if any(row.details["every"] == every.value for row in rows)]
    lines: dict[str, dict[Every, list[SimpleNamespace]]] = {}
    for row in rows:
        cells = lines.setdefault(row.details["who"] or "Both sides", {})
        cell = SimpleNamespace(
            title=row.text or ERASED,
            words=row.details["words"],
            url=reverse("clause", args=[seat.slug, row.object]),
            next=next_meeting(row, today),
        )
        cells.setdefault(Every(row.details["every"]), []).append(cell)
    return SimpleNamespace(
        often=[OFTEN[every] for every in used],
        lines=[
            SimpleNamespace(
                who=who,
                cells=[SimpleNamespace(often=OFTEN[every], meetings=cells.get(every, [])) for every in used],
            )
            for who, cells in lines.items()
        ],
    )


def _begin(rows: Sequence[Joint]) -> list[SimpleNamespace]:
    """The principles that one could begin with: those of which nobody has put one under that name."""
    named = {row.text for row in rows if row.sort == Kind.PRINCIPLE.value and row.status != "let_go"}
    return [SimpleNamespace(key=each.key, title=each.title) for each in PRINCIPLES if each.title not in named]
