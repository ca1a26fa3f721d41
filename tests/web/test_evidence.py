"""What shows a concern: one promise or statement, or several, named as it is raised."""

from __future__ import annotations

import pytest

from tests.web.seats import offered, table
from tests.web.test_judgement import ASKED, DAY, HAPPENED, MEANT, raised
from troth.store import models
from troth.store.project import rebuild

pytestmark = pytest.mark.django_db


def test_several_things_show_it_and_it_stands_on_the_page_of_each() -> None:
    at = table()
    one, two = offered(at.annelies), offered(at.annelies, title="The pallets are read", draft="p2")
    half = {"observation": HAPPENED, "about": [one], "draft": "d7"}
    more = at.naoko.send("concerns/new/", {**half, "more": "about"})
    assert more.status == 200 and HAPPENED in more.words and more.html.count('name="about"') == 2
    kept = at.naoko.page("concerns/new/", draft="d7")
    assert kept.html.count('name="about"') == 2 and f'value="{one}" selected' in kept.html
    less = at.naoko.send("concerns/new/", {**half, "about": [one, two], "less": "about 0"})
    assert f'value="{two}" selected' in less.html and f'value="{one}" selected' not in less.html
    concern = raised(at.naoko, about=[one, two, one, ""], draft="d7")
    row = models.Concern.objects.get()
    assert row.evidence == [one, two]
    page = at.annelies.page(f"concerns/{concern}/")
    assert one in page.html and two in page.html
    for promise in (one, two):
        assert f"concerns/{concern}/" in at.annelies.page(f"promises/{promise}/").html
    other = offered(at.annelies, draft="p3")
    assert f"concerns/{concern}/" not in at.annelies.page(f"promises/{other}/").html
    before = list(models.Concern.objects.values())
    rebuild(at.two.alliance.pk)
    assert [{**each, "id": 0} for each in models.Concern.objects.values()] == [
        {**each, "id": 0} for each in before
    ]
    many = [offered(at.annelies, draft=f"q{n}") for n in range(6)]
    said = {**half, "day": DAY.isoformat(), "effect": MEANT, "question": ASKED, "draft": "d8"}
    page = at.naoko.send("concerns/new/", {**said, "about": many})
    assert page.status == 422 and "Name up to five things that show it" in page.words
    assert "Link something else" not in page.words
