"""Who may do what now with a promise: the reader's buttons, the other side's possibilities, what waits for a yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from troth.actions.days import moment_of
from troth.core.alliance import Right
from troth.core.promises import Move, Name, Relative, Status, Text, look_of, may
from troth.core.values import Side
from troth.store.queries.people import Seat
from troth.store.queries.promises import Around, Whole, colleagues, open_in_series
from troth.web.days import say_day, say_time
from troth.web.parted import who_left
from troth.web.promises.acting import date_after
from troth.web.promises.desks import base_facts
from troth.web.promises.story import said_by, text_of
from troth.web.promises.words import Act, first_name

# the kindest to the other side's time first; what is here twice is said in the words of whoever may do it
LOUD = (
    (Name.WARN, "warn", "Something came in between"),
    (Name.ACCEPT, "accept", "Accept, or say what is missing"),
    (Name.DELIVER, "deliver", "Say it is delivered"),
    (Name.ASK_STATUS, "ask_status", "Ask how it stands"),
    (Name.CHANGE, "change", "Propose another date or conditions"),
    (Name.PROGRESS, "progress", "Report progress"),
)
QUIET = (
    (Name.ESCALATE, "escalate", "Ask two people to look"),
    (Name.ASK_RELEASE, "ask_release", "Ask to be released"),
    (Name.RELEASE, "release", "Release {them} from it"),
    (Name.BREAK, "break", "Break it, with notice"),
    (Name.REASSIGN, "reassign", "Hand it to a colleague"),
)
THEIRS: Mapping[Name, str] = {
    Name.AGREE: "agree",
    Name.COUNTER: "propose it differently",
    Name.DECLINE: "decline",
    Name.WITHDRAW: "withdraw what they put",
    Name.WARN: "say that something came in between",
    Name.DELIVER: "say it is delivered",
    Name.ASK_STATUS: "ask how it stands",
    Name.CHANGE: "propose another date or conditions",
    Name.PROGRESS: "report progress",
    Name.ACCEPT: "accept it",
    Name.SEND_BACK: "send it back and name the condition that is not met",
    Name.ESCALATE: "ask two people to look",
    Name.ASK_RELEASE: "ask to be released",
    Name.RELEASE: "release you",
    Name.BREAK: "break it, with notice",
    Name.OFFER: "offer it",
    Name.REQUEST: "ask for it",
}


def choices(
    seat: Seat, whole: Whole, near: Around, today: date, *, yes_waits: bool = False
) -> dict[str, Any]:
    """This function will return what the reader may do, what the other side may do, and what waits on the table.

    `yes_waits` while a yes of the reader's side waits for a second signature: another is not said meanwhile.
    """
    able = seat.may(Right.PROMISE)
    names = may(whole.state, whole.mine) if able else frozenset()
    acts, quiet = _acts(seat, whole, names), _quiet(seat, whole, names)
    first = _date_acts(seat, whole, near, today) if able else []
    if first:
        acts = [*first, *(_plain(act) for act in acts)]
    return {
        "acts": acts,
        "quiet": quiet,
        "mine_words": _mine_words(seat, whole, near, acts, able),
        "theirs": theirs_of(whole, over=seat.parted is not None),
        "table": [
            _on_table(seat, whole, side, names, today, yes_waits=yes_waits)
            for side in Side
            if whole.state.table[side]
        ],
        "take_back": _take_back(seat, whole, names),
    }


def act_url(seat: Seat, whole: Whole) -> str:
    """This function will return where a promise's acts are sent."""
    return reverse("promise_act", args=[seat.slug, whole.row.object])


def _page(seat: Seat, whole: Whole, kind: str) -> str:
    page = reverse("promise", args=[seat.slug, whole.row.object])
    return f"{page}?act={kind}#desk"


def _plain(act: Act) -> Act:
    return Act(act.label, act.url, icon=act.icon)


def _acts(seat: Seat, whole: Whole, names: frozenset[Name]) -> list[Act]:
    found = [Act(label, _page(seat, whole, kind)) for name, kind, label in LOUD if name in names]
    if Name.WITHDRAW in names and not whole.state.status.in_force:
        found.append(Act("Say it differently", _page(seat, whole, "counter")))
    if whole.state.status is Status.NOTHING and names:
        found.append(Act("Put it again", _page(seat, whole, "counter")))
    if not whole.state.status.is_open and seat.may(Right.PROMISE):
        room = "new_promise" if whole.mine is Side.PERFORMER else "ask_promise"
        url = f"{reverse(room, args=[seat.slug])}?cites={whole.row.object}"
        found.append(Act("Make a new one that cites it", url))
    if found and Name.AGREE not in names:
        found[0] = Act(found[0].label, found[0].url, look="go")
    return found


