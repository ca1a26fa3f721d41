"""What is filled in on an organisation's page: its day, an invitation, a role."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from troth.core.values import Role, Stake
from troth.web.start.forms import ADDRESS, line
from troth.web.whereabouts import countries, zones

ROLES = [
    (role.value, role.value.capitalize()) for role in (Role.MEMBER, Role.VIEWER, Role.MANAGER, Role.ADMIN)
]
TIME = {"required": "This is needed.", "invalid": "Write it as 09:00."}


class About(forms.Form):
    """The organisation's names, place and working day."""

    name = line(120)
    short = line(40)
    country = forms.ChoiceField(choices=countries, required=False)
    place = line(80, required=False)
    zone = forms.ChoiceField(choices=zones)
    opens = forms.TimeField(error_messages=TIME)
    closes = forms.TimeField(error_messages=TIME)

    def clean(self) -> dict[str, object]:
        """Refuse a day that ends before it begins."""
        said = super().clean() or {}
        opens, closes = said.get("opens"), said.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", "This comes before the day begins. Choose a later time.")
        return said


class Ask(forms.Form):
    """Who is asked in, and what they may do."""

    email = forms.EmailField(error_messages=ADDRESS)
    role = forms.ChoiceField(choices=ROLES, initial=Role.MEMBER.value)

    def offer(self, roles: Sequence[Role]) -> None:
        """Offer only the roles that the inviter may give."""
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in ROLES if Role(choice[0]) in roles]


class TwoSignatures(forms.Form):
    """From which stake on a second person signs a yes too."""

    second_from = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Never"),
            (Stake.HIGH.value, "From high stake on"),
            (Stake.MEDIUM.value, "From medium stake on"),
        ],
    )


class RoleOf(forms.Form):
    """What a colleague may do from now on."""

    role = forms.ChoiceField(choices=ROLES)
