"""What a person writes to be understood, or to say how they understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from troth.actions.listening import MOST_WORDS

TOO_LONG = f"Up to {MOST_WORDS:,} characters can be played back. Say it in parts."


def words(*, needed: str = "") -> forms.CharField:
    """This function will return a field for somebody's own words, needed when a sentence says why."""
    said = {"required": needed, "max_length": TOO_LONG}
    return forms.CharField(required=bool(needed), max_length=MOST_WORDS, error_messages=said)


class Put(forms.Form):
    """A statement, and whether and of whom a playback is asked."""

    words = words(needed="Write down what you mean; one or two sentences are best.")
    asks = forms.BooleanField(required=False)
    to = forms.ChoiceField(required=False)
    about = forms.CharField(required=False, max_length=40)
    draft = forms.CharField(required=False, max_length=20)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], partner: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", f"Whoever at {partner} it concerns"), *people]


class Said(forms.Form):
    """Words that may be left out."""

    words = words()


class Ask(forms.Form):
    """A sentence that both sides read for themselves."""

    words = words(needed="Write the sentence or the words that both sides are to read.")


class PlayBack(forms.Form):
    """How one understands it."""

    words = words(needed="Say how you understand it, as you would explain it to a colleague.")


class Correct(forms.Form):
    """The part that did not come across."""

    words = words(needed="Say again only the part that did not come across; the rest is understood.")


FORMS: dict[str, type[forms.Form]] = {
    "ask": Said,
    "play_back": PlayBack,
    "confirm": Said,
    "correct": Correct,
    "differ": Said,
    "leave": Said,
    "withdraw": Said,
}
