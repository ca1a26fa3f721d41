"""What allauth asks this node about accounts: who may sign up, how a code reaches a person, what is said meanwhile."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.html import strip_tags

from troth.store import outbox, people
from troth.store.models import Person

LOGIN_CODE = "account/email/login_code"
LATER = "That was often in a short time. Wait five minutes, then ask for a new code."


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by invitation alone; mail goes through the outbox, or waits for an admin."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": LATER,
        "rate_limited": LATER,
        "incorrect_code": "This is not the code of the newest e-mail.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """This function will say no: people come by an invitation or set the node up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """This function will put the mail into the outbox; without a mail server a code waits for the admins."""
        if not settings.TROTH_MAIL:
            if template_prefix == LOGIN_CODE:
                people.keep_code(email, str(context["code"]))
            return
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        key = get_random_string(32)
        details = {"to": email, "subject": message.subject, "text": message.body, "key": key}
        outbox.put("mail", f"mail:account:{key}", details)

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

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> Any:
        """This function will drop the code that was used."""
        people.forget_code(user)
        return super().post_login(request, user, **more)
