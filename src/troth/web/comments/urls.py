"""The addresses of comments: those on a thing (`comments/` and its id), and one of them (`comment/` and its own)."""

from __future__ import annotations

from django.urls import path

from troth.web.comments import sheet, views

urlpatterns = [
    path("a/<slug:slug>/comment/<slug:object>/", views.comment, name="comment"),
    path("a/<slug:slug>/comments/<slug:object>/say/", views.say, name="comment_say"),
    path("a/<slug:slug>/comment/<slug:object>/change/", views.change, name="comment_change"),
    path("a/<slug:slug>/comments/<slug:object>/as/<slug:form>/", sheet.comments, name="comments_as"),
    path("a/<slug:slug>/comments/<slug:object>/draft/", views.draft, name="comment_draft"),
]
