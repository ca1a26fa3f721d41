"""Each page of the product with a context as its template asks for: one Monday of two firms."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace as Of
from typing import Any

from django import forms

from tests.web.finding_pages import FINDING
from tests.web.promise_pages import CHIPS, LINE, PROMISES, form_of
from tests.web.samples import HARUKA, JOOST, KAIDO, KENJI, ME, NOW, VELDSEN, at, frame, in_alliance, row
from troth.web.figures.months import Month

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


class You(forms.Form):
    name = forms.CharField(initial="Annelies van der Meer-Hoogenboom")
    title = forms.CharField(initial="Alliance manager")
    place = forms.CharField(initial="Eindhoven")
    zone = forms.ChoiceField(choices=[("Europe/Amsterdam", "Europe/Amsterdam, now 09:10")])
    language = forms.ChoiceField(choices=[("en", "English")])
    theme = forms.CharField(initial="")
    organisation = forms.CharField(initial="Veldsen Instruments")
    short = forms.CharField(initial="Veldsen")
    country = forms.ChoiceField(choices=[("NL", "Netherlands")])
    opens = forms.CharField(initial="08:30")
    closes = forms.CharField(initial="17:30")
    partner = forms.CharField(initial="Kaido Logistics")
    email = forms.EmailField(initial="haruka@kaido.example")
    words = forms.CharField(initial="Shall we?")
    role = forms.ChoiceField(choices=[("member", "Member"), ("viewer", "Viewer")])


def organisation() -> dict[str, Any]:
    role = You()["role"]
    return frame(
        active="settings",
        admins="You and Joost",
        may_edit=True,
        members=(
            Of(person=ME, is_me=True, email="annelies@veldsen.example", role="Administrator", role_field=None, url="#", since=at(4)),
            Of(person=JOOST, is_me=False, email="joost@veldsen.example", role="Member", role_field=role, url="#", since=at(5)),
        ),
        invited=(Of(email="f.willems@veldsen.example", role="Member", at=at(20), link="https://node.veldsen.example/join/abc", url="#"),),
        invite=You(),
        invite_url="#",
        made_link="https://node.veldsen.example/join/def",
        codes=(Of(email="joost@veldsen.example", code="418203", until=at(23, 9)),),
        form=You(),
        keys=(Of(alliance="Veldsen and Kaido", since=at(4), fingerprint="7be2 90d4 … 1c6f e8a3", recovery="not yet taken away", recovery_url="#"),),
    )  # fmt: skip


def people() -> dict[str, Any]:
    def one(person: Of, title: str, place: str, zone: str, hours: str, **more: Any) -> Of:
        about = {"promises": "holds three open promises", "url": "#", "is_me": False, **more}
        return Of(
            name=person.name, colour=person.colour, title=title, place=place, zone=zone, hours=hours, **about
        )

    return in_alliance(
        active="people",
        may_invite=True,
        invite_url="#",
        waiting=(Of(email="f.willems@veldsen.example", role="member", at=at(20)),),
        teams=(
            Of(side=VELDSEN, none="", people=(
                one(ME, "Alliance manager", "Eindhoven", "Europe/Amsterdam", "until 17:30", is_me=True),
                one(JOOST, "Firmware and probes", "Eindhoven", "Europe/Amsterdam", "until 17:00"))),
            Of(side=KAIDO, none="", people=(
                one(HARUKA, "Alliance manager", "Yokohama", "Asia/Tokyo", "until 18:00"),
                one(KENJI, "Operations", "Tomakomai hub", "Asia/Tokyo", ""))),
        ),
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
SIGNED_OUT = {"operator": "Veldsen’s IT, Eindhoven", "host": "node.veldsen.example"}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    **PROMISES,
    **FINDING,
    "gallery": ("parts/gallery.html", gallery()),
    "today": ("today/today.html", today()),
    "today-empty": ("today/today.html", frame(active="today", headline="Nothing needs you.", next="Next is Friday.")),
    "alliance": ("alliance/alliance.html", home()),
    "alliances": ("alliance/alliances.html", frame(active="alliances", may_begin=True, alliances=(
        Of(name="Veldsen and Kaido", url="#", open="nine open promises, three for you", changed=at(23, 8), waiting=""),
        Of(name="Veldsen and Halden Cables", url="#", open="", changed=None, waiting="Halden has not confirmed yet")))),
    "joint": ("alliance/joint.html", in_alliance(kind="purpose", back="#", stamp="s", signs="Signed as Annelies, for Veldsen.", form=Joint(), table=None, mine=VELDSEN, partner=KAIDO)),
    "record": ("record/record.html", record()),
    "node": ("record/node.html", frame(one_node=True)),
    "people": ("people/people.html", people()),
    "settings": ("people/settings.html", frame(active="settings", form=You(), templates=(Of(id=1, name="Calibration", url="#"),))),
    "organisation": ("people/organisation.html", organisation()),
    "start": ("start/start.html", frame(active="today", sides=(VELDSEN,))),
    "start-organisation": ("start/organisation.html", frame(form=You(), sides=())),
    "invite": ("start/invite.html", frame(form=You(), sends=False)),
    "join": ("start/join.html", {**SIGNED_OUT, "invitation": INVITED, "form": You()}),
    "pairing": ("start/pairing.html", in_alliance(words=WORDS, mine_done=True, partner_done=False, partner_name="Kaido", partner_here=True)),
    "sign-in": ("account/request_login_code.html", {**SIGNED_OUT, "form": form_of(Sample, email="annelies"), "request_login_code_url": "#"}),
    "sign-in-code": ("account/confirm_login_code.html", {**SIGNED_OUT, "email": "annelies@veldsen.example", "can_resend": True, "verify_form": Sample()}),
    "sign-out": ("account/logout.html", SIGNED_OUT),
    "404": ("404.html", {}),
    "403": ("403.html", {}),
    "403-csrf": ("403_csrf.html", {}),
    "429": ("429.html", {}),
    "500": ("500.html", {"request_number": "09:07:31 · 5f0c-2a91"}),
}  # fmt: skip
