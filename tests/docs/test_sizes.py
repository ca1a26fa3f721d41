"""Files and functions stay small enough to be read at one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.docs.tree import ROOT, python_files

LONGEST_FILE = 399
LONGEST_FUNCTION = 40
# Who checks a record without Troth reads one file, which imports nothing of ours.
STANDING_ALONE = {"src/troth/reading/verify.py": 1380}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "common", "helpers", "services", "managers", "misc"}


def too_long_functions(folder: str) -> Iterator[str]:
    for path in python_files(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    folders = ("src", "tests", "tools", "benchmarks")
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for path in python_files(folder)
    }
    assert {
        path: length for path, length in lengths.items() if length > STANDING_ALONE.get(path, LONGEST_FILE)
    } == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    assert [
        each for folder in ("src", "tests", "tools", "benchmarks") for each in too_long_functions(folder)
    ] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path: {path.stem, *path.parts} for path in python_files("src")}
    assert [path for path, parts in names.items() if parts & NAMES_THAT_SAY_NOTHING] == []


def test_every_module_says_what_it_serves() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in python_files("src")
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
