"""The evidence of one direction, as a list to take along: every piece with its share."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.actions.days import stamp_of
from troth.core.trust import Word
from troth.store.queries.evidence import Asked, Read, every_piece
from troth.store.queries.people import Seat
from troth.store.queries.showing import told_of
from troth.store.queries.trust import standing
from troth.web import live
from troth.web.gate import in_alliance
from troth.web.links import link_to
from troth.web.sheets import Column, Sheet, Value, answer
from troth.web.trust.page import Direct, asked_of, url_of
from troth.web.trust.views import found
from troth.web.trust.words import came_about, day_of, named, said_of

CHUNK = 500
COLUMNS = (
    Column("Day", 12),
    Column("What", 60),
    Column("How it came about", 44),
    Column("Facet", 11),
    Column("Area of work", 20),
    Column("Worth, 0 to 1", 13),
    Column("Stake weight", 12),
    Column("Share, in thousandths", 20),
    Column("Address", 40),
)


@require_safe
@in_alliance()
def evidence(request: HttpRequest, seat: Seat, colour: str, form: str) -> HttpResponseBase:
    """This function will give all evidence of one direction that the page would show, page after page."""
    on, now, asked = found(seat, colour), stamp_of(live.present()), asked_of(request.GET)
    read = every_piece(seat, on.trustor, standing(seat, now).known[colour], asked, now)
    sheet = Sheet(
        f"{seat.name}, {on.title}, evidence", COLUMNS, _rows(request, seat, on, read), _about(read, asked)
    )
    return answer(seat, sheet, form)


def _about(read: Read, asked: Asked) -> dict[str, str]:
    whole = read.direction.whole
    said = {"Word": said_of(whole)}
    if whole.word is not Word.LITTLE:
        likely, low = (f"{1000 * value:.1f}" for value in (whole.opinion.likely, whole.opinion.low))
        said["Sum"] = f"650 and all shares come to {likely}, most likely; {low} can be counted on"
    if asked.facet:
        said["Facet"] = asked.facet.value
    if asked.area:
        said["Area"] = asked.area
    return said


def _rows(request: HttpRequest, seat: Seat, on: Direct, read: Read) -> Iterator[tuple[Value, ...]]:
    figures = read.direction.whole.word is not Word.LITTLE
    for start in range(0, len(read.rows), CHUNK):
        some = read.rows[start : start + CHUNK]
        told = told_of(seat, some)
        for row in some:
            of = told.get(row.piece)
            yield (
                day_of(row, of),
                named(of),
                came_about(row, of, on.names),
                row.facet,
                of.area if of else "",
                row.value,
                row.stake,
                round(1000 * read.shares[row.piece].share, 3) if figures else None,
                link_to(request, url_of(seat, row)),
            )
