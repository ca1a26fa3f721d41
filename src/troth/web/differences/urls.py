"""The addresses of the differences and their bridges."""

from __future__ import annotations

from django.urls import path

from troth.web.differences import making, sheet, views

urlpatterns = [
    path("a/<slug:slug>/differences/", views.differences, name="differences"),
    path("a/<slug:slug>/differences/new/", making.new_difference, name="new_difference"),
    path("a/<slug:slug>/differences/as/<slug:form>/", sheet.differences, name="differences_as"),
    path("a/<slug:slug>/differences/<slug:object>/", views.difference, name="difference"),
    path("a/<slug:slug>/differences/<slug:object>/act/", views.difference_act, name="difference_act"),
]
