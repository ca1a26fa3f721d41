"""The addresses of one's own settings."""

from __future__ import annotations

from django.urls import path

from troth.web.settings import views

urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("settings/sessions/<int:session>/end/", views.end_session, name="end_session"),
    path("settings/sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("settings/coach/", views.coach, name="coach"),
    path("settings/alerts/read/", views.read_alerts, name="read_alerts"),
    path("settings/templates/<int:pk>/remove/", views.remove_template, name="remove_template"),
]
