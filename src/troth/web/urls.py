"""The addresses of the pages: each room brings its own."""

from __future__ import annotations

from importlib.util import find_spec

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

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"troth.web.{room}.urls")) for room in ROOMS if find_spec(f"troth.web.{room}.urls")
]
