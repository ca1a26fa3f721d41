"""What is put down together: one sentence, and for the purpose what one's own side brings."""

from __future__ import annotations

from django import forms


class Put(forms.Form):
    """A purpose or an objective in one sentence."""

    text = forms.CharField(
        max_length=2000,
        error_messages={"required": "Write it down in one sentence; your partner can change it."},
    )
    ours = forms.CharField(required=False, max_length=2000)
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