def _quiet(seat: Seat, whole: Whole, names: frozenset[Name]) -> list[Act]:
    them, look = whole.sides[whole.mine.other].short, look_of(whole.state)
    shown = [name for name in QUIET if name[0] in names]
    if look is not None and whole.mine in look.said and not look.is_over:
        shown = [each for each in shown if each[0] is not Name.ESCALATE]
    if not colleagues(seat):
        shown = [each for each in shown if each[0] is not Name.REASSIGN]
    return [Act(label.format(them=them), _page(seat, whole, kind), look="quiet") for _, kind, label in shown]


def _date_acts(seat: Seat, whole: Whole, near: Around, today: date) -> list[Act]:
    """A date that follows another promise: prepared once that is accepted, asked for once it has ended otherwise."""
    if (
        base_facts(whole).due_day is not None
        or not whole.state.status.in_force
        or any(whole.state.table.values())
    ):
        return []
    due = date_after(whole)
    if due is not None and due >= today:
        label = f"Put the date: {say_day(due, today)}"
        return [
            Act(label, act_url(seat, whole), look="go", now=True, stamp=whole.state.stamp, move="put_date")
        ]
    ended = near.follows is not None and near.follows.status in ("released", "broken", "kept")
    return [Act("Put a date", _page(seat, whole, "change"), look="go")] if ended else []


def _mine_words(seat: Seat, whole: Whole, near: Around, acts: list[Act], able: bool) -> str:
    them = whole.sides[whole.mine.other].short
    if seat.parted is not None:
        return f"{who_left(seat)}; nothing more is signed here."
    if not able:
        return "You may read here. A member of your organisation may act, and so may whoever gives you that role."
    follows = near.follows
    if base_facts(whole).due_day is None and follows is not None and follows.status in ("released", "broken"):
        return f"“{follows.title}” has ended, so the date cannot follow it. Either side may put one."
    if whole.state.release_behind:
        return "A release crossed the delivery and waits behind it: if the delivery is sent back, the release stands."
    if whole.state.status is Status.DELIVERED and whole.mine is Side.PERFORMER:
        return f"It is {them}’s to say now whether it is done."
    if acts:
        return ""
    if whole.state.status is Status.PROPOSED and whole.state.table[whole.mine.other]:
        return "What waits for your answer is above."
    return f"Nothing for you to do now; {them} may."


def theirs_of(whole: Whole, *, over: bool = False) -> SimpleNamespace:
    """This function will return what the other side may do, in sentences; nothing once the alliance is over."""
    side = whole.mine.other
    row = whole.row.customer_person if side is Side.CUSTOMER else whole.row.performer_person
    party = whole.sides[side]
    person = first_name(row.name) if row and row.name else ""
    names = frozenset[Name]() if over else may(whole.state, side)
    may_do = [words for name, words in THEIRS.items() if name in names and not _needless(whole, name)]
    nothing = "Nothing more here; either side may make a new promise that cites it."
    if over:
        nothing = "Reads it, as you do."
    said = [f"May {_or(may_do)}."] if may_do else [nothing]
    if not over and whole.state.status is Status.AGREED and side is Side.CUSTOMER:
        said.append(
            "Once you say it is delivered, they accept it, met or exceeded, "
            "or send it back and name the condition that is not met."
        )
    if not over and whole.state.status is Status.AGREED and side is Side.PERFORMER:
        said.append("Once they say it is delivered, you accept it, or send it back and name what is missing.")
    return SimpleNamespace(title=f"{person}, for {party.short}" if person else party.short, sentences=said)


def _needless(whole: Whole, name: Name) -> bool:
    """Putting the same kind of text again is left out where answering is what is meant."""
    again = (
        name in (Name.OFFER, Name.REQUEST, Name.COUNTER) and whole.state.table[whole.mine.other] is not None
    )
    return name is Name.OFFER and Name.COUNTER in may(whole.state, whole.mine.other) or again


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}, or {words[-1]}"


