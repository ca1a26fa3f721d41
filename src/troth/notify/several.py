"""One mail that tells of several things: each of the first few with its day and one link, and one way to all of them.

What can be answered together on one page is; the dates of a series, which one yes answers, are one thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.core.promises import Text
from troth.notify import answering
from troth.notify.mail.parts import Button, Fact, Group, Line, Section
from troth.store.languages import listed
from troth.store.queries.mailed import PROMISES, SERIES, TEXT, Asked, entry_of, offered, thing_of
from troth.store.queries.notices import Notice
from troth.store.queries.promises import Whole, read_several

MOST_LINES = 5
TOGETHER = ("agree", "accept", "release")
TODAY = _("And {count} more, on your Today.")
BEHIND = _("And {count} more, on the page behind the button.")


@dataclass(frozen=True)
class Several:
    """What a letter of several things shows; `page` and `look` say where all of them are answered, where they can be.

    `one` is the first date of a series, where the letter is of nothing else.
    """

    title: str = ""
    facts: Sequence[Fact] = ()
    sections: Sequence[Section] = ()
    buttons: Sequence[Button] = ()
    may: str = ""
    page: str = ""
    look: str = ""
    one: str = ""


def shown(notice: Notice, *, key: str, today: date) -> Several:
    """This function will return what a mail of that key shows of all that it tells of, as it stands now."""
    seat = notice.seat
    if not seat.shared or not notice.things:
        return Several()
    named = [each for each in notice.things if each.startswith("pr_")]
    wholes = {whole.row.object: whole for whole in read_several(seat, named)}
    if wholes and _is_series(notice, list(wholes.values())):
        return _series(notice, list(wholes.values()), key=key, today=today)
    return _each(notice, wholes, key=key, today=today)


def _each(notice: Notice, wholes: Mapping[str, Whole], *, key: str, today: date) -> Several:
    units = _units(notice, wholes)
    lines = [line for unit in units[:MOST_LINES] if (line := _line(notice, wholes, unit, key, today))]
    page, look = _together(notice, list(wholes.values()))
    rest = notice.count - sum(len(unit) for unit in units[:MOST_LINES])
    more = gettext(BEHIND if page else TODAY).format(count=rest) if rest > 0 else ""
    return Several(
        sections=[Section(groups=[Group("", lines, more)])] if lines else [],
        page=page,
        look=look or gettext("See all {count}").format(count=notice.count),
    )


def _units(notice: Notice, wholes: Mapping[str, Whole]) -> list[list[str]]:
    """What is answered at once: the dates of one series together, anything else alone."""
    units: dict[str, list[str]] = {}
    for name in notice.things:
        series = wholes[name].row.series if name in wholes and PROMISES.get(notice.act) == TEXT else ""
        units.setdefault(series or name, []).append(name)
    return list(units.values())


def _line(
    notice: Notice, wholes: Mapping[str, Whole], unit: Sequence[str], key: str, today: date
) -> Line | None:
    seat, first = notice.seat, unit[0]
    thing = wholes.get(first) or thing_of(seat, first)
    if thing is None:
        return None
    asked = offered(seat, notice.act, thing)
    if len(unit) > 1 and (entry := entry_of(seat, thing, SERIES)):
        asked = [Asked(SERIES, first, entry)]
    said = gettext("A series of {count} dates").format(count=len(unit)) if len(unit) > 1 else ""
    return answering.line_of(seat, thing, asked, act=notice.act, key=key, today=today, said=said)


def _together(notice: Notice, wholes: Sequence[Whole]) -> tuple[str, str]:
    """The page on which all that still wait are answered, and what the button to it says."""
    act = next(iter(PROMISES.get(notice.act, ())), "")
    open_ = [each.row.object for each in wholes if act in TOGETHER and entry_of(notice.seat, each, act)]
    if len(open_) < 2 or not settings.TROTH_URL:
        return "", ""
    said = urlencode([("act", act), *(("promise", each) for each in open_)])
    look = gettext("See both and answer") if len(open_) == 2 else gettext("See all {count} and answer")
    page = f"{settings.TROTH_URL}{reverse('several', args=[notice.slug])}?{said}"
    return page, look.format(count=len(open_))


def _is_series(notice: Notice, wholes: Sequence[Whole]) -> bool:
    series = {whole.row.series for whole in wholes}
    whole = notice.count == len(wholes) == len(notice.things)
    return whole and len(series) == 1 and "" not in series and PROMISES.get(notice.act) == TEXT


def _series(notice: Notice, wholes: Sequence[Whole], *, key: str, today: date) -> Several:
    seat = notice.seat
    wholes = sorted(wholes, key=lambda each: each.row.series_index or 0)
    first, entry = wholes[0], entry_of(seat, wholes[0], SERIES)
    asked = [Asked(SERIES, first.row.object, entry)] if entry and settings.TROTH_URL else []
    buttons = answering.buttons(seat, first, asked, act=notice.act, key=key, today=today)
    all_ = gettext("Agree to all {count}").format(count=first.row.series_of or len(wholes))
    return Several(
        title=" ".join(first.row.title.split()),
        facts=_dates(wholes, today),
        buttons=[Button(all_, each.url, main=True) for each in buttons],
        may=gettext(
            "One yes answers all of them; each date is a promise of its own. On its page you can answer one by one."
        ),
        one=first.row.object,
    )


def _dates(wholes: Sequence[Whole], today: date) -> list[Fact]:
    days = [day for whole in wholes if (day := _day(whole)) is not None]
    if not days:
        return []
    said = [answering.plain(day, today) for day in days]
    rest = len(said) - MOST_LINES
    more = gettext("and {count} more, the last on {day}").format(count=rest, day=said[-1]) if rest > 0 else ""
    zone = _text(wholes[0]).zone.rpartition("/")[2].replace("_", " ")
    clock = gettext("{count} dates, by the clock of {place}").format(count=len(days), place=zone)
    return [
        Fact(gettext("A series"), clock),
        Fact(gettext("Dates"), listed(said[:MOST_LINES]), more),
    ]


def _day(whole: Whole) -> date | None:
    return _text(whole).due_day


def _text(whole: Whole) -> Text:
    put = whole.state.table[whole.mine.other] or whole.state.text
    return put.facts if put is not None and isinstance(put.facts, Text) else Text()
