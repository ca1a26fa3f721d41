"""What a person writes to put a clause, or a change of one; each kind asks for its own words."""

from __future__ import annotations

from typing import Any

from django import forms

from troth.actions.charter import MOST_WORDS, WANTED
from troth.core.charter import Every, Hours, Kind, Meeting
from troth.web.charter.words import OFTEN, lasts
from troth.web.promises.forms import day
from troth.web.whereabouts import zones

TOO_LONG = f"A clause holds up to {MOST_WORDS:,} characters. Make two of it."


class Put(forms.Form):
    """A clause of one kind."""

    title = forms.CharField(max_length=200)
    words = forms.CharField(required=False, max_length=MOST_WORDS, error_messages={"max_length": TOO_LONG})
    who = forms.CharField(required=False, max_length=200)
    every = forms.ChoiceField(required=False, choices=[(each.value, said) for each, said in OFTEN.items()])
    first = day()
    at = forms.TimeField(required=False, error_messages={"invalid": "Write it as 09:00."})
    minutes = forms.ChoiceField(
        required=False,
        choices=[(str(each), lasts(each)) for each in (15, 30, 45, 60, 90, 120, 180, 240, 480)],
    )
    zone = forms.ChoiceField(required=False, choices=zones)
    draft = forms.CharField(required=False, max_length=20)

    def __init__(self, *args: Any, kind: Kind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        title, words = WANTED[kind]
        self.fields["title"].error_messages["required"] = title
        self.fields["words"].required = bool(words)
        if words:
            self.fields["words"].error_messages["required"] = words

    def clean(self) -> dict[str, Any]:
        """Ask for the first day of a meeting that has a rhythm, and for no day of one that is held when needed."""
        told = super().clean() or {}
        rhythm = told.get("every") not in (None, "", Every.NEEDED.value)
        if self.kind is Kind.CADENCE and rhythm and not told.get("first") and "first" not in self.errors:
            self.add_error("first", "Choose the first day; the next ones follow from it.")
        return told

    @property
    def meeting(self) -> Meeting | None:
        """The rhythm as it was chosen; None for every other kind."""
        if self.kind is not Kind.CADENCE:
            return None
        said = self.cleaned_data
        every = Every(said["every"] or Every.NEEDED.value)
        if every is Every.NEEDED:
            return Meeting(every)
        hours = Hours(said["at"], int(said["minutes"] or 60), said["zone"] or "UTC") if said["at"] else None
        return Meeting(every, said["first"], hours)
