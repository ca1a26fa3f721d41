"""A link of a mail that came to the wrong person: it ends with all that are about the same, and its person is told."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from troth.core.alliance import RIGHTS, Right
from troth.store import mailed, models, outbox
from troth.store.queries.mailed import Asked

SUBJECT = "A link in a mail to {name} came to somebody else"
OWN = (
    "Somebody opened a link from a mail to you, said that they are not you, and did nothing with it.",
    "No link about the same thing that was mailed to you until now works any more. Nothing was said in your name by "
    "this one.",
    "If you passed the mail on, all is well. If you did not, somebody else may read your mailbox: change its password, "
    "and tell whoever looks after your organisation’s page.",
    "You can still answer. On this page you have a new link sent to you, or sign in:",
)
MANAGERS = (
    "Somebody opened a link from a mail to {name}, said that they are not {name}, and did nothing with it. The link "
    "works no more.",
    "{name} has been told. Most often a mail was passed on. If it was not, somebody else may read that mailbox: ask "
    "{name} to change its password.",
)
ANEW = (
    "Here is a new link, in place of the one that came to somebody else:",
    "{url}",
    "It works once, for a fortnight, and opens a page where you confirm; nothing happens by opening it.",
    "If you did not ask for it, leave it be.",
)


def report(link: models.MailLink, *, page: str) -> bool:
    """End a link, and those of the same person about the same thing, and tell them and their managers; False when it
    has been used, or was reported before. `page` is where the person goes on."""
    now = timezone.now()
    with transaction.atomic():
        free = models.MailLink.objects.filter(used_at=None, reported_at=None)
        if not free.filter(pk=link.pk).update(reported_at=now):
            return False
        free.filter(person=link.person_id, party=link.party_id, object=link.object).update(reported_at=now)
        if settings.TROTH_MAIL:
            name = str(link.person)
            _mail(link, link.person.email, SUBJECT.format(name="you"), [*OWN, page], "you")
            for manager in _managers(link):
                said = [each.format(name=name) for each in MANAGERS]
                _mail(link, manager.email, SUBJECT.format(name=name), said, str(manager.pk))
    return True


def send_anew(link: models.MailLink, *, at: str) -> bool:
    """Mail one new link to the person of one that was reported; `at` is the address in which its token takes the place
    of `{token}`. False when it was not reported."""
    if link.reported_at is None or not settings.TROTH_MAIL:
        return False
    asked = Asked(link.act, link.object, link.entry)
    (token,) = mailed.make(link.person, link.party, [asked], mail=f"anew-{link.pk}")
    said = [each.format(url=at.format(token=token)) for each in ANEW]
    _mail(link, link.person.email, "Your new link", said, "anew")
    return True


def _managers(link: models.MailLink) -> list[models.Person]:
    roles = [role.value for role in RIGHTS[Right.HAND_OVER]]
    rows = models.Membership.objects.filter(
        organisation=link.party.organisation_id, role__in=roles, person__is_active=True
    )
    return [row.person for row in rows.exclude(person=link.person_id).select_related("person").order_by("pk")]


def _mail(link: models.MailLink, to: str, subject: str, said: list[str], whom: str) -> None:
    key = f"reported-{link.pk}-{whom}"
    details = {"to": to, "subject": subject, "text": "\n\n".join(said) + "\n", "key": key}
    outbox.put(outbox.MAIL, f"mail:{key}", details)
