"""What trust is reckoned from: pieces of evidence, and the sums of weeks that are over. All of it can be made anew."""

from __future__ import annotations

from django.db import models

from troth.store.models.record import Alliance, Party


class Evidence(models.Model):
    """One piece of evidence of how a side acts towards the other; it counts once both logs cite what it rests on."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="evidence")
    trustor = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", help_text="who relies")
    object = models.CharField(max_length=64)
    piece = models.CharField(max_length=110)
    facet = models.CharField(max_length=9)
    at = models.BigIntegerField(help_text="the instant from which it fades, ms UTC")
    known = models.BigIntegerField(help_text="when it came about, where that is later")
    week = models.IntegerField(help_text="the week of `at`, counted from 1970")
    value = models.FloatField()
    stake = models.FloatField()
    weight = models.FloatField()
    batch = models.CharField(max_length=200, blank=True)
    rests_a = models.BigIntegerField(
        default=-1, help_text="up to which place of the log of side a it rests on"
    )
    rests_b = models.BigIntegerField(default=-1)
    counted = models.BooleanField(default=False, help_text="it is in the sums of its week")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "piece"], name="one_piece_of_evidence")]
        indexes = [
            models.Index(fields=["alliance", "object"], name="evidence_object"),
            models.Index(fields=["alliance", "trustor", "facet", "week"], name="evidence_week"),
            # Few pieces are younger than the sums, and whoever reckons trust asks for just these.
            models.Index(fields=["alliance"], name="evidence_uncounted", condition=models.Q(counted=False)),
        ]

    def __str__(self) -> str:
        return self.piece


class EvidenceWeek(models.Model):
    """What all evidence of one week weighs for and against at a fixed instant, asked about a medium stake."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    trustor = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    facet = models.CharField(max_length=9)
    week = models.IntegerField()
    pieces = models.PositiveIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    good_180 = models.FloatField()
    bad_180 = models.FloatField()
    good_365 = models.FloatField()
    bad_365 = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "trustor", "facet", "week"], name="one_sum_of_evidence_per_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.facet} in week {self.week}"


class Stated(models.Model):
    """What the people of one side said of the other in a pulse that was opened for both; no evidence, but beside it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    trustor = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", help_text="whose people")
    object = models.CharField(max_length=64)
    at = models.BigIntegerField(help_text="when it was opened, ms UTC")
    mean = models.FloatField()
    spread = models.FloatField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object", "trustor"], name="stated_once_in_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.object} {self.mean:.2f}"
