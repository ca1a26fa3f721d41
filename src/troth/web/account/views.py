"""Ways in beside the mailed code: a link of the demo, and a link that the operator makes by hand."""

from __future__ import annotations

from allauth.account.views import request_login_code
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from troth.store import people, tokens
from troth.store.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """This function will ask for the mail address; on a node where nobody is yet, say how to begin."""
    if request.method in ("GET", "HEAD") and people.empty():
        return redirect("account_signup")
    answer: HttpResponseBase = request_login_code(request)
    return answer


@require_safe
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """This function will say how people come to this node: by invitation, or by setting it up."""
    return render(request, "start/empty.html" if people.empty() else "account/signup_closed.html")


@require_safe
@never_cache
def demo(request: HttpRequest, token: str) -> HttpResponse:
    """This function will sign in as a person of the demo, on a demo node alone."""
    return _enter(request, tokens.demo_person(token) if settings.TROTH_DEMO else None)


@require_safe
@never_cache
def once(request: HttpRequest, token: str) -> HttpResponse:
    """This function will sign in the person a link was made for in the terminal, one time."""
    return _enter(request, tokens.once_person(token))


def enter(request: HttpRequest, person: Person) -> None:
    """This function will sign a person in, in a session of its own."""
    login(request, person, backend=BACKEND)


def _enter(request: HttpRequest, person: Person | None) -> HttpResponse:
    if person is None:
        raise Http404
    enter(request, person)
    return redirect("today")
