"""What a person writes about a difference: how it is with their side, a bridge, whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from troth.actions.differences import MOST_WORDS
from troth.core.charter.differences import Kind
from troth.web.differences.words import KINDS
from troth.web.promises.forms import day

TOO_LONG = f"Up to {MOST_WORDS:,} characters stand well beside the other side’s."
TELL = "Tell how it is with your side, as you would tell a new colleague."
BRIDGE = "Write down the bridge: what each side does so that both can work with it."


def words(needed: str = "") -> forms.CharField:
    """This function will return a field for somebody's own words, needed when a sentence says why."""
    said = {"required": needed, "max_length": TOO_LONG}
    return forms.CharField(required=bool(needed), max_length=MOST_WORDS, error_messages=said)


class Named(forms.Form):
    """A difference that is not named yet."""

    kind = forms.ChoiceField(
        choices=[(kind.value, said) for kind, said in KINDS.items()],
        initial=Kind.DECISIONS.value,
        error_messages={"required": "Choose in what you differ; “something else” is an answer too."},
    )
    title = forms.CharField(
        max_length=200,
        error_messages={"required": "Give the difference a name, such as: how a decision is made."},
    )
    words = words(TELL)
    draft = forms.CharField(required=False, max_length=20)


class Told(forms.Form):
    """How it is with one's own side."""

    words = words(TELL)


class Bridge(forms.Form):
    """A bridge, what keeps it, and the day on which both look whether it holds."""

    words = words(BRIDGE)
    promise = forms.ChoiceField(required=False)
    day = day()

    def __init__(self, *args: Any, promises: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["promise"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "No promise"), *promises]


class Looked(forms.Form):
    """Whether the bridge holds, and when to look again."""

    holds = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        error_messages={"required": "Say whether it holds; “not yet” is an answer too."},
    )
    words = words()
    again = day()

    def __init__(self, *args: Any, since: date | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.since = since

    def clean_again(self) -> date | None:
        """Look again on a later day than the one that is looked at now."""
        again: date | None = self.cleaned_data["again"]
        if again is not None and self.since is not None and again <= self.since:
            raise forms.ValidationError("Choose a day after the one on which you look now.")
        return again
