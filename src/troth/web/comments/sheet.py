"""The comments on one thing, as a list to take along."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from troth.store.queries.comments import comments_on, is_thing
from troth.store.queries.people import Seat
from troth.web.comments.page import ERASED
from troth.web.gate import in_alliance
from troth.web.sheets import Column, Sheet, answer, local

COLUMNS = (
    Column("Said", 17),
    Column("Who", 24),
    Column("Side", 16),
    Column("Words", 70),
    Column("Said otherwise", 17),
    Column("Taken back", 17),
)


@require_safe
@in_alliance()
def comments(request: HttpRequest, seat: Seat, object: str, form: str) -> HttpResponseBase:
    """This function will give every comment on a thing as it reads now."""
    if not is_thing(seat, object):
        raise Http404
    zone = seat.person.zone
    rows = (
        (
            local(row.said_at, zone),
            row.author.name if row.author is not None else "",
            str(row.party.organisation),
            row.words or ERASED,
            local(row.changed_at, zone) if row.earlier else None,
            local(row.withdrawn_at, zone) if row.withdrawn_at is not None else None,
        )
        for row in comments_on(seat, object)
    )
    return answer(seat, Sheet(f"{seat.name}, comments", COLUMNS, rows, {"Times": zone}), form)
