"""What a person types about their own list and about reported history."""

from __future__ import annotations

from typing import Any

from django import forms

from troth.core.values import Stake
from troth.store.history import Words
from troth.store.models import PastPromise

STAKES = [("", "Not said"), *((each.value, each.value.capitalize()) for each in Stake)]
DAY = {"required": "Choose a day.", "invalid": "Write the day as 2026-11-27."}


class Noted(forms.Form):
    """One promise of the own list."""

    title = forms.CharField(
        max_length=500, error_messages={"required": "Say what was promised; a few words are enough."}
    )
    received = forms.ChoiceField(choices=[("yes", "They promised us"), ("no", "We promised them")])
    promised = forms.DateField(error_messages=DAY)
    made = forms.DateField(required=False, error_messages=DAY)
    delivered = forms.DateField(required=False, error_messages=DAY)
    stake = forms.ChoiceField(choices=STAKES, required=False)
    area = forms.CharField(max_length=120, required=False)
    person = forms.CharField(max_length=160, required=False)
    reference = forms.CharField(max_length=160, required=False)

    def words(self) -> Words:
        """This function will return what was typed as the list keeps it."""
        said: dict[str, Any] = self.cleaned_data
        return Words(
            title=said["title"],
            promised=said["promised"],
            received=said["received"] == "yes",
            person=said["person"],
            made=said["made"],
            delivered=said["delivered"],
            stake=Stake(said["stake"]) if said["stake"] else None,
            area=said["area"],
            reference=said["reference"],
        )


class NotedFor(Noted):
    """The same, with the partner named."""

    partner = forms.CharField(
        max_length=160, error_messages={"required": "Name the partner; a firm's name is enough."}
    )


def as_noted(row: PastPromise) -> dict[str, object]:
    """This function will return a promise of the own list as the form shows it."""
    return {
        "title": row.title,
        "received": "yes" if row.received else "no",
        "promised": row.promised,
        "made": row.made,
        "delivered": row.delivered,
        "stake": row.stake,
        "area": row.area,
        "person": row.person,
        "reference": row.reference,
    }
