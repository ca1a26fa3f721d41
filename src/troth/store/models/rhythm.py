"""How mail reaches one person and when they are at work: theirs alone, but for the day on which they are back."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Person
from troth.store.models.record import Party

PACES = [(each, each) for each in ("once", "daily", "weekly", "never")]


class Rhythm(models.Model):
    """What somebody set of their mail and their days; without a row everything is as it is for everybody."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="rhythm")
    needs = models.CharField(max_length=6, choices=PACES, default="once")
    comments = models.CharField(max_length=6, choices=PACES, default="once")
    news = models.CharField(max_length=6, choices=PACES, default="once")
    letter = models.CharField(max_length=6, choices=PACES, default="weekly")
    hours = models.JSONField(
        default=list,
        help_text="from and to of each day, Monday first, or null; empty where those of the organisation",
    )
    away_from = models.DateField(null=True)
    away_until = models.DateField(null=True, help_text="the last day of the absence")
    stand_in = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.SET_NULL,
        related_name="stands_in_for",
        help_text="a colleague who was asked to be told meanwhile",
    )
    stands = models.BooleanField(default=False, help_text="whether that colleague has said yes")
    accepts = models.BooleanField(
        default=True, help_text="whether what is delivered is told to that colleague too"
    )
    away_words = models.CharField(
        max_length=300, blank=True, help_text="what partners read beside the day of return"
    )

    def __str__(self) -> str:
        return f"of {self.person}"


class Held(models.Model):
    """One piece of news that waits for somebody's next letter, by numbers alone, as a row of the outbox names it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(help_text="of the letter it waits for")
    act = models.CharField(max_length=48)
    object = models.CharField(max_length=40, blank=True)
    entry = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "act", "entry"], name="one_held_per_act_and_person")
        ]
        indexes = [models.Index(fields=["person", "day"], name="held_day")]

    def __str__(self) -> str:
        return f"{self.act} for {self.person} on {self.day}"
