"""With whom the reader's organisation keeps promises and how far each can be relied on, as a list to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.store.queries.people import Reader
from troth.store.queries.portfolio import Held
from troth.web.alliances import words
from troth.web.alliances.views import SINCE, Looked, looked
from troth.web.gate import of_organisation
from troth.web.sheets import Column, Sheet, answer, local
from troth.web.sheets.sheet import Value

COLUMNS = (
    Column("Partner", 28),
    Column("Purpose", 48),
    Column("We rely on them", 18),
    Column("They rely on us", 18),
    Column("Together", 18),
    Column("We relied on them then", 22),
    Column("They relied on us then", 22),
    Column("What changed", 36),
    Column("Open promises", 14),
    Column("Of them ours", 13),
    Column("Of ours at risk", 14),
    Column("Dates moved", 12),
    Column("Controls", 36),
    Column("Pulses due", 28),
    Column("Last act", 17),
    Column("Confirmed by both", 18),
)


@require_safe
@of_organisation()
def alliances(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    """This function will give the alliances by the partner's name, those that go on first."""
    zone = reader.person.zone
    seen = looked(request, reader)
    held = {each.row.seat.slug: each for each in seen.held}
    rows = (
        (
            row.seat.partner_name,
            *_stands(held.get(row.seat.slug), seen),
            row.open,
            row.ours,
            row.risky,
            row.moved,
            words.out_of_balance(held[row.seat.slug]) if row.seat.slug in held else "",
            words.due(held[row.seat.slug]) if row.seat.slug in held else "",
            local(row.changed, zone) if row.changed else None,
            "yes" if row.seat.opened else "not yet",
        )
        for row in seen.rows
    )
    shows = {"Times": zone, "Compared with": f"{SINCE[seen.since][0]} ({seen.month})"}
    return answer(reader, Sheet(f"Alliances of {reader.organisation}", COLUMNS, rows, shows), form)


def _stands(held: Held | None, seen: Looked) -> tuple[Value, ...]:
    """The words of both directions now and then; nothing of an alliance that is not open to both, or has ended."""
    if held is None:
        return ("",) * 7
    ours = held.row.seat.colour
    theirs = "b" if ours == "a" else "a"
    now = [words.words_of(held.stands, colour) for colour in (ours, theirs)]
    then = [words.words_of(held.stood, colour) for colour in (ours, theirs)]
    both = held.stands.mutual.word.value if held.stands.mutual else ""
    return held.purpose, *now, both, *then, words.changed(held, seen.month)
