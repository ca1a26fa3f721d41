"""The addresses the templates speak of, answered by nothing: templates are tested without views."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def page(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse(request.path)


def _at(route: str, name: str) -> object:
    return path(route, page, name=name)


urlpatterns = [
    _at("", "today"),
    _at("alliances/", "alliances"),
    _at("start/", "start"),
    _at("settings/", "settings"),
    _at("settings/sessions/end-others/", "end_other_sessions"),
    _at("settings/alerts/read/", "read_alerts"),
    _at("settings/coach/", "coach"),
    _at("account/password/remove/", "remove_password"),
    _at("account/again/code/", "reauthenticate_by_code"),
    _at("organisation/", "organisation"),
    _at("organisation/second-factor/", "ask_factor"),
    _at("node/", "node"),
    _at("import/", "import"),
    _at("partners/", "partners"),
    _at("invite/", "invite"),
    _at("a/<slug>/", "alliance"),
    _at("a/<slug>/promises/", "promises"),
    _at("a/<slug>/promises/new/", "new_promise"),
    _at("a/<slug>/promises/ask/", "ask_promise"),
    _at("a/<slug>/promises/several/", "several"),
    _at("a/<slug>/promises/views/", "keep_view"),
    _at("a/<slug>/promises/views/<int:view>/", "change_view"),
    _at("a/<slug>/listening/", "listening"),
    _at("a/<slug>/listening/new/", "new_statement"),
    _at("a/<slug>/concerns/", "concerns"),
    _at("a/<slug>/meetings/", "meetings"),
    _at("a/<slug>/listening/<object>/", "statement"),
    _at("a/<slug>/interpretations/new/", "ask_both"),
    _at("a/<slug>/promises/<object>/", "promise"),
    _at("a/<slug>/promises/<object>/act/", "promise_act"),
    _at("a/<slug>/promises/<object>/draft/", "promise_draft"),
    _at("a/<slug>/promises/<object>/note/", "promise_note"),
    _at("a/<slug>/promises/<object>/second/", "promise_second"),
    _at("files/<slug>/<entry>/<number>/<name>", "delivered_file"),
    _at("a/<slug>/told/", "told"),
    _at("a/<slug>/people/sponsor/", "name_sponsor"),
    _at("organisation/two-signatures/", "two_signatures"),
    _at("go/", "go"),
    _at("shortcuts/", "shortcuts"),
    _at("calendar/", "calendar_of_all"),
    _at("a/<slug>/calendar/", "calendar"),
    _at("a/<slug>/record/", "record"),
    _at("a/<slug>/record/check/", "record_check"),
    _at("a/<slug>/record/bundle/", "record_bundle"),
    _at("a/<slug>/record/receipts/", "receipts"),
    _at("a/<slug>/record/receipts/make/", "make_receipt"),
    _at("a/<slug>/record/receipts/<number>/", "receipt"),
    _at("a/<slug>/record/compare/", "compare_receipt"),
    _at("a/<slug>/record/goes-on/", "record_goes_on"),
    _at("a/<slug>/record/goes-on/bring/", "record_bring"),
    _at("a/<slug>/pulse/", "surveys"),
    _at("a/<slug>/charter/", "charter"),
    _at("a/<slug>/charter/<object>/", "clause"),
    _at("a/<slug>/differences/", "differences"),
    _at("a/<slug>/history/", "history"),
    _at("a/<slug>/people/", "people"),
    _at("a/<slug>/people/introduce/", "introduce"),
    _at("a/<slug>/leave/private.txt", "private_half"),
    _at("a/<slug>/purpose/", "purpose"),
    _at("a/<slug>/pairing/", "pairing"),
    _at("docs/", "docs"),
    _at("docs/<path:path>", "docs-page"),
    _at("today/as/<form>/", "today_as"),
    _at("alliances/as/<form>/", "alliances_as"),
    _at("organisation/as/<form>/", "organisation_as"),
    _at("partners/as/<form>/", "partners_as"),
    _at("a/<slug>/promises/as/<form>/", "promises_as"),
    _at("a/<slug>/promises/<object>/as/<form>/", "promise_as"),
    _at("a/<slug>/calendar/as/<form>/", "calendar_as"),
    _at("calendar/as/<form>/", "calendar_of_all_as"),
    _at("a/<slug>/record/as/<form>/", "record_as"),
    _at("a/<slug>/people/as/<form>/", "people_as"),
    _at("a/<slug>/objectives/as/<form>/", "objectives_as"),
    _at("a/<slug>/history/as/<form>/", "history_as"),
    _at("imports/as/<form>/", "imports_as"),
    path("account/", include("allauth.urls")),
]
