"""What a list leaves open, asked: the order of dates, repairs, the grouping, who promised whom, the stakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from troth.core.values import Side
from troth.reading.sheet.asked import Answers, Choice, Question
from troth.reading.sheet.bounds import Cell
from troth.reading.sheet.cells import Kind
from troth.reading.sheet.dates import (
    BY_PARTNER,
    DateColumn,
    DateReader,
    Order,
    Settled,
    order_question,
    settle,
)
from troth.reading.sheet.datewords import plain
from troth.reading.sheet.fields import DATES, ColumnMap, Field
from troth.reading.sheet.grouping import GroupWay
from troth.reading.sheet.headers import Column
from troth.reading.sheet.mangled import Repair, Series, find_repairs
from troth.reading.sheet.past import Tertiles
from troth.reading.sheet.source import Table
from troth.reading.sheet.words import INWARD_WORDS, OUR_PROMISE_HEADINGS, OUTWARD_WORDS

_INWARD = frozenset(INWARD_WORDS.split())
_OUTWARD = frozenset(OUTWARD_WORDS.split())
_OURS = frozenset(OUR_PROMISE_HEADINGS)
_SIDES = (
    Choice(Side.PERFORMER.value, "They promised us"),
    Choice(Side.CUSTOMER.value, "We promised them"),
)


@dataclass(frozen=True)
class DateStudy:
    """The date columns of one list, studied: how each is read, what is asked about it, and the repairs proposed."""

    columns: Mapping[Field, DateColumn]
    readers: Mapping[Field, DateReader]
    asked: tuple[Question, ...]
    repairs: Mapping[Field, Repair]
    complete: bool


def study_dates(table: Table, columns: Mapping[Field, Column], answers: Answers) -> DateStudy:
    """Study every date column; incomplete as long as the order of one that matters is unsettled."""
    partners = [" ".join(str(cell).split())[:500] for cell in table.cells(columns[Field.PARTNER])]
    studied = {
        each: DateColumn.of(table.cells(columns[each]), columns[each].name)
        for each in DATES
        if each in columns
    }
    asked: list[Question] = []
    orders: dict[Field, dict[str | None, Order]] = {}
    complete = True
    for each, column in studied.items():
        found, questions = _orders(
            each, columns[each].label, column, table.cells(columns[each]), partners, answers
        )
        asked += questions
        orders[each] = found
        complete = complete and all(question.answer(answers) for question in questions)
    plain_readers = {each: DateReader(studied[each], orders[each]) for each in studied}
    repairs = _repairs(table, columns, studied, plain_readers, partners)
    readers = {}
    for each, repair in repairs.items():
        question = repair_question(each, repair, table)
        asked.append(question)
        if question.answer(answers) == "yes":
            readers[each] = DateReader(studied[each], orders[each], repair.turn)
    return DateStudy(studied, {**plain_readers, **readers}, tuple(asked), repairs, complete)


def _orders(
    each: Field,
    label: str,
    column: DateColumn,
    cells: Sequence[Cell],
    partners: Sequence[str],
    answers: Answers,
) -> tuple[dict[str | None, Order], list[Question]]:
    settled, key = column.settled, f"order:{each.value}"
    said = answers.choices.get(key)
    if settled.order is not None:
        overruled = next((order for order in settled.unread if order.value == said), settled.order)
        return {None: overruled}, []
    question = order_question(key, label, column, settled, by_partner=len(set(partners)) > 1)
    chosen = question.answer(answers)
    if chosen is None:
        return {}, [question]
    if chosen != BY_PARTNER:
        return {None: Order(chosen)}, [question]
    orders, further = _orders_by_partner(key, label, column, cells, partners, answers)
    return orders, [question, *further]


def _orders_by_partner(
    key: str, label: str, column: DateColumn, cells: Sequence[Cell], partners: Sequence[str], answers: Answers
) -> tuple[dict[str | None, Order], list[Question]]:
    theirs: dict[str, Counter[Cell]] = defaultdict(Counter)
    for cell, partner in zip(cells, partners, strict=True):
        if column.seen[cell].kind is Kind.PARTS:
            theirs[partner][cell] += 1
    orders: dict[str | None, Order] = {}
    questions = []
    for partner, counts in theirs.items():
        settled: Settled = settle([(column.seen[cell], n) for cell, n in counts.items()])
        if settled.order is not None:
            orders[partner] = settled.order
            continue
        part = DateColumn(counts, column.header)
        question = order_question(
            f"{key}:{partner}", f"{label}, {partner or 'no partner'}", part, settled, by_partner=False
        )
        questions.append(question)
        if chosen := question.answer(answers):
            orders[partner] = Order(chosen)
    return orders, questions


def _repairs(
    table: Table,
    columns: Mapping[Field, Column],
    studied: Mapping[Field, DateColumn],
    readers: Mapping[Field, DateReader],
    partners: Sequence[str],
) -> dict[Field, Repair]:
    series = {
        each.value: _series(table, columns[each], studied[each], readers[each], partners)
        for each in (Field.PROMISED, Field.DELIVERED, Field.MADE, Field.MADE_ELSE)
        if each in studied
    }
    return {Field(name): repair for name, repair in find_repairs(series).items()}


def _series(
    table: Table, column: Column, study: DateColumn, reader: DateReader, partners: Sequence[str]
) -> Series:
    cells = table.cells(column)
    days: list[date | None] = [
        seen.day if (seen := reader.read(cell, partner)).kind is Kind.DAY else None
        for cell, partner in zip(cells, partners, strict=True)
    ]
    numeric = [seen for cell, seen in study.seen.items() if seen.kind is Kind.PARTS and seen.parts]
    return Series(
        column.label,
        days,
        [study.seen[cell].kind is Kind.LITERAL for cell in cells],
        study.count(Kind.PARTS),
        all(max((seen.parts or (0, 0, 0))[:2]) > 12 for seen in numeric),
    )


def repair_question(each: Field, repair: Repair, table: Table) -> Question:
    """Ask whether misread dates are to be put right, with cells before and after."""
    examples = tuple(
        f"row {table.numbers[row]:,}: {before.isoformat()} would be {after.isoformat()} (beside {other.isoformat()})"
        for row, before, after, other in repair.examples
    )
    return Question(
        f"repair:{each.value}",
        f"Were {repair.cells:,} dates of “{each.label}” misread by a programme?",
        " ".join(repair.evidence),
        (
            Choice("yes", "Put them right", f"{repair.cells:,} dates change as shown."),
            Choice("no", "They are right as they stand"),
        ),
        None,
        examples,
    )


def group_question(
    mapping: ColumnMap, ways: Sequence[GroupWay], answers: Answers
) -> tuple[tuple[str, ...], list[Question]]:
    """The columns that take lines together: those of the map, else the answer, else none yet and a question."""
    if mapping.group is not None:
        return tuple(name for name in mapping.group if name != mapping.columns[Field.PARTNER]), []
    if len(ways) < 2:
        return (), []
    choices = tuple(
        Choice(
            f"group:{'|'.join(way.columns)}" if way.columns else "each",
            f"Same partner and same {way.columns[0]}" if way.columns else "Each line by itself",
            way.reason,
        )
        for way in ways
    )
    question = Question(
        "group",
        "Do several lines belong to one delivery?",
        "Otherwise a delivery of forty lines would count forty times.",
        choices,
        choices[0].key,
    )
    chosen = question.answer(answers)
    by_key = {choice.key: way.columns for choice, way in zip(choices, ways, strict=True)}
    return by_key.get(chosen or choices[0].key, ()), [question]


def direction_questions(table: Table, columns: Mapping[Field, Column], answers: Answers) -> list[Question]:
    """Ask who promised whom: once for the list, or for each word of the column that says so."""
    if Field.DIRECTION not in columns:
        heading = set(plain(columns[Field.PARTNER].name).split())
        side = Side.CUSTOMER if heading & _OURS else Side.PERFORMER
        return [
            Question(
                "direction",
                "Did these partners promise you, or you them?",
                f"The column is called “{columns[Field.PARTNER].name}”.",
                _SIDES,
                side.value,
            )
        ]
    counts = Counter(" ".join(str(cell).split())[:500] for cell in table.cells(columns[Field.DIRECTION]))
    return [
        Question(
            f"direction:{word}",
            f"“{word or 'empty'}” in column {columns[Field.DIRECTION].label}: who promised whom?",
            f"{n:,} lines.",
            _SIDES,
            _side_of_word(word),
        )
        for word, n in counts.most_common(8)
    ]


def _side_of_word(word: str) -> str | None:
    parts = set(plain(word).split())
    if parts & _INWARD:
        return Side.PERFORMER.value
    return Side.CUSTOMER.value if parts & _OUTWARD else None


def side_by_answers(columns: Mapping[Field, Column], answers: Answers) -> Callable[[str], Side]:
    """The partner's side of a line by the answers; before any answer, by what would be suggested."""
    if Field.DIRECTION in columns:

        def side_of(word: str) -> Side:
            return _side(answers.choices.get(f"direction:{word}") or _side_of_word(word))

        return side_of
    heading = set(plain(columns[Field.PARTNER].name).split())
    default = Side.CUSTOMER.value if heading & _OURS else Side.PERFORMER.value
    side = _side(answers.choices.get("direction") or default)
    return lambda _word: side


def _side(said: str | None) -> Side:
    return Side.CUSTOMER if said == Side.CUSTOMER.value else Side.PERFORMER


def stake_question(
    columns: Mapping[Field, Column], bounds: Tertiles | None, answers: Answers
) -> tuple[Tertiles | None, list[Question]]:
    """Propose stakes by thirds of the values, to be confirmed."""
    if bounds is None or Field.VALUE not in columns:
        return None, []
    label = columns[Field.VALUE].label
    return bounds, [
        Question(
            "stake",
            "Shall the stake of each promise follow from its value?",
            f"Column {label} parted in three: low up to {bounds.low_up_to:,.2f}, medium up to "
            f"{bounds.medium_up_to:,.2f}, "
            "high above.",
            (Choice("tertiles", "Yes, in three equal parts"), Choice("none", "No, without a stake")),
            "tertiles",
        )
    ]
