"""Signing in: the page with its three ways, the step after it, and links that let somebody in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import perform_login
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.core import context
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from troth.store import people, tokens
from troth.store.models import Person
from troth.store.queries.account import factors_of
from troth.web.account import adapter, factors, limits
from troth.web.account.words import LATER


class AskCode(RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The address that a code is to be sent to."""

    def clean_email(self) -> str:
        """Refuse when many codes were asked for; an address that nobody has is counted like any other."""
        email = str(super().clean_email())
        if not limits.may_ask_code(context.request, email):
            raise adapter.Adapter().validation_error("too_many_login_attempts")
        return email


class Ways:
    """The forms of the sign-in page: whichever was sent, the other stands beside it."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add both forms, with the address that was typed in either."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = shown["form"]
        by_password = isinstance(form, LoginForm)
        typed = form["login" if by_password else "email"].value() or ""
        shown["code_form"] = AskCode(initial={"email": typed}) if by_password else form
        shown["password_form"] = form if by_password else LoginForm(initial={"login": typed})
        shown["passkeys"] = factors.possible(self.request)
        return shown


class ByCode(Ways, RequestLoginCodeView):  # type: ignore[misc]
    """Asking for a code."""

    def form_valid(self, form: AskCode) -> HttpResponse:
        """This function will send the code, and remember what it looks like."""
        response: HttpResponse = super().form_valid(form)
        self.request.session[limits.LONG] = bool(vars(self.request).get(limits.LONG))
        return response


class ByPassword(Ways, LoginView):  # type: ignore[misc]
    """Signing in with a password that somebody set."""


class Confirm(ConfirmLoginCodeView):  # type: ignore[misc]
    """Typing in the code that was sent."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """This function will look at a code three times, and at none after that."""
        if not limits.may_try_code(request, self._process.state["at"]):
            self._process.abort()
            messages.info(request, LATER, extra_tags="info")
            return redirect("account_request_login_code")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add what the code looks like."""
        return {**super().get_context_data(**kwargs), "long": self.request.session.get(limits.LONG, False)}


class SecondStep(factors.Asks, AuthenticateView):  # type: ignore[misc]
    """The second factor, after the code or the password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add which factors there are."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return {**shown, "factors": factors_of(self.stage.login.user)}


_by_code, _by_password = ByCode.as_view(), ByPassword.as_view()
confirm, second_step = Confirm.as_view(), SecondStep.as_view()


@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """This function will show the ways to sign in; on a node where nobody is yet, say how to begin."""
    if request.method in ("GET", "HEAD"):
        if people.empty():
            return redirect("account_signup")
        if "anew" in request.GET:
            clear_login(request)
    way = _by_code if request.method in ("GET", "HEAD") else _by_password
    answer: HttpResponseBase = way(request)
    return answer


@never_cache
def ask_code(request: HttpRequest) -> HttpResponseBase:
    """This function will send a code; whoever asks for another begins anew, so that each is counted."""
    if request.method == "POST" and not request.user.is_authenticated:
        clear_login(request)
    answer: HttpResponseBase = _by_code(request)
    return answer


@require_safe
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """This function will say how people come to this node: by invitation, or by setting it up."""
    return render(request, "start/empty.html" if people.empty() else "account/signup_closed.html")


@require_safe
@never_cache
def demo(request: HttpRequest, token: str) -> HttpResponse:
    """This function will sign in as a person of the demo, on a demo node alone; it is nobody's news."""
    vars(request)[adapter.QUIET] = True
    return _enter(request, tokens.demo_person(token) if settings.TROTH_DEMO else None)


@require_safe
@never_cache
def once(request: HttpRequest, token: str) -> HttpResponse:
    """This function will sign in the person a link was made for in the terminal, one time."""
    return _enter(request, tokens.once_person(token))


def enter(request: HttpRequest, person: Person, url: str) -> HttpResponse:
    """This function will sign a person in without a code, in a session of its own; a second factor is still asked."""
    clear_login(request)
    record_authentication(request, person, method="link")
    response: HttpResponse = perform_login(request, person, redirect_url=url)
    return response


def _enter(request: HttpRequest, person: Person | None) -> HttpResponse:
    if person is None:
        raise Http404
    return enter(request, person, reverse("today"))
