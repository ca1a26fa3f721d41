"""From a sent form to a signed act: each move of a promise as its page says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from troth.actions import looking, promises
from troth.actions.days import day_in
from troth.actions.ports import Actor, Node
from troth.actions.promises import On, Terms
from troth.core.errors import Refusal
from troth.core.promises import NotOnTheTable, Text
from troth.core.values import Side, Stake
from troth.store import files, second, waiting_files
from troth.store.queries.people import Seat
from troth.store.queries.promises import (
    Whole,
    accepted_at,
    later_in_series,
    open_in_series,
    read_whole,
    stamps_of,
)
from troth.store.queries.teams import sponsors_of
from troth.web.promises.desks import Desk, base_facts
from troth.web.promises.forms import as_day, filled

WAITS = "Your yes waits for a second signature of {mine}. {theirs} reads that it waits, and nothing more."
NOTHING_TO_ANSWER = "Nothing of the other side waits for a yes here. Look at what is there now."


class SayWhich(Refusal):
    """A delivery is judged condition by condition."""


class NoDate(Refusal):
    """The promise whose acceptance would give the date has not been accepted."""


@dataclass(frozen=True)
class Doing:
    """One act about to be signed: by whom, on what, and what was filled in (no desk for a single click).

    `stands` is the colleague for whom it is done, by pseudonym, or empty.
    """

    node: Node
    seat: Seat
    stands: str
    whole: Whole
    on: On
    desk: Desk | None = None

    @cached_property
    def actor(self) -> Actor:
        """Whoever acts, introduced to the record by it: asked for by what is signed alone."""
        return acting_for(self.seat.actor(), self.stands)

    @property
    def said(self) -> Mapping[str, Any]:
        """What the form holds, once it is valid."""
        return self.desk.form.cleaned_data if self.desk else {}

    @property
    def words(self) -> str:
        """The person's own words with the act."""
        return str(self.said.get("words") or "")


def perform(doing: Doing, move: str) -> str:
    """This function will sign the act and return what to tell its maker; raises the `Refusal` of whoever refuses."""
    act, told = MOVES[move]
    said = act(doing)
    mine, theirs = doing.whole.sides[doing.whole.mine], doing.whole.sides[doing.whole.mine.other]
    return (said or told).format(mine=mine.short, theirs=theirs.short)


def acting_for(actor: Actor, stands: str) -> Actor:
    """This function will return the actor, standing for a colleague when one was named."""
    return replace(actor, stands_for=stands) if stands else actor


def terms_of(whole: Whole, facts: Text, *, due: date | None, **changed: Any) -> Terms:
    """This function will return the terms of a text with another day and what else is changed."""
    row, words = whole.row, facts.words
    people = {Side.PERFORMER: row.performer_person, Side.CUSTOMER: row.customer_person}
    own = people[whole.mine]
    named = {Side.PERFORMER: facts.performer, Side.CUSTOMER: facts.customer}
    named[whole.mine] = own.pseudonym if own else None
    held: dict[str, Any] = {
        "title": words.title if words else row.title,
        "zone": facts.zone,
        "conditions": words.conditions if words else (),
        "owes": words.owes if words else (),
        "stake": facts.stake or (Stake(row.stake) if row.stake else None),
        "area": words.area if words else "",
        "objective": facts.objective,
        "supports": facts.supports,
        "links": words.links if words else (),
        "performer": named[Side.PERFORMER],
        "customer": named[Side.CUSTOMER],
        "relative": facts.relative,
        "series": facts.series,
        "cites": facts.cites,
    }
    return Terms(due_day=due, **(held | changed))


def date_after(whole: Whole) -> date | None:
    """This function will return the day that a relative date has come to, once the promise it follows is accepted."""
    facts = base_facts(whole)
    if facts.relative is None or facts.due_day is not None:
        return None
    accepted = accepted_at(whole, facts.relative.after)
    if accepted is None:
        return None
    return day_in(accepted, facts.zone) + timedelta(days=facts.relative.days)


