"""The addresses of the pages: each room brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    "today",
    "start",
    "alliances",
    "settings",
    "organisation",
    "history",
    "alliance",
    "trust",
    "promises",
    "listening",
    "meetings",
    "charter",
    "differences",
    "balance",
    "judgement",
    "comments",
    "surveys",
    "calendar",
    "palette",
    "record",
    "people",
    "telling",
    "operator",
    "mailed",
    "replies",
    "tips",
)

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"troth.web.{room}.urls")) for room in ROOMS]
