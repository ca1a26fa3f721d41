"""The desk: the form of one act, open on its promise's page, kept as typed after a refusal and across days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from troth.actions.days import stamp_of
from troth.core.promises import Delivery, Move, Name, Text, may
from troth.core.promises.dates import proves
from troth.core.values import Side
from troth.store import private
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, colleagues, later_in_series, open_in_series
from troth.store.queries.rhythm import stands_now
from troth.web.arriving import Most
from troth.web.days import say_number
from troth.web.live import present
from troth.web.promises import dates, forms
from troth.web.promises.handed import most, waiting_of
from troth.web.promises.looking import answers, whom
from troth.web.promises.story import text_of


@dataclass(frozen=True)
class Kind:
    """One act's form, the moves of which it needs one to be possible, and the template that shows it."""

    form: type[forms.Said]
    needs: frozenset[Name]
    template: str


@dataclass
class Condition:
    """One condition as the customer judges it (see promises/acts/accept.html)."""

    text: str
    name: str
    met: bool | None


@dataclass
class Desk:
    """What promises/acts/base.html and the act's own template show."""

    kind: str
    template: str
    form: forms.Said
    stamp: str
    signs: str
    refusal: str = ""
    counter: bool = False
    asks_stake: bool = False
    holds: bool = False
    late: bool = False
    conditions: list[Any] = field(default_factory=list)
    owes: list[str] = field(default_factory=list)
    later: int = 0
    may_stand: bool = False
    possible: bool = True
    of_series: int = 0
    asks_late: bool = False
    done_on: date | None = None
    files: list[Any] = field(default_factory=list)
    file_faults: list[str] = field(default_factory=list)
    most: Most = field(default_factory=most)
    asked: str = ""
    answers: bool = False
    strip: Any = None
    may_intend: bool = False

    @property
    def later_words(self) -> str:
        """Say what the choice to change the later ones of a series means."""
        return (
            f"Also the {say_number(self.later)} after it in the series"
            if self.later > 1
            else "Also the one after it"
        )


TEXTS = frozenset({Name.OFFER, Name.REQUEST, Name.COUNTER, Name.CHANGE})


def _kind(name: Name, form: type[forms.Said]) -> Kind:
    return Kind(form, frozenset({name}), f"promises/acts/{name.value}.html")


KINDS: Mapping[str, Kind] = {
    "warn": _kind(Name.WARN, forms.Warned),
    "deliver": _kind(Name.DELIVER, forms.Delivered),
    "progress": _kind(Name.PROGRESS, forms.Told),
    "ask_status": _kind(Name.ASK_STATUS, forms.Said),
    "ask_release": _kind(Name.ASK_RELEASE, forms.Told),
    "release": _kind(Name.RELEASE, forms.Said),
    "break": _kind(Name.BREAK, forms.Told),
    "withdraw": _kind(Name.WITHDRAW, forms.Said),
    "decline": _kind(Name.DECLINE, forms.Said),
    "agree": _kind(Name.AGREE, forms.Agreed),
    "escalate": _kind(Name.ESCALATE, forms.Sentence),
    "looked": _kind(Name.LOOKED, forms.Said),
    "reassign": _kind(Name.REASSIGN, forms.Handed),
    "accept": _kind(Name.ACCEPT, forms.Judged),
    "change": Kind(forms.Changed, TEXTS, "promises/acts/change.html"),
    "counter": Kind(forms.Changed, TEXTS, "promises/acts/change.html"),
}
DATED = ("warn", "change", "counter")
STARTS = {"warn": {"then": "propose"}, "accept": {"outcome": "met"}}


def fits(kind: str, move: str) -> bool:
    """This function will say whether a form can hold what a move needs; no move yet, while rows are put and taken."""
    if kind not in KINDS or not move:
        return kind in KINDS
    own = {"send_back": "accept", "agree_series": "agree"}.get(move, move)
    return own in KINDS and KINDS[own].form is KINDS[kind].form


def opens(kind: str, whole: Whole) -> bool:
    """This function will say whether an act's form may be opened now by the reader's side."""
    known = KINDS.get(kind)
    return known is not None and bool(known.needs & may(whole.state, whole.mine))


def desk_of(
    seat: Seat, whole: Whole, kind: str, data: QueryDict | None = None, *, bound: bool = True
) -> Desk:
    """This function will return the form of an act: as sent, as kept in a draft, or as it begins."""
    known = KINDS[kind]
    if data is None:
        kept = private.draft_of(seat.person, draft_key(whole, kind))
        data, bound = (forms.query_of(kept), False) if kept else (None, False)
    people = colleagues(seat)
    more: dict[str, Any] = {"zones": zones_of(seat, whole)} if issubclass(known.form, forms.Changed) else {}
    begin = data if data is not None else forms.query_of({})
    initial = _initial(kind, whole, seat) | ({} if data is None else begin.dict())
    filled: dict[str, Any] = {"data": data} if bound else {"initial": initial}
    form = known.form(people=people, **filled, **more)
    desk = Desk(
        kind=kind,
        template=known.template,
        form=form,
        stamp=whole.state.stamp,
        signs=signs(seat, whole),
        counter=not whole.state.status.in_force,
        asks_stake=_asks_stake(kind, whole),
        holds=kind == "agree" and whole.row.performer_person_id is None and whole.mine is Side.PERFORMER,
        late=_came_after(whole),
        may_stand=bool(people),
        possible=opens(kind, whole),
        of_series=_of_series(whole) if kind == "agree" else 0,
        done_on=_named_day(whole),
        asks_late=kind == "accept" and _only_they_can_tell(whole),
        files=waiting_of(seat.person, whole.row.object) if kind == "deliver" else [],
        asked=whom(seat, whole) if kind == "escalate" else "",
        answers=kind == "escalate" and answers(whole),
    )
    _fill_lists(desk, whole, data)
    if kind in DATED and dates.performs(whole):
        _fill_strip(seat, desk, whole, begin)
    return desk


