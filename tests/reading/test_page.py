"""The page that lies in every bundle is one file that loads nothing, and small enough in its parts to be read."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from troth.reading import page as room
from troth.reading import verify
from troth.reading.page import SCRIPTS, STYLES, page

FOLDER = Path(room.__file__).parent
SOURCES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".js", ".css", ".html"))
# What could send, fetch or run something, or read a bundle's words as anything but words.
NEVER = (
    r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeer|importScripts|\bimport\b|new Worker|"
    r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setTimeout\(\s*[\"'`]|"
    r"\blocation\b|\bopen\(|\.submit\(|localStorage|sessionStorage|indexedDB|document\.cookie|\bcrypto\.|https?:"
)
NAMESPACE = "http://www.w3.org/2000/svg"


def inside(tag: str) -> str:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", page().decode(), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_it_is_the_same_each_time() -> None:
    first = page()
    page.cache_clear()
    assert page() == first and len(first) < 200_000


@pytest.mark.parametrize("tag", ["script", "style"])
def test_its_policy_lets_only_its_own_script_and_style_work(tag: str) -> None:
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page().decode())
    assert len(policy) == 1
    parts = dict(part.strip().split(" ", 1) for part in policy[0].split(";"))
    digest = base64.b64encode(hashlib.sha256(inside(tag).encode()).digest()).decode()
    assert parts.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert set(parts) == {"default-src", "script-src", "style-src", "base-uri", "form-action"} - {
        f"{tag}-src"
    }
    assert parts["default-src"] == parts["base-uri"] == parts["form-action"] == "'none'"


def test_the_policy_stands_before_all_that_it_governs() -> None:
    text = page().decode().replace(inside("script"), "")
    assert text.index("Content-Security-Policy") < text.index("<style>") < text.index("<script>")
    assert not re.search(
        r"<(?:link|img|iframe|object|embed|audio|video|form|base)\b|\s(?:src|style|on\w+)\s*=", text
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_is_short_says_what_it_is_for_and_sends_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert max(map(len, text.splitlines())) <= 120 or path.suffix == ".html"
    assert not re.findall(NEVER, text.replace(NAMESPACE, ""))
    if path.suffix != ".html":
        assert re.match(r"// \w|/\* \w", text)


def test_every_source_is_in_the_page_and_no_name_is_given_twice() -> None:
    assert {path.stem for path in SOURCES} == {*SCRIPTS, *STYLES, "page"}
    text = "\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    names = re.findall(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", text, re.MULTILINE)
    assert len(names) == len(set(names)) > 100


def test_no_function_is_longer_than_forty_lines() -> None:
    long = []
    for name in SCRIPTS:
        text = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
        for found in re.finditer(
            r"^( *)(?:async )?(?:function\*? )?\*?(\w+)\([^\n]*\) \{\n(.*?)^\1\}", text, re.M | re.S
        ):
            if len(found[3].splitlines()) > 39:
                long.append(f"{name}.js {found[2]}")
    assert long == []


def test_the_rules_and_what_to_do_are_those_of_verify_py() -> None:
    script = inside("script")
    assert all(text in script for text in (*verify.RULES.values(), *verify.DO.values(), verify.FRESH_LOG))
