"""The coach beside everything that is written to a partner: for its writer alone, and only while they want it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.core import mail
from django.utils import timezone

from tests.web.seats import Seat, Table, agreed, offered, table
from troth.store import models

pytestmark = pytest.mark.django_db
HARSH = "The crate came on the 19th. You never listen, and that was careless."
CALM = "The crate came on the 19th, a day after the ship had left."
TYPES = {"HX-Request": "true"}
REMARK = "Leave my words"
TODAY = timezone.now().date()


@dataclass(frozen=True)
class Form:
    """One form: who writes it, where its half-written words go, what it sends besides, and the page that shows it."""

    by: Seat
    to: str
    sends: Mapping[str, object]
    page: str
    query: Mapping[str, str]


def listening(at: Table) -> dict[str, Form]:
    """Every form about a statement: put, played back, corrected, differed on, left."""
    page = at.annelies.send("listening/new/", {"words": "We read each pallet.", "asks": "on", "draft": "d1"})
    heard = page.at.partition("#")[0].removeprefix(f"/a/{at.annelies.slug}/")
    stamp = re.search(r'name="stamp" value="([0-9a-f]+)"', at.naoko.page(heard).html)
    assert stamp
    back = {"move": "play_back", "words": "One reading for each pallet.", "stamp": stamp[1]}
    assert at.naoko.send(f"{heard}act/", back).status == 200

    def act(by: Seat, kind: str, **query: str) -> Form:
        return Form(by, f"{heard}meter/", {"move": kind}, heard, query)

    forms = {kind: act(at.annelies, kind) for kind in ("correct", "differ")}
    forms["play_back"] = act(at.naoko, "play_back", again="1")
    page = at.annelies.send("listening/new/", {"words": "We write it down.", "asks": "on", "draft": "d3"})
    heard = page.at.partition("#")[0].removeprefix(f"/a/{at.annelies.slug}/")
    forms["leave"] = act(at.naoko, "leave")
    new = "listening/new/"
    forms["put"] = Form(at.annelies, new, {"draft": "d2"}, new, {"draft": "d2"})
    return forms


def of_promises(at: Table) -> dict[str, Form]:
    """Acts on promises that carry words: on one that is agreed, on one offered, on one delivered."""
    held = agreed(at)
    table = offered(at.annelies, draft="d7")
    given = agreed(at, draft="d8")
    at.annelies.act(given, "deliver", words="It is there.")

    def act(by: Seat, promise: str, kind: str) -> Form:
        page = f"promises/{promise}/"
        return Form(by, f"{page}draft/", {"act": kind}, page, {"act": kind})

    forms = {
        kind: act(at.annelies, held, kind)
        for kind in ("warn", "deliver", "progress", "ask_release", "break", "change", "escalate")
    }
    forms |= {kind: act(at.naoko, held, kind) for kind in ("ask_status", "release")}
    forms |= {kind: act(at.naoko, table, kind) for kind in ("decline", "agree", "counter")}
    forms["withdraw"] = act(at.annelies, table, "withdraw")
    forms["accept"] = act(at.naoko, given, "accept")
    for kind in ("new", "ask"):
        page = f"promises/{kind}/"
        forms[kind] = Form(at.annelies, page, {"draft": "d3"}, page, {"draft": "d3"})
    return forms


def raised(by: Seat, *, draft: str) -> str:
    """Raise a concern; the page on which it stands."""
    said = {"observation": CALM, "effect": "Two days.", "question": "Why?", "day": TODAY.isoformat()}
    page = by.send("concerns/new/", {**said, "draft": draft})
    return f"concerns/{page.at.rstrip('/').rpartition('/')[2]}/"


def together(at: Table) -> dict[str, Form]:
    """A clause, a difference, a concern, and leaving."""
    said = {"kind": "decisions", "title": "Decisions", "words": "Two people decide.", "draft": "d4"}
    made = at.annelies.send("differences/new/", said)
    found = re.search(r"differences/\w+/", made.at)
    assert found, made.words
    page = found[0]
    clause = "charter/new/"
    one, two = (raised(at.naoko, draft=name) for name in ("d5", "d6"))
    stamp = re.search(r'name="stamp" value="([0-9a-f]+)"', at.annelies.page(two).html)
    assert stamp
    at.annelies.send(f"{two}act/", {"move": "tell", "words": "The count comes late.", "stamp": stamp[1]})
    new = "differences/new/"
    return {
        "name": Form(at.annelies, new, {"draft": "d6"}, new, {"draft": "d6"}),
        "tell": Form(at.naoko, f"{page}act/", {"move": "tell"}, page, {}),
        "clause": Form(
            at.annelies,
            f"{clause}?kind=clause",
            {"draft": "d6"},
            clause,
            {"kind": "clause", "draft": "d6"},
        ),
        "raise": Form(at.annelies, "concerns/new/", {"draft": "d6"}, "concerns/new/", {"draft": "d6"}),
        "view": Form(at.annelies, f"{one}draft/", {"move": "tell"}, one, {}),
        "back": Form(at.naoko, f"{two}draft/", {"move": "play_back"}, two, {}),
    }


ROOMS = {"listening": listening, "promises": of_promises, "together": together}


def typed(form: Form, words: str, **more: object) -> str:
    """What the page gets while its writer pauses."""
    field = "observation" if form.page == "concerns/new/" else "words"
    answer = form.by.client.post(form.by.where(form.to), {**form.sends, field: words, **more}, headers=TYPES)
    assert answer.status_code == 200, (form, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("room", ROOMS)
def test_judging_words_get_a_remark_in_every_form_and_calm_words_none(room: str) -> None:
    at = table()
    for name, form in ROOMS[room](at).items():
        models.Draft.objects.all().delete()
        assert REMARK not in typed(form, CALM), name
        assert REMARK in typed(form, HARSH), name
        page = form.by.page(form.page, **form.query)
        assert page.status == 200 and REMARK in page.html, f"{name}: the page shows them beside the draft"
        assert re.search(rf'hx-post="[^"]*{re.escape(form.to.partition("?")[0])}', page.html), name
        field = "observation" if form.page == "concerns/new/" else "words"
        looked = form.by.send(form.to, {**form.sends, field: HARSH, "look": "1"})
        assert looked.status == 200 and REMARK in looked.html, f"{name}: without JavaScript"
        other = at.naoko if form.by is at.annelies else at.annelies
        theirs = other.page(form.page, **form.query)
        assert theirs.status != 200 or (REMARK not in theirs.html and HARSH not in theirs.words), name


def test_the_coach_holds_nothing_back_and_leaves_no_trace(caplog: pytest.LogCaptureFixture) -> None:
    at = table()
    promise = agreed(at)
    form = Form(at.annelies, f"promises/{promise}/draft/", {"act": "progress"}, f"promises/{promise}/", {})
    caplog.set_level(0)
    assert REMARK in typed(form, HARSH, dismiss="motive: canary phrase")
    page = at.annelies.act(promise, "progress", words=HARSH)
    assert "Told Kaido." in page.words
    assert HARSH in at.naoko.page(f"promises/{promise}/").words
    colleague = at.colleague("Joost Bakker")
    for seat in (at.naoko, colleague):
        for room in ("", f"promises/{promise}/", "listening/", "/settings/", "/", "record/"):
            html = seat.page(room).html
            assert REMARK not in html and "canary phrase" not in html and "A verdict" not in html, room
    kept = b"".join(bytes(each.payload) for each in models.Entry.objects.all())
    kept += b"".join(bytes(each.content) for each in models.Body.objects.all())
    assert b"canary" not in kept and b"verdict" not in kept
    assert all("canary" not in f"{each.subject}{each.body}" for each in mail.outbox)
    assert all("canary" not in f"{each.key}{each.details}" for each in models.Outbox.objects.all())
    assert "canary" not in caplog.text and "careless" not in caplog.text


def test_what_is_dismissed_in_one_form_is_dismissed_in_all_until_it_is_marked_again() -> None:
    at = table()
    promise = agreed(at)
    forms = {
        "promise": Form(at.annelies, f"promises/{promise}/draft/", {"act": "warn"}, "", {}),
        "statement": Form(at.annelies, "listening/new/", {"draft": "d1"}, "", {}),
        "concern": Form(at.annelies, "concerns/new/", {"draft": "d2"}, "concerns/new/", {}),
    }
    words = "The crate came on the 19th. That was careless."
    for form in forms.values():
        assert "careless" in typed(form, words)
    assert "careless" not in typed(forms["promise"], words, dismiss="verdict: careless")
    for form in forms.values():
        assert "careless" not in typed(form, words)
    theirs = Form(at.naoko, "listening/new/", {"draft": "d1"}, "", {})
    assert "careless" in typed(theirs, words), "another person dismissed nothing"
    settings = at.annelies.page("/settings/")
    assert "Words that it leaves alone" in settings.words and "careless" in settings.words
    assert "careless" not in at.naoko.page("/settings/").words
    kept = models.Dismissal.objects.get()
    assert at.naoko.send("/settings/coach/", {"again": str(kept.pk)}).status == 404
    assert "Kept." in at.annelies.send("/settings/coach/", {"again": str(kept.pk)}).words
    assert "careless" in typed(forms["statement"], words)
    for phrase in ("verdict: careless", "always: never"):
        typed(forms["promise"], words, dismiss=phrase)
    at.annelies.send("/settings/coach/", {"again": "all"})
    assert not models.Dismissal.objects.exists()


def test_off_is_off_in_every_form_for_that_person_alone() -> None:
    at = table()
    promise = agreed(at)
    page = f"promises/{promise}/"
    warns = Form(at.annelies, f"{page}draft/", {"act": "warn"}, page, {"act": "warn"})
    says = Form(at.annelies, "listening/new/", {"draft": "d1"}, "listening/new/", {"draft": "d1"})
    assert "Turn it off" in at.annelies.page("/settings/").words
    told = at.annelies.send("/settings/coach/", {"coach": "off"})
    assert "It is off: nothing is marked" in told.words and "Turn it on" in told.words
    for form in (warns, says):
        assert REMARK not in typed(form, HARSH)
        shown = at.annelies.page(form.page, **form.query)
        assert "never listen" in shown.words, "the draft is kept all the same"
        assert REMARK not in shown.html and "Look at my words first" not in shown.words
    assert REMARK in typed(Form(at.naoko, "listening/new/", {"draft": "d1"}, "", {}), HARSH)
    at.annelies.send("/settings/coach/", {"coach": "on"})
    assert REMARK in typed(warns, HARSH)


def test_words_with_several_promises_and_with_the_end_of_all_are_read_too() -> None:
    at = table()
    named = [agreed(at), agreed(at, draft="d9")]
    asks = {"act": "warn", "promise": named, "once": "abc", "words": HARSH}
    answer = at.annelies.client.post(at.annelies.where("promises/several/"), asks, headers=TYPES)
    assert REMARK in answer.content.decode()
    looked = at.annelies.send("promises/several/", {**asks, "look": "1"})
    assert REMARK in looked.html and "never listen" in looked.words and looked.status == 200
    assert not models.Entry.objects.filter(kind="promise.warn/1").exists()
    admin = models.Membership.objects.get(person=at.annelies.person)
    admin.role = "admin"
    admin.save()
    ends = {"do": "break", "words": HARSH}
    answer = at.annelies.client.post(at.annelies.where("leave/"), ends, headers=TYPES)
    assert REMARK in answer.content.decode()
    assert REMARK in at.annelies.send("leave/", {**ends, "look": "1"}).html
    assert not models.Entry.objects.filter(kind="promise.break/1").exists()


def test_why_a_clause_is_let_go_is_kept_and_read_while_it_is_written() -> None:
    at = table()
    put = {"title": "Samples", "words": "Five of each lot.", "draft": "d1"}
    page = at.annelies.send("charter/new/?kind=clause", put)
    found = re.search(r"charter/(\w+)/", page.at)
    assert found, page.at
    clause, stamp = (
        f"charter/{found[1]}/",
        re.search(r'name="stamp" value="([0-9a-f]+)"', at.naoko.page(f"charter/{found[1]}/").html),
    )
    assert stamp
    at.naoko.send(f"{clause}act/", {"move": "agree", "stamp": stamp[1]})
    form = Form(at.annelies, f"{clause}act/", {"move": "let_go"}, clause, {})
    assert REMARK in typed(form, HARSH) and REMARK in at.annelies.page(clause).html
    assert "never listen" in at.annelies.page(clause).words and HARSH not in at.naoko.page(clause).words
