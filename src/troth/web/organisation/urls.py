"""The addresses of an organisation's page."""

from __future__ import annotations

from django.urls import path

from troth.web.organisation import leaving, sheet, views

urlpatterns = [
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/invite/", views.invite, name="invite_colleague"),
    path("organisation/invitations/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("organisation/second-factor/", views.ask_factor, name="ask_factor"),
    path("organisation/invitations/<int:pk>/again/", views.invite_once_more, name="invite_once_more"),
    path("organisation/people/<int:person>/hand-over/", leaving.hand_over, name="hand_over"),
    path("organisation/people/<int:person>/leave/", leaving.let_go, name="let_go"),
    path("organisation/two-signatures/", views.two_signatures, name="two_signatures"),
    path("organisation/receipts/", views.receipts_to, name="receipts_to"),
    path("organisation/answers-by-mail/", views.mail_answers, name="mail_answers"),
    path("organisation/people/<int:person>/role/", views.change_role, name="change_role"),
    path("organisation/as/<slug:form>/", sheet.members, name="organisation_as"),
]
