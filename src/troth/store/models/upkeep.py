"""What a node remembers of its own upkeep, for whoever looks after it."""

from __future__ import annotations

from django.db import models


class BackupMade(models.Model):
    """One backup that was written and read through."""

    at = models.DateTimeField()
    where = models.CharField(max_length=400, help_text="the file, as it was named")
    size = models.BigIntegerField()

    def __str__(self) -> str:
        return self.where


class WorkerLife(models.Model):
    """The one row that says since when the worker works, and when it was last heard of."""

    began = models.DateTimeField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"heard of {self.at:%Y-%m-%d %H:%M:%S}"
