"""Two people asked to look at a promise, as its page shows it: both sentences with equal weight, and who has looked."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse

from troth.core.alliance import Right
from troth.core.promises import Look, look_of
from troth.core.values import Side
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, Whole
from troth.store.queries.teams import sponsors_of
from troth.web.promises.words import Act


def shown(seat: Seat, whole: Whole) -> SimpleNamespace | None:
    """This function will return what promises/look.html shows; nothing while nobody was asked."""
    look = look_of(whole.state)
    if look is None or not whole.state.status.in_force:
        return None
    order = sorted(Side, key=lambda side: whole.sides[side].colour)
    title = "Two people have looked at it" if look.is_over else "Two people are asked to look at it"
    return SimpleNamespace(title=title, sides=[_side(seat, whole, look, side) for side in order])


def whom(seat: Seat, whole: Whole) -> str:
    """This function will return who would be asked to look now, in a sentence."""
    named = sponsors_of(seat)
    people = [
        _asked(whole, side, named.get(whole.sides[side].log)) for side in (whole.mine, whole.mine.other)
    ]
    return f"{people[0]} and {people[1]} are asked."


def answers(whole: Whole) -> bool:
    """This function will say whether the other side has asked, and the reader's has not said its sentence yet."""
    look = look_of(whole.state)
    return look is not None and not look.is_over and whole.mine not in look.said


def _side(seat: Seat, whole: Whole, look: Look, side: Side) -> SimpleNamespace:
    said, looked = look.said.get(side), look.looked.get(side)
    mine = side is whole.mine
    return SimpleNamespace(
        side=whole.sides[side],
        person=whole.who(said) if said else None,
        words=said.said or "The words were erased." if said else "",
        at=said.at if said else None,
        asked=_asks(whole, look, side),
        looked_by=whole.who(looked) if looked else None,
        looked_at=looked.at if looked else None,
        looked_words=(looked.said or "") if looked else "",
        say=_page(seat, whole, "escalate", "Say yours in one sentence")
        if mine and said is None and not look.is_over and seat.may(Right.PROMISE)
        else None,
        acts=_acts(seat, whole, look, side) if mine and looked is None else [],
    )


def _asks(whole: Whole, look: Look, side: Side) -> str:
    found = _person(whole, side, look.sponsor(side))
    if found is not None and found.is_me:
        return "You are asked to look"
    said = _asked(whole, side, look.sponsor(side))
    return f"{said[:1].upper()}{said[1:]} is asked to look"


def _asked(whole: Whole, side: Side, pseudonym: str | None) -> str:
    found = _person(whole, side, pseudonym)
    if found is None:
        return f"a manager of {whole.sides[side].short}"
    return "you" if found.is_me else found.name


def _person(whole: Whole, side: Side, pseudonym: str | None) -> Someone | None:
    return whole.person(pseudonym, side) if pseudonym else None


def _acts(seat: Seat, whole: Whole, look: Look, side: Side) -> list[Act]:
    """For whoever is asked: one click, or a word with it."""
    found = _person(whole, side, look.sponsor(side))
    if not (found.is_me if found is not None else seat.may(Right.SPONSOR)):
        return []
    sent = reverse("promise_act", args=[seat.slug, whole.row.object])
    once = Act("Say that you have looked", sent, look="go", now=True, stamp=whole.state.stamp, move="looked")
    more = _page(seat, whole, "looked", "Add a word")
    return [once, more]


def _page(seat: Seat, whole: Whole, kind: str, label: str) -> Act:
    page = reverse("promise", args=[seat.slug, whole.row.object])
    return Act(label, f"{page}?act={kind}#desk", look="" if kind == "escalate" else "quiet")
