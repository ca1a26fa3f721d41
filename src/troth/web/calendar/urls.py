"""The addresses of the calendar: of one alliance, and across all of them."""

from __future__ import annotations

from django.urls import path

from troth.web.calendar import address, feed, sheet, views

urlpatterns = [
    path("calendar/", views.everything, name="calendar_of_all"),
    path("a/<slug:slug>/calendar/", views.calendar, name="calendar"),
    path("calendar/as/<slug:form>/", sheet.everything, name="calendar_of_all_as"),
    path("a/<slug:slug>/calendar/as/<slug:form>/", sheet.calendar, name="calendar_as"),
    path("calendar/address/", address.of_all, name="calendar_address_of_all"),
    path("a/<slug:slug>/calendar/address/", address.of_one, name="calendar_address"),
    path("calendar/feed/<str:token>/troth.ics", feed.feed, name="calendar_feed"),
]
