"""The row of a meeting: each line as it stands, and whose word is missing for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from troth.core.listening.meetings import Item, Line, Move, State
from troth.store import models

Parties = Mapping[str, models.Party]
ENDED = ("kept", "released", "broken")


def fill(row: models.Meeting, state: State, parties: Parties) -> None:
    """Fill the row of a meeting from its state, which has ended."""
    ended = state.ended
    if ended is None or ended.day is None:
        return
    row.wrote = parties[ended.log]
    row.writer = models.Member.objects.filter(
        alliance=row.alliance_id, party__log=ended.log, pseudonym=ended.stands_for or ended.by
    ).first()
    row.day = ended.day
    row.clause = ended.clause or ""
    row.title = ended.title or ""
    row.here = list(ended.here)
    row.lines = [
        {**_line(item, row.wrote.colour, parties), "first": _first(line)}
        for item, line in zip(state.items, ended.lines, strict=True)
    ]
    row.status = state.status.name.lower()
    row.waits = " ".join(token for line in row.lines for token in _tokens(line))
    settle(row)
    row.ended_at = ended.at
    row.changed_at = max(move.at for move in state.moves)


def settle(row: models.Meeting) -> None:
    """Let no line wait of which a promise came that both agreed to and that has had its end on its own page."""
    names = {token.rpartition(":")[2] for token in row.waits.split()} - {""}
    ended = set(
        models.Promise.objects.filter(
            alliance=row.alliance_id, object__in=names, status__in=ENDED, agreed_at__isnull=False
        ).values_list("object", flat=True)
        if names
        else ()
    )
    row.waits = " ".join(each for each in row.waits.split() if each.rpartition(":")[2] not in ended)


def _line(item: Item, wrote: str, parties: Parties) -> dict[str, object]:
    line, corrected = item.line, item.corrected
    theirs = "b" if wrote == "a" else "a"
    return {
        "kind": line.kind.value,
        "colour": "" if line.own is None else wrote if line.own else theirs,
        "who": line.who or "",
        "to": line.to or "",
        "due": line.due.isoformat() if line.due else "",
        "plays": line.plays,
        "words": line.words or "",
        "confirmed": {
            parties[log].colour: _by(move, parties) for log, move in sorted(item.confirmed.items())
        },
        "corrected": _by(corrected, parties) if corrected is not None else None,
        "made": item.made or "",
        "stamp": item.stamp,
        "answer": {**_by(item.answer, parties), "words": item.answer.words or ""} if item.answer else None,
    }


def _first(line: Line) -> dict[str, str]:
    """The words and the day as the note had them, before anybody corrected them."""
    return {"words": line.words or "", "due": line.due.isoformat() if line.due else ""}


def _by(move: Move, parties: Parties) -> dict[str, object]:
    return {
        "colour": parties[move.log].colour,
        "by": move.stands_for or move.by,
        "at": move.at,
    }


def _tokens(line: Mapping[str, object]) -> Iterator[str]:
    """Whose word is missing: of a note nobody's, of any other line that of each side that has not confirmed it."""
    if line["kind"] == "note":
        return
    confirmed = line["confirmed"]
    for colour in ("a", "b"):
        if isinstance(confirmed, Mapping) and colour not in confirmed:
            yield f"{colour}:{whose(line, colour)}:{line['made']}"


def whose(line: Mapping[str, object], colour: str) -> str:
    """Return who of a side a line names, by pseudonym; empty where it is for anybody of that side."""
    if line["colour"] == colour or line["kind"] == "question":
        return str(line["who"]) if line["colour"] == colour else ""
    return str(line["to"])
