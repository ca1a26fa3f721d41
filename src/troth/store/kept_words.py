"""Words that came by mail, in the drafts of whoever wrote them, until they send or change them on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from troth.actions.days import stamp_of
from troth.store import models, private
from troth.store.prepared import prepared

BY_MAIL = "mailed"


@dataclass(frozen=True)
class Words:
    """Words that came by mail and wait for their writer's click, and when they came, in ms UTC."""

    words: str
    at: int


def keep_words(person: models.Person, key: str, words: str, more: Mapping[str, Sequence[str]]) -> None:
    """Keep words that came by mail in a draft, below what stands there already; `more` are fields that were empty."""
    kept = private.draft_of(person, key)
    earlier = "\n".join(kept.get("words", [])).strip()
    fields = {name: list(values) for name, values in more.items()} | kept
    fields |= {
        "words": [f"{earlier}\n\n{words}" if earlier else words],
        BY_MAIL: [str(stamp_of(timezone.now()))],
    }
    private.keep_draft(person, key, fields)


def words_by_mail(person: models.Person, key: str) -> Words | None:
    """Return what somebody wrote by mail and has neither sent nor changed on a page; None when there is nothing."""
    for kept in _drafts(person.pk, key):
        said = kept.get(BY_MAIL)
        return Words("\n".join(kept["words"]), int(said[0])) if said else None
    return None


@prepared
def _drafts(person: int, key: str) -> QuerySet[models.Draft, dict[str, list[str]]]:
    return models.Draft.objects.filter(person=person, key=key).values_list("fields", flat=True)
