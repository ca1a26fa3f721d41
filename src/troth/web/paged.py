"""A list that is looked at as all, open or ended, and page by page: what the address asks for, and where else to go."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from django.http import HttpRequest

SHOWS = (("", "All"), ("open", "Open"), ("ended", "Ended"))
MOST_DIGITS = 8


@dataclass(frozen=True)
class Asked:
    """What of a list is asked for: `show` is empty (all), open or ended; `start` is how many rows come before it."""

    show: str
    start: int

    def views(self, page: str) -> list[SimpleNamespace]:
        """The ways to look at the list, the one that is looked at marked."""
        return [
            SimpleNamespace(label=label, url=f"{page}?show={key}" if key else page, current=key == self.show)
            for key, label in SHOWS
        ]

    def older(self, page: str, size: int) -> str:
        """The address of the page of rows that follows."""
        return f"{page}?show={self.show}&after={self.start + size}"


def asked_of(request: HttpRequest) -> Asked:
    """This function will read what of a list is asked for; what cannot be read asks for all, from the start."""
    show, start = request.GET.get("show", ""), request.GET.get("after", "0")
    readable = start.isdecimal() and len(start) <= MOST_DIGITS
    return Asked(show if show in dict(SHOWS) else "", int(start) if readable else 0)
