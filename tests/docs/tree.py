"""The files of the project, as the documentation tests read them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"migrations", "__pycache__", "site"}


def python_files(folder: str) -> list[Path]:
    """All Python files under one folder that people wrote."""
    found = (ROOT / folder).rglob("*.py")
    return sorted(path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts))


def kept_files() -> list[Path]:
    """All files that are kept in the repository; in an unpacked archive, all that stand in the known folders."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return [
            path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()
        ]
    folders = ("src", "tests", "tools", "docs", "benchmarks", "changes")
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]


def texts(*suffixes: str) -> dict[str, str]:
    """The texts of all kept files with one of these suffixes, by their path in the project."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in kept_files()
        if path.suffix in suffixes
    }
