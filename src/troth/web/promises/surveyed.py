"""Trust pulses and health checks in a word or a sentence: what they are called, and where they stand."""

from __future__ import annotations

from troth.actions.days import day_in
from troth.core.judgement.survey import Instrument
from troth.core.sealed import Phase
from troth.store.queries.surveys import Listed
from troth.web.days import MONTHS

NAMES = {Instrument.PULSE: "Trust pulse", Instrument.HEALTH_CHECK: "Health check"}
STANDS = {
    Phase.SEALED: "Open",
    Phase.BOTH_IN: "It opens now",
    Phase.OPENED: "Opened for both",
    Phase.CLOSED: "Called off",
}


def title_of(instrument: Instrument, at: int, zone: str) -> str:
    """This function will return what a round is called: `Trust pulse, November 2026`."""
    day = day_in(at, zone)
    return f"{NAMES[instrument]}, {MONTHS[day.month - 1]} {day.year}"


def stands(listed: Listed) -> str:
    """This function will say where a round stands, as far as its reader's side may know it."""
    if listed.inner and listed.phase is Phase.OPENED:
        return "Closed"
    if listed.phase is Phase.SEALED and listed.in_:
        return "Waiting for the other side"
    return STANDS.get(listed.phase, "Open")
