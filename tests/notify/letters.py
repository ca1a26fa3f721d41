"""Replies as mail programs write them, and what a receiver of our own puts on top."""

from __future__ import annotations

RECEIVER = "mx.troth.example"
REPLY = "reply@troth.example"
SENDER = "naoko@kaido.example"
SECRET = "The partner's own words that a quotation repeats"
QUOTE = f"On Thu, 26 Nov 2026 at 10:00, Troth <troth@troth.example> wrote:\n> {SECRET}\n> Second line\n"
PASSED = f"{RECEIVER}; dkim=pass header.d=kaido.example header.s=k1; dmarc=pass header.from=kaido.example"
OURS = ("troth@troth.example", REPLY, "reply+")


def letter(to: str, *, words: str = "We have the lot by noon.", **other: str | None) -> bytes:
    """A reply to a mail of ours; a header by its name in small letters (with _ for -) replaces or adds, None leaves out."""
    headers: dict[str, str | None] = {
        "authentication_results": PASSED,
        "received": "from out.kaido.example by mx.troth.example; Thu, 26 Nov 2026 10:05:00 +0900",
        "from": f"Naoko Fujiwara <{SENDER}>",
        "to": to,
        "subject": "Re: asks how you understand something they said",
        "message_id": "<1@kaido.example>",
        "in_reply_to": "<tell-1-2@troth>",
        "content_type": "text/plain; charset=utf-8",
    }
    headers |= other
    head = "".join(f"{name.replace('_', '-').title()}: {said}\r\n" for name, said in headers.items() if said)
    return (head + "\r\n" + f"{words}\n\n{QUOTE}".replace("\n", "\r\n")).encode()


def returned(
    to: str, *, status: str = "5.1.1", action: str = "failed", kind: str = "delivery-status"
) -> bytes:
    """A report that a mail of ours could not be delivered, as mail servers write it (RFC 3464)."""
    return (
        f"Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.kaido.example>\r\nTo: {to}\r\n"
        f"Auto-Submitted: auto-replied\r\nMessage-ID: <{status}.{action}@mx.kaido.example>\r\n"
        f"Content-Type: multipart/report; report-type={kind}; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/plain\r\n\r\nI am sorry to inform you.\r\n"
        f"--b\r\nContent-Type: message/{kind}\r\n\r\nReporting-MTA: dns; mx.kaido.example\r\n\r\n"
        f"Final-Recipient: rfc822; {SENDER}\r\nAction: {action}\r\nStatus: {status} (no such user)\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: troth@troth.example\r\n\r\n{SECRET}\r\n--b--\r\n"
    ).encode()