def _on_table(
    seat: Seat, whole: Whole, side: Side, names: frozenset[Name], today: date, *, yes_waits: bool
) -> SimpleNamespace:
    text = whole.state.table[side]
    assert text is not None
    facts, by = text_of(text), whole.who(text)
    subject = "You" if by.is_me else by.given
    verb = {Name.OFFER: "offer", Name.REQUEST: "ask for", Name.COUNTER: "propose"}.get(text.name, "propose")
    verb = verb if by.is_me else {"ask for": "asks for"}.get(verb, f"{verb}s")
    what = "another date" if text.name is Name.CHANGE and _moves_day(whole, facts) else "a change"
    what = {Name.OFFER: "this", Name.REQUEST: "this", Name.COUNTER: "it differently"}.get(text.name, what)
    return SimpleNamespace(
        title=f"{subject} {verb} {what}",
        by=by,
        words=facts.words.words if facts.words else "",
        changes=changes_of(whole, facts, today),
        signed=f"signed for {by.short}",
        acts=_answers(seat, whole, side, names, yes_waits=yes_waits),
    )


def _moves_day(whole: Whole, facts: Text) -> bool:
    held = text_of(whole.state.text) if whole.state.text else Text()
    return held.due_day != facts.due_day


def changes_of(whole: Whole, facts: Text, today: date) -> list[SimpleNamespace]:
    """This function will return what a text changes of what is in force: what, as it was, as it would be."""
    held = text_of(whole.state.text) if whole.state.text else None
    was = held or Text()
    found = []
    if held is None or was.due_day != facts.due_day or was.zone != facts.zone:
        found.append(("Day", _day_of(was, today) if held else "", _day_of(facts, today)))
    ours, old = facts.words, was.words
    if ours and held is not None and (not old or ours.conditions != old.conditions):
        found.append(("Done means", "; ".join(old.conditions) if old else "", "; ".join(ours.conditions)))
    if ours and (not old or ours.owes != old.owes) and (ours.owes or old):
        found.append(("Needs", "; ".join(old.owes) if old else "", "; ".join(ours.owes) or "nothing more"))
    if facts.stake and was.stake not in (None, facts.stake):
        found.append(("Stake", was.stake.value if was.stake else "", facts.stake.value))
    return [SimpleNamespace(what=what, was=before, now=now) for what, before, now in found]


def _day_of(facts: Text, today: date) -> str:
    if facts.due_day is None:
        return _follows(facts.relative)
    return (
        f"{say_day(facts.due_day, today)}, end of the day, {facts.zone.rpartition('/')[2].replace('_', ' ')}"
    )


def _follows(relative: Relative | None) -> str:
    return f"{relative.days} days after another is accepted" if relative else "no date yet"


def _answers(seat: Seat, whole: Whole, side: Side, names: frozenset[Name], *, yes_waits: bool) -> list[Act]:
    if side is whole.mine:
        return (
            [Act("Withdraw it", _page(seat, whole, "withdraw"), look="quiet")]
            if Name.WITHDRAW in names
            else []
        )
    if Name.AGREE not in names:
        return []
    acts = [] if yes_waits else _yes(seat, whole)
    differently = "change" if whole.state.status.in_force else "counter"
    acts.append(Act("Propose it differently", _page(seat, whole, differently)))
    acts.append(Act("Decline", _page(seat, whole, "decline"), look="quiet"))
    return acts


def _yes(seat: Seat, whole: Whole) -> list[Act]:
    if whole.mine is Side.CUSTOMER and not whole.row.stake:
        return [Act("Agree, and say what is at stake", _page(seat, whole, "agree"), look="go")]
    sent = act_url(seat, whole)
    once = Act("Agree", sent, look="go", now=True, stamp=whole.state.stamp, move="agree")
    return [once, *_to_all(seat, whole, sent)]


def _to_all(seat: Seat, whole: Whole, sent: str) -> list[Act]:
    row = whole.row
    if row.series and row.status == "proposed":
        waiting = len(open_in_series(row, "c" if whole.mine is Side.PERFORMER else "p"))
        if waiting > 1:
            label = f"Agree to all {waiting} of the series"
            return [Act(label, sent, now=True, stamp=whole.state.stamp, move="agree_series")]
    return []


def _take_back(seat: Seat, whole: Whole, names: frozenset[Name]) -> SimpleNamespace | None:
    yes: Move | None = whole.state.agreed
    if Name.TAKE_BACK not in names or yes is None or whole.places[yes.id].settled:
        return None
    them, at = whole.sides[whole.mine.other].short, say_time(moment_of(yes.at), seat.person.zone)
    said = said_by(whole, yes, today=whole.calendar.day_of(yes.at, seat.person.zone))
    act = Act(
        "Take it back",
        act_url(seat, whole),
        icon="undo-2",
        small=True,
        now=True,
        stamp=whole.state.stamp,
        move="take_back",
    )
    words = f"{said} at {at}. A wrong click can be taken back as long as {them} has not built on it."
    return SimpleNamespace(words=words, act=act)
