"""Making a promise, or asking for one: the form as typed, looked at once more, kept as a draft or template, sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from troth.actions import promises
from troth.actions.promises import Terms
from troth.core.alliance import NotYourRole, Right
from troth.core.errors import Refusal
from troth.core.promises import Relative, series
from troth.core.values import Stake
from troth.store import private
from troth.store.models import Promise
from troth.store.node import StoreNode
from troth.store.queries import lists
from troth.store.queries.people import Seat
from troth.store.queries.promises import both, colleagues, counterparts, read_whole
from troth.store.queries.surveys import listed_survey, opened_in
from troth.store.queries.teams import ROUND
from troth.web import coach
from troth.web.days import DAYS, MONTHS
from troth.web.gate import in_alliance
from troth.web.promises import both_work, dates, forms
from troth.web.promises.acting import acting_for
from troth.web.promises.desks import base_facts, zones_of
from troth.web.promises.forms import Made
from troth.web.promises.surveyed import title_of

UNFIT = 422
SENT = "sent"  # a form sent twice, by a double click or by going back, makes one promise


@in_alliance(Right.PROMISE)
def offer(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take an offer from the first word to the signed entry."""
    return _make(request, seat, asking=False)


@in_alliance(Right.PROMISE)
def ask(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will take a request from the first word to the signed entry."""
    return _make(request, seat, asking=True)


def _make(request: HttpRequest, seat: Seat, *, asking: bool) -> HttpResponse:
    if request.method != "POST":
        data = _begun(request, seat, asking=asking)
        form = Made(initial=data.dict(), asking=asking, choices=choices_of(seat, data.get("objective", "")))
        return _shown(request, seat, form, data)
    do = request.POST.get("do", "")
    key = _key(seat, request.POST.get("draft", ""), asking=asking)
    form = Made(request.POST, asking=asking, choices=choices_of(seat, request.POST.get("objective", "")))
    if coach.is_typing(request):
        private.keep_draft(seat.person, key, forms.typed_of(request.POST))
        return coach.answered(request, seat.person, form="make")
    if coach.wants_coach(request.POST):
        coach.heed(seat.person, request.POST)
        do = "look"
    if "take" in request.POST:
        return _taken(request, seat, asking=asking)
    if "more" in request.POST or "less" in request.POST or do in ("look", "draft", "keep"):
        return _kept(request, seat, form, do, key)
    typed = forms.typed_of(request.POST)
    if not form.is_valid():
        private.keep_draft(seat.person, key, typed)
        return _shown(request, seat, form, request.POST, status=UNFIT)
    sent = request.session.get(SENT, {})
    if key in sent:
        return redirect("promise", seat.slug, sent[key])
    try:
        made = _send(seat, form, request.POST)
    except NotYourRole:
        raise
    except Refusal as refusal:
        private.keep_draft(seat.person, key, typed)
        form.add_error(None, str(refusal))
        return _shown(request, seat, form, request.POST, status=UNFIT)
    private.forget_draft(seat.person, key)
    request.session[SENT] = {**dict(list(sent.items())[-20:]), key: made[0]}
    if not asking:
        said = form.cleaned_data
        dates.intend(seat, made[0], forms.as_day(said.get("intended")), project=bool(said.get("project")))
    messages.success(request, _told(seat, len(made), asking=asking))
    return redirect("promise", seat.slug, made[0])


def _taken(request: HttpRequest, seat: Seat, *, asking: bool) -> HttpResponse:
    """The form again, with the date that one tap of the strip chose."""
    data = dates.taken(request.POST)
    return _shown(request, seat, _afresh(seat, data, asking=asking), data)


def _told(seat: Seat, count: int, *, asking: bool) -> str:
    _, theirs = both(seat)
    what = "Asked" if asking else "Offered"
    many = f", {count} of them" if count > 1 else ""
    return f"{what}{many}. It becomes a promise when {theirs.short} agrees."


def _begun(request: HttpRequest, seat: Seat, *, asking: bool) -> QueryDict:
    """What the form begins with: a draft, a template, the promise it cites, or nothing."""
    name = request.GET.get("draft", "")
    if name:
        data = forms.query_of(private.draft_of(seat.person, _key(seat, name, asking=asking)))
        data["draft"] = name
        return data
    if request.GET.get("template"):
        data = forms.query_of(private.template_of(seat, request.GET["template"]))
    elif request.GET.get("begin") == "introductions":
        data = forms.query_of(_introductions(request))
    elif request.GET.get("cites"):
        data = _cited(seat, request.GET["cites"])
    else:
        data = forms.query_of({})
        data["objective"] = request.GET.get("objective", "")
        data["title"] = request.GET.get("title", "")[:200]
    data["draft"] = private.new_draft_name()
    data.setdefault("zone", seat.person.zone)
    return data


def _introductions(request: HttpRequest) -> Mapping[str, Sequence[str]]:
    """A round of introductions, as the page of the people suggests it."""
    return {
        "title": [ROUND],
        "conditions": [
            "Each of us has written how to work with us and how to tell us bad news",
            "Each of us has read what the others wrote",
        ],
        "owes": ["The same of your people, by the same day"],
        "due": [request.GET.get("due", "")],
        "stake": ["low"],
    }


def _cited(seat: Seat, object_id: str) -> QueryDict:
    whole = read_whole(seat, object_id)
    if whole is None:
        return forms.query_of({})
    facts = base_facts(whole)
    data = forms.query_of({})
    words = facts.words
    fields = {
        "title": words.title if words else "",
        "area": words.area if words else "",
        "zone": facts.zone,
        "objective": facts.objective or "",
        "stake": whole.row.stake,
        "cites": object_id,
    }
    for name, value in fields.items():
        data[name] = value
    data.setlist("conditions", list(words.conditions) if words else [])
    data.setlist("owes", list(words.owes) if words else [])
    return data


def _key(seat: Seat, name: str, *, asking: bool) -> str:
    return f"{'ask' if asking else 'offer'}:{seat.slug}:{name[:20]}"


def _kept(request: HttpRequest, seat: Seat, form: Made, do: str, key: str) -> HttpResponse:
    """Nothing is signed: a row more or less, a look, a draft, a template."""
    data = request.POST
    typed = forms.typed_of(data)
    if do == "draft":
        private.keep_draft(seat.person, key, typed)
        messages.success(request, "Kept as a draft. Only you see it.")
        return redirect("promises", seat.slug)
    if do == "keep":
        name = data.get("template", "").strip()
        if not name:
            form.add_error("template", "Give the template a name.")
            return _shown(request, seat, form, data, status=UNFIT)
        kind = "ask" if form.asking else "offer"
        left = ("template", "intended", "project", "due", "cites", "stands")
        private.keep_template(
            seat, name, {k: v for k, v in typed.items() if k not in left} | {"kind": [kind]}
        )
        messages.success(request, f"Kept as a template: {name}.")
    return _shown(request, seat, _afresh(seat, data, asking=form.asking), data, preview=do == "look")


def _afresh(seat: Seat, data: QueryDict, *, asking: bool) -> Made:
    """The form with what was typed in it, unjudged."""
    return Made(initial=data.dict(), asking=asking, choices=choices_of(seat, data.get("objective", "")))


def _shown(
    request: HttpRequest, seat: Seat, form: Made, data: QueryDict, *, preview: bool = False, status: int = 200
) -> HttpResponse:
    mine, theirs = both(seat)
    kind, room = ("ask", "ask_promise") if form.asking else ("offer", "new_promise")
    seen = (
        f"{theirs.short} sees it at once"
        if seat.opened
        else f"{theirs.short} sees it once both have confirmed"
    )
    page = reverse(room, args=[seat.slug])
    context: dict[str, Any] = {
        "active": "promises",
        "asking": form.asking,
        "mine": mine,
        "partner": theirs,
        "form": form,
        "conditions": forms.rows_of(data, "conditions"),
        "owes": forms.rows_of(data, "owes"),
        "templates": [
            SimpleNamespace(name=each.name, url=f"{page}?template={each.pk}")
            for each in private.templates_of(seat, kind)
        ],
        "stamp": "",
        "may_stand": len(colleagues(seat)) > 0,
        "signs": f"Signed as {seat.person.name or seat.person.email}, for {mine.short}. {seen}.",
        "strip": None if form.asking else dates.strip_of(seat, data),
        "common": both_work.common_of(seat, data),
        "preview": _preview(seat, form, data) if preview else None,
    }
    return render(request, "promises/new.html", context, status=status)


def choices_of(seat: Seat, serving: str = "") -> dict[str, Sequence[tuple[str, str]]]:
    """This function will return what the fields of the form offer to choose from; `serving` is what it serves now."""
    _, theirs = both(seat)
    open_ones = lists.open_ones(seat)
    named = [(each.object, _named(each)) for each in open_ones]
    return {
        "to": [("", f"{theirs.short} as a whole"), *counterparts(seat)],
        "zone": zones_of(seat),
        "objective": [("", "None"), *serves(seat, serving)],
        "after": [("", "The day above"), *((name, f"After: {words}") for name, words in named)],
        "supports": [("", "None"), *named],
        "stands": [("", "As yourself"), *colleagues(seat)],
    }


def serves(seat: Seat, now: str) -> Sequence[tuple[str, str]]:
    """This function will return what a promise may serve: the objectives, and what a pulse or health check opened.

    Of these the newest, and the one that it serves `now`.
    """
    zone = seat.person.zone
    objectives = [(each.object, each.text[:80]) for each in lists.objectives_in(seat)]
    opened = {each.object: each for each in opened_in(seat)}
    named = listed_survey(seat, now) if now.startswith("bl_") and now not in opened else None
    rounds = [*opened.values(), *([named] if named is not None else [])]
    return [
        *objectives,
        *((each.object, title_of(each.instrument, each.begun_at, zone)) for each in rounds),
    ]


def _named(row: Promise) -> str:
    return f"no. {row.number}: {row.title[:70]}"


def _send(seat: Seat, form: Made, data: QueryDict) -> tuple[str, ...]:
    said = form.cleaned_data
    node, actor = StoreNode(), acting_for(seat.actor(), said.get("stands") or "")
    terms = _terms(seat, form, data)
    if said.get("series_every") and terms.due_day is not None:
        days = days_of(terms.due_day, said["series_every"], said["series_count"])
        put = promises.request_series if form.asking else promises.offer_series
        return put(node, actor, terms, days)
    return ((promises.request if form.asking else promises.offer)(node, actor, terms),)


def _terms(seat: Seat, form: Made, data: QueryDict) -> Terms:
    said = form.cleaned_data
    to = said.get("to") or None
    after, cites = said.get("after"), said.get("cites") or ""
    due = forms.as_day(said.get("due"))
    return Terms(
        title=said["title"],
        due_day=None if after else due,
        zone=said["zone"],
        conditions=forms.filled(data.getlist("conditions")),
        owes=forms.filled(data.getlist("owes")),
        stake=Stake(said["stake"]) if said.get("stake") else None,
        area=said.get("area") or "",
        objective=said.get("objective") or None,
        supports=(said["supports"],) if said.get("supports") else (),
        links=(said["link"],) if said.get("link") else (),
        words=said.get("words") or "",
        performer=to if form.asking else None,
        customer=None if form.asking else to,
        relative=Relative(after, said["after_days"]) if after else None,
        cites=cites if read_whole(seat, cites) else None,
    )


def days_of(first: date, every: str, count: int) -> Sequence[date]:
    """This function will return the days of a series; a month that is too short ends on its last day."""
    rhythms: Mapping[str, series.Rhythm] = {
        "week": series.Weekly(),
        "fortnight": series.Weekly(2),
        "month": series.MonthlyOnDay(first.day),
        "quarter": series.MonthlyOnDay(first.day, 3),
    }
    return series.days(rhythms[every], first, times=count)


def _preview(seat: Seat, form: Made, data: QueryDict) -> SimpleNamespace:
    mine, theirs = both(seat)
    zone = data.get("zone", "")
    zone = zone if zone in dict(zones_of(seat)) else seat.person.zone
    try:
        due = forms.as_day(forms.day().clean(data.get("due", "")))
    except ValidationError:
        due = None
    to = dict(choices_of(seat)["to"]).get(data.get("to", "")) or theirs.short
    me = seat.person.name or mine.short
    return SimpleNamespace(
        title=data.get("title", "") or "…",
        conditions=forms.filled(data.getlist("conditions")),
        owes=forms.filled(data.getlist("owes")),
        due=due,
        place=dict(zones_of(seat)).get(zone, zone),
        their_due=_theirs(due, zone, theirs.zone, theirs.place) if due else "",
        from_=to if form.asking else me,
        to=me if form.asking else to,
        stake=data.get("stake", ""),
    )


def _theirs(due: date, zone: str, other: str, place: str) -> str:
    """The same instant on the other side's clock, where it is another day or hour there."""
    end = datetime.combine(due + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    there = end.astimezone(ZoneInfo(other))
    if zone == other or there.utcoffset() == end.astimezone(ZoneInfo(zone)).utcoffset():
        return ""
    return f"{DAYS[there.weekday()][:3]} {there.day} {MONTHS[there.month - 1]}, {there:%H:%M} in {place or other}"
