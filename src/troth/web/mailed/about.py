"""Who acts for whom by a link of a mail, and where what it is about is read: what each of its pages shows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from troth.store.models import MailLink
from troth.store.queries.people import Seat

ROOMS = {"pr_": "promise", "st_": "statement", "cn_": "concern", "bl_": "survey", "in_": "survey"}


def about(seat: Seat, link: MailLink) -> dict[str, Any]:
    """This function will return who acts for whom, on whose clock, and where the thing is read."""
    return {
        "person": SimpleNamespace(name=str(seat.person), colour=seat.colour),
        "firm": seat.organisation,
        "colour": seat.colour,
        "partner_short": seat.partner_name,
        "zone": seat.person.zone,
        "page": page_of(link),
        "act": link.act,
    }


def page_of(link: MailLink) -> str:
    """This function will return the page of what a link is about."""
    return reverse(ROOMS[link.object[:3]], args=[link.party.alliance.slug, link.object])
