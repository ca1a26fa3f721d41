"""A real server on this machine that plays a mail provider's interface: it keeps what is asked of it and answers so."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Asked:
    """One request: its path, its headers, and its body as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, list[EmailMessage]]:
        """The parts of a form, by name."""
        kind = next(value for name, value in self.headers.items() if name.lower() == "content-type")
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        found: dict[str, list[EmailMessage]] = {}
        for part in message_from_bytes(head + self.body, policy=policy.HTTP).iter_parts():  # type: ignore[attr-defined]
            name = part.get_param("name", header="content-disposition")
            found.setdefault(str(name), []).append(part)
        return found

    def fields(self) -> dict[str, str]:
        """The words of a form without files, by name."""
        return dict(parse_qsl(self.body.decode()))


@dataclass
class Interface:
    """What was asked, and what is answered next; then again and again what was answered last."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)

    def answer(self) -> tuple[int, Any]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def interface(*answers: tuple[int, Any]) -> Iterator[Interface]:
    """Run a provider's interface for a while."""
    made = Interface(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            made.asked.append(Asked(self.path, dict(self.headers.items()), body))
            status, said = made.answer()
            if isinstance(said, dict) and "To" in said:  # Postmark says again to whom a mail goes
                said = said | {"To": made.asked[-1].json["To"]}
            raw = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
