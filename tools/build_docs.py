"""Build the documentation into the package, and write down the hashes of the theme's inline scripts.

The node serves it under a policy that allows exactly these scripts, so the hashes are made here, from the pages.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "src" / "troth" / "web" / "site"


class InlineScripts(HTMLParser):
    """Collects the text of every script that runs and stands in the page itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if self.inside:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def hashes(site: Path) -> list[str]:
    """The CSP names of all inline scripts in the built pages, without repetition."""
    found = set()
    for page in site.rglob("*.html"):
        parser = InlineScripts()
        parser.feed(page.read_text(encoding="utf-8"))
        found |= {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in parser.texts}
    return sorted(f"sha256-{name}" for name in found)


def main() -> int:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=False)
    if done.returncode:
        return done.returncode
    for page in (SITE / "sitemap.xml", SITE / "sitemap.xml.gz"):
        page.unlink(missing_ok=True)
    (SITE / "csp-hashes.json").write_text(json.dumps(hashes(SITE), indent=1) + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
