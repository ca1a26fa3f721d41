"""What a mail shows of the thing it is about, and the buttons by which its reader answers without signing in.

A mail is read by more eyes than a page. So of a promise it shows the title and its days, of a warning the words of
whoever gives it, of a statement what was said and understood; conditions, stakes, deliveries and answers stay on pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.actions.comments import THINGS
from troth.actions.days import due_of, moment_of
from troth.core.promises import Name, Text
from troth.notify.mail.parts import Button, Fact, Line
from troth.store import mailasks, mailed
from troth.store.languages import day_of
from troth.store.queries.listening import Conversation
from troth.store.queries.mailed import STATEMENTS, Asked, offered, thing_of
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole

MOST_BUTTONS = 3
LONGEST = 120
# Whichever comes to pass is the one to press: nothing is asked for before the others.
NONE_CLEAR = ("promise.yours", "promise.handed", "promise.ask_status")
NOTHING_HAPPENS = _("A button opens a page where you confirm; nothing happens by opening this message.")
LABELS: Mapping[str, str] = {
    "agree": _("Agree"),
    "agree_series": _("Agree to all of them"),
    "counter": _("Propose it differently"),
    "decline": _("Decline"),
    "accept": _("Accept it"),
    "send_back": _("Say what is missing"),
    "release": _("Release {them} from it"),
    "deliver": _("Say it is delivered"),
    "warn": _("Something came in between"),
    "play_back": _("Say how I understand it"),
    "confirm": _("That is what I meant"),
    "correct": _("Not quite"),
    "answer": _("Answer now"),
    "tell": _("Tell how we see it"),
}
PLAYED_BACK = frozenset(
    {"statement.put", "statement.ask", "statement.correct", "concern.tell", "concern.correct"}
)
WARNED = frozenset({"promise.yours", "promise.doubt"})
# What one's own side says among itself: whoever replies means a colleague, and a comment is read by both sides.
INNER = frozenset({"second.asked", "second.declined", "promise.handed"})
REPLIES: Mapping[str, str] = {
    mailasks.COMMENT: _("Or reply to this e-mail: what you write stands there as a comment, for both sides."),
    mailasks.PLAY_BACK: _(
        "Or reply to this e-mail in your own words; they wait for you as a draft that one click sends."
    ),
    mailasks.WARN: _(
        "Or reply when something comes in between; your words wait as a draft that one click sends."
    ),
}


@dataclass(frozen=True)
class Shown:
    """The part of a letter that comes of how things stand when it is sent.

    `may` takes the place of what is said of every act of its kind, where more is known of what holds meanwhile.
    """

    title: str = ""
    facts: Sequence[Fact] = ()
    quotes: Sequence[tuple[str, str]] = ()
    buttons: Sequence[Button] = ()
    after: str = ""
    may: str = ""


def shown(seat: Seat, act: str, object_id: str, *, key: str, today: date) -> Shown:
    """This function will return what a mail of that key about one thing shows and asks of somebody, as it stands now.

    What they may not do, or what was answered meanwhile, is not asked; then nothing but the page is left.
    """
    thing = thing_of(seat, object_id) if seat.shared else None
    if thing is None:
        return Shown()
    asked = offered(seat, act, thing)[:MOST_BUTTONS] if settings.TROTH_URL else []
    made = buttons(seat, thing, asked, act=act, key=key, today=today)
    return Shown(
        title=_title(thing) if isinstance(thing, Whole) or act in STATEMENTS else "",
        facts=_facts(seat, thing, today) if isinstance(thing, Whole) else (),
        quotes=_quotes(seat, thing, act),
        buttons=made,
        after=gettext(NOTHING_HAPPENS) if made else "",
        may=_stands(thing, asked, today),
    )


def line_of(
    seat: Seat,
    thing: object,
    asked: Sequence[Asked],
    *,
    act: str,
    key: str,
    today: date,
    said: str = "",
    page: str = "",
) -> Line:
    """This function will return one of several things of a mail: its title, its days, and the one thing to do with it.

    Where nothing of it is `asked` of the reader, they are led to its `page`.
    """
    days = (
        [f"{each.label}: {each.value}" for each in _facts(seat, thing, today)]
        if isinstance(thing, Whole)
        else []
    )
    asked = asked[:1] if settings.TROTH_URL else []
    made = buttons(seat, thing, asked, act=act, key=key, today=today)
    return Line(
        title=short(_title(thing) or gettext("Its words were erased")),
        said=" · ".join(filter(None, (said, *days))),
        url="" if made else page,
        button=replace(made[0], main=False) if made else None,
    )


def short(words: str) -> str:
    """This function will return words in one line, cut where a list has no room for more."""
    said = " ".join(words.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def reply_to(seat: Seat, act: str, object_id: str, *, message: str) -> tuple[str, str]:
    """This function will return the address to which somebody replies to one mail, and what becomes of their words.

    Both are empty where nothing can become of them, and on a node that takes no replies.
    """
    becomes = becomes_of(act, object_id)
    if not becomes or not seat.shared:
        return "", ""
    address = mailasks.ask_for(seat.person, seat.party, object_id, becomes, message=message)
    return address, gettext(REPLIES[becomes]) if address else ""


def becomes_of(act: str, object_id: str) -> str:
    """This function will return what a reply to a mail of an act becomes; empty where a page alone can take it."""
    if act in PLAYED_BACK:
        return mailasks.PLAY_BACK
    if act in WARNED:
        return mailasks.WARN
    return mailasks.COMMENT if object_id.startswith(THINGS) and act not in INNER else ""


def buttons(
    seat: Seat, thing: object, asked: Sequence[Asked], *, act: str, key: str, today: date
) -> list[Button]:
    """This function will return a button for each thing that is asked, in the mail of that key."""
    ends = thing.row.due if isinstance(thing, Whole) and act == "promise.yours" else None
    day = moment_of(ends) if ends is not None else None
    made = zip(asked, mailed.make(seat.person, seat.party, asked, mail=key, day=day), strict=True)
    return [
        Button(
            _label(seat, thing, each, today),
            f"{settings.TROTH_URL}{reverse('mailed', args=[token])}",
            main=place == 0 and _is_clear(each, act),
        )
        for place, (each, token) in enumerate(made)
    ]


def _label(seat: Seat, thing: object, asked: Asked, today: date) -> str:
    day = proposed(thing)
    if asked.act == "agree" and day is not None:
        return gettext("Agree to {day}").format(day=plain(day, today))
    return gettext(LABELS[asked.act]).format(them=seat.partner_name)


def _is_clear(asked: Asked, act: str) -> bool:
    """Whether it is the one thing to do; a release is so only where it was asked for."""
    return act not in NONE_CLEAR and (asked.act != "release" or act == "promise.ask_release")


def _title(thing: object) -> str:
    if isinstance(thing, Whole):
        return " ".join(thing.row.title.split())
    if not isinstance(thing, Conversation) or not thing.row.words:
        return ""
    return gettext("“{title}”").format(title=thing.row.words)


def _facts(seat: Seat, whole: Whole, today: date) -> list[Fact]:
    """The days of a promise: the one in force, and the one that is proposed where it is another."""
    held = whole.state.text.facts if whole.state.text is not None else None
    table = whole.state.table[whole.mine.other]
    put = table.facts if table is not None else None
    facts = []
    if isinstance(held, Text) and held.due_day is not None:
        facts.append(_day(seat, gettext("Agreed date"), held, today))
    if isinstance(put, Text) and put.due_day is not None:
        if isinstance(held, Text) and held.due_day == put.due_day:
            return facts
        label = gettext("Proposed date") if held else gettext("By")
        facts.append(_day(seat, label, put, today, strong=True))
    return facts


def _day(seat: Seat, label: str, text: Text, today: date, *, strong: bool = False) -> Fact:
    assert text.due_day is not None
    place = text.zone.rpartition("/")[2].replace("_", " ")
    value, more = _long(text.due_day, today), ""
    if text.zone != seat.person.zone:
        ends = moment_of(due_of(text.due_day, text.zone) + 1).astimezone(ZoneInfo(seat.person.zone))
        own = seat.person.place or seat.person.zone.rpartition("/")[2].replace("_", " ")
        value = gettext("{day}, in {place}").format(day=value, place=place)
        more = gettext("until {hour} on {day} in {place}").format(
            hour=f"{ends:%H:%M}", day=_long(ends.date(), today), place=own
        )
    return Fact(label, value, more, strong=strong)


def proposed(thing: object) -> date | None:
    """This function will return the day that the other side proposes; None where it proposes none."""
    if not isinstance(thing, Whole):
        return None
    table = thing.state.table[thing.mine.other]
    return table.facts.due_day if table is not None and isinstance(table.facts, Text) else None


def _quotes(seat: Seat, thing: object, act: str) -> list[tuple[str, str]]:
    if isinstance(thing, Whole) and act == "promise.warn":
        warnings = [move for move in thing.moves if move.name is Name.WARN and move.side is thing.mine.other]
        return [("", warnings[-1].said)] if warnings and warnings[-1].said else []
    if not isinstance(thing, Conversation):
        return []
    current = thing.state.current
    if act == "statement.play_back" and current is not None and current.words:
        by = gettext("{name} understood").format(name=thing.who(current, seat).name)
        return [(by, current.words)]
    again = [each.answer for each in thing.state.rounds if each.answer is not None and each.answer.words]
    if act == "statement.correct" and again:
        return [(gettext("Said again"), again[-1].words or "")]
    return []


def _stands(thing: object, asked: Sequence[Asked], today: date) -> str:
    """What holds until the reader says yes, where something is agreed already."""
    held = thing.state.text.facts if isinstance(thing, Whole) and thing.state.text is not None else None
    if not any(each.act == "agree" for each in asked) or not isinstance(held, Text) or held.due_day is None:
        return ""
    said = gettext("You can agree, propose something else or decline. Until you agree, {day} stands.")
    return said.format(day=plain(held.due_day, today))


def plain(day: date, today: date) -> str:
    """This function will return `27 November`, with the year when it is another than today's."""
    return day_of(day, weekday=False, year=day.year != today.year)


def _long(day: date, today: date) -> str:
    return day_of(day, year=day.year != today.year)
