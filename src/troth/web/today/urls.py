"""The address of the first page."""

from __future__ import annotations

from django.urls import path

from troth.web.today import sheet, views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/as/<slug:form>/", sheet.today, name="today_as"),
]
