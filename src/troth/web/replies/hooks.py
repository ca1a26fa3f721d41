"""Where the provider that mail leaves by says what did not arrive, and hands over what did, in its own form.

Both are known by a secret that it shows, and read by django-anymail; a message is handled like one of a mailbox, and
what did not arrive is told like what comes back to one.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.dispatch import Signal
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from troth.store.replies import came_back_to, take_in
from troth.web.account import limits

TRACKING, INBOUND = "Tracking", "Inbound"
CAME_BACK = ("bounced", "rejected")
STATUS = re.compile(r"(?<!\S)[45]\.\d{1,3}\.\d{1,3}(?!\S)")

log = logging.getLogger("troth.mail")


@csrf_exempt
@never_cache
@require_http_methods(["POST", "HEAD"])
def tracked(request: HttpRequest) -> HttpResponse:
    """This function will keep what a provider says did not arrive."""
    return _read(request, TRACKING, "tracking", _came_back)


@csrf_exempt
@never_cache
@require_http_methods(["POST", "HEAD"])
def arrived(request: HttpRequest) -> HttpResponse:
    """This function will hold the messages that a provider hands over, until they are handled.

    Whose word counts about a sender has to be said by name: a header that anybody can write proves nothing by itself.
    """
    if not (settings.TROTH_REPLY_ADDRESS and settings.TROTH_REPLY_RECEIVER):
        raise Http404
    return _read(request, INBOUND, "inbound", _hold)


def _read(request: HttpRequest, kind: str, name: str, take: Callable[..., None]) -> HttpResponse:
    view = _view(kind)
    if view is None:
        raise Http404
    from anymail import signals
    from anymail.exceptions import AnymailWebhookValidationFailure

    answer: HttpResponse
    signal: Signal = getattr(signals, name)
    signal.connect(take, dispatch_uid="troth")
    try:
        answer = view.as_view()(request)
    except AnymailWebhookValidationFailure:
        status = 403 if limits.may_try_hook(request) else 429
        answer = HttpResponse("This is not known here.\n", content_type="text/plain", status=status)
    return answer


def _view(kind: str) -> Any:
    """The class that reads what the node's provider sends; None where there is none."""
    if not settings.TROTH_MAIL_PROVIDER:
        return None
    try:
        module = import_module(f"anymail.webhooks.{settings.TROTH_MAIL_PROVIDER}")
    except ModuleNotFoundError:
        return None
    found = (name for name in vars(module) if name.endswith((f"{kind}WebhookView", "CombinedWebhookView")))
    return next((getattr(module, name) for name in found if not name.startswith("Anymail")), None)


def _came_back(sender: object, event: Any, **_: object) -> None:
    if event.event_type in CAME_BACK and event.recipient:
        said = STATUS.search(f"{event.mta_response or ''} {event.description or ''}")
        came_back_to(str(event.recipient), said[0] if said else "5.0.0")


def _hold(sender: object, event: Any, **_: object) -> None:
    try:
        raw = event.message.as_bytes()
    except (ValueError, LookupError, AttributeError):  # it would come again and again, and be no other
        log.warning("A message that the provider handed over cannot be read; it was left out.")
        return
    take_in(raw)
