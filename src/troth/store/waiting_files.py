"""Files on their way into a delivery: chosen and looked at, kept for whoever chose them until it is sent, or a week.

A form that comes back with what stands in the way thus keeps its files, as it keeps its words.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from troth.core.errors import Refusal
from troth.core.promises import File
from troth.core.promises.wirefacts import MOST_FILES
from troth.reading.files import clean, kind_of
from troth.store import files, models

KEPT_FOR = 7 * 24 * 3600
MB = 1_000_000


class TooLarge(Refusal):
    """One file, or all of them together, is larger than a delivery carries."""


class TooMany(Refusal):
    """More files than a delivery carries."""


@dataclass(frozen=True)
class Waiting:
    """A file that waits to be handed over."""

    token: str
    name: str
    kind: str
    size: int
    sha256: str

    @property
    def signed(self) -> File:
        """The file as a delivery names it."""
        return File(self.sha256, self.size, self.name, self.kind)


def waiting(person: models.Person, object_id: str) -> tuple[Waiting, ...]:
    """Return the files that a person has chosen for a delivery and not sent yet, in the order they were chosen."""
    draft = models.Draft.objects.filter(person=person, key=_key(object_id)).first()
    found = [Waiting(**each) for each in draft.fields["files"]] if draft else []
    return tuple(each for each in found if _path(person, each.token).is_file())


def take(person: models.Person, object_id: str, name: str, content: IO[bytes]) -> Waiting:
    """Keep a chosen file for a delivery; raises a refusal that names the file and what may be done."""
    named = clean(name)
    size = content.seek(0, 2)
    if size > settings.TROTH_FILE_MB * MB:
        raise TooLarge(
            f"“{named}” is larger than {settings.TROTH_FILE_MB} MB. Hand over a link to it instead."
        )
    kind = kind_of(named, content)
    content.seek(0)
    _tidy()
    token = secrets.token_urlsafe(18)
    files.write(_path(person, token), _chunks(content))
    made = Waiting(token, named, kind.media, size, files.digest_of(_path(person, token)))
    try:
        _add(person, object_id, made)
    except Refusal:
        _path(person, token).unlink(missing_ok=True)
        raise
    return made


def drop(person: models.Person, object_id: str, token: str) -> None:
    """Take one of the chosen files away again."""
    chosen = waiting(person, object_id)
    _keep(person, object_id, [each for each in chosen if each.token != token])
    for each in chosen:
        if each.token == token:
            _path(person, token).unlink(missing_ok=True)


def hand_over(person: models.Person, object_id: str, alliance_id: str) -> tuple[File, ...]:
    """Keep the chosen files under their hashes, ready to be named by an entry, and return them as it names them."""
    found = waiting(person, object_id)
    for each in found:
        files.keep(alliance_id, _path(person, each.token), each.sha256)
    return tuple(each.signed for each in found)


def forget(person: models.Person, object_id: str) -> None:
    """Forget what was chosen for a delivery: it was sent."""
    for each in waiting(person, object_id):
        _path(person, each.token).unlink(missing_ok=True)
    models.Draft.objects.filter(person=person, key=_key(object_id)).delete()


def forget_all_of(person: models.Person) -> None:
    """Delete everything that a person has chosen and not sent, as when they leave."""
    shutil.rmtree(folder() / str(person.pk), ignore_errors=True)
    models.Draft.objects.filter(person=person, key__startswith=_key("")).delete()


def folder() -> Path:
    """Return where files on their way are kept."""
    return Path(settings.TROTH_HOME) / "files" / "waiting"


def _add(person: models.Person, object_id: str, made: Waiting) -> None:
    with transaction.atomic():
        models.Person.objects.select_for_update().get(pk=person.pk)  # two tabs of one person
        chosen = [*waiting(person, object_id), made]
        if len(chosen) > MOST_FILES:
            raise TooMany(f"A delivery carries up to {MOST_FILES} files. Put several into one ZIP.")
        if sum(each.size for each in chosen) > settings.TROTH_FILES_MB * MB:
            raise TooLarge(
                f"With “{made.name}” this is more than {settings.TROTH_FILES_MB} MB together. "
                "Hand over a link to it instead."
            )
        _keep(person, object_id, chosen)


def _keep(person: models.Person, object_id: str, chosen: Sequence[Waiting]) -> None:
    if not chosen:
        models.Draft.objects.filter(person=person, key=_key(object_id)).delete()
        return
    fields = {"files": [asdict(each) for each in chosen]}
    models.Draft.objects.update_or_create(person=person, key=_key(object_id), defaults={"fields": fields})


def _key(object_id: str) -> str:
    return f"files:{object_id}"


def _path(person: models.Person, token: str) -> Path:
    return folder() / str(person.pk) / token


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(files.CHUNK):
        yield chunk


def _tidy() -> None:
    """Delete what was left for a week."""
    before = time.time() - KEPT_FOR
    for path in folder().glob("*/*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
