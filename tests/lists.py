"""Lists as people keep them, with every open question answered."""

from __future__ import annotations

from troth.reading.sheet import Answers, ColumnMap, Table, guess, open_table, plan, proposed


def listed(text: str, name: str = "deliveries.csv") -> Table:
    """A list from the text of a CSV file."""
    return open_table(text.encode(), name=name)


def decided(table: Table, **choices: str) -> tuple[ColumnMap, Answers]:
    """The guessed columns, each question answered as suggested or as said, rows with a problem left out."""
    mapping = proposed(guess(table))
    answers = Answers(leave_out_rest=True)
    for question, choice in choices.items():
        answers = answers.choose(question, choice)
    for _ in range(3):
        asked = plan(table, mapping, answers).questions
        answers = answers.accept_suggestions(asked)
    return mapping, answers


def scms_decided(table: Table, *, leave_out_rest: bool = True) -> tuple[ColumnMap, Answers]:
    """The public list with its misread dates put right and its own depot left out."""
    mapping = proposed(guess(table))
    answers = Answers(leave_out_rest=leave_out_rest)
    answers = answers.choose("repair:made", "yes").choose("ours:SCMS from RDC", "ours")
    for _ in range(3):
        answers = answers.accept_suggestions(plan(table, mapping, answers).questions)
    return mapping, answers
