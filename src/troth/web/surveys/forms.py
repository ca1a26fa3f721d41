"""What a person fills in of a pulse or a health check: a round to begin, who is asked, and the answers themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from troth.core.judgement.survey import QUESTIONS, Answer, Instrument, Remark, items_of
from troth.web.promises.forms import day

LONGEST = 400
NOT_SEEN = "0"
CHOOSE = "Choose one, or say that you have not seen enough."
TOO_LONG = f"Up to {LONGEST} characters; one moment is enough."
NAMES = [(each.value, each.name) for each in Instrument]


class Begin(forms.Form):
    """What is asked, of whom, and until when."""

    instrument = forms.ChoiceField(choices=NAMES)
    within = forms.ChoiceField(choices=[("both", "both"), ("inner", "inner")])
    until = day(needed="Say until when both sides are asked to be in.")
    people = forms.MultipleChoiceField(
        error_messages={
            "required": "Choose at least one person of your side; better from operations to sponsors."
        }
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(people)


class Answers(forms.Form):
    """One person's answers; a field `level_<key>` for each item, `words_<key>` and `shown_<key>` for words about it."""

    agrees = forms.BooleanField(required=False)

    def __init__(self, *args: Any, instrument: Instrument, remarked: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.instrument, self.remarked = instrument, remarked
        choices = [(NOT_SEEN, NOT_SEEN), *((str(level), str(level)) for level in range(1, 6))]
        for item in items_of(instrument):
            said = {"required": CHOOSE, "invalid_choice": CHOOSE}
            self.fields[f"level_{item.key}"] = forms.ChoiceField(choices=choices, error_messages=said)
        for key in remarked:
            self.fields[f"words_{key}"] = forms.CharField(
                required=False, max_length=LONGEST, error_messages={"max_length": TOO_LONG}
            )
            self.fields[f"shown_{key}"] = forms.BooleanField(required=False)

    def answer(self) -> Answer:
        """This function will return what was filled in, once it is valid."""
        said = self.cleaned_data
        levels = {item.key: int(said[f"level_{item.key}"]) for item in items_of(self.instrument)}
        remarks = {
            key: Remark(words, bool(said[f"shown_{key}"]))
            for key in self.remarked
            if (words := " ".join(said[f"words_{key}"].split()))
        }
        return Answer({key: each for key, each in levels.items() if each}, remarks, bool(said["agrees"]))


def remarked_of(instrument: Instrument) -> Sequence[str]:
    """This function will name what words may be said about: each sentence of a pulse, each item and open question."""
    asked = [item.key for item in items_of(instrument)]
    questions = [each.key for each in QUESTIONS[instrument]]
    return [*asked, *questions]


def from_draft(kept: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """This function will return what was typed and not sealed, to begin the form with."""
    return {name: values[-1] for name, values in kept.items() if values}
