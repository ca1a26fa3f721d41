"""A row of the outbox that tells somebody what waits for them, as one mail with one clear thing to do, in their time.

Where it can be answered with one click it carries buttons; see `troth.notify.answering` for what it shows and what not.
"""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from troth.actions.days import moment_of
from troth.notify import answering, stopping
from troth.notify.answering import Shown
from troth.notify.mail import letter
from troth.notify.mail.letter import Letter
from troth.notify.mail.sending import message_id, thread_of
from troth.notify.words import SAID, Words
from troth.store import rhythm
from troth.store.queries.notices import Notice, notice_of

LONGEST = 90
# Pages that are of one thing each; the others are of a whole alliance.
PLACES = (
    "promise", "objective", "statement", "concern", "interpretation", "survey", "clause", "difference", "area",
    "control", "meeting",
)  # fmt: skip
OTHERWISE = "To answer in another way, or to read all of it:"

# What a comment can be on, by how its id begins: its page, and what it is called without its title.
THINGS = {
    "pr": ("promise", "a promise"),
    "st": ("statement", "a statement"),
    "cn": ("concern", "a concern"),
    "df": ("difference", "a difference"),
}


def send(details: Mapping[str, object]) -> None:
    """This function will send the mail that a row asks for, unless whom it is for is here no more, or went away."""
    notice = None if rhythm.goes_elsewhere(details) else notice_of(details)
    if notice is not None:
        letter.send(letter_of(notice, details))


def letter_of(notice: Notice, details: Mapping[str, object]) -> Letter:
    """This function will return the mail: who did what, how it stands, what the reader may do, and when it was said."""
    person = int(str(details["person"]))
    key, today = str(details["key"]), moment_of(notice.at).astimezone(_zone(notice)).date()
    one = notice.count == 1 and bool(notice.object)
    seen = answering.shown(notice.seat, notice.act, notice.object, key=key, today=today) if one else Shown()
    reply_to, reply = "", ""
    if one:
        reply_to, reply = answering.reply_to(notice.seat, notice.act, notice.object, message=message_id(key))
    told = settings.TROTH_URL
    return Letter(
        to=notice.to,
        key=key,
        subject=subject(notice),
        name=notice.seat.name,
        lead=line_of(notice),
        may=seen.may or SAID[notice.act].may,
        page=way_to(notice),
        foot=_foot(notice),
        opening=f"{_who(notice)} {_did(notice, named=False)}" if seen.title else "",
        title=seen.title,
        facts=seen.facts,
        quotes=seen.quotes,
        buttons=seen.buttons,
        after=" ".join(filter(None, (reply, seen.after))),
        way=OTHERWISE if seen.buttons else "",
        settings=f"{told}{reverse('settings')}" if told else "",
        thread=thread_of(notice.slug, notice.object) if one else "",
        unsubscribe=stopping.unsubscribe_url(person, rhythm.sort_of(notice.act).value),
        reply_to=reply_to,
    )


def subject(notice: Notice) -> str:
    """This function will return who did what, short enough for a list of mails."""
    said = " ".join(line_of(notice).rstrip(".").split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def line_of(notice: Notice) -> str:
    """This function will return who did what, as a sentence."""
    return f"{_who(notice)} {_did(notice)}"


def _foot(notice: Notice) -> str:
    said = f"{moment_of(notice.at).astimezone(_zone(notice)):%A %-d %B, %H:%M}"
    place = notice.place or notice.zone.rpartition("/")[2].replace("_", " ")
    absent = f", standing in for {notice.absent}" if notice.absent else ""
    return f"For {notice.name}, {notice.firm}{absent}. {said} in {place}."


def _who(notice: Notice) -> str:
    return f"{notice.by} of {notice.by_firm}" if notice.by else notice.by_firm


def _did(notice: Notice, *, named: bool = True) -> str:
    did = SAID[notice.act].did
    return did.format(what=_what(notice)) if named else did.replace(": {what}", "").format(what="this")


def _what(notice: Notice) -> str:
    _, called = THINGS.get(notice.object.partition("_")[0], THINGS["pr"])
    one = f"“{notice.title}”" if notice.title else called
    return (
        one
        if notice.count == 1 or SAID[notice.act].place == "thing"
        else f"{notice.count} promises, among them {one}"
    )


def way_to(notice: Notice) -> str:
    """This function will return where the thing is: an address, or where to go in a node that does not know its own."""
    path = _path(notice, SAID[notice.act])
    return (
        f"{settings.TROTH_URL}{path}"
        if settings.TROTH_URL
        else f"Open Troth where you always do, and there {path}"
    )


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
