"""Signatures looked at apart from the reading of the entries: what is found is what one reading finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.core.record.pinned import ten_years
from tests.core.record.test_bundle import flip
from troth.core.record import are_signed, check
from troth.core.record.manifest import ENTRIES

FILES = ten_years().bundle()
LINES = FILES[ENTRIES].splitlines()


class Besides:
    """Looks at what it is given in the same process."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[bytes], dict[str, bytes]]] = []

    def look(self, lines: Sequence[bytes], publics: Mapping[str, bytes]) -> None:
        self.taken.append((list(lines), dict(publics)))

    def fit(self) -> bool:
        return all(are_signed(lines, publics) for lines, publics in self.taken)


def test_a_sound_record_is_read_once_and_every_signature_is_looked_at() -> None:
    besides = Besides()
    found = check(FILES, meanwhile=besides)
    assert found == check(FILES) and found.whole and found.every
    assert [line for lines, _ in besides.taken for line in lines] == LINES


def test_a_changed_line_is_named_as_in_one_reading() -> None:
    for place in (len(FILES[ENTRIES]) // 3, len(FILES[ENTRIES]) - 40):
        files = {**FILES, ENTRIES: flip(FILES[ENTRIES], place, 1)}
        assert check(files, meanwhile=Besides()) == check(files)


def test_a_signature_is_the_keys_that_the_line_names_and_of_no_other() -> None:
    besides = Besides()
    check(FILES, meanwhile=besides)
    publics = besides.taken[-1][1]
    assert are_signed(LINES, publics) and are_signed([], {})
    assert not are_signed(LINES, {})
    assert not are_signed([LINES[0][:-10]], publics), "no envelope"
    one, *others = publics
    assert not are_signed(LINES, {**publics, one: publics[others[0]]})
