"""A trust pulse or a health check as one organisation runs it: who is asked, each answer, and the side that is in.

Single answers never leave the organisation. When all have answered, or its manager closes it on the day, what may be
told is gathered and sealed; the node signs, so that nobody sees who answered last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from troth.actions import survey as actions
from troth.actions.days import day_in, moment_of, stamp_of
from troth.actions.ids import fresh
from troth.actions.ports import Actor
from troth.core.alliance import Right, require
from troth.core.errors import Refusal
from troth.core.judgement.survey import Answer, Instrument, answer_wire, gather, may_close
from troth.core.record.party import NODE
from troth.core.sealed import Phase
from troth.core.trust import place_of
from troth.core.values import Role
from troth.store import asking, models
from troth.store.blind import open_when_both_in
from troth.store.concerned import Addressee, News, Sides
from troth.store.node import StoreNode, present
from troth.store.queries.people import Seat
from troth.store.telling import put

RESTS_MS = 14 * 86_400_000


class OpenAlready(Refusal):
    """Another round with the same questions has not ended yet."""


class NotAsked(Refusal):
    """The person is not among those who are asked in the round."""


class SealedAlready(Refusal):
    """The person's answer is sealed, and stays as it is."""


class SideIsIn(Refusal):
    """The side is in, or the round has ended: no answer is taken any more."""


class TooSoon(Refusal):
    """The same was asked of the same side so lately that the difference between the two could tell an answer."""


class FewerAsked(Refusal):
    """Fewer people are asked than the person's page said, so that less would cover their answer."""


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
    if not inner and not seat.opened:
        raise NotAsked(f"{seat.partner_name} has not joined yet. Begin with your own side.")
    today = day_in(node.now(), seat.organisation.zone)
    actions.require_day(until, today)
    name = fresh("in_" if inner else "bl_")
    actor = None if inner else seat.actor()  # introduced in a transaction of its own
    with transaction.atomic():
        _require_rested(seat, instrument, node.now())
        survey = models.Survey.objects.create(
            alliance=seat.alliance,
            organisation=seat.organisation,
            object=name,
            instrument=instrument.value,
            inner=inner,
            until=until,
            begun_at=moment_of(node.now()),
        )
        asking.put(survey, people)
        if actor is not None:
            actions.begin(node, actor, name, instrument, until=until, today=today)
    return name


def ask(seat: Seat, object_id: str, people: Collection[int], *, shown: Collection[int] | None = None) -> None:
    """Say who of one's own side is asked; nobody is taken out once somebody has answered.

    `shown` are those whom the person's page showed as asked: whom a colleague has added meanwhile stays.
    """
    require(seat.role, Right.SURVEY)
    with transaction.atomic():
        row = models.Round.objects.filter(
            alliance=seat.alliance, object=object_id, phase=Phase.SEALED.name.lower()
        ).first()
        if row is not None and row.subject in [each.value for each in Instrument]:
            asking.part_in(seat.organisation, row)
        survey = _locked(seat, object_id)
        now = set(survey.asked.values_list("person", flat=True))
        fresh_ones = asking.put(survey, set(people) | (now - set(shown)) if shown is not None else people)
        _tell(seat, survey, fresh_ones)
        _close_if_all(seat, survey)
    _open(survey)


def answer(
    seat: Seat, object_id: str, said: Answer, *, shown: int = 0, node: StoreNode | None = None
) -> bool:
    """Seal one person's answers, and the side's when they were the last; says whether the side is in now.

    Refused when fewer people are asked than the `shown` number that the person's page said.
    """
    require(seat.role, Right.ANSWER)
    with transaction.atomic():
        survey = _locked(seat, object_id)
        own = survey.asked.filter(person=seat.person).first()
        if own is None:
            raise NotAsked("Others of your side are asked this time. A manager of yours can add you.")
        if own.sealed:
            raise SealedAlready("Your answers are sealed, and stay as they are.")
        if survey.asked.filter(person__is_active=True).count() < shown:
            raise FewerAsked(
                "Fewer people are asked now than when you opened this page. Look, and seal it then."
            )
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
        if not may_close(survey.until, day_in(present(), seat.organisation.zone)):
            raise NotTheDay("It closes by itself when all have answered, and by you from the closing day on.")
        _close(seat, survey)
    _open(survey)


def call_off(seat: Seat, object_id: str, *, node: StoreNode | None = None) -> None:
    """End a round that nobody needs any more: nothing of it is shown to anybody."""
    require(seat.role, Right.SURVEY)
    survey = models.Survey.objects.filter(organisation=seat.organisation, object=object_id).first()
    if survey is not None and survey.inner:
        models.Survey.objects.filter(pk=survey.pk, closed_at=None).update(closed_at=timezone.now())
        return
    actions.call_off(node or StoreNode(), seat.actor(), object_id)


def close_where_all_answered(organisation: models.Organisation, seats: Iterable[Seat]) -> None:
    """Close the side wherever whoever was still missing has left."""
    for seat in seats:
        for name in models.Survey.objects.filter(
            alliance=seat.alliance, organisation=organisation, closed_at=None
        ).values_list("object", flat=True):
            with transaction.atomic():
                survey = _locked(seat, name)
                _close_if_all(seat, survey)
            _open(survey)


def pause(seat: Seat, instrument: Instrument, until: date) -> None:
    """Do not remind the reader before a day that it is time to ask again."""
    models.SurveyPause.objects.update_or_create(
        person=seat.person,
        alliance=seat.alliance,
        instrument=instrument.value,
        defaults={"until": until},
    )


def _require_rested(seat: Seat, instrument: Instrument, now: int) -> None:
    """The same is asked of the same people once at a time, and not again at once: two results beside each other, one
    of them with one person more, would tell what that person answered."""
    parts = models.Survey.objects.select_for_update().filter(
        alliance=seat.alliance, organisation=seat.organisation, instrument=instrument.value
    )
    rounds = models.Round.objects.filter(alliance=seat.alliance, subject=instrument.value)
    if parts.filter(closed_at=None).exists() or rounds.filter(phase=Phase.SEALED.name.lower()).exists():
        raise OpenAlready("One with these questions is open already. Let it end first, or call it off.")
    since = now - RESTS_MS
    inner = parts.filter(inner=True, closed_at__gt=moment_of(since)).exclude(told="").order_by("-closed_at")
    shared = rounds.filter(opened_at__gt=since).order_by("-opened_at")
    ends = [stamp_of(each.closed_at) for each in inner if each.closed_at] + [
        each.opened_at for each in shared if each.opened_at is not None
    ]
    if ends:
        day = day_in(max(ends) + RESTS_MS, seat.person.zone)
        raise TooSoon(
            f"These questions were answered lately. Ask again from {day.day} {day:%B} on: two results close together "
            "could tell what one person answered."
        )


def _tell(seat: Seat, survey: models.Survey, people: Collection[int]) -> None:
    """Whoever is asked later is told as the others were."""
    rows = models.Person.objects.filter(pk__in=people).exclude(pk=seat.person.pk).order_by("pk")
    found = tuple(Addressee(each.pk, seat.organisation.pk, str(each)) for each in rows)
    if found:
        news = News("survey.begun", survey.object, f"{survey.object}{found[0].person}", str(seat.person.pk))
        put(Sides(seat.party, None), news, found)


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
    answers = {str(each.person_id): asking.answer_of(each) for each in survey.asked.filter(sealed=True)}
    place = (
        place_of(answers, asking.habits_in(survey)) if survey.instrument == Instrument.PULSE.value else None
    )
    told = gather(Instrument(survey.instrument), list(answers.values()), place=place)
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
