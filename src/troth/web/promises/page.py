"""What the page of one promise shows; each part is put together here, and `promises/promise_live.html` lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.promises import Acceptance, Name, SentBack, Standing, Status, Text, standing
from troth.core.promises.dates import movements, timing
from troth.core.values import Side
from troth.store import private
from troth.store.models import Note, Promise
from troth.store.queries.people import Seat
from troth.store.queries.promises import Around, Someone, Whole, around
from troth.store.queries.surveys import listed_survey
from troth.web.comments import page as comments
from troth.web.days import say_day, say_days, say_short
from troth.web.promises import choices, dates, looking, raised, seconds, spoken
from troth.web.promises.desks import base_text, draft_key, opens
from troth.web.promises.handed import files_of
from troth.web.promises.hints import hints
from troth.web.promises.line import line_of
from troth.web.promises.story import crossed, history_of, seals_of, text_of
from troth.web.promises.surveyed import title_of
from troth.web.promises.words import CLOSED, STAKES, Chip, chip_of, distance, glyph_of, today_of
from troth.web.replies.waiting import warning_of
from troth.web.telling.views import about


@dataclass(frozen=True)
class Link:
    """A promise in the chain that this one stands in."""

    title: str
    url: str
    fine: str
    glyph: str
    this: bool = False


def context(seat: Seat, whole: Whole, now: int) -> dict[str, Any]:
    """This function will return everything that the page shows, except the desk, the news and the live tag."""
    row = whole.row
    today = today_of(row, now)
    facts = text_of(text) if (text := base_text(whole)) else Text()
    near = around(seat, whole, facts.cites)
    kept = private.kept_about(seat, row.object)
    mine, theirs = whole.sides[whole.mine], whole.sides[whole.mine.other]
    second = seconds.shown(seat, whole)
    return {
        "active": "promises",
        "mine": mine,
        "partner": theirs,
        "promise": _promise(seat, whole, facts, near),
        "chip": chip_now(whole, today),
        "dates": dates_of(whole, today),
        "moves": moved_of(whole, today),
        "line": line_of(whole, day_in(now, seat.person.zone)),
        "crossings": crossed(whole),
        "chain": chain_of(seat, whole, near, today),
        "series": _series(seat, whole, near),
        "private": SimpleNamespace(
            intended=kept.intended,
            notes=[_note(note) for note in kept.notes],
            may_intend=whole.mine is Side.PERFORMER,
        ),
        "history": history_of(seat, whole, today),
        "seals": seals_of(whole),
        "files": _files(seat, whole),
        "untold": about(seat, row.object),
        "second": second,
        "look": looking.shown(seat, whole),
        "said": spoken.said_on(seat, whole),
        "agreed_words": _agreed_words(seat, whole, facts),
        "doubt": dates.doubt_on(seat, whole),
        "raised": raised.raised_on(seat, row.object),
        "comments": comments.on(seat, row.object),
        "by_mail": _by_mail(seat, whole),
        **choices.choices(seat, whole, near, today, yes_waits=second.waits is not None),
    }


def _by_mail(seat: Seat, whole: Whole) -> SimpleNamespace | None:
    if not (seat.may(Right.PROMISE) and opens("warn", whole)):
        return None
    return warning_of(seat, whole.row.object, draft_key(whole, "warn"), whole.state.stamp)


def chip_now(whole: Whole, today: date) -> Chip:
    """This function will return the state as it reads on this day; what only time has brought about is said too."""
    row = whole.row
    found = standing(whole.state, today, whole.calendar)
    if row.status in ("agreed", "delivered") and found not in (
        Standing.ON_ITS_WAY,
        Standing.WAITS_FOR_ANSWER,
    ):
        said = found.value
        icon = "message-circle-more" if found is Standing.TOLD else "circle-dashed"
        return Chip(said[:1].upper() + said[1:], icon=icon)
    return chip_of(row, today)


def url_of(seat: Seat, object_id: str, ask: str = "") -> str:
    """This function will return the address of a promise's page; `ask` opens the form of that act on it."""
    page = reverse("promise", args=[seat.slug, object_id])
    return f"{page}?act={ask}#desk" if ask else page


