"""Somebody who never signs in agrees to a promise, and warns of it, from their mailbox alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests import prepared
from tests.browser.conftest import Enter
from tests.browser.journey import DEMO, Somebody, day
from tests.cli.running import free_port, node
from tests.notify.mailbox import Mailboxes, mail_server
from tests.store.apart import Apart, standing
from troth.cli.demo.cast import address

HARUKA = address("haruka")
SOON = "from troth.store.models import Outbox; from django.utils import timezone; Outbox.objects.update(due=timezone.now())"
COMES = re.compile(r"\b(\d{6})\b")


@dataclass
class Post:
    """A node that sends mail by a real server, whose mailboxes can be read."""

    address: str
    apart: Apart
    boxes: Mailboxes

    def mail(self, told: str) -> EmailMessage:
        """The newest mail to Haruka whose subject says so, once it is there."""
        self.apart.python(SOON)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            found = [each for each in self.boxes.of.get(HARUKA, []) if told in str(each["Subject"])]
            if found:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError([str(each["Subject"]) for each in self.boxes.of.get(HARUKA, [])])


def button(mail: EmailMessage, label: str) -> str:
    """Where a button of a mail leads, as its plain text has it."""
    part = mail.get_body(("plain",))
    assert part is not None
    found = re.search(rf"{label}[^\n]*:\n(http\S+)", part.get_content().replace("\r\n", "\n"))
    assert found, part.get_content()
    return found[1]


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    prepared.demo(tmp_path)
    port = free_port()
    with mail_server() as boxes:
        more = {
            "TROTH_MAIL_URL": f"smtp+plain://127.0.0.1:{boxes.port}",
            "TROTH_URL": f"http://127.0.0.1:{port}",
        }
        with node(["serve"], tmp_path, port=port, more=more) as running:
            yield Post(more["TROTH_URL"], standing(tmp_path), boxes)
            running.interrupt()


def test_a_request_is_agreed_to_and_warned_of_from_the_mailbox_alone(post: Post, enter: Enter) -> None:
    link = post.apart.troth("sign-in", address("annelies")).strip()
    annelies = enter(post.address, post.address + link[link.index("/-/once/") :])
    promise = _asked(annelies)
    haruka = enter(post.address)
    haruka.go(button(post.mail("asks you for"), "Agree"))
    haruka.sees("For Haruka Shimizu")
    haruka.press("Send me the code")
    code = COMES.search(str(post.mail("code")["Subject"]))
    assert code
    haruka.fill(code=code[1])
    haruka.page.keyboard.press("Enter")
    haruka.page.locator("main button.go").click()
    haruka.sees("Agreed by")
    haruka.go(button(post.mail("has your yes"), "Something came in between"))
    haruka.choose("then", "unknown")
    haruka.fill(words="The ship waits for its pilot.")
    haruka.page.locator("main button.go").click()
    haruka.sees("Done by")
    annelies.go(promise)
    annelies.sees("The ship waits for its pilot.")
    annelies.sees("by mail link")


def _asked(annelies: Somebody) -> str:
    """Asked for tomorrow, so that its mail waits for nobody's working day."""
    annelies.go(f"{DEMO}promises/ask/")
    annelies.fill(title="The reefers stand at quay seven", due=day(1))
    annelies.page.locator("select[name=to]").select_option(label="Haruka Shimizu")
    annelies.choose("stake", "high")
    annelies.page.locator("button[name=do][value=ask]").click()
    annelies.sees("Asked. It becomes a promise when")
    return annelies.path
