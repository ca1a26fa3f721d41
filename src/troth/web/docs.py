"""The documentation, served by the node itself: offline, under the node's own strict policy.

The theme's few inline scripts are allowed by their hashes, which the build writes beside the pages.
"""

from __future__ import annotations

import json
import mimetypes
from functools import lru_cache
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

HASHES = "csp-hashes.json"
LONGEST_NAME = 255  # of a file, in bytes; a longer one is an error of the file system, not a missing file


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """This function will answer with one file of the built documentation."""
    site = Path(settings.TROTH_SITE)
    if not (site / HASHES).is_file():
        return HttpResponse(
            "The documentation has not been built here. In a checkout: make docs.\n",
            status=404,
            content_type="text/plain; charset=utf-8",
        )
    if any(len(part.encode()) > LONGEST_NAME for part in path.split("/")):
        raise Http404("There is no such page in the documentation.")
    file = Path(safe_join(site, path))
    if file.is_dir() and (path == "" or path.endswith("/")):
        file = file / "index.html"
    elif file.is_dir():
        return HttpResponseRedirect(f"{request.path}/")
    if not file.is_file():
        raise Http404("There is no such page in the documentation.")
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    answer = FileResponse(file.open("rb"), content_type=kind)
    answer["Cache-Control"] = "no-cache"
    return csp_replace(policy(site / HASHES))(lambda _: answer)(request)


@lru_cache(maxsize=4)
def policy(hashes: Path) -> dict[str, list[str]]:
    """This function will return what the theme needs beyond the node's policy: its own scripts, a worker, icons."""
    scripts = [f"'{name}'" for name in json.loads(hashes.read_text(encoding="ascii"))]
    return {"script-src": [SELF, *scripts], "img-src": [SELF, "data:"], "worker-src": [SELF]}
