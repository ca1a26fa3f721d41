"""Write the pages of the documentation that are drawn from the code; `make check` fails when one is stale.

The command line from the commands themselves, the states of a promise and the rights of a role from their tables, the
essay's claims from the tests that show them, the tips from their rules. `make pages` writes them all.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools import states_figure
from troth.cli import COMMANDS
from troth.core.alliance.rights import RIGHTS
from troth.core.promises import TABLE, Status
from troth.core.tips import A_MONTH, LATELY_DAYS, PUT_AWAY, TIPS
from troth.core.values import Role
from troth.web.palette.keys import SHORTCUTS

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Written by tools/pages.py from the code. Change it there. -->\n"
NESTED = {"import": ("promises",)}
CLOSED = "Closed: nothing more can be done on it. A new promise may cite it."


def command_line() -> str:
    """The reference of the `troth` command: what each --help says."""
    words: list[list[str]] = [[]]
    for name in COMMANDS:
        words += [[name], *([name, nested] for nested in NESTED.get(name, ()))]
    said = [f"## {' '.join(['troth', *each])}\n\n```text\n{help_of(each)}```\n" for each in words]
    codes = "Exit codes: 0 fine, 1 refused or faults found, 2 wrong use or unreadable.\n"
    return "\n".join(["# The command line\n", MADE, codes, *said])


def help_of(words: list[str]) -> str:
    """What `troth WORDS --help` prints in a terminal of 96 columns."""
    code = "from troth.cli import troth; troth(prog_name='troth', max_content_width=96, terminal_width=96)"
    done = subprocess.run(
        [sys.executable, "-c", code, *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def promise_states() -> str:
    """The states of a promise, and who may do what in each, from the table the product runs on."""
    lines = [
        "# The states of a promise\n",
        MADE,
        "A promise moves by what its two sides do. This is the whole table: the pages offer these moves, the rules",
        "refuse all others, and the tests walk along it. *Escalate* is what a page calls to ask two people to look.\n",
        "![The states of a promise and the moves between them; the same is in the tables below]"
        "(promise-states.svg)\n",
    ]
    for status in Status:
        rows = [(side, name, to) for (at, side, name), to in TABLE.items() if at is status]
        lines.append(f"## {status.value.capitalize()}\n")
        if not rows:
            lines.append(CLOSED + "\n")
            continue
        lines += ["| Who | May | Then it is |", "|---|---|---|"]
        for side, name, to in rows:
            then = "as before" if to == (status,) else ", or ".join(each.value for each in to)
            lines.append(f"| {side.value} | {name.value.replace('_', ' ')} | {then} |")
        lines.append("")
    return "\n".join(lines)


def rights() -> str:
    """What each role may do, from the one table that pages and actions ask."""
    lines = [
        "# Roles and rights\n",
        MADE,
        "A role is what a person may do in their own organisation; it is said nowhere in the record and reaches",
        "no other organisation. Whoever founds an organisation is its admin, and gives the others their roles on",
        "its page.\n",
        f"| May | {' | '.join(role.value for role in Role)} |",
        f"|---|{'---|' * len(Role)}",
    ]
    for right, roles in RIGHTS.items():
        lines.append(f"| {right.value} | {' | '.join('yes' if role in roles else '' for role in Role)} |")
    lines += [
        "\nActing for a colleague of one's own organisation takes no other role, and is recorded as such.\n",
    ]
    return "\n".join(lines)


def shortcuts() -> str:
    """What each key does, from the table that the pages are made of."""
    lines = [
        "# Shortcuts\n",
        MADE,
        "None of them does anything while you write or compose a word, and the pages do all of it too. A person may",
        "turn off those that are letters alone, on the page that `?` opens; the others stay.\n",
        "| Where | What it does | Keys |",
        "|---|---|---|",
    ]
    for where, group in SHORTCUTS.items():
        for one in group:
            keys = (
                " + ".join(f"`{key}`" for key in one.keys)
                if one.together
                else " ".join(f"`{key}`" for key in one.keys)
            )
            lines.append(f"| {where} | {one.does} | {keys} |")
    return "\n".join(lines)


def tips() -> str:
    """Every tip with the fact that calls for it and where it comes from, from the rules that choose among them."""
    lines = [
        "# Tips\n",
        MADE,
        "A tip stands on a fact that the record of both sides, or what is one's own, shows. Each person sees at most",
        "one at a time, and sees it alone: no colleague, no partner, no export and no mail has it. It stays for the",
        f"day, comes again after {A_MONTH.days} days at the earliest, and {PUT_AWAY.days} days after it was put away.",
        f"They can be turned off in one's own settings. *Lately* is {LATELY_DAYS} days. Where several facts are there,",
        "the first of this list is chosen.\n",
    ]
    for tip in TIPS:
        said = [tip.said(words, "the partner") for words in (tip.fact, tip.do, tip.why)]
        fact, do, why = (words[0].upper() + words[1:] for words in said)
        sources = ", ".join(f"[{each.title}]({each.address})" for each in (tip.source, *tip.also))
        lines += [
            f"## {tip.title}\n",
            f"- Seen ({tip.where.value.lower()}): {fact}",
            f"- To try: {do}",
            f"- Why: {why}",
            f"- From: {sources}\n",
        ]
    return "\n".join(lines)


def essay() -> str:
    """Each claim of the essay that is built so far, and the tests that show it."""
    lines = [
        "# What each claim rests on\n",
        MADE,
        "Troth follows an essay on trust in alliances. Each claim that the product serves is a file of tests that run;",
        "this page is made from them. A sentence stands here only when its test passes.\n",
    ]
    for path in sorted((ROOT / "tests" / "essay").glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        claim, _, more = (ast.get_docstring(tree) or path.stem).partition("\n")
        lines += [f"## {claim.rstrip('.')}\n"]
        lines += [f"{more.strip()}\n"] if more.strip() else []
        lines += [*sentences(tree), "", f"Shown by `tests/essay/{path.name}`.\n"]
    return "\n".join(lines)


def sentences(tree: ast.Module) -> Iterator[str]:
    """The tests of one file as sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            said = ast.get_docstring(node) or node.name.removeprefix("test_").replace("_", " ").capitalize()
            yield f"- {' '.join(said.split()).rstrip('.')}."


def pages() -> Mapping[str, str]:
    """All pages drawn from the code, by their path under docs/."""
    return {
        "reference/command-line.md": command_line(),
        "reference/promise-states.md": promise_states(),
        "reference/promise-states.svg": states_figure.drawn(TABLE),
        "reference/rights.md": rights(),
        "reference/shortcuts.md": shortcuts(),
        "reference/tips.md": tips(),
        "essay/index.md": essay(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
