"""What somebody wrote themselves in a reply: without what they quote, and without what their program adds.

What is quoted is always a mail of ours, so that it is known by our own address and by our own line, in whatever
language a program says who wrote when. Nothing that could be somebody's own words is cut: a greeting stays, and so
does an answer between quoted lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ABOVE = "Write your answer above this line."
LONGEST = 60_000
NEAR = 6
QUOTED = re.compile(r"^\s*>")
FIELD = re.compile(r"^\W{0,4}\w[\w /-]{0,24}\s?[:：]")
RULE = re.compile(r"^\s*(?:_{10,}|-{3,}[^-]{3,60}-{3,}|-{20,})\s*$")
SAID = re.compile(r"[:：]\s*$")
SENT = re.compile(
    r"^(?:sent from (?:my|outlook|mail)\b|get outlook for\b|von meinem\b.*\bgesendet|gesendet (?:von|mit)\b|"
    r"verzonden vanaf\b|verstuurd vanaf\b|envoyé (?:de|depuis)\b|enviado desde\b|inviato da\b|skickat från\b|"
    r"sendt fra\b|wysłano z\b|enviado do\b).{0,60}$|^.{0,20}から送信$",
    re.IGNORECASE,
)


def own_words(text: str, ours: Sequence[str]) -> str:
    """This function will return what is somebody's own in a reply; `ours` are the addresses a quotation names."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = lines[: _quoted_from(lines, [each.lower() for each in ours if each])]
    lines = _without_quoted(lines)
    lines = _without_signature(lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _quoted_from(lines: Sequence[str], ours: Sequence[str]) -> int:
    """Where the quotation begins: our own line, a line that names our address, or the head of a forwarded mail."""
    for number, line in enumerate(lines):
        if QUOTED.match(line):
            continue
        said = line.casefold()
        if ABOVE.casefold() in said:
            return _said_before(lines, number)
        if any(each in said for each in ours):
            wrapped = said.lstrip("<( ").startswith(tuple(ours))
            return _rule_before(lines, number - 1 if wrapped and number else number)
        if (
            RULE.match(line)
            and sum(bool(FIELD.match(each)) for each in lines[number + 1 : number + NEAR]) > 1
        ):
            return number
    return len(lines)


def _rule_before(lines: Sequence[str], number: int) -> int:
    """A mail that is quoted whole begins with a rule, or with lines of its head that do not name us."""
    if not FIELD.match(lines[number]):
        return number
    first = number
    while first and number - first < NEAR and (FIELD.match(lines[first - 1]) or not lines[first - 1].strip()):
        first -= 1
    return first - 1 if first and RULE.match(lines[first - 1]) else number


def _said_before(lines: Sequence[str], number: int) -> int:
    """Who wrote when stands before our own line."""
    before = number
    while before and not lines[before - 1].strip():
        before -= 1
    return before - 1 if before and _says_who(lines[before - 1]) else number


def _says_who(line: str) -> bool:
    return bool(SAID.search(line)) and any(sign.isdigit() for sign in line)


def _without_quoted(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for number, line in enumerate(lines):
        if not QUOTED.match(line):
            kept.append(line)
            continue
        if number and QUOTED.match(lines[number - 1]):
            continue
        del kept[_said_before(kept, len(kept)) :]
    return kept


def _without_signature(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    for number, line in enumerate(kept):
        if line.rstrip() == "--" and any(each.strip() for each in kept[:number]):
            del kept[number:]
            break
    while kept and not kept[-1].strip():
        kept.pop()
    if len(kept) > 1 and SENT.match(kept[-1].strip()):
        kept.pop()
    return kept
