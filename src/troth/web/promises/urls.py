"""The addresses of promises."""

from __future__ import annotations

from django.urls import path

from troth.web.promises import both_work, calibrated, dates, handed, making, saved, seconds, sheet, views
from troth.web.promises.several import views as several

urlpatterns = [
    path("files/<slug:slug>/<slug:entry>/<int:number>/<str:name>", handed.file, name="delivered_file"),
    path("dates/", calibrated.own_dates, name="own_dates"),
    path("a/<slug:slug>/promises/", views.promises, name="promises"),
    path("a/<slug:slug>/promises/new/", making.offer, name="new_promise"),
    path("a/<slug:slug>/promises/ask/", making.ask, name="ask_promise"),
    path("a/<slug:slug>/promises/dates/", dates.dates, name="promise_dates"),
    path("a/<slug:slug>/promises/common-day/", both_work.common_day, name="common_day"),
    path("a/<slug:slug>/promises/several/", several.several_at_once, name="several"),
    path("a/<slug:slug>/promises/several/<slug:once>/", several.done, name="several_done"),
    path("a/<slug:slug>/promises/as/<slug:form>/", sheet.promises, name="promises_as"),
    path("a/<slug:slug>/promises/views/", saved.keep, name="keep_view"),
    path("a/<slug:slug>/promises/views/<int:view>/", saved.change, name="change_view"),
    path("a/<slug:slug>/promises/<slug:object>/", views.promise, name="promise"),
    path("a/<slug:slug>/promises/<slug:object>/act/", views.act, name="promise_act"),
    path("a/<slug:slug>/promises/<slug:object>/second/", seconds.sign, name="promise_second"),
    path("a/<slug:slug>/promises/<slug:object>/draft/", views.draft, name="promise_draft"),
    path("a/<slug:slug>/promises/<slug:object>/note/", views.note, name="promise_note"),
    path("a/<slug:slug>/promises/<slug:object>/stands/", dates.stands, name="promise_stands"),
    path("a/<slug:slug>/promises/<slug:object>/as/<slug:form>/", sheet.story, name="promise_as"),
]
