"""Who of an organisation is asked in a trust pulse or a health check, and what each has answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from troth.actions.days import moment_of
from troth.core.errors import Refusal
from troth.core.judgement.survey import Answer, Instrument, Remark
from troth.core.record.entry import Entry
from troth.store import models

OPEN = "blind.open/1"


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


def ask_everybody(alliance_id: str, entries: Iterable[Entry]) -> None:
    """Ask the people of each side of this node, as soon as a round is begun by either."""
    for entry in entries:
        what, until = entry.act.get("what"), entry.act.get("until")
        if (
            entry.kind != OPEN
            or what not in [each.value for each in Instrument]
            or not isinstance(until, str)
        ):
            continue
        for party in models.Party.objects.filter(alliance=alliance_id).select_related("organisation"):
            survey, made = models.Survey.objects.get_or_create(
                organisation=party.organisation,
                object=entry.object,
                defaults={
                    "alliance_id": alliance_id,
                    "instrument": what,
                    "until": date.fromisoformat(until),
                    "begun_at": moment_of(entry.at),
                },
            )
            if made:
                put(survey, [each.pk for each in people_of(party.organisation)])


def put(survey: models.Survey, people: Collection[int]) -> None:
    """Ask these people; raises `NobodyAsked`, and `AnsweredAlready` when one is taken out after the first answer."""
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
