"""A list on its way in: the file as it was chosen, kept for its owner until it is brought in or left for a day."""

from __future__ import annotations

import hashlib
import pickle
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from troth.reading.sheet import Answers, ColumnMap, Plan, Table, Unreadable, guess, open_table, proposed
from troth.store import models

KEPT_FOR = 24 * 3600
PREFIX = "import:"


class Gone(Unreadable):
    """The file was brought in, left for a day, or belongs to somebody else."""


@dataclass(frozen=True)
class Upload:
    """A list that somebody chose, with what they have said about it so far."""

    token: str
    name: str
    mapping: ColumnMap
    answers: Answers

    def table(self) -> Table:
        """Read the list."""
        return open_table(_path(self.token).read_bytes(), name=self.name)

    @property
    def words(self) -> str:
        """One value for all that was said about the list: a plan made for other words does not hold."""
        said = f"{self.mapping.to_json()}\n{self.answers.to_json()}"
        return hashlib.sha256(said.encode()).hexdigest()


def keep(person: models.Person, name: str, content: bytes) -> Upload:
    """Keep a chosen file and guess its columns; raises `Unreadable` for what is no table."""
    table = open_table(content, name=name)
    mapping = remembered(person, table) or proposed(guess(table))
    _tidy()
    token = secrets.token_urlsafe(18)
    path = _path(token)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(content)
    upload = Upload(token, name, mapping, Answers())
    _save(person, upload)
    return upload


def find(person: models.Person, token: str) -> Upload:
    """Return a kept file of this person; raises `Gone` when there is none of that name."""
    draft = models.Draft.objects.filter(person=person, key=PREFIX + token).first()
    if draft is None or not _path(token).exists():
        raise Gone("This file is not here any more: it was brought in, or left for a day. Choose it again.")
    fields = draft.fields
    return Upload(
        token,
        fields["name"],
        ColumnMap.from_json(fields["columns"]),
        Answers.from_json(fields["answers"]),
    )


def say(person: models.Person, upload: Upload, mapping: ColumnMap, answers: Answers) -> Upload:
    """Keep what a person has said about their file."""
    said = Upload(upload.token, upload.name, mapping, answers)
    _save(person, said)
    return said


def keep_plan(upload: Upload, found: Plan) -> None:
    """Keep what would come of a long list, so that its pages need not read it again."""
    path = _path(f"{upload.token}-plan")
    path.touch(mode=0o600)
    path.write_bytes(pickle.dumps((upload.words, found)))


def kept_plan(upload: Upload) -> Plan | None:
    """Return what would come of a long list, if it was reckoned for just these words."""
    try:
        # This node wrote it, into a folder that only its own user may enter.
        words, found = pickle.loads(_path(f"{upload.token}-plan").read_bytes())
    except (FileNotFoundError, EOFError, pickle.UnpicklingError):
        return None
    return found if words == upload.words and isinstance(found, Plan) else None


def forget(person: models.Person, token: str) -> None:
    """Delete a kept file of this person and what was said about it."""
    theirs, _ = models.Draft.objects.filter(person=person, key=PREFIX + token).delete()
    if theirs and token_is_ours(token):
        _path(token).unlink(missing_ok=True)
        _path(f"{token}-plan").unlink(missing_ok=True)


def remembered(person: models.Person, table: Table) -> ColumnMap | None:
    """Return the columns said for an earlier list with the same headings; the grouping is said anew."""
    organisation = person.membership.organisation
    names = {column.name for column in table.columns}
    for source in models.Import.objects.filter(organisation=organisation).order_by("-at")[:5]:
        mapping = ColumnMap.from_json(source.answers.get("columns", "{}"))
        if mapping.columns and set(mapping.columns.values()) <= names:
            return ColumnMap(mapping.columns)
    return None


def token_is_ours(token: str) -> bool:
    """Say whether a token may name a file: letters, digits, - and _ only, and not too many of them."""
    return len(token) <= 64 and token.replace("-", "").replace("_", "").isalnum() and token.isascii()


def folder() -> Path:
    """Return where files on their way in are kept."""
    return Path(settings.TROTH_HOME) / "imports"


def _path(token: str) -> Path:
    if not token_is_ours(token):
        raise Gone("This file is not here any more. Choose it again.")
    return folder() / token


def _save(person: models.Person, upload: Upload) -> None:
    models.Draft.objects.update_or_create(
        person=person,
        key=PREFIX + upload.token,
        defaults={
            "fields": {
                "name": upload.name,
                "columns": upload.mapping.to_json(),
                "answers": upload.answers.to_json(),
            }
        },
    )


def _tidy() -> None:
    """Delete what was left for a day."""
    before = time.time() - KEPT_FOR
    for path in folder().glob("*"):
        if path.is_file() and path.stat().st_mtime < before:
            models.Draft.objects.filter(key=PREFIX + path.name).delete()
            path.unlink(missing_ok=True)
