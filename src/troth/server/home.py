"""The folder a node keeps its things in, and the secrets that are made there once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import platformdirs


def folder(environ: Mapping[str, str]) -> Path:
    """This function will return the node's folder, made readable to its owner alone if it did not exist."""
    chosen = environ.get("TROTH_HOME")
    home = Path(chosen) if chosen else platformdirs.user_data_path("troth", appauthor=False)
    home = home.expanduser().absolute()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


def kept_secret(path: Path) -> str:
    """This function will return the secret in `path`, drawing it on first use; two starts at once get the same one."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if another start was first, and then its secret is the one
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
