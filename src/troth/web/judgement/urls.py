"""The addresses of concerns, and of the thoughts that a person parks."""

from __future__ import annotations

from django.urls import path

from troth.web.judgement import making, parked, sheet, views

urlpatterns = [
    path("a/<slug:slug>/concerns/", views.concerns, name="concerns"),
    path("a/<slug:slug>/concerns/new/", making.new, name="new_concern"),
    path("a/<slug:slug>/concerns/as/<slug:form>/", sheet.concerns, name="concerns_as"),
    path("a/<slug:slug>/concerns/<slug:object>/", views.concern, name="concern"),
    path("a/<slug:slug>/concerns/<slug:object>/act/", views.act, name="concern_act"),
    path("a/<slug:slug>/concerns/<slug:object>/draft/", views.draft, name="concern_draft"),
    path("parked/", parked.page, name="parked"),
    path("parked/<int:pk>/", parked.act, name="parked_act"),
]