def _propose(doing: Doing) -> None:
    said, desk = doing.said, doing.desk
    facts = base_facts(doing.whole)
    due = as_day(said.get("due"))
    changed: dict[str, Any] = {"zone": said["zone"], "words": doing.words}
    if desk is not None:
        changed |= {"conditions": filled(desk.conditions), "owes": filled(desk.owes)}
    if said.get("stake"):
        changed["stake"] = Stake(said["stake"])
    terms = terms_of(doing.whole, facts, due=due, **changed)
    if not said.get("later"):
        promises.propose(doing.node, doing.actor, doing.on, terms)
        return
    _propose_onwards(doing, terms, facts, due)


def _propose_onwards(doing: Doing, terms: Terms, facts: Text, due: date | None) -> None:
    """Change this occurrence and the later ones that are still agreed, each moved by as many days as this one."""
    moved = due - facts.due_day if due and facts.due_day else timedelta()
    changes = {doing.on: terms}
    for row in later_in_series(doing.whole.row):
        other = read_whole(doing.seat, row.object)
        if other is None:
            continue
        own = base_facts(other)
        changes[On(row.object, other.state.stamp)] = replace(
            terms, due_day=own.due_day + moved if own.due_day else None, series=own.series, cites=own.cites
        )
    promises.propose_for_all(doing.node, doing.actor, changes)


def _put_date(doing: Doing) -> None:
    due = date_after(doing.whole)
    if due is None:
        raise NoDate("The promise it follows is not accepted yet. Choose a day instead.")
    promises.propose(
        doing.node, doing.actor, doing.on, terms_of(doing.whole, base_facts(doing.whole), due=due)
    )


def _agree(doing: Doing) -> str | None:
    text = doing.whole.state.table[doing.whole.mine.other]
    if text is None:
        raise NotOnTheTable(NOTHING_TO_ANSWER)
    return _say_yes(doing, {doing.on: text.id})


def _say_yes(doing: Doing, texts: Mapping[On, str]) -> str | None:
    """Sign it, or keep it until a second person signs it too; the text to tell in that case."""
    stake = Stake(doing.said["stake"]) if doing.said.get("stake") else None
    said = second.Ask(texts, stake, doing.words, doing.stands or None)
    return WAITS if second.say_yes(doing.seat, said, node=doing.node) else None


def _agree_series(doing: Doing) -> str | None:
    whole, seat = doing.whole, doing.seat
    letter = "c" if whole.mine is Side.PERFORMER else "p"
    states = stamps_of(seat, [row.object for row in open_in_series(whole.row, letter)])
    texts = {}
    for name, state in states.items():
        text = state.table[whole.mine.other]
        if text is not None:
            stamp = doing.on.stamp if name == doing.on.promise else state.stamp
            texts[On(name, stamp)] = text.id
    if not texts:
        raise NotOnTheTable(NOTHING_TO_ANSWER)
    return _say_yes(doing, texts)


def _on_own_text(doing: Doing) -> None:
    text = doing.whole.state.table[doing.whole.mine]
    promises.withdraw(doing.node, doing.actor, doing.on, text=text.id if text else "", words=doing.words)


def _on_their_text(doing: Doing) -> None:
    text = doing.whole.state.table[doing.whole.mine.other]
    promises.decline(doing.node, doing.actor, doing.on, text=text.id if text else "", words=doing.words)


def _warn(doing: Doing) -> None:
    said = doing.said
    due, then = as_day(said.get("due")), said.get("then")
    change = (
        terms_of(doing.whole, base_facts(doing.whole), due=due, words=doing.words)
        if then == "propose"
        else None
    )
    expect = {"propose": due, "expect": as_day(said.get("expect"))}.get(str(then))
    promises.warn(doing.node, doing.actor, doing.on, words=doing.words, expect=expect, change=change)


