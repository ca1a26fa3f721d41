"""What a side may do with history: put a whole period on the record, answer the partner's, offer its open rows.

A report is never an agreed promise: it counts once the partner has confirmed it, and the reporter may withdraw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from troth.actions.ids import fresh
from troth.actions.ports import Actor, Node
from troth.actions.rooms import period_of
from troth.actions.saying import NothingSaid, Terms, draft_of, move_of, needs, text_facts, write
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.promises import Name as Saying
from troth.core.promises.reports import (
    MOST_ROWS_AN_ANSWER,
    About,
    Closing,
    Move,
    Name,
    Period,
    Row,
    State,
    digest_of,
    legal,
    may_open,
    wire,
)
from troth.core.record import Draft, encode
from troth.core.values import Side

MOST_AT_ONCE = 60


class NothingToReport(Refusal):
    """The period holds no row of this partner."""


class NotOverYet(Refusal):
    """The period's last day lies ahead, so it cannot be whole."""


class NoSuchPeriod(Refusal):
    """There is no reported period of that name in this alliance."""


@dataclass(frozen=True)
class Span:
    """A period one may choose, with the rows it would hold."""

    first: date
    last: date
    rows: int

    @property
    def is_year(self) -> bool:
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)


def spans_of(days: Iterable[date], *, today: date, taken: Sequence[Period]) -> tuple[Span, ...]:
    """Offer whole periods that are over: each calendar year, the year so far, and all of it; none that overlaps."""
    known = sorted(day for day in days if day < today)
    if not known:
        return ()
    yesterday = today - timedelta(days=1)
    ends = [(date(year, 1, 1), min(date(year, 12, 31), yesterday)) for year in {day.year for day in known}]
    if known[0].year != known[-1].year:
        ends.append((known[0], known[-1]))
    offered = (
        Span(first, last, sum(first <= day <= last for day in known))
        for first, last in sorted(ends, key=lambda each: (-each[1].toordinal(), each[0]))
        if not any(Period(first, last, 0).overlaps(other) for other in taken)
    )
    return tuple(span for span in offered if span.rows)


def open_period(
    node: Node, actor: Actor, period: Period, *, others: Sequence[Period], name: str, today: date
) -> str:
    """Begin a period under a fresh name (`rp_...`), saying its rows and those left out; returns its entry."""
    require(actor.role, Right.REPORT)
    if period.rows < 1:
        raise NothingToReport("No row of this partner was promised for a day in that period.")
    if period.last >= today:
        raise NotOverYet("A period goes on the record once it is over, so that every row of it can be there.")
    may_open(period, others)
    (entry,) = node.write(actor, [_draft(actor, name, Name.OPEN, period)], expects={})
    return entry.id


def row_drafts(actor: Actor, name: str, opened: str, rows: Sequence[Row]) -> list[Draft]:
    """Say rows of an open period, to be signed together."""
    return [_draft(actor, name, Name.ROW, row, on=opened) for row in rows]


def close_draft(actor: Actor, name: str, opened: str, written: State) -> Draft:
    """Say the end of a period, naming all its rows: from there on it counts as far as the partner confirms it."""
    rows = [row.id for row in written.rows.values()]
    facts = Closing(count=len(rows), digest=digest_of(rows))
    legal(written, Move(id="", log=actor.log, name=Name.CLOSE, facts=facts))
    return _draft(actor, name, Name.CLOSE, facts, on=opened)


def confirm(
    node: Node, actor: Actor, name: str, *, stamp: str, rows: Sequence[int] | None = None, words: str = ""
) -> None:
    """Say of some rows, or of all, that so it was."""
    _speak(node, actor, name, Name.CONFIRM, stamp, rows, words)


def dispute(
    node: Node, actor: Actor, name: str, *, stamp: str, rows: Sequence[int] | None = None, words: str
) -> None:
    """Say of some rows, or of all, that it was not so; the words stand beside the report."""
    needs(words, "Say what was different; one sentence is enough.")
    _speak(node, actor, name, Name.DISPUTE, stamp, rows, words)