def dates_of(whole: Whole, today: date) -> list[SimpleNamespace]:
    """This function will return first promised, moved, delivered, each with its day or a word for it."""
    row, changes = whole.row, movements(whole.state)
    first = "First promised" if whole.state.chain else "Asked for" if row.open_texts == "c" else "Offered for"
    shown = [
        SimpleNamespace(label=first, day=row.first_due_day, words="Waits for another", more=_place(whole))
    ]
    if changes:
        times = {1: "once", 2: "twice"}.get(len(changes), f"{len(changes)} times")
        shown[0].more = ""
        shown.append(
            SimpleNamespace(
                label=f"Moved {times}, agreed by both", day=row.due_day, words="", more=_place(whole)
            )
        )
    if row.expected_day and row.status == "agreed" and row.expected_day != row.due_day:
        shown.append(SimpleNamespace(label="Now expected", day=row.expected_day, words="", more=""))
    shown.append(_delivered(whole, today))
    return shown


def _place(whole: Whole) -> str:
    zone = whole.row.zone
    place = next((party.place for party in whole.sides.values() if party.zone == zone and party.place), "")
    return f", {place or zone.rpartition('/')[2].replace('_', ' ')}" if zone and whole.row.due_day else ""


def _delivered(whole: Whole, today: date) -> SimpleNamespace:
    row, found = whole.row, timing(whole.state, whole.calendar)
    if row.delivered_at is not None:
        day = day_in(row.delivered_at, row.zone or "UTC")
        more = ""
        if found is not None and found.days:
            more = f", {say_days(abs(found.days))} {'early' if found.days < 0 else 'after the date'}"
        return SimpleNamespace(label="Delivered", day=day, words="", more=more)
    words = "Not delivered" if row.status in CLOSED else "Not agreed yet"
    if row.status == "agreed":
        words = distance(row.due_day, today) if row.due_day else "Waits for its date"
    return SimpleNamespace(label="Delivered", day=None, words=words, more="")


def moved_of(whole: Whole, today: date) -> list[str]:
    """This function will return a sentence for each change of the day: how far, how early, why, who agreed when."""
    said = []
    for move in movements(whole.state):
        yes = whole.state.move(move.yes)
        way = "moved away" if move.days > 0 else "moved nearer"
        asked = day_in(move.proposed_at, whole.row.zone or "UTC")
        early = (move.was - asked).days
        told = (
            f"told {say_days(early)} ahead"
            if early > 0
            else "told on the day"
            if early == 0
            else "told after it"
        )
        why = f": “{move.words.rstrip('.')}”" if move.words else ""
        who = whole.who(yes)
        by = "you" if who.is_me else who.given
        agreed = say_short(day_in(move.agreed_at, whole.row.zone or "UTC"), today)
        said.append(
            f"{say_short(move.was, today)} to {say_short(move.now, today)}: {way} by {say_days(abs(move.days))}, "
            f"{told}{why}. {by[:1].upper()}{by[1:]} agreed on {agreed}."
        )
    return said


def chain_of(seat: Seat, whole: Whole, near: Around, today: date) -> list[Link]:
    """This function will return what this promise leans on, itself, and what leans on it; nothing when it is alone."""
    row = whole.row
    cited = [near.cites] if near.cites is not None else []
    if not near.before and not near.after and not cited:
        return []

    def link(each: Promise) -> Link:
        return Link(each.title, url_of(seat, each.object), _fine(each, today), glyph_of(each))

    this = Link(
        row.title,
        "",
        say_day(row.due_day, today) if row.due_day else "waits for its date",
        glyph_of(row),
        True,
    )
    return [*map(link, cited), *map(link, near.before), this, *map(link, near.after)]


def _fine(row: Promise, today: date) -> str:
    who = str(row.performer.organisation) if row.performer else ""
    if row.status == "kept":
        return f"{who}, kept"
    return f"{who}, {say_day(row.due_day, today)}" if row.due_day else who


def _promise(seat: Seat, whole: Whole, facts: Text, near: Around) -> SimpleNamespace:
    row, words = whole.row, facts.words
    sides = whole.sides
    stake = row.stake
    return SimpleNamespace(
        url=url_of(seat, row.object),
        object=row.object,
        number=row.number,
        title=row.title or "The words of this promise were erased.",
        direction=f"{sides[Side.PERFORMER].short} to {sides[Side.CUSTOMER].short}",
        performer=_holder(whole, Side.PERFORMER),
        customer=_holder(whole, Side.CUSTOMER),
        asked=row.status == "proposed" and row.open_texts == "c",
        offered=row.status in ("proposed", "nothing") and row.open_texts != "c",
        series=SimpleNamespace(place=f"{ordinal(row.series_index)} of {row.series_of}")
        if row.series_index
        else None,
        conditions=_conditions(whole, words.conditions if words else ()),
        owes=words.owes if words else (),
        words=_own_words(whole),
        links=[SimpleNamespace(url=link, words=link) for link in (words.links if words else ())],
        area=row.area,
        objective=_objective(seat, near, row.objective),
        stake=stake,
        stake_words=STAKES.get(stake, ""),
        stake_by=sides[Side.CUSTOMER].short if stake and row.agreed_at else "",
        after=_after(facts, near),
    )


