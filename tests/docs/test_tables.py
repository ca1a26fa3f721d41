"""No floor above the store asks or changes a table: there is one place to look for what is read and written."""

from __future__ import annotations

import ast

import pytest

from tests.docs.tree import ROOT, python_files

TOUCHES = {"objects", "_default_manager", "_base_manager", "bulk_create", "get_or_create", "update_or_create"}


def touching(text: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in TOUCHES
    ]


@pytest.mark.parametrize("floor", ["web", "cli", "notify", "server"])
def test_no_table_is_touched_above_the_store(floor: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in python_files(f"src/troth/{floor}")
        if "demo" not in path.parts  # it puts its people where a sign-up would, and is no part of real use
        if (lines := touching(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_touch_is_seen() -> None:
    assert touching("Promise.objects.filter(pk=1)") == [1]
