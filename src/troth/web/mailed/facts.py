"""What stands beneath the title on the page that confirms: the days on both clocks, and whom it is from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from troth.actions.days import due_of, moment_of, zone_of
from troth.core.promises import Move, Name, Text
from troth.core.values import Side
from troth.store.queries.mailed import SERIES
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, open_in_series
from troth.web.days import say_long, say_number, say_plain, say_time
from troth.web.promises.story import text_of


@dataclass(frozen=True)
class Fact:
    """One line: what it is, what stands there, and the same on the reader's own clock."""

    label: str
    words: str
    more: str = ""
    strong: bool = False


def facts_of(seat: Seat, whole: Whole, today: date, *, act: str) -> list[Fact]:
    """This function will return the day that is proposed and the one that holds, and whom it is from."""
    held = text_of(whole.state.text) if whole.state.text is not None else Text()
    put = proposed(whole)
    facts = [_series(whole, today)] if act == SERIES else []
    if not facts and put.due_day is not None and put.due_day != held.due_day:
        facts.append(_day(seat, "By", put, today, strong=True))
    if held.due_day is not None:
        facts.append(_day(seat, "Until now" if facts else "By", held, today, strong=not facts))
    said = spoken(whole)
    if said is not None:
        facts.append(Fact("From", f"{whole.who(said).name}, {whole.sides[said.side].short}"))
    return facts


def proposed(whole: Whole) -> Text:
    """This function will return what the other side has on the table; empty where there is nothing."""
    table = whole.state.table[whole.mine.other]
    return text_of(table) if table is not None else Text()


def spoken(whole: Whole) -> Move | None:
    """This function will return what the other side said last that the reader may answer."""
    theirs = [move for move in whole.moves if move.side is whole.mine.other and not move.name.is_fact]
    warned = [move for move in whole.moves if move.side is whole.mine.other and move.name is Name.WARN]
    said = theirs or warned
    return said[-1] if said else None


def _series(whole: Whole, today: date) -> Fact:
    """Every day that one yes agrees to."""
    rows = open_in_series(whole.row, "c" if whole.mine is Side.PERFORMER else "p")
    days = [say_plain(row.due_day, today) for row in rows if row.due_day is not None]
    return Fact(
        "By", ", ".join(days), f"{say_number(len(rows))} dates, each a promise of its own", strong=True
    )


def _day(seat: Seat, label: str, text: Text, today: date, *, strong: bool = False) -> Fact:
    assert text.due_day is not None
    more = ""
    if text.zone != seat.person.zone:
        zone, own = seat.person.zone, seat.person.place or _place(seat.person.zone)
        ends = moment_of(due_of(text.due_day, text.zone) + 1)
        more = f"until {say_time(ends, zone)} on {say_long(ends.astimezone(zone_of(zone)).date(), today)} in {own}"
    return Fact(label, f"{say_long(text.due_day, today)}, in {_place(text.zone)}", more, strong)


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
