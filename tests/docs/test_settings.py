"""Everything that can be set is described, and nothing is described that cannot be set."""

from __future__ import annotations

import re

from tests.docs.tree import ROOT, texts

READ = re.compile(r"""(?:environ(?:\.get|\.setdefault)?[\[(]\s*|envvar=)"(TROTH_\w+)\"""")
TOLD = re.compile(r"^\| `(TROTH_\w+)` \|", re.MULTILINE)


def test_every_variable_that_is_read_is_described_and_no_other() -> None:
    read = {name for text in texts(".py").values() for name in READ.findall(text)}
    told = set(TOLD.findall((ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")))
    assert read == told


def test_every_dependency_has_a_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if re.match(r'\s+"[a-zA-Z][\w.\[\]-]*(>=|",?\s)', line)]
    assert len(wanted) > 20
    assert [line for line in wanted if "#" not in line] == []
