"""The date you would keep, beside the form in which somebody promises one: for their side alone, blocking nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Right
from troth.core.promises import movements
from troth.core.promises.forecast import Strip
from troth.core.promises.risk import Point
from troth.core.values import Side
from troth.store import private
from troth.store.queries.forecast import Advice, advice, doubt_about, kept_anew, put_away
from troth.store.queries.people import Seat
from troth.store.queries.promises import Whole, is_here, read_whole
from troth.web import live
from troth.web.days import MONTHS, say_long, say_number
from troth.web.figures.likely import Mark, likely
from troth.web.gate import in_alliance
from troth.web.promises import forms

SHARES = (
    (0.08, "Hardly any of this is"),
    (0.3, "A quarter of this is"),
    (0.42, "A third of this is"),
    (0.58, "Half of this is"),
    (0.71, "Two thirds of this is"),
    (0.85, "Three quarters of this is"),
    (1.0, "Nearly all of this is"),
)
ENOUGH_MOVED = 10
WHY = {
    Point.HIGH: "By your own record, dates like this one pass more often than three times in ten.",
    Point.DOUBLED: "By your own record, it is twice as likely to pass as when you promised it.",
    Point.NEARLY: "Nine tenths of the time are over.",
    Point.HALF_WAY: "Half of the time is over.",
}


@in_alliance(act=Right.PROMISE)
@require_POST
def dates(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will answer a day that is typed with the dates that would be kept, and its own chance."""
    about = request.GET.get("about", "")
    whole = read_whole(seat, about) if about else None
    strip = strip_of(seat, request.POST, whole if whole is None or performs(whole) else None)
    return render(request, "promises/strip.html", {"strip": strip})


