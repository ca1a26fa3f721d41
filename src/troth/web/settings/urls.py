"""The addresses of one's own settings, and the one that a mail carries so that no more of its kind come."""

from __future__ import annotations

from django.urls import path

from troth.web.settings import rhythm, stopping, views

urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("settings/sessions/<int:session>/end/", views.end_session, name="end_session"),
    path("settings/sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("settings/browsers/<int:browser>/forget/", views.forget_browser, name="forget_browser"),
    path("settings/coach/", views.coach, name="coach"),
    path("settings/alerts/read/", views.read_alerts, name="read_alerts"),
    path("settings/templates/<int:pk>/remove/", views.remove_template, name="remove_template"),
    path("settings/rhythm/", rhythm.keep, name="keep_rhythm"),
    path("settings/away/", rhythm.away, name="away"),
    path("settings/away/back/", rhythm.back, name="back"),
    path("settings/away/stand-in/<int:person>/", rhythm.stand_in, name="stand_in"),
    path("settings/away/not-me/<int:person>/", rhythm.not_me, name="not_me"),
    path("mail/stop/<str:token>/", stopping.stop, name="stop_mail"),
]
