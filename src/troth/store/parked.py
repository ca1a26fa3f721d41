"""Judgement that somebody set aside until they know more, and the coach's remarks they do not want to see again.

Every function takes a person and gives or keeps nothing of anybody else's: no colleague's, no partner's, no log's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from troth.core.errors import Refusal
from troth.store import models

DRAFT = "park:"  # under which a half-written thought is kept
MOST_WORDS = 4000
MOST_PHRASES = 500


class NothingThought(Refusal):
    """Nothing was written that could be set aside."""


class DayPassed(Refusal):
    """The day to look again has passed already."""


def park(
    person: models.Person,
    *,
    thought: str,
    unknown: str,
    day: date,
    today: date,
    alliance: models.Alliance | None = None,
) -> models.Parked:
    """Set a thought aside until a day, with what its author does not know yet."""
    if not thought.strip():
        raise NothingThought("Write down what you think; only you read it.")
    _require_to_come(day, today)
    return models.Parked.objects.create(
        person=person,
        alliance=alliance,
        thought=thought.strip()[:MOST_WORDS],
        unknown=unknown.strip()[:MOST_WORDS],
        day=day,
    )


def parked_by(person: models.Person) -> Sequence[models.Parked]:
    """Return what a person has set aside, the nearest day first."""
    rows = models.Parked.objects.filter(person=person, ending="").select_related("alliance")
    return list(rows.order_by("day", "pk"))


def looked_at_again(person: models.Person) -> Sequence[models.Parked]:
    """Return what a person has looked at again and is done with, the latest first."""
    return list(models.Parked.objects.filter(person=person).exclude(ending="").order_by("-ended_at", "-pk"))


def one_parked(person: models.Person, pk: int) -> models.Parked | None:
    """Return one thought that a person set aside; None when it is not theirs."""
    return models.Parked.objects.filter(person=person, pk=pk).select_related("alliance").first()


def look_again(row: models.Parked, day: date, *, today: date) -> None:
    """Put another day on which its author looks again."""
    _require_to_come(day, today)
    row.day = day
    row.save(update_fields=["day"])


def end(row: models.Parked, ending: str, *, learnt: str = "") -> None:
    """Be done with it: it was let go, or it became a question to the partner."""
    row.ending, row.learnt, row.ended_at = ending, learnt.strip()[:MOST_WORDS], timezone.now()
    row.save(update_fields=["ending", "learnt", "ended_at"])


def delete(row: models.Parked) -> None:
    """Delete it for good."""
    row.delete()


def dismissed_by(person: models.Person) -> frozenset[str]:
    """Return the phrases of the remarks that a person does not want to see again."""
    return frozenset(models.Dismissal.objects.filter(person=person).values_list("phrase", flat=True))


def dismiss(person: models.Person, phrase: str) -> None:
    """Keep that a person does not want to see a remark again; the oldest are forgotten where there are very many."""
    models.Dismissal.objects.get_or_create(person=person, phrase=phrase[:200])
    kept = models.Dismissal.objects.filter(person=person).order_by("-pk").values("pk")[:MOST_PHRASES]
    models.Dismissal.objects.filter(person=person).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()


def phrases_of(person: models.Person) -> Sequence[models.Dismissal]:
    """Return the remarks that a person does not want to see again, by phrase."""
    return list(models.Dismissal.objects.filter(person=person).order_by("phrase"))


def hear_again(person: models.Person, pk: int | None = None) -> bool:
    """Forget that a person dismissed one remark, or with no number any; say whether there was one of theirs."""
    mine = models.Dismissal.objects.filter(person=person)
    return bool((mine if pk is None else mine.filter(pk=pk)).delete()[0])


def keep_coach(person: models.Person, coach: bool) -> None:
    """Keep whether a person wants the coach beside what they write."""
    person.coach = coach
    person.save(update_fields=["coach"])


def _require_to_come(day: date, today: date) -> None:
    if day <= today:
        raise DayPassed("Choose a day to come on which you look again.")
