"""A person's own settings, where they are signed in, and the templates of promises they made."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from troth.core.alliance import Right
from troth.core.judgement import Kind
from troth.core.values import Role
from troth.store import alerts, browsers, parked, people, sessions
from troth.store.models import Dismissal, MailBrowser
from troth.store.queries.organisation import colleagues
from troth.store.queries.people import Reader, templates_of
from troth.web.account.devices import session_of
from troth.web.account.mailboxes import carried
from troth.web.calendar.address import own_addresses
from troth.web.gate import came_from, of_organisation
from troth.web.settings.forms import Own
from troth.web.settings.rhythm_forms import Absence, Rhythm
from troth.web.settings.rhythm_parts import rhythm_parts
from troth.web.settings.signing import signing_in
from troth.web.whereabouts import listed


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation()
def settings(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show and keep what somebody sets for themselves."""
    form = Own(request.POST or None, initial=Own.said_of(reader.person))
    if request.method == "POST" and form.is_valid():
        people.keep_settings(reader.person, form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("settings")
    return page(request, reader, form=form)


def page(
    request: HttpRequest,
    reader: Reader,
    *,
    form: Own | None = None,
    days: Rhythm | None = None,
    absence: Absence | None = None,
) -> HttpResponse:
    """This function will show the settings, with a form that is not as it should be, where there is one."""
    form = form or Own(initial=Own.said_of(reader.person))
    templates = [
        {"id": one.pk, "name": one.name, "url": reverse("remove_template", args=[one.pk])}
        for one in templates_of(reader.person)
    ]
    others = [each for each in colleagues(reader.organisation) if each.person_id != reader.person.pk]
    admins = [str(each.person) for each in others if each.role == Role.ADMIN.value]
    shown = {
        "form": form,
        "templates": templates,
        "active": "settings",
        "phrases": [_phrase(each) for each in parked.phrases_of(reader.person)],
        "calendars": own_addresses(reader),
        "hand_url": reverse("hand_over", args=[reader.person.pk]) if reader.may(Right.PROMISE) else "",
        "admins": listed(admins).replace(" and ", " or "),
        **rhythm_parts(reader, days, absence),
        **signing_in(request, reader.person),
        "browsers": [_browser(request, each) for each in browsers.of_person(reader.person)],
    }
    unfit = any(each is not None and each.errors for each in (form, days, absence))
    return render(request, "people/settings.html", shown, status=422 if unfit else 200)


@require_POST
@of_organisation()
def coach(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will turn the reader's coach on or off, or forget remarks that they dismissed."""
    again = request.POST.get("again", "")
    if again == "all":
        parked.hear_again(reader.person)
    elif again.isdecimal() and len(again) < 19:
        if not parked.hear_again(reader.person, int(again)):
            raise Http404
    else:
        parked.keep_coach(reader.person, request.POST.get("coach") == "on")
    messages.success(request, "Kept.")
    return redirect(reverse("settings") + "#coach")


def _browser(request: HttpRequest, row: MailBrowser) -> SimpleNamespace:
    """A browser that may answer by mail, as its owner reads it."""
    here = browsers.is_here(carried(request), row)
    told = {"words": row.words, "since": row.made_at, "used": row.used_at, "until": row.until}
    return SimpleNamespace(pk=row.pk, here=here, **told)


def _phrase(each: Dismissal) -> dict[str, Any]:
    """A dismissed remark as its owner reads it: its kind, and the words without what stood around them."""
    kind, _, words = each.phrase.partition(": ")
    named = Kind.__members__.get(kind.upper())
    return {"pk": each.pk, "kind": named.value if named else "", "words": words or each.phrase}


@require_POST
@of_organisation()
def end_session(request: HttpRequest, reader: Reader, session: int) -> HttpResponse:
    """This function will end one of the reader's sessions, and forget the browser it was in."""
    if not sessions.end(reader.person, session, by=session_of(request)):
        raise Http404
    messages.success(request, "That session is over; the browser has to sign in anew.")
    return redirect(reverse("settings") + "#in")


@require_POST
@of_organisation()
def end_other_sessions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will end every session of the reader but this one."""
    count = sessions.end_others(reader.person, str(request.session.session_key), by=session_of(request))
    words = "You were signed in nowhere else." if not count else "You are signed in here alone."
    messages.success(request, words)
    return redirect(reverse("settings") + "#in")


@require_POST
@of_organisation()
def forget_browser(request: HttpRequest, reader: Reader, browser: int) -> HttpResponse:
    """This function will forget a browser that may answer the reader's mails."""
    if not browsers.forget(reader.person, browser):
        raise Http404
    messages.success(request, "Forgotten. A code is asked for there before the next answer that binds.")
    return redirect(reverse("settings") + "#in")


@require_POST
@of_organisation()
def read_alerts(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will put away what the reader was told of their account."""
    alerts.put_away(reader.person, session_of(request))
    return redirect(came_from(request))


@require_POST
@of_organisation()
def remove_template(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This function will remove a template that the reader made."""
    if not people.remove_template(reader.person, pk):
        raise Http404
    messages.success(request, "The template is gone.")
    return redirect("settings")
