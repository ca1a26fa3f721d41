"""Print the path of a Chromium for the browser tests: the one that is here, else Playwright's own, else Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALLS = (
    [[sys.executable, "-m", "playwright", "install", "chromium"]],
    [["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]],
)


def found() -> str | None:
    """The browser on this machine, if any."""
    if chosen := os.environ.get("TROTH_TEST_CHROMIUM"):
        return chosen
    if path := next(filter(None, map(shutil.which, NAMES)), None):
        return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def main() -> int:
    path = found()
    for commands in INSTALLS:
        if path:
            break
        for command in commands:
            try:
                if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
                    break
            except FileNotFoundError:
                break
        path = found()
    if not path:
        print("No Chromium was found or could be installed; set TROTH_TEST_CHROMIUM to one.", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
