"""The addresses of the people of an alliance."""

from __future__ import annotations

from django.urls import path

from troth.web.people import sheet, sponsors, views

urlpatterns = [
    path("a/<slug:slug>/people/", views.people, name="people"),
    path("a/<slug:slug>/people/introduce/", views.introduce, name="introduce"),
    path("a/<slug:slug>/people/mended/", views.mended, name="mail_mended"),
    path("a/<slug:slug>/people/sponsor/", sponsors.name, name="name_sponsor"),
    path("a/<slug:slug>/people/as/<slug:form>/", sheet.people, name="people_as"),
]
