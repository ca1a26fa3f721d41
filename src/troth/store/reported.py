"""A link of a mail that came to the wrong person: it ends with all that are about the same, and its person is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.core.alliance import RIGHTS, Right
from troth.store import mailed, models, outbox
from troth.store.languages import reading_in
from troth.store.queries.mailed import Asked

OWN = (
    _("Somebody opened a link from a mail to you, said that they are not you, and did nothing with it."),
    _(
        "No link about the same thing that was mailed to you until now works any more. Nothing was said in your name "
        "by this one."
    ),
    _(
        "If you passed the mail on, all is well. If you did not, somebody else may read your mailbox: change its "
        "password, and tell whoever looks after your organisation’s page."
    ),
    _("You can still answer. On this page you have a new link sent to you, or sign in:"),
)
MANAGERS = (
    _(
        "Somebody opened a link from a mail to {name}, said that they are not {name}, and did nothing with it. The "
        "link works no more."
    ),
    _(
        "{name} has been told. Most often a mail was passed on. If it was not, somebody else may read that mailbox: "
        "ask {name} to change its password."
    ),
)
BEFORE = _("Here is a new link, in place of the one that came to somebody else:")
AFTER = (
    _("It works once, for a fortnight, and opens a page where you confirm; nothing happens by opening it."),
    _("If you did not ask for it, leave it be."),
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
            _mail(link, link.person, partial(_to_oneself, page), "you")
            for manager in _managers(link):
                _mail(link, manager, partial(_to_manager, str(link.person)), str(manager.pk))
    return True


def send_anew(link: models.MailLink, *, at: str) -> bool:
    """Mail one new link to the person of one that was reported; `at` is the address in which its token takes the place
    of `{token}`. False when it was not reported."""
    if link.reported_at is None or not settings.TROTH_MAIL:
        return False
    asked = Asked(link.act, link.object, link.entry)
    (token,) = mailed.make(link.person, link.party, [asked], mail=f"anew-{link.pk}")
    _mail(link, link.person, partial(_anew, at.format(token=token)), "anew")
    return True


def _to_oneself(page: str) -> tuple[str, list[str]]:
    return gettext("A link in a mail to you came to somebody else"), [*map(gettext, OWN), page]


def _to_manager(name: str) -> tuple[str, list[str]]:
    subject = gettext("A link in a mail to {name} came to somebody else").format(name=name)
    return subject, [gettext(each).format(name=name) for each in MANAGERS]


def _anew(url: str) -> tuple[str, list[str]]:
    return gettext("Your new link"), [gettext(BEFORE), url, *map(gettext, AFTER)]


def _managers(link: models.MailLink) -> list[models.Person]:
    roles = [role.value for role in RIGHTS[Right.HAND_OVER]]
    rows = models.Membership.objects.filter(
        organisation=link.party.organisation_id, role__in=roles, person__is_active=True
    )
    return [row.person for row in rows.exclude(person=link.person_id).select_related("person").order_by("pk")]


def _mail(
    link: models.MailLink, to: models.Person, words: Callable[[], tuple[str, list[str]]], whom: str
) -> None:
    """`words` says subject and lines, in the language of whoever reads them."""
    key = f"reported-{link.pk}-{whom}"
    with reading_in(to.language):
        subject, said = words()
    text = "\n\n".join(said) + "\n"
    details = {"to": to.email, "subject": subject, "text": text, "key": key, "language": to.language}
    outbox.put(outbox.MAIL, f"mail:{key}", details)
