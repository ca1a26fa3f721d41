"""The addresses of an organisation's page."""

from __future__ import annotations

from django.urls import path

from troth.web.organisation import sheet, views

urlpatterns = [
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/invite/", views.invite, name="invite_colleague"),
    path("organisation/invitations/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("organisation/people/<int:person>/role/", views.change_role, name="change_role"),
    path("organisation/as/<slug:form>/", sheet.members, name="organisation_as"),
]
