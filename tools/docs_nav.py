"""The order of the documentation's sections; within one, the order of the file names with the index first."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

SECTIONS = (
    ("Learn", "tutorials"),
    ("Get it done", "how-to"),
    ("Look it up", "reference"),
    ("The record", "record"),
    ("The measures", "measures"),
    ("Understand it", "explanation"),
    ("What claims rest on", "essay"),
    ("Decisions", "adr"),
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """MkDocs calls this before it builds."""
    root = Path(config["docs_dir"])
    nav: list[str | dict[str, list[str]]] = ["index.md"]
    for title, folder in SECTIONS:
        pages = sorted((root / folder).glob("*.md"), key=lambda page: (page.name != "index.md", page.name))
        if pages:
            nav.append({title: [page.relative_to(root).as_posix() for page in pages]})
    config["nav"] = nav
    return config
