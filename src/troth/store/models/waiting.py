"""What waits inside one organisation, and what nobody has been told of: private to it, and never an entry."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Organisation, Person
from troth.store.models.record import Alliance


class SecondSignature(models.Model):
    """A yes that somebody has said and that waits for a second signature of their own organisation."""

    WAITS, SIGNED, DECLINED, GONE = "waits", "signed", "declined", "gone"

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    object = models.CharField(max_length=40)
    batch = models.CharField(max_length=32, help_text="what was said in one act is signed in one act")
    text = models.CharField(max_length=64, help_text="the entry that the yes is to")
    stamp = models.CharField(max_length=64, help_text="the state that the yes was said on")
    stake = models.CharField(max_length=6, blank=True, help_text="as the first sets it")
    words = models.TextField(blank=True)
    stands_for = models.CharField(max_length=48, blank=True)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=8, default=WAITS)
    second = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True, help_text="the word to the colleague with which it was declined")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "object"],
                condition=models.Q(status="waits"),
                name="one_second_signature_waits",
            )
        ]
        indexes = [models.Index(fields=["alliance", "object", "status"], name="second_signature_object")]

    def __str__(self) -> str:
        return f"{self.object} {self.status}"


class Untold(models.Model):
    """Something that was put in front of somebody and that no mail told them of, as those who did it see it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="whose people see that it was not told",
    )
    object = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=32)
    whom = models.CharField(max_length=200, help_text="in words for those who did it")
    title = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "alliance", "object", "act", "whom"], name="untold_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.object}: {self.whom}"
