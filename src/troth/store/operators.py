"""Who looks after the node: they see its page, and nothing more of what others write than before.

It is said where only whoever runs the node can say it: in its terminal, or by the link that set it up.
"""

from __future__ import annotations

from troth.store import models


def look_after(person: models.Person, *, no_more: bool = False) -> None:
    """Keep that somebody looks after the node, or does so no more."""
    person.is_superuser = not no_more
    person.save(update_fields=["is_superuser"])


def looks_after(person: models.Person) -> bool:
    """Say whether somebody looks after the node."""
    return person.is_active and person.is_superuser


def everybody() -> list[models.Person]:
    """Return who looks after the node."""
    return list(models.Person.objects.filter(is_superuser=True, is_active=True).order_by("email"))
