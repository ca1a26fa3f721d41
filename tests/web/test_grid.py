"""Who gets which answer on every page and to every act: a grid made from the addresses, so that none is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.web.world import PEOPLE, ROOMS, World, routes, undone, world
from troth.store import models

pytestmark = pytest.mark.django_db

# Anybody may ask for these; what each answers has tests of its own (signing in, the first run, the documentation).
OPEN = {
    "docs", "docs-page", "account_login", "account_request_login_code", "account_confirm_login_code",
    "account_logout", "account_inactive", "account_signup", "demo", "once", "set_up", "join", "node",
    "calendar_feed", "mfa_login_webauthn", "mfa_authenticate", "stop_mail", "mailed", "mailed_code", "mailed_not_me", "mailed_anew", "mail_in", "mail_tracked", "mail_arrived",
}  # fmt: skip

# What is sent to each act, so that whoever may do it gets an answer that a stranger does not get.
SENT: Mapping[str, Mapping[str, object]] = {
    "promise_act": {"act": "progress", "move": "progress", "words": "Half of it", "stamp": "old"},
    "promise_note": {"words": "For us"},
    "promise_draft": {"act": "progress", "words": "Half"},
    "new_promise": {"do": "draft", "title": "A thing", "draft": "abc"},
    "ask_promise": {"do": "draft", "title": "A thing", "draft": "abc"},
    "promise_second": {"do": "sign"},
    "two_signatures": {"second_from": "high"},
    "joint_act": {"move": "close"},
    "statement_act": {"move": "play_back", "words": "Before four", "stamp": "old"},
    "interpretation_act": {"move": "answer", "words": "Before four", "stamp": "old"},
    "statement_meter": {"move": "play_back", "words": "Before"},
    "change_clause": {"title": "Sampling", "words": "One in ten", "stamp": "old"},
    "clause_act": {"move": "let_go", "stamp": "old"},
    "difference_act": {"move": "tell", "words": "By the season", "stamp": "old"},
    "area_act": {"move": "let_go", "stamp": "old"},
    "control_act": {"move": "agree", "stamp": "old"},
    "concern_act": {"move": "tell", "words": "It was late in the day", "stamp": "old"},
    "concern_draft": {"move": "tell", "words": "It was"},
    "comment_say": {"words": "Does Friday suit you?"},
    "comment_change": {"words": "Does Thursday suit you?", "stamp": "old"},
    "comment_draft": {"words": "Does"},
    "new_meeting": {"title": "Promises of the week", "day": "2026-11-18"},
    "meeting_act": {"line": "0", "move": "confirm", "stamp": "old"},
    "meeting_read": {"kind": "note", "text": "Half a line"},
    "meeting_write": {"do": "add", "kind": "note", "text": "A line"},
    "parked_act": {"do": "let_go"},
    "keep_view": {"name": "Nights", "q": "night"},
    "change_view": {"name": "Days"},
    "invite_colleague": {"email": "x@y.example", "role": "member"},
    "invite_again": {"email": "x@y.example"},
    "change_role": {"role": "viewer"},
    "history_report": {"period": "2024-01-01 2024-12-31"},
    "history_answer": {"all": "1"},
    "partner_link": {"alliance": "veldsen-kaido"},
    "recovery": {"kept": "yes"},
}

# `in`: is asked to sign in. `pair`: is led to the twelve words. The rest are statuses; 404 is all that others learn.
GRID = (Path(__file__).parent / "grid.txt").read_text(encoding="utf-8")


def rows() -> dict[tuple[str, str], list[str]]:
    lines = [line.split() for line in GRID.splitlines() if line and not line.startswith("#")]
    assert all(len(line) == 2 + len(PEOPLE) for line in lines)
    return {(name, method): answers for name, method, *answers in lines}


@pytest.fixture
def here() -> World:
    return world()


def test_every_address_has_its_row() -> None:
    named = {name for name, _ in rows()}
    assert named == set(routes()) - OPEN, (
        "A new page or act needs its two rows in grid.txt: who gets which answer."
    )


def test_every_page_and_act_answers_each_person_as_the_grid_says(here: World) -> None:
    found = {row: [_answer(here, who, *row) for who in PEOPLE] for row in rows()}
    differ = [
        f"{name} {method}: " + " ".join(answers)
        for (name, method), answers in found.items()
        if answers != rows()[name, method]
    ]
    assert not differ, "\n".join(["These answers are not those of the grid:", *differ])


def _answer(here: World, who: str, name: str, method: str) -> str:
    with undone():
        answer = here.ask(who, method, here.address(routes()[name], who), SENT.get(name, {}))
    led = answer.headers.get("Location", "")
    if answer.status_code == 302 and led.startswith("/account/login/"):
        return "in"
    if answer.status_code == 302 and led.endswith("/pairing/"):
        return "pair"
    kept = answer.headers.get("Cache-Control", "")
    assert who == "out" or "no-store" in kept or answer.status_code == 405, (name, method, who, kept)
    return str(answer.status_code)


def foreign_addresses(here: World) -> Iterator[tuple[str, str]]:
    """Veldsen's own address with what belongs to another organisation or alliance in it."""
    other = here.foreign
    ids = {
        "organisation.pk": str(other.invitation), "organisation.person": str(other.person.pk),
        "settings.pk": str(other.template), "imports.pk": str(other.source), "partners.pk": str(other.row),
        "account.pk": str(other.passkey), "parked.pk": str(other.parked), "session": str(other.session),
        "token": other.token, "object": other.promise, "name": other.batch,
        "view": str(other.view), "form": "csv", "once": "foreign", **other.handed,
    }  # fmt: skip
    own = dict(here.ids)
    for name, route in routes().items():
        parts = [part.strip("<>").rpartition(":")[2] for part in route.split("/") if part.startswith("<")]
        if name in OPEN or set(parts) <= {"slug", "form"} or name in ("import_leave", "work"):
            continue
        mixed = {**ids, "slug": "kaido" if route.startswith("partners/") else own["slug"]}
        if "/objectives/" in route or "/joint/" in route:
            mixed["object"] = other.objective
        for room, what in ROOMS.items():
            if room in route:
                mixed["object"] = getattr(other, what)
        yield (
            name,
            "/"
            + "/".join(
                mixed.get(f"{route.split('/')[0]}.{key}", mixed.get(key, "none"))
                if part.startswith("<")
                else part
                for part, key in ((part, part.strip("<>").rpartition(":")[2]) for part in route.split("/"))
            ),
        )


