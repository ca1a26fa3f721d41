"""A node that two firms share, begun for a served test, and what its record holds afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store.apart import Apart, apart
from troth.core.record import check
from troth.reading.bundle import unpack

BEGIN = "prepare()\nfrom tests.cast import pair\npair()\n"
READ = """
from troth.store import models
from troth.store.restoring import recover_all
assert recover_all() == []
for each in models.Entry.objects.values_list("log", "seq", "id", "kind", "object"):
    print(*each, sep="\\t")
print()
for title in models.Promise.objects.values_list("title", flat=True):
    print(title)
"""


@contextmanager
def begun(home: Path) -> Iterator[Apart]:
    """A node with an open alliance of two firms."""
    with apart(home) as made:
        made.python(BEGIN)
        yield made


def read_back(node: Apart) -> tuple[list[list[str]], Counter[str]]:
    """Every entry (log, place, id, kind, object), and how often each title of a promise stands there."""
    entries, _, promises = node.python(READ).partition("\n\n")
    return [line.split("\t") for line in entries.splitlines()], Counter(promises.splitlines())


def sound(node: Apart) -> None:
    """Fail unless the whole record checks, in a bundle and as it is stored."""
    target = node.home / "record.zip"
    node.troth("export", "veldsen-kaido", "-o", target)
    assert check(unpack(target)).faults == ()
    assert node.troth("fsck").endswith("everything fits.")
