"""The node's folder and the secrets made in it: once, and for its user alone."""

from __future__ import annotations

import threading
from pathlib import Path

from troth.server import home


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = home.folder({"TROTH_HOME": str(tmp_path / "a" / "node")})
    assert folder == tmp_path / "a" / "node"
    assert folder.stat().st_mode & 0o077 == 0


def test_a_secret_is_drawn_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "a.key"
    first = home.kept_secret(path)
    assert len(first) >= 60
    assert home.kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["a.key"]


def test_many_starts_at_once_get_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "a.key"
    start = threading.Barrier(8)
    got: list[str] = []

    def ask() -> None:
        start.wait()
        got.append(home.kept_secret(path))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(set(got)) == 1
