"""A list's history planned: what would come in, what cannot, and what a person must still say. Nothing is written here.

The same file, map and answers always give the same plan, so a preview holds what the import then does."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from troth.core.values import Side
from troth.reading.sheet.asked import Answers, Question
from troth.reading.sheet.fields import ColumnMap, Field
from troth.reading.sheet.grouping import GroupWay, group_ways
from troth.reading.sheet.lines import Problem, Read, Readers, read_lines
from troth.reading.sheet.mangled import Repair
from troth.reading.sheet.notices import Notice, notices
from troth.reading.sheet.partners import left_out, merged, partner_questions
from troth.reading.sheet.past import PastPromise, Split, Tertiles, gather, tertiles, with_stakes
from troth.reading.sheet.questions import (
    DateStudy,
    direction_questions,
    group_question,
    side_by_answers,
    stake_question,
    study_dates,
)
from troth.reading.sheet.source import Table


@dataclass(frozen=True)
class PartnerCount:
    """One partner of the list, with what came of its lines."""

    name: str
    side: Side
    lines: int
    promises: int
    open: int
    first: date
    last: date


@dataclass(frozen=True)
class Plan:
    """What an import would do, whole. It may be done when `ready`: every question answered, no problem left."""

    file: str
    rows: int
    mapping: ColumnMap
    asked: tuple[Question, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[tuple[int, str], ...]
    promises: tuple[PastPromise, ...]
    partners: tuple[PartnerCount, ...]
    splits: tuple[Split, ...]
    repairs: Mapping[Field, Repair]
    notices: tuple[Notice, ...]
    group_ways: tuple[GroupWay, ...]
    tertiles: Tertiles | None

    @property
    def ready(self) -> bool:
        """Whether nothing waits for a person's word any more."""
        return not self.questions and not self.problems and bool(self.promises)

    @property
    def digest(self) -> str:
        """One value for the whole content: equal digests are equal imports."""
        text = "\n".join(sorted(f"{promise.key} {promise.digest}" for promise in self.promises))
        return hashlib.sha256(text.encode()).hexdigest()


def plan(
    table: Table,
    mapping: ColumnMap,
    answers: Answers | None = None,
    *,
    own: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Plan an import of a list by these columns and answers; `own` is the importer's own name, to spot its own depots.

    Raises `Unreadable` only when a named column is missing; everything else is a question or a problem in the plan."""
    answers = answers or Answers()
    mapping = mapping.checked(table)
    columns = {each: table.find(name) for each, name in mapping.columns.items()}
    lines = Counter(_names(table, mapping))
    study = study_dates(table, columns, answers)
    ways = group_ways(table, mapping)
    group, group_asked = group_question(mapping, ways, answers)
    asked = (
        *study.asked,
        *group_asked,
        *partner_questions(lines, own=own, file=table.name),
        *direction_questions(table, columns, answers),
    )
    readers = Readers(
        columns=columns,
        dates=study.readers,
        ours=left_out(lines, answers.choices),
        names=merged(lines, answers.choices),
        group=tuple(table.find(name) for name in group) if group else None,
        side_of=side_by_answers(columns, answers),
    )
    read = read_lines(table, readers, answers, progress) if study.complete else Read()
    return _planned(table, mapping, answers, study, readers, read, asked, ways)


def _planned(
    table: Table,
    mapping: ColumnMap,
    answers: Answers,
    study: DateStudy,
    readers: Readers,
    read: Read,
    asked: tuple[Question, ...],
    ways: tuple[GroupWay, ...],
) -> Plan:
    promises, splits = gather(read.lines)
    bounds, stake_asked = stake_question(
        readers.columns, tertiles(promise.value for promise in promises), answers
    )
    asked = (*asked, *stake_asked)
    kept = with_stakes(promises, bounds if answers.choices.get("stake") != "none" else None)
    return Plan(
        file=table.name,
        rows=len(table.rows),
        mapping=mapping,
        asked=asked,
        questions=tuple(question for question in asked if question.answer(answers) is None),
        problems=_joined(read.problems),
        left_out=tuple(read.left_out),
        promises=kept,
        partners=_partners(read, kept),
        splits=tuple(splits),
        repairs=study.repairs,
        notices=notices(table, readers.columns, study, read, splits),
        group_ways=ways,
        tertiles=bounds,
    )


def _names(table: Table, mapping: ColumnMap) -> list[str]:
    cells = table.cells(table.find(mapping.columns[Field.PARTNER]))
    return [name for cell in cells if (name := " ".join(str(cell).split())[:500])]


def _joined(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Rows in a run with the same matter are told once, as 3,015 to 3,027."""
    joined: list[Problem] = []
    for problem in sorted(problems, key=lambda each: (list(Field).index(each.field), each.rows)):
        last = joined[-1] if joined else None
        if last and last.rows[-1] + 1 == problem.rows[0] and _matter(last) == _matter(problem):
            joined[-1] = Problem(
                last.rows + problem.rows, last.field, last.column, last.shown, last.why, last.choices
            )
        else:
            joined.append(problem)
    return tuple(sorted(joined, key=lambda each: each.rows))


def _matter(problem: Problem) -> tuple[object, ...]:
    return problem.field, problem.shown, problem.why, tuple(choice.key for choice in problem.choices)


def _partners(read: Read, promises: Sequence[PastPromise]) -> tuple[PartnerCount, ...]:
    lines = Counter((line.partner, line.side) for line in read.lines)
    found: dict[tuple[str, Side], list[PastPromise]] = {}
    for promise in promises:
        found.setdefault((promise.partner, promise.side), []).append(promise)
    return tuple(
        PartnerCount(
            name,
            side,
            lines[name, side],
            len(theirs),
            sum(p.delivered is None for p in theirs),
            min(p.promised for p in theirs),
            max(p.promised for p in theirs),
        )
        for (name, side), theirs in sorted(
            found.items(), key=lambda entry: (-len(entry[1]), entry[0][0], entry[0][1].value)
        )
    )


__all__ = ["DateStudy", "PartnerCount", "Plan", "plan"]
