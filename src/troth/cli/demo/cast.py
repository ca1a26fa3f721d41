"""The people of the demo alliance: two firms in different time zones, a dozen people with their roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from troth.core.values import Role
from troth.store import models, people

PURPOSE = "Hokkaido seafood reaches tables in Rotterdam with proof that it never rose above two degrees."
BRINGS = (
    "Veldsen can read every degree, and moves nothing.\n"
    "Kaido moves 40,000 tonnes a year, and cannot prove the temperature."
)


AWAY = "I am with my sister in Sapporo. Kenji knows where each trailer stands, and decides for me."


@dataclass(frozen=True)
class Somebody:
    """One person of the demo: their firm by its short name, and where they sit."""

    firm: str
    name: str
    title: str
    role: Role
    place: str
    zone: str
    work: str = ""
    bad_news: str = ""


NL, JP = "Europe/Amsterdam", "Asia/Tokyo"
PEOPLE = {
    "annelies": Somebody(
        "Veldsen",
        "Annelies van der Meer-Hoogenboom",
        "Alliance manager",
        Role.ADMIN,
        "Eindhoven",
        NL,
        "Write as it comes, I answer before ten. I think while I talk, so ask me what I concluded.",
        "At once, and by telephone. I would rather hear half of it today than all of it on Friday.",
    ),
    "joost": Somebody("Veldsen", "Joost Bakker", "Firmware and probes", Role.MEMBER, "Eindhoven", NL),
    "bram": Somebody("Veldsen", "Bram Willems", "Housings and supply", Role.MEMBER, "Delft", NL),
    "saskia": Somebody("Veldsen", "Saskia de Wit", "Customer desk, Rotterdam", Role.MANAGER, "Rotterdam", NL),
    "marijke": Somebody(
        "Veldsen", "Marijke Hendriks", "Director, sponsor of the alliance", Role.MANAGER, "Eindhoven", NL
    ),
    "pieter": Somebody("Veldsen", "Pieter Claassen", "Finance", Role.VIEWER, "Eindhoven", NL),
    "haruka": Somebody(
        "Kaido",
        "Haruka Shimizu",
        "Alliance manager",
        Role.ADMIN,
        "Yokohama",
        JP,
        "Please send the question a day before we talk. If I say it is difficult, I mean no, and I am thinking how "
        "to help.",
        "In writing first, so that I can bring it to my director in the right words. Then let us talk.",
    ),
    "kenji": Somebody("Kaido", "Kenji Morimoto", "Operations, Tomakomai hub", Role.MEMBER, "Tomakomai", JP),
    "naoko": Somebody(
        "Kaido",
        "Naoko Fujiwara-Lindqvist",
        "Contracts and quality",
        Role.MANAGER,
        "Yokohama",
        JP,
        "I read everything to the end. Give me the exact words and a day, and I will not chase you.",
        "Plainly, with what it touches in the contract. I am never angry at a fact.",
    ),
    "daichi": Somebody("Kaido", "Daichi Okada", "Fleet and trailers", Role.MEMBER, "Yokohama", JP),
    "yuki": Somebody("Kaido", "Yuki Tanabe", "Night desk", Role.MEMBER, "Tomakomai", JP),
    "emi": Somebody("Kaido", "Emi Sato", "Finance", Role.VIEWER, "Yokohama", JP),
}
FIRMS = {
    "Veldsen": people.Firm("Veldsen B.V.", "Veldsen", "Eindhoven", NL, "NL"),
    "Kaido": people.Firm("Kaido Logistics K.K.", "Kaido", "Yokohama", JP, "JP"),
}
HOURS = {"Veldsen": (time(8, 30), time(17, 30)), "Kaido": (time(9, 0), time(18, 0))}
OBJECTIVES = {
    "proof": (
        "Proof of cold for every pallet by March",
        "A reading every ten minutes, from the quay to the table.",
    ),
    "alarm": ("No alarm without a person who answers it", "Day or night, on whichever side is awake."),
    "otaru": ("The second gateway works at Otaru before the winter", "Before the hub's roads close."),
}


def address(key: str) -> str:
    """Return the mail address that somebody of the demo signs in with."""
    return f"{key}@{PEOPLE[key].firm.lower()}.example"


def firm(short: str, founder: str) -> models.Organisation:
    """Make one of the two firms with its people, the founder first."""
    organisation = people.begin(_newcomer(founder), FIRMS[short]).membership.organisation
    organisation.opens, organisation.closes = HOURS[short]
    organisation.save(update_fields=["opens", "closes"])
    for key, person in PEOPLE.items():
        if person.firm == short and key != founder:
            people.come_in(_newcomer(key), organisation, person.role)
        if person.firm == short:
            own = models.Person.objects.filter(email=address(key))
            own.update(work=person.work, bad_news=person.bad_news)
    return organisation


def _newcomer(key: str) -> people.Newcomer:
    person = PEOPLE[key]
    return people.Newcomer(address(key), person.name, person.title, person.place, person.zone)
