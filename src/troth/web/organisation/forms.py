"""What is filled in on an organisation's page: its day, an invitation, a role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django import forms

from troth.core.alliance import Asked, FactorRule
from troth.core.values import Role, Stake
from troth.store.models import Organisation
from troth.web.start.forms import ADDRESS, line
from troth.web.whereabouts import countries, zones

ROLES = [
    (role.value, role.value.capitalize()) for role in (Role.MEMBER, Role.VIEWER, Role.MANAGER, Role.ADMIN)
]
IN_A_FORTNIGHT = timedelta(days=14)
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


class Factor(forms.Form):
    """Of whom a second factor is asked, and from which day on."""

    asked = forms.ChoiceField(choices=[(asked.value, "") for asked in Asked], required=False)
    since = forms.DateField(required=False, error_messages={"invalid": "Write it as a day, 2026-12-07."})

    def __init__(self, data: object = None, *, set_now: FactorRule, today: date) -> None:
        since = set_now.since or today + IN_A_FORTNIGHT
        super().__init__(data, initial={"asked": set_now.asked.value, "since": since})  # type: ignore[arg-type]
        self.set_now, self.today = set_now, today

    def clean(self) -> dict[str, object]:
        """Refuse a day that is over, unless it is the one that was set."""
        said = super().clean() or {}
        since = said.get("since")
        if not said.get("asked") or self.errors:
            return said
        if not isinstance(since, date):
            self.add_error("since", "From which day on? People need to know it before.")
        elif since < self.today and since != self.set_now.since:
            self.add_error("since", "This day is over. Choose today or one to come.")
        return said

    def rule(self) -> FactorRule:
        """Return what was chosen."""
        return FactorRule(Asked(self.cleaned_data["asked"]), self.cleaned_data["since"])


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


class Receipts(forms.Form):
    """Where receipts of the record are mailed."""

    receipts_to = forms.EmailField(required=False, error_messages=ADDRESS)

    @classmethod
    def of(cls, organisation: Organisation) -> Receipts:
        """Return it as it is set now."""
        return cls(initial={"receipts_to": organisation.receipts_to})


class MailAnswers(forms.Form):
    """Whether people sign in before they act by a link in a mail."""

    sign_in = forms.BooleanField(required=False)


class RoleOf(forms.Form):
    """What a colleague may do from now on."""

    role = forms.ChoiceField(choices=ROLES)
