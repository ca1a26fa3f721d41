"""What a newcomer fills in: who they are, for whom they promise, and with whom they begin."""

from __future__ import annotations

from typing import Any

from django import forms

from troth.store.languages import language_of_browser
from troth.store.people import Firm, Newcomer
from troth.web.whereabouts import countries, zones

NEEDED = {"required": "This is needed to go on."}
ADDRESS = {**NEEDED, "invalid": "This is not a whole mail address; it looks like ann@firm.example."}


def line(length: int, *, required: bool = True) -> forms.CharField:
    """This function will make a field of one line."""
    return forms.CharField(max_length=length, required=required, error_messages=NEEDED)


class Colleague(forms.Form):
    """Who somebody is."""

    name = line(120)
    title = line(80, required=False)
    place = line(80)
    zone = forms.ChoiceField(choices=zones, error_messages=NEEDED)

    def newcomer(self, email: str, asked: str = "") -> Newcomer:
        """Return what was said, for the address they sign in with; `asked` is what their browser asks for
        (Accept-Language), and mails are in it until they say otherwise."""
        said = self.cleaned_data
        where = said["place"], said["zone"]
        return Newcomer(email, said["name"], said["title"], *where, language_of_browser(asked))

    def firm(self) -> Firm | None:
        """Return nothing: a colleague comes into an organisation that is there."""
        return None


class Beginner(Colleague):
    """Who somebody is, and the organisation they begin."""

    organisation = line(120)
    short = line(40, required=False)
    country = forms.ChoiceField(choices=countries, required=False)

    def firm(self) -> Firm | None:
        """Return the organisation that was named."""
        said = self.cleaned_data
        return Firm(said["organisation"], said["short"], said["place"], said["zone"], said["country"])


class First(Beginner):
    """The first person of a node also says the address they sign in with."""

    email = forms.EmailField(error_messages=ADDRESS)


class Invite(forms.Form):
    """With whom an alliance begins, and who is asked there."""

    partner = line(120)
    email = forms.EmailField(error_messages=ADDRESS)
    words = forms.CharField(max_length=2000, required=False)


class Again(forms.Form):
    """Who is asked now, of a partner that has not answered."""

    email = forms.EmailField(error_messages=ADDRESS)


def form_of(invited_to_begin: bool, data: Any, zone: str) -> Colleague:
    """This function will return the form for somebody who opened an invitation."""
    made = Beginner if invited_to_begin else Colleague
    return made(data, initial={"zone": zone})
