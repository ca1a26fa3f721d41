"""The addresses behind the buttons of a mail."""

from __future__ import annotations

from django.urls import path

from troth.web.mailed import reporting, views

urlpatterns = [
    path("m/<str:token>/", views.mailed, name="mailed"),
    path("m/<str:token>/code/", views.code, name="mailed_code"),
    path("m/<str:token>/not-me/", reporting.not_me, name="mailed_not_me"),
    path("m/<str:token>/anew/", reporting.anew, name="mailed_anew"),
]
