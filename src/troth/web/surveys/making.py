"""Beginning a trust pulse or a health check: what is asked, of whom, until when; and being reminded of it later."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.actions.days import day_in
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.judgement.survey import Instrument, items_of
from troth.store import asking, surveys
from troth.store.node import present
from troth.store.queries.people import Seat
from troth.store.queries.promises import both
from troth.web.gate import came_from, in_alliance
from troth.web.surveys.forms import Begin

UNFIT = 422
DAYS_TO_ANSWER = {Instrument.PULSE: 7, Instrument.HEALTH_CHECK: 14}
LATER = timedelta(days=30)


@in_alliance(Right.SURVEY)
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will begin a round, for both sides or for one's own people alone."""
    if request.method != "POST":
        return _shown(request, seat, _begun(request, seat))
    form = Begin(request.POST, people=_people(seat))
    if not form.is_valid():
        return _shown(request, seat, form, status=UNFIT)
    said = form.cleaned_data
    inner = said["within"] == "inner"
    try:
        made = surveys.begin(
            seat,
            Instrument(said["instrument"]),
            until=date.fromisoformat(str(said["until"])),
            people=[int(each) for each in said["people"]],
            inner=inner,
        )
    except NotYourRole:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, seat, form, status=UNFIT)
    asked = f"{seat.organisation}’s people are" if inner else "People on both sides are"
    messages.success(request, f"Begun. {asked} asked.")
    return redirect("survey", seat.slug, made)


@in_alliance(Right.SURVEY)
@require_POST
def later(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will not remind the reader for a month that it is time to ask again."""
    instrument = _instrument(request.POST.get("stamp", ""))
    if instrument is None:
        raise Http404
    surveys.pause(seat, instrument, day_in(present(), seat.person.zone) + LATER)
    messages.success(request, "You are reminded again in a month.")
    return redirect(came_from(request))


def _begun(request: HttpRequest, seat: Seat) -> Begin:
    instrument = _instrument(request.GET.get("instrument", "")) or Instrument.PULSE
    until = day_in(present(), seat.organisation.zone) + timedelta(days=DAYS_TO_ANSWER[instrument])
    people = _people(seat)
    initial = {
        "instrument": instrument.value,
        "within": "inner" if "inner" in request.GET else "both",
        "until": until.isoformat(),
        "people": [pk for pk, _ in people],
    }
    return Begin(initial=initial, people=people)


def _instrument(name: str) -> Instrument | None:
    return next((each for each in Instrument if each.value == name), None)


def _people(seat: Seat) -> list[tuple[str, str]]:
    return [(str(each.pk), str(each)) for each in asking.people_of(seat.organisation)]


def _shown(request: HttpRequest, seat: Seat, form: Begin, *, status: int = 200) -> HttpResponse:
    mine, theirs = both(seat)
    context = {
        "active": "surveys",
        "mine": mine,
        "partner": theirs,
        "form": form,
        "people": _people(seat),
        "counts": {each.name: len(items_of(each)) for each in Instrument},
        "back": reverse("surveys", args=[seat.slug]),
    }
    return render(request, "surveys/new.html", context, status=status)
