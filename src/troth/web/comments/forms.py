"""What a person writes in a comment."""

from __future__ import annotations

from django import forms

from troth.actions.comments import MOST_WORDS

LONG = f"A comment has up to {MOST_WORDS:,} characters. Say it in parts."
NEEDED = "Write what you want to say."


class Said(forms.Form):
    """The words of a comment."""

    words = forms.CharField(max_length=MOST_WORDS, error_messages={"required": NEEDED, "max_length": LONG})
