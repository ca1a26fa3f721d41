"""The page that lies in every bundle: a layman double-clicks it, and it checks the bundle in a browser, offline.

It is one file made of the small ones here. Its policy names the hashes of its own script and style and forbids all
else, so that the browser itself sees to it that nothing is sent or fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path

from troth.reading import verify

PAGE = "verify.html"
SCRIPTS = (
    *(
        "hashes",
        "curve",
        "documents",
        "entries",
        "epochs",
        "weighing",
        "check",
        "receipts",
        "copies",
        "report",
    ),
    *("packed", "saying", "drawing", "logs", "faults", "comparing", "showing", "asking"),
)
STYLES = ("look",)
_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def page() -> bytes:
    """Return the page as it is laid into each bundle: the same bytes each time."""
    script = '"use strict";\n' + "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    script = script.replace("/*words*/ {}", _words())
    style = "\n".join(_read(f"{name}.css") for name in STYLES)
    policy = (
        f"default-src 'none'; script-src '{_fingerprint(script)}'; style-src '{_fingerprint(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {"policy": policy, "style": style, "script": script}
    whole = _read("page.html")
    for name, content in parts.items():
        whole = whole.replace("{{" + name + "}}", content)
    return whole.encode()


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _words() -> str:
    """The tables of verify.py, so that both say the same of the same."""
    words = {"rules": verify.RULES, "advice": verify.DO, "fresh": verify.FRESH_LOG}
    return json.dumps(words, sort_keys=True, ensure_ascii=False, indent=2)


def _fingerprint(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
