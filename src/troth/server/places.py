"""Where the package lies on this machine, and the pieces that are served out of it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SITE = PACKAGE / "web" / "site"  # the built documentation: made by `make docs`, carried by the wheel
