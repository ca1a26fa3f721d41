"""What a firm's own record says of its dates: private to it, made from what it promised, and made again at any time."""

from __future__ import annotations

from django.db import models

from troth.core.promises.forecast import Ending
from troth.store.models.people import Organisation, Person
from troth.store.models.record import Alliance


class Lead(models.Model):
    """One promise of a firm, its own in an alliance or of its history, as forecasts see it. Days count from 1970."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="leads")
    name = models.CharField(max_length=40, help_text="the promise's object, else which row of history it is")
    alliance = models.ForeignKey(Alliance, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    promiser = models.CharField(max_length=32, help_text="who promised, under a name that names nobody")
    area = models.CharField(max_length=120, blank=True)
    project = models.BooleanField(default=False, help_text="the first date of a whole project")
    made = models.IntegerField()
    lead_days = models.PositiveIntegerField(help_text="to the day that was intended")
    promised_days = models.PositiveIntegerField(help_text="to the day that was promised first")
    ending = models.CharField(max_length=9, choices=[(each.value, each.value) for each in Ending])
    days = models.IntegerField(default=0, help_text="to delivery, or to the day it was withdrawn")
    warned = models.BooleanField(default=False)
    early = models.FloatField(
        null=True, help_text="what was advised when it was made, in intended leads: P10"
    )
    even = models.FloatField(null=True)
    eight = models.FloatField(null=True)
    nine = models.FloatField(null=True)
    said = models.JSONField(null=True, help_text="the chances that were reckoned for these three")
    risk_when_made = models.FloatField(null=True)
    risk = models.FloatField(null=True, help_text="that its day passes, as of the day it was looked at")
    point = models.CharField(max_length=8, blank=True, help_text="why a word may be worth while, as of a day")
    told = models.CharField(
        max_length=40, blank=True, help_text="the points that its own side was reminded at"
    )
    quiet_above = models.FloatField(null=True, help_text="put away at this risk; twice of it speaks again")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_lead_per_promise")]
        indexes = [
            models.Index(
                fields=["organisation"], name="lead_open", condition=models.Q(ending=Ending.OPEN.value)
            ),
            models.Index(fields=["organisation"], name="lead_point", condition=models.Q(point__gt="")),
            models.Index(fields=["organisation", "made"], name="lead_made"),
        ]

    def __str__(self) -> str:
        return self.name


class LeadTally(models.Model):
    """One level of a firm's record of leads: weights by bin of what has ended there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32, help_text="which level, under a name that names nobody")
    done = models.JSONField(default=dict)
    withdrawn = models.JSONField(default=dict)
    pieces = models.PositiveIntegerField(default=0)
    mark = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_tally_per_level")]

    def __str__(self) -> str:
        return self.key


class LeadPlan(models.Model):
    """How far a firm's record of leads has been read, and what it is sorted by."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="lead_plan")
    short_days = models.FloatField()
    long_days = models.FloatField()
    half_life_days = models.FloatField()
    made_of = models.PositiveIntegerField(default=0)
    upto = models.BigIntegerField(default=0, help_text="the number of the last entry that was read")
    stale = models.BooleanField(default=False, help_text="history was brought in or taken away since")
    looked = models.DateField(null=True, help_text="the day as of which every open promise was looked at")

    def __str__(self) -> str:
        return f"{self.organisation} up to {self.upto}"
