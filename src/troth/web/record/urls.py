"""Addresses of the record's pages."""

from django.urls import path

from troth.web.record import restoring, sheet, views

urlpatterns = [
    path("node/", views.node, name="node"),
    path("a/<slug:slug>/record/", views.record, name="record"),
    path("a/<slug:slug>/record/check/", views.check, name="record_check"),
    path("a/<slug:slug>/record/bundle/", views.bundle, name="record_bundle"),
    path("a/<slug:slug>/record/receipts/", views.receipts, name="receipts"),
    path("a/<slug:slug>/record/receipts/make/", views.make_receipt, name="make_receipt"),
    path("a/<slug:slug>/record/receipts/<int:number>/", views.receipt, name="receipt"),
    path("a/<slug:slug>/record/compare/", views.compare, name="compare_receipt"),
    path("a/<slug:slug>/record/goes-on/", restoring.goes_on, name="record_goes_on"),
    path("a/<slug:slug>/record/goes-on/bring/", restoring.bring, name="record_bring"),
    path("a/<slug:slug>/record/as/<slug:form>/", sheet.entries, name="record_as"),
]
