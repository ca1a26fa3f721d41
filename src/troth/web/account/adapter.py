"""What allauth asks this node about accounts: who may sign up, how often one may try, how people are told."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.cryptokit import generate_user_code
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.html import strip_tags
from django.utils.http import url_has_allowed_host_and_scheme

from troth.store import factors, outbox, people, sessions
from troth.store.alerts import SIGNED_IN
from troth.store.models import Person
from troth.web.account import alerts, codes, limits
from troth.web.account.browsers import words_of
from troth.web.account.devices import known_by, session_of, welcome
from troth.web.account.words import LATER, UNFIT

LOGIN_CODE, UNKNOWN = "account/email/login_code", "account/email/unknown_account"
LONG_CODE = {"length": 8, "numeric": False, "dashed": True}
NOBODY_KNOWS = "127.0.0.1"  # behind a socket file there is no network to tell apart
QUIET = "quiet_sign_in"
# How one may show once more that it is them, the first that they have first.
AGAIN = {
    "mfa_reauthenticate:webauthn": "With a passkey",
    "reauthenticate": "With the password",
    "mfa_reauthenticate": "With a code of the app, or of paper",
    "code": "With a code of six digits",
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by invitation alone; mail goes through the outbox, or waits for an admin."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": LATER,
        "rate_limited": LATER,
        "incorrect_code": "This is not the code of the newest e-mail.",
        "email_password_mismatch": UNFIT,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password as it is now.",
    }
    first_time = False

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This function will say no: people come by an invitation or set the node up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """This function will return the network address to count by: the nearest when the proxies said too little."""
        try:
            return str(super().get_client_ip(request))
        except (PermissionDenied, ImproperlyConfigured):
            return str(request.META.get("REMOTE_ADDR") or NOBODY_KNOWS)

    def is_safe_url(self, url: str) -> bool:
        """This function will say whether one may be led there after signing in: to this very node alone."""
        here = self.request
        return url_has_allowed_host_and_scheme(url, {here.get_host()}, require_https=here.is_secure())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """This function will refuse one more password when many were tried."""
        if not limits.may_try_password(request, str(credentials.get("email", ""))):
            raise self.validation_error("too_many_login_attempts")

    def generate_login_code(self) -> str:
        """This function will make a code: six digits, or a long one for an address that is asked for often."""
        if vars(self.request).get(limits.LONG):
            return str(generate_user_code(**LONG_CODE))
        return str(super().generate_login_code())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """This function will put a code into the outbox; without a mail server it waits for the admins.

        For an address that nobody signs in with the same is done, and nothing is sent.
        """
        if template_prefix not in (LOGIN_CODE, UNKNOWN):
            raise ValueError(f"Nothing here sends {template_prefix}.")
        code = str(context.get("code", ""))
        if not settings.TROTH_MAIL:
            known = known_by(self.request, email) is not None
            people.keep_code(email, code, words=words_of(self.request), known=known)
            return
        key = get_random_string(32)
        person = people.signs_in_as(email)
        language = person.language if person is not None else ""
        subject, text = codes.mail_of(self.request, language, code)
        details = {
            "to": email,
            "subject": subject,
            "text": text,
            "code": code,
            "key": key,
            "language": language,
        }
        kind = "mail" if template_prefix == LOGIN_CODE else outbox.UNSENT
        outbox.put(kind, f"mail:account:{key}", details)

    def send_notification_mail(self, template_prefix: str, user: Person, *_: Any, **__: Any) -> None:
        """This function will tell a person of a change; from the first second factor on older sessions are over."""
        kind = alerts.CHANGES[template_prefix]
        alerts.tell(self.request, user, kind)
        if kind in ("passkey_added", "app_added") and factors.count(user) == 1:
            key = str(self.request.session.session_key)
            sessions.end_others(user, key, by=session_of(self.request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """This function will lead back to the settings."""
        return reverse("settings") + "#in"

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """This function will return how one may show that it is them; with a code too while they have no factor."""
        methods = {each["id"]: each for each in super().get_reauthentication_methods(user)}
        if user.is_authenticated and not factors.count(user):
            methods["code"] = {"id": "code", "url": reverse("reauthenticate_by_code")}
        return [{**methods[id], "description": said} for id, said in AGAIN.items() if id in methods]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """This function will say what went wrong, in our words; what went well shows by itself."""
        if message and level >= messages.WARNING:
            messages.info(request, strip_tags(str(message)), extra_tags="info")

    def login(self, request: HttpRequest, user: Person) -> None:
        """This function will sign in, in a session of its own, and remember whether it was the first time."""
        self.first_time = user.last_login is None
        request.session.set_expiry(None)  # from here on it lasts as long as every session
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """This function will drop the code that was used, and tell the person when the browser is new to them."""
        response: HttpResponse = super().post_login(request, user, **more)
        people.forget_code(user)
        if welcome(request, response, user) and not self.first_time and QUIET not in vars(request):
            alerts.tell(request, user, SIGNED_IN)
        sessions.tidy_daily()
        return response
