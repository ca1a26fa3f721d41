"""What a person fills in: an area and what is at stake, a control, a change of one, a touched wire, the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from troth.actions import balance
from troth.core.balance import Effect, Kind, Over
from troth.core.balance.areas import SCALE, Facts, Whose
from troth.core.balance.controls import CHANGES, Change, Words
from troth.core.balance.controls import Facts as ControlFacts
from troth.core.values import Stake
from troth.web.balance.words import EFFECTS, KINDS, OVERS, UNITS
from troth.web.promises.forms import day

MOST = 100_000_000
WHOSE = (("own", "Your side"), ("partner", "The other side"), ("both", "Both"))
STAKES = [(stake.value, stake.value.capitalize()) for stake in Stake]
SCALED = (
    "On the scale a promise that is not kept costs 1, 3, 10, 30 or 100. Choose one of these, or a currency."
)


def words(needed: str = "") -> forms.CharField:
    """This function will return a field for somebody's own words, needed when a sentence says why."""
    long = f"Up to {balance.MOST_WORDS:,} characters stand well beside the other side’s."
    said = {"required": needed, "max_length": long}
    return forms.CharField(required=bool(needed), max_length=balance.MOST_WORDS, error_messages=said)


def line(needed: str = "") -> forms.CharField:
    """This function will return a field for a name, needed when a sentence says why."""
    return forms.CharField(required=bool(needed), max_length=200, error_messages={"required": needed})


def whole(needed: str, *, least: int) -> forms.IntegerField:
    """This function will return a field for a whole number; `needed` says what is wanted."""
    said = {"required": needed, "invalid": needed, "min_value": needed}
    return forms.IntegerField(min_value=least, max_value=MOST, error_messages=said)


def hours() -> forms.DecimalField:
    """This function will return a field for hours a quarter; nothing typed is none."""
    said = "Write hours a quarter as a number, such as 6 or 1.5."
    return forms.DecimalField(
        required=False, min_value=0, max_value=10_000, decimal_places=2, error_messages={"invalid": said}
    )


def minutes(hours_typed: Decimal | None) -> int:
    """This function will return hours as typed in whole minutes."""
    return round((hours_typed or Decimal(0)) * 60)


