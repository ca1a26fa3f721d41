"""A served node is sent far too much: it says so in words, and neither its memory nor its disk grows by it."""

from __future__ import annotations

import http.client
import io
import re
import struct
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from tests.cli.filling import Filled, fill
from tests.cli.running import Running, node
from tests.counts import IN_SOAK

TOKEN, BOUNDARY = "a" * 32, "----a-boundary-that-nothing-else-says"
MB = 1_000_000
GIGABYTE = 1_000 * MB
BLOCK = b"Halden,Cables laid,2025-03-04\r\n" * 32_000
FLAT, SOME = (
    40,
    250,
)  # how many megabytes a server may grow by while it passes over something, and while it looks


@dataclass(frozen=True)
class Answer:
    """What came back: the status, where to, and the words."""

    status: int
    to: str
    words: str


@dataclass
class Served:
    """A node that listens, and the people in it."""

    running: Running
    filled: Filled

    def alliance(self, room: str) -> str:
        return f"/a/{self.filled.ids['slug']}/{room}"

    def send(
        self, who: str, path: str, pieces: Iterable[bytes], length: int | None = None, kind: str = ""
    ) -> Answer:
        """Send a form piece by piece, with its length or, without one, in chunks; its answer is read even if the
        node did not want to hear all of it."""
        client = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=120)
        client.putrequest("POST", path)
        client.putheader("Cookie", f"troth={self.filled.sessions[who]}; troth-csrf={TOKEN}")
        client.putheader("X-CSRFToken", TOKEN)
        client.putheader("Content-Type", kind or f"multipart/form-data; boundary={BOUNDARY}")
        client.putheader(
            *(("Transfer-Encoding", "chunked") if length is None else ("Content-Length", str(length)))
        )
        client.endheaders()
        try:
            for piece in pieces:
                client.send(b"%x\r\n%s\r\n" % (len(piece), piece) if length is None else piece)
            if length is None:
                client.send(b"0\r\n\r\n")
        except OSError:
            pass  # the node ended the connection; what it said before stands there all the same
        return self._answer(client)

    def look(self, who: str, path: str) -> Answer:
        client = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=120)
        client.request("GET", path, headers={"Cookie": f"troth={self.filled.sessions[who]}"})
        return self._answer(client)

    def upload(self, who: str, path: str, field: str, name: str, content: bytes, **fields: str) -> Answer:
        """Send one file, and see where it leads."""
        start, end = around(field, name, fields)
        said = self.send(who, path, (start, content, end), len(start) + len(content) + len(end))
        return self.look(who, said.to) if said.status == 302 else said

    @contextmanager
    def grows_less_than(self, most: int) -> Iterator[None]:
        """While this lasts, none of the node's processes may grow by more than so many megabytes."""
        before, peak, over = memory(self.running), dict[int, int](), threading.Event()

        def watch() -> None:
            done = False
            while not done:  # and once more when it is over, however soon that was
                done = over.wait(0.01)
                for pid, size in memory(self.running).items():
                    peak[pid] = max(peak.get(pid, 0), size)

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield
        finally:
            over.set()
            watching.join()
        grown = {pid: (size - before.get(pid, 0)) // MB for pid, size in peak.items()}
        assert max(grown.values()) < most, grown

    @staticmethod
    def _answer(client: http.client.HTTPConnection) -> Answer:
        answer = client.getresponse()
        html = answer.read().decode(errors="replace")
        client.close()
        bare = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
        return Answer(answer.status, answer.getheader("Location", ""), bare)


def memory(running: Running) -> dict[int, int]:
    """How many bytes each process of the node keeps in memory now."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,pgid=,rss="], capture_output=True, text=True, check=True
    ).stdout
    rows = [list(map(int, line.split())) for line in listed.splitlines()]
    return {pid: 1024 * size for pid, group, size in rows if group == running.process.pid}


def around(field: str, name: str, fields: Mapping[str, str]) -> tuple[bytes, bytes]:
    """What stands before and after one file in a form."""
    said = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n'
        for each, value in fields.items()
    )
    named = f'; filename="{name}"\r\nContent-Type: text/csv' if name else ""
    start = f'{said}--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"{named}\r\n\r\n'
    return start.encode(), f"\r\n--{BOUNDARY}--\r\n".encode()


def blocks(size: int) -> Iterator[bytes]:
    while size > 0:
        yield BLOCK[:size]
        size -= len(BLOCK)


def packed(name: str, size: int) -> bytes:
    """A ZIP with one member of zeros, which takes a thousandth of its size."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open(name, "w") as part,
    ):
        for _ in range(size // MB):
            part.write(bytes(MB))
    return file.getvalue()


def laid_over(members: int, content: bytes, *, said: int) -> bytes:
    """A ZIP with so many members that all lie at the same place, each of which says that it is `said` bytes long."""
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, len(content), said, 1, 0) + b"a"
    central = (
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, len(content), said, 1, 0, 0, 0, 0, 0, 0
        )
        + b"a"
    )
    table = central * members
    number = min(members, 0xFFFF)
    where = len(local) + len(content)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, number, number, len(table), where, 0)
    return local + content + table + end


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("large")
    filled = fill(home)
    with node(["serve"], home) as running:
        made = Served(running, filled)
        _load_what_they_need(made)
        yield made
        running.interrupt()


