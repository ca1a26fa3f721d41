"""Second factors by allauth, with our words, our limits, and secrets that no database gives away."""

from __future__ import annotations

import json
from typing import Any, ClassVar
from urllib.parse import quote

import qrcode
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from troth.store import keys
from troth.store.models import Person
from troth.web.account import limits
from troth.web.account.browsers import words_of
from troth.web.account.words import LATER, UNFIT_FACTOR
from troth.web.figures.square import square

SECRET = "troth.second-factor"
CODE_HOLDS = 90  # seconds: the half minute of a code, and one on each side for a clock that is a little off


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What a person's second factors are called, and how their secrets are kept."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": UNFIT_FACTOR,
        "cannot_generate_recovery_codes": "Recovery codes stand in for a passkey or an app. Add one of these first.",
    }

    def encrypt(self, text: str) -> str:
        """This function will encrypt a secret with the node's key, which is in no database and no backup of one."""
        return keys.seal_words(text, about=SECRET)

    def decrypt(self, encrypted_text: str) -> str:
        """This function will return a secret as it was."""
        return keys.unseal_words(encrypted_text, about=SECRET)

    def get_totp_issuer(self) -> str:
        """This function will name the node as an authenticator app shows it."""
        return f"Troth {split_domain_port(context.request.get_host())[0]}"

    def build_totp_svg(self, url: str) -> str:
        """This function will draw what a phone's camera reads, to stand in the page itself."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        return mark_safe(
            square(
                code.get_matrix(),
                "A square for your authenticator app to read; the same is written beneath it",
            )
        )

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        """This function will call a passkey by the browser that it is made in, until its owner calls it otherwise."""
        return words_of(context.request)


class _Once(forms.Form):
    """A code of an app or of paper: few tries, and each code of an app once, also within its half minute."""

    user: Person
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Refuse when many were tried, and a code that was used a moment ago."""
        if not limits.may_try_factor(context.request, self.user):
            raise ValidationError(LATER)
        code = str(super().clean_code())  # type: ignore[misc]  # allauth's form stands behind this one
        if self.authenticator.type == Authenticator.Type.TOTP:
            used = f"troth.app-code:{self.user.pk}:{normalize_user_code(code)}"
            if not cache.add(used, True, CODE_HOLDS):
                raise ValidationError("This code was used a moment ago. Wait for the next one.")
        return code


class SecondFactor(_Once, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class Again(_Once, ReauthenticateForm):  # type: ignore[misc]
    """Showing once more that it is you, before something about the account changes."""


class Asks:
    """A page whose form says, as JSON, what the browser is to be asked for."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add it."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        (asked,) = shown["js_data"].values()
        return {**shown, "options": json.dumps(asked)}


class AskingPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Asks for a passkey that can be found without an address and makes sure of its person."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will ask for such a passkey; allauth alone leaves both to the browser."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        shown["js_data"] = {"creation_options": passkeys.begin_registration(self.request.user, True)}
        return shown


class Shown:
    """Whoever has just set up a factor has shown it, so that the paper which comes with it is shown at once."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """This function will keep that it was shown."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # allauth's view stands behind
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return response


class ConnectApp(Shown, ActivateTOTPView):  # type: ignore[misc]
    """Connecting an authenticator app."""


class AddPasskeyView(Asks, Shown, AskingPasskey):
    """Adding a passkey."""


class AgainByPasskey(Asks, ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Showing once more that it is you, with a passkey; what did not fit comes back to the same page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """This function will say so there, instead of on the sign-in page."""
        for words in form.errors.get("credential", []):
            messages.info(self.request, words, extra_tags="info")
        return redirect(self.passthrough_next_url(self.request.path))


class ShowCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Recovery codes, shown once: to be printed, or kept as a file that is made of the page itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This function will add the link that holds the codes, so that no second request has to show them again."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        person: Any = self.request.user
        head = f"Recovery codes of {person.email} at {self.request.get_host()}. Each works once."
        lines = "\r\n".join([head, "", *shown["unused_codes"], ""])
        shown["file"] = f"data:text/plain;charset=utf-8,{quote(lines)}" if shown["can_view_codes"] else ""
        return shown


def possible(request: HttpRequest) -> bool:
    """This function will say whether a browser gives out passkeys here: under a name, with https or on this machine."""
    name, _ = split_domain_port(request.get_host())
    if name == "localhost" or name.endswith(".localhost"):
        return True
    return request.is_secure() and not (name.startswith("[") or name[-1:].isdigit())
