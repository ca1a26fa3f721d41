"""What people do with the buttons of their mails, in a browser in which nobody has signed in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.test import Client

from tests.notify.posting import sent
from tests.web.seats import Page, Table, offered
from troth.store import models

NODE = "https://troth.example"
STAMP = re.compile(r'name="stamp" value="([0-9a-f]*)"')


@dataclass
class Mailbox:
    """Somebody's mails and the browser that their links open in."""

    email: str
    client: Client = field(default_factory=Client)

    def newest(self) -> EmailMultiAlternatives:
        """The newest mail to them that tells of something, once everything that waits is sent."""
        found = [each for each in sent() if each.to == [self.email]]
        assert found, f"No mail went to {self.email}."
        return found[-1]  # type: ignore[return-value]

    def look(self, link: str) -> Page:
        answer = self.client.get(link)
        return Page(answer.status_code, answer.content.decode(), link)

    def press(self, link: str, **fields: object) -> Page:
        """Press the one button of a link's page, with the state that the page showed."""
        data = {"stamp": self.stamp(link), **fields}
        answer = self.client.post(link, data, follow=True)
        return Page(answer.status_code, answer.content.decode(), link)

    def stamp(self, link: str) -> str:
        found = STAMP.search(self.look(link).html)
        return found.group(1) if found else ""

    def code(self, link: str) -> str:
        """Have a code sent, and read it; returns the digits."""
        self.page = self.client.post(f"{link}code/").content.decode()
        (message,) = [each for each in sent() if each.to == [self.email]]
        found = re.search(r"Your code is (\d{6})\n", str(message.body))
        assert found
        return found.group(1)

    def enter(self, link: str, digits: str, *, own: bool = True) -> Page:
        kept = re.search(r'name="sent" value="([^"]+)"', self.page)
        assert kept, self.page
        data = {"sent": kept.group(1), "code": digits, **({"own": "on"} if own else {})}
        answer = self.client.post(f"{link}code/", data, follow=True)
        return Page(answer.status_code, answer.content.decode(), link)

    def known(self, link: str) -> Page:
        """Show once whose mailbox it is."""
        return self.enter(link, self.code(link))


def button(message: EmailMultiAlternatives, label: str) -> str:
    """The path behind a button, the same in both forms of the mail."""
    found = re.search(rf"^{re.escape(label)}[^\n]*:\n{NODE}(/m/[\w-]+/)$", str(message.body), re.MULTILINE)
    assert found, str(message.body)
    assert f'href="{NODE}{found.group(1)}"' in str(message.alternatives[0][0])
    return found.group(1)


def buttons(message: EmailMultiAlternatives) -> list[str]:
    """What the buttons of a mail say."""
    return re.findall(rf"^([^\n]+):\n{NODE}/m/[\w-]+/$", str(message.body), re.MULTILINE)


def acts(object_id: str) -> list[dict[str, object]]:
    rows = models.Entry.objects.filter(object=object_id).order_by("number")
    return [json.loads(bytes(row.payload))["act"] for row in rows]


def link_to_agree(at: Table, naoko: Mailbox) -> tuple[str, str]:
    promise = offered(at.annelies)
    return promise, button(naoko.newest(), "Agree to")
