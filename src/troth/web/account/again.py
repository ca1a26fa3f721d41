"""Showing once more that it is you, with a code of six digits, where there is nothing else to show it with.

allauth asks for the password or a second factor before something about an account changes, and for nothing where there
is neither. Somebody at another's desk could add a passkey of their own then, so whoever has only the mailbox shows
that: unless they signed in a moment ago, or the node cannot send mail and the code would come past an admin.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.forms import BaseConfirmCodeForm
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.views import BaseReauthenticateView
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from troth.store.models import Person
from troth.web.account import limits
from troth.web.account.adapter import LOGIN_CODE, Adapter
from troth.web.account.words import LATER

KEPT = "again_code"


def require_fresh(request: HttpRequest, person: Person) -> None:
    """This function will lead to the code's page first, when there is nothing else to ask and the sign-in is old."""
    if not settings.TROTH_MAIL or get_reauthentication_flows(person):
        return
    records = get_authentication_records(request, person)
    if not any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records):
        raise ReauthenticationRequired


class OwnCode(AbstractCodeVerificationProcess):  # type: ignore[misc]  # allauth ships no types
    """A code on its way to the person who is signed in, kept in their session."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        super().__init__(
            max_attempts=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )
        self.request = request

    @classmethod
    def begin(cls, request: HttpRequest, person: Person) -> None:
        """Send a code, instead of the one before."""
        process = cls(request, cls.initial_state(person, email=person.email))
        process.send()
        process.persist()

    @classmethod
    def resume(cls, request: HttpRequest) -> OwnCode | None:
        """Return the code on its way, None when there is none or it has run out."""
        state = request.session.get(KEPT)
        process = cls(request, state) if isinstance(state, dict) else None
        return process if process is not None and process.is_valid() else None

    def send(self) -> None:
        """Send it."""
        adapter = Adapter()
        self.state["code"] = adapter.generate_login_code()
        adapter.send_mail(LOGIN_CODE, self.state["email"], {"code": self.state["code"]})

    def persist(self) -> None:
        """Keep it in the session."""
        self.request.session[KEPT] = self.state

    def abort(self) -> None:
        """Drop it."""
        self.request.session.pop(KEPT, None)


class AgainByCode(BaseReauthenticateView):  # type: ignore[misc]
    """The page that sends a code and asks for it."""

    form_class = BaseConfirmCodeForm
    template_name = "account/reauthenticate_by_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """This function will send a code, or look at the one that was typed."""
        process = OwnCode.resume(request)
        if "send" in request.POST or process is None:
            self._send(request)
            return redirect(self.passthrough_next_url(request.path))
        if not limits.may_try_code(request, process.state["at"]):
            return self._again()
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """This function will hand over the code that was sent."""
        process = OwnCode.resume(self.request)
        return {**super().get_form_kwargs(), "code": process.code if process else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add whether a code is on its way."""
        return {**super().get_context_data(**kwargs), "sent": OwnCode.resume(self.request) is not None}

    def form_valid(self, form: BaseConfirmCodeForm) -> HttpResponse:
        """This function will go on to what was asked for."""
        self.request.session.pop(KEPT, None)
        record_authentication(self.request, self.request.user, method="code", reauthenticated=True)
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: BaseConfirmCodeForm) -> HttpResponse:
        """This function will count the try."""
        process = OwnCode.resume(self.request)
        if process is not None and not process.record_invalid_attempt():
            return self._again()
        response: HttpResponse = super().form_invalid(form)
        return response

    def _again(self) -> HttpResponse:
        self.request.session.pop(KEPT, None)
        messages.info(self.request, "That was tried three times. Have another code sent.", extra_tags="info")
        return redirect(self.passthrough_next_url(self.request.path))

    def _send(self, request: HttpRequest) -> None:
        person: Any = request.user
        if limits.may_send_own(request, person):
            OwnCode.begin(request, person)
        else:
            messages.info(request, LATER, extra_tags="info")


again_by_code = AgainByCode.as_view()
