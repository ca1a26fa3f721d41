"""`troth import promises`: a list kept in a spreadsheet becomes a firm's private history, by its user's word.

An ambiguous date is asked, a misread one put right only when the user says so, and a row that cannot come in is left
out only when the user says so. `--yes` takes what is suggested; what has no suggestion must be said.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid

from troth.cli.launch import prepare
from troth.core.errors import Refusal
from troth.reading.sheet import (
    Answers,
    ColumnMap,
    Guess,
    Plan,
    Problem,
    Question,
    Table,
    Unreadable,
    guess,
    open_table,
    plan,
    proposed,
)
from troth.store import history, models
from troth.store.queries.firms import firms

MOST_SHOWN = 200


class NotSaid(Refusal):
    """Something only the user can say was not said, on a run that may not ask."""


class NoSuchOrganisation(Refusal):
    """No organisation of that name is on this node."""


@click.group("import")
def command() -> None:
    """Bring in a history from a spreadsheet."""


@command.command("promises")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "name", required=True, metavar="ORGANISATION", help="Whose own history it is.")
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column holds a field: partner, what, made, made_else, promised, delivered, value, area, person, "
    "direction or reference. FIELD= takes a field away.",
)
@click.option("--group", multiple=True, metavar="COLUMN", help="Lines equal in this column are one promise.")
@click.option(
    "--answer", "said", multiple=True, metavar="QUESTION=CHOICE", help="Answer a question beforehand."
)
@click.option(
    "--repair/--no-repair", default=None, help="Put misread dates right, or leave them as they stand."
)
@click.option("--leave-out", is_flag=True, help="Leave out the rows that cannot come in as they are.")
@click.option("--sheet", help="The sheet of a workbook that holds the list.")
@click.option("--encoding", help="The encoding of a text file, where the guess is wrong.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is suggested, and stop at what is not.")
def promises(
    file: Path,
    name: str,
    maps: tuple[str, ...],
    group: tuple[str, ...],
    said: tuple[str, ...],
    repair: bool | None,
    leave_out: bool,
    sheet: str | None,
    encoding: str | None,
    yes: bool,
) -> None:
    """Bring a list of promises in as ORGANISATION's private history: all of it, or nothing.

    FILE is CSV, XLSX, XLS or ODS. Bringing the same list in again adds nothing twice.
    """
    prepare()
    words = Words(maps, group, said, repair, leave_out, sheet, encoding, not yes)
    try:
        firm = _organisation(name)
        brought = _bring_in(firm, file, words)
    except Unreadable as bad:
        click.echo(str(bad), err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("\nNothing was brought in.", err=True)
        sys.exit(1)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    click.echo(f"{brought.sentence} Only {firm} sees this.")


@dataclass(frozen=True)
class Words:
    """What the user said on the command line; `ask` while the rest may be asked at the terminal."""

    maps: tuple[str, ...]
    group: tuple[str, ...]
    said: tuple[str, ...]
    repair: bool | None
    leave_out: bool
    sheet: str | None
    encoding: str | None
    ask: bool


def _bring_in(firm: models.Organisation, file: Path, words: Words) -> history.Brought:
    desk = Console(highlight=False)
    answers = _said(Answers(leave_out_rest=words.leave_out), words.said)
    table = open_table(file, sheet=words.sheet, encoding=words.encoding)
    mapping = _columns(desk, table, words)
    ready, answers = _settled(desk, table, mapping, answers, firm.name, words)
    _show(desk, ready)
    if words.ask:
        click.confirm(f"Bring these {len(ready.promises):,} promises in?", default=True, abort=True)
    with _bar(desk, "Brought in") as bar:
        task = bar.add_task("Brought in", total=len(ready.promises))

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        return history.bring_in(firm, None, ready, answers, table=table, progress=show)


def _organisation(name: str) -> models.Organisation:
    wanted = name.strip().casefold()
    known = firms()
    for firm in known:
        if wanted in {firm.name.casefold(), firm.short.casefold()}:
            return firm
    names = ", ".join(str(firm) for firm in known[:12]) or "none yet; create it in the browser first"
    raise NoSuchOrganisation(f"No organisation is called “{name}” here. There are: {names}.")


def _columns(desk: Console, table: Table, words: Words) -> ColumnMap:
    """The guessed columns changed by the options and, where one may ask, by the user."""
    guesses = guess(table)
    mapping = proposed(guesses).with_options(words.maps, words.group)
    _show_columns(desk, table, mapping, guesses)
    while words.ask:
        change = click.prompt(
            "These columns? Enter to go on, or FIELD=COLUMN to change one", default="", show_default=False
        )
        if not change.strip():
            break
        try:
            mapping = mapping.with_options([change]).checked(table)
        except Unreadable as unknown:
            desk.print(str(unknown))
            continue
        _show_columns(desk, table, mapping, guesses)
    return mapping.checked(table)


def _show_columns(desk: Console, table: Table, mapping: ColumnMap, guesses: Sequence[Guess]) -> None:
    grid = Grid(title=f"{table.name}, {len(table.rows):,} rows", title_justify="left")
    for heading in ("Field", "We need", "Column in your file", "What stands in it", "Our guess"):
        grid.add_column(heading)
    for each in guesses:
        column = mapping.columns.get(each.field)
        guessed = each.column is not None and each.column.name == column
        why = (("sure: " if each.sure else "unsure: ") if each.column else "") + each.reason
        samples = " · ".join(each.samples) if guessed else ""
        grid.add_row(
            each.field.value,
            each.field.label,
            column or "none",
            samples,
            why if guessed or not column else "as you said",
        )
    desk.print(grid)


def _said(answers: Answers, said: Sequence[str]) -> Answers:
    for option in said:
        question, sign, choice = option.rpartition("=")
        if not sign or not question:
            raise click.UsageError(f"“{option[:60]}” is not QUESTION=CHOICE.")
        answers = answers.choose(question, choice)
    return answers


def _settled(
    desk: Console, table: Table, mapping: ColumnMap, answers: Answers, own: str, words: Words
) -> tuple[Plan, Answers]:
    """Ask what is open, question by question, until the plan waits for nothing."""
    while True:
        found = _read(desk, table, mapping, answers, own)
        for question in found.questions:
            answers = _answered(desk, answers, question, words)
        if found.questions:
            continue
        if not found.problems:
            return found, answers
        _show_problems(desk, found.problems)
        if not words.ask:
            raise NotSaid(
                f"{_rows(found.problems):,} rows cannot come in as they are. Say --leave-out to bring in the rest, or "
                "put them right in the list. Nothing was brought in."
            )
        answers = _words_on(answers, found.problems)


def _read(desk: Console, table: Table, mapping: ColumnMap, answers: Answers, own: str) -> Plan:
    with _bar(desk, "Read") as bar:
        task = bar.add_task("Read", total=len(table.rows))

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        return plan(table, mapping, answers, own=own, progress=show)


def _answered(desk: Console, answers: Answers, question: Question, words: Words) -> Answers:
    if question.key.startswith("repair:") and words.repair is not None:
        return answers.choose(question.key, "yes" if words.repair else "no")
    if not words.ask:
        return _taken(answers, question)
    desk.print(f"\n[bold]{_plain(question.ask)}[/bold]\n{_plain(question.why)}")
    for example in question.examples:
        desk.print(f"  {_plain(example)}")
    suggested = None
    for number, choice in enumerate(question.choices, start=1):
        more = f": {choice.consequence}" if choice.consequence else ""
        desk.print(f"  {number}  {_plain(choice.label + more)}")
        suggested = number if choice.key == question.suggestion else suggested
    number = click.prompt("Your word", type=click.IntRange(1, len(question.choices)), default=suggested)
    return answers.choose(question.key, question.choices[number - 1].key)


def _taken(answers: Answers, question: Question) -> Answers:
    """What is suggested; a question without a suggestion ends a run that may not ask."""
    if question.suggestion is not None:
        return answers.choose(question.key, question.suggestion)
    choices = " or ".join(choice.key for choice in question.choices)
    flag = " (or --repair, --no-repair)" if question.key.startswith("repair:") else ""
    raise NotSaid(
        f"{question.ask} {question.why} Only you can say: --answer '{question.key}=CHOICE' with {choices}{flag}. "
        "Nothing was brought in."
    )


def _words_on(answers: Answers, problems: Sequence[Problem]) -> Answers:
    if click.confirm(f"Leave all {_rows(problems):,} out?", default=False):
        return Answers(answers.choices, answers.fixes, leave_out_rest=True)
    for problem in problems:
        named = ", ".join(
            f"{number} {choice.label}" for number, choice in enumerate(problem.choices, start=1)
        )
        number = click.prompt(
            f"Row {history.spans(problem.rows)}, {problem.shown or 'empty'}: {problem.why} {named}",
            type=click.IntRange(1, len(problem.choices)),
        )
        answers = answers.fix(problem.keys, problem.choices[number - 1].key)
    return answers


def _show_problems(desk: Console, problems: Sequence[Problem]) -> None:
    grid = Grid(title="Rows that cannot come in as they are", title_justify="left")
    for heading in ("Row", "Column", "What stands there", "Why it cannot come in"):
        grid.add_column(heading)
    for problem in problems[:MOST_SHOWN]:
        grid.add_row(
            history.spans(problem.rows), problem.column, _plain(problem.shown) or "empty", _plain(problem.why)
        )
    desk.print(grid)
    if len(problems) > MOST_SHOWN:
        desk.print(f"and {len(problems) - MOST_SHOWN:,} more.")


def _show(desk: Console, ready: Plan) -> None:
    for notice in ready.notices:
        desk.print(f"· {_plain(notice.sentence)}")
    grid = Grid(
        title=f"{len(ready.promises):,} promise{'' if len(ready.promises) == 1 else 's'} can come in",
        title_justify="left",
    )
    for heading in ("Partner", "Lines", "Promises", "Open", "From", "To"):
        grid.add_column(heading)
    for each in ready.partners[:20]:
        grid.add_row(
            _plain(each.name),
            f"{each.lines:,}",
            f"{each.promises:,}",
            f"{each.open:,}",
            each.first.isoformat(),
            each.last.isoformat(),
        )
    desk.print(grid)
    if len(ready.partners) > 20:
        desk.print(f"and {len(ready.partners) - 20:,} more partners.")


def _rows(problems: Sequence[Problem]) -> int:
    return sum(len(problem.rows) for problem in problems)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def _bar(desk: Console, words: str) -> Progress:
    return Progress(
        TextColumn(words),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=desk,
        transient=True,
    )
