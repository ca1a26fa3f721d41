"""What somebody sets for themselves, and what is set for an organisation."""

from __future__ import annotations

from django import forms

from troth.core.alliance.members import LONGEST
from troth.store.languages import LANGUAGES, OTHERWISE
from troth.store.models import Organisation, Person
from troth.web.start.forms import line
from troth.web.whereabouts import countries, zones

SHORT = {"max_length": f"Say it in up to {LONGEST} letters; two sentences are read, a page is not."}


class Own(forms.Form):
    """Who one is, where, and how the pages look."""

    name = line(120)
    title = line(80, required=False)
    work = forms.CharField(max_length=LONGEST, required=False, error_messages=SHORT)
    bad_news = forms.CharField(max_length=LONGEST, required=False, error_messages=SHORT)
    place = line(80, required=False)
    zone = forms.ChoiceField(choices=zones)
    country = forms.ChoiceField(choices=countries, required=False)
    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    theme = forms.ChoiceField(choices=[("", ""), ("light", ""), ("dark", "")], required=False)
    density = forms.ChoiceField(choices=[("", ""), ("close", "")], required=False)

    @staticmethod
    def said_of(person: Person) -> dict[str, str]:
        """Return what is set now."""
        return {
            "name": person.name,
            "title": person.membership.title,
            "work": person.work,
            "bad_news": person.bad_news,
            "place": person.place,
            "zone": person.zone,
            "country": person.country,
            "language": person.language or OTHERWISE,
            "theme": person.theme,
            "density": person.density,
        }


def said_of_organisation(organisation: Organisation) -> dict[str, object]:
    """This function will return what is set for an organisation now."""
    names = ("name", "short", "country", "place", "zone", "opens", "closes")
    return {name: getattr(organisation, name) for name in names}
