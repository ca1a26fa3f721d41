"""Work to do after a commit, kept in the same transaction as what caused it."""

from __future__ import annotations

from django.db import models


class Outbox(models.Model):
    """One piece of work, leased by a worker; the key makes putting it twice the same as once."""

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    due = models.DateTimeField()
    lease = models.DateTimeField(null=True)
    holder = models.CharField(max_length=40, blank=True, help_text="which worker holds the lease")
    shut_until = models.DateTimeField(
        null=True, help_text="nobody could be written to at all: until then no message is tried"
    )
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(
        null=True, help_text="given up after some tries; the operator may send it again"
    )
    fault = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["done_at", "parked_at", "due"], name="outbox_due"),
            models.Index(
                fields=["shut_until"], name="outbox_shut", condition=models.Q(shut_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key
