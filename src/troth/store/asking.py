"""Who of an organisation is asked in a trust pulse or a health check, and what each has answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from troth.actions.days import moment_of
from troth.core.errors import Refusal
from troth.core.judgement.survey import Answer, Instrument, Remark
from troth.core.record.entry import Entry
from troth.core.sealed import Phase
from troth.core.trust import habits
from troth.store import models

ROOM = "blind."
SEALED = Phase.SEALED.name.lower()


class NobodyAsked(Refusal):
    """A round that asks nobody of one's own side."""


class AnsweredAlready(Refusal):
    """Somebody of the side has answered; from then on nobody is taken out, or it would show who has not."""


def people_of(organisation: models.Organisation) -> Sequence[models.Person]:
    """Return everybody of an organisation who can sign in, by name."""
    rows = models.Membership.objects.filter(organisation=organisation, person__is_active=True)
    return sorted(
        (row.person for row in rows.select_related("person")), key=lambda each: str(each).casefold()
    )


def follow(alliance_id: str, entries: Iterable[Entry]) -> None:
    """Ask the people of each side as soon as a round is begun by either, and nobody any more once it has ended.

    Which of it has an effect is read from the round's row, which was brought up to date before.
    """
    names = {entry.object for entry in entries if entry.kind.startswith(ROOM)}
    rows = models.Round.objects.filter(
        alliance=alliance_id, object__in=names, subject__in=[each.value for each in Instrument]
    )
    for row in rows if names else ():
        if row.phase == SEALED:
            for party in models.Party.objects.filter(alliance=alliance_id).select_related("organisation"):
                part_in(party.organisation, row)
        else:
            open_parts = models.Survey.objects.filter(alliance=alliance_id, object=row.object, closed_at=None)
            open_parts.update(closed_at=moment_of(row.changed_at))


def part_in(organisation: models.Organisation, row: models.Round) -> models.Survey:
    """Return an organisation's part in a round on the record, with everybody of it asked where it is new."""
    begun = moment_of(row.put_at)
    survey, made = models.Survey.objects.get_or_create(
        organisation=organisation,
        object=row.object,
        defaults={
            "alliance_id": row.alliance_id,
            "instrument": row.subject,
            "until": row.until or begun.date(),
            "begun_at": begun,
        },
    )
    if made:
        put(survey, [each.pk for each in people_of(organisation)])
    return survey


def put(survey: models.Survey, people: Collection[int]) -> Collection[int]:
    """Ask these people, and return who of them was not asked before.

    Raises `NobodyAsked`, and `AnsweredAlready` when one is taken out after the first answer.
    """
    wanted = set(people) & {each.pk for each in people_of(survey.organisation)}
    if not wanted:
        raise NobodyAsked("Choose at least one person of your side; better from operations to sponsors.")
    asked = set(survey.asked.values_list("person", flat=True))
    gone = asked - wanted
    if gone and survey.asked.filter(sealed=True).exists():
        raise AnsweredAlready(
            "Somebody has answered already. From now on people can be added, not taken out."
        )
    survey.asked.filter(person__in=gone).delete()
    models.SurveyAnswer.objects.bulk_create(
        models.SurveyAnswer(survey=survey, person_id=pk) for pk in sorted(wanted - asked)
    )
    return sorted(wanted - asked)


def answer_to_json(said: Answer) -> dict[str, object]:
    """Write a person's answers as they are kept."""
    return {
        "levels": dict(said.levels),
        "remarks": {key: [each.words, each.shown] for key, each in said.remarks.items()},
        "agrees": said.agrees,
    }


def answer_of(kept: models.SurveyAnswer) -> Answer:
    """Read a person's answers as they were kept."""
    said = kept.answer
    remarks = {key: Remark(words, shown) for key, (words, shown) in said.get("remarks", {}).items()}
    return Answer(said.get("levels", {}), remarks, bool(said.get("agrees")))


def habits_in(survey: models.Survey) -> Mapping[str, float]:
    """How each person who answers a pulse answers beside others of their side, from the side's pulses that are over."""
    over = models.Survey.objects.filter(
        organisation=survey.organisation_id,
        instrument=survey.instrument,
        closed_at__isnull=False,
        asked__person__in=survey.asked.filter(sealed=True).values("person"),
    )
    kept = models.SurveyAnswer.objects.filter(sealed=True, survey__in=over.values("pk"))
    rounds: dict[int, dict[str, Answer]] = {}
    for each in kept.order_by("survey", "person"):
        rounds.setdefault(each.survey_id, {})[str(each.person_id)] = answer_of(each)
    return habits(rounds.values())
