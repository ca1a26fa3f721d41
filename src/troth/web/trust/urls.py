"""The addresses of trust in one direction; the colour is that of the side that relies."""

from __future__ import annotations

from django.urls import path

from troth.web.trust import sheet, views

urlpatterns = [
    path("a/<slug:slug>/trust/<slug:colour>/", views.why, name="trust"),
    path("a/<slug:slug>/trust/<slug:colour>/changed/", views.changed, name="trust_changed"),
    path("a/<slug:slug>/trust/<slug:colour>/as/<slug:form>/", sheet.evidence, name="trust_as"),
]
