"""A trust pulse or a health check as one organisation runs it: who is asked, each answer, and the side that is in.

Single answers never leave the organisation. When all have answered, or its manager closes it on the day, what may be
told is gathered and sealed; the node signs, so that nobody sees who answered last.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from troth.actions import survey as actions
from troth.actions.days import day_in, moment_of
from troth.actions.ids import fresh
from troth.actions.ports import Actor
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.judgement.survey import Answer, Instrument, answer_wire, gather
from troth.core.record.party import NODE
from troth.core.sealed import Phase
from troth.core.values import Role
from troth.store import asking, models
from troth.store.blind import open_when_both_in
from troth.store.node import StoreNode, present
from troth.store.queries.people import Seat


class OpenAlready(Refusal):
    """Another round with the same questions has not ended yet."""


class NotAsked(Refusal):
    """The person is not among those who are asked in the round."""


class SealedAlready(Refusal):
    """The person's answer is sealed, and stays as it is."""


class SideIsIn(Refusal):
    """The side is in, or the round has ended: no answer is taken any more."""


class NotTheDay(Refusal):
    """The day on which a manager may close the side has not come."""


def begin(
    seat: Seat,
    instrument: Instrument,
    *,
    until: date,
    people: Collection[int],
    inner: bool = False,
    node: StoreNode | None = None,
) -> str:
    """Begin a round and return its name: on the record for both sides, or `inner`, for one's own people alone.

    `node` brings a clock of its own along, as in a demo that tells of the past.
    """
    require(seat.role, Right.SURVEY)
    node = node or StoreNode()
    today = day_in(node.now(), seat.organisation.zone)
    actions.require_day(until, today)
    _require_none_open(seat, instrument, inner=inner)
    name = fresh("in_" if inner else "bl_")
    actor = None if inner else seat.actor()  # introduced in a transaction of its own
    with transaction.atomic():
        survey = models.Survey.objects.create(
            alliance=seat.alliance,
            organisation=seat.organisation,
            object=name,
            instrument=instrument.value,
            inner=inner,
            until=until,
            begun_by=seat.person,
            begun_at=moment_of(node.now()),
        )
        asking.put(survey, people)
        if actor is not None:
            actions.begin(node, actor, name, instrument, until=until, today=today)
    return name


def ask(seat: Seat, object_id: str, people: Collection[int]) -> None:
    """Say who of one's own side is asked; nobody is taken out once somebody has answered."""
    require(seat.role, Right.SURVEY)
    with transaction.atomic():
        survey = _locked(seat, object_id)
        asking.put(survey, people)
        _close_if_all(seat, survey)
    _open(survey)


def answer(seat: Seat, object_id: str, said: Answer, *, node: StoreNode | None = None) -> bool:
    """Seal one person's answers, and the side's when they were the last; says whether the side is in now."""
    require(seat.role, Right.ANSWER)
    with transaction.atomic():
        survey = _locked(seat, object_id)
        own = survey.asked.filter(person=seat.person).first()
        if own is None:
            raise NotAsked("Others of your side are asked this time. A manager of yours can add you.")
        if own.sealed:
            raise SealedAlready("Your answers are sealed, and stay as they are.")
        own.answer, own.sealed = asking.answer_to_json(said), True
        own.save(update_fields=["answer", "sealed"])
        _close_if_all(seat, survey, node)
    _open(survey, node)
    return survey.closed_at is not None


def close(seat: Seat, object_id: str) -> None:
    """Close one's own side on the day or after it, with the answers that are there."""
    require(seat.role, Right.SURVEY)
    with transaction.atomic():
        survey = _locked(seat, object_id)
        if day_in(present(), seat.organisation.zone) < survey.until:
            raise NotTheDay("It closes by itself when all have answered, and by you from the closing day on.")
        _close(seat, survey)
    _open(survey)


def call_off(seat: Seat, object_id: str, *, stamp: str = "", node: StoreNode | None = None) -> None:
    """End a round that nobody needs any more: nothing of it is shown to anybody."""
    require(seat.role, Right.SURVEY)
    survey = models.Survey.objects.filter(organisation=seat.organisation, object=object_id).first()
    if survey is not None and survey.inner:
        models.Survey.objects.filter(pk=survey.pk, closed_at=None).update(closed_at=timezone.now())
        return
    actions.call_off(node or StoreNode(), seat.actor(), object_id, stamp=stamp)
    models.Survey.objects.filter(alliance=seat.alliance, object=object_id, closed_at=None).update(
        closed_at=timezone.now()
    )


def pause(seat: Seat, instrument: Instrument, until: date) -> None:
    """Do not remind the reader before a day that it is time to ask again."""
    models.SurveyPause.objects.update_or_create(
        person=seat.person,
        alliance=seat.alliance,
        instrument=instrument.value,
        defaults={"until": until},
    )


def _require_none_open(seat: Seat, instrument: Instrument, *, inner: bool) -> None:
    if inner:
        found = models.Survey.objects.filter(
            alliance=seat.alliance,
            organisation=seat.organisation,
            instrument=instrument.value,
            inner=True,
            closed_at=None,
        ).exists()
    else:
        found = models.Round.objects.filter(
            alliance=seat.alliance, subject=instrument.value, phase=Phase.SEALED.name.lower()
        ).exists()
    if found:
        raise OpenAlready("One with these questions is open already. Let it end first, or call it off.")


def _locked(seat: Seat, object_id: str) -> models.Survey:
    """One's own side's part while it is open; of two who answer in the same moment the second waits."""
    row = (
        models.Survey.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(organisation=seat.organisation, alliance=seat.alliance, object=object_id)
        .first()
    )
    if row is None:
        raise NotAsked("There is nothing of that name here. It may belong to another alliance.")
    if row.closed_at is not None:
        raise SideIsIn(f"{seat.organisation} is in, or this was called off. No answer is taken any more.")
    return row


def _close_if_all(seat: Seat, survey: models.Survey, node: StoreNode | None = None) -> None:
    asked = survey.asked.filter(person__is_active=True)
    if asked.exists() and not asked.filter(sealed=False).exists():
        _close(seat, survey, node)


def _close(seat: Seat, survey: models.Survey, node: StoreNode | None = None) -> None:
    told = gather(
        Instrument(survey.instrument), [asking.answer_of(each) for each in survey.asked.filter(sealed=True)]
    )
    if survey.inner:
        survey.told = answer_wire(told)
    else:
        node, actor = node or StoreNode(), Actor(seat.alliance.pk, seat.log, NODE, Role.MEMBER)
        # Signed already where the process ended between the signature and the end of its transaction.
        if seat.log not in actions.state_of(node, seat.alliance.pk, survey.object).answers:
            actions.seal(node, actor, survey.object, told)
    survey.closed_at = moment_of((node or StoreNode()).now())
    survey.save(update_fields=["told", "closed_at"])


def _open(survey: models.Survey, node: StoreNode | None = None) -> None:
    if survey.closed_at is not None and not survey.inner:
        open_when_both_in(survey.alliance_id, survey.object, node=node)
