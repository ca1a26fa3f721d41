"""What our own receiver found out about a sender (RFC 8601), and whether that proves the address in From.

The first Authentication-Results header is the one that counts, and only when it bears our receiver's name: whatever
stands further down may have come with the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 10_000
HARMLESS = re.compile(r"[\w.@-]")
METHOD = re.compile(r"([a-z0-9_-]+)(?:/\d+)?=([a-z]+)$", re.IGNORECASE)
PROPERTY = re.compile(r"((?:header|smtp|policy)\.[a-z0-9_-]+)=(\S+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """One result: `dkim` or `dmarc` and so on, what came of it, and of which properties (`header.d`)."""

    method: str
    result: str
    of: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return a property; empty where it is not said."""
        return dict(self.of).get(name, "")


def found_by(header: str, receiver: str) -> tuple[Found, ...]:
    """This function will read one header, if `receiver` is who wrote it; nothing of anybody else's."""
    first, *rest = [*_parts(header[:LONGEST]), ""]
    if not receiver or first.lower().split()[:1] != [receiver.lower()]:
        return ()
    return tuple(found for found in map(_found, rest) if found is not None)


def proves(found: tuple[Found, ...], address: str) -> bool:
    """This function will say whether a signature or a policy of the address's own domain has passed."""
    domain = address.rpartition("@")[2].lower()
    dmarc = [each for each in found if each.method == "dmarc"]
    if not domain or any(each.result == "fail" for each in dmarc):
        return False
    if any(each.result == "pass" and each.get("header.from") in ("", domain) for each in dmarc):
        return True
    signed = (each for each in found if each.method == "dkim" and each.result == "pass")
    return any(_aligned(_signer(each), domain) for each in signed)


def _aligned(signer: str, domain: str) -> bool:
    """Whether the domain itself has signed, or one above it, which could speak for it anyhow."""
    return "." in signer and (domain == signer or domain.endswith(f".{signer}"))


def _signer(found: Found) -> str:
    return found.get("header.d") or found.get("header.i").rpartition("@")[2]


def _found(part: str) -> Found | None:
    head, *rest = [*part.split(), ""]
    said = METHOD.match(head)
    if said is None:
        return None
    of: dict[str, str] = {}
    for word in filter(None, map(PROPERTY.match, rest)):
        of.setdefault(word[1].lower(), word[2].lower())
    return Found(said[1].lower(), said[2].lower(), tuple(of.items()))


def _parts(header: str) -> Iterator[str]:
    """The header without its comments, cut where a semicolon stands outside of quotation marks.

    What is not closed is left out with all that follows it; of what is quoted, only signs that mean nothing here stay.
    """
    depth, quoted, escaped, part = 0, False, False, list[str]()
    for sign in header:
        if escaped:
            escaped = False
        elif sign == "\\" and (depth or quoted):
            escaped = True
        elif quoted:
            quoted = sign != '"'
            part += [sign] if quoted and HARMLESS.match(sign) else []
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif sign == '"':
            quoted = not depth
        elif sign == ";" and not depth:
            yield "".join(part)
            part.clear()
        elif not depth:
            part.append(sign)
    if not depth and not quoted:
        yield "".join(part)
