"""The pages behind the buttons of a mail.

To look at one does nothing and uses nothing up, so that whatever opens links by itself is harmless. Only the button on
the page acts, once, by the same rules as the thing's own page at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from troth.core.errors import Refusal
from troth.store import mailed as links
from troth.store import outbox, private
from troth.store.queries.mailed import SERIES
from troth.web.account import codes, limits
from troth.web.account.words import LATER
from troth.web.mailed import concerns, mailbox, promises, statements, surveys
from troth.web.mailed.asking import Question, Unfit
from troth.web.mailed.here import Here, come

CONFLICT, UNFIT, TOO_OFTEN = 409, 422, 429
CODE = "troth.mail.code"
NOT_THE_ONE = "These are not the six digits of the newest e-mail. Look once more, or have another code sent."
OVER = "That code was tried five times, or is older than ten minutes. Have another one sent."
ROOMS: Mapping[str, ModuleType] = {
    "pr_": promises,
    "st_": statements,
    "cn_": concerns,
    "bl_": surveys,
    "in_": surveys,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mailed(request: HttpRequest, token: str) -> HttpResponse:
    """This function will show what a link asks, and do it when its button is pressed."""
    here = come(request, token)
    if isinstance(here, HttpResponse):
        return here
    if here.asks_code:
        return _code(request, here) if request.method != "POST" else redirect("mailed", token)
    ask: Callable[..., Question] = _room(here).question
    return _shown(request, here, ask(here)) if request.method != "POST" else _act(request, here)


@require_POST
@never_cache
def code(request: HttpRequest, token: str) -> HttpResponse:
    """This function will send a code to the mailbox that a link was sent to, and look at the one that is typed."""
    here = come(request, token)
    if isinstance(here, HttpResponse):
        return here
    if not here.asks_code or not settings.TROTH_MAIL:
        return redirect("mailed", token)
    if "code" not in request.POST:
        return _sent(request, here)
    sent = _read(request.POST.get("sent", ""))
    typed = "".join(request.POST["code"].split())
    if not links.is_code(here.link.person, sent, typed):
        again = links.may_try(here.link.person, sent)
        return _code(
            request, here, sent=sent if again else 0, fault=NOT_THE_ONE if again else OVER, status=UNFIT
        )
    answer = redirect("mailed", token)
    mailbox.remember(request, answer, here.link, own="own" in request.POST)
    return answer


def _act(request: HttpRequest, here: Here) -> HttpResponse:
    """The link is used up first: of two who press at the same moment one does it, and both see that it is done."""
    room, before = _room(here), links.last_said(here.link)
    if not links.take(here.link):
        return redirect("mailed", here.token)
    try:
        told: str = room.act(here, request.POST)
    except Exception as fault:
        links.give_back(here.link)
        if isinstance(fault, Unfit):
            return _shown(request, here, fault.question, CONFLICT if fault.changed else UNFIT)
        if isinstance(fault, Refusal):
            return _shown(request, here, room.question(here, request.POST, refusal=str(fault)), UNFIT)
        raise
    after = links.last_said(here.link) if room is not surveys else ""
    entry = after if after != before else ""
    links.keep_done(here.link, told, done=entry)
    if here.link.kept:
        private.forget_draft(here.link.person, here.link.kept)
    if room is promises and here.link.act in ("agree", SERIES) and promises.performs(here):
        links.tell_to_keep(here.seat, here.link, entry)
    return redirect("mailed", here.token)


def _room(here: Here) -> ModuleType:
    return ROOMS[here.link.object[:3]]


def _shown(request: HttpRequest, here: Here, question: Question, status: int = 200) -> HttpResponse:
    return render(
        request, "mailed/confirm.html", here.shown() | {"ask": question, **question.shown}, status=status
    )


def _sent(request: HttpRequest, here: Here) -> HttpResponse:
    if not limits.may_send_mailed(request, here.link.person):
        return _code(request, here, fault=LATER, status=TOO_OFTEN)
    made, digits = links.send_code(here.link.person)
    to, key = here.link.person, get_random_string(32)
    subject, text = codes.mail_of(request, to.language, digits, codes.TO_ACT)
    details = {"to": to.email, "subject": subject, "text": text, "code": digits, "key": key}
    details["language"] = to.language
    outbox.put("mail", f"mail:code:{key}", details)
    return _code(request, here, sent=made.pk)


def _code(
    request: HttpRequest, here: Here, *, sent: int = 0, fault: str = "", status: int = 200
) -> HttpResponse:
    question: Question = _room(here).question(here)
    shown = here.shown() | {
        "email": here.link.person.email,
        "sent": signing.dumps(sent, salt=CODE) if sent else "",
        "fault": fault,
        "button": question.button,
        "sends": settings.TROTH_MAIL,
    }
    return render(request, "mailed/code.html", shown, status=status)


def _read(sent: str) -> int:
    try:
        read = signing.loads(sent, salt=CODE, max_age=links.CODE_LASTS)
    except signing.BadSignature:
        return 0
    return read if isinstance(read, int) else 0
