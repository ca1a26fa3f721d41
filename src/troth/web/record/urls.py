"""Addresses of the record's pages."""

from django.urls import path

from troth.web.record import sheet, views

urlpatterns = [
    path("node/", views.node, name="node"),
    path("a/<slug:slug>/record/", views.record, name="record"),
    path("a/<slug:slug>/record/check/", views.check, name="record_check"),
    path("a/<slug:slug>/record/bundle/", views.bundle, name="record_bundle"),
    path("a/<slug:slug>/record/as/<slug:form>/", sheet.entries, name="record_as"),
]
