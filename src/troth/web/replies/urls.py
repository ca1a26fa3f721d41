"""The address at which a mail provider hands messages over."""

from __future__ import annotations

from django.urls import path

from troth.web.replies import views

urlpatterns = [path("mail/in/<slug:token>/", views.handed_over, name="mail_in")]
