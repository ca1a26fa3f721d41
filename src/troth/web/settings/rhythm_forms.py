"""What somebody sets of their mail, their hours and their absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms

from troth.actions.rhythm import PACES, WEEK, Hours, Pace, Sort, Work
from troth.store.absence import LONGEST_AWAY, MOST_WORDS
from troth.store.absence import Absence as Kept
from troth.store.models import Person
from troth.web.days import DAYS

DAY = {"required": "Choose a day.", "invalid": "Write the day as in 2026-12-21, or choose it."}
TIME = {"invalid": "Write the hour as in 08:30."}


class Rhythm(forms.Form):
    """How soon each kind of mail comes, and from when to when one is at work on each day of the week."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for sort, paces in PACES.items():
            self.fields[sort.value] = forms.ChoiceField(choices=[(pace.value, pace.value) for pace in paces])
        for n in range(WEEK):
            for end in ("from", "to"):
                self.fields[f"{end}_{n}"] = forms.TimeField(
                    required=False, input_formats=["%H:%M", "%H:%M:%S"], error_messages=TIME
                )

    @staticmethod
    def said_of(kept: Mapping[Sort, str], work: Work) -> dict[str, str]:
        """Return what is set now."""
        said = {sort.value: pace for sort, pace in kept.items()}
        for n, hours in enumerate(work.hours):
            if hours is not None:
                said |= {f"from_{n}": f"{hours.opens:%H:%M}", f"to_{n}": f"{hours.closes:%H:%M}"}
        return said

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of a day, and for one day at least."""
        said = super().clean() or {}
        for n, day in enumerate(DAYS):
            opens, closes = said.get(f"from_{n}"), said.get(f"to_{n}")
            if not {f"from_{n}", f"to_{n}"} & self.errors.keys() and (opens is None) != (closes is None):
                self.add_error(f"from_{n}", f"On {day} one end is missing. Leave both empty for a day off.")
            if opens is not None and opens == closes:
                self.add_error(f"from_{n}", f"On {day} both ends are the same.")
        if not self.errors and not any(self.hours()):
            self.add_error("from_0", "Say of one day at least when you are at work.")
        return said

    def hours(self) -> Sequence[Hours | None]:
        """Return the hours that were said."""
        return [
            _hours(self.cleaned_data.get(f"from_{n}"), self.cleaned_data.get(f"to_{n}")) for n in range(WEEK)
        ]

    def kept_hours(self, usual: Sequence[Hours | None]) -> Sequence[object]:
        """Return the hours as they are kept; nothing where they are those of the organisation, which may change."""
        hours = self.hours()
        if tuple(hours) == tuple(usual):
            return []
        return [[f"{each.opens:%H:%M}", f"{each.closes:%H:%M}"] if each else None for each in hours]

    def paces(self) -> Mapping[Sort, Pace]:
        """Return how soon each kind comes."""
        return {sort: Pace(self.cleaned_data[sort.value]) for sort in Sort}

    @property
    def of_day(self) -> Sequence[str]:
        """What is the matter with the hours, in the order of the days."""
        names = [f"{end}_{n}" for n in range(WEEK) for end in ("from", "to")]
        return [str(self.errors[name][0]) for name in names if name in self.errors]


class Absence(forms.Form):
    """From when to when somebody is away, who is asked to stand in, and what partners read."""

    first = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=DAY)
    last = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=DAY)
    stand_in = forms.ChoiceField(required=False)
    accepts = forms.BooleanField(required=False)
    words = forms.CharField(
        required=False,
        max_length=MOST_WORDS,
        error_messages={"max_length": f"Up to {MOST_WORDS} characters."},
    )

    def __init__(self, *args: Any, today: date, colleagues: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_away_%s", **more})
        self.today = today
        self.people = {str(each.pk): str(each) for each in colleagues}
        named = [(str(each.pk), _named(each)) for each in colleagues]
        field = self.fields["stand_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody: things wait for me"), *named]

    def clean(self) -> dict[str, Any]:
        """Ask for days in their order, not over already, a year at most."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first is not None and last is not None:
            if last < first:
                self.add_error("last", "The last day comes before the first.")
            elif last < self.today:
                self.add_error("last", "These days are over.")
            elif last - first > LONGEST_AWAY - timedelta(days=1):
                self.add_error("last", "Say a year at most; it can be made longer when you know.")
        return said

    def said(self) -> Kept:
        """Return the absence as it was said."""
        data = self.cleaned_data
        who = int(data["stand_in"]) if data["stand_in"] else None
        return Kept(data["first"], data["last"], who, data["words"].strip(), accepts=data["accepts"])

    @property
    def named(self) -> str:
        """Who is asked to stand in, by name; empty where nobody is."""
        return self.people.get(self.cleaned_data["stand_in"], "")


def _hours(opens: object, closes: object) -> Hours | None:
    return Hours(opens, closes) if isinstance(opens, time) and isinstance(closes, time) else None


def _named(person: Person) -> str:
    return f"{person}, {person.membership.title}" if person.membership.title else str(person)
