"""The addresses of listening."""

from __future__ import annotations

from django.urls import path

from troth.web.listening import interpretations, making, meter, sheet, views

urlpatterns = [
    path("a/<slug:slug>/interpretations/new/", interpretations.ask, name="ask_both"),
    path("a/<slug:slug>/interpretations/<slug:object>/", interpretations.shown, name="interpretation"),
    path("a/<slug:slug>/interpretations/<slug:object>/act/", interpretations.act, name="interpretation_act"),
    path("a/<slug:slug>/listening/", views.statements, name="listening"),
    path("a/<slug:slug>/listening/new/", making.put, name="new_statement"),
    path("a/<slug:slug>/listening/as/<slug:form>/", sheet.statements, name="statements_as"),
    path("a/<slug:slug>/listening/<slug:object>/", views.statement, name="statement"),
    path("a/<slug:slug>/listening/<slug:object>/act/", views.act, name="statement_act"),
    path("a/<slug:slug>/listening/<slug:object>/meter/", meter.meter, name="statement_meter"),
]
