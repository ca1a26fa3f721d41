"""Words that came by mail, in the drafts of whoever wrote them, until they send or change them on a page.

A link goes with them to their writer's mailbox, by which they are sent from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from troth.actions.days import stamp_of
from troth.store import models, private
from troth.store.mailasks import PLAY_BACK, WARN
from troth.store.prepared import prepared

BY_MAIL, BY_LINK = "mailed", "links"


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


def key_of(slug: str, object_id: str, act: str) -> str:
    """Return the name of the draft in which the words of a reply wait; empty where a reply becomes something else."""
    if act == WARN or (act == PLAY_BACK and object_id.startswith("cn_")):
        return private.act_key(object_id, act)
    return private.hearing_key(slug, object_id, act) if act == PLAY_BACK else ""


def lead_to(person: models.Person, key: str, token_hash: str) -> None:
    """Let a link of a mail show the words that wait in a draft, to whoever has that mail."""
    kept = private.draft_of(person, key)
    private.keep_draft(person, key, kept | {BY_LINK: [*kept.get(BY_LINK, []), token_hash]})


def words_behind(link: models.MailLink) -> str:
    """Return the words that a link was made for, while they wait unchanged; empty for every other link."""
    key = key_of(link.party.alliance.slug, link.object, link.act)
    kept = private.draft_of(link.person, key) if key else {}
    led = BY_MAIL in kept and link.token_hash in kept.get(BY_LINK, [])
    return "\n".join(kept["words"]) if led else ""


def sent_by(link: models.MailLink) -> None:
    """Forget the words that a link was made for: they are sent."""
    if words_behind(link):
        private.forget_draft(link.person, key_of(link.party.alliance.slug, link.object, link.act))


def words_by_mail(person: models.Person, key: str) -> Words | None:
    """Return what somebody wrote by mail and has neither sent nor changed on a page; None when there is nothing."""
    for kept in _drafts(person.pk, key):
        said = kept.get(BY_MAIL)
        return Words("\n".join(kept["words"]), int(said[0])) if said else None
    return None


@prepared
def _drafts(person: int, key: str) -> QuerySet[models.Draft, dict[str, list[str]]]:
    return models.Draft.objects.filter(person=person, key=key).values_list("fields", flat=True)