def _load_what_they_need(served: Served) -> None:
    """Ask for the forms until no process of the node grows by it: several at once, so that each process has its turn."""
    row = b"What,When\r\nCables,2025-03-04\r\n"
    with ThreadPoolExecutor(6) as several:
        for _ in range(12):
            before = memory(served.running)
            asked = [several.submit(served.upload, "admin", "/import/", "file", "list.csv", row)]
            asked += [
                several.submit(served.look, who, where(served, room))
                for who, room, *_ in FORMS.values()
                for _ in range(3)
            ]
            for each in asked:
                each.result()
            after = memory(served.running)
            if all(size - before.get(pid, 0) < MB for pid, size in after.items()):
                return


FORMS = {
    "a list": ("admin", "/import/", "file", {}, "This file is larger than 50 MB"),
    "a file of a delivery": (
        "admin", "act", "files", {"act": "deliver", "move": "deliver", "words": "All in"}, "is larger than may come at once",
    ),
    "a bundle": ("stranger", "bring", "file", {}, "This file is larger than 100 MB"),
}  # fmt: skip


def where(served: Served, room: str) -> str:
    """The address of a form: of the promise that waits for its delivery, or of the record that was put back."""
    if room == "bring":
        return f"/a/{served.filled.ids['restored']}/record/goes-on/bring/"
    return served.alliance(f"promises/{served.filled.ids['agreed']}/act/") if room == "act" else room


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [150 * MB, GIGABYTE])
@IN_SOAK
def test_a_file_that_is_too_large_is_refused_in_words_and_kept_nowhere(
    served: Served, form: str, size: int
) -> None:
    who, room, field, fields, words = FORMS[form]
    start, end = around(field, "film.csv", fields)
    with served.grows_less_than(FLAT):
        pieces = _stream(start, size, end)
        said = served.send(who, where(served, room), pieces, len(start) + size + len(end))
    if said.status == 302:
        said = served.look(who, said.to)
    assert words in said.words, said
    assert served.running.fetch("/static/troth/mark.svg")


def _stream(start: bytes, size: int, end: bytes) -> Iterator[bytes]:
    yield start
    yield from blocks(size)
    yield end


@pytest.mark.parametrize("form", FORMS)
def test_a_gigabyte_that_does_not_say_how_long_it_is_is_not_read(served: Served, form: str) -> None:
    who, room, field, fields, _ = FORMS[form]
    start, end = around(field, "film.csv", fields)
    with served.grows_less_than(FLAT):
        said = served.send(who, where(served, room), _stream(start, GIGABYTE, end))
    assert said.status in (302, 404, 411, 422), said
    assert said.status == 302 or len(said.words) > 50


@pytest.mark.parametrize("length_said", [True, False])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", ""])
def test_a_gigabyte_of_text_in_a_form_is_refused_in_words(
    served: Served, kind: str, length_said: bool
) -> None:
    start, end = (b"receipt=", b"") if kind else around("receipt", "", {})
    length = len(start) + GIGABYTE + len(end) if length_said else None
    with served.grows_less_than(FLAT + 40):
        said = served.send(
            "admin", served.alliance("record/compare/"), _stream(start, GIGABYTE, end), length, kind
        )
    assert said.status == 413 if length_said else said.status == 200, said
    assert ("more than a page can take" if length_said else "Paste the text of the receipt") in said.words


