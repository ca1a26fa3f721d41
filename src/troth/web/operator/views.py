"""The operator's page: what waits to be sent, what could not be, the last backup, the last check of the record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from troth.store import outbox, upkeep
from troth.store.queries.operator import Health, Trouble, health
from troth.store.queries.people import Reader
from troth.web import live
from troth.web.days import say_number, say_size
from troth.web.gate import by_operator
from troth.web.operator import words


@require_safe
@by_operator
def status(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show how the node does."""
    now = live.present()
    found = health(now)
    return render(request, "operator/operator.html", context(found, now))


@require_POST
@by_operator
def again(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will have one piece of work tried again now, or all that was given up."""
    which = request.POST.get("row", "")
    count = outbox.again(_number(which)) if which else outbox.again()
    if which and not count:
        messages.info(request, "It has been done meanwhile.", extra_tags="info")
    else:
        messages.success(request, "It is tried again now. Look again in a moment.")
    return redirect("operator")


@require_POST
@by_operator
def check(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will have every record checked now, by the worker."""
    return _asked(request, upkeep.CHECK, "The records are checked now. Look again in a moment.")


@require_POST
@by_operator
def back_up(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will have a backup made now, by the worker."""
    return _asked(request, upkeep.BACKUP, "A backup is made now. Look again in a moment.")


def _asked(request: HttpRequest, kind: str, said: str) -> HttpResponse:
    if upkeep.ask(kind, live.present()):
        messages.success(request, said)
    else:
        messages.info(
            request, "That was asked for a moment ago; what came of it stands here.", extra_tags="info"
        )
    return redirect("operator")


@require_POST
@by_operator
def let_go(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will give up one message for good."""
    if not outbox.let_go(_number(request.POST.get("row", ""))):
        raise Http404
    messages.success(request, "Let go. It is not sent any more.")
    return redirect("operator")


def context(found: Health, now: Any) -> dict[str, Any]:
    """This function will return everything that the page shows."""
    return {
        "active": "settings",
        "heading": words.heading(found, now),
        "troubles": [_trouble(each) for each in found.troubles],
        "given_up": sum(each.next is None for each in found.troubles) > 1,
        "more": say_number(found.more) if found.more else "",
        "short": words.in_short(found, now),
        "queues": [
            {
                "name": words.kind_of(each.kind),
                "waiting": each.waiting,
                "later": each.later,
                "done": each.done,
                "oldest": words.ago(now - each.oldest) if each.oldest else "",
            }
            for each in sorted(found.queues, key=lambda queue: words.place_of(queue.kind))
        ],
        "checked": found.checked,
        "check": words.checked(found.checked),
        "receipt": found.receipt,
        "backup": found.backup,
        "backup_size": say_size(found.backup.size) if found.backup is not None else "",
        "versions": found.versions,
        "free": f"{found.free / 1e9:.0f} GB",
        "clock": f"{now:%Y-%m-%d %H:%M:%S} UTC",
        "life": words.life(found.life, now),
        "jobs": [words.job(kind, each) for kind, each in sorted(found.jobs.items())],
    }


def _trouble(each: Trouble) -> dict[str, Any]:
    return {
        "pk": each.pk,
        "title": words.title_of(each),
        "tries": words.tries(each.tries),
        "next": each.next,
        "since": each.since,
        "fault": each.fault,
        "letter": each.letter,
    }


def _number(said: str) -> int:
    if not said.isdecimal() or len(said) > 18:
        raise Http404
    return int(said)
