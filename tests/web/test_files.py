"""Files on a delivery as people hand them over and take them: chosen in the form, kept through refusals, given safely."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.cast import person
from tests.handed import BAD, PDF, PNG
from tests.web.seats import Seat, Table, agreed, status, table
from troth.core.values import Role
from troth.store import files, models, waiting_files

ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_files")]


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def delivered(at: Table, *chosen: SimpleUploadedFile) -> str:
    promise = agreed(at)
    page = at.annelies.act(promise, "deliver", words="All twelve are in", files=list(chosen))
    assert page.status == 200, page.words
    assert status(promise) == "delivered"
    return promise


def read(answer: Any) -> bytes:
    """The whole answer, read to its end, which closes what it was read from."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def address(of: Seat, promise: str, name: str) -> str:
    found = re.search(rf'href="(/files/[^"]+/{re.escape(name)})"', of.page(f"promises/{promise}/").html)
    assert found, f"{name} stands nowhere on the page."
    return found.group(1)


def test_a_delivery_carries_its_files_to_whoever_looks_at_it() -> None:
    at = table()
    promise = delivered(at, sent("tomakomai-fitting.pdf", PDF), sent("probe.png", PNG))
    assert "with two files" in at.naoko.page(f"promises/{promise}/").words
    look = at.naoko.page(f"promises/{promise}/", act="accept").words
    assert "tomakomai-fitting.pdf" in look and "probe.png" in look
    answer = at.naoko.client.get(address(at.naoko, promise, "tomakomai-fitting.pdf"))
    assert read(answer) == PDF


def test_a_file_is_given_to_be_kept_and_can_do_nothing_in_a_browser() -> None:
    at = table()
    promise = delivered(at, sent("tomakomai-fitting.pdf", PDF))
    answer = at.naoko.client.get(address(at.naoko, promise, "tomakomai-fitting.pdf"))
    read(answer)
    assert answer["Content-Type"] == "application/pdf", "by our list, whatever the browser called it"
    assert answer["Content-Disposition"] == 'attachment; filename="tomakomai-fitting.pdf"'
    assert answer["Content-Security-Policy"] == ALONE
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert answer["Content-Length"] == str(len(PDF))
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_large_file_is_given_whole_and_with_the_same_headers() -> None:
    at = table()
    large = PDF + bytes(range(256)) * 6_000
    promise = delivered(at, sent("Zürich.pdf", large))
    answer = at.naoko.client.get(address(at.naoko, promise, quote("Zürich.pdf")))
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Z%C3%BCrich.pdf"
    assert answer["Content-Security-Policy"] == ALONE
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Length"] == str(len(large))
    assert read(answer) == large


def test_a_file_is_found_only_under_its_own_name_entry_and_alliance() -> None:
    at = table()
    url = address(at.naoko, delivered(at, sent("a.pdf", PDF)), "a.pdf")
    root, slug, entry, number, name = url.removeprefix("/").split("/")
    other = models.Organisation.objects.create(name="Third", short="Third")
    stranger = Client()
    stranger.force_login(person(other, "Tom Third"))
    assert stranger.get(url).status_code == 404
    assert Client().get(url).status_code == 302
    for wrong in (
        f"/{root}/{slug}/{entry}/{number}/b.html", f"/{root}/{slug}/{entry}/2/{name}", f"/{root}/{slug}/{entry}/0/{name}",
        f"/{root}/{slug}/{'0' * 64}/{number}/{name}", f"/{root}/{slug}/x/{number}/{name}",
    ):  # fmt: skip
        assert at.naoko.client.get(wrong).status_code == 404, wrong
    assert at.naoko.client.post(url).status_code == 405
    viewer = at.colleague("Vera Kool", Role.VIEWER)
    answer = viewer.client.get(url)
    read(answer)
    assert answer.status_code == 200


def test_a_file_that_is_not_as_it_was_signed_is_said_and_not_given(caplog: pytest.LogCaptureFixture) -> None:
    at = table()
    promise = delivered(at, sent("a.pdf", PDF))
    url = address(at.naoko, promise, "a.pdf")
    kept = files.folder(at.two.alliance.pk) / hashlib.sha256(PDF).hexdigest()
    kept.write_bytes(PNG)
    page = at.naoko.page(url)
    assert page.status == 500 and "not what was signed" in page.words
    assert kept.name in caplog.text
    kept.unlink()
    page = at.naoko.page(url)
    assert page.status == 410 and "not here any more" in page.words
    assert "a.pdf" in at.naoko.page(f"promises/{promise}/").words


def test_a_file_whose_name_was_erased_is_given_by_its_place() -> None:
    at = table()
    promise = delivered(at, sent("annelies-passport.pdf", PDF))
    models.Body.objects.filter(entry__object=promise, entry__kind="promise.deliver/2").delete()
    assert "passport" not in at.naoko.page(f"promises/{promise}/").html
    answer = at.naoko.client.get(address(at.naoko, promise, "file-1"))
    read(answer)
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("name", ["page.html", "setup.exe", "page.pdf", "page.txt", "macros.docx"])
def test_what_would_run_or_is_not_what_it_says_is_refused_and_nothing_is_signed(name: str) -> None:
    at = table()
    promise = agreed(at)
    page = at.annelies.act(promise, "deliver", words="All in", files=[sent(name, BAD[name])])
    assert page.status == 422
    assert f"“{name}”" in page.words
    assert status(promise) == "agreed"


