"""A row of the outbox that tells somebody what waits for them, as one plain mail with one link, in their own time.

It says who did what and the title of the promise, and nothing more of it: a mail is read by more eyes than a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from troth.actions.days import moment_of
from troth.notify import mail, stopping
from troth.notify.words import SAID, Words
from troth.store import rhythm
from troth.store.queries.notices import Notice, notice_of

LONGEST = 90
# Pages that are of one thing each; the others are of a whole alliance.
PLACES = (
    "promise", "objective", "statement", "concern", "interpretation", "survey", "clause", "difference", "area",
    "control", "meeting",
)  # fmt: skip

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
        mail.send(
            {
                "to": notice.to,
                "key": details["key"],
                "subject": subject(notice),
                "text": text(notice),
                "headers": stopping.headers(int(str(details["person"])), rhythm.sort_of(notice.act).value),
            }
        )


def subject(notice: Notice) -> str:
    """This function will return who did what, short enough for a list of mails."""
    said = " ".join(line_of(notice).rstrip(".").split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def line_of(notice: Notice) -> str:
    """This function will return who did what, as a sentence."""
    return f"{_who(notice)} {_did(notice)}"


def text(notice: Notice) -> str:
    """This function will return the mail: who did what, what the reader may do, where, and when it was said."""
    said = f"{moment_of(notice.at).astimezone(_zone(notice)):%A %-d %B, %H:%M}"
    place = notice.place or notice.zone.rpartition("/")[2].replace("_", " ")
    absent = f", standing in for {notice.absent}" if notice.absent else ""
    return (
        "\n\n".join(
            (
                line_of(notice),
                SAID[notice.act].may,
                way_to(notice),
                f"For {notice.name}, {notice.firm}{absent}. {said} in {place}.",
            )
        )
        + "\n"
    )


def _who(notice: Notice) -> str:
    return f"{notice.by} of {notice.by_firm}" if notice.by else notice.by_firm


def _did(notice: Notice) -> str:
    return SAID[notice.act].did.format(what=_what(notice))


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
