"""What the page of a control shows: what it is for and costs, what becomes of it, what both say, what has been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.urls import reverse

from troth.actions.days import day_in
from troth.core.alliance import Right
from troth.core.balance import Verdict
from troth.core.balance.controls import Change
from troth.core.trust import word
from troth.store.models import Joint
from troth.store.node import StoreNode
from troth.store.queries.balance import (
    Weighed,
    area_of,
    asks_on,
    balance_in,
    evidence_in,
    look_on,
    questions_on,
    weighed,
)
from troth.store.queries.charter import who_said
from troth.store.queries.people import Seat
from troth.store.queries.promises import Someone, both, people_of
from troth.web.balance.areas import today
from troth.web.balance.desk import desk
from troth.web.balance.forms import EffectForm, TripForm
from troth.web.balance.listing import relies, span_of, spans_of
from troth.web.balance.words import (
    ERASED,
    KINDS,
    OVERS,
    VERDICTS,
    chip_of_control,
    joined,
    say_change,
    say_hours,
    say_number_of_hours,
)
from troth.web.days import say_number
from troth.web.promises.spoken import said_about
from troth.web.promises.words import Act
from troth.web.telling.views import about as untold

Json = Mapping[str, Any]
AWAY = (Change.TRIAL.value, Change.LET_GO.value)
LIKES = {
    "add": "put “{what}” in place",
    "adjust": "change how “{what}” is done",
    "share": "make “{what}” something that both see",
    "trial": "try without “{what}”",
    "let_go": "let “{what}” go for good",
    "bring_back": "bring “{what}” back",
    "leave": "leave “{what}” as it is, and look again",
}


def context(
    seat: Seat, row: Joint, *, form: Form | None = None, kind: str = "", refusal: str = ""
) -> dict[str, Any]:
    """This function will return everything that the page of a control shows; `form` of `kind` could not be sent."""
    mine, theirs = both(seat)
    area = area_of(seat, row.details["area"])
    _, controls = balance_in(seat)
    own = [each for each in controls if each.details.get("area") == row.details["area"]]
    people, may = people_of(seat), seat.may(Right.PURPOSE)
    scale = _Scale(seat, row, area, own) if area is not None and "loss" in area.details else None
    texts = [text for _, text in sorted(row.details["table"].items())]
    return {
        "active": "balance",
        "mine": mine,
        "partner": theirs,
        "control": _control(seat, row, area, people, scale),
        "costs": [
            _cost(each, row) for each in own if each.pk == row.pk or each.status in ("in_place", "back")
        ],
        "proposals": [_proposal(seat, row, people, text, scale) for text in texts],
        "trial": _trial(seat, row, people, scale) if row.status in ("on_trial", "back") else None,
        "yearly": _yearly(seat, row, people, form if kind == "effect" else None),
        "desk": desk(seat, row, form if kind == "change" else None, spare=bool(scale and scale.spare))
        if may
        else None,
        "trip": form
        if kind == "trip" and form is not None
        else TripForm(auto_id="trip_%s", initial={"day": today(seat).isoformat()}),
        "trips": row.status == "on_trial" and seat.may(Right.LISTEN),
        "history": _history(seat, row, people),
        "said": said_about(seat, row.object, offer=False),
        "opens": kind,
        "refusal": refusal,
        "stamp": row.details["stamp"],
        "untold": untold(seat, row.object),
        "may": may,
    }


def tag_parts(seat: Seat, row: Joint) -> tuple[object, ...]:
    """This function will return what the page is made from; that the other side answered unseen is no part of it."""
    asked = row.details.get("question") or {}
    own = seat.colour in asked.get("answered", "")
    opened = asked.get("phase", "") if asked.get("phase") != "sealed" else f"sealed{own}"
    return row.details["stamp"][:16], asked.get("round", ""), opened


class _Scale:
    """The area of a control weighed as it is, and as it would be."""

    def __init__(self, seat: Seat, row: Joint, area: Joint, controls: Sequence[Joint]) -> None:
        self.seat, self.row, self.area, self.controls = seat, row, area, controls
        self.evidence = evidence_in(seat, [area]).get(area.object, ())
        self.now = StoreNode().now()
        self.as_is = self._weighed(None)

    def would(self, facts: Json) -> Weighed:
        """Weigh it as if these facts of the control held."""
        gone = facts["change"] in AWAY
        return self._weighed({self.row.object: None if gone else facts})

    def before_after(self, facts: Json) -> list[SimpleNamespace]:
        """Two spans on one scale: now, and then."""
        then = self.would(facts)
        widest = max(spans_of(each).needed for each in (self.as_is, then))
        labels = ("Now", "During the trial" if facts["change"] == "trial" else "Then")
        return [
            SimpleNamespace(
                label=f"{label}: {VERDICTS[each.balance.verdict].word.lower()}",
                span=span_of(each, widest, f"{label[:3].lower()}-{facts['id'][:8]}"),
            )
            for label, each in zip(labels, (self.as_is, then), strict=True)
        ]

    def _weighed(self, instead: Mapping[str, Json | None] | None) -> Weighed:
        return weighed(self.area, self.controls, self.evidence, self.now, instead=instead)

    @property
    def spare(self) -> bool:
        """Whether the lightest arrangement does without this control."""
        step = self.as_is.balance.lightest
        return step is not None and self.row.object in step.drop


def _control(
    seat: Seat, row: Joint, area: Joint | None, people: Mapping[str, Someone], scale: _Scale | None
) -> SimpleNamespace:
    told, agreed = row.details, row.history[-1] if row.history else None
    sides = {side.colour: side for side in both(seat)}
    asker = sides.get(told["asked"])
    return SimpleNamespace(
        object=row.object,
        title=row.text or ERASED,
        area=(area.text or ERASED) if area else ERASED,
        area_url=reverse("area", args=[seat.slug, told["area"]]),
        kind=KINDS[told["kind"]],
        over=OVERS[told["over"]],
        chip=chip_of_control(row),
        look=look_on(row) if row.status in ("in_place", "on_trial") else None,
        spare=bool(scale and scale.spare and scale.as_is.balance.verdict is Verdict.OVER_CONTROLLED),
        catches=told["catches"],
        share=told["share"],
        caught=told["caught"],
        asked_by=told["asked_by"],
        asked_side=asker,
        why=told["why"],
        since=_day(told["since"])
        or (day_in(row.history[0]["yes"]["at"], seat.person.zone) if agreed else None),
        agreed=bool(agreed),
        relies=relies(seat, area) if area else "",
        trust=word(scale.as_is.trust).value if scale else "",
        why_url=_why(seat, area) if area else "",
        status=row.status,
    )


def _cost(row: Joint, shown: Joint) -> SimpleNamespace:
    told = row.details["minutes"]
    return SimpleNamespace(
        title=row.text or ERASED,
        a=say_number_of_hours(told.get("a", 0)),
        b=say_number_of_hours(told.get("b", 0)),
        shown=row.pk == shown.pk,
    )


def _proposal(
    seat: Seat, row: Joint, people: Mapping[str, Someone], text: Json, scale: _Scale | None
) -> SimpleNamespace:
    own, sent = text["colour"] == seat.colour, reverse("control_act", args=[seat.slug, row.object])
    side = next(each for each in both(seat) if each.colour == text["colour"])

    def act(label: str, move: str, look: str = "") -> Act:
        return Act(label, sent, look=look, now=True, stamp=row.details["stamp"], move=move)

    yes = "Agree to the trial" if text["change"] == "trial" else "Agree"
    no = "Decline" if row.status == "proposed" else "Leave it as it is"
    answers = (
        [act("Withdraw it", "withdraw", "quiet")] if own else [act(yes, "agree", "go"), act(no, "decline")]
    )
    return SimpleNamespace(
        own=own,
        side=side,
        person=who_said(seat, people, text),
        at=text["at"],
        glyph="fe" if text["colour"] == "a" else "ef",
        headline=f"{side.short} would like to "
        + LIKES[text["change"]].format(what=text["title"] or row.text or ERASED)
        + ".",
        words=text["words"],
        how=say_change(text["change"]).capitalize(),
        until=_day(text["until"]) if text["change"] == "trial" else None,
        review=_day(text["review"]) if text["change"] not in AWAY else None,
        wire=text["wire"] if text["change"] == "trial" else "",
        share=text["share"],
        kind=KINDS[text["kind"]],
        spans=scale.before_after(text) if scale else [],
        hours=_hours(row, text),
        kept=_kept(scale, row),
        acts=answers if seat.may(Right.PURPOSE) else [],
        trust=word(scale.as_is.trust).value if scale else "",
        why_url=_why(seat, scale.area) if scale else "",
    )


def _why(seat: Seat, area: Joint) -> str:
    """Where the evidence is that trust in an area is reckoned from."""
    return f"{reverse('trust', args=[seat.slug, area.sort])}?{urlencode({'area': area.text})}"


def _hours(row: Joint, text: Json) -> list[SimpleNamespace]:
    """What a change gives back or takes, each side by itself."""
    there = row.details["minutes"] if row.status in ("in_place", "back") else {}
    then = {} if text["change"] in AWAY else text["minutes"]
    change = {side: there.get(side, 0) - then.get(side, 0) for side in "ab"}
    gives = sum(change.values()) >= 0
    return [
        SimpleNamespace(
            word="Given back" if gives else "It would take",
            a=say_number_of_hours(change["a"] if gives else -change["a"]),
            b=say_number_of_hours(change["b"] if gives else -change["b"]),
        )
    ]


def _kept(scale: _Scale | None, row: Joint) -> str:
    if scale is None:
        return ""
    names = [each.text or ERASED for each in scale.as_is.counted if each.pk != row.pk]
    return joined(names)


def _trial(
    seat: Seat, row: Joint, people: Mapping[str, Someone], scale: _Scale | None
) -> SimpleNamespace | None:
    text = row.history[-1]
    if text["change"] not in AWAY:
        return None
    tripped = row.details["tripped"]
    begun = day_in(text["yes"]["at"], seat.person.zone)
    days = (today(seat) - begun).days
    given = {side: round(minutes * days / 91) for side, minutes in text["minutes"].items()}
    sides = {side.colour: side for side in both(seat)}
    return SimpleNamespace(
        begun=begun,
        weeks=_since(days),
        until=_day(text["until"]),
        over=bool(text["until"]) and date.fromisoformat(text["until"]) <= today(seat),
        wire=text["wire"] or ERASED,
        put=who_said(seat, people, text),
        put_side=sides[text["colour"]],
        words=text["words"],
        yes=who_said(seat, people, text["yes"]),
        yes_side=sides[text["yes"]["colour"]],
        agreed_at=text["yes"]["at"],
        given=say_hours(sum(given.values())),
        kept=_kept(scale, row),
        tripped=SimpleNamespace(
            day=_day(tripped["day"]),
            words=tripped["words"] or ERASED,
            person=who_said(seat, people, tripped),
            at=tripped["at"],
            ask=f"{reverse('new_statement', args=[seat.slug])}?about={row.object}",
        )
        if tripped
        else None,
    )


def _since(days: int) -> str:
    if days < 14:
        return "Today is the first day" if days < 1 else f"{days} day{'' if days == 1 else 's'}"
    return f"{say_number(days // 7)} weeks"


def _yearly(seat: Seat, row: Joint, people: Mapping[str, Someone], form: Form | None) -> SimpleNamespace:
    """The question that both sides answer unseen: what was opened last, whether it is open now, whether it is due."""
    asked = row.details.get("question") or {}
    open_ = asked.get("phase") == "sealed"
    opened = questions_on(seat, row.object)
    asks = asks_on(row, seat.person.zone)
    sides = {side.log: side for side in both(seat)}
    answers = [
        SimpleNamespace(
            side=sides[each.log],
            person=who_said(seat, people, {"colour": sides[each.log].colour, "by": each.by}),
            effect=each.answer.effect.value,
            words=each.answer.words,
        )
        for each in (opened.answers if opened else ())
    ]
    return SimpleNamespace(
        open=open_,
        answered=open_ and seat.colour in asked["answered"],
        form=form or EffectForm(auto_id="effect_%s"),
        may_answer=open_ and seat.may(Right.LISTEN) and seat.colour not in asked["answered"],
        may_ask=not open_ and seat.may(Right.PURPOSE) and row.status in ("in_place", "back", "on_trial"),
        due=asks is not None and asks <= today(seat),
        answers=answers,
        opened_at=opened.at if opened else None,
    )


def _history(seat: Seat, row: Joint, people: Mapping[str, Someone]) -> list[SimpleNamespace]:
    found = []
    for text in row.history:
        put, yes = who_said(seat, people, text), who_said(seat, people, text["yes"])
        what = say_change(text["change"])
        found.append(
            SimpleNamespace(
                at=text["yes"]["at"],
                person=put,
                did=f"{put.given} proposed: {what}. {yes.given} agreed",
                words=text["words"] or (text["why"] if text["change"] == "add" else ""),
            )
        )
    for trip in row.details["trips"]:
        person = who_said(seat, people, trip)
        found.append(
            SimpleNamespace(
                at=trip["at"],
                person=person,
                did=f"{person.given}: the trip-wire was touched",
                words=trip["words"],
            )
        )
    return sorted(found, key=lambda each: each.at, reverse=True)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