def _conditions(whole: Whole, texts: tuple[str, ...]) -> list[SimpleNamespace]:
    """Each condition with what the customer said of it last, as long as no later delivery waits for an answer."""
    state = whole.state
    backs = [move for move in whole.moves if move.name is Name.SEND_BACK and move.id in state.counted]
    met: dict[int, bool] = {}
    if state.accepted is not None and isinstance(state.accepted.facts, Acceptance):
        met = dict(enumerate(state.accepted.facts.met))
    elif backs and state.status is Status.AGREED and isinstance(backs[-1].facts, SentBack):
        met = dict.fromkeys(backs[-1].facts.unmet, False)
    return [SimpleNamespace(text=text, met=met.get(n)) for n, text in enumerate(texts)]


def _own_words(whole: Whole) -> str:
    """What the performer wrote with their first text; the reasons of later changes stand in the history."""
    texts = (
        move
        for move in whole.moves
        if move.side is Side.PERFORMER and move.name in (Name.OFFER, Name.COUNTER)
    )
    said = (text_of(move).words for move in texts)
    return next((words.words for words in said if words and words.words), "")


def _holder(whole: Whole, side: Side) -> Someone:
    member = whole.row.performer_person if side is Side.PERFORMER else whole.row.customer_person
    return whole.person(member.pseudonym if member else None, side)


def ordinal(number: int) -> str:
    """This function will return a place in a series: `The 1st`, `The 22nd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"The {number}{ending}"


def _objective(seat: Seat, near: Around, served: str) -> SimpleNamespace | None:
    """What a promise serves: an objective, or the plan that both made of a pulse or a health check."""
    survey = listed_survey(seat, served) if served.startswith("bl_") else None
    if survey is not None:
        title = title_of(survey.instrument, survey.begun_at, seat.person.zone)
        url = reverse("survey", args=[seat.slug, survey.object])
        return SimpleNamespace(text=title, url=url, label="Made of")
    if near.objective is None:
        return None
    home = reverse("alliance", args=[seat.slug])
    url = f"{home}#objective-{near.objective.object}"
    return SimpleNamespace(text=near.objective.text, url=url, label="Objective it serves")


def _after(facts: Text, near: Around) -> str:
    if facts.relative is None:
        return ""
    named = f"“{near.follows.title}”" if near.follows else "another promise"
    return f"{say_days(facts.relative.days)[:1].upper()}{say_days(facts.relative.days)[1:]} after {named} is accepted"


def _series(seat: Seat, whole: Whole, near: Around) -> SimpleNamespace | None:
    row = whole.row
    if not row.series:
        return None
    done = sum(
        each.status == "kept" for each in near.series if (each.series_index or 0) < (row.series_index or 0)
    )
    before = (row.series_index or 1) - 1
    words = f"{ordinal(row.series_index or 1).lower()} of {row.series_of}"
    if before:
        words += f"; {done} of the {before} before it kept"
    return SimpleNamespace(
        title="The whole series",
        url=f"{reverse('promises', args=[seat.slug])}?series={row.series}",
        words=words,
    )


def _agreed_words(seat: Seat, whole: Whole, facts: Text) -> list[SimpleNamespace]:
    words = facts.words
    more = (*words.conditions, *words.owes) if words else ()
    return hints(seat, whole.row.title, _own_words(whole), *more)


def _files(seat: Seat, whole: Whole) -> list[SimpleNamespace]:
    """Every file that was handed over with a delivery, the newest first, with who gave it and when."""
    return [
        SimpleNamespace(**vars(file), by=whole.who(move), at=move.at)
        for move in reversed(whole.moves)
        for file in files_of(seat, move)
    ]


def _note(note: Note) -> SimpleNamespace:
    author = note.author.name if note.author else "A colleague"
    return SimpleNamespace(id=note.pk, author=author, words=note.words, at=note.at)
