"""What `make check` says of keys among the files and of known faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import audit


def test_a_key_among_the_files_is_found_until_it_is_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "CLEAN", tmp_path / "clean")
    key = "AKIA" + "Z7Q4" * 4
    (tmp_path / "a.py").write_text(f'ID = "{key}"\n')
    (tmp_path / "b.py").write_text(f'ID = "{key}"  # pragma: allowlist secret\n')
    for _ in range(2):  # what was found is found again, and only what was clean is passed over
        found = audit.new_keys(tmp_path, ["a.py", "b.py"])
        assert [(file, line) for file, line, _ in found] == [("a.py", 1)]
    (tmp_path / "b.py").write_text(f'ID = "{key}"\n')
    assert [file for file, _, _ in audit.new_keys(tmp_path, ["b.py"])] == ["b.py"]


def test_a_known_fault_is_said_unless_it_waits_with_day_and_reason() -> None:
    fault = {"id": "PYSEC-2031-7", "aliases": ["CVE-2031-70001"], "fix_versions": ["2.1"]}
    report = [
        {"name": "one", "version": "2.0", "vulns": [fault]},
        {"name": "two", "version": "1", "vulns": []},
    ]
    assert audit.new_faults(report, set()) == ["one 2.0: PYSEC-2031-7, mended in 2.1"]
    assert (
        audit.new_faults(report, audit.accepted("# why\nCVE-2031-70001 2031-01-02 not in use here\n")) == []
    )
    with pytest.raises(SystemExit, match="name, day and reason"):
        audit.accepted("CVE-2031-70001 not in use here\n")