class AreaForm(forms.Form):
    """What is at stake in an area of work."""

    title = line("Give the area a name, such as: spare parts under 1,000 euros.")
    relies = forms.ChoiceField(choices=[("own", "own"), ("partner", "partner")], initial="own")
    unit = forms.ChoiceField(choices=UNITS, initial="points")
    loss = whole("Say what a promise that is not kept costs: a number of 1 or more.", least=1)
    count = whole("Say how many promises there are in a quarter: 1 or more.", least=1)
    appetite = whole("Say how much loss a quarter you accept; 0 is an answer too.", least=0)
    hour = forms.DecimalField(required=False, min_value=0, max_value=100_000, decimal_places=2)
    stake = forms.ChoiceField(choices=STAKES, initial="medium")
    words = words()
    list = forms.CharField(required=False, max_length=20)
    draft = forms.CharField(required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        """Points are of the scale; what a promise that is not kept costs in money is anybody's own to say."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("unit") == "points" and told.get("loss") is not None and told["loss"] not in SCALE:
            self.add_error("loss", SCALED)
        return told

    @property
    def facts(self) -> Facts:
        """What was filled in, as it is put on the record."""
        told = self.cleaned_data
        return Facts(
            relies=Whose(told["relies"]),
            loss=told["loss"],
            count=told["count"],
            appetite=told["appetite"],
            unit=told["unit"],
            hour=round((told["hour"] or Decimal(0)) * 100),
            stake=Stake(told["stake"]),
            list=told["list"],
        )


class ControlForm(forms.Form):
    """A control: what it is, what it catches, what it takes each side, who asked for it and why."""

    title = line("Give the control a name, such as: a second signature on orders.")
    catches = words()
    kind = forms.ChoiceField(choices=list(KINDS.items()), initial=Kind.CHECKS.value)
    over = forms.ChoiceField(choices=list(OVERS.items()), initial=Over.OUTPUT.value)
    share = forms.IntegerField(
        min_value=0,
        max_value=100,
        error_messages={
            "required": "Say how many of a hundred such cases it catches in time, as you both guess.",
            "max_value": "It cannot catch more than a hundred of a hundred.",
        },
    )
    own = hours()
    partner = hours()
    asked = forms.ChoiceField(choices=WHOSE, initial="both")
    asked_by = line()
    why = words()
    caught = words()
    since = day()
    review = day()

    def told(self, change: Change, **more: Any) -> balance.Control:
        """This function will return the control as it is put, with what would become of it."""
        return control_of(self.cleaned_data, change, **more)


class RowForm(ControlForm):
    """A control of a starting list, or one of one's own, in the form of an area: taken along where it is ticked."""

    there = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["title"].required = self.fields["share"].required = False

    def clean(self) -> dict[str, Any]:
        """What is ticked has a name and a share; what is not is left where it is."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("there"):
            for name in ("title", "share"):
                if told.get(name) in (None, ""):
                    self.add_error(name, self.fields[name].error_messages["required"])
        return told


class ChangeForm(forms.Form):
    """A change of a control that the other side is to agree to."""

    change = forms.ChoiceField(
        error_messages={"required": "Choose what should become of it; to leave it is an answer too."}
    )
    until = day()
    wire = words()
    review = day()
    share = forms.IntegerField(required=False, min_value=0, max_value=100)
    own = hours()
    partner = hours()
    caught = words()
    words = words()

    def __init__(self, *args: Any, changes: Sequence[Change] = tuple(Change), **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["change"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(change.value, CHANGES[change]) for change in changes]

    def clean(self) -> dict[str, Any]:
        """A trial has its day and its wire, a look its day."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("change") == Change.TRIAL.value:
            if told.get("until") is None and "until" not in self.errors:
                self.add_error("until", "Say until which day you would try without it.")
            if not told.get("wire"):
                self.add_error(
                    "wire", "Say what would bring it back: one thing that both of you would notice."
                )
        if told.get("change") == Change.LEAVE.value and told.get("review") is None:
            self.add_error("review", "Say on which day you would both look at it again.")
        return told


class TripForm(forms.Form):
    """The trip-wire was touched: when, and what happened."""

    day = day(needed="Say on which day it happened.")
    words = words("Say what happened, as you saw it: the other side reads it first.")


class EffectForm(forms.Form):
    """Whether a control helps or hurts the work, as one's own side sees it."""

    effect = forms.ChoiceField(
        choices=list(EFFECTS.items()),
        error_messages={"required": "Choose one of the five; “neither” is an answer too."},
    )
    words = words()

    @property
    def effect_said(self) -> Effect:
        """What was chosen."""
        return Effect[self.cleaned_data["effect"].upper()]


class LightestForm(forms.Form):
    """The lightest change of an area, proposed in one act: until when what is let go is tried without, and the wire."""

    until = day(needed="Say until which day you would try without it.")
    wire = words("Say what would bring it back: one thing that both of you would notice.")
    words = words()


def control_of(told: Mapping[str, Any], change: Change, **more: Any) -> balance.Control:
    """This function will return a control from what was typed, or from what stands with what was typed in its place."""
    asked = None if told.get("asked", "both") == "both" else Whose(told["asked"])
    facts = {
        "area": "",
        "change": change,
        "kind": Kind(told["kind"]),
        "over": Over(told["over"]),
        "share": told["share"],
        "own": minutes(told["own"]),
        "partner": minutes(told["partner"]),
        "asked": asked,
        "since": told.get("since"),
        "review": told.get("review"),
        "until": told.get("until") if change is Change.TRIAL else None,
    }
    said = Words(
        **{
            name: str(told.get(name) or "")
            for name in ("title", "catches", "why", "asked_by", "caught", "words")
        },
        wire=str(told.get("wire") or "") if change is Change.TRIAL else "",
    )
    return balance.Control(ControlFacts(**{**facts, **more}), said)
