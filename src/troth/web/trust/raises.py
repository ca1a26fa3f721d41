"""What would raise one direction most: what is open now, each with the lower end before and after, and one act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from troth.core.alliance import Right
from troth.core.trust import Direction, Evidence, Facet, Share, Word, ahead, keeps_to_next, kept_ones
from troth.store.queries.people import Seat
from troth.store.queries.showing import Asks, Open
from troth.web.days import say_long, say_number
from troth.web.promises.words import Act
from troth.web.trust.words import ERASED, listed, thousandths

MOST = 3
FOUR = 4
SHORT = 60
TOGETHER = "together"


@dataclass(frozen=True)
class Raise:
    """One thing that would raise a direction: a title, a sentence, the lower end then, and what the reader may do."""

    title: str
    words: str
    after: float
    act: Act | None


@dataclass(frozen=True)
class Here:
    """What is looked at: a direction as it stands, what is open in it, and from where the reader looks.

    `relies` is the colour of the side that relies; `shares` hold those of statements that got no answer.
    """

    seat: Seat
    relies: str
    direction: Direction
    asks: Sequence[Asks]
    open: Open
    shares: Mapping[str, Share]
    today: date
    now: int

    @property
    def acts(self) -> bool:
        """Whether the reader is of the side that is relied on."""
        return self.seat.colour != self.relies

    @property
    def little(self) -> bool:
        """Whether no figure is told."""
        return self.direction.whole.word is Word.LITTLE

    def may(self, right: Right) -> bool:
        """Say whether the reader may do something here."""
        return self.seat.may(right) and self.seat.parted is None

    def from_to(self, there: Direction, said: str) -> str:
        """Say what something does to the lower end, or that there is a word then; `said` is how it comes about."""
        if there.whole.word is Word.LITTLE:
            return f"{said}, there is more to go on."
        if self.little:
            return f"{said}, the first word is {there.whole.says}."
        low, after = (thousandths(each.whole.opinion.low) for each in (self.direction, there))
        return f"{said}, the lower end goes from {low} to {after}."


def raises(here: Here) -> list[Raise]:
    """This function will return what would raise a direction most, the most first; only what does raise it, and what
    there is nothing of yet."""
    low = thousandths(here.direction.whole.opinion.low)
    known = here.direction.known
    found = [
        each
        for make in (_answers, _keeps, _accepts, _tells)
        for each in make(here)
        if here.little or thousandths(each.after) > low or (make is _tells and Facet.OPENNESS not in known)
    ]
    return sorted(found, key=lambda each: -each.after)[:MOST]


def _answers(here: Here) -> Iterator[Raise]:
    """The statements that wait to be played back, all of them on one day."""
    if not here.asks:
        return
    names = [f"{ask.object}:{Facet.LISTENING.value}" for ask in here.asks]
    coming = [Evidence(name, Facet.LISTENING, here.now, 1.0, batch=TOGETHER) for name in names]
    instead = [here.shares[name] for name in names if name in here.shares]
    there = ahead(here.direction, coming, here.now, instead=instead)
    count, one = len(here.asks), len(here.asks) == 1
    silent = all(ask.week is not None for ask in here.asks)
    what = "got no answer" if silent else "waits for an answer" if one else "wait for an answer"
    which = "the statement" if one else f"the {say_number(count)} statements"
    said = listed([_short(ask.words) for ask in here.asks[:2]])
    more = f" and {say_number(count - 2)} more" if count > 2 else ""
    slug = here.seat.slug
    page = (
        reverse("statement", args=[slug, here.asks[0].object]) if one else reverse("listening", args=[slug])
    )
    it = "it" if one else "them"
    act = Act(f"Look at {it}", page, small=True)
    if here.acts and here.may(Right.LISTEN):
        act = Act(f"Play {it} back", page, icon="ear", look="go", small=True)
    words = f"{said}{more}. {here.from_to(there, 'Confirmed')}"
    yield Raise(f"Play back {which} that {what}", words, there.whole.opinion.low, act)


def _keeps(here: Here) -> Iterator[Raise]:
    """So many more kept promises as the next word takes; four where no number of them brings it about."""
    told = keeps_to_next(here.direction, here.now)
    count, there = told or (FOUR, ahead(here.direction, kept_ones(FOUR, here.now), here.now))
    number = say_number(count)
    title = f"{number[:1].upper()}{number[1:]} more kept promise{'s' if count != 1 else ''}"
    words = here.from_to(there, "Of medium stake, each on a day of its own")
    if told and not here.little:
        words = f"{words[:-1]}: {there.whole.says}."
    yield Raise(title, f"{words} {_due(here)}".strip(), there.whole.opinion.low, _next(here))


def _due(here: Here) -> str:
    return f"The next is due on {say_long(here.open.day, here.today)}." if here.open.day else ""


def _next(here: Here) -> Act | None:
    slug = here.seat.slug
    if here.open.next:
        return Act("Look at it", reverse("promise", args=[slug, here.open.next]), small=True)
    if not here.may(Right.PROMISE):
        return None
    if here.acts:
        return Act("Make a promise", reverse("new_promise", args=[slug]), icon="plus", small=True)
    return Act("Ask for a promise", reverse("ask_promise", args=[slug]), icon="plus", small=True)


def _accepts(here: Here) -> Iterator[Raise]:
    """What is delivered and waits for the word of the side that relies."""
    count = here.open.delivered
    if not count:
        return
    there = ahead(here.direction, kept_ones(count, here.now), here.now)
    slug, one = here.seat.slug, count == 1
    page = reverse("promise", args=[slug, here.open.waits]) if one else _delivered(here)
    act = Act("Look at it" if one else "Look at them", page, small=True)
    if not here.acts and here.may(Right.PROMISE):
        page = f"{page}?act=accept#desk" if one else page
        act = Act("Accept, or say what is missing", page, look="go", small=True)
    more = f" and {say_number(count - 1)} more" if count > 1 else ""
    words = f"{_short(here.open.waits_title)}{more}. {here.from_to(there, 'Accepted')}"
    which = "what is delivered" if one else f"{say_number(count)} deliveries"
    yield Raise(f"Look at {which}", words, there.whole.opinion.low, act)


def _delivered(here: Here) -> str:
    side = "b" if here.relies == "a" else "a"
    return f"{reverse('promises', args=[here.seat.slug])}?state=delivered&side={side}"


def _tells(here: Here) -> Iterator[Raise]:
    """Bad news told before it is found; of the next promise, should something come in between."""
    there = ahead(here.direction, [Evidence("news", Facet.OPENNESS, here.now, 1.0)], here.now)
    first = Facet.OPENNESS not in here.direction.known
    said = "If something comes in between and is told in time"
    words = here.from_to(there, said)
    if first:
        begin = f" {_short(here.open.title)} could be the first." if here.open.next else ""
        rises = here.little or there.whole.opinion.low > here.direction.whole.opinion.low
        words = f"There is nothing on openness yet.{begin}" + (f" {words}" if rises else "")
    act = None
    if here.open.next:
        page = reverse("promise", args=[here.seat.slug, here.open.next])
        act = Act("Look at it", page, small=True)
        if here.acts and here.may(Right.PROMISE):
            act = Act("Something came in between", f"{page}?act=warn#desk", small=True)
    yield Raise("Bad news before it is found", words, there.whole.opinion.low, act)


def _short(words: str) -> str:
    if not words:
        return ERASED.rstrip(".")
    cut = words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} \u2026"
    return f"\u201c{cut.rstrip('.')}\u201d"
