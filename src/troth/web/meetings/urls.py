"""The addresses of meetings; one that is written and one that has ended have the same."""

from __future__ import annotations

from django.urls import path

from troth.web.meetings import acting, making, sheet, steering, views, writing

urlpatterns = [
    path("a/<slug:slug>/meetings/", views.meetings, name="meetings"),
    path("a/<slug:slug>/meetings/new/", making.new, name="new_meeting"),
    path("a/<slug:slug>/meetings/as/<slug:form>/", sheet.meetings, name="meetings_as"),
    path("a/<slug:slug>/meetings/steering/", steering.steering, name="steering"),
    path("a/<slug:slug>/meetings/<slug:object>/", views.meeting, name="meeting"),
    path("a/<slug:slug>/meetings/<slug:object>/act/", acting.act, name="meeting_act"),
    path("a/<slug:slug>/meetings/<slug:object>/read/", writing.read, name="meeting_read"),
    path("a/<slug:slug>/meetings/<slug:object>/write/", writing.write, name="meeting_write"),
]
