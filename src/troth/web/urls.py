"""The addresses of the pages: each room brings its own."""

from __future__ import annotations

from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    "today",
    "start",
    "alliances",
    "settings",
    "organisation",
    "history",
    "alliance",
    "promises",
    "record",
    "people",
)
HERE = Path(__file__).parent

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"troth.web.{room}.urls")) for room in ROOMS if (HERE / room / "urls.py").exists()
]
