"""From the addresses an operator writes (`TROTH_DATABASE_URL`, `TROTH_MAIL_URL`) to Django's settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from troth.core.errors import TrothError

SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=5000;PRAGMA secure_delete=ON;"
)


class Unreadable(TrothError):
    """An address in the environment says something this node cannot follow."""


@dataclass(frozen=True)
class Mail:
    """Where mail leaves the node."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def database(url: str | None, home: Path) -> dict[str, object]:
    """This function will return Django's DATABASES entry: PostgreSQL at `url`, or the SQLite file in `home`."""
    return postgresql(url) if url else sqlite(home / "troth.sqlite3")


def sqlite(path: Path) -> dict[str, object]:
    """This function will return the entry of one SQLite file, with the options measured to lose nothing.

    IMMEDIATE, because a transaction that reads first and then writes is otherwise refused under load;
    synchronous=FULL, because an entry that was shown as signed must survive a power cut.
    """
    return {
        "ENGINE": "troth.store.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": SQLITE_START},
        # A file, also in tests: in memory several connections cannot share WAL, and it would not be the real thing.
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


def postgresql(url: str) -> dict[str, object]:
    """This function will return the entry for `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise Unreadable(
            f"TROTH_DATABASE_URL begins with {parts.scheme or 'nothing'!r}; it must begin with postgresql:// "
            "or be left out, which means a SQLite file in TROTH_HOME."
        )
    options: dict[str, str] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "troth",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail(url: str | None) -> Mail:
    """This function will return where mail leaves: `smtp://` (STARTTLS), `smtps://`, or `smtp+plain://`."""
    if not url:
        return Mail()
    parts = urlsplit(url)
    ports = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
    if parts.scheme not in ports or not parts.hostname:
        raise Unreadable(
            "TROTH_MAIL_URL must look like smtp://user:password@mail.example.org:587 (or smtps://, or smtp+plain:// "
            "for a relay on this machine), or be left out, which means that codes are shown to the admin."
        )
    return Mail(
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtp",
        ssl=parts.scheme == "smtps",
    )


def mailbox(url: str | None) -> dict[str, Any] | None:
    """This function will return where replies arrive: `imaps://`, `imap://` (STARTTLS) or `imap+plain://`; the path is
    the folder."""
    if not url:
        return None
    parts = urlsplit(url)
    ports = {"imaps": 993, "imap": 143, "imap+plain": 143}
    if parts.scheme not in ports or not parts.hostname or not parts.username:
        raise Unreadable(
            "TROTH_IMAP_URL must look like imaps://user:password@mail.example.org/INBOX (or imap://, or imap+plain:// "
            "for a server on this machine), or be left out, which means that no mailbox is looked into."
        )
    return {
        "host": parts.hostname,
        "port": parts.port or ports[parts.scheme],
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "ssl": parts.scheme == "imaps",
        "tls": parts.scheme == "imap",
    }


def replies(said: str | None) -> str:
    """This function will return the address of replies, whose local part is free for a plus and a token."""
    address = (said or "").strip().lower()
    local, at, host = address.partition("@")
    if address and not (at and local and host and len(local) <= 30 and not set('+ <>,"') & set(address)):
        raise Unreadable(
            f"TROTH_REPLY_ADDRESS is {said!r}. Write a plain address such as reply@troth.example.org, up to 30 letters "
            "before the @, of a mailbox that also gets what is sent to reply+anything@troth.example.org."
        )
    return address


def proxies(said: str | None, *, https: bool) -> int:
    """This function will return how many proxies are in front: one that speaks TLS, unless it is said."""
    if not said:
        return int(https)
    if not said.isdecimal() or len(said) > 2:
        raise Unreadable(f"TROTH_PROXIES is {said!r}. Write the number of your proxies, such as 1.")
    return int(said)


def megabytes(name: str, said: str | None, *, otherwise: int) -> int:
    """This function will return a size that the operator sets, in whole megabytes."""
    if not said:
        return otherwise
    if not said.isdecimal() or not 1 <= int(said) <= 1000:
        raise Unreadable(
            f"{name} is {said!r}; it must be a whole number of megabytes from 1 to 1000, or be left out, which means "
            f"{otherwise}."
        )
    return int(said)
