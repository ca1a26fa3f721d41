"""The addresses behind the buttons of a mail."""

from __future__ import annotations

from django.urls import path

from troth.web.mailed import views

urlpatterns = [
    path("m/<str:token>/", views.mailed, name="mailed"),
    path("m/<str:token>/code/", views.code, name="mailed_code"),
]
