"""The address of the list of alliances."""

from __future__ import annotations

from django.urls import path

from troth.web.alliances import views

urlpatterns = [path("alliances/", views.alliances, name="alliances")]
