"""Every address of a node: sign-in by allauth, the documentation, and the pages."""

from __future__ import annotations

from django.urls import include, path

from troth.web import docs

urlpatterns = [
    path("docs/", docs.page, {"path": ""}, name="docs"),
    path("docs/<path:path>", docs.page, name="docs-page"),
    path("", include("troth.web.urls")),
    path("", include("troth.web.account.urls")),
]

handler400 = "troth.web.trouble.unread"
handler500 = "troth.web.trouble.answer"
