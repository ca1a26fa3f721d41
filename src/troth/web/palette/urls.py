"""The addresses of the palette and of the shortcuts."""

from __future__ import annotations

from django.urls import path

from troth.web.palette import views

urlpatterns = [
    path("go/", views.go, name="go"),
    path("shortcuts/", views.shortcuts, name="shortcuts"),
]
