"""The organisations and alliances of this node, for whoever operates it."""

from __future__ import annotations

from troth.store.models import Alliance, Organisation


def firms() -> list[Organisation]:
    """This function will return every organisation on this node, by name."""
    return list(Organisation.objects.order_by("name"))


def alliances() -> list[Alliance]:
    """This function will return every alliance on this node, by its short name."""
    return list(Alliance.objects.order_by("slug"))
