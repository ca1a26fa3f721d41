"""The addresses of the operator's page."""

from __future__ import annotations

from django.urls import path

from troth.web.operator import views

urlpatterns = [
    path("node/status/", views.status, name="operator"),
    path("node/status/again/", views.again, name="operator_again"),
    path("node/status/check/", views.check, name="operator_check"),
    path("node/status/back-up/", views.back_up, name="operator_back_up"),
    path("node/status/let-go/", views.let_go, name="operator_let_go"),
]