@in_alliance(act=Right.PROMISE)
@require_POST
def stands(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep that a promise stands in spite of its risk, for the reader's own side."""
    if not is_here(seat, object):
        raise Http404
    put_away(seat, object)
    return redirect("promise", seat.slug, object)


def performs(whole: Whole) -> bool:
    """This function will say whether the reader's side performs a promise."""
    return whole.mine is Side.PERFORMER


def doubt_on(seat: Seat, whole: Whole) -> SimpleNamespace | None:
    """This function will return why a word to the partner may be worth while, for the performer's own side alone."""
    if not performs(whole) or whole.row.status != "agreed" or not seat.may(Right.PROMISE):
        return None
    found = doubt_about(seat, whole.row.object)
    if found is None:
        return None
    return SimpleNamespace(why=why(found.point), often=f"From here, its day passes {often(found.risk)}.")


def why(point: Point) -> str:
    """This function will return what makes a date doubtful, as a sentence."""
    return WHY[point]


def taken(data: QueryDict) -> QueryDict:
    """This function will return what was typed, with the date that a button of the strip asked for."""
    changed = data.copy()
    changed["due"] = data.get("take", "")
    if "then" in data:
        changed["then"] = "propose"
    return changed


def strip_of(seat: Seat, data: QueryDict, whole: Whole | None = None) -> SimpleNamespace | None:
    """This function will return what promises/strip.html shows for an intended day; None while there is none.

    `whole` is the promise whose date is set anew.
    """
    intended, due = _day(data.get("intended", "")), _day(data.get("due", ""))
    made = _today(seat, whole)
    if intended is None or intended < made:
        return None
    area = whole.row.area if whole is not None else data.get("area", "")
    project = data.get("project") == "on"
    found = advice(seat, made=made, intended=intended, area=area, project=project)
    return SimpleNamespace(
        svg=mark_safe(likely(found.strip, _marks(found.strip), _told(found.strip))),
        rests=_rests(found, seat, project=project),
        typed=_typed(found.strip, due),
        dates=_choices(found.strip, due, again=whole is not None),
        beyond=found.strip.nine is None,
        moved=_moved(seat, whole) if whole is not None else "",
    )


def first_choice(strip: SimpleNamespace | None) -> str:
    """This function will return the date that stands first in a strip, as a form holds it; empty where none does."""
    return str(strip.dates[0].value) if strip is not None and strip.dates else ""


def _day(said: str) -> date | None:
    try:
        return forms.as_day(forms.day().clean(said))
    except ValidationError:
        return None


def _today(seat: Seat, whole: Whole | None) -> date:
    zone = (whole.row.zone if whole is not None else "") or seat.person.zone
    return day_in(stamp_of(live.present()), zone)


def _marks(strip: Strip) -> list[Mark]:
    """The dates of a strip, each day once: with the best chance that it stands for."""
    found: dict[date, Mark] = {}
    for day, tenths, over in (
        (strip.even, 5, "aim for this"),
        (strip.eight, 8, ""),
        (strip.nine, 9, "promise this"),
    ):
        if day is not None:
            found[day] = Mark(day, tenths, over)
    return list(found.values())


def _told(strip: Strip) -> str:
    said = [f"by {_plain(mark.day)} in {mark.tenths} of 10 cases" for mark in _marks(strip)]
    return f"When this is likely done: {', '.join(said) or 'no date can be told'}."


def _plain(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _choices(strip: Strip, due: date | None, *, again: bool) -> Sequence[SimpleNamespace]:
    """The dates that one tap promises; nine in ten first, and where a date is set anew eight in ten."""
    offered = [(strip.nine, 9), (strip.eight, 8)]
    found: dict[date, int] = {}
    for day, tenths in offered:
        if day is not None and day not in found:
            found[day] = tenths
    rows = sorted(found.items(), key=lambda each: each[1] != (8 if again and 8 in found.values() else 9))
    return [
        SimpleNamespace(
            day=day,
            value=day.isoformat(),
            said=f"You would keep it {say_number(tenths)} times in ten",
            chosen=day == due,
        )
        for day, tenths in rows
    ]


def _typed(strip: Strip, due: date | None) -> str:
    """The chance of the date that stands in the form."""
    if due is None:
        return ""
    return f"{say_long(due, strip.made)}: you would keep it {often(strip.chance(due))}."


def often(chance: float) -> str:
    """This function will return a chance in words, of ten times."""
    tenths = round(chance * 10)
    if tenths >= 10:
        return "nearly always"
    if tenths <= 0:
        return "hardly ever"
    return "one time in ten" if tenths == 1 else f"{say_number(tenths)} times in ten"


def _rests(found: Advice, seat: Seat, *, project: bool) -> str:
    """What the dates rest on, and how much of them is one's own record."""
    firm = seat.organisation.short
    if project and not found.own and not found.house:
        return "First dates of whole projects are kept by few; this is what is usual elsewhere, not your own record."
    if not found.own and not found.house:
        return "Nothing of your own record is in this yet: it is what is usual elsewhere. It learns as you deliver."
    own = f"{_some(found.own)} of your own" if found.own else ""
    house = f"{_some(found.house) if not own else say_number(found.house)} of {firm}’s" if found.house else ""
    said = f"From {' and '.join(each for each in (own, house) if each)}."
    share = found.strip.own_share if found.own else found.strip.forecast.house_share
    whose = "your own record" if found.own else f"{firm}’s record"
    word = next(words for upto, words in SHARES if share <= upto)
    rest = f"{firm}’s, or what is usual elsewhere" if found.own and found.house else "what is usual elsewhere"
    return f"{said} {word} {whose}; the rest is {rest}."


def _some(count: int) -> str:
    return f"{say_number(count)} promise{'' if count == 1 else 's'}"


def _moved(seat: Seat, whole: Whole) -> str:
    """What the record says about dates that are set anew for the second and third time."""
    times = len([each for each in movements(whole.state) if each.days > 0])
    if times == 0:
        return "A date moved once, before it has passed, costs little trust. A second move costs more."
    kept, all_ = kept_anew(seat)
    if all_ >= ENOUGH_MOVED:
        return (
            f"Of {say_number(all_)} dates of {seat.organisation.short}’s that moved twice or more, "
            f"{say_number(kept)} were kept in the end. Choose one that you would keep."
        )
    return "Elsewhere, third dates are kept about one time in three. Choose one that you would keep."


def intend(seat: Seat, object_id: str, said: date | None, *, project: bool) -> None:
    """This function will keep the intended day of a promise that was just made."""
    if said is not None:
        private.intend(seat, object_id, said, project=project)
