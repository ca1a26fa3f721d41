"""The areas of work and their controls as pages weigh them: what is at stake, and what each carries of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from troth.actions.days import day_in
from troth.core.balance import (
    Answer,
    Balance,
    Control,
    Earned,
    Kind,
    Over,
    Since,
    Stakes,
    Verdict,
    answer_from,
    asks_from,
    coverage,
    earn,
    list_of,
    weigh,
)
from troth.core.balance.controls import Change
from troth.core.sealed import Phase, Subject
from troth.core.trust import LONG_HALF_LIFE_DAYS, Evidence, Opinion, half_life, keeps_needed, opinion
from troth.core.values import Stake
from troth.store import models
from troth.store.blind import answers_for
from troth.store.prepared import prepared
from troth.store.queries.people import Seat
from troth.store.queries.trust import delivered_in

Json = Mapping[str, Any]
AGREED, PROPOSED = "agreed", "proposed"
THERE = ("in_place", "back")
ASKED_ABOUT = (*THERE, "on_trial")
AWAY = (Change.TRIAL.value, Change.LET_GO.value)


@dataclass(frozen=True)
class Weighed:
    """An area with its controls, the trust that can be counted on in it, and how the two balance.

    `controls` are all of its controls that were not let go; `counted` those that are reckoned with. `balance` is None
    while the area has no readable facts. `previewed` says that nothing of it is agreed yet, and it is weighed as put.
    """

    area: models.Joint
    controls: Sequence[models.Joint]
    counted: Sequence[models.Joint]
    evidence: tuple[Evidence, ...]
    trust: Opinion
    stakes: Stakes
    balance: Balance
    reckoned: tuple[Control, ...]
    now: int
    previewed: bool

    @cached_property
    def earned(self) -> tuple[Earned, ...]:
        """Of each control that is reckoned with, how many kept promises would make it unnecessary."""
        asked, days = float(Stake(self.area.details["stake"]).weight), _half_life(self.evidence)

        def keeps(wanted: float) -> int | None:
            return keeps_needed(self.evidence, self.now, asked=asked, wanted=wanted, half_life_days=days)

        return earn(self.stakes, self.trust.low, self.reckoned, keeps)

    @property
    def after(self) -> float:
        """The share that the controls catch once the lightest change is made, 0 to 1."""
        step = self.balance.lightest
        if step is None:
            return self.balance.coverage
        from_list = list_of(self.area.details.get("list", ""))
        could = {each.key: each.control for each in (from_list.controls if from_list else ())}
        by_name = {**could, **{row.object: reckoned_as(row) for row in self.controls}}
        kept = [row.object for row in self.counted if row.object not in step.drop]
        return coverage([by_name[name] for name in (*kept, *step.add)])

    @property
    def named(self) -> Mapping[str, str]:
        """What each control is called, those of the starting list too, by the id that is reckoned with."""
        from_list = list_of(self.area.details.get("list", ""))
        listed = {each.key: each.title for each in from_list.controls} if from_list else {}
        return {**listed, **{row.object: row.text for row in self.controls}}


def balance_in(seat: Seat) -> tuple[Sequence[models.Joint], Sequence[models.Joint]]:
    """Return the areas of the reader's alliance and all of their controls, each in the order they were put."""
    rows = list(_of_balance(seat.alliance.pk))
    areas = [row for row in rows if row.kind == models.Joint.AREA]
    return areas, [row for row in rows if row.kind == models.Joint.CONTROL]


def area_of(seat: Seat, object_id: str) -> models.Joint | None:
    """Return an area of the reader's alliance; None when there is none of that name."""
    rows = models.Joint.objects.filter(alliance=seat.alliance, kind=models.Joint.AREA)
    return rows.filter(object=object_id).first()


def control_of(seat: Seat, object_id: str) -> models.Joint | None:
    """Return a control of the reader's alliance; None when there is none of that name."""
    rows = models.Joint.objects.filter(alliance=seat.alliance, kind=models.Joint.CONTROL)
    return rows.filter(object=object_id).first()


def weighed_in(
    seat: Seat, areas: Sequence[models.Joint], controls: Iterable[models.Joint], now: int
) -> Sequence[Weighed]:
    """Return areas weighed with their controls as they stand now; asks one question for the evidence of all."""
    found = evidence_in(seat, areas)
    of_area: dict[str, list[models.Joint]] = {}
    for row in controls:
        of_area.setdefault(row.details.get("area", ""), []).append(row)
    return [
        weighed(area, of_area.get(area.object, ()), found.get(area.object, ()), now)
        for area in areas
        if area.details.get("loss")
    ]


