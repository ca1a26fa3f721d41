"""What no form of ours sends: every act answers it in words or with a plain status, never with an error of the node."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.counts import count
from tests.web.world import World, routes, undone, world
from troth.store import history, models
from troth.store.history import OnTheRecord, Words

pytestmark = pytest.mark.django_db

MOVES = """change counter put_date agree agree_series withdraw decline take_back warn progress ask_status deliver accept
    send_back ask_release release break reassign junk""".split()
NEW = """title to due zone area objective after after_days supports series_every series_count link words intended
    stake template stands cites draft conditions owes more less""".split()
LISTED = "partner title received promised made delivered stake area person reference".split()
FIELDS: Mapping[str, list[str]] = {
    "promise_act": "words due expect then stands person link done_on in_time outcome stake zone later conditions owes "
    "more less met_0".split(),
    "promise_note": ["words", "intended"],
    "promise_draft": ["act", "words"],
    "new_promise": NEW,
    "ask_promise": NEW,
    "purpose": ["text", "ours", "stamp"],
    "objective": ["text", "day", "stamp"],
    "new_objective": ["text", "day", "stamp"],
    "joint_act": ["move", "stamp"],
    "invite": ["partner", "email", "words"],
    "invite_again": ["email"],
    "invite_colleague": ["email", "role"],
    "change_role": ["role"],
    "history_report": ["period", "sure"],
    "history_answer": ["all", "by_the_day", "stamp", "row-1", "words-1"],
    "history_withdraw": ["row", "stamp", "words"],
    "history_offer": ["row", "stake", "all"],
    "history_agree": ["promise", "stake", "all"],
    "partner_link": ["alliance"],
    "partner_note": LISTED,
    "partner_amend": LISTED,
    "partner_delivered": ["day"],
    "recovery": ["kept"],
    "new_concern": "observation day about effect question to parked draft do look dismiss".split(),
    "concern_act": "words know weight".split(),
    "concern_draft": "words know dismiss".split(),
    "new_meeting": "title day here".split(),
    "meeting_act": "line words due stake".split(),
    "meeting_read": "kind text who to due plays".split(),
    "meeting_write": "kind text who to due plays line title day come go".split(),
    "parked": "thought unknown day alliance".split(),
    "parked_act": "do day learnt".split(),
    "several": "act words due expect then person stake once met in_time".split(),
    "keep_view": ["name", "q", "state", "due", "person", "sort", "show"],
    "change_view": ["name", "do"],
    "shortcuts": ["single"],
    "settings": "name title place zone language theme density".split(),
    "ask_factor": ["asked", "since"],
    "organisation": "name short country place zone opens closes".split(),
    "import_columns": ["col-partner", "col-title", "col-promised", "again", "q:dates"],
    "import_look": ["bring", "leave", "then"],
}
WHOLE: Mapping[str, Mapping[str, str]] = {
    "new_concern": {"observation": "It came", "day": "2020-01-02", "effect": "We waited", "question": "Why"},
    "concern_act": {"move": "tell", "words": "So it was", "stamp": "now"},
    "concern_draft": {"move": "tell", "words": "You never answer."},
    "new_meeting": {"title": "T", "day": "2031-01-02"},
    "meeting_act": {"line": "0", "move": "correct", "words": "So", "stamp": "now"},
    "meeting_read": {"kind": "promise", "text": "So"},
    "meeting_write": {"do": "add", "kind": "promise", "text": "So"},
    "new_promise": {
        "do": "offer",
        "title": "T",
        "due": "2031-01-02",
        "zone": "Europe/Amsterdam",
        "draft": "abcd",
    },
    "ask_promise": {
        "do": "look",
        "title": "T",
        "due": "2031-01-02",
        "zone": "Europe/Amsterdam",
        "stake": "low",
    },
    "partner_note": {"partner": "Kaido", "title": "T", "received": "yes", "promised": "2026-01-02"},
    "partner_amend": {"title": "T", "received": "yes", "promised": "2026-01-02"},
    "several": {"promise": "own", "act": "progress", "words": "Half"},
    "keep_view": {"name": "n", "q": "words"},
    "settings": {"name": "n", "zone": "Europe/Oslo", "language": "en"},
    "organisation": {"name": "n", "short": "s", "zone": "Europe/Oslo", "opens": "09:00", "closes": "17:00"},
    "objective": {"text": "t"},
    "new_objective": {"text": "t"},
    "purpose": {"text": "t"},
    "invite": {"partner": "Zed", "email": "a@b.example"},
}
KNOWN = [
    "", " ", "\x00", "a\x00b", "²", "٣", "9" * 19, "9" * 5000, "-1", "0", "1e400", "NaN", "9999-12-31", "0001-01-01",
    "2026-02-30", "2031-03-04", "Mars/Base", "../../etc/passwd", "Europe/Amsterdam", "\u202eevil\u2066", "\u200b",
    "😀" * 50, "<script>alert(1)</script>", "é" * 70_000, "javascript:alert(1)", "http://[::1", "low", "yes", "so",
    "24:00", "09:00", "0001-01-01 9999-12-31", "pr_0000000000000000000000", "\r\nSet-Cookie: x=1", "\ue000\uffff",
    "conditions", "conditions ²", "conditions 99999999999", "week", "quarter", "60", "propose", "expect", "on",
]  # fmt: skip
JUNK = st.sampled_from(KNOWN) | st.text(max_size=30)


@pytest.fixture
def here() -> World:
    return world()


def sent(name: str) -> st.SearchStrategy[dict[str, object]]:
    fields = st.sampled_from(FIELDS.get(name, ["q"]))
    junk = st.dictionaries(fields, JUNK | st.lists(JUNK, max_size=3), max_size=4)
    begun = st.sampled_from([dict(WHOLE.get(name, {})), {}])
    whole = st.builds(lambda start, more: {**start, **more}, begun, junk)
    if name != "promise_act":
        return whole
    moves, stamps = st.sampled_from(MOVES), st.sampled_from(["now", "now", "old"])
    made = st.fixed_dictionaries({"move": moves, "stamp": stamps}, optional={"act": moves})
    return st.builds(lambda start, more: {**more, **start}, made, whole)


@given(data=st.data())
@settings(
    max_examples=count(60, at_least=4),
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
def test_no_act_ends_in_an_error_of_the_node(here: World, data: st.DataObject) -> None:
    for name, route in sorted(routes().items()):
        if name.startswith(("docs", "account")):
            continue
        form = data.draw(sent(name), label=name)
        if form.get("stamp") == "now":
            form["stamp"] = here.stamp
        if form.get("promise") == "own":
            form["promise"] = here.ids["object"]
            form[f"stamp-{here.ids['object']}"] = here.stamp
        with undone():
            answer = here.ask("admin", "post", here.address(route), form)
        assert answer.status_code < 500, (name, form)


@given(
    field=st.sampled_from(
        "q show page act template cites draft person due state series sort partner from whose in promise".split()
    ),
    junk=JUNK,
)
@settings(
    max_examples=count(800, at_least=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_address_ends_in_an_error_of_the_node(here: World, field: str, junk: str) -> None:
    home = f"/a/{here.ids['slug']}/"
    for room in (
        "promises/",
        "promises/new/",
        "promises/as/csv/",
        "promises/several/",
        "calendar/",
        f"promises/{here.ids['object']}/",
        f"history/{here.ids['name']}/",
    ):
        assert here.ask("admin", "get", home + room, {field: junk}).status_code < 500, room
    for room in ("/invite/", "/go/", "/calendar/"):
        assert here.ask("admin", "get", room, {field: junk}).status_code < 500, room


@pytest.mark.parametrize("tag", ["²-1", "9" * 6000, "-", "1-\u00ff"])
def test_a_tag_that_no_page_had_is_answered_with_the_page(here: World, tag: str) -> None:
    client = here.browsers["admin"]
    page = f"/a/{here.ids['slug']}/promises/{here.ids['object']}/"
    assert client.get(page, HTTP_HX_REQUEST="true", HTTP_HX_PTAG=tag).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/docs/" + "a" * 300,
        "/docs/%00",
        "/progress/" + "a" * 300 + "/",
        "/progress/%00/",
        "/import/%00/look/",
        "/join/%00/",
        "/-/once/%00",
        "/imports/" + "9" * 30 + "/",
    ],
)
def test_an_address_that_nothing_has_is_not_found(here: World, address: str) -> None:
    assert here.ask("admin", "get", address, {}).status_code == 404


def test_nul_is_dropped_from_what_is_typed(here: World) -> None:
    room = f"/a/{here.ids['slug']}/promises/{here.ids['object']}/note/"
    here.ask("admin", "post", room, {"words": "Ask\x00 Delft", "in\x00tended": "x"})
    assert models.Note.objects.get().words == "Ask Delft"


def test_what_no_entry_can_hold_is_refused_in_words_and_stays_in_the_form(here: World) -> None:
    room, offers = f"/a/{here.ids['slug']}/promises/new/", models.Entry.objects.filter(kind="promise.offer/1")
    before = offers.count()
    for conditions, said in {
        ("It is so. " * 900,) * 40: "This is longer than one entry can hold.",
        ("It is so. ",) * 101: "A promise has up to 100 conditions.",
    }.items():
        page = here.ask("admin", "post", room, {**WHOLE["new_promise"], "conditions": list(conditions)})
        assert page.status_code == 422
        assert said in page.content.decode()
        assert "It is so." in page.content.decode()
    assert offers.count() == before


def test_a_text_may_be_as_long_as_the_form_takes_it_in_any_writing(here: World) -> None:
    room = f"/a/{here.ids['slug']}/promises/new/"
    data = {
        **WHOLE["new_promise"],
        "title": "監" * 10_000,
        "words": "査" * 10_000,
        "conditions": ["告" * 9_000],
    }
    assert here.ask("admin", "post", room, data).status_code == 302


def test_a_refusal_never_leads_to_another_host(here: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(models.Person.objects.get(name="Admin Smit"))
    room = f"/a/{here.ids['slug']}/history/offer/"
    for path in ("//evil.example/", "///evil.example/x", "/a//evil.example/"):
        answer = client.post(room, {}, headers={"referer": f"http://testserver{path}"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/") and not answer["Location"].startswith("//")


def test_a_form_that_was_sent_twice_offers_a_row_once(here: World) -> None:
    room = f"/a/{here.ids['slug']}/history/offer/"
    offers = models.Entry.objects.filter(kind="promise.offer/1").count()
    for _ in range(2):
        here.ask("admin", "post", room, {"row": here.ids["partners.pk"]})
    assert models.Entry.objects.filter(kind="promise.offer/1").count() == offers + 1


def test_a_row_read_before_it_was_put_on_the_record_is_not_changed_after(here: World) -> None:
    read = models.PastPromise.objects.get(pk=here.ids["partners.pk"])
    models.PastPromise.objects.filter(pk=read.pk).update(report=here.ids["name"])
    with pytest.raises(OnTheRecord):
        history.amend(read, Words("Another lot", read.promised, received=False))
    with pytest.raises(OnTheRecord):
        history.mark_delivered(read, read.promised)
    row = models.PastPromise.objects.get(pk=read.pk)
    assert (row.report, row.title, row.delivered) == (here.ids["name"], "Lot 2", None)


def test_a_row_of_a_far_day_is_refused_in_words_when_it_is_offered(here: World) -> None:
    models.PastPromise.objects.filter(pk=here.ids["partners.pk"]).update(promised="9999-12-31")
    room = f"/a/{here.ids['slug']}/history/offer/"
    assert here.ask("admin", "post", room, {"row": here.ids["partners.pk"]}).status_code == 302
    assert models.PastPromise.objects.get(pk=here.ids["partners.pk"]).promise == ""
