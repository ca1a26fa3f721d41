"""Answers by mail, most of them spoilt in some way: whether one of them raises a fault or does what it must not.

A spoilt message knows whether it may still count. What is only shaken, a sign here or there, may count when all three
things that have to agree still stand in it as they were.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import node
from benchmarks.figure import Figure
from tests.notify.imap import PASSWORD, USER, mailbox
from tests.notify.letters import PASSED, RECEIVER, REPLY, SECRET, SENDER, letter, returned

MANY = 20_000
LETTERS = 10
SEED = 20261126
MESSAGE = "tell-1-2@troth"
CHARSETS = (
    "utf-8",
    "utf-7",
    "utf-16",
    "iso-2022-jp",
    "x-none",
    "idna",
    "punycode",
    "base64",
    "undefined",
    "",
    "ü",
)
WAYS = ("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "none", "")
KINDS = (
    "text/plain", "text/html", "multipart/mixed; boundary=b", "multipart/alternative; boundary=", "message/rfc822",
    "multipart/report; report-type=delivery-status; boundary=b", "text/plain; format=flowed", "x", ";;;",
)  # fmt: skip
PIECES = (
    "<div class='gmail_quote'>", "<blockquote>", "--b\r\nContent-Type: text/plain\r\n\r\n", "> ", "-- \r\n",
    "\0", "\x1b", "\r\n\r\n", "=?utf-8?b?4pyT?=", "=E2=9C", "&#x110000;", "On 1.1. Troth <troth@troth.example> wrote:",
    "\u202e", "(", '"', "<",
)  # fmt: skip


@dataclass(frozen=True)
class Spoilt:
    """A message, and whether it may count: never, or as long as what has to agree is still in it."""

    raw: bytes
    never: bool


def spoilt(dice: random.Random, to: str, other: str, number: int) -> Spoilt:
    """Make one message out of a good one."""
    own = {"to": to, "message_id": f"<{number}@kaido.example>", "in_reply_to": f"<{MESSAGE}>"}
    kind = dice.choice(("agree", "agree", "shake", "shake", "form", "noise", "bounce"))
    if kind == "agree":
        return Spoilt(letter(**(own | dice.choice(HARMS)(dice, to, other))), never=True)
    if kind == "form":
        form = {"content_type": f"{dice.choice(KINDS)}; charset={dice.choice(CHARSETS)}"}
        words = "".join(dice.choice((*PIECES, "words ")) for _ in range(dice.randrange(40)))
        return Spoilt(
            letter(**(own | form | {"content_transfer_encoding": dice.choice(WAYS), "words": words})),
            never=False,
        )
    if kind == "noise":
        return Spoilt(dice.randbytes(dice.randrange(400)), never=True)
    if kind == "bounce":
        return Spoilt(_shaken(dice, returned(to), 0), never=True)
    good = letter(**own)
    return Spoilt(_shaken(dice, good, good.index(b"On Thu")), never=False)


def _shaken(dice: random.Random, raw: bytes, upto: int) -> bytes:
    """Some signs are others, missing or double; before what is quoted, which would else look like somebody's own."""
    signs = bytearray(raw)
    for _ in range(dice.randrange(1, 8)):
        place = dice.randrange(upto or len(raw))
        signs[place : place + dice.randrange(2)] = dice.randbytes(dice.randrange(3))
    return bytes(signs)


Harm = Callable[[random.Random, str, str], dict[str, str | None]]
HARMS: tuple[Harm, ...] = (
    lambda dice, to, other: {"to": other},
    lambda dice, to, other: {"to": REPLY},
    lambda dice, to, other: {"to": to.replace("@troth", "@evil")},
    lambda dice, to, other: {"to": f"reply+{''.join(dice.choices('abcdefgh234567', k=26))}@troth.example"},
    lambda dice, to, other: {"from": f"{SENDER} <eve@evil.example>"},
    lambda dice, to, other: {"from": f"eve@evil.example, {SENDER}"},
    lambda dice, to, other: {"from": f"<{SENDER}>\r\nFrom: eve@evil.example"},
    lambda dice, to, other: {"from": f'"{SENDER}" (x) <eve@evil.example>'},
    lambda dice, to, other: {"from": None, "sender": SENDER},
    lambda dice, to, other: {"authentication_results": None},
    lambda dice, to, other: {"authentication_results": PASSED.replace(RECEIVER, "mx.evil.example")},
    lambda dice, to, other: {"authentication_results": PASSED.replace("pass", dice.choice(("fail", "none")))},
    lambda dice, to, other: {"authentication_results": PASSED.replace("kaido.example", "evil.example")},
    lambda dice, to, other: {"authentication_results": f"{RECEIVER}; none\r\nAuthentication-Results: {PASSED}"},
    lambda dice, to, other: {"authentication_results": f'{RECEIVER}; spf=fail (a "(" ; {PASSED})'},
    lambda dice, to, other: {"authentication_results": f'{RECEIVER}; spf=fail reason="; {PASSED}"'},
    lambda dice, to, other: {"authentication_results": rf"{RECEIVER}; spf=fail (\) ; {PASSED})"},
    lambda dice, to, other: {"in_reply_to": None},
    lambda dice, to, other: {"in_reply_to": "<tell-1-3@troth>", "references": "<x@kaido.example>"},
    lambda dice, to, other: {"auto_submitted": dice.choice(("auto-replied", "auto-generated", "auto-notified"))},
    lambda dice, to, other: {"precedence": dice.choice(("bulk", "list", "junk", "auto_reply"))},
    lambda dice, to, other: {"return_path": "<>"},
    lambda dice, to, other: {"list_id": "<a.kaido.example>"},
    lambda dice, to, other: {"words": ""},
    lambda dice, to, other: {"words": "word " * 1_000},
)  # fmt: skip


