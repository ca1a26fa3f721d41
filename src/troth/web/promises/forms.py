"""What a person fills in to move a promise, one form for each move; every error says what is so and the way on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from troth.core.values import Stake
from troth.web.typed import typed_of as typed_of

SAY = "Say it in a sentence; one is enough."
LONGEST = 10_000
# Days on which every clock of the world can still be reckoned.
FIRST, LAST = date(1970, 1, 1), date(2199, 12, 31)
STAKES = [(stake.value, stake.value) for stake in Stake]
Choices = Sequence[tuple[str, str]]
Fields = Mapping[str, Sequence[str]]


def words(*, needed: str = "") -> forms.CharField:
    """This function will return a field for somebody's own words, needed when a sentence says why."""
    return forms.CharField(
        required=bool(needed), max_length=LONGEST, error_messages={"required": needed or SAY}
    )


def day(*, needed: str = "") -> forms.DateField:
    """This function will return a field for a calendar day between `FIRST` and `LAST`."""
    said = {"invalid": "Write the day as in 2026-12-03, or choose it.", "required": needed or "Choose a day."}
    field = forms.DateField(required=bool(needed), input_formats=["%Y-%m-%d"], error_messages=said)
    beyond = f"Choose a day between {FIRST.year} and {LAST.year}."
    field.validators += [MinValueValidator(FIRST, beyond), MaxValueValidator(LAST, beyond)]
    return field


class Said(forms.Form):
    """A move that may carry a few words."""

    words = words()
    stands = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, people: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["stands"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "As yourself"), *people]


class Told(Said):
    """A move that is nothing without words."""

    words = words(needed=SAY)


class Sentence(Said):
    """What two people should look at, as one side sees it."""

    words = forms.CharField(
        max_length=400,
        error_messages={
            "required": "Say in one sentence what the two should look at.",
            "max_length": "One sentence is enough; this one has more than 400 letters.",
        },
    )


class Warned(Told):
    """Something came in between: what happened, and what it means for the date."""

    then = forms.ChoiceField(
        choices=[(each, each) for each in ("propose", "expect", "unknown")],
        error_messages={
            "required": "Choose what you can say about the date; “not yet known” is an answer too."
        },
    )
    intended = day()
    due = day()
    expect = day()

    def clean(self) -> dict[str, Any]:
        """Ask for the day that the choice speaks of, and for no other."""
        told = super().clean() or {}
        for then, field in (("propose", "due"), ("expect", "expect")):
            if told.get("then") == then and not told.get(field) and field not in self.errors:
                self.add_error(field, "Choose the day, or take “not yet known”.")
        return told


class Delivered(Said):
    """What is there now, and where it can be seen."""

    link = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=2000,
        error_messages={
            "invalid": "This is not an address as in https://example.org/report. Leave it empty or mend it."
        },
    )
    done_on = day()


class Judged(Said):
    """What was seen, whether it was more than promised, and, where no record can tell, whether it was in time."""

    in_time = forms.ChoiceField(required=False, choices=[("", ""), ("yes", "yes"), ("no", "no")])

    outcome = forms.ChoiceField(required=False, choices=[("met", "met"), ("exceeded", "exceeded")])


class Agreed(Said):
    """A yes; `stake` is asked of the customer while nobody has set it."""

    stake = forms.ChoiceField(
        required=False,
        choices=[("", ""), *STAKES],
        error_messages={"invalid_choice": "Choose low, medium or high."},
    )


class Changed(Agreed):
    """Another date, other conditions."""

    intended = day()
    due = day()
    zone = forms.ChoiceField()
    later = forms.BooleanField(required=False)

    def __init__(self, *args: Any, zones: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(zones)


class Handed(Said):
    """The colleague who answers from now on."""

    person = forms.ChoiceField(error_messages={"required": "Choose a colleague."})

    def __init__(self, *args: Any, people: Choices = (), **more: Any) -> None:
        super().__init__(*args, people=people, **more)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a colleague"), *people]


class Made(forms.Form):
    """A promise to be: offered, or (asking) asked for."""

    title = words(needed="Say what will be true when it is done; one sentence is enough.")
    to = forms.ChoiceField(required=False)
    due = day()
    zone = forms.ChoiceField()
    area = forms.CharField(required=False, max_length=120)
    objective = forms.ChoiceField(required=False)
    after = forms.ChoiceField(required=False)
    after_days = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=3660,
        error_messages={"invalid": "A number of days, as in 3."},
    )
    supports = forms.ChoiceField(required=False)
    series_every = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Once"),
            ("week", "Every week"),
            ("fortnight", "Every second week"),
            ("month", "Every month"),
            ("quarter", "Every three months"),
        ],
    )
    series_count = forms.IntegerField(
        required=False,
        min_value=2,
        max_value=60,
        error_messages={
            "invalid": "A number, as in 12.",
            "min_value": "A series has two dates or more.",
            "max_value": "A series has up to 60 dates; offer the rest when these are done.",
        },
    )
    link = Delivered.base_fields["link"]
    words = words()
    intended = day()
    project = forms.BooleanField(required=False)
    stake = forms.ChoiceField(required=False, choices=[("", ""), *STAKES])
    template = forms.CharField(required=False, max_length=120)
    stands = forms.ChoiceField(required=False)
    cites = forms.CharField(required=False, max_length=40)
    draft = forms.CharField(required=False, max_length=20)

    def __init__(self, *args: Any, asking: bool, choices: Mapping[str, Choices], **more: Any) -> None:
        super().__init__(*args, **more)
        self.asking = asking
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(offered)

    @property
    def more_is_open(self) -> bool:
        """Say whether one of the fields that are folded away at first has something in it."""
        folded = ("area", "objective", "after", "after_days", "supports", "series_every", "link", "words")
        return any(self[name].value() or name in self.errors for name in folded)

    def clean(self) -> dict[str, Any]:
        """Ask for a day or the promise it follows; for a number with a series; for the stake when asking."""
        made = super().clean() or {}
        after = made.get("after")
        if not made.get("due") and not after and "due" not in self.errors:
            self.add_error("due", "Choose a day, or the promise it follows.")
        if after and made.get("after_days") is None and "after_days" not in self.errors:
            self.add_error("after_days", "Say how many days after it is accepted.")
        if made.get("series_every") and not made.get("series_count") and "series_count" not in self.errors:
            self.add_error("series_count", "Say how many times, up to 60.")
        if made.get("series_every") and not made.get("due"):
            self.add_error("due", "A series begins on a day. Choose the first.")
        if self.asking and not made.get("stake"):
            self.add_error("stake", "Say how much hangs on it for you: low, medium or high.")
        return made


def query_of(fields: Fields) -> QueryDict:
    """This function will return kept fields as if they had been sent."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, list(values))
    return data


def rows_of(data: QueryDict, name: str) -> list[str]:
    """This function will return the rows of a list as typed, with one more or one less when a button asked for it."""
    rows = [str(row) for row in data.getlist(name)]
    if data.get("more") == name:
        rows.append("")
    which, _, place = (data.get("less") or "").partition(" ")
    if which == name and place.isdecimal() and len(place) < 6 and int(place) < len(rows):
        del rows[int(place)]
    return rows or [""]


def filled(rows: Sequence[str]) -> tuple[str, ...]:
    """This function will return the rows that say something."""
    return tuple(row.strip() for row in rows if row.strip())


def as_day(value: object) -> date | None:
    """This function will return a cleaned day."""
    return value if isinstance(value, date) else None