def test_what_belongs_to_others_is_not_found_under_ones_own_address(here: World) -> None:
    tried = 0
    for name, address in foreign_addresses(here):
        for method in ("get", "post"):
            with undone():
                answer = here.ask("admin", method, address, SENT.get(name, {}))
            assert answer.status_code in (404, 405), (name, method, address, answer.status_code)
            tried += answer.status_code == 404
    assert tried > 15


def test_a_file_on_its_way_in_is_deleted_by_its_owner_alone(here: World) -> None:
    for who in ("stranger", "partner", "member"):
        here.ask(who, "post", f"/import/{here.ids['token']}/leave/", {})
    assert here.ask("admin", "get", f"/import/{here.ids['token']}/columns/", {}).status_code == 200
    here.ask("admin", "post", f"/import/{here.ids['token']}/leave/", {})
    assert here.ask("admin", "get", f"/import/{here.ids['token']}/columns/", {}).status_code == 404


OFFER = {
    "do": "offer",
    "title": "A thing",
    "due": "2031-03-04",
    "zone": "Europe/Amsterdam",
    "conditions": "It is so",
}


def test_a_promise_names_nothing_and_nobody_of_another_alliance(here: World) -> None:
    other = here.foreign
    before = models.Entry.objects.count()
    for field, value in {
        "objective": other.objective, "after": other.promise, "supports": other.promise, "to": other.actor.by,
        "stands": other.actor.by,
    }.items():  # fmt: skip
        data = {**OFFER, "draft": field, "after_days": "3", field: value}
        answer = here.ask("admin", "post", f"/a/{here.ids['slug']}/promises/new/", data)
        assert answer.status_code == 422, field
    assert models.Entry.objects.count() == before
    data = {**OFFER, "draft": "cites", "cites": other.promise}
    here.ask("admin", "post", f"/a/{here.ids['slug']}/promises/new/", data)
    written = b"".join(bytes(row.payload) for row in models.Entry.objects.order_by("-number")[:2])
    assert other.promise.encode() not in written


def test_nobody_acts_for_the_partners_people(here: World) -> None:
    before = models.Entry.objects.count()
    data = {"act": "withdraw", "move": "withdraw", "stamp": here.stamp, "stands": here.two.kaido.by}
    answer = here.ask("admin", "post", f"/a/{here.ids['slug']}/promises/{here.ids['object']}/act/", data)
    assert answer.status_code == 422
    assert models.Entry.objects.filter(kind="promise.withdraw/1").count() == 0
    assert models.Entry.objects.count() <= before + 1  # at most the colleague is introduced


def test_rows_and_promises_of_others_in_a_form_are_passed_over(here: World) -> None:
    other, slug = here.foreign, here.ids["slug"]
    for room, data in {
        "offer": {"row": str(other.row), "stake": "low"},
        "agree": {"promise": other.promise, "stake": "low"},
    }.items():
        here.ask("admin", "post", f"/a/{slug}/history/{room}/", data)
    assert models.PastPromise.objects.get(pk=other.row).promise == ""
    assert models.Promise.objects.get(object=other.promise).status == "proposed"
    linked = here.ask("admin", "post", "/partners/kaido/link/", {"alliance": other.alliance.slug})
    assert linked.status_code == 404
    page = here.ask("admin", "get", f"/a/{slug}/promises/new/?template={other.template}", {})
    assert "A template" not in page.content.decode()


def test_codes_that_wait_are_shown_to_admins_of_their_own_organisation_alone(here: World) -> None:
    models.WaitingCode.objects.create(person=here.two.annelies, code="418203", until="2099-01-01T00:00Z")
    seen = {
        who: "418203" in here.ask(who, "get", "/organisation/", {}).content.decode()
        for who in PEOPLE
        if who != "out"
    }
    assert {who for who, sees in seen.items() if sees} == {"admin"}