def judged() -> list[Figure]:
    """Let twenty thousand messages be handled as they come in, and count faults and wrong acts."""
    from django.db import transaction

    from troth.notify.replies import handling
    from troth.store import models

    to, other, name = _asked("Judged")
    dice, faults, wrong, became = random.Random(SEED), 0, 0, Counter[str]()
    began = time.perf_counter()
    for number in range(MANY):
        made = spoilt(dice, to, other, number)
        before = models.Comment.objects.count()
        try:
            with transaction.atomic():
                became[handling.become(handling.read_ours(made.raw), str(number))] += 1
        except Exception as fault:  # this is what is counted
            faults += 1
            print(f"{number}: {type(fault).__name__}: {fault}", file=sys.stderr)
        landed = list(models.Comment.objects.filter(number__gt=before).values_list("about", "words"))
        never = made.never or not _agrees(made.raw, to)
        if any(never or about != name or SECRET in words for about, words in landed):
            wrong += 1
            print(f"{number}: {landed} of {made.raw!r}", file=sys.stderr)
    took = time.perf_counter() - began
    wrong += models.Bounce.objects.count()
    said = ", ".join(f"{count:,} {what}" for what, count in became.most_common())
    print(f"{MANY:,} messages in {took:.0f} s: {said}")
    return [
        Figure("faults in 20,000 spoilt messages", faults, 0, less_is_better=True),
        Figure("wrong acts by 20,000 spoilt messages", wrong, 0, less_is_better=True),
        Figure("of them that still counted", became[handling.LANDED], 1_000),
    ]


def on_its_way() -> Figure:
    """Let answers arrive in a mailbox that a worker looks into; the longest time until one of them is done."""
    from troth.actions import listening
    from troth.notify.replies import handling
    from troth.store import mailasks, models
    from troth.store.node import StoreNode

    two = _answering("Way")
    other = models.Party.objects.get(log=two.actors[0].log)
    with mailbox() as server:
        way = f"imap+plain://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{server.port}/INBOX"
        set_up = {"TROTH_IMAP_URL": way, "TROTH_REPLY_ADDRESS": REPLY, "TROTH_REPLY_RECEIVER": RECEIVER}
        worker = subprocess.Popen([sys.executable, "-m", "troth.server.worker"], env=os.environ | set_up)
        took = []
        try:
            for number in range(LETTERS):
                said = listening.put(StoreNode(), two.actors[0], words="Lots leave at four", asks=True)
                to = mailasks.ask_for(two.people[1], other, said, mailasks.PLAY_BACK)
                server.put(letter(to, message_id=f"<way-{number}@x>"))
                took.append(_until(lambda done=number + 1: _done(handling.KEPT) >= done))  # type: ignore[misc]
        finally:
            worker.terminate()
            worker.wait()
    print("seconds from the mailbox to the act: " + ", ".join(f"{each:.1f}" for each in took))
    return Figure("a reply becomes an act, the slowest", max(took), 30, "s", less_is_better=True)


def _agrees(raw: bytes, to: str) -> bool:
    seen = raw.lower()
    return all(each.encode() in seen for each in (to, SENDER, MESSAGE, RECEIVER, "=pass"))


def _answering(name: str) -> node.Pair:
    """Two firms on a node that takes answers, the second of whose people writes from the address of the letters."""
    from django.conf import settings

    from troth.store import models

    settings.TROTH_REPLY_ADDRESS, settings.TROTH_REPLY_RECEIVER = REPLY, RECEIVER
    two = node.pair(name)
    models.Person.objects.filter(email=SENDER).update(email=f"before-{name}@kaido.example")
    models.Person.objects.filter(pk=two.people[1].pk).update(email=SENDER)
    two.people[1].refresh_from_db()
    return two


def _asked(name: str) -> tuple[str, str, str]:
    """What one person is asked, what a colleague is asked, and about what."""
    from troth.actions import listening
    from troth.store import mailasks, models
    from troth.store.node import StoreNode

    two = _answering(name)
    said = listening.put(StoreNode(), two.actors[0], words="Lots leave at four")
    own, other = (models.Party.objects.get(log=actor.log) for actor in reversed(two.actors))
    ask = [
        mailasks.ask_for(person, party, said, mailasks.COMMENT, message=MESSAGE)
        for person, party in ((two.people[1], other), (two.people[0], own))
    ]
    return ask[0], ask[1], said


def _done(became: str) -> int:
    from troth.store import models

    return models.Incoming.objects.filter(became=became).count()


def _until(done: Callable[[], bool], most: float = 60.0) -> float:
    began = time.perf_counter()
    while not done() and time.perf_counter() - began < most:
        time.sleep(0.05)
    return time.perf_counter() - began
