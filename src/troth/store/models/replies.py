"""Mail that comes back: what a mail asked, what arrived and was handled, and whose address does not work. Private."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Person
from troth.store.models.record import Party


class MailAsk(models.Model):
    """What one mail asked one person, so that a reply to it can answer that and nothing else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="+", help_text="whose act the mail told of"
    )
    object = models.CharField(max_length=40)
    act = models.CharField(max_length=32, help_text="what a reply becomes")
    entry = models.CharField(max_length=64, blank=True, help_text="what it answers")
    message = models.CharField(
        max_length=200, blank=True, help_text="the Message-ID of the mail, where known"
    )
    known_as = models.CharField(
        max_length=200, blank=True, help_text="the id that a provider has put in its place"
    )
    token_hash = models.CharField(
        max_length=64, null=True, unique=True, help_text="SHA-256 of the token; the token is never kept"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "party", "object", "act", "entry"], name="one_ask_per_mail"
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.object}"


class Incoming(models.Model):
    """A message that arrived: held until it is handled, and known by its Message-ID for a while after that."""

    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the Message-ID")
    raw = models.BinaryField(null=True, help_text="as it came, until it is handled")
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, help_text="when it was first tried")
    handled_at = models.DateTimeField(null=True)
    became = models.CharField(max_length=20, blank=True, help_text="what became of it")

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.became}"


class Bounce(models.Model):
    """Mail to a person did not arrive; known to their own organisation alone, and gone once mail arrives again."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="bounce")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=12, help_text="as in RFC 3463: 5.1.1")

    def __str__(self) -> str:
        return f"{self.person} {self.status}"


class MailboxPlace(models.Model):
    """How far the mailbox of replies has been read."""

    mailbox = models.CharField(max_length=200, unique=True)
    validity = models.BigIntegerField(default=0)
    uid = models.BigIntegerField(default=0)
    at = models.DateTimeField(help_text="when it was last read")

    def __str__(self) -> str:
        return f"{self.mailbox} {self.uid}"
