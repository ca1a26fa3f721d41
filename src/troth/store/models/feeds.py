"""The addresses at which a person's own calendar fetches what is due. Private to them."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Person
from troth.store.models.record import Alliance


class Feed(models.Model):
    """One address: of one alliance, or of all that has the person's name. Whoever knows it reads what they may read.

    The token is made from the node's own secret and the salt, so that its owner may see the address again, and nothing
    that stands here opens it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feeds")
    alliance = models.ForeignKey(Alliance, null=True, on_delete=models.CASCADE, related_name="+")
    salt = models.CharField(max_length=32)
    token_hash = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the token; the token is never kept"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance"], name="one_feed_per_alliance"),
            models.UniqueConstraint(
                fields=["person"], name="one_feed_of_all", condition=models.Q(alliance=None)
            ),
        ]

    def __str__(self) -> str:
        return f"feed of {self.person}"
