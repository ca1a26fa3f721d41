"""The rows of areas of work and of their controls, each with every agreed text and what is on the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from troth.core import sealed
from troth.core.balance import areas, controls
from troth.core.balance.areas import Whose
from troth.store import models

Parties = Mapping[str, models.Party]
Json = dict[str, object]
BOTH = "both"
IN_PLACE = ("in_place", "back", "on_trial")


def fill_area(row: models.Joint, state: areas.State, parties: Parties) -> None:
    """Fill the row of an area from its state, which has one; `sort` is the colour of the side that relies."""
    agreed = state.history[-1] if state.history else None
    shown = agreed[0] if agreed else next((state.table[log] for log in sorted(state.table)), state.moves[0])
    row.kind = models.Joint.AREA
    row.sort = next((party.colour for log, party in sorted(parties.items()) if state.relies(log)), "")
    row.status = state.status.name.lower()
    row.text = shown.title or ""
    row.details = {
        **_area(shown, parties),
        "table": {parties[log].colour: _area(text, parties) for log, text in sorted(state.table.items())},
        "stamp": state.stamp,
    }
    row.history = [{**_area(text, parties), "yes": _by(yes, parties)} for text, yes in state.history]
    row.changes = len(state.history)
    row.put_by = parties[shown.log]
    row.agreed_at = agreed[1].at if agreed else None
    row.changed_at = max(move.at for move in state.moves)
    row.calls = bool(state.table)


def fill_control(row: models.Joint, state: controls.State, parties: Parties) -> None:
    """Fill the row of a control from its state, which has one."""
    agreed = state.history[-1] if state.history else None
    shown = agreed[0] if agreed else next((state.table[log] for log in sorted(state.table)), state.moves[0])
    row.kind = models.Joint.CONTROL
    row.status = state.status.name.lower()
    row.text = shown.said.title
    row.details = {
        **_control(shown, parties),
        "table": {parties[log].colour: _control(text, parties) for log, text in sorted(state.table.items())},
        "tripped": _trip(state.tripped, parties) if state.tripped else None,
        "trips": [_trip(move, parties) for move in state.moves if move.name is controls.Name.TRIP],
        "look": _iso(state.look),
        "question": row.details.get("question"),
        "stamp": state.stamp,
    }
    row.history = [{**_control(text, parties), "yes": _by(yes, parties)} for text, yes in state.history]
    row.changes = len(state.history)
    row.put_by = parties[shown.log]
    row.agreed_at = agreed[1].at if agreed else None
    row.changed_at = max(move.at for move in state.moves)
    # Of one that is in place both are asked once a year.
    row.calls = bool(state.table) or state.look is not None or row.status in IN_PLACE


def fill_question(alliance_id: str, round_: str, state: sealed.State, parties: Parties) -> None:
    """Keep beside a control what both sides were asked of it last: the round's phase, and whose answers are in."""
    asked = state.asked
    row = models.Joint.objects.filter(
        alliance=alliance_id, object=asked.about if asked else "", kind=models.Joint.CONTROL
    ).first()
    if asked is None or row is None:
        return
    before = row.details.get("question")
    if before and before["round"] != round_ and (before["at"], before["round"]) > (asked.at, round_):
        return
    row.details["question"] = {
        "round": round_,
        "at": asked.at,
        "phase": state.phase.name.lower(),
        "answered": "".join(sorted(parties[log].colour for log in state.answers)),
    }
    row.calls = row.calls or row.details["question"]["phase"] == "sealed"
    row.save(update_fields=["details", "calls"])


def _by(move: areas.Move | controls.Move, parties: Parties) -> Json:
    """Who made a move, for which side, and when."""
    return {
        "id": move.id,
        "colour": parties[move.log].colour,
        "by": move.stands_for or move.by,
        "at": move.at,
    }


def _side(whose: Whose | None, move: areas.Move | controls.Move, parties: Parties) -> str:
    """The colour of the side that is meant by whoever made a move."""
    own = parties[move.log].colour
    others = [party.colour for party in parties.values() if party.colour != own]
    if whose is None:
        return BOTH
    return own if whose is Whose.OWN else next(iter(others), "b" if own == "a" else "a")


def _area(text: areas.Move, parties: Parties) -> Json:
    facts = text.facts
    told: Json = {"title": text.title or "", "words": text.words or "", "ends": text.ends}
    if facts is None:
        return {**_by(text, parties), **told}
    return {
        **_by(text, parties),
        **told,
        "relies": _side(facts.relies, text, parties),
        "loss": facts.loss,
        "count": facts.count,
        "appetite": facts.appetite,
        "unit": facts.unit,
        "hour": facts.hour,
        "stake": facts.stake.value,
        "list": facts.list,
    }


def _control(text: controls.Move, parties: Parties) -> Json:
    facts, said = text.facts, {each.name: getattr(text.said, each.name) for each in fields(text.said)}
    if facts is None:
        return {**_by(text, parties), **said}
    own, partner = _side(Whose.OWN, text, parties), _side(Whose.PARTNER, text, parties)
    return {
        **_by(text, parties),
        **said,
        "area": facts.area,
        "change": facts.change.value,
        "kind": facts.kind.value,
        "over": facts.over.value,
        "share": facts.share,
        "minutes": {own: facts.own, partner: facts.partner},
        "asked": _side(facts.asked, text, parties),
        "since": _iso(facts.since),
        "review": _iso(facts.review),
        "until": _iso(facts.until),
    }


def _trip(move: controls.Move, parties: Parties) -> Json:
    return {**_by(move, parties), "day": _iso(move.day), "words": move.said.words, "terms": move.terms or ""}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
