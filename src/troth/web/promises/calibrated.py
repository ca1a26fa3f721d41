"""How well a firm knows its own dates: of those that would have been advised, how many were kept."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from troth.actions.days import day_in, stamp_of
from troth.core.promises.calibration import FEWEST, Calibration, Held
from troth.store.queries.forecast import calibrated
from troth.store.queries.people import Reader
from troth.web import live
from troth.web.days import MONTHS, say_number
from troth.web.figures.calibration import held
from troth.web.gate import of_organisation

NAMES = {0.5: "Five in ten", 0.8: "Eight in ten", 0.9: "Nine in ten"}


@require_safe
@of_organisation()
def own_dates(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show how the dates that would have been advised have held."""
    today = day_in(stamp_of(live.present()), reader.person.zone)
    known = calibrated(reader, today)
    rows = [(NAMES[line.chance], line) for line in known.all.lines]
    shown = {
        "active": "today",
        "firm": reader.organisation,
        "enough": known.all.enough,
        "headline": _headline(known.all),
        "told": [_told(line) for line in known.all.lines if not line.as_said] or [AS_SAID],
        "svg": mark_safe(held(rows)) if known.all.enough else "",
        "rows": [
            _row(name, line)
            for name, line in [*rows, ("Between the tenth and the ninetieth", known.all.band)]
        ],
        "count": known.all.count,
        "fewest": FEWEST,
        "promises": known.promises,
        "open": known.open,
        "since": f"{MONTHS[known.since.month - 1]} {known.since.year}" if known.since else "",
        "areas": [
            SimpleNamespace(name=area[:1].upper() + area[1:], words=_of_area(found))
            for area, found in known.areas.items()
        ],
    }
    return render(request, "promises/own_dates.html", shown)


AS_SAID = "What the strip says can be relied on, as far as chance lets anybody tell."


def _headline(found: Calibration) -> str:
    if not found.enough:
        return "Not calibrated here yet"
    nine, eight = found.lines[2], found.lines[1]
    return f"At nine in ten you kept {_tenths(nine)} in ten. At eight, {_tenths(eight)}."


def _tenths(line: Held) -> str:
    return say_number(round(line.share * 10)) if round(line.share * 10) else "none"


def _told(line: Held) -> str:
    """A line that chance alone does not explain, in words."""
    said = f"{NAMES[line.chance]}: {line.kept} of {line.count} were kept"
    way = "fewer" if line.kept < line.low else "more"
    advice = (
        "Leave yourself more room than the strip says."
        if way == "fewer"
        else "The strip is more careful than it need be."
    )
    return f"{said}, {way} than chance explains ({line.low} to {line.high}). {advice}"


def _row(name: str, line: Held) -> SimpleNamespace:
    return SimpleNamespace(
        name=name,
        count=line.count,
        kept=line.kept,
        tenths=f"{10 * line.share:.1f}".removesuffix(".0") if line.count else "",
        chance=f"{line.low} to {line.high}" if line.count else "",
    )


def _of_area(found: Calibration) -> str:
    dates = f"{say_number(found.count).capitalize()} date{'' if found.count == 1 else 's'}."
    if not found.enough:
        return f"{dates} Not calibrated here yet."
    off = [line for line in found.lines if not line.as_said]
    return f"{dates} {'As the strip says.' if not off else _told(off[-1])}"
