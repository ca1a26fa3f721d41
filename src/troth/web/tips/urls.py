"""The addresses of a tip, of putting it away, and of wanting none."""

from __future__ import annotations

from django.urls import path

from troth.web.tips import views

urlpatterns = [
    path("a/<slug:slug>/tip/", views.tip, name="tip"),
    path("a/<slug:slug>/tip/away/", views.put_away, name="put_tip_away"),
    path("settings/tips/", views.tips, name="tips"),
]
