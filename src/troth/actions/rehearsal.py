"""What a node does before it signs: reads each draft as if it were said, and lets the room refuse it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from troth.actions.ports import Changed
from troth.actions.rooms import outcome_of
from troth.core.errors import Refusal, TrothError
from troth.core.record import Draft, Entry, Place, Sighting, parse, when
from troth.core.record.canonical import BODY_LIMIT


class Unsayable(TrothError):
    """A draft that nobody could read: signing it would put a riddle into the record."""


class TooLong(Refusal):
    """A text that no entry can hold."""


@dataclass(frozen=True)
class Pen:
    """Where the next entry of a log would stand, and how much of that log its partners have seen."""

    alliance: str
    log: str
    head: Place | None
    seen: Mapping[str, Place]
    cited_upto: int
    at: int


def rehearse(
    drafts: Sequence[Draft],
    *,
    pen: Pen,
    read: Callable[[str], Sequence[Sighting]],
    expects: Mapping[str, str],
) -> None:
    """Raise `Changed` when an object is not as the page showed it, else the room's refusal of the first draft that
    would have no effect; say nothing when all may be signed."""
    for object_id, stamp in expects.items():
        if outcome_of(object_id, read(object_id)).stamp != stamp:
            raise Changed(object_id)
    ahead: dict[str, tuple[Sighting, ...]] = {}
    for number, draft in enumerate(drafts):
        object_id = str(draft.act.get("o", ""))
        if not object_id:
            continue
        earlier = ahead[object_id] if object_id in ahead else tuple(read(object_id))
        said = _as_if(draft, earlier, pen, number)
        ahead[object_id] = (*earlier, said)
        outcome = outcome_of(object_id, ahead[object_id])
        refused = outcome.refused.get(said.entry.id)
        if refused is not None:
            raise refused
        if said.entry.id not in outcome.effective:
            raise Unsayable("This act is not one that this version can read back, so it was not signed.")


def _as_if(draft: Draft, earlier: Sequence[Sighting], pen: Pen, number: int) -> Sighting:
    entry = Entry(
        id=f"{number:064x}",
        alliance=pen.alliance,
        log=pen.log,
        seq=(pen.head.seq + 1 if pen.head else 0) + number,
        prev=pen.head.id if pen.head else None,
        seen=pen.seen,
        at=pen.at,
        by=draft.by,
        act=draft.act,
        commitment=None,
        body_length=None,
        payload=b"",
        signature=b"",
        keyid="",
    )
    if draft.body is not None and len(draft.body) > BODY_LIMIT:
        raise TooLong(
            "This is longer than one entry can hold. Shorten it, or say a part of it behind a link."
        )
    words = parse(draft.body, limit=BODY_LIMIT) if draft.body is not None else None
    seen = frozenset(sighting.entry.id for sighting in earlier)
    return Sighting(entry, seen, _answered(entry, earlier, pen), when(pen.at, None, None), False, words)


def _answered(entry: Entry, earlier: Sequence[Sighting], pen: Pen) -> bool:
    if not entry.kind.partition("/")[0].endswith(".take_back"):
        return False
    named = [said.entry for said in earlier if said.entry.id == entry.on and said.entry.log == entry.log]
    return any(yes.seq <= pen.cited_upto for yes in named)
