"""What `pipx install` would bring: the built wheel alone, run from an empty folder."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import node
from tests.counts import IN_SOAK

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked where only its own files are; its dependencies are the test's own."""
    own = ROOT / ".uv" / "bin" / "uv"
    uv = str(own) if own.is_file() else shutil.which("uv")
    assert uv, "uv is put into .uv by make"
    folder = tmp_path_factory.mktemp("wheel")
    command = [uv, "build", "-q", "--wheel", "--out-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "files")
    return folder / "files"


def test_the_wheel_carries_pages_migrations_and_documentation(installed: Path) -> None:
    package = installed / "troth"
    wanted = (
        "web/templates",
        "web/static/troth/css",
        "web/site/index.html",
        "web/site/csp-hashes.json",
        "store/migrations/0001_initial.py",
        "locale/nl/LC_MESSAGES/django.mo",
        "locale/ja/LC_MESSAGES/django.mo",
    )
    assert [name for name in wanted if not (package / name).exists()] == []
    assert not list(package.rglob("__pycache__"))


@IN_SOAK
def test_the_demo_runs_from_the_wheel_in_an_empty_folder(installed: Path, tmp_path: Path, home: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with node(["demo"], home, cwd=empty, pythonpath=installed) as running:
        assert b"Troth" in running.fetch("/docs/how-to/verify/")
        assert running.fetch("/static/troth/mark.svg").startswith(b"<svg")
        running.interrupt()
    assert list(empty.iterdir()) == []
