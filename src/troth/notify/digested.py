"""What stands in a letter of a day, alliance by alliance: what needs its reader, what was said, and the week.

None of what somebody wrote is in it but the titles of promises; what that is, its page says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.notify import answering
from troth.notify.mail.parts import Button, Group, Line, Section
from troth.notify.telling import did_of, line_of, way_to
from troth.store.languages import day_of, listed, sentences
from troth.store.queries.letters import Letter
from troth.store.queries.mailed import offered, thing_of
from troth.store.queries.notices import Notice
from troth.store.queries.people import Seat
from troth.store.queries.pressing import asked_for
from troth.store.queries.today import Kind, Need
from troth.store.queries.week import BECAME, Half, Week

MOST_NEEDS = 12
MOST_OF_A_SIDE = 6
NEEDED: Mapping[Kind, str] = {
    Kind.SECOND: _("a colleague’s yes waits for your signature too"),
    Kind.SENTENCE: _("two people are asked to look; your side’s sentence is missing"),
    Kind.SPONSOR: _("you are asked to look at it"),
    Kind.RELEASE: _("{them} asks to be released"),
    Kind.STATUS: _("{them} asks how it stands"),
    Kind.SENT_BACK: _("{them} sent it back"),
    Kind.CHANGE: _("{them} proposes a change"),
    Kind.PASSED: _("the date has passed; no word yet"),
    Kind.LOOK: _("{them} says that it is delivered"),
    Kind.ANSWER: _("it waits for your answer"),
    Kind.DATE: _("its date can be put now"),
    Kind.DOUBT: _("is a word to {them} worth while? Only your side is asked"),
    Kind.DUE: _("you promised it"),
    Kind.ASK: _("{them} promised it; the date has passed, no word yet"),
}


ALSO: Mapping[str, tuple[str, str]] = {
    "heard": (_("a statement"), _("{count} statements")),
    "raised": (_("a concern"), _("{count} concerns")),
    "asked": (_("a pulse or health check"), _("{count} pulses or health checks")),
    "met": (_("a part of a meeting"), _("{count} parts of meetings")),
    "joint": (_("a word on how you work together"), _("{count} words on how you work together")),
}


def sections_of(letter: Letter, *, key: str) -> list[Section]:
    """This function will return each alliance by itself, in the order of what is most pressing; then all the rest."""
    seats = seats_of(letter)
    shown = letter.needs[:MOST_NEEDS]
    weeks = {seat.slug: week for seat, week in letter.weeks}
    sections = [
        _section(
            seat,
            [each for each in shown if each.seat.slug == slug],
            [each for each in letter.said if each.seat.slug == slug],
            weeks.get(slug),
            day=letter.day,
            key=key,
        )
        for slug, seat in seats.items()
    ]
    rest = _rest_of(letter)
    return [*sections, Section(groups=[Group("", more=rest)])] if rest else sections


def seats_of(letter: Letter) -> Mapping[str, Seat]:
    """This function will return where what a letter tells of is, by the name of each alliance."""
    seats = [each.seat for each in letter.needs] + [each.seat for each in letter.said]
    return {seat.slug: seat for seat in (*seats, *(seat for seat, _ in letter.weeks))}


def became(acts: Iterable[str]) -> str:
    """This function will return what became of a promise in a week: `delivered, accepted`."""
    return listed(gettext(BECAME[act]) for act in acts)


def _section(
    seat: Seat, needs: Sequence[Need], said: Sequence[Notice], week: Week | None, *, day: date, key: str
) -> Section:
    """A promise that needs its reader is told once, by whoever did something on it."""
    by_object = {
        each.object: each for each in said if each.count == 1 and not each.act.startswith("comment.")
    }
    needed = {each.row.object for each in needs}
    others = [each for each in said if by_object.get(each.object) is not each or each.object not in needed]
    groups = []
    if needs:
        lines = [_need(each, by_object.get(each.row.object), key=key) for each in needs]
        groups.append(Group(gettext("What needs you"), lines))
    if others:
        lines = [_said(each, day=day, key=key) for each in others]
        groups.append(Group(gettext("What was said"), lines))
    link = None
    if week is not None:
        groups += _week(week)
        page = reverse("week", args=[seat.slug]) + f"?of={week.first.isoformat()}"
        if settings.TROTH_URL:
            link = Button(gettext("The week on one page, as both sides see it"), _address(page))
    return Section(seat.name, groups, link)


def _need(need: Need, notice: Notice | None, *, key: str) -> Line:
    row, found = need.row, asked_for(need)
    said = gettext(NEEDED[need.kind]).format(them=need.seat.partner_name)
    button, due = None, row.due_day
    if found is not None and settings.TROTH_URL:
        thing, asked = found
        button = answering.buttons(need.seat, thing, [asked], act="", key=key, today=need.today)[0]
        due = answering.proposed(thing) or due if need.kind is Kind.ANSWER else due
    page = reverse("promise", args=[need.seat.slug, row.object])
    return Line(
        title=_title(row.title),
        said=did_of(notice).rstrip(".。") if notice is not None else said,
        day=_for(due) if due else "",
        url=_address(page),
        button=replace(button, main=False) if button else None,
    )


def _said(notice: Notice, *, day: date, key: str) -> Line:
    """What was held; what asks for an answer that needs no page has its button."""
    seat, button = notice.seat, None
    thing = thing_of(seat, notice.object) if notice.count == 1 and notice.object and seat.shared else None
    asked = offered(seat, notice.act, thing)[:1] if settings.TROTH_URL else []
    if asked:
        button = answering.buttons(seat, thing, asked, act=notice.act, key=key, today=day)[0]
    return Line(
        title=line_of(notice),
        url=way_to(notice) if settings.TROTH_URL else "",
        button=replace(button, main=False) if button else None,
    )


def _week(week: Week) -> list[Group]:
    return [
        Group(
            gettext("The week, {first} to {last}").format(first=day_of(week.first), last=day_of(week.last))
        ),
        *(_half(half) for half in week.halves),
    ]


def _half(half: Half) -> Group:
    lines = [Line(_title(each.row.title), became(each.acts)) for each in half.became[:MOST_OF_A_SIDE]]
    coming = [row for row in half.coming if row.due_day][:MOST_OF_A_SIDE]
    return Group(
        gettext("What {firm} promised").format(firm=half.side.short),
        lines,
        _more(len(half.became)) if lines else gettext("Nothing changed on their promises."),
        [Line(_title(row.title), day=_for(row.due_day)) for row in coming if row.due_day],
        _more(len(half.coming)),
    )


def _rest_of(letter: Letter) -> str:
    """What stands beside promises, and what there was no room for, in a sentence or two."""
    said = []
    left = len(letter.needs) - MOST_NEEDS
    if left > 0:
        said.append(gettext("And {count} more promises need you.").format(count=left))
    if letter.more:
        said.append(gettext("And {count} more things were said.").format(count=letter.more))
    if letter.also:
        also = listed(gettext(ALSO[kind][n != 1]).format(count=n) for kind, n in letter.also.items())
        where = gettext("Also: {what}.") if letter.needs else gettext("On your Today: {what}.")
        said.append(where.format(what=also))
    return sentences(*said)


def _more(count: int) -> str:
    left = count - MOST_OF_A_SIDE
    return gettext("And {count} more.").format(count=left) if left > 0 else ""


def _title(words: str) -> str:
    if not words.strip():
        return gettext("A promise whose words were erased")
    return gettext("“{title}”").format(title=answering.short(words).removesuffix(".").removesuffix("。"))


def _for(day: date) -> str:
    return gettext("for {day}").format(day=day_of(day))


def _address(path: str) -> str:
    return f"{settings.TROTH_URL}{path}" if settings.TROTH_URL else ""
