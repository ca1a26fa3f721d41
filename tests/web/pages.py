"""Each page of the product with a context as its template asks for: one Monday of two firms."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Of
from typing import Any

from django import forms

from tests.web.account_pages import ACCOUNT, SIGNED_OUT, SIGNING_IN, Asked
from tests.web.finding_pages import FINDING
from tests.web.mailed_pages import MAILED
from tests.web.portfolio_pages import FAIR, PORTFOLIO, STEADY
from tests.web.promise_pages import CHIPS, LINE, PROMISES, form_of
from tests.web.samples import HARUKA, JOOST, KAIDO, KENJI, ME, NOW, VELDSEN, at, frame, in_alliance, row
from tests.web.trust_pages import TRUST
from tests.web.upkeep_pages import CALENDARS, UPKEEP
from troth.web.figures.months import Month
from troth.web.figures.reach import Reach
from troth.web.settings.rhythm_forms import Absence

MONTHS = tuple(
    Month(2024 + (n + 6) // 12, (n + 6) % 12 + 1, kept, total - kept)
    for n, (kept, total) in enumerate(
        [(5, 5), (4, 5), (8, 8), (7, 9), (6, 8), (9, 9), (7, 10), (6, 9), (8, 8), (9, 10), (5, 9), (7, 8)] * 2
    )
)
BETWEEN = Of(label="Something came in between", url="#", look="go")
ITEMS = (
    Of(
        key="p27",
        glyph="ff",
        url="#",
        words="Gateway firmware 4.2 has passed the cold-chamber test at minus 25.",
        facts=("You promised Haruka Shimizu",),
        strong="for Friday 27 Nov",
        more="Four days to go. If the date may move, four days’ notice is worth more than one.",
        acts=(BETWEEN,),
    ),
    Of(
        key="p30",
        glyph="ef",
        url="#",
        words="Twelve reefers at Tomakomai are fitted with second-generation probes.",
        facts=("Kaido says this is delivered", "three days early"),
        acts=(Of(label="Accept or say what is missing", url="#"),),
    ),
)
WAITING = (
    Of(key="p31", glyph="fe", url="#", words="Rotterdam customs data feed opens for Kaido’s night shift.",
       facts=("You offered 8 Dec", "Naoko Fujiwara-Lindqvist is reading it"), chip=CHIPS[0]),
    Of(key="p32", glyph="ff", url="#", words="Insurance certificate for the Otaru warehouse, renewed.",
       facts=("Kaido promised 4 Dec", "on its way"), chip=Of(word="Agreed", glyph="ff")),
)  # fmt: skip
UNTOLD = (
    Of(whom="Haruka Shimizu", what="“Gateway firmware 4.2”", url="#", slug="veldsen-kaido", object="pr_27", alliance="Veldsen and Kaido"),
    Of(whom="Kaido", what="what you do together", url="#", slug="veldsen-kaido", object="jt_1", alliance="Veldsen and Kaido"),
)  # fmt: skip
EVENTS = (
    Of(id="1", person=HARUKA, said="Haruka agreed to the pilot trailer for Tuesday 8 December.", words="", url="#", at=at(21, 9)),
    Of(id="2", person=JOOST, said="Joost delivered the probe drawings a day early.", words="All in the file.", url="#", at=at(23, 8)),
)  # fmt: skip


class Joint(forms.Form):
    text = forms.CharField(initial="Hokkaido seafood reaches tables in Rotterdam.")
    ours = forms.CharField(initial="can read every degree, and moves nothing.")


class Sample(forms.Form):
    email = forms.EmailField()
    words = forms.CharField()
    day = forms.CharField()
    stake = forms.CharField()


def gallery() -> dict[str, Any]:
    return frame(
        people=(ME, HARUKA),
        line=LINE,
        rows=MONTHS,
        chips=CHIPS,
        acts=(
            BETWEEN,
            Of(label="Say it is delivered", url="#"),
            Of(label="Agree", url="#", now=True, stamp="s", move="agree"),
            Of(label="Ask to be released", url="#", look="quiet"),
            Of(label="Accept", locked="once Kenji says it is delivered"),
            Of(label="Small", url="#", small=True),
        ),
        items=ITEMS + WAITING[:1],
        dates=(
            Of(label="First promised", day=date(2026, 11, 13)),
            Of(label="Moved once, agreed by both", day=date(2026, 11, 27), more=", 18:00 Eindhoven"),
            Of(label="Delivered", words="Four days to go"),
        ),
        moves=("13 to 27 November: moved by 14 days, told six days ahead.",),
        reach_a=STEADY,
        reach_b=FAIR,
        reach_not=Reach(0.08, 0.27, 0.53, 0.30, "not yet"),
        form=form_of(Sample, email="annelies", words="Serif, because a person says it.", day="", stake="low"),
        rows_edit=("Each probe reads within 0.2 degrees of the reference.", ""),
    )


def today() -> dict[str, Any]:
    return frame(
        active="today",
        headline="Two things need you. One of them before Yokohama goes home at ten.",
        band=(VELDSEN, KAIDO),
        groups=(
            Of(
                key="now",
                title="Before 10:00, while Kaido is at work",
                fine="50 minutes left",
                items=ITEMS[:1],
            ),
            Of(key="day", title="Today", fine="", items=ITEMS[1:]),
        ),
        waiting=(Of(key="kaido", title="With Kaido, nothing for you to do", items=WAITING),),
        untold=UNTOLD,
        since=Of(title="Since Friday", events=EVENTS),
        alliances=(
            Of(name="Veldsen and Kaido", url="#", words="two for you"),
            Of(name="Veldsen and Østfjord Aquaculture Services", url="#", words="quiet"),
        ),
        next="",
    )


def home() -> dict[str, Any]:
    return in_alliance(
        active="home",
        purpose=Of(
            text="Hokkaido seafood reaches tables in Rotterdam with proof that it never rose above two degrees.",
            agreed=date(2025, 3, 4),
            put_by="",
            brings=(
                Of(side=VELDSEN, words="can read every degree, and moves nothing."),
                Of(side=KAIDO, words="moves 40,000 tonnes a year, and cannot prove the temperature."),
            ),
            act=None,
        ),
        objectives=(
            Of(key="1", text="Proof of cold for every pallet by March", glyph="ff", url="#",
               rows=(row("27", "ff", "Gateway firmware 4.2 has passed the test.", "Fri 27 Nov"),), together="Four of six are done together."),
            Of(key="2", text="Nobody is alone with an alarm at night", glyph="ff", url="#",
               rows=(row("25", "done", "Alarm thresholds for Otaru are set.", "", "on the day, 20 Nov"),), together="One of one is done together."),
        ),
        objective_url="#",
        lists=(
            Of(side=VELDSEN, title="Veldsen promised Kaido", rows=(row("27", "ff", "Gateway firmware 4.2 has passed the cold-chamber test.", "Fri 27 Nov", "you to Haruka"),), none="", all_url="#", all="All five"),
            Of(side=KAIDO, title="Kaido promised Veldsen", rows=(row("30", "ef", "Twelve reefers are fitted with probes.", "Delivered today", "Kenji to you"),), none="", all_url="#", all="All four"),
        ),
        changed=Of(title="Since Friday", events=EVENTS, none=""),
        needs=ITEMS[1:],
    )  # fmt: skip


def record() -> dict[str, Any]:
    facts = (
        Of(fine=True, words="416 entries, each names the one before it"),
        Of(fine=True, words="Every signature fits the side’s key"),
        Of(fine=True, words="388 of 388 citations of the other side found"),
    )
    return in_alliance(
        active="record",
        one_node=True,
        receipts=receipts(),
        receipt_count=63,
        gaps=[],
        compared=(Of(same=True, words="Veldsen’s log is the same up to #0416."),),
        check=Of(at=NOW, faults=()),
        logs=(
            Of(side=VELDSEN, facts=facts, head="#0416 · 71d0 4e0b … 93aa c5be", count=416),
            Of(side=KAIDO, facts=facts, head="#0392 · f84e 10c7 … 55d2 2a97", count=392),
        ),
        last=tuple(
            Of(place=f"#0{416 - n}", side=side, said="Warned, promise 27", id="71d0…c5be", cites="Kaido #0391", at=at(23, 8), url="#")
            for n, side in enumerate((VELDSEN, KAIDO, VELDSEN, KAIDO))
        ),
    )  # fmt: skip


def receipts() -> tuple[Of, ...]:
    heads = (Of(side=VELDSEN, head="#0416 71d0…c5be"), Of(side=KAIDO, head="#0392 f84e…2a97"))
    short = "veldsen 416 71d0-4e0b\nkaido 392 f84e-10c7"
    return (
        Of(
            number=63,
            at=at(23, 8),
            why="a delivery",
            heads=heads,
            glyph="ff",
            kept="both",
            short=short,
            url="#",
        ),
        Of(
            number=62,
            at=at(23, 5),
            why="daily",
            heads=heads,
            glyph="fe",
            kept="Veldsen",
            short=short,
            url="#",
        ),
    )


class Brought(forms.Form):
    file = forms.FileField()


def goes_on() -> dict[str, Any]:
    said = {"name": "Annelies van der Meer-Hoogenboom", "at": at(23, 8)}
    logs = (
        Of(side=VELDSEN, here=412, known=416, count=4, said=said),
        Of(side=KAIDO, here=392, known=392, count=0, said=None),
    )
    return in_alliance(
        active="record", since=NOW, logs=logs, lost=True, mine=False, may=True, seen="412.416", form=Brought()
    )


class You(forms.Form):
    name = forms.CharField(initial="Annelies van der Meer-Hoogenboom")
    title = forms.CharField(initial="Alliance manager")
    work = forms.CharField(initial="Write as it comes, I answer before ten.")
    bad_news = forms.CharField(initial="At once, and by telephone.")
    place = forms.CharField(initial="Eindhoven")
    zone = forms.ChoiceField(choices=[("Europe/Amsterdam", "Europe/Amsterdam, now 09:10")])
    language = forms.ChoiceField(choices=[("en", "English")])
    theme = forms.CharField(initial="")
    density = forms.CharField(initial="")
    organisation = forms.CharField(initial="Veldsen Instruments")
    short = forms.CharField(initial="Veldsen")
    country = forms.ChoiceField(choices=[("NL", "Netherlands")])
    opens = forms.CharField(initial="08:30")
    closes = forms.CharField(initial="17:30")
    partner = forms.CharField(initial="Kaido Logistics")
    email = forms.EmailField(initial="haruka@kaido.example")
    words = forms.CharField(initial="Shall we?")
    role = forms.ChoiceField(choices=[("member", "Member"), ("viewer", "Viewer")])
    receipts_to = forms.EmailField(required=False)
    second_from = forms.ChoiceField(choices=[("", "Never"), ("high", "From high stake on")])


def organisation() -> dict[str, Any]:
    role = You()["role"]
    return frame(
        active="settings",
        admins="You and Joost",
        may_edit=True,
        members=(
            Of(person=ME, is_me=True, email="annelies@veldsen.example", role="Administrator", role_field=None, url="#", since=at(4), factor="passkey",
               hand_url="#", go_url="#", ended=False),
            Of(person=JOOST, is_me=False, email="joost@veldsen.example", role="Member", role_field=role, url="#", since=at(5), factor="none yet, asked from 7 December",
               hand_url="#", go_url="#", ended=True),
        ),
        invited=(Of(email="f.willems@veldsen.example", role="Member", at=at(20), link="https://node.veldsen.example/join/abc", url="#",
                    again_url="#", over=False, until=at(30)),),
        may_hand=True,
        receipts=You(),
        alliances=(Of(name="Veldsen and Kaido", url="#", left=False, words="Goes on"),),
        invite=You(),
        invite_url="#",
        made_link="https://node.veldsen.example/join/def",
        codes=(Of(email="joost@veldsen.example", code="418203", until=at(23, 9), words="Firefox on Windows", known=True),),
        factor=Asked(),
        may_see_factors=True,
        roles=(Of(name="Viewer", all_of="", rights="read"), Of(name="Member", all_of="viewer", rights="sign; agree")),
        form=You(),
        two=You(auto_id="two_%s"),
        two_said="Never.",
        seconds="Annelies and Marijke",
        untold=UNTOLD,
        keys=(Of(alliance="Veldsen and Kaido", since=at(4), fingerprint="7be2 90d4 … 1c6f e8a3", recovery="not yet taken away", recovery_url="#"),),
    )  # fmt: skip


def people() -> dict[str, Any]:
    def one(person: Of, title: str, place: str, zone: str, hours: str, **more: Any) -> Of:
        about = {
            "promises": "holds three open promises",
            "url": "#",
            "is_me": False,
            "work": "",
            "bad_news": "",
            "pk": 2,
            "comes_back": None,
            **more,
        }
        return Of(
            name=person.name, colour=person.colour, title=title, place=place, zone=zone, hours=hours, **about
        )

    return in_alliance(
        active="people",
        may_invite=True,
        invite_url="#",
        round=Of(count=4, others=3, wrote=(ME,), said="One has.", label="Promise it for Fri 4 December", url="#"),
        unknown=True,
        waiting=(Of(email="f.willems@veldsen.example", role="member", at=at(20)),),
        teams=(
            Of(side=VELDSEN, none="", sponsor=Of(side=VELDSEN, name=ME.name, is_me=True, choices=((1, ME.name), (2, "Marijke")), chosen=1), people=(
                one(ME, "Alliance manager", "Eindhoven", "Europe/Amsterdam", "until 17:30", is_me=True,
                    work="Write as it comes.", bad_news="By telephone."),
                one(JOOST, "Firmware and probes", "Eindhoven", "Europe/Amsterdam", "until 17:00", comes_back=at(9)))),
            Of(side=KAIDO, none="", sponsor=Of(side=KAIDO, name="", is_me=False, choices=()), people=(
                one(HARUKA, "Alliance manager", "Yokohama", "Asia/Tokyo", "until 18:00"),
                one(KENJI, "Operations", "Tomakomai hub", "Asia/Tokyo", ""))),
        ),
    )  # fmt: skip


class Departing(forms.Form):
    to = forms.ChoiceField(choices=[("2", "Petra Oosterhuis, Finance")])
    one = forms.ChoiceField(choices=[("", "As above"), ("2", "Petra Oosterhuis, Finance")])
    words = forms.CharField(required=False)
    notes = forms.CharField(initial="keep")
    texts = forms.BooleanField()
    private = forms.CharField(initial="keep")
    sure = forms.BooleanField()


def leaving(*, goes: bool) -> dict[str, Any]:
    form = Departing()
    line = Of(title="A comparison of probes", url="#", facts=("no. 27",), chip=CHIPS[0], field=form["one"])
    hand = Of(partner="Kaido", name="Veldsen and Kaido", count=1, lines=(line,), resting=("A drawing",))
    return frame(
        active="settings", person=JOOST, given="Joost", is_me=False, half_gone=goes, form=form, hands=(hand,), goes=goes,
        nobody=goes, alone=goes, go_url="#", deleted=("Two drafts",), passes=("Templates: “Calibration”",), notes=2, alliances=2,
    )  # fmt: skip


def leave(*, ready: bool) -> dict[str, Any]:
    rows = (row("p27", "ff", "Gateway firmware 4.2", "Fri 27 Nov", "you to Haruka"),)
    group = Of(do="break", title="You promised Kaido", count=1, rows=rows, button="Break all of it", optional=False,
               form=Departing(auto_id="id_break_%s"))  # fmt: skip
    return in_alliance(
        active="home", partner_name="Kaido", groups=() if ready else (group,), judge=rows, theirs=rows, ready=ready,
        form=Departing(), until=at(30), signs="Signed as Annelies, for Veldsen.",
    )  # fmt: skip


INVITED = Of(
    email="haruka@kaido.example",
    from_name="Annelies van der Meer-Hoogenboom",
    from_org="Veldsen",
    kind="partner",
    organisation="",
    words="Shall we?",
)
WORDS = "amber basin cedar delta ember fjord glade hazel inlet jetty knoll lodge".split()
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    **PROMISES,
    **ACCOUNT,
    **FINDING,
    **TRUST,
    "gallery": ("parts/gallery.html", gallery()),
    "today": ("today/today.html", today()),
    "today-empty": ("today/today.html", frame(active="today", headline="Nothing needs you.", next="Next is Friday.")),
    "alliance": ("alliance/alliance.html", home()),
    **PORTFOLIO,
    **UPKEEP,
    "joint": ("alliance/joint.html", in_alliance(kind="purpose", back="#", stamp="s", signs="Signed as Annelies, for Veldsen.", form=Joint(), table=None, mine=VELDSEN, partner=KAIDO)),
    "record": ("record/record.html", record()),
    "receipts": ("record/receipts.html", in_alliance(active="record", receipts=receipts(), gaps=[])),
    "goes-on": ("record/goes_on.html", goes_on()),
    "node": ("record/node.html", frame(one_node=True)),
    "people": ("people/people.html", people()),
    "settings": ("people/settings.html", frame(active="settings", form=You(), absence=Absence(today=date(2026, 11, 23), colleagues=()), standing=(Of(pk=1, name="Joost Bakker", days="Mon 30 Nov to Fri 4 Dec", stands=False),), browsers=(Of(pk=1, words="Firefox on Android", since=at(20), used=at(23), until=at(30), here=False),), hand_url="#", admins="Joost", templates=(Of(id=1, name="Calibration", url="#"),), calendars=CALENDARS, **SIGNING_IN)),
    "organisation": ("people/organisation.html", organisation()),
    "somebody-leaves": ("people/leaving.html", leaving(goes=True)),
    "hand-over": ("people/leaving.html", leaving(goes=False)),
    "leave": ("alliance/leave.html", leave(ready=True)),
    "leave-too-early": ("alliance/leave.html", leave(ready=False)),
    "ended": ("people/people.html", {**people(), "ended": "Veldsen left this alliance on Thursday 26 November."}),
    "start": ("start/start.html", frame(active="today", sides=(VELDSEN,))),
    "start-organisation": ("start/organisation.html", frame(form=You(), sides=())),
    "invite": ("start/invite.html", frame(form=You(), sends=False)),
    "join": ("start/join.html", {**SIGNED_OUT, "invitation": INVITED, "form": You()}),
    "pairing": ("start/pairing.html", in_alliance(words=WORDS, mine_done=True, partner_done=False, partner_name="Kaido", partner_here=True)),
    **MAILED,
    "404": ("404.html", {}),
    "403": ("403.html", {}),
    "403-csrf": ("403_csrf.html", {}),
    "429": ("429.html", {}),
    "500": ("500.html", {"request_number": "09:07:31 · 5f0c-2a91"}),
}  # fmt: skip
