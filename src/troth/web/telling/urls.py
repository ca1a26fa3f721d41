"""The address where people say that they told somebody in another way."""

from __future__ import annotations

from django.urls import path

from troth.web.telling import views

urlpatterns = [path("a/<slug:slug>/told/", views.told, name="told")]
