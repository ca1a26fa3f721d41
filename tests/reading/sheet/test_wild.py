"""A hundred thousand lists and dates as nobody should keep them: each is read, or refused in a kind sentence.

One in twenty here, all of them in `make soak`. Every case comes from its own number, which stands in what is said when
one is not read as it should.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from tests.counts import count
from tests.reading.sheet.wild import NAMED, date_file, text_file
from tests.reading.sheet.wild_books import workbook_file
from troth.core.errors import Refusal
from troth.reading.sheet import Answers, ColumnMap, Field, Plan, Table, guess, open_table, plan, proposed

KINDS: dict[str, tuple[Callable[[Random], bytes], int]] = {
    "text": (text_file, 60_000),
    "days": (date_file, 15_000),
    "workbooks": (workbook_file, 25_000),
}
NO_OPTION: dict[str, object] = {}
SAYS_WHAT_TO_DO = re.compile(r"\b(Choose|Save|Keep|Split|Copy|Open|Try|Leave the encoding|There are|Make)\b")
UNKIND = re.compile(
    r"error|invalid|fail|exception|traceback|codec|illegal|wrong|\bbad\b|\bNone\b|0x|<|\\", re.I
)


def options(draw: Random) -> dict[str, object]:
    """What somebody says on the command line beside the file; mostly nothing."""
    return draw.choice(
        (NO_OPTION,) * 8
        + ({"encoding": draw.choice(NAMED)}, {"header_row": draw.choice((0, 1, 2, 9))}, {"sheet": "List"})
    )


def read(raw: bytes, draw: Random) -> Plan:
    """Read a file as the page and the command do, and say something to whatever is asked."""
    table: Table = open_table(raw, name="list.csv", **options(draw))  # type: ignore[arg-type]
    mapping = proposed(guess(table))
    for needed in (Field.PARTNER, Field.PROMISED):
        if needed not in mapping.columns:
            some = draw.choice(table.columns).name
            mapping = ColumnMap({**mapping.columns, needed: some}, mapping.group)
    mapping = ColumnMap.from_json(mapping.checked(table).to_json())
    answers = Answers()
    for _ in range(3):
        found = plan(table, mapping, answers, own="Veldsen B.V.")
        if not found.questions and not found.problems:
            break
        for question in found.questions:
            answers = answers.choose(question.key, draw.choice(question.choices).key)
        for problem in found.problems:
            answers = answers.fix(problem.keys, draw.choice(problem.choices).key)
        answers = Answers.from_json(answers.to_json())
    return found


def is_kind(said: str) -> bool:
    """Say whether a sentence is one that somebody with a list can do something with."""
    ours = re.sub(r"“[^”]*”|'[^']*'", "", said)  # what they wrote themselves may be anything
    return bool(
        re.fullmatch(r"(?s)[A-Z“].{10,900}[.?]", said)
        and SAYS_WHAT_TO_DO.search(said)
        and not UNKIND.search(ours)
    )


def tried(kind: str, seed: int) -> str:
    """Read one file of a kind, and say what came of it; fails when that is no kind sentence."""
    draw = Random(f"{kind} {seed}")
    raw = KINDS[kind][0](draw)
    try:
        return "through" if read(raw, draw).ready else "asked"
    except Refusal as refusal:
        assert is_kind(str(refusal)), (kind, seed, str(refusal))
        return str(refusal)[:40]
    except BaseException as fault:
        fault.add_note(f"This is number {seed} of {kind}; it begins {raw[:80]!r}.")
        raise


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_read_or_refused_in_a_kind_sentence(kind: str) -> None:
    """What was refused at the door shows little, so many come all the way, and others for different reasons do not."""
    tries = count(KINDS[kind][1])
    came = Counter(tried(kind, seed) for seed in range(tries))
    assert came["through"] > tries * 0.12 and came["asked"] > tries * 0.08
    assert len(came) > (5 if kind != "days" else 2)
