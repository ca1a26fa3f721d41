"""Work that takes longer than a page may: it goes on by itself, and its page asks how far it is.

The work commits in the database by itself; what is told here is only how far it is. A node that is stopped meanwhile
ends the work, which then has brought in nothing or can be taken up again; the page says so when it hears nothing more.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import connections

from troth.core.errors import Refusal
from troth.store.uploads import folder, token_is_ours

SILENT_FOR = 60.0

Work = Callable[[Callable[[int, int], None]], tuple[str, str]]
"""Work that is handed a progress callback, and returns the address to go on to and a sentence to say there."""


@dataclass
class Progress:
    """How far a piece of work is; `go` once it is done, `fault` when it ended otherwise; `back` leads out of it."""

    title: str
    words: str
    owner: int
    back: str = ""
    done: int = 0
    of: int = 0
    go: str = ""
    said: str = ""
    fault: str = ""
    at: float = 0.0

    @property
    def silent(self) -> bool:
        """Whether nothing was heard of it for a while."""
        return not self.go and not self.fault and time.time() - self.at > SILENT_FOR


def start(token: str, progress: Progress, work: Work) -> None:
    """This function will begin the work beside the page, and keep how far it is under `token`."""
    _write(token, progress)
    threading.Thread(target=_run, args=(token, progress, work), name=f"work-{token[:8]}").start()


def look(token: str) -> Progress | None:
    """This function will return how far a piece of work is; None when there is none of that name."""
    if not token_is_ours(token):
        return None
    try:
        return Progress(**json.loads((folder() / f"{token}.progress").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _run(token: str, progress: Progress, work: Work) -> None:
    told = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal told
        progress.done, progress.of = done, of
        if time.monotonic() - told > 0.2:
            _write(token, progress)
            told = time.monotonic()

    try:
        progress.go, progress.said = work(tell)
    except Refusal as refusal:
        progress.fault = str(refusal)
    except Exception:
        progress.fault = (
            "Something went wrong on this node, and it stopped. What was not finished is not there."
        )
        raise
    finally:
        _write(token, progress)
        connections.close_all()


def _write(token: str, progress: Progress) -> None:
    progress.at = time.time()
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder() / f"{token}.progress"
    new = path.with_suffix(".new")
    new.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    new.replace(path)
