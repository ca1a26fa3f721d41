"""What somebody sets of their rhythm: kept, or the settings once more with what is the matter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from troth.actions.rhythm import usual
from troth.store import absence
from troth.store import rhythm as kept
from troth.store.queries.people import Reader
from troth.web.days import say_day
from troth.web.gate import of_organisation
from troth.web.links import link_to
from troth.web.settings.rhythm_forms import Rhythm
from troth.web.settings.rhythm_parts import absence_form, work_of
from troth.web.settings.views import page


@require_POST
@of_organisation()
def keep(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep which mails come when, and when the reader is at work."""
    form = Rhythm(request.POST)
    if not form.is_valid():
        return page(request, reader, days=form)
    firm = reader.organisation
    kept.keep(reader.person, form.paces(), form.kept_hours(usual(firm.opens, firm.closes)))
    messages.success(request, "Kept.")
    return redirect(reverse("settings") + "#reaches")


@require_POST
@of_organisation()
def away(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep that the reader is away, and ask whoever is to stand in."""
    form = absence_form(reader, request.POST)
    if not form.is_valid():
        return page(request, reader, absence=form)
    said = form.cleaned_data
    link = link_to(request, reverse("settings") + "#away")
    absence.go_away(reader.person, form.said(), link=link)
    until = say_day(said["last"], work_of(reader).day_of(timezone.now()))
    asks = f" {form.named} is asked." if form.named else ""
    messages.success(request, f"Kept: you are away until {until}.{asks}")
    return redirect(reverse("settings") + "#away")


@require_POST
@of_organisation()
def back(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep that the reader is here after all."""
    absence.come_back(reader.person)
    messages.success(request, "Kept: you are here.")
    return redirect(reverse("settings") + "#away")


@require_POST
@of_organisation()
def stand_in(request: HttpRequest, reader: Reader, person: int) -> HttpResponse:
    """This function will keep that the reader stands in for a colleague who asked them to."""
    if not absence.stand_in(reader.person, person):
        raise Http404
    messages.success(request, "You stand in. What comes for them is told to you meanwhile.")
    return redirect(reverse("settings") + "#away")


@require_POST
@of_organisation()
def not_me(request: HttpRequest, reader: Reader, person: int) -> HttpResponse:
    """This function will keep that the reader cannot stand in for a colleague."""
    if not absence.decline_to_stand_in(reader.person, person):
        raise Http404
    messages.success(request, "Kept: what comes for them waits until they are back, and they are told.")
    return redirect(reverse("settings") + "#away")
