"""What the page of an area shows: what is at stake, its controls, how they balance, what would be lighter or earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.forms import Form
from django.urls import reverse

from troth.actions.days import day_in, stamp_of
from troth.core.alliance import Right
from troth.core.balance import Step
from troth.core.trust import word
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.balance import Weighed, balance_in, look_on, weighed_in
from troth.store.queries.charter import who_said
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, both, people_of
from troth.web import live
from troth.web.balance.forms import AreaForm, ControlForm, LightestForm
from troth.web.balance.listing import relies, span_of, spans_of
from troth.web.balance.words import (
    AREAS,
    ERASED,
    KINDS,
    OVERS,
    VERDICTS,
    burden,
    chip_of_control,
    lightest,
    say_amount,
    say_hours,
    say_number_of_hours,
)
from troth.web.promises.words import Act
from troth.web.telling.views import about as untold

Json = Mapping[str, Any]
TRIAL_DAYS = 90
STAKES = {"low": "low", "medium": "medium", "high": "high"}


def context(
    seat: Seat, row: Joint, *, form: Form | None = None, kind: str = "", refusal: str = ""
) -> dict[str, Any]:
    """This function will return everything that the page of an area shows; `form` of `kind` could not be sent."""
    mine, theirs = both(seat)
    now = StoreNode().now()
    areas, controls = balance_in(seat)
    own = [each for each in controls if each.details.get("area") == row.object]
    (weighed,) = weighed_in(seat, [row], own, now)
    people = people_of(seat)
    step = weighed.balance.lightest
    may, begun = seat.may(Right.PURPOSE), row.status in ("agreed", "proposed")
    return {
        "active": "balance",
        "mine": mine,
        "partner": theirs,
        "area": _area(seat, row, weighed, people),
        "proposals": [
            _proposal(seat, row, own, people, text) for _, text in sorted(row.details["table"].items())
        ],
        "controls": [control(seat, each, whole=row.status == "proposed") for each in own],
        "sides": sorted((mine, theirs), key=lambda side: side.colour),
        "balance": balance_of(seat, weighed),
        "earned": earned(weighed) if not weighed.previewed else [],
        "lightest": _desk(seat, weighed, form if kind == "lightest" else None)
        if may and row.status == "agreed" and step is not None and _is_open(step, own)
        else None,
        "change": _change(row, seat, form if kind == "area" else None) if may and begun else None,
        "adds": _add(form if kind == "control" else None) if may and begun else None,
        "opens": kind,
        "refusal": refusal,
        "stamp": row.details["stamp"],
        "untold": untold(seat, row.object),
        "may": may,
        "others": [each for each in areas if each.pk != row.pk],
    }


def _is_open(step: Step, controls: Sequence[Joint]) -> bool:
    """Whether there is a change to make of which nothing is on the table yet."""
    parts = {*step.drop, *step.add}
    return bool(parts) and not any(each.details["table"] for each in controls if each.object in parts)


def _area(seat: Seat, row: Joint, weighed: Weighed, people: Mapping[str, Someone]) -> SimpleNamespace:
    agreed = row.history[-1] if row.history else None
    return SimpleNamespace(
        object=row.object,
        title=row.text or ERASED,
        relies=relies(seat, row),
        colour=row.sort,
        chip=AREAS[row.status],
        verdict=VERDICTS[weighed.balance.verdict],
        agreed=row.status == "agreed",
        stakes=stakes(row.details),
        words=row.details.get("words", ""),
        since=day_in(row.agreed_at, seat.person.zone) if row.agreed_at is not None else None,
        put=who_said(seat, people, agreed) if agreed else None,
        yes=who_said(seat, people, agreed["yes"]) if agreed else None,
    )


def stakes(facts: Json) -> list[tuple[str, str]]:
    """This function will return what is at stake as pairs of what it is and how much."""
    if "loss" not in facts:
        return []
    unit = facts["unit"]
    told = [
        ("A promise that is not kept costs", say_amount(facts["loss"], unit)),
        ("Promises a quarter", f"{facts['count']:,}"),
        ("At stake in a quarter", say_amount(facts["loss"] * facts["count"], unit)),
        ("Accepted in a quarter", say_amount(facts["appetite"], unit)),
        ("How much hangs on one", facts["stake"]),
    ]
    if facts["hour"]:
        told.append(("An hour of work", say_amount(facts["hour"] / 100, unit)))
    return told


def balance_of(seat: Seat, weighed: Weighed) -> SimpleNamespace:
    """This function will return how an area balances: in words first, the numbers behind them after."""
    balance, unit = weighed.balance, weighed.area.details["unit"]
    return SimpleNamespace(
        chip=VERDICTS[balance.verdict],
        span=span_of(weighed, spans_of(weighed).needed, f"at-{weighed.area.object}"),
        word=word(weighed.trust).value,
        outcomes=weighed.trust.outcomes,
        burden=burden(weighed),
        lightest=lightest(weighed),
        wasteful=[weighed.named.get(each) or ERASED for each in balance.wasteful],
        numbers=[
            ("Trust that can be counted on", f"{round(100 * balance.trust)} of a hundred"),
            ("Most likely", f"{round(100 * weighed.trust.likely)} of a hundred"),
            ("Controls catch in time", f"{round(100 * balance.coverage)} of a hundred"),
            ("Both together", f"{round(100 * balance.confidence)} of a hundred"),
            ("Needed", f"{round(100 * balance.need)} of a hundred"),
            ("Left in a quarter", say_amount(balance.residual, unit)),
            ("Accepted in a quarter", say_amount(weighed.stakes.appetite, unit)),
            ("Burden", f"{say_hours(balance.burden)} a quarter"),
        ],
    )


def control(seat: Seat, row: Joint, *, whole: bool) -> SimpleNamespace:
    """This function will return a control as the list of an area shows it; `whole`: it is answered with the area."""
    told = row.details
    return SimpleNamespace(
        url=reverse("control", args=[seat.slug, row.object]),
        title=row.text or ERASED,
        kind=KINDS[told["kind"]],
        over=OVERS[told["over"]],
        share=told["share"],
        a=say_number_of_hours(told["minutes"].get("a", 0)),
        b=say_number_of_hours(told["minutes"].get("b", 0)),
        chip=chip_of_control(row),
        look=look_on(row),
        there=row.status in ("in_place", "back"),
        waits=not whole and any(colour != seat.colour for colour in told["table"]),
    )


def earned(weighed: Weighed) -> list[str]:
    """This function will return what more kept promises would make unnecessary, as sentences."""
    said = []
    for each in weighed.earned:
        title = weighed.named.get(each.control or "") or ERASED
        if each.keeps is None:
            what = f"make “{title}” unnecessary" if each.control else "close what is open"
            said.append(f"Kept promises alone cannot {what}: more is at stake than trust can carry.")
        elif each.control is None:
            said.append(f"{_keeps(each.keeps)} would make what is in place enough.")
        elif each.keeps == 0:
            said.append(
                f"“{title}” is not needed beside the others, even if trust is only what can be counted on."
            )
        else:
            said.append(f"{_keeps(each.keeps)} would make “{title}” unnecessary.")
    return said


def _keeps(count: int) -> str:
    return f"{count:,} more kept promise{'' if count == 1 else 's'} of this size"


def _proposal(
    seat: Seat, row: Joint, controls: Sequence[Joint], people: Mapping[str, Someone], text: Json
) -> SimpleNamespace:
    own, sent = text["colour"] == seat.colour, reverse("area_act", args=[seat.slug, row.object])

    def act(label: str, move: str, look: str = "") -> Act:
        return Act(label, sent, look=look, now=True, stamp=row.details["stamp"], move=move)

    waiting = [
        each for each in controls if each.status == "proposed" and text["colour"] in each.details["table"]
    ]
    ends = bool(text.get("ends"))
    yes = "Agree to let it go" if ends else "Agree to all of it" if waiting else "Agree to this"
    answers = (
        [act("Withdraw it", "withdraw", "quiet")]
        if own
        else [act(yes, "agree", "go"), act("Decline", "decline", "quiet")]
    )
    return SimpleNamespace(
        person=who_said(seat, people, text),
        own=own,
        ends=ends,
        changes=bool(row.changes),
        glyph="fe" if text["colour"] == "a" else "ef",
        title=text.get("title") or ERASED,
        words=text.get("words", ""),
        stakes=stakes(text) if row.changes and not ends else [],
        count=len(waiting),
        acts=answers if seat.may(Right.PURPOSE) else [],
    )


def waiting_texts(seat: Seat, row: Joint, controls: Sequence[Joint]) -> list[tuple[str, str, str]]:
    """This function will return what the other side put together: (object, its stamp, the text), the area first."""
    own = [each for each in controls if each.details.get("area") == row.object and each.status == "proposed"]
    return [
        (each.object, each.details["stamp"], text["id"])
        for each in (row, *own)
        for colour, text in each.details["table"].items()
        if colour != seat.colour
    ]


def _desk(seat: Seat, weighed: Weighed, form: Form | None) -> SimpleNamespace:
    """The lightest change in one act: what it would be, and until when what is let go is tried without."""
    step = weighed.balance.lightest
    until = day_in(StoreNode().now(), seat.person.zone) + timedelta(days=TRIAL_DAYS)
    drop = step.drop if step else ()
    begun = form or LightestForm(initial={"until": until.isoformat()}, auto_id="light_%s")
    given = weighed.balance.burden - (step.minutes if step else 0)
    kept = [each.text or ERASED for each in weighed.counted if each.object not in drop]
    return SimpleNamespace(
        said=lightest(weighed),
        form=begun,
        drops=bool(drop),
        given=say_hours(given) if given > 0 else "",
        takes=say_hours(-given) if given < 0 else "",
        kept=kept,
        until=until,
    )


def _change(row: Joint, seat: Seat, form: Form | None) -> Form:
    """The form of an area with what stands in it, or with the other side's proposal."""
    table = row.details["table"]
    told = next((text for colour, text in table.items() if colour != seat.colour), row.details)
    return form or AreaForm(
        initial={
            **{
                name: told.get(name, "")
                for name in ("title", "unit", "loss", "count", "appetite", "stake", "words")
            },
            "relies": "own" if row.sort == seat.colour else "partner",
            "hour": f"{told['hour'] / 100:g}" if told.get("hour") else "",
            "list": told.get("list", ""),
        },
        auto_id="area_%s",
    )


def _add(form: Form | None) -> Form:
    return form or ControlForm(auto_id="add_%s", initial={"share": 30})


def today(seat: Seat) -> date:
    """This function will return the reader's own day."""
    return day_in(stamp_of(live.present()), seat.person.zone)
