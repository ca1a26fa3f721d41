"""Views of the list: the ones that everybody has, and those that a person keeps under a name, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.store.models import SavedView
from troth.store.queries.counts import Counts
from troth.store.queries.lists import MOST, Wanted, wanted_from
from troth.store.queries.people import Seat
from troth.store.views import keep_view, remove_view, rename_view, view_of
from troth.web.gate import in_alliance

BUILT_IN = (
    ("Needs you", Wanted(state="needs")),
    ("Open", Wanted()),
    ("Moved or warned", Wanted(state="moved")),
    ("Settled", Wanted(state="settled")),
    ("All", Wanted(state="any")),
)


def plain(wanted: Wanted) -> Wanted:
    """This function will return what is looked for, however much of it is shown."""
    return replace(wanted, show=MOST)


def questions(wanted: Wanted, kept: Sequence[SavedView]) -> list[Wanted]:
    """This function will return everything that the list counts."""
    return [plain(wanted), *(each for _, each in BUILT_IN), *(wanted_from(view.asked) for view in kept)]


def shown(seat: Seat, wanted: Wanted, kept: Sequence[SavedView], counts: Counts) -> dict[str, Any]:
    """This function will return the views as links with their counts, and what may be done with the present one."""
    own = [(view, wanted_from(view.asked)) for view in kept]
    current = next((view for view, asked in own if asked == plain(wanted)), None)
    built_in = any(asked == plain(wanted) for _, asked in BUILT_IN)
    links = [_link(seat, label, asked, wanted, counts) for label, asked in BUILT_IN]
    links += [_link(seat, view.name, asked, wanted, counts, own=True) for view, asked in own]
    return {
        "views": links,
        "view": current,
        "keepable": plain(wanted).asked if current is None and not built_in else {},
    }


def address(seat: Seat, asked: Wanted) -> str:
    """This function will return where the list shows what is looked for."""
    return f"{reverse('promises', args=[seat.slug])}?{urlencode(asked.asked)}"


def _link(
    seat: Seat, label: str, asked: Wanted, wanted: Wanted, counts: Counts, *, own: bool = False
) -> SimpleNamespace:
    return SimpleNamespace(
        label=label,
        url=address(seat, asked),
        count=counts.fitting(asked),
        current=asked == plain(wanted),
        own=own,
    )


@require_POST
@in_alliance(act=Right.NOTE)
def keep(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will keep what is looked for under a name, for the reader alone."""
    wanted = plain(wanted_from(request.POST))
    view = keep_view(seat, request.POST.get("name", ""), wanted)
    messages.success(request, f"Kept as “{view.name}”. Only you see it.")
    return redirect(address(seat, wanted))


@require_POST
@in_alliance(act=Right.NOTE)
def change(request: HttpRequest, seat: Seat, view: int) -> HttpResponse:
    """This function will give a view of the reader's another name, or forget it."""
    found = view_of(seat, view)
    if found is None:
        raise Http404
    if request.POST.get("do") == "remove":
        remove_view(found)
        messages.success(request, f"“{found.name}” is gone. The promises in it stay where they are.")
        return redirect("promises", seat.slug)
    rename_view(found, request.POST.get("name", ""))
    messages.success(request, f"It is called “{found.name}” now.")
    return redirect(address(seat, wanted_from(found.asked)))