def test_a_form_that_comes_back_keeps_its_words_and_the_files_that_were_fine() -> None:
    at = table()
    promise = agreed(at)
    page = at.annelies.act(
        promise,
        "deliver",
        words="All in",
        link="nothing of that kind",
        files=[sent("a.pdf", PDF), sent("b.exe", b"MZ")],
    )
    assert page.status == 422
    assert "a.pdf" in page.words and "b.exe" in page.words
    again = at.annelies.page(f"promises/{promise}/", act="deliver")
    assert "All in" in again.html and "a.pdf" in again.words and "b.exe" not in again.words
    at.annelies.act(promise, "deliver", words="All in")
    assert status(promise) == "delivered"
    assert address(at.naoko, promise, "a.pdf")
    assert waiting_files.waiting(at.annelies.person, promise) == ()
    assert not list(waiting_files.folder().glob(f"{at.annelies.person.pk}/*"))


def test_files_are_kept_and_taken_away_without_signing_anything() -> None:
    at = table()
    promise = agreed(at)
    before = models.Entry.objects.count()
    data = {
        "act": "deliver",
        "more": "files",
        "words": "Half",
        "files": [sent("a.pdf", PDF), sent("b.png", PNG)],
    }
    page = at.annelies.send(f"promises/{promise}/act/", data)
    assert page.status == 200 and "a.pdf" in page.words and "Half" in page.html
    (token,) = [
        each.token for each in waiting_files.waiting(at.annelies.person, promise) if each.name == "a.pdf"
    ]
    page = at.annelies.send(f"promises/{promise}/act/", {"act": "deliver", "less": f"files {token}"})
    assert page.status == 200 and "a.pdf" not in page.words and "b.png" in page.words
    assert models.Entry.objects.count() == before
    colleague = at.colleague("Joost Bakker")
    for seat in (colleague, at.naoko):
        assert "b.png" not in seat.page(f"promises/{promise}/", act="deliver").html


def test_a_refused_delivery_leaves_no_file_behind() -> None:
    at = table()
    promise = agreed(at)
    stamp = at.annelies.page(f"promises/{promise}/", act="deliver").html.split('name="stamp" value="')[1][:64]
    at.naoko.act(promise, "release")
    page = at.annelies.act(promise, "deliver", stamp=stamp, words="All in", files=[sent("a.pdf", PDF)])
    assert page.status == 409
    assert "a.pdf" in page.words, "the form keeps it"
    assert not list(files.folder(at.two.alliance.pk).glob("*"))


@override_settings(TROTH_FILE_MB=1, TROTH_FILES_MB=2)
def test_what_is_too_large_is_cut_off_while_it_arrives_and_the_rest_of_the_form_is_kept() -> None:
    at = table()
    promise = agreed(at)
    chosen = [sent("film.pdf", PDF + b"\0" * 3_000_000), sent("small.pdf", PDF)]
    page = at.annelies.act(promise, "deliver", words="All in", files=chosen)
    assert page.status == 422
    assert "“film.pdf” is larger than may come at once" in page.words
    assert "small.pdf" in page.words and "All in" in page.html
    assert [each.name for each in waiting_files.waiting(at.annelies.person, promise)] == ["small.pdf"]


@override_settings(TROTH_FILE_MB=1, TROTH_FILES_MB=1)
def test_what_is_far_too_large_is_not_even_read_and_is_said() -> None:
    at = table()
    promise = agreed(at)
    page = at.annelies.act(promise, "deliver", words="All in", files=[sent("film.pdf", b"\0" * 5_000_000)])
    assert page.status == 422 and "film.pdf" in page.words and "All in" in page.html


def test_files_are_taken_only_where_they_are_asked_for_and_from_somebody_signed_in() -> None:
    at = table()
    promise = agreed(at)
    note = f"/a/{at.annelies.slug}/promises/{promise}/note/"
    answer = at.annelies.client.post(note, {"words": "Ours", "file": sent("a.pdf", PDF)})
    assert answer.wsgi_request.FILES == {}
    act = f"/a/{at.annelies.slug}/promises/{promise}/act/"
    answer = Client().post(act, {"act": "deliver", "files": sent("a.pdf", PDF)})
    assert answer.wsgi_request.FILES == {} and answer.status_code == 302


def test_the_bundle_is_given_with_the_files_or_without_them() -> None:
    at = table()
    delivered(at, sent("a.pdf", PDF))
    name = f"files/{hashlib.sha256(PDF).hexdigest()}"
    assert f"a file, {len(PDF)} bytes" in at.naoko.page("record/").words
    for query, there in (("", True), ("?files=no", False)):
        answer = at.naoko.client.get(f"/a/{at.naoko.slug}/record/bundle/{query}")
        with ZipFile(io.BytesIO(read(answer))) as packed:
            assert (name in packed.namelist()) is there
