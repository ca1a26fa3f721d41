"""What a person writes about a concern: what they saw, how they see it, how they understand it, how much it matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from troth.actions.judgement import MOST_WORDS
from troth.core.judgement import MOST_ALSO, Weight
from troth.web.days import say_number
from troth.web.promises.forms import day

TOO_LONG = f"Up to {MOST_WORDS:,} characters can be played back. Say it in parts."
SENTENCES = [(str(weight.level), weight.value) for weight in Weight]
MOST_EVIDENCE = MOST_ALSO + 1
Choices = Sequence[tuple[str, str]]


def words(*, needed: str = "") -> forms.CharField:
    """This function will return a field for somebody's own words, needed when a sentence says why."""
    said = {"required": needed, "max_length": TOO_LONG}
    return forms.CharField(required=bool(needed), max_length=MOST_WORDS, error_messages=said)


class Raise(forms.Form):
    """What somebody saw, when, what it meant for them, and what they would like to understand."""

    observation = words(needed="Say what happened, as a camera would have seen it.")
    day = day(needed="Say on which day it happened.")
    about = forms.MultipleChoiceField(required=False)
    effect = words(needed="Say what it meant for you, so that they can see why you ask.")
    question = words(needed="Ask something whose answer you do not know yet.")
    to = forms.ChoiceField(required=False)
    parked = forms.CharField(required=False, max_length=18)
    draft = forms.CharField(required=False, max_length=20)

    def __init__(
        self, *args: Any, people: Choices, partner: str, evidence: Choices = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, first, rest in (
            ("to", f"Whoever at {partner} it concerns", people),
            ("about", "Nothing that is recorded here", evidence),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *rest]

    def clean_about(self) -> tuple[str, ...]:
        """Give what shows it, each thing once."""
        named = tuple(dict.fromkeys(name for name in self.cleaned_data["about"] if name))
        if len(named) > MOST_EVIDENCE:
            raise forms.ValidationError(f"Name up to {say_number(MOST_EVIDENCE)} things that show it.")
        return named


class Said(forms.Form):
    """Words that may be left out."""

    words = words()


class Tell(forms.Form):
    """How one's own side sees it, and what it would like the other to know."""

    know = words()
    words = words(needed="Say how you see it: what happens on your side, and what it is like.")


class PlayBack(forms.Form):
    """How one understands the other side."""

    words = words(needed="Say how you understand them, as you would explain it to a colleague.")


class Correct(forms.Form):
    """The part that did not come across."""

    words = words(needed="Say again only the part that did not come across; the rest is understood.")


class Weigh(Said):
    """How much it matters, in one of three sentences."""

    weight = forms.ChoiceField(
        choices=SENTENCES,
        error_messages={"required": "Choose one of the three.", "invalid_choice": "Choose one of the three."},
    )


class Park(forms.Form):
    """Why, or until when, it is set aside."""

    words = words(needed="Say in a sentence why, or until when; the other side reads it.")


FORMS: dict[str, type[forms.Form]] = {
    "tell": Tell,
    "play_back": PlayBack,
    "confirm": Said,
    "correct": Correct,
    "weigh": Weigh,
    "park": Park,
    "settle": Said,
    "withdraw": Said,
}
