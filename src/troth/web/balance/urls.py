"""The addresses of the balance: areas of work and their controls."""

from __future__ import annotations

from django.urls import path

from troth.web.balance import changing, making, sheet, views

urlpatterns = [
    path("a/<slug:slug>/balance/", views.balance, name="balance"),
    path("a/<slug:slug>/balance/new/", making.new_area, name="new_area"),
    path("a/<slug:slug>/balance/as/<slug:form>/", sheet.balance, name="balance_as"),
    path("a/<slug:slug>/balance/areas/<slug:object>/", views.area, name="area"),
    path("a/<slug:slug>/balance/areas/<slug:object>/act/", views.area_act, name="area_act"),
    path("a/<slug:slug>/balance/controls/<slug:object>/", changing.control, name="control"),
    path("a/<slug:slug>/balance/controls/<slug:object>/act/", changing.control_act, name="control_act"),
]
