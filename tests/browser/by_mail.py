"""A node that writes to people by a real mail server and reads their answers from a real mailbox, and who reads them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from tests import prepared
from tests.browser.journey import Somebody
from tests.cli.running import free_port, node
from tests.notify import imap
from tests.notify.letters import RECEIVER, REPLY, SENDER, letter
from tests.notify.mailbox import Mailboxes, mail_server
from tests.store.apart import Apart, standing

CODE = re.compile(r"\b(\d{6})\b")
BEGIN = """
from tests.cast import pair
from troth.store import tokens
print(tokens.once_path(pair().annelies))
"""
# Mails wait some seconds for more of their kind, and for the reader's working day; here that has passed at once.
HURRY = """
import time
from django.utils import timezone
from troth.store.models import Outbox
while True:
    Outbox.objects.filter(kind="tell", done_at=None, due__gt=timezone.now()).update(due=timezone.now())
    time.sleep(0.3)
"""


@dataclass
class Post:
    """The node, where it sends to, and where it looks for answers."""

    address: str
    apart: Apart
    sent: Mailboxes
    answers: imap.Mailbox
    link: str

    def newest(self, told: str) -> EmailMessage:
        """The newest mail to Naoko whose subject says so, once it is there."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            found = [each for each in self.sent.of.get(SENDER, []) if told in str(each["Subject"])]
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError([str(each["Subject"]) for each in self.sent.of.get(SENDER, [])])

    def reply(self, mail: EmailMessage, words: str) -> None:
        """What Naoko's mail program sends when she presses `Reply`, as her firm's server and ours let it through."""
        number = f"<{len(self.answers.messages)}@kaido.example>"
        to, answered = str(mail["Reply-To"]), str(mail["Message-ID"])
        self.answers.put(letter(to, words=words, in_reply_to=answered, message_id=number))


@contextmanager
def post(home: Path) -> Iterator[Post]:
    """Start such a node with two firms on it."""
    prepared.empty(home)
    apart, port = standing(home), free_port()
    link = apart.python(BEGIN).splitlines()[-1]
    with mail_server() as sent, imap.mailbox() as answers:
        more = {
            "TROTH_URL": f"http://127.0.0.1:{port}",
            "TROTH_MAIL_URL": f"smtp+plain://127.0.0.1:{sent.port}",
            "TROTH_IMAP_URL": f"imap+plain://{imap.USER}:{imap.PASSWORD.replace(' ', '%20')}@127.0.0.1:{answers.port}",
            "TROTH_REPLY_ADDRESS": REPLY,
            "TROTH_REPLY_RECEIVER": RECEIVER,
        }
        with node(["serve"], home, port=port, more=more) as running:
            with apart.start(HURRY) as hurry:
                try:
                    yield Post(more["TROTH_URL"], apart, sent, answers, more["TROTH_URL"] + link)
                finally:
                    hurry.kill()
            running.interrupt()


def plain(mail: EmailMessage) -> str:
    """The words of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def button(mail: EmailMessage, label: str) -> str:
    """Where a button of a mail leads, as its plain text has it."""
    found = re.search(rf"{label}[^\n]*:\n+(http\S+)", plain(mail))
    assert found, plain(mail)
    return found[1]


def show_mailbox(somebody: Somebody, at: Post) -> None:
    """Have the code sent, read it in the mail that arrives, and type it in."""
    somebody.press("Send me the code")
    code = CODE.search(str(at.newest("Your code")["Subject"]))
    assert code
    somebody.fill(code=code[1])
    somebody.page.keyboard.press("Enter")
    somebody.page.locator("main [name=code]").wait_for(state="detached")


def confirm(somebody: Somebody) -> None:
    """Press the one button that does it, and see that it is done."""
    somebody.page.locator("main button.go").click()
    somebody.sees("The link in the mail has done its work")