def withdraw(
    node: Node, actor: Actor, name: str, *, stamp: str, rows: Sequence[int] | None = None, words: str = ""
) -> None:
    """Take reported rows back; that wins over a confirmation that crosses it."""
    _speak(node, actor, name, Name.WITHDRAW, stamp, rows, words)


def answer(
    node: Node,
    actor: Actor,
    name: str,
    *,
    stamp: str,
    confirmed: Sequence[int] = (),
    disputed: Sequence[tuple[int, str]] = (),
) -> None:
    """Sign one's word on several rows in one act: what was so, and for each other row what was different."""
    require(actor.role, Right.REPORT)
    closed = _closed(node, actor, name)
    drafts = [_draft(actor, name, Name.CONFIRM, About(some), on=closed) for some in _parts(confirmed)]
    for row, words in disputed:
        needs(words, f"Say of row {row} what was different; one sentence is enough.")
        drafts.append(_draft(actor, name, Name.DISPUTE, About((row,)), on=closed, said=words))
    if not drafts:
        raise NothingSaid("Say of at least one row whether it was so.")
    node.write(actor, drafts, expects={name: stamp})


def state_of(node: Node, alliance: str, name: str) -> State:
    """Read a reported period as it stands; raises `NoSuchPeriod` when it has no entries."""
    sightings = node.read(alliance, name)
    if not sightings:
        raise NoSuchPeriod("There is no such report here. It may belong to another alliance.")
    return period_of(sightings).state


def offer_open_rows(node: Node, actor: Actor, rows: Sequence[tuple[Side, Terms]]) -> tuple[str, ...]:
    """Put open rows of a list on the table in one act: ours as offers, theirs as requests; returns their ids.

    `Side` is the actor's own: the performer offers, the customer asks.
    """
    if not 1 <= len(rows) <= MOST_AT_ONCE:
        raise NothingSaid(f"Choose one to {MOST_AT_ONCE} open rows at a time; these are {len(rows)}.")
    names, drafts = [], []
    for side, terms in rows:
        if side is Side.CUSTOMER and terms.stake is None:
            raise NothingSaid("Say how much hangs on what you ask for: low, medium or high.")
        saying = Saying.OFFER if side is Side.PERFORMER else Saying.REQUEST
        names.append(fresh("pr_"))
        move = move_of(actor, side, saying, facts=text_facts(node, actor, side, terms))
        drafts.append(draft_of(actor, names[-1], move))
    write(node, actor, drafts, {})
    return tuple(names)


def _speak(
    node: Node,
    actor: Actor,
    name: str,
    move: Name,
    stamp: str,
    rows: Sequence[int] | None,
    words: str,
) -> None:
    require(actor.role, Right.REPORT)
    closed = _closed(node, actor, name)
    parts = [None] if rows is None else _parts(rows)
    if not parts:
        raise NothingSaid("Choose at least one row.")
    drafts = [_draft(actor, name, move, About(part), on=closed, said=words) for part in parts]
    node.write(actor, drafts, expects={name: stamp})


def _closed(node: Node, actor: Actor, name: str) -> str:
    state = state_of(node, actor.alliance, name)
    if state.closed is None:
        legal(state, Move(id="", log=actor.log, name=Name.CONFIRM, facts=About()))
    return state.closed.id if state.closed else ""


def _parts(rows: Sequence[int]) -> list[tuple[int, ...]]:
    ordered = sorted(set(rows))
    return [
        tuple(ordered[start : start + MOST_ROWS_AN_ANSWER])
        for start in range(0, len(ordered), MOST_ROWS_AN_ANSWER)
    ]


def _draft(
    actor: Actor,
    name: str,
    kind: Name,
    facts: Period | Row | Closing | About,
    *,
    on: str | None = None,
    said: str = "",
) -> Draft:
    move = Move(id="", log=actor.log, name=kind, facts=facts, on=on, said=said.strip() or None)
    act, body = wire(move, name)
    return Draft(act=act, by=actor.by, body=encode(body) if body is not None else None)
