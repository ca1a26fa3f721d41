"""The addresses of trust pulses and health checks."""

from __future__ import annotations

from django.urls import path

from troth.web.surveys import making, sheet, views

urlpatterns = [
    path("a/<slug:slug>/pulse/", views.surveys, name="surveys"),
    path("a/<slug:slug>/pulse/new/", making.new, name="new_survey"),
    path("a/<slug:slug>/pulse/later/", making.later, name="survey_later"),
    path("a/<slug:slug>/pulse/as/<slug:form>/", sheet.surveys, name="surveys_as"),
    path("a/<slug:slug>/pulse/<slug:object>/", views.survey, name="survey"),
    path("a/<slug:slug>/pulse/<slug:object>/act/", views.act, name="survey_act"),
]
