"""The addresses at which a mail provider hands messages over, and says what did not arrive."""

from __future__ import annotations

from django.urls import path

from troth.web.replies import hooks, views

urlpatterns = [
    path("mail/in/<slug:token>/", views.handed_over, name="mail_in"),
    path("mail/tracked/", hooks.tracked, name="mail_tracked"),
    path("mail/arrived/", hooks.arrived, name="mail_arrived"),
]