@dataclass(frozen=True)
class Found:
    """Of one alliance: how many areas are exposed and how many over-controlled; how many controls in place check, and
    how many coordinate."""

    exposed: int = 0
    over_controlled: int = 0
    checks: int = 0
    coordinates: int = 0


def balances_of(seats: Sequence[Seat], now: int) -> Mapping[str, Found]:
    """Tell of several alliances, by slug, how what was agreed balances: two questions, however many there are."""
    rows: dict[str, list[models.Joint]] = {seat.alliance.pk: [] for seat in seats}
    for row in _of_balances(tuple(rows)) if rows else ():
        rows[row.alliance_id].append(row)
    areas = {name: [row for row in found if _is_agreed_area(row)] for name, found in rows.items()}
    told = delivered_in(seats, sorted({area.text for found in areas.values() for area in found}))
    return {
        seat.slug: _found(seat, areas[seat.alliance.pk], rows[seat.alliance.pk], told, now) for seat in seats
    }


def _is_agreed_area(row: models.Joint) -> bool:
    return row.kind == models.Joint.AREA and row.status == AGREED and bool(row.details.get("loss"))


def _found(
    seat: Seat,
    areas: Sequence[models.Joint],
    rows: Iterable[models.Joint],
    told: Mapping[tuple[str, int], tuple[Evidence, ...]],
    now: int,
) -> Found:
    sides = {party.colour: party.pk for party in seat.parties}
    controls = [row for row in rows if row.kind == models.Joint.CONTROL]
    verdicts = [
        weighed(
            area,
            [row for row in controls if row.details.get("area") == area.object],
            told.get((area.text, sides.get(area.sort, 0)), ()),
            now,
        ).balance.verdict
        for area in areas
    ]
    kinds = [Kind(row.details["kind"]) for row in controls if row.status in THERE]
    return Found(
        exposed=verdicts.count(Verdict.EXPOSED),
        over_controlled=verdicts.count(Verdict.OVER_CONTROLLED),
        checks=kinds.count(Kind.CHECKS),
        coordinates=kinds.count(Kind.COORDINATES),
    )


def weighed(
    area: models.Joint,
    controls: Sequence[models.Joint],
    evidence: tuple[Evidence, ...],
    now: int,
    *,
    instead: Mapping[str, Json | None] | None = None,
) -> Weighed:
    """Weigh one area. `instead` says of controls what they would be: other facts, or None of one that would be gone."""
    facts, previewed = area.details, area.status == PROPOSED
    asked = float(Stake(facts["stake"]).weight)
    trust = counted_on(evidence, now, asked)
    stakes = Stakes(facts["loss"], facts["count"], facts["appetite"], facts["hour"] / 100)
    listed = [row for row in controls if row.status not in ("let_go", "nothing")]
    other = instead or {}
    there = (*THERE, PROPOSED) if previewed else THERE
    counted = [row for row in listed if other.get(row.object, row.status in there)]
    reckoned = tuple(reckoned_as(row, other.get(row.object)) for row in counted)
    taken = {row.object for row in counted}
    spare = [reckoned_as(row, there=False) for row in listed if row.object not in taken]
    return Weighed(
        area=area,
        controls=listed,
        counted=counted,
        evidence=evidence,
        trust=trust,
        stakes=stakes,
        balance=weigh(stakes, trust.low, reckoned, [*spare, *_could(area, controls)]),
        reckoned=reckoned,
        now=now,
        previewed=previewed,
    )


def _could(area: models.Joint, controls: Sequence[models.Joint]) -> list[Control]:
    """What the area's starting list could add: nothing that is there by that name, or was and is let go."""
    titles = {row.text.casefold() for row in controls}
    listed = list_of(area.details["list"])
    found = listed.controls if listed else ()
    return [each.control for each in found if each.title.casefold() not in titles]


def counted_on(evidence: tuple[Evidence, ...], now: int, asked: float) -> Opinion:
    """Return what the side that relies can count on in an area, about something of a stake, at an instant (ms UTC)."""
    return opinion(evidence, now, asked=asked, half_life_days=_half_life(evidence))


