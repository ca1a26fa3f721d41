"""A promise answered by a link in a mail: what its page asks, and the act, by the same desk and rules as its own page.

Nothing that its person keeps for themselves (drafts, an intended day, files that wait) is shown or used here, but for
what they answered by mail, where the link is the one that sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.http import QueryDict

from troth.actions import promises
from troth.actions.days import day_in
from troth.actions.ports import Changed
from troth.actions.promises import On
from troth.core.promises import Name
from troth.core.values import Side
from troth.store.node import StoreNode
from troth.store.queries.mailed import SERIES, TAKE_BACK
from troth.store.queries.promises import Whole
from troth.web.days import say_plain
from troth.web.mailed.asking import Question, Unfit
from troth.web.mailed.facts import facts_of, proposed
from troth.web.mailed.here import Here
from troth.web.promises.acting import Doing, SayWhich, perform
from troth.web.promises.desks import Desk, desk_of
from troth.web.promises.forms import as_day, query_of
from troth.web.promises.story import text_of
from troth.web.promises.views import happened
from troth.web.promises.words import today_of

FIELDS = {"send_back": "accept", SERIES: "agree"}
DESKS = {**FIELDS, TAKE_BACK: "looked"}  # nothing is filled in to take a yes back
EMPTY = "intended="  # the day that is kept for oneself is not filled in


def question(here: Here, data: QueryDict | None = None, *, refusal: str = "") -> Question:
    """This function will return what the page asks; `data` is what was sent and could not be taken."""
    whole = _whole(here)
    desk = _desk(here, whole, data)
    today = today_of(whole.row, StoreNode().now())
    head, button = _words(here, whole, today)
    return Question(
        head=head,
        button=button,
        fields=f"mailed/fields/{FIELDS.get(here.link.act, here.link.act)}.html",
        stamp=whole.state.stamp,
        shown={
            "title": whole.row.title or "The words of this promise were erased.",
            "facts": facts_of(here.seat, whole, today, act=here.link.act),
            "conditions": _conditions(whole) if here.known else (),
            "desk": desk,
            "form": desk.form,
            "says": _says(here, whole),
        },
        refusal=refusal,
    )


def act(here: Here, data: QueryDict) -> str:
    """This function will sign what the page asks and return what its maker is told; raises `Unfit` or a `Refusal`."""
    whole = _whole(here)
    desk = _desk(here, whole, data)
    on = On(whole.row.object, data.get("stamp", ""))
    if on.stamp != whole.state.stamp:
        raise Unfit(question(here, data, refusal=happened(here.seat, whole, on.stamp)), changed=True)
    if not desk.form.is_valid():
        raise Unfit(question(here, data))
    doing = Doing(StoreNode(), here.seat, "", whole, on, desk)
    try:
        return DOES[here.link.act](doing, data)
    except Changed:
        now = question(here, data, refusal=happened(here.seat, _whole(here), on.stamp))
        raise Unfit(now, changed=True) from None


def performs(here: Here) -> bool:
    """This function will say whether it is for the reader's side to do what is promised."""
    return _whole(here).mine is Side.PERFORMER


def _whole(here: Here) -> Whole:
    assert isinstance(here.thing, Whole)
    return here.thing


def _kind(here: Here, whole: Whole) -> str:
    if here.link.act == "counter":
        return "change" if whole.state.status.in_force else "counter"
    return DESKS.get(here.link.act, here.link.act)


def _desk(here: Here, whole: Whole, data: QueryDict | None) -> Desk:
    begin = query_of(here.written) if here.written else QueryDict(EMPTY)
    return desk_of(here.seat, whole, _kind(here, whole), data or begin, bound=data is not None)


def _judge(doing: Doing, data: QueryDict) -> str:
    return perform(doing, "send_back" if data.get("move") == "send_back" else "accept")


def _counter(doing: Doing, data: QueryDict) -> str:
    if as_day(doing.said.get("due")) is None:
        raise SayWhich("Choose the day that you propose.")
    return perform(doing, "counter")


def _deliver(doing: Doing, data: QueryDict) -> str:
    """Without files: those that wait on the promise's page are handed over there."""
    done_on, link = as_day(doing.said.get("done_on")), str(doing.said.get("link") or "")
    if done_on is not None and done_on > day_in(doing.node.now(), doing.whole.row.zone or "UTC"):
        raise SayWhich("It is said once it is done. Choose today or an earlier day, or leave it empty.")
    promises.deliver(
        doing.node,
        doing.actor,
        doing.on,
        words=doing.words,
        links=(link,) if link else (),
        done_on=done_on,
    )
    return f"Said. It is kept once {doing.whole.sides[doing.whole.mine.other].short} has accepted it."


def _plainly(move: str) -> Callable[[Doing, QueryDict], str]:
    return lambda doing, data: perform(doing, move)


DOES: Mapping[str, Callable[[Doing, QueryDict], str]] = {
    "agree": _plainly("agree"),
    SERIES: _plainly(SERIES),
    TAKE_BACK: _plainly(TAKE_BACK),
    "counter": _counter,
    "decline": _plainly("decline"),
    "warn": _plainly("warn"),
    "deliver": _deliver,
    "accept": _judge,
    "send_back": _judge,
    "release": _plainly("release"),
}


def _words(here: Here, whole: Whole, today: date) -> tuple[str, str]:
    """The question of the page, and what its button says."""
    theirs, due = whole.sides[whole.mine.other].short, proposed(whole).due_day
    day = f" to {say_plain(due, today)}" if due is not None else ""
    said = {
        "agree": (
            "Agree to the change?" if whole.state.status.in_force else f"Agree to what {theirs} proposes?",
            f"Agree{day}",
        ),
        TAKE_BACK: ("Take your yes back?", "Take it back"),
        SERIES: (f"Agree to all that {theirs} proposes?", "Agree to all of them"),
        "counter": ("Propose another day?", f"Propose it to {theirs}"),
        "decline": ("Decline?", "Decline"),
        "warn": ("Something came in between?", f"Tell {theirs} now"),
        "deliver": ("Is it delivered?", "Say it is delivered"),
        "accept": ("Accept it, or say what is missing", "Accept"),
        "send_back": ("Accept it, or say what is missing", "Accept"),
        "release": (f"Release {theirs} from it?", f"Release {theirs}"),
    }
    return said[here.link.act]


def _says(here: Here, whole: Whole) -> list[tuple[str, str]]:
    """What the other side wrote: a warning stands in the mail too; everything else is for whoever is known here."""
    spoken = [move for move in whole.moves if move.side is whole.mine.other]
    told: list[tuple[str, str]] = []
    for move in spoken[-2:]:
        put = text_of(move).words
        words = move.said or (put.words if put is not None else "")
        if words and (here.known or move.name is Name.WARN):
            told.append((whole.who(move).given, words))
    return list(dict.fromkeys(told))


def _conditions(whole: Whole) -> tuple[str, ...]:
    """What has to be so for it to count as done: of what is proposed, else of what is agreed."""
    table = whole.state.table[whole.mine.other] or whole.state.text
    words = text_of(table).words if table is not None else None
    return words.conditions if words is not None else ()
