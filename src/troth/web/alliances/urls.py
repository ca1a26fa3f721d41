"""The address of the list of alliances."""

from __future__ import annotations

from django.urls import path

from troth.web.alliances import sheet, views

urlpatterns = [
    path("alliances/", views.alliances, name="alliances"),
    path("alliances/as/<slug:form>/", sheet.alliances, name="alliances_as"),
]
