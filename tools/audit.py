"""What `make check` asks of a change beside its own rules: no key among the files, no known fault among the packages.

Keys are looked for by detect-secrets with the findings of `.secrets.baseline` known; files that were clean are not
read again until they change. Known faults come from the package index, and where it cannot be reached that is said.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

HERE = Path(__file__).resolve().parents[1]
BASELINE, ACCEPTED = HERE / ".secrets.baseline", HERE / "tools" / "audit-accepted.txt"
CLEAN = HERE / ".venv" / ".clean"  # what was read and found clean, by its bytes
SECONDS = 12
# Published test vectors are keys on purpose, hashes of packages look like keys, and pictures hold no words.
UNREAD = re.compile(
    r"(^|/)vectors/|^uv\.lock$|^tools/uv\.txt$|^\.secrets\.baseline$|\.(png|woff2|gz|ods|xlsx)$"
)
Finding = tuple[str, str, str]  # the file, the kind, the secret's own hash


def main() -> int:
    """This function will say what is new, and return 1 when there is something."""
    keys = new_keys(HERE, _files())
    for file, line, kind in keys:
        print(
            f"{file}:{line}: {kind}. Take it out; where it is none, end its line with `pragma: allowlist secret`."
        )
    faults = new_faults(known_faults(), accepted(ACCEPTED.read_text(encoding="utf-8")))
    for fault in faults:
        print(f"{fault}. Take a mended version, or write into {ACCEPTED.relative_to(HERE)} why it may wait.")
    return 1 if keys or faults else 0


def new_keys(folder: Path, files: Iterable[str]) -> list[tuple[str, int, str]]:
    """This function will return what looks like a key and is not in the baseline: file, line and kind."""
    said = json.loads(BASELINE.read_text(encoding="utf-8"))
    known = {
        (file, each["type"], each["hashed_secret"]) for file, all in said["results"].items() for each in all
    }
    mark = sha256(BASELINE.read_bytes()).hexdigest()
    clean = set(CLEAN.read_text(encoding="ascii").split()) if CLEAN.is_file() else set()
    clean = clean if mark in clean else {mark}
    found = []
    with transient_settings({"plugins_used": said["plugins_used"]}):
        for file in files:
            digest = sha256(file.encode() + b"\0" + (folder / file).read_bytes()).hexdigest()
            if digest in clean:
                continue
            new = [
                (file, each.line_number, each.type)
                for each in scan_file(str(folder / file))
                if (file, each.type, each.secret_hash) not in known
            ]
            found += new
            clean |= set() if new else {digest}
    CLEAN.write_text("\n".join(sorted(clean)), encoding="ascii")
    return found


def accepted(said: str) -> set[str]:
    """This function will read which faults may wait: a line each, with its name, the day and the reason."""
    lines = [line.split(None, 2) for line in said.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines:
        if len(line) != 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d", line[1]):
            raise SystemExit(f"{ACCEPTED.name}: write name, day and reason, not {' '.join(line)!r}.")
    return {name for name, _, _ in lines}


def new_faults(report: Sequence[dict[str, object]], waits: set[str]) -> list[str]:
    """This function will say each fault of a package that nobody has accepted under any of its names."""
    said = []
    for package in report:
        for fault in package.get("vulns", []):  # type: ignore[attr-defined]
            if not waits & {fault["id"], *fault.get("aliases", [])}:
                mended = ", ".join(fault["fix_versions"]) or "no version"
                said.append(f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}")
    return said


def known_faults() -> list[dict[str, object]]:
    """This function will ask the index about each package of the lock file; where it cannot, it says so in a line."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "packages.txt")
        subprocess.run(
            [".uv/bin/uv", "export", "-q", "--frozen", "--no-emit-project", "--no-hashes", "-o", str(asked)],
            cwd=HERE, check=True, capture_output=True,
        )  # fmt: skip
        ask = [
            sys.executable,
            "-m",
            "pip_audit",
            "-r",
            str(asked),
            "--no-deps",
            "--disable-pip",
            "-f",
            "json",
        ]
        try:
            done = subprocess.run(
                [*ask, "--timeout", "4", "--progress-spinner", "off"],
                cwd=folder, capture_output=True, text=True, timeout=SECONDS,
            )  # fmt: skip
            answer: list[dict[str, object]] = json.loads(done.stdout)["dependencies"]
            asked_about = [each for each in answer if "vulns" in each]
        except subprocess.TimeoutExpired:
            why = f"no answer within {SECONDS} seconds"
        except (ValueError, KeyError):
            why = " ".join((done.stderr.strip().splitlines() or ["no answer"])[-1].split())[:160]
        else:
            if len(asked_about) == len(answer):
                return answer
            why = f"the index knows {len(asked_about)} of {len(answer)} packages"
            if asked_about:
                print(f"Known faults were looked for in a part of the packages: {why}.")
                return asked_about
    print(f"Known faults of packages were not looked for: their data cannot be reached ({why}).")
    return []


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HERE,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [
        file for file in listed.split("\0") if file and not UNREAD.search(file) and (HERE / file).is_file()
    ]


if __name__ == "__main__":
    raise SystemExit(main())
