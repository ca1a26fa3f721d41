"""A firm's own list in the browser: chosen, mapped, asked about, looked through, brought in; and its partners' pages."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import person
from troth.core.values import Role
from troth.reading.samples import SCMS_NAME, scms_bytes
from troth.store import history, models
from troth.store.history import Words
from troth.web.history import importing

SMALL = """Supplier,Description,Ordered on,Promised for,Received,Buyer
Halden Cables,Probe cable 4 m,2025-01-10,2025-02-20,2025-02-19,Joost Bakker
Halden Cables,Probe cable 6 m,2025-01-14,2025-02-31,,Joost Bakker
Bram Foundry,Housing of steel,2025-01-16,03/04/2025,2025-03-31,Petra Oosterhuis
"""


@pytest.fixture
def firm(db: None) -> models.Organisation:
    return models.Organisation.objects.create(name="Veldsen B.V.", short="Veldsen", zone="Europe/Amsterdam")


def seated(firm: models.Organisation, role: Role = Role.ADMIN, name: str = "Annelies") -> Client:
    client = Client()
    client.force_login(person(firm, name, role))
    return client


def chosen(client: Client, content: bytes, name: str = "deliveries.csv") -> str:
    answer = client.post("/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content
    return str(answer.url)


def fields(html: str) -> dict[str, str]:
    """The form as it stands: chosen options and radios, without any script."""
    found = {}
    for name, inner in re.findall(r'<select class="in" name="([^"]+)".*?>(.*?)</select>', html, re.S):
        picked = re.search(r'<option value="([^"]*)" selected', inner)
        found[name] = picked[1] if picked else ""
    for name, value in re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)" checked', html):
        found[name] = value
    return found


def test_a_list_comes_in_by_the_users_word_and_without_a_script(firm: models.Organisation) -> None:
    client = seated(firm)
    columns = chosen(client, SMALL.encode())
    page = client.get(columns).content.decode()
    assert "Which column means what?" in page
    assert "day first" in page.lower() and "We do not guess this" in page
    said = fields(page)
    assert said["col-partner"] == "Supplier"
    back = client.post(columns, said)
    assert back.url.endswith("#questions")
    assert client.get(columns.replace("columns", "look")).status_code == 302
    forward = client.post(columns, {**said, "q:order:promised": "day_first"})
    assert forward.url.endswith("/look/")
    page = client.get(forward.url).content.decode()
    assert "February 2025 has 28 days." in page and "One row needs your word" in page
    assert 'name="bring"' not in page
    client.post(forward.url, {"bring": "1"})
    assert firm.history.count() == 0
    client.post(forward.url, {"leave": "1"})
    done = client.post(forward.url, {"bring": "1"}, follow=True)
    assert "2 promises of 2 partners are in." in done.content.decode()
    assert firm.history.get(title="Housing of steel").promised == date(2025, 4, 3)
    assert client.get(columns).status_code == 404


def test_a_row_is_put_right_by_the_word_chosen(firm: models.Organisation) -> None:
    client = seated(firm)
    columns = chosen(client, SMALL.encode())
    said = fields(client.get(columns).content.decode())
    look = client.post(columns, {**said, "q:order:promised": "day_first"}).url
    page = client.get(look).content.decode()
    offered = re.search(r'name="(fix:[^"]+)".*?</option><option value="([^"]+)"', page, re.S)
    assert offered is not None
    name, value = offered.groups()
    client.post(look, {name: value, "words": "1"})
    client.post(look, {"bring": "1"})
    assert firm.history.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_public_list_comes_in_with_its_progress_shown() -> None:
    firm = models.Organisation.objects.create(name="Veldsen B.V.", short="Veldsen")
    client = seated(firm)
    columns = chosen(client, scms_bytes(), SCMS_NAME)
    page = client.get(columns).content.decode()
    assert "1,712 dates" in page and "SCMS from RDC" in page
    said = {**fields(page), "q:repair:made": "yes", "q:ours:SCMS from RDC": "ours"}
    look = client.post(columns, said).url
    assert "Delivered 292 days before it was ordered." in client.get(look).content.decode()
    client.post(look, {"leave": "1"})
    work = client.post(look, {"bring": "1"})
    assert work.url.startswith("/progress/")
    shown = client.get(work.url)
    for _ in range(200):
        shown = client.get(work.url)
        if shown.status_code == 302:
            break
        assert "<progress" in shown.content.decode() and 'http-equiv="refresh"' in shown.content.decode()
        time.sleep(0.1)
    assert shown.url.startswith("/imports/")
    page = client.get(shown.url).content.decode()
    assert "72 partners" in page
    assert firm.history.count() > 3_500
    supplier = client.get("/partners/aurobindo-pharma-limited/").content.decode()
    assert re.search(r"[\d,]+ of [\d,]+ came by the day promised", supplier)
    assert 'class="months only-wide"' in supplier and "The same as a table" in supplier


@pytest.mark.django_db(transaction=True)
def test_a_long_list_is_read_beside_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LONG", 2)
    firm = models.Organisation.objects.create(name="Veldsen B.V.", short="Veldsen")
    client = seated(firm)
    columns = chosen(client, SMALL.encode())

    def read(url: str, work: str) -> str:
        assert work.startswith("/progress/")
        for _ in range(100):
            shown = client.get(work)
            if shown.status_code == 302:
                assert shown.url == url
                return client.get(url).content.decode()
            time.sleep(0.05)
        raise AssertionError("it was never read")

    page = read(columns, client.get(columns).url)
    assert "We do not guess this" in page
    work = client.post(columns, {**fields(page), "q:order:promised": "day_first"}).url
    page = read(columns, work)
    assert "We do not guess this" not in page
    look = client.post(columns, fields(page)).url
    assert "One row needs your word" in client.get(look).content.decode()
    client.post(look, {"leave": "1"})
    assert "Every row can come in" in read(look, client.get(look).url)
    client.post(look, {"bring": "1"})
    assert firm.history.count() == 2


def test_a_picture_is_refused_in_words(firm: models.Organisation) -> None:
    answer = seated(firm).post("/import/", {"file": SimpleUploadedFile("list.png", b"\x89PNG....")})
    assert answer.status_code == 422
    assert "This is a picture, not a table." in answer.content.decode()


def test_nobody_sees_another_persons_file_or_another_firms_list(firm: models.Organisation) -> None:
    client = seated(firm)
    columns = chosen(client, SMALL.encode())
    history.note(firm, "Halden Cables", Words("CANARY", date(2026, 5, 1), received=True))
    assert seated(firm, Role.MEMBER, "Joost").get(columns).status_code == 404
    other = models.Organisation.objects.create(name="Kaido K.K.", short="Kaido")
    stranger = seated(other, name="Naoko")
    assert stranger.get("/partners/halden-cables/").status_code == 404
    assert b"CANARY" not in stranger.get("/partners/").content
    assert client.get("/progress/nothing/").status_code == 404
    assert client.get("/import/..%2F..%2Fkeys/columns/").status_code == 404


def test_a_viewer_reads_the_list_and_changes_nothing(firm: models.Organisation) -> None:
    row = history.note(firm, "Halden Cables", Words("A probe", date(2026, 5, 1), received=True))
    client = seated(firm, Role.VIEWER)
    page = client.get("/partners/halden-cables/").content.decode()
    assert "A probe" in page and "It came today" not in page
    assert client.get("/import/").status_code == 403
    assert client.post(f"/partners/halden-cables/{row.pk}/delivered/").status_code == 403


def test_the_list_by_hand_is_kept_on_its_page(firm: models.Organisation) -> None:
    client = seated(firm)
    soon = timezone.now().date() + timedelta(days=20)
    said = {"partner": "Nordlicht", "title": "Lot 44", "received": "yes", "promised": soon.isoformat()}
    wrong = client.post("/own-list/add/", {**said, "promised": ""})
    assert wrong.status_code == 422
    assert "Choose a day." in wrong.content.decode() and "Lot 44" in wrong.content.decode()
    page = client.post("/own-list/add/", said, follow=True).content.decode()
    assert "Lot 44" in page and "open" in page
    row = firm.history.get()
    client.post(f"/partners/nordlicht/{row.pk}/", {**said, "title": "Lot 45"})
    client.post(f"/partners/nordlicht/{row.pk}/delivered/")
    row.refresh_from_db()
    assert (row.title, row.delivered is not None) == ("Lot 45", True)
    assert "The one delivery came" in client.get("/partners/nordlicht/").content.decode()


def test_an_import_is_deleted_from_its_page(firm: models.Organisation) -> None:
    client = seated(firm)
    columns = chosen(client, SMALL.encode())
    said = {**fields(client.get(columns).content.decode()), "q:order:promised": "day_first"}
    look = client.post(columns, said).url
    client.post(look, {"leave": "1"})
    source = client.post(look, {"bring": "1"}).url
    assert "Delete this import" in client.get(source).content.decode()
    gone = client.post(f"{source}delete/", follow=True).content.decode()
    assert "2 promises of it are gone" in gone
    assert firm.history.count() == 0
