"""What an import looks for in a list, and which column was said to hold it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from troth.reading.sheet.asked import read_object, words
from troth.reading.sheet.bounds import Unreadable
from troth.reading.sheet.source import Table


class Field(Enum):
    """The parts of a promise that a list may hold; the value is the word of the command line."""

    PARTNER = "partner"
    WHAT = "what"
    MADE = "made"
    MADE_ELSE = "made_else"
    PROMISED = "promised"
    DELIVERED = "delivered"
    VALUE = "value"
    AREA = "area"
    PERSON = "person"
    DIRECTION = "direction"
    REFERENCE = "reference"

    @property
    def label(self) -> str:
        """The words of the page."""
        return _LABELS[self]


_LABELS = {
    Field.PARTNER: "Partner who promised",
    Field.WHAT: "What was promised",
    Field.MADE: "Made on",
    Field.MADE_ELSE: "Made on, where that is empty",
    Field.PROMISED: "Promised for",
    Field.DELIVERED: "Delivered on",
    Field.VALUE: "Stake or value",
    Field.AREA: "Area of work",
    Field.PERSON: "Person who promised",
    Field.DIRECTION: "Who promised whom",
    Field.REFERENCE: "Number or reference",
}
DATES = (Field.MADE, Field.MADE_ELSE, Field.PROMISED, Field.DELIVERED)
NEEDED = (Field.PARTNER, Field.PROMISED)


@dataclass(frozen=True)
class ColumnMap:
    """Which column holds which field, and which columns, with the partner, make lines one promise.

    `group` None means that nobody has said yet; () that each line is a promise by itself."""

    columns: Mapping[Field, str] = field(default_factory=dict)
    group: tuple[str, ...] | None = None

    def to_json(self) -> str:
        """A text for a web session or a file."""
        return json.dumps(
            {
                "columns": {each.value: name for each, name in self.columns.items()},
                "group": None if self.group is None else list(self.group),
            },
            sort_keys=True,
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> ColumnMap:
        """A map kept earlier; refuses a text that is something else."""
        found = read_object(text)
        group = found.get("group")
        names = tuple(each for each in group if isinstance(each, str)) if isinstance(group, list) else None
        return cls(
            {Field(key): name for key, name in words(found.get("columns")).items() if key in _KEYS}, names
        )

    def with_options(self, maps: Iterable[str], group: Iterable[str] = ()) -> ColumnMap:
        """This map changed by words of the command line: FIELD=COLUMN (nothing after = takes the field away)."""
        columns = dict(self.columns)
        for option in maps:
            key, sign, name = option.partition("=")
            if not sign or key.strip() not in _KEYS:
                raise UnknownField(f"“{option[:60]}” is not FIELD=COLUMN. Fields are: {', '.join(_KEYS)}.")
            columns.pop(Field(key.strip()), None)
            if name.strip():
                columns[Field(key.strip())] = name.strip()
        return ColumnMap(columns, tuple(group) or self.group)

    def checked(self, table: Table) -> ColumnMap:
        """The same map by the table's own column names; refuses what the table lacks or an import cannot do without."""
        columns = {each: table.find(name).name for each, name in self.columns.items()}
        for needed in NEEDED:
            if needed not in columns:
                raise FieldMissing(f"“{needed.label}” has no column yet. Choose the column that holds it.")
        group = (
            None if self.group is None else tuple(dict.fromkeys(table.find(name).name for name in self.group))
        )
        return ColumnMap(columns, group)


_KEYS = tuple(each.value for each in Field)


class UnknownField(Unreadable):
    """An option does not name a field."""


class FieldMissing(Unreadable):
    """A field that an import cannot do without has no column."""
