"""What one organisation's people answer in a trust pulse or a health check: private to it, and never an entry.

What the other side is told is gathered from it and sealed; single answers stay here.
"""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Organisation, Person
from troth.store.models.record import Alliance


class Survey(models.Model):
    """One organisation's part in one round: what is asked, until when, and whether its side is in."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="surveys")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    object = models.CharField(
        max_length=40, help_text="the round in the record, or a name of its own where inner"
    )
    instrument = models.CharField(max_length=16)
    inner = models.BooleanField(
        default=False, help_text="asked of one's own people alone, and never in the record"
    )
    until = models.DateField()
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    told = models.TextField(
        blank=True, help_text="what was gathered of an inner round; of others it is sealed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "object"], name="one_survey_per_side_and_round")
        ]
        indexes = [
            models.Index(
                fields=["alliance", "organisation"],
                name="survey_open",
                condition=models.Q(closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.object}"


class SurveyAnswer(models.Model):
    """One person who is asked in a round, and what they answered once they have sealed it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answer = models.JSONField(default=dict)
    sealed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="one_answer_per_person")]
        indexes = [
            models.Index(fields=["person"], name="survey_unanswered", condition=models.Q(sealed=False))
        ]

    def __str__(self) -> str:
        return str(self.survey_id)


class SurveyPause(models.Model):
    """Until when somebody is not reminded that it is time to ask again; theirs alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    instrument = models.CharField(max_length=16)
    until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance", "instrument"], name="one_pause_per_survey")
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.until}"
