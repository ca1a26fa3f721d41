"""What a person writes to put a clause, or a change of one; each kind asks for its own words."""

from __future__ import annotations

from typing import Any

from django import forms

from troth.actions.charter import MOST_WORDS, WANTED
from troth.core.charter import Every, Kind, Meeting
from troth.web.charter.words import OFTEN
from troth.web.promises.forms import day

TOO_LONG = f"A clause holds up to {MOST_WORDS:,} characters. Make two of it."


class Put(forms.Form):
    """A clause of one kind."""

    title = forms.CharField(max_length=200)
    words = forms.CharField(required=False, max_length=MOST_WORDS, error_messages={"max_length": TOO_LONG})
    who = forms.CharField(required=False, max_length=200)
    every = forms.ChoiceField(required=False, choices=[(each.value, said) for each, said in OFTEN.items()])
    first = day()
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
        every = Every(self.cleaned_data["every"] or Every.NEEDED.value)
        return Meeting(every, None if every is Every.NEEDED else self.cleaned_data["first"])