def _fill_strip(seat: Seat, desk: Desk, whole: Whole, data: QueryDict) -> None:
    """A date set anew begins, for the side that performs it, with the one that is kept eight times in ten."""
    typed = data.copy()
    if "intended" not in data and not desk.form.is_bound:
        meant = private.kept_about(seat, whole.row.object).intended
        typed["intended"] = "" if meant is None else meant.isoformat()
    desk.strip = dates.strip_of(seat, typed, whole)
    if desk.strip is not None and not desk.form.is_bound and "intended" not in data:
        begun = {"intended": typed["intended"], "due": dates.first_choice(desk.strip)}
        desk.form.initial = {**desk.form.initial, **begun}
        typed["due"] = dates.first_choice(desk.strip)
        desk.strip = dates.strip_of(seat, typed, whole)
    desk.may_intend = True


def draft_key(whole: Whole, kind: str) -> str:
    """This function will return the name under which a half-written act is kept for its writer alone."""
    return private.act_key(whole.row.object, kind)


def signs(seat: Seat, whole: Whole) -> str:
    """This function will return as whom and for whom an act is signed, and who sees it when."""
    mine, theirs = whole.sides[whole.mine], whole.sides[whole.mine.other]
    seen = (
        f"{theirs.short} sees it at once"
        if seat.opened
        else f"{theirs.short} sees it once both have confirmed"
    )
    return f"Signed as {seat.person.name or seat.person.email}, for {mine.short}. {seen}, and it stays in the record."


def base_text(whole: Whole) -> Move | None:
    """This function will return the text that a change or a counter begins with."""
    state, side = whole.state, whole.mine
    texts = [move for move in whole.moves if move.name.is_text]
    return state.text or state.table[side.other] or state.table[side] or (texts[-1] if texts else None)


def base_facts(whole: Whole) -> Text:
    """This function will return the facts of the text that a change begins with."""
    base = base_text(whole)
    return text_of(base) if base else Text()


def zones_of(seat: Seat, whole: Whole | None = None) -> list[tuple[str, str]]:
    """This function will return the places whose day may end a promise: both sides', the reader's, its own."""
    found: dict[str, str] = {}
    for side in seat.sides:
        found.setdefault(side.zone, side.place or side.zone)
    found.setdefault(seat.person.zone, seat.person.place or seat.person.zone)
    if whole is not None:
        own = base_facts(whole).zone
        found.setdefault(own, own.rpartition("/")[2].replace("_", " "))
    return list(found.items())


def stood_for(seat: Seat, whole: Whole) -> str:
    """This function will return who answers for a promise while they are away and the reader stands in; else empty."""
    row = whole.row
    mine = row.performer_person if whole.mine is Side.PERFORMER else row.customer_person
    if mine is None or mine.person_id in (None, seat.person.pk):
        return ""
    return mine.pseudonym if stands_now(seat.person, mine.person_id, present()) else ""


def _initial(kind: str, whole: Whole, seat: Seat) -> dict[str, Any]:
    begun: dict[str, Any] = {"stands": stood_for(seat, whole), **STARTS.get(kind, {})}
    if kind in ("change", "counter"):
        facts = base_facts(whole)
        begun |= {"due": facts.due_day, "zone": facts.zone, "stake": whole.row.stake}
    return begun


def _asks_stake(kind: str, whole: Whole) -> bool:
    if whole.mine is not Side.CUSTOMER:
        return False
    return kind in ("change", "counter") or (kind == "agree" and not whole.row.stake)


def _of_series(whole: Whole) -> int:
    """How many of a series wait for the same yes."""
    letter = "c" if whole.mine is Side.PERFORMER else "p"
    return len(open_in_series(whole.row, letter)) if whole.row.status == "proposed" else 0


def _came_after(whole: Whole) -> bool:
    row = whole.row
    return row.delivered_at is not None and row.due is not None and row.delivered_at > row.due


def _named_day(whole: Whole) -> date | None:
    delivery = whole.state.delivery
    return delivery.facts.done_on if delivery and isinstance(delivery.facts, Delivery) else None


def _only_they_can_tell(whole: Whole) -> bool:
    """Whether the record cannot prove if the delivery was in time, also once an answer given now has cited it."""
    delivery, held = whole.state.delivery, text_of(whole.state.text) if whole.state.text else Text()
    if delivery is None or held.due is None:
        return False
    if _named_day(whole) is not None and delivery.at > held.due:
        return True
    return not proves(replace(delivery, high=delivery.high or stamp_of(present())), held.due)


def _fill_lists(desk: Desk, whole: Whole, data: QueryDict | None) -> None:
    words = base_facts(whole).words
    if desk.kind == "accept":
        held = text_of(whole.state.text).words if whole.state.text else None
        desk.conditions = [
            Condition(text, f"met_{n}", _met(data, n))
            for n, text in enumerate(held.conditions if held else ())
        ]
    elif desk.kind in ("change", "counter"):
        typed = data is not None and "conditions" in data
        desk.conditions = (
            forms.rows_of(data, "conditions")
            if typed and data is not None
            else list(words.conditions if words else ()) or [""]
        )
        desk.owes = (
            forms.rows_of(data, "owes")
            if typed and data is not None
            else list(words.owes if words else ()) or [""]
        )
        desk.later = len(later_in_series(whole.row))


def _met(data: QueryDict | None, n: int) -> bool | None:
    said = data.get(f"met_{n}") if data is not None else None
    return {"1": True, "0": False}.get(str(said))
