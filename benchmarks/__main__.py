"""`make bench` lists the benchmarks; `make bench NAME=record` runs one and ends with 1 if a figure is short.

A benchmark is a module here with `run() -> list[Figure]`; the first line of its docstring says what it measures.
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def named() -> dict[str, str]:
    """The benchmarks by name, with what each measures."""
    found: dict[str, str] = {}
    for path in sorted(HERE.glob("[a-z]*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def main(words: list[str]) -> int:
    known = named()
    if not words:
        for name, says in known.items():
            print(f"{name:12} {says}")
        return 0
    if words[0] not in known:
        print(f"There is no benchmark {words[0]!r}; there are: {', '.join(known)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="troth-bench-") as home:
        os.environ["TROTH_HOME"] = home  # a benchmark never sees, and never touches, a node that is in use
        figures = importlib.import_module(f"benchmarks.{words[0]}").run()
    for figure in figures:
        print(figure)
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
