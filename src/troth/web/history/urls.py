"""The addresses of a firm's own history, and of what of it is on a shared record."""

from __future__ import annotations

from django.urls import path

from troth.web.history import importing, partners, reporting, sheets

urlpatterns = [
    path("import/", importing.choose, name="import"),
    path("import/<str:token>/columns/", importing.columns, name="import_columns"),
    path("import/<str:token>/look/", importing.look, name="import_look"),
    path("import/<str:token>/leave/", importing.leave, name="import_leave"),
    path("imports/<int:pk>/", importing.shown, name="import_shown"),
    path("imports/<int:pk>/delete/", importing.delete, name="import_delete"),
    path("progress/<str:token>/", importing.progress, name="work"),
    path("partners/", partners.partners, name="partners"),
    path("own-list/add/", partners.note, name="partner_note"),
    path("partners/<slug:slug>/", partners.partner, name="supplier"),
    path("partners/<slug:slug>/link/", partners.link, name="partner_link"),
    path("partners/<slug:slug>/<int:pk>/", partners.amend, name="partner_amend"),
    path("partners/<slug:slug>/<int:pk>/delivered/", partners.delivered, name="partner_delivered"),
    path("a/<slug:slug>/history/", reporting.history, name="history"),
    path("imports/as/<slug:form>/", sheets.imports, name="imports_as"),
    path("imports/<int:pk>/as/<slug:form>/", sheets.left_out, name="import_as"),
    path("partners/as/<slug:form>/", sheets.partners, name="partners_as"),
    path("partners/<slug:slug>/as/<slug:form>/", sheets.partner, name="supplier_as"),
    path("a/<slug:slug>/history/as/<slug:form>/", sheets.periods, name="history_as"),
    path("a/<slug:slug>/history/<slug:name>/as/<slug:form>/", sheets.period, name="history_period_as"),
    path("a/<slug:slug>/history/report/", reporting.report, name="history_report"),
    path("a/<slug:slug>/history/offer/", reporting.offer, name="history_offer"),
    path("a/<slug:slug>/history/agree/", reporting.agree, name="history_agree"),
    path("a/<slug:slug>/history/<slug:name>/", reporting.period, name="history_period"),
    path("a/<slug:slug>/history/<slug:name>/finish/", reporting.finish, name="history_finish"),
    path("a/<slug:slug>/history/<slug:name>/answer/", reporting.answer, name="history_answer"),
    path("a/<slug:slug>/history/<slug:name>/withdraw/", reporting.withdraw, name="history_withdraw"),
]
