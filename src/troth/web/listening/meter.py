"""The two quiet meters beside a playback, while it is written: for its writer alone, and kept as their draft."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from troth.core.alliance import Right
from troth.core.listening import Doubt, Kind, Run, Span, Wording, read_back
from troth.store.queries.listening import Conversation, conversation
from troth.store.queries.people import Seat
from troth.web import coach
from troth.web.figures import marks
from troth.web.gate import in_alliance
from troth.web.listening.forms import FORMS
from troth.web.listening.page import draft_key

BOXES = {Wording.OWN: 3, Wording.MOSTLY_OWN: 2, Wording.NEAR: 1, Wording.REPEATED: 0}
MOST = 5  # a longer list would not be read while one writes
AROUND = 24


@in_alliance(act=Right.LISTEN)
@require_POST
def meter(request: HttpRequest, seat: Seat, object: str) -> HttpResponse:
    """This function will keep half-written words for their writer alone, and say what the meters see in a playback."""
    found = conversation(seat, object)
    kind = request.POST.get("move", "")
    if found is None or kind not in FORMS:
        raise Http404
    page, plays_back = reverse("statement", args=[seat.slug, object]), kind == "play_back"
    back = f"{page}?look=1&again=1#desk" if plays_back else f"{page}#{kind}-coach"
    answer = coach.kept(request, seat.person, draft_key(seat, found, kind), form=kind, back=back)
    if plays_back and coach.is_typing(request):
        meters = {"meter": shown(seat, found, request.POST.get("words", ""))}
        answer.content = render_to_string("listening/meter.html", meters, request).encode() + answer.content
    return answer


def shown(seat: Seat, found: Conversation, words: str) -> SimpleNamespace | None:
    """This function will return what listening/meter.html shows; nothing where nothing can be said yet."""
    told = found.state.told
    if not words.strip() or not told:
        return None
    reading = read_back(told, words)
    own = reading.own_words
    speaker = found.who(found.state.statement, seat).given if found.state.statement else ""
    return SimpleNamespace(
        wording=own.wording.value,
        boxes=mark_safe(marks.level(BOXES[own.wording])) if own.wording in BOXES else "",
        runs=[_cut(words, run.playback) for run in _longest(own.runs)],
        doubts=[_doubt(told, words, each) for each in reading.doubts[:MOST]],
        more=max(0, len(reading.doubts) - MOST),
        speaker=speaker,
    )


def _longest(found: tuple[Run, ...]) -> list[Run]:
    return sorted(sorted(found, key=lambda run: -run.length)[:3], key=lambda run: run.playback)


def _doubt(told: str, words: str, doubt: Doubt) -> SimpleNamespace:
    """What was noticed, with the words of the statement it concerns and those of the playback."""
    return SimpleNamespace(
        kind=doubt.kind.value,
        left_out=doubt.kind is Kind.LEFT_OUT,
        theirs=_around(told, doubt.statement) if doubt.statement else None,
        yours=_around(words, doubt.playback) if doubt.playback else None,
    )


def _cut(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _around(text: str, span: Span) -> SimpleNamespace:
    """The doubtful words with a little of what stands around them, cut between words."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + " …"
    return SimpleNamespace(before=before, words=text[span.start : span.end], after=after)
