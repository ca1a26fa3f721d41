"""What nobody has been told of, on a node that sends no mail: said to those who did it, until they say that they told.

Whether the other side has looked meanwhile is theirs alone: it is neither asked nor shown here.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.store.queries.notices import Untold, untold_about
from troth.store.queries.people import Seat
from troth.store.telling import they_know
from troth.web.gate import came_from, in_alliance
from troth.web.whereabouts import listed

ABOUT = {
    "purpose.put": ("what you do together", "purpose"),
    "objective.put": ("an objective", "alliance"),
    **dict.fromkeys(("statement.put", "statement.ask"), ("how you wish to be understood", "listening")),
    "statement.play_back": ("how you understood them", "listening"),
    "statement.confirm": ("that they understood you", "listening"),
    "statement.correct": ("what they said again", "listening"),
    "statement.differ": ("that you see it differently", "listening"),
    "statement.leave": ("that you leave it for now", "listening"),
    "clause.put": ("a clause of the charter", "charter"),
    "difference.tell": ("how it is with you where you differ", "differences"),
    "difference.put": ("a bridge over a difference", "differences"),
    "difference.look": ("whether a bridge holds", "differences"),
    "concern.raise": ("what you saw and ask about", "concerns"),
    "concern.tell": ("how you see it", "concerns"),
    "concern.play_back": ("how you understood their view", "concerns"),
    "concern.confirm": ("that you are understood", "concerns"),
    "concern.correct": ("what you said again", "concerns"),
    "concern.weigh": ("how much it matters to both", "concerns"),
    "concern.park": ("that you set it aside", "concerns"),
    "concern.settle": ("that it is settled for you", "concerns"),
    "area.put": ("what is at stake in an area of work", "balance"),
    "control.put": ("a control, or a change of one", "balance"),
    "control.asked": ("whether a control helps or hurts the work", "balance"),
    "control.trip": ("that a trip-wire was touched", "balance"),
    "meeting.end": ("your part of a meeting", "meetings"),
    "meeting.correct": ("a line of a meeting, said otherwise", "meetings"),
    "blind.open": ("what a sentence means to both", "listening"),
    "survey.begun": ("a trust pulse or a health check", "surveys"),
    "survey.opened": ("what both sides told in a pulse or a health check", "surveys"),
    "report.close": ("a period of past promises", "history"),
    "words.compare": ("the twelve words, to be compared", "pairing"),
    "words.confirmed": ("the twelve words, to be compared", "pairing"),
    "words.opened": ("that both sides have confirmed", "alliance"),
}
# The pages of things on which there are comments, by how the ids of these begin.
PAGES = {"pr": "promise", "st": "statement", "cn": "concern", "df": "difference"}


@require_POST
@in_alliance(Right.NOTE, before_open=True)
def told(request: HttpRequest, seat: Seat) -> HttpResponse:
    """This function will keep that the reader's side told them in another way."""
    they_know(seat.organisation, seat.alliance, request.POST.get("object", ""))
    return redirect(came_from(request))


def about(seat: Seat, object_id: str) -> SimpleNamespace | None:
    """This function will return what a promise's page says of whom nobody has told; nothing when all were."""
    found = untold_about(seat, object_id)
    if not found:
        return None
    whom = listed(list(dict.fromkeys(each.whom for each in found)))
    return SimpleNamespace(whom=whom, object=object_id, slug=seat.slug, count=len(found))


def listed_of(found: Iterable[Untold]) -> list[SimpleNamespace]:
    """This function will return what nobody was told of as a list shows it, each thing once."""
    shown: dict[tuple[str, str], SimpleNamespace] = {}
    for each in found:
        what, room = _what(each)
        args = [each.slug, each.object] if room in PAGES.values() else [each.slug]
        earlier = shown.get((each.slug, each.object))
        whom = [*(earlier.names if earlier else []), each.whom]
        shown[each.slug, each.object] = SimpleNamespace(
            names=list(dict.fromkeys(whom)),
            whom=listed(list(dict.fromkeys(whom))),
            what=what,
            url=reverse(room, args=args),
            alliance=each.alliance,
            slug=each.slug,
            object=each.object,
        )
    return list(shown.values())


def _what(each: Untold) -> tuple[str, str]:
    """What it is and the page of it: of an act on a promise or a comment one's own page, else that of the room."""
    room = PAGES.get(each.object.partition("_")[0], "promise")
    if each.act.startswith("comment."):
        return (f"a comment on “{each.title}”" if each.title else f"a comment on a {room}"), room
    return ABOUT.get(each.act, (f"“{each.title}”" if each.title else "a promise", "promise"))
