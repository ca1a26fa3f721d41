"""What of that which needs somebody can be answered by one press in a mail, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping

from troth.store.node import present
from troth.store.queries.mailed import SERIES, Asked, Thing, entry_of
from troth.store.queries.people import Seat
from troth.store.queries.promises import read_whole
from troth.store.queries.today import Kind, Need, needs_of

ANSWERED: Mapping[Kind, str] = {
    Kind.RELEASE: "release",
    Kind.SENT_BACK: "deliver",
    Kind.CHANGE: "agree",
    Kind.LOOK: "accept",
    Kind.ANSWER: "agree",
}


def asked_for(need: Need) -> tuple[Thing, Asked] | None:
    """Return what answers a need and the thing as it stands; None where a page alone can, or the reader may not."""
    act = SERIES if need.count > 1 and need.kind is Kind.ANSWER else ANSWERED.get(need.kind, "")
    whole = read_whole(need.seat, need.row.object) if act else None
    entry = entry_of(need.seat, whole, act) if whole is not None else ""
    return (whole, Asked(act, need.row.object, entry)) if whole is not None and entry else None


def next_for(seat: Seat, *, but: str) -> tuple[Need, Asked] | None:
    """Return the most pressing thing in one alliance that somebody can answer by mail, beside one; None without any."""
    for need in needs_of([seat], present()):
        found = asked_for(need) if need.row.object != but and need.kind in ANSWERED else None
        if found is not None:
            return need, found[1]
    return None
