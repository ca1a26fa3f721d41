"""A promise's page as a view answers it, with a history that grows by each act: what frame/live.html asks of a view."""

from __future__ import annotations

from types import SimpleNamespace as Of

from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import include, path

from tests.web import addresses
from tests.web.pages import PAGES
from tests.web.promise_pages import HISTORY, LINE, promise
from tests.web.samples import HARUKA, NOW

acts: list[str] = []
answers: list[int] = []


def page(request: HttpRequest) -> HttpResponse:
    """The page with its desk open, or for htmx its live part, or 304 when nothing has changed."""
    tag = f"act-{len(acts)}"
    if request.headers.get("HX-PTag") == tag:
        answers.append(304)
        return HttpResponse(status=304, headers={"HX-PTag": tag})
    asked = request.headers.get("HX-Request")
    answers.append(200)
    where = {"at": NOW, "zone": "Asia/Tokyo", "place": "Yokohama", "person": HARUKA}
    said = tuple(Of(id=f"new{n}", said=act, words="", why_not="", **where) for n, act in enumerate(acts))
    news = f"Haruka wrote: {acts[-1]}" if asked and acts else ""
    context = {
        **promise("warn"),
        "live_tag": tag,
        "history": (*reversed(said), *HISTORY),
        "news": news,
        "line": LINE,
    }
    template = "promises/promise_live.html" if asked else "promises/promise.html"
    return HttpResponse(
        render_to_string(template, {**context, "request": request, "csrf_token": get_token(request)}),
        headers={"HX-PTag": tag},
    )


def act(request: HttpRequest) -> HttpResponse:
    """An act of the other side."""
    acts.append(request.GET["said"])
    return HttpResponse("kept")


def away(request: HttpRequest) -> HttpResponse:
    """What a page gets whose session has ended."""
    return HttpResponseRedirect("/") if request.headers.get("HX-Request") else page(request)


def shown(request: HttpRequest, name: str) -> HttpResponse:
    """Any of the sample pages; nothing ever happens on it, which is what it answers when it asks for news."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=304)
    template, context = PAGES[name]
    return HttpResponse(
        render_to_string(template, {**context, "request": request, "csrf_token": get_token(request)})
    )


urlpatterns = [
    path("shown/<name>/", shown),
    path("live/", page),
    path("live/act/", act),
    path("away/", away),
    path("", include(addresses)),
    *staticfiles_urlpatterns(),
]