def _half_life(evidence: Iterable[Evidence]) -> float:
    at = sorted(piece.at for piece in evidence)
    return half_life(len(at), at[0], at[-1]) if at else LONG_HALF_LIFE_DAYS


def evidence_in(seat: Seat, areas: Sequence[models.Joint]) -> Mapping[str, tuple[Evidence, ...]]:
    """Return the evidence of delivery of each area, by its object: promises of the side that is relied on.

    A promise belongs to the area whose name it carries.
    """
    colours = {party.colour: party.pk for party in seat.parties}
    told = delivered_in([seat], sorted({area.text for area in areas}))
    found = {area.object: told.get((area.text, colours.get(area.sort, 0)), ()) for area in areas}
    return {object_id: pieces for object_id, pieces in found.items() if pieces}


def reckoned_as(row: models.Joint, facts: Json | None = None, *, there: bool = True) -> Control:
    """Return a control as it is reckoned with, by what is in force or by another text of it."""
    told = row.details if facts is None else facts
    return Control(
        id=row.object,
        share=told["share"] / 100,
        minutes=sum(told["minutes"].values()),
        kind=Kind(told["kind"]),
        over=Over(told["over"]),
        there=there,
    )


def burden_told(controls: Iterable[models.Joint]) -> list[Since]:
    """Return from when on each control took its hours, and from when on no more, as the record tells it."""
    told = []
    for row in controls:
        for each in row.history:
            away = each["change"] in AWAY
            told.append(Since(row.object, each["yes"]["at"], {} if away else each["minutes"]))
            touched = [
                trip["at"] for trip in row.details["trips"] if away and trip["terms"] == each["yes"]["id"]
            ]
            told += [Since(row.object, at, each["minutes"]) for at in touched[:1]]
    return told


def look_on(row: models.Joint) -> date | None:
    """Return the day on which both look at a control: the last of a trial, or the one both agreed on."""
    return date.fromisoformat(row.details["look"]) if row.details.get("look") else None


def asks_on(row: models.Joint, zone: str) -> date | None:
    """Return the day from which both sides are to be asked what a control does to the work.

    None while they are being asked, or where it is not in place. One that is older than this record is asked about a
    year after both agreed to it here.
    """
    asked = row.details.get("question") or {}
    if (
        row.status not in ASKED_ABOUT
        or row.agreed_at is None
        or asked.get("phase") == Phase.SEALED.name.lower()
    ):
        return None
    began = date.fromisoformat(row.details["since"]) if row.details["since"] else date.min
    agreed = day_in(row.history[0]["yes"]["at"], zone)
    return asks_from(max(began, agreed), day_in(asked["at"], zone) if asked else None)


@prepared
def _of_balances(alliances: Sequence[str]) -> QuerySet[models.Joint]:
    kinds = (models.Joint.AREA, models.Joint.CONTROL)
    rows = models.Joint.objects.filter(alliance__in=alliances, kind__in=kinds)
    return rows.exclude(status="nothing").order_by("number", "pk")


@prepared
def _of_balance(alliance: str) -> QuerySet[models.Joint]:
    rows = models.Joint.objects.filter(alliance=alliance, kind__in=(models.Joint.AREA, models.Joint.CONTROL))
    return rows.exclude(status="nothing").order_by("number", "pk")


@dataclass(frozen=True)
class Answered:
    """What a side said of a control: by its log, who sealed it, and the answer."""

    log: str
    by: str
    answer: Answer


@dataclass(frozen=True)
class Opened:
    """The question of a control that was opened last: when (ms UTC), and what both sides said."""

    at: int
    answers: Sequence[Answered]


def questions_on(seat: Seat, control: str) -> Opened | None:
    """Return what both sides said of a control when they were last asked and both were opened; None before that."""
    rows = models.Round.objects.filter(
        alliance=seat.alliance, subject=Subject.CONTROL.value, about=control, phase=Phase.OPENED.name.lower()
    )
    row = rows.order_by("-opened_at").first()
    if row is None or row.opened_at is None:
        return None
    state, answers = answers_for(seat.alliance.pk, row.object, seat.log)
    colours = {party.log: party.colour for party in seat.parties}
    said = []
    for log in sorted(answers, key=lambda log: colours.get(log, "")):
        answer, move = answer_from(answers[log]), state.answers[log]
        if answer is not None:
            said.append(Answered(log, move.stands_for or move.by, answer))
    return Opened(row.opened_at, said)
