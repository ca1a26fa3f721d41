"""The public texts that the coach is measured on, cut into sentences: where each stands, and which part of it
made rules.

Nothing of them is kept in this repository. `TROTH_DATA` names the folder that holds them.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from troth.core.judgement import Remark, remarks
from troth.core.judgement.sentences import sentences

csv.field_size_limit(sys.maxsize)
HEATED = "D/github_heated_issues/annotated_comment_level.csv"
SITENT = "D/sitent/segments.csv"
AMI = "A/ami_meetings/dialogue_acts.csv"
MRDA = "A/mrda_icsi/utterances.csv"
MISSING = (
    "The public texts are not here. Put their folder (with {0} in it) somewhere and say where:\n"
    "  TROTH_DATA=/path/to/it make bench NAME=coach\n"
    "Without them only the time taken is measured; FILE=x.csv measures sentences of your own."
)
FEWEST_WORDS = 4
OF_EACH_MEETING_SET = 1000


@dataclass(frozen=True)
class Said:
    """One sentence of a public text, found again by file and row: its place in that row's text, and what was
    remarked."""

    file: str
    row: int
    start: int
    text: str
    remark: Remark | None
    heated: bool = False

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def folder() -> Path | None:
    """Where the public texts are; None when nobody has said, or they are not there."""
    named = Path(os.environ.get("TROTH_DATA") or "nowhere")
    return named if (named / HEATED).is_file() else None


def made_rules(issue: str) -> bool:
    """Say whether an issue is of the two fifths that rules were made from; the rest is for measuring alone."""
    return int(hashlib.sha256(issue.encode()).hexdigest(), 16) % 5 < 2


def rows(data: Path, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (data / file).open(encoding="utf-8", newline="") as lines:
        yield from enumerate(csv.DictReader(lines))


def said(file: str, row: int, text: str, *, heated: bool = False) -> Iterator[Said]:
    """The sentences of one text, each with the remark that the coach makes in it."""
    made = remarks(text)
    for each in sentences(text):
        remark = next((one for one in made if each.start <= one.start < each.end), None)
        yield Said(file, row, each.start, text[each.start : each.end], remark, heated)


def heated(data: Path, *, measuring: bool = True) -> Iterator[Said]:
    """Sentences of heated issues: the three fifths for measuring, or the two that made rules."""
    for row, cells in rows(data, HEATED):
        if made_rules(cells["issue_id"]) is not measuring:
            yield from said(HEATED, row, cells["comment_body"], heated=cells["tbdf"] != "None")


def clauses(data: Path) -> Iterator[Said]:
    """The test part of clauses from letters, mails, essays, fiction and others."""
    for row, cells in rows(data, SITENT):
        if cells["split"] == "test":
            yield from said(SITENT, row, cells["text"])


def meetings(data: Path) -> list[Said]:
    """Two thousand sentences of work meetings of four words or more, the same each time; they made no rule."""
    tests = ("ES2004", "ES2014", "IS1009", "TS3003", "TS3007")
    ami = [(AMI, row, cells["text"]) for row, cells in rows(data, AMI) if cells["meeting"].startswith(tests)]
    mrda = [(MRDA, row, cells["text"]) for row, cells in rows(data, MRDA) if cells["split"] == "test"]
    chance = random.Random(2000)
    drawn: list[Said] = []
    for texts in (ami, mrda):
        long_enough = [each for each in texts if len(each[2].split()) >= FEWEST_WORDS]
        for file, row, text in chance.sample(long_enough, OF_EACH_MEETING_SET):
            made = remarks(text)
            drawn.append(Said(file, row, 0, text, made[0] if made else None))
    return drawn
