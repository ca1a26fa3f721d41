"""What becomes of a control: the form of a change as it begins, and what is put on the table once it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.forms import Form

from troth.actions import balance as acts
from troth.core.balance import Kind
from troth.core.balance.controls import Change
from troth.store.models import Joint
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web.balance.areas import TRIAL_DAYS, today
from troth.web.balance.forms import ChangeForm, control_of
from troth.web.balance.words import HINTS, say_change

Json = Mapping[str, Any]
MAY: Mapping[str, tuple[Change, ...]] = {
    "proposed": (Change.ADD,),
    "nothing": (Change.ADD,),
    "in_place": (Change.TRIAL, Change.SHARE, Change.ADJUST, Change.LEAVE, Change.LET_GO),
    "back": (Change.LEAVE, Change.TRIAL, Change.SHARE, Change.ADJUST, Change.LET_GO),
    "on_trial": (Change.LET_GO, Change.TRIAL, Change.BRING_BACK),
    "let_go": (Change.BRING_BACK,),
}


def desk(seat: Seat, row: Joint, form: Form | None, *, spare: bool) -> SimpleNamespace | None:
    """This function will return the form of a change, with the other side's proposal in it where there is one."""
    changes = MAY[row.status]
    theirs = next((text for colour, text in row.details["table"].items() if colour != seat.colour), None)
    told = theirs or row.details
    typed = typed_from(seat, told)
    until = told["until"] if told["change"] == "trial" and told["until"] else ""
    return SimpleNamespace(
        form=form
        or ChangeForm(
            changes=changes,
            auto_id="change_%s",
            initial={
                "change": theirs["change"] if theirs else _first(changes, spare=spare).value,
                "until": until or (today(seat) + timedelta(days=TRIAL_DAYS)).isoformat(),
                "wire": told["wire"],
                "review": told["review"]
                if theirs
                else (today(seat) + timedelta(days=2 * TRIAL_DAYS)).isoformat(),
                "share": told["share"],
                "own": f"{typed['own']:g}" if typed["own"] else "0",
                "partner": f"{typed['partner']:g}" if typed["partner"] else "0",
                "caught": told["caught"],
            },
        ),
        picks=[_pick(row, change) for change in changes],
        counter=theirs is not None,
        trial=Change.TRIAL in changes,
        adjusts=Change.ADJUST in changes or Change.SHARE in changes or Change.ADD in changes,
        looks=Change.LEAVE in changes,
    )


def _pick(row: Joint, change: Change) -> tuple[str, str, str]:
    """A change as a choice: its value, what it is called where the control stands now, and what it means."""
    longer = row.status == "on_trial" and change is Change.TRIAL
    return change.value, "go on trying without it" if longer else say_change(change.value), HINTS[change]


def _first(changes: Sequence[Change], *, spare: bool) -> Change:
    """What the form begins with: the lightest change where this control is a part of it."""
    if Change.LEAVE in changes and not spare:
        return Change.LEAVE
    return changes[0]


def typed_from(seat: Seat, told: Json) -> dict[str, Any]:
    """This function will return a text of a control as its form would have it, as the reader's side sees it."""
    mine, theirs = both(seat)
    asked = told["asked"]
    return {
        **{
            name: told[name]
            for name in ("title", "catches", "why", "asked_by", "caught", "kind", "over", "share")
        },
        "own": Decimal(told["minutes"].get(mine.colour, 0)) / 60,
        "partner": Decimal(told["minutes"].get(theirs.colour, 0)) / 60,
        "asked": "both" if asked == "both" else "own" if asked == mine.colour else "partner",
        "since": _day(told["since"]),
        "review": _day(told["review"]),
        "until": _day(told["until"]),
        "wire": told["wire"],
        "words": "",
    }


def told_again(seat: Seat, row: Joint, said: Mapping[str, Any]) -> acts.Control:
    """This function will return a control as it stands with a change of it, as it is put on the table.

    Where the other side has proposed something, what it said of the control is begun from.
    """
    theirs = next((text for colour, text in row.details["table"].items() if colour != seat.colour), None)
    change = Change(said["change"])
    typed = typed_from(seat, theirs or row.details)
    fresh = {name: said.get(name) for name in ("wire", "words", "caught") if said.get(name)}
    if change is Change.TRIAL:
        fresh["until"] = said.get("until")
    if change in (Change.LEAVE, Change.BRING_BACK) and said.get("review"):
        fresh["review"] = said["review"]
    if change in (Change.ADJUST, Change.SHARE, Change.ADD):
        fresh |= {name: said[name] for name in ("share", "own", "partner") if said.get(name) is not None}
    if change is Change.SHARE:
        fresh["kind"] = Kind.COORDINATES.value
    return control_of({**typed, **fresh}, change, area=row.details["area"])


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
