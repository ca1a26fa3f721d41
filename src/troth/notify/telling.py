"""A row of the outbox that tells somebody what waits for them, as one mail with one clear thing to do, in their time.

Where it can be answered with one click it carries buttons; see `troth.notify.answering` for what it shows and what not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.actions.days import moment_of
from troth.notify import answering, several, stopping
from troth.notify.answering import Shown
from troth.notify.mail import letter
from troth.notify.mail.letter import Letter
from troth.notify.mail.sending import message_id, thread_of
from troth.notify.newest import newest_of
from troth.notify.several import Several
from troth.notify.words import SAID, Words
from troth.store import rhythm
from troth.store.languages import moment_in, reading_in, sentences
from troth.store.queries.notices import Notice, notice_of

LONGEST = 90
# Pages that are of one thing each; the others are of a whole alliance.
PLACES = (
    "promise", "objective", "statement", "concern", "interpretation", "survey", "clause", "difference", "area",
    "control", "meeting",
)  # fmt: skip
OTHERWISE = _("To answer in another way, or to read all of it:")

# What a comment can be on, by how its id begins: its page, and what it is called without its title.
THINGS = {
    "pr": ("promise", _("a promise")),
    "st": ("statement", _("a statement")),
    "cn": ("concern", _("a concern")),
    "df": ("difference", _("a difference")),
}


def send(details: Mapping[str, object]) -> None:
    """This function will send the mail that a row asks for, unless whom it is for is here no more, or went away."""
    notice = None if rhythm.goes_elsewhere(details) else notice_of(details)
    if notice is not None:
        with reading_in(notice.seat.person.language):
            letter.send(letter_of(notice, details))


def letter_of(notice: Notice, details: Mapping[str, object]) -> Letter:
    """This function will return the mail: who did what, how it stands, what the reader may do, and when it was said."""
    person = int(str(details["person"]))
    key, today = str(details["key"]), moment_of(notice.at).astimezone(_zone(notice)).date()
    sent = _begun(notice, person=person, key=key)
    if notice.count > 1 and not notice.act.startswith("comment."):
        return _of_several(notice, sent, several.shown(notice, key=key, today=today))
    if not notice.object:
        return sent
    return _of_one(
        notice, sent, answering.shown(notice.seat, notice.act, notice.object, key=key, today=today)
    )


def _begun(notice: Notice, *, person: int, key: str) -> Letter:
    """What every letter says: who did what, where it is read, for whom it is, and what it is kept for."""
    told = settings.TROTH_URL
    return Letter(
        to=notice.to,
        key=key,
        subject=subject(notice),
        name=notice.seat.name,
        lead=line_of(notice),
        may=gettext(SAID[notice.act].may),
        page=way_to(notice),
        foot=_foot(notice),
        firm=notice.by_firm,
        colour=next((each.colour for each in notice.seat.sides if each.short == notice.by_firm), "a"),
        settings=f"{told}{reverse('settings')}" if told else "",
        newest=newest_of(notice.seat),
        unsubscribe=stopping.unsubscribe_url(person, rhythm.sort_of(notice.act).value),
    )


def _of_one(notice: Notice, sent: Letter, seen: Shown) -> Letter:
    reply_to, reply = "", ""
    if notice.count == 1:
        reply_to, reply = answering.reply_to(
            notice.seat, notice.act, notice.object, message=message_id(sent.key)
        )
    return replace(
        sent,
        may=seen.may or sent.may,
        opening=did_of(notice) if seen.title else "",
        title=seen.title,
        facts=seen.facts,
        quotes=seen.quotes,
        buttons=seen.buttons,
        after=sentences(reply, seen.after),
        way=gettext(OTHERWISE) if seen.buttons else "",
        thread=thread_of(notice.slug, notice.object) if notice.count == 1 else "",
        reply_to=reply_to,
    )


def _of_several(notice: Notice, sent: Letter, seen: Several) -> Letter:
    """One thing that has many dates, or many things with a link each and one way to all of them."""
    if seen.one:
        what = gettext("{what}, on {count} dates").format(what=_named(notice), count=notice.count)
        return replace(
            sent,
            subject=_cut(_line(notice, what)),
            lead=_line(notice, what),
            opening=_line(notice, what, named=False),
            title=seen.title,
            facts=seen.facts,
            buttons=seen.buttons,
            may=seen.may,
            page=to(reverse("promise", args=[notice.slug, seen.one])),
            after=gettext(answering.NOTHING_HAPPENS) if seen.buttons else "",
            way=gettext(OTHERWISE) if seen.buttons else "",
            thread=thread_of(notice.slug, seen.one),
        )
    if not seen.sections:
        return sent
    pressed = any(line.button for section in seen.sections for each in section.groups for line in each.lines)
    return replace(
        sent,
        lead=_line(notice, gettext("{count} promises").format(count=notice.count)),
        sections=seen.sections,
        page=seen.page or sent.page,
        look=seen.look,
        way=f"{seen.look}:",
        first=" · ".join(
            line.title for each in seen.sections for group in each.groups for line in group.lines
        ),
        after=gettext(answering.NOTHING_HAPPENS) if pressed else "",
    )


def subject(notice: Notice) -> str:
    """This function will return who did what, short enough for a list of mails."""
    return _cut(line_of(notice))


def line_of(notice: Notice) -> str:
    """This function will return who did what, as a sentence."""
    return _line(notice, _what(notice))


def did_of(notice: Notice) -> str:
    """This function will return who did what without naming the thing, where that stands beside it."""
    return _line(notice, _named(notice), named=False)


def _cut(line: str) -> str:
    said = " ".join(line.rstrip(".。").split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def _foot(notice: Notice) -> str:
    place = notice.place or notice.zone.rpartition("/")[2].replace("_", " ")
    when = capfirst(moment_in(moment_of(notice.at).astimezone(_zone(notice)), place))
    if notice.absent:
        said = gettext("For {name}, {firm}, while {absent} is away. {when}.")
        return said.format(name=notice.name, firm=notice.firm, absent=notice.absent, when=when)
    return gettext("For {name}, {firm}. {when}.").format(name=notice.name, firm=notice.firm, when=when)


def _who(notice: Notice) -> str:
    if not notice.by:
        return notice.by_firm
    return gettext("{name} of {firm}").format(name=notice.by, firm=notice.by_firm)


def _line(notice: Notice, what: str, *, named: bool = True) -> str:
    did = gettext(SAID[notice.act].did)
    did = did.format(what=what) if named else did.replace(": {what}", "").format(what=gettext("this"))
    return gettext("{who} {did}").format(who=_who(notice), did=did)


def _named(notice: Notice) -> str:
    _, called = THINGS.get(notice.object.partition("_")[0], THINGS["pr"])
    if not notice.title:
        return gettext(called)
    return gettext("“{title}”").format(title=notice.title.removesuffix(".").removesuffix("。"))


def _what(notice: Notice) -> str:
    one = _named(notice)
    of_one = notice.count == 1 or SAID[notice.act].place == "thing"
    if of_one:
        return one
    return gettext("{count} promises, among them {one}").format(count=notice.count, one=one)


def way_to(notice: Notice) -> str:
    """This function will return where the thing is: an address, or where to go in a node that does not know its own."""
    return to(_path(notice, SAID[notice.act]))


def to(path: str) -> str:
    """This function will return where a page is: an address, or how one gets there on a node without one."""
    if settings.TROTH_URL:
        return f"{settings.TROTH_URL}{path}"
    return gettext("Open Troth where you always do, and there {path}").format(path=path)


def _path(notice: Notice, words: Words) -> str:
    if words.place == "thing":
        page, _ = THINGS[notice.object.partition("_")[0]]
        return reverse(page, args=[notice.slug, notice.object]) + words.more
    if notice.count > 1:
        return reverse("today")
    if words.place in PLACES:
        return reverse(words.place, args=[notice.slug, notice.object]) + words.more
    return reverse(words.place, args=[notice.slug]) + words.more


def _zone(notice: Notice) -> ZoneInfo:
    return ZoneInfo(notice.zone)
