"""What belongs to one person's account: the browsers they signed in from, and what they were told. Private to them."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Person


class Device(models.Model):
    """A browser in which a person has signed in; it carries a secret of which only the hash is kept here."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    secret_hash = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=60, help_text="its family in words: Firefox on Windows")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.words} of {self.person}"


class Alert(models.Model):
    """A sentence to a person about their own account; `device` is where it was done, which cannot put it away."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=20)
    words = models.CharField(max_length=60, help_text="the family of the browser it was done with")
    device = models.ForeignKey(Device, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="mailed, or put away by the person")

    class Meta:
        indexes = [models.Index(fields=["person", "told_at"], name="alert_untold")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person}"
