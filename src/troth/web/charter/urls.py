"""The addresses of the charter and its clauses."""

from __future__ import annotations

from django.urls import path

from troth.web.charter import charter, clauses, making, sheet

urlpatterns = [
    path("a/<slug:slug>/charter/", charter.charter, name="charter"),
    path("a/<slug:slug>/charter/new/", making.new_clause, name="new_clause"),
    path("a/<slug:slug>/charter/as/<slug:form>/", sheet.clauses, name="charter_as"),
    path("a/<slug:slug>/charter/<slug:object>/", clauses.clause, name="clause"),
    path("a/<slug:slug>/charter/<slug:object>/change/", making.change_clause, name="change_clause"),
    path("a/<slug:slug>/charter/<slug:object>/act/", clauses.clause_act, name="clause_act"),
]
