"""A template keeps to the policy: what runs and what paints comes from files of this node."""

from __future__ import annotations

import re

import pytest

from tests.docs.tree import ROOT

FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>",
    "an inline style block": r"<style\b",
    "an inline style": r"\sstyle\s*=",
    "an inline handler": r"<[a-z][^>]*\son[a-z]+\s*=",
    "htmx's inline handler": r"\bhx-on\b",
    "a value that is evaluated": r"=\s*[\"']\s*(js|javascript):",
    "a trigger filter that is evaluated": r"hx-trigger\s*=\s*[\"'][^\"'\s,]*\[",
    "something fetched from elsewhere": r"<(?:script|img|iframe|link)\b[^>]*(?:src|href)\s*=\s*[\"'](?:https?:)?//",
    "a word that blames": r"\b(?:overdue|failed)\b",
}
TEMPLATES = sorted((ROOT / "src" / "troth" / "web" / "templates").rglob("*.*"))


def found(text: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_to_the_policy(path: object) -> None:
    assert found((ROOT / str(path)).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a href="/" onclick="go()">',
        '<p hx-on:click="go()">',
        "<p hx-vals='js:{a: 1}'>",
        '<a href="javascript:go()">',
        '<p hx-trigger="click[ctrlKey]">',
        '<img src="https://example.org/a.png">',
        "<p>This one is overdue</p>",
    ],
)
def test_each_way_to_break_the_policy_is_seen(text: str) -> None:
    assert found(text)
