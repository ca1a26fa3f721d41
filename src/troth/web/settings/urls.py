"""The addresses of one's own settings."""

from __future__ import annotations

from django.urls import path

from troth.web.settings import views

urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("settings/templates/<int:pk>/remove/", views.remove_template, name="remove_template"),
]
