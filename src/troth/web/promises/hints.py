"""A quiet hint where an agreed word is used: the word, and what both sides mean by it."""

from __future__ import annotations

from types import SimpleNamespace

from django.urls import reverse

from troth.store.queries.charter import agreed_words
from troth.store.queries.people import Seat


def hints(seat: Seat, *texts: str) -> list[SimpleNamespace]:
    """This function will return the agreed words that these texts use, for parts/agreed_words.html."""
    return [
        SimpleNamespace(
            word=row.text, means=row.details["words"], url=reverse("clause", args=[seat.slug, row.object])
        )
        for row in agreed_words(seat, *texts)
    ]
