"""What a statement may be said on: a promise, a clause, a difference, a round of both sides; by its title and page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from troth.core.promises import Text
from troth.store.models import Joint
from troth.store.queries.alliance import joint_of
from troth.store.queries.interpretations import read_round
from troth.store.queries.people import Seat
from troth.store.queries.promises import read_whole
from troth.store.queries.surveys import listed_survey
from troth.web.promises.surveyed import title_of

ROOMS = {
    Joint.CLAUSE: "clause",
    Joint.DIFFERENCE: "difference",
    Joint.AREA: "area",
    Joint.CONTROL: "control",
}
JOINTS = ("cl_", "df_", "ar_", "ct_")


@dataclass(frozen=True)
class Subject:
    """What something was said on: its title, its page, and words to begin with for who asks how it is understood."""

    title: str
    url: str
    begin: str = ""


def subject_of(seat: Seat, object_id: str) -> Subject | None:
    """This function will return what stands under that name in the reader's alliance; None when nothing does."""
    if object_id.startswith("pr_"):
        return _promise(seat, object_id)
    if object_id.startswith("bl_"):
        return _round(seat, object_id)
    row = joint_of(seat, object_id) if object_id.startswith(JOINTS) else None
    if row is None:
        return None
    words = str(row.details.get("words", ""))
    begin = f"{row.text}: {words}" if row.kind == Joint.CLAUSE and words else ""
    url = reverse(ROOMS[row.kind], args=[seat.slug, row.object])
    return Subject(row.text or "Words erased", url, begin)


def _round(seat: Seat, object_id: str) -> Subject | None:
    """A sentence that both sides read, or a pulse or health check."""
    found = read_round(seat, object_id)
    if found is not None:
        url = reverse("interpretation", args=[seat.slug, object_id])
        return Subject(found.row.words or "Words erased", url)
    survey = listed_survey(seat, object_id)
    if survey is None:
        return None
    title = title_of(survey.instrument, survey.begun_at, seat.person.zone)
    return Subject(title, reverse("survey", args=[seat.slug, object_id]))


def _promise(seat: Seat, object_id: str) -> Subject | None:
    """What was agreed to be done are the words to begin with."""
    whole = read_whole(seat, object_id)
    if whole is None:
        return None
    facts = whole.state.text.facts if whole.state.text is not None else None
    words = facts.words if isinstance(facts, Text) else None
    begin = "\n".join([f"Done means, of “{words.title}”:", *words.conditions]) if words is not None else ""
    return Subject(whole.row.title, reverse("promise", args=[seat.slug, object_id]), begin)
