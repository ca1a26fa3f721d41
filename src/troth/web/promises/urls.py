"""The addresses of promises."""

from __future__ import annotations

from django.urls import path

from troth.web.promises import handed, making, seconds, views

urlpatterns = [
    path("files/<slug:slug>/<slug:entry>/<int:number>/<str:name>", handed.file, name="delivered_file"),
    path("a/<slug:slug>/promises/", views.promises, name="promises"),
    path("a/<slug:slug>/promises/new/", making.offer, name="new_promise"),
    path("a/<slug:slug>/promises/ask/", making.ask, name="ask_promise"),
    path("a/<slug:slug>/promises/<slug:object>/", views.promise, name="promise"),
    path("a/<slug:slug>/promises/<slug:object>/act/", views.act, name="promise_act"),
    path("a/<slug:slug>/promises/<slug:object>/second/", seconds.sign, name="promise_second"),
    path("a/<slug:slug>/promises/<slug:object>/draft/", views.draft, name="promise_draft"),
    path("a/<slug:slug>/promises/<slug:object>/note/", views.note, name="promise_note"),
]
