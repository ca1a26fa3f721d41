"""The organisations of this node, for whoever operates it."""

from __future__ import annotations

from troth.store.models import Organisation


def firms() -> list[Organisation]:
    """This function will return every organisation on this node, by name."""
    return list(Organisation.objects.order_by("name"))
