"""The project speaks of itself alone, and has no loose ends."""

from __future__ import annotations

import re

import pytest

from tests.docs.tree import kept_files

# In pieces, so that this file may be read by its own test.
NEVER = [
    re.escape("/" + "work/") + r"(?:main|shared|\.)",  # a page of ours may be called work
    re.escape("/opt/" + "wheels"),
    re.escape("/opt/" + "pypi"),
    re.escape("/tmp/" + "plan"),
    r"\bissue #?" + r"\d",
    "clau" + "de|anthro" + "pic|chat" + "gpt",
    r"\bTO" + r"DO\b|\bFIX" + r"ME\b",
]
SUFFIXES = {".py", ".md", ".html", ".css", ".js", ".toml", ".yml", ".txt", ".sh", ".json", ".svg", ""}
NOT_OURS = re.compile(r"uv\.lock|/static/.*/?(?:htmx|vendor)|LICENSE|/samples/")


@pytest.mark.parametrize("pattern", NEVER)
def test_no_file_speaks_of_what_is_not_the_project(pattern: str) -> None:
    word = re.compile(pattern, re.IGNORECASE if pattern.islower() else 0)
    said = [
        f"{path}:{number}"
        for path in kept_files()
        if path.suffix in SUFFIXES and not NOT_OURS.search(path.as_posix())
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if word.search(line)
    ]
    assert said == []