def test_text_as_long_as_a_form_may_be_keeps_nobody_waiting(served: Served) -> None:
    began = time.monotonic()
    size = 9 * MB
    text = b"receipt=" + b"veldsen+1+" * (size // 10)
    kind = "application/x-www-form-urlencoded"
    with served.grows_less_than(SOME):
        said = served.send("admin", served.alliance("record/compare/"), [text], len(text), kind)
    assert said.status == 200 and "Paste the text of the receipt" in said.words
    assert time.monotonic() - began < 20


LISTS = {
    "a workbook that unfolds": (
        lambda: packed("xl/worksheets/sheet1.xml", 400 * MB),
        "Unpacked, this workbook is larger than 300 MB",
    ),
    "a workbook with a table of contents of a million lines": (
        lambda: laid_over(1_000_000, b"<a/>", said=1),
        "Unpacked, this workbook is larger than 300 MB",
    ),
    "ten thousand columns": (lambda: b"\n".join([b",".join([b"a"] * 10_000)] * 200), "up to 400 can be read"),
    "one line without an end": (lambda: b"a" * 49 * MB, "A line of this file is longer than"),
    "a mark of UTF-16 and then something else": (lambda: b"\xff\xfe" + b"What,When\n\xd8\x00x\n" * 9, ""),
    "half letters": (lambda: b"What,When\n\xe3\x81,2025-01-02\n\xc3(,2025-01-02\n" * 50, ""),
    "a mark of UTF-8 before other letters": (lambda: b"\xef\xbb\xbfWhat,When\n\x83\x5c\x82,2025-01-02\n" * 50, ""),
    "letters of UTF-32": (lambda: "What,When\nkabel,2025-01-02\n".encode("utf-32") + b"\xff\xff\xff\xff", ""),
    "nothing but noughts": (lambda: bytes(5 * MB), ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_would_unfold_or_is_in_no_letters_costs_little_and_is_read_or_refused_in_words(
    served: Served, kind: str
) -> None:
    make, words = LISTS[kind]
    content = make()
    with served.grows_less_than(SOME):
        said = served.upload("admin", "/import/", "file", "list.xlsx", content)
    assert said.status in (200, 422), said
    assert words in said.words


BUNDLES = {
    "a bundle that unfolds": lambda: packed("alliance/entries", 400 * MB),
    "parts that lie over each other": lambda: laid_over(2_000, bytes(5 * MB), said=0),
    "a table of contents of two million lines": lambda: laid_over(2_000_000, b"a", said=1),
    "no bundle": lambda: b"PK\x03\x04" + bytes(90 * MB),
}


@pytest.mark.parametrize("kind", BUNDLES)
def test_a_bundle_that_would_unfold_costs_little_and_is_refused_in_words(served: Served, kind: str) -> None:
    content = BUNDLES[kind]()
    with served.grows_less_than(SOME):
        said = served.upload("stranger", where(served, "bring"), "file", "bundle.zip", content)
    assert "neither a bundle nor a receipt" in said.words, said


def test_an_archive_handed_over_is_never_unpacked(served: Served) -> None:
    content = packed("plan.dxf", 400 * MB)
    with served.grows_less_than(FLAT):
        more = {"act": "deliver", "more": "files"}
        said = served.upload("admin", where(served, "act"), "files", "plans.zip", content, **more)
    assert said.status == 200 and "plans.zip" in said.words


def test_what_looks_like_a_formula_is_text_on_its_way_in_and_out(served: Served, tmp_path: Path) -> None:
    said = served.upload(
        "admin", "/import/", "file", "list.csv", b"What,When\r\n\"=1+cmd|' /C calc'!A0\",2025-03-04\r\n"
    )
    assert said.status == 200
    client = http.client.HTTPConnection("127.0.0.1", served.running.port, timeout=60)
    cookie = {"Cookie": f"troth={served.filled.sessions['admin']}"}
    client.request("GET", served.alliance("promises/as/csv/?state=any"), headers=cookie)
    text = client.getresponse().read().decode()
    assert "\"'=HYPERLINK(" in text and '"=HYPERLINK(' not in text
    client.request("GET", served.alliance("promises/as/xlsx/?state=any"), headers=cookie)
    with zipfile.ZipFile(io.BytesIO(client.getresponse().read())) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith(".xml")]
    client.close()
    assert any(b"HYPERLINK" in page for page in pages)
    assert not any(b"<f>" in page or b"<f " in page for page in pages)
