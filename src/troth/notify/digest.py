"""The letter of a day: what was held for it, what needs its reader, and once a week the week of each alliance.

In the reader's own time, and only when there is something to say; what one press answers carries its button.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from troth.actions.rhythm import Pace, Sort
from troth.notify import stopping
from troth.notify.digested import seats_of, sections_of
from troth.notify.mail import letter as mails
from troth.notify.newest import newest_of
from troth.store import rhythm
from troth.store.queries.letters import Letter, letter_of, was_sent

COMES = {
    Pace.DAILY: "It comes on each morning on which you work, when there is something to say.",
    Pace.WEEKLY: "It comes once a week, when there is something to say.",
}
HELD = "It holds what you wanted to hear together."
CHOOSE = "Daily, weekly or not at all: you choose."
NUMBERS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


def send(details: Mapping[str, object]) -> None:
    """This function will send the letter that a row asks for, when there is something in it."""
    letter = letter_of(details, timezone.now())
    if letter is None:
        return
    if not letter.empty:
        mails.send(mail_of(letter))
    was_sent(letter)


def subject(letter: Letter) -> str:
    """This function will return what the letter is about: what needs its reader comes first."""
    if letter.needs or letter.also:
        count = len(letter.needs) + sum(letter.also.values())
        return f"{_count(count)} {'thing needs' if count == 1 else 'things need'} you"
    if letter.said:
        count = len(letter.said) + letter.more
        return f"{_count(count)} {'thing was' if count == 1 else 'things were'} said"
    seat, _ = letter.weeks[0]
    return f"The week with {seat.partner_name}" if len(letter.weeks) == 1 else "The week in your alliances"


def mail_of(letter: Letter) -> mails.Letter:
    """This function will return the letter as it is sent: each alliance by itself, and one way to all of it."""
    person, key = letter.reader.person, f"letter-{letter.reader.person.pk}-{letter.day}"
    sections = sections_of(letter, key=key)
    seats = list(seats_of(letter).values())
    alone = seats[0] if len(seats) == 1 else None
    told = settings.TROTH_URL
    titles = [line.title for section in sections for group in section.groups for line in group.lines]
    return mails.Letter(
        to=person.email,
        key=key,
        subject=subject(letter),
        name=alone.name if alone else str(letter.reader.organisation),
        lead=subject(letter),
        sections=sections,
        page=f"{told}{reverse('today')}"
        if told
        else f"Open Troth where you always do, and there {reverse('today')}",
        look="Open your Today",
        way="All of it, on your Today:" if told else "",
        first=" · ".join(titles),
        foot=_foot(letter),
        settings=f"{told}{reverse('settings')}#reaches" if told else "",
        newest=newest_of(alone) if alone else None,
        unsubscribe=stopping.unsubscribe_url(person.pk, Sort.LETTER.value),
    )


def _foot(letter: Letter) -> str:
    person, now = letter.reader.person, timezone.now().astimezone(ZoneInfo(letter.reader.person.zone))
    place = person.place or person.zone.rpartition("/")[2].replace("_", " ")
    comes = COMES.get(Pace(rhythm.of(person).letter), HELD)
    return (
        f"For {person}, {letter.reader.organisation}. {_day(now)}, {now:%H:%M} in {place}. {comes} {CHOOSE}"
    )


def _count(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _day(day: datetime) -> str:
    return f"{day:%A %-d %B}"
