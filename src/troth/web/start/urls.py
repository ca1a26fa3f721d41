"""The addresses of the first run, of invitations and of the twelve words."""

from __future__ import annotations

from django.urls import path

from troth.web.start import joining, pairing, views

urlpatterns = [
    path("start/", views.start, name="start"),
    path("start/setup/<str:token>/", views.set_up, name="set_up"),
    path("invite/", views.invite, name="invite"),
    path("join/<str:token>/", joining.join, name="join"),
    path("a/<slug:slug>/invitation/", views.invitation, name="invitation"),
    path("a/<slug:slug>/invitation/again/", views.invite_again, name="invite_again"),
    path("a/<slug:slug>/recovery/", pairing.recovery, name="recovery"),
    path("a/<slug:slug>/recovery/key.txt", pairing.recovery_file, name="recovery_file"),
    path("a/<slug:slug>/pairing/", pairing.pairing, name="pairing"),
]
