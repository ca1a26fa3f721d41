"""The row of a promise: what lists, Today and the alliance's home show without reading its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from troth.actions.days import calendar_of, day_in
from troth.core.promises import Move, Name, State, Text, Warning, crossings, look_of
from troth.core.promises.outcome import outcome
from troth.core.promises.people import person, stake
from troth.core.record import Folded
from troth.core.values import Side
from troth.store import models
from troth.store.prepared import prepared

LETTER = {Side.PERFORMER: "p", Side.CUSTOMER: "c"}


@dataclass(frozen=True)
class Shown:
    """The text that speaks for a promise: the one in force, else the latest on the table, else the last said."""

    text: Move | None
    facts: Text


def fill(row: models.Promise, folded: Folded[Move, State], parties: Mapping[str, models.Party]) -> None:
    """Fill the row of a promise from its state."""
    state = folded.state
    moves = sorted(state.moves, key=lambda move: (move.at, len(move.sees), move.id))
    shown = shown_of(state, moves)
    _sides(row, state, moves, parties)
    _words(row, shown.facts)
    _dates(row, state, moves, shown.facts)
    row.status = state.status.name.lower()
    row.open_texts = "".join(LETTER[side] for side in Side if state.table[side] is not None)
    row.release_behind = state.release_behind
    row.crossed = bool(folded.refused) or any(crossing.tells for crossing in crossings(state))
    row.asks_release = _unanswered(state, moves, Name.ASK_RELEASE)
    row.asked_status = _unanswered(state, moves, Name.ASK_STATUS)
    row.sent_back = _unanswered(state, moves, Name.SEND_BACK)
    row.look = _look(state)
    hangs = stake(state)
    row.stake = hangs.value if hangs else ""
    row.outcome = _outcome(row, state)


def shown_of(state: State, moves: Sequence[Move]) -> Shown:
    """Choose the text that a page shows for the promise."""
    texts = [move for move in moves if move.name.is_text]
    on_table = [move for move in texts if move in state.table.values()]
    text = state.text or next(reversed(on_table or texts), None)
    return Shown(text, text.facts if text is not None and isinstance(text.facts, Text) else Text())


def _look(state: State) -> dict[str, object]:
    """Which sides have still to say their sentence, and who of which has still to look; nothing once it is over."""
    look = look_of(state) if state.status.in_force else None
    if look is None or look.is_over:
        return {}
    return {
        "says": "".join(LETTER[side] for side in Side if side not in look.said),
        "asks": {LETTER[side]: look.sponsor(side) or "" for side in Side if side not in look.looked},
    }


def _sides(
    row: models.Promise, state: State, moves: Sequence[Move], parties: Mapping[str, models.Party]
) -> None:
    logs = dict(state.logs)
    if len(parties) == 2:
        for side in Side:
            other = logs[side.other]
            if logs[side] is None and other is not None:
                logs[side] = next(log for log in parties if log != other)
    row.performer, row.customer = (parties.get(logs[side] or "") for side in (Side.PERFORMER, Side.CUSTOMER))
    row.performer_person = _member(row, row.performer_person, person(state, Side.PERFORMER))
    row.customer_person = _member(row, row.customer_person, person(state, Side.CUSTOMER))


def _member(row: models.Promise, held: models.Member | None, pseudonym: str | None) -> models.Member | None:
    """Most acts leave a promise in the same hands; only others are looked up."""
    if held is not None and held.pseudonym == pseudonym:
        return held
    if not pseudonym:
        return None
    return next(iter(_known(row.alliance_id, pseudonym)), None)


@prepared
def _known(alliance_id: str, pseudonym: str) -> QuerySet[models.Member]:
    return models.Member.objects.filter(alliance_id=alliance_id, pseudonym=pseudonym)


def _outcome(row: models.Promise, state: State) -> str:
    """What became of it once it is over; what merely time brings about is read on the day, never kept."""
    if row.closed_at is None:
        return ""
    country = row.performer.organisation.country if row.performer else ""
    closed = day_in(row.closed_at, row.zone or "UTC")
    found = outcome(state, closed, calendar_of(country, closed.year - 1, closed.year + 1))
    return found.outcome.name.lower() if found else ""


def _words(row: models.Promise, facts: Text) -> None:
    words = facts.words
    row.title = words.title if words else ""
    row.area = words.area if words else ""
    row.objective = facts.objective or ""
    row.supports = list(facts.supports)
    row.leans = bool(row.supports)
    said = [words.title, words.area, *words.conditions, *words.owes, words.words] if words else []
    row.search = "\n".join(said).lower()
    series = facts.series
    row.series, row.series_index, row.series_of = (
        (series.series, series.n, series.of) if series else ("", None, None)
    )
    row.after = facts.relative.after if facts.relative else ""


def _dates(row: models.Promise, state: State, moves: Sequence[Move], facts: Text) -> None:
    texts = [move.facts for move in moves if isinstance(move.facts, Text)]
    warnings = [move for move in moves if move.name is Name.WARN and isinstance(move.facts, Warning)]
    last = warnings[-1].facts if warnings else None
    yes = [move for move in moves if move.id in state.chain]
    row.due_day, row.zone, row.due = facts.due_day, facts.zone, facts.due
    first = next((move.on for move in yes), None)
    row.first_due_day = next(
        (m.facts.due_day for m in moves if m.id == first and isinstance(m.facts, Text)), None
    )
    row.first_due_day = row.first_due_day or next((text.due_day for text in texts if text.due_day), None)
    row.expected_day = last.expect if isinstance(last, Warning) else None
    row.warned_at = warnings[-1].at if warnings else None
    row.delivered_at = state.delivery.at if state.delivery else None
    row.closed_at = state.closing.at if state.closing else None
    row.agreed_at = yes[0].at if yes else None
    row.opened_at = moves[0].at if moves else 0
    row.changed_at = max((move.at for move in moves), default=0)


def _unanswered(state: State, moves: Sequence[Move], name: Name) -> bool:
    """Whether the side asked has not said anything since."""
    asked = next((move for move in reversed(moves) if move.name is name), None)
    if asked is None or not state.status.in_force:
        return False
    return not any(asked.id in move.sees and move.side is not asked.side for move in moves)
