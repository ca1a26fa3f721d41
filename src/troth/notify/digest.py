"""The letter of a day: what was held for it, what needs its reader, and once a week the week of each alliance.

As plain text, in the reader's own time, and only when there is something to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from troth.actions.rhythm import Sort
from troth.notify import mail, stopping
from troth.notify.telling import line_of, way_to
from troth.store.queries.letters import Letter, letter_of, was_sent
from troth.store.queries.people import Seat
from troth.store.queries.today import Kind, Need
from troth.store.queries.week import BECAME, Half, Week

MOST_NEEDS = 12
MOST_OF_A_SIDE = 6
LONGEST = 120
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
NEEDED: Mapping[Kind, str] = {
    Kind.SECOND: "a colleague’s yes waits for your signature too",
    Kind.SENTENCE: "two people are asked to look; your side’s sentence is missing",
    Kind.SPONSOR: "you are asked to look at it",
    Kind.RELEASE: "{them} asks to be released",
    Kind.STATUS: "{them} asks how it stands",
    Kind.SENT_BACK: "{them} sent it back",
    Kind.CHANGE: "{them} proposes a change",
    Kind.PASSED: "the date has passed; no word yet",
    Kind.LOOK: "{them} says that it is delivered",
    Kind.ANSWER: "it waits for your answer",
    Kind.DATE: "its date can be put now",
    Kind.DOUBT: "is a word to {them} worth while? Only your side is asked",
    Kind.DUE: "you promised it",
    Kind.ASK: "{them} promised it; the date has passed, no word yet",
}


ALSO: Mapping[str, tuple[str, str]] = {
    "heard": ("a statement", "statements"),
    "raised": ("a concern", "concerns"),
    "asked": ("a pulse or health check", "pulses or health checks"),
    "met": ("a part of a meeting", "parts of meetings"),
    "joint": ("a word on how you work together", "words on how you work together"),
}


def send(details: Mapping[str, object]) -> None:
    """This function will send the letter that a row asks for, when there is something in it."""
    letter = letter_of(details, timezone.now())
    if letter is None:
        return
    if not letter.empty:
        person = letter.reader.person
        mail.send(
            {
                "to": person.email,
                "key": f"letter-{person.pk}-{letter.day}",
                "subject": subject(letter),
                "text": text(letter),
                "unsubscribe": stopping.unsubscribe_url(person.pk, Sort.LETTER.value),
            }
        )
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


def text(letter: Letter) -> str:
    """This function will return the letter as plain text."""
    parts = [*_said(letter), *_needs(letter)]
    for seat, week in letter.weeks:
        parts += _week(seat, week, letter.day)
    person, now = letter.reader.person, timezone.now().astimezone(ZoneInfo(letter.reader.person.zone))
    place = person.place or person.zone.rpartition("/")[2].replace("_", " ")
    ends = f"For {person}, {letter.reader.organisation}. {_day(now.date())}, {now:%H:%M} in {place}."
    parts.append(f"{ends}\nWhich mails you get, and when: {_address(reverse('settings') + '#reaches')}")
    return "\n\n".join(parts) + "\n"


def _said(letter: Letter) -> list[str]:
    if not letter.said:
        return []
    lines = [f"- {line_of(notice)}\n  {way_to(notice)}" for notice in letter.said]
    more = [f"And {letter.more} more, on your Today."] if letter.more else []
    return ["WHAT WAS SAID", *lines, *more]


def _needs(letter: Letter) -> list[str]:
    if not letter.needs and not letter.also:
        return []
    lines = [_need(need) for need in letter.needs[:MOST_NEEDS]]
    rest = len(letter.needs) - MOST_NEEDS
    lines += [f"And {rest} more promises."] if rest > 0 else []
    if letter.also:
        said = [
            ALSO[kind][0] if count == 1 else f"{count} {ALSO[kind][1]}" for kind, count in letter.also.items()
        ]
        lines.append(f"- {'Also' if letter.needs else 'On your Today'}: {', '.join(said)}.")
    return ["WHAT NEEDS YOU", *lines, f"All of it: {_address(reverse('today'))}"]


def _need(need: Need) -> str:
    row = need.row
    when = f", for {_day(row.due_day)}" if row.due_day else ""
    page = reverse("promise", args=[need.seat.slug, row.object])
    said = NEEDED[need.kind].format(them=need.seat.partner_name)
    return f"- {_title(row.title)}{when}: {said}.\n  {_address(page)}"


def _week(seat: Seat, week: Week, today: date) -> list[str]:
    page = reverse("week", args=[seat.slug]) + f"?of={week.first.isoformat()}"
    parts = [f"THE WEEK OF {seat.name.upper()}, {_day(week.first)} to {_day(week.last)}"]
    parts += [_half(half) for half in week.halves]
    return [*parts, f"On one page, as both sides see it: {_address(page)}"]


def _half(half: Half) -> str:
    lines = [f"  - {_title(each.row.title)}: {became(each.acts)}" for each in half.became[:MOST_OF_A_SIDE]]
    lines += _rest(len(half.became))
    lines = lines or ["  Nothing changed on their promises."]
    if half.coming:
        lines.append("  Next:")
        lines += [
            f"  - {_title(row.title)}, for {_day(row.due_day)}"
            for row in half.coming[:MOST_OF_A_SIDE]
            if row.due_day
        ]
        lines += _rest(len(half.coming))
    return "\n".join([f"What {half.side.short} promised", *lines])


def became(acts: Iterable[str]) -> str:
    """This function will return what became of a promise in a week: `delivered, accepted`."""
    return ", ".join(BECAME[act] for act in acts)


def _rest(count: int) -> list[str]:
    return [f"  And {count - MOST_OF_A_SIDE} more."] if count > MOST_OF_A_SIDE else []


def _title(words: str) -> str:
    said = " ".join(words.split())
    if not said:
        return "A promise whose words were erased"
    return f"“{said}”" if len(said) <= LONGEST else f"“{said[: LONGEST - 1].rstrip()}…”"


def _count(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _day(day: date | datetime) -> str:
    return f"{day:%A %-d %B}"


def _address(path: str) -> str:
    return f"{settings.TROTH_URL}{path}" if settings.TROTH_URL else path
