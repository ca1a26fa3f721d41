"""What both sides read for themselves: the list, and one round with the answers that the reader may see now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from troth.core.sealed import Phase, State, Subject
from troth.store import models
from troth.store.blind import answers_for
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, people_of

PAGE = 100
READ = Subject.INTERPRETATION.value


@dataclass(frozen=True)
class Read:
    """One round whole: `answers` are the words by log that the reader's side may see; everybody in it by pseudonym."""

    row: models.Round
    state: State
    answers: Mapping[str, str]
    people: Mapping[str, Someone]


def rounds_in(seat: Seat) -> Sequence[models.Round]:
    """Return the newest rounds of the reader's alliance, with the side that asked."""
    rows = models.Round.objects.filter(alliance=seat.alliance, subject=READ).order_by("-number")[:PAGE]
    parties = {party.pk: party for party in seat.parties}
    found = list(rows)
    for row in found:
        row.asked_by = parties[row.asked_by_id]
    return found


def read_round(seat: Seat, object_id: str) -> Read | None:
    """Return one round; None when the reader's alliance has none of that name."""
    row = models.Round.objects.filter(alliance=seat.alliance, object=object_id, subject=READ).first()
    if row is None:
        return None
    state, answers = answers_for(seat.alliance.pk, object_id, seat.log)
    return Read(row, state, answers, people_of(seat))


def waits_for(seat: Seat, row: models.Round) -> bool:
    """Say whether a round waits for the reader's side to write."""
    return row.phase == Phase.SEALED.name.lower() and seat.colour not in row.answered