def _deliver(doing: Doing) -> None:
    link = str(doing.said.get("link") or "")
    done_on = as_day(doing.said.get("done_on"))
    if done_on is not None and done_on > day_in(doing.node.now(), base_facts(doing.whole).zone):
        raise SayWhich("It is said once it is done. Choose today or an earlier day, or leave it empty.")
    links = (link,) if link else ()
    person, alliance = doing.seat.person, doing.seat.alliance.pk
    handed = waiting_files.hand_over(person, doing.on.promise, alliance)
    try:
        promises.deliver(
            doing.node,
            doing.actor,
            doing.on,
            words=doing.words,
            links=links,
            files=handed,
            done_on=done_on,
        )
    except Refusal:
        files.forget_unnamed(alliance, [each.sha256 for each in handed])
        raise
    waiting_files.forget(person, doing.on.promise)


def _accept(doing: Doing) -> None:
    met = [condition.met for condition in doing.desk.conditions] if doing.desk else []
    if None in met:
        raise SayWhich("Say of each condition whether it is met.")
    if False in met:
        raise SayWhich(
            f"Condition {met.index(False) + 1} is marked as not met. Send it back for that, or mark it as met."
        )
    in_time = doing.said.get("in_time")
    if doing.desk and doing.desk.asks_late and not in_time:
        raise SayWhich("Say whether it was in time; the record alone cannot tell.")
    promises.accept(
        doing.node,
        doing.actor,
        doing.on,
        met=tuple(bool(one) for one in met),
        exceeded=doing.said.get("outcome") == "exceeded",
        late={"yes": False, "no": True}.get(str(in_time)) if doing.desk and doing.desk.asks_late else None,
        words=doing.words,
    )


def _send_back(doing: Doing) -> None:
    conditions = doing.desk.conditions if doing.desk else []
    unmet = tuple(n for n, condition in enumerate(conditions) if condition.met is False)
    promises.send_back(doing.node, doing.actor, doing.on, unmet=unmet, words=doing.words)


def _take_back(doing: Doing) -> None:
    promises.take_back(doing.node, doing.actor, doing.on, yes=doing.whole.state.terms or "")


def _hand_over(doing: Doing) -> None:
    person = str(doing.said["person"])
    promises.hand_over(doing.node, doing.actor, doing.on, person=person, words=doing.words)


def _ask_to_look(doing: Doing) -> None:
    looking.ask_to_look(
        doing.node, doing.actor, doing.on, words=doing.words, sponsors=sponsors_of(doing.seat)
    )


def _plainly(act: Callable[..., None]) -> Callable[[Doing], None]:
    return lambda doing: act(doing.node, doing.actor, doing.on, words=doing.words)


MOVES: Mapping[str, tuple[Callable[[Doing], str | None], str]] = {
    "change": (_propose, "Proposed. What was agreed stands until {theirs} says yes."),
    "counter": (_propose, "Proposed. It is {theirs}’s turn now."),
    "put_date": (_put_date, "The date is proposed to {theirs}."),
    "agree": (_agree, "Agreed. {theirs} knows."),
    "agree_series": (_agree_series, "Agreed, each of them. {theirs} knows."),
    "withdraw": (_on_own_text, "Withdrawn."),
    "decline": (_on_their_text, "Declined. {theirs} knows."),
    "take_back": (_take_back, "Taken back. Both see that it was."),
    "warn": (_warn, "{theirs} knows now, from you."),
    "progress": (_plainly(promises.report_progress), "Told {theirs}."),
    "ask_status": (_plainly(promises.ask_how_it_stands), "Asked {theirs}."),
    "deliver": (_deliver, "Said. It is kept once {theirs} has accepted it."),
    "accept": (_accept, "Accepted: the promise is kept."),
    "send_back": (_send_back, "Sent back. {theirs} knows what is missing."),
    "ask_release": (_plainly(promises.ask_release), "Asked. The promise stands until {theirs} answers."),
    "release": (_plainly(promises.release), "Released. Nobody has broken anything."),
    "break": (_plainly(promises.break_with_notice), "Told {theirs}. The promise has ended by your word."),
    "escalate": (_ask_to_look, "Said. Two people are asked to look, one of each side."),
    "looked": (_plainly(looking.say_looked), "Said. {theirs} sees that you have looked."),
    "reassign": (_hand_over, "Handed on. {theirs} sees who answers now."),
}
ONE_CLICK = frozenset({"agree", "agree_series", "take_back", "put_date", "looked"})
DESK_OF = {"send_back": "accept"}
