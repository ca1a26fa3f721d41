"""A small mail server for IMAP: one mailbox, and of the protocol what is needed to look into it."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

USER, PASSWORD = "replies", "a password"  # pragma: allowlist secret


class Mailbox(socketserver.ThreadingTCPServer):
    """Holds messages under ascending numbers; `breaks` says at how many of the next looks it ends the connection."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.validity = 7
        self.messages: dict[int, bytes] = {}
        self.breaks = 0
        self.logins = self.looks = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def put(self, raw: bytes) -> None:
        self.messages[max(self.messages, default=0) + 1] = raw


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: Mailbox

    def handle(self) -> None:
        self.say("* OK here")
        for line in self.rfile:
            if self.server.breaks and b"SEARCH" in line:
                self.server.breaks -= 1
                return
            tag, _, rest = line.decode().strip().partition(" ")
            done = self.answer(rest)
            self.say(f"{tag} {done}")
            if rest.upper() == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, asked: str) -> str:
        word = asked.upper()
        if word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif word.startswith("LOGIN"):
            self.server.logins += 1
            return "OK in" if asked.endswith(f'{USER} "{PASSWORD}"') else "NO who?"
        elif word.startswith(("EXAMINE", "SELECT")):
            self.say(f"* {len(self.server.messages)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.server.validity}] here")
        elif word.startswith("UID SEARCH"):
            self.server.looks += 1
            self.say("* SEARCH " + " ".join(map(str, self.found(word))))
        elif word.startswith("UID FETCH"):
            self.fetch(word)
        elif word == "LOGOUT":
            self.say("* BYE")
        elif word != "NOOP":
            return "BAD what?"
        return "OK done"

    def found(self, word: str) -> list[int]:
        held = sorted(self.server.messages)
        since = re.search(r"SINCE (\S+)", word)
        if since is not None:
            day = datetime.strptime(since[1].title(), "%d-%b-%Y").replace(tzinfo=UTC)
            return held if day < datetime.now(UTC) else []
        first = int(re.findall(r"UID (\d+):\*", word)[-1])
        return [uid for uid in held if uid >= first] or held[-1:]

    def fetch(self, word: str) -> None:
        uid, first, count = map(int, re.findall(r"\d+", word)[:3])
        raw = self.server.messages[uid][first : first + count]
        self.wfile.write(
            f"* {uid} FETCH (UID {uid} BODY[]<{first}> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
        )


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A mailbox that is served while the block runs."""
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
