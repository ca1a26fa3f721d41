"""Which invitations wait, and the partners a firm has named before there is an alliance."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from troth.store import models


def open_invitation(alliance: models.Alliance) -> models.Invitation | None:
    """Return the newest invitation that the partner's side may still use."""
    return _open().filter(alliance=alliance).order_by("-pk").first()


def open_colleagues(organisation: models.Organisation) -> list[models.Invitation]:
    """Return whom an organisation has asked in and who has not come yet, oldest first."""
    rows = _open().filter(organisation=organisation, kind=models.Invitation.COLLEAGUE)
    return list(rows.order_by("pk"))


def asked_in(organisation: models.Organisation) -> list[models.Invitation]:
    """Return whom an organisation has asked in and who has not come, also where the link has run out by now."""
    rows = models.Invitation.objects.filter(
        organisation=organisation, kind=models.Invitation.COLLEAGUE, used_at=None
    )
    return list(rows.order_by("pk"))


def partner_named(organisation: models.Organisation, slug: str) -> models.Partner | None:
    """Return a partner that the firm has named in its own list, and has no alliance with."""
    return models.Partner.objects.filter(organisation=organisation, slug=slug, alliance=None).first()


def _open() -> QuerySet[models.Invitation]:
    return models.Invitation.objects.filter(used_at=None, expires_at__gt=timezone.now())
