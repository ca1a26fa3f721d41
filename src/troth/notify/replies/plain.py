"""The words of a page of HTML as plain text, without what it quotes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 500_000
SILENT = {"style", "script", "head", "title", "template"}
BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "hr", "table", "ul", "ol", "pre"}
NEVER_CLOSED = {"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "wbr"}
LAID_OUT = re.compile(rf"<\s*(?:{'|'.join(sorted(BREAKS))})\b", re.IGNORECASE)
QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra")
REST_IS_QUOTED = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")


class Words(HTMLParser):
    """Gathers what is written outside of quotations."""

    def __init__(self, *, laid_out: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.hidden: list[str] = []
        self.over = False
        self.laid_out = laid_out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = " ".join(value or "" for name, value in attrs if name in ("class", "id")).lower()
        self.over = self.over or any(each in named for each in REST_IS_QUOTED)
        quoted = tag == "blockquote" or any(each in named for each in QUOTES)
        if tag not in NEVER_CLOSED and (self.hidden or tag in SILENT or quoted):
            self.hidden.append(tag)
        elif tag in BREAKS:
            self.said.append("\n")
        elif "@" in tag and not self.hidden and not self.over:  # an address in brackets, and no element
            self.said.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
        elif tag in BREAKS and not self.hidden:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden and not self.over:
            self.said.append(_spaced(data) if self.laid_out else data)


def words_of(page: str) -> str:
    """This function will return what is written on a page of HTML, a line for each block."""
    reader = Words(laid_out=bool(LAID_OUT.search(page[:LONGEST])))
    reader.feed(page[:LONGEST])
    lines = "".join(reader.said).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines)


def _spaced(data: str) -> str:
    """The text with one space for each run of white space, and at its ends where there was one."""
    if not data.strip():
        return " " if data else ""
    return (" " if data[0].isspace() else "") + " ".join(data.split()) + (" " if data[-1].isspace() else "")
