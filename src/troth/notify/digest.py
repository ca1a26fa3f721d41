"""The letter of a day: what was held for it, what needs its reader, and once a week the week of each alliance.

In the reader's own time, and only when there is something to say; what one press answers carries its button.
"""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_noop as _

from troth.actions.rhythm import Pace, Sort
from troth.notify import stopping
from troth.notify.digested import seats_of, sections_of
from troth.notify.mail import letter as mails
from troth.notify.newest import newest_of
from troth.notify.telling import to
from troth.store import rhythm
from troth.store.languages import IN_WORDS, OTHERWISE, moment_in, reading_in, sentences
from troth.store.queries.letters import Letter, letter_of, was_sent

COMES = {
    Pace.DAILY: _("It comes on each morning on which you work, when there is something to say."),
    Pace.WEEKLY: _("It comes once a week, when there is something to say."),
}
HELD = _("It holds what you wanted to hear together.")
CHOOSE = _("Daily, weekly or not at all: you choose.")


def send(details: Mapping[str, object]) -> None:
    """This function will send the letter that a row asks for, when there is something in it."""
    letter = letter_of(details, timezone.now())
    if letter is None:
        return
    if not letter.empty:
        with reading_in(letter.reader.person.language):
            mails.send(mail_of(letter))
    was_sent(letter)


def subject(letter: Letter) -> str:
    """This function will return what the letter is about: what needs its reader comes first."""
    if letter.needs or letter.also:
        count = len(letter.needs) + sum(letter.also.values())
        return ngettext("{count} thing needs you", "{count} things need you", count).format(
            count=_count(count)
        )
    if letter.said:
        count = len(letter.said) + letter.more
        return ngettext("{count} thing was said", "{count} things were said", count).format(
            count=_count(count)
        )
    if len(letter.weeks) > 1:
        return gettext("The week in your alliances")
    return gettext("The week with {firm}").format(firm=letter.weeks[0][0].partner_name)


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
        page=to(reverse("today")),
        look=gettext("Open your Today"),
        way=gettext("All of it, on your Today:") if told else "",
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
    whom = gettext("For {name}, {firm}. {when}.").format(
        name=person, firm=letter.reader.organisation, when=capfirst(moment_in(now, place))
    )
    return sentences(whom, gettext(comes), gettext(CHOOSE))


def _count(count: int) -> str:
    """A number that begins a line; in words in English, where they begin a sentence as they are."""
    in_words = count < len(IN_WORDS) and (get_language() or OTHERWISE) == OTHERWISE
    return capfirst(IN_WORDS[count]) if in_words else str(count)
