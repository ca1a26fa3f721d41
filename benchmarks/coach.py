"""The coach while writing: precision against two readers, remarks in ordinary work talk, time; FILE=x.csv for
one's own.

Its sample is drawn once and read blind: `python -m benchmarks.coach draw sample.csv` writes it, with as many
sentences that the coach left alone; two people answer by `coach_rubric.md`; `python -m benchmarks.coach keep
one.csv two.csv` keeps what they said in `coach_judged.csv`, without the sentences.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coach_texts import HEATED, MISSING, Said, clauses, folder, heated, meetings
from benchmarks.figure import Figure
from troth.core.judgement import remarks

JUDGED = Path(__file__).with_name("coach_judged.csv")
COLUMNS = ("id", "hash", "file", "row", "start", "end", "remarked", "first", "second")
MOST_REMARKED, UNREMARKED = 300, 160
LEAST_JUDGED, PRECISION, SENTENCES_PER_REMARK, MILLISECONDS = 200, 0.85, 25, 30
LETTER = (
    "The papers for the sailing of 18 November reached us on the 19th. Your team always sends them too late, and "
    "I think they have no priority for you. Our customer waited two days. That was careless. Could we look at it "
    "together? "
)


@dataclass(frozen=True)
class Judgement:
    """What two readers said of one span, which was either remarked by the coach or drawn by chance."""

    remarked: bool
    first: bool
    second: bool


def run() -> list[Figure]:
    """Measure on the public texts, or on a file of one's own."""
    if named := os.environ.get("FILE"):
        return own(Path(named))
    figures = [Figure("answer on 2,000 characters", milliseconds(), MILLISECONDS, "ms", True)]
    data = folder()
    if data is None:
        print(MISSING.format(HEATED))
        return figures
    ordinary = meetings(data)
    made = sum(each.remark is not None for each in ordinary)
    print(f"ordinary work talk: {made} remarks in {len(ordinary):,} sentences")
    figures.append(
        Figure("ordinary sentences per remark", len(ordinary) / max(made, 1), SENTENCES_PER_REMARK)
    )
    texts = [*heated(data), *clauses(data), *ordinary]
    print(
        f"texts for measuring: {sum(each.remark is not None for each in texts)} remarks in {len(texts):,} sentences"
    )
    judged = list(known(texts))
    if not judged:
        print("precision: the two readers' answers are not here yet (see benchmarks/coach_rubric.md)")
        return figures
    return [*precision(judged), *figures]


def milliseconds() -> float:
    """The least time of twenty, in processor time, that 2,000 characters take."""
    text = (LETTER * 10)[:2000]
    best = float("inf")
    for _ in range(20):
        began = time.process_time()
        remarks(text)
        best = min(best, time.process_time() - began)
    return best * 1000


def precision(judged: Sequence[Judgement]) -> list[Figure]:
    """How many remarks both readers call judging, with how far the readers agree."""
    right = [each for each in judged if each.remarked]
    both = sum(each.first and each.second for each in right)
    either = sum(each.first or each.second for each in right)
    missed = [each.first and each.second for each in judged if not each.remarked]
    same, kappa = agreement(judged)
    print(f"readers: {len(judged)} spans, agree on {same:.1%}, Cohen's kappa {kappa:.2f}")
    print(
        f"remarks: {both} of {len(right)} judging to both readers, {either} to either ({either / len(right):.3f})"
    )
    print(f"spans drawn by chance: {sum(missed)} of {len(missed)} judging to both readers")
    return [
        Figure("remarks judged", len(right), LEAST_JUDGED),
        Figure("precision, both readers", both / len(right), PRECISION),
    ]


def agreement(judged: Sequence[Judgement]) -> tuple[float, float]:
    """The share on which two readers agree, and Cohen's kappa (1960): that share beyond what chance would
    give."""
    count = len(judged)
    same = sum(each.first == each.second for each in judged) / count
    first, second = (sum(said) / count for said in zip(*((j.first, j.second) for j in judged), strict=True))
    chance = first * second + (1 - first) * (1 - second)
    return same, (same - chance) / (1 - chance) if chance < 1 else 1.0


def known(texts: Iterable[Said]) -> Iterator[Judgement]:
    """What the readers said of sentences in which the coach still marks what it marked, or still marks
    nothing."""
    here = {(each.file, each.row, each.hash): each for each in texts}
    unread = 0
    for row in read(JUDGED):
        each = here.get((row["file"], int(row["row"]), row["hash"]))
        if each is None or not row["first"]:
            continue
        remarked, remark = row["remarked"] == "1", each.remark
        if remarked is (remark is not None) and (remark is None or overlaps(row, each)):
            yield Judgement(remarked, row["first"] == "yes", row["second"] == "yes")
        else:
            unread += 1
    if unread:
        print(f"{unread} judged sentences are marked otherwise now and were left out")


def overlaps(row: dict[str, str], each: Said) -> bool:
    remark = each.remark
    return remark is not None and remark.start < int(row["end"]) and int(row["start"]) < remark.end


def read(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def own(path: Path) -> list[Figure]:
    """Precision and recall on sentences of one's own, each judging or ordinary."""
    rows = read(path)
    if not rows or not {"sentence", "label"} <= rows[0].keys():
        raise SystemExit(
            f"{path} is not there, or has not the columns sentence and label (judging or ordinary)."
        )
    counts = {(label, said): 0 for label in (True, False) for said in (True, False)}
    for row in rows:
        counts[row["label"].strip().lower() == "judging", bool(remarks(row["sentence"]))] += 1
    hit, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    print(f"{len(rows)} sentences: {hit + missed} judging, {wrong + counts[False, False]} ordinary")
    print(f"remarked: {hit} judging, {wrong} ordinary; not remarked: {missed} judging")
    print(
        f"recall {hit / max(hit + missed, 1):.3f}; ordinary sentences per remark in them "
        f"{(wrong + counts[False, False]) / max(wrong, 1):.1f}"
    )
    return [Figure(f"precision on {path.name}", hit / max(hit + wrong, 1), PRECISION)]


def draw(texts: Sequence[Said], chance: random.Random) -> list[tuple[Said, int, int]]:
    """Remarked sentences with their spans, and others with a clause drawn by chance, shuffled; no sentence
    twice."""
    once = list({each.hash: each for each in texts}.values())
    remarked = [each for each in once if each.remark]
    remarked = chance.sample(remarked, min(MOST_REMARKED, len(remarked)))
    lengths = [len(each.remark.words.split()) for each in remarked if each.remark]
    plain = [each for each in once if each.remark is None and len(each.text.split()) >= 4]
    hot = [each for each in plain if each.heated]
    others = chance.sample(hot, UNREMARKED // 2) + chance.sample(plain, UNREMARKED // 2)
    spans = [(each, each.remark.start, each.remark.end) for each in remarked if each.remark]
    spans += [(each, *clause(each, chance.choice(lengths), chance)) for each in dict.fromkeys(others)]
    chance.shuffle(spans)
    return spans


def clause(said: Said, words: int, chance: random.Random) -> tuple[int, int]:
    """A span of so many words that begins where a clause does, in the places of the row's text."""
    begins = [0] + [
        at + 2 for at, sign in enumerate(said.text[:-12]) if sign in ",;:" and said.text[at + 1] == " "
    ]
    start = chance.choice(begins)
    end = start + len(" ".join(said.text[start:].split(" ")[:words]))
    return said.start + start, said.start + end


def write_sample(target: Path) -> None:
    """Write the sample to be read, and where each sentence of it stands."""
    data = folder()
    if data is None:
        raise SystemExit(MISSING.format(HEATED))
    texts = [*heated(data), *clauses(data), *meetings(data)]
    with (
        target.open("w", encoding="utf-8", newline="") as shown,
        JUDGED.open("w", encoding="utf-8", newline="") as kept,
    ):
        sample, places = csv.writer(shown), csv.writer(kept, lineterminator="\n")
        sample.writerow(("id", "sentence", "marked"))
        places.writerow(COLUMNS)
        for number, (each, start, end) in enumerate(draw(texts, random.Random(20261126)), 1):
            marked = each.text[start - each.start : end - each.start]
            sample.writerow((f"s{number:03}", " ".join(each.text.split()), " ".join(marked.split())))
            places.writerow(
                (
                    f"s{number:03}",
                    each.hash,
                    each.file,
                    each.row,
                    start,
                    end,
                    int(each.remark is not None),
                    "",
                    "",
                )
            )


def keep(first: Path, second: Path) -> None:
    """Put what two readers said beside the places of the sample."""
    said = [{row["id"]: row["judging"].strip().lower() for row in read(path)} for path in (first, second)]
    rows = read(JUDGED)
    with JUDGED.open("w", encoding="utf-8", newline="") as kept:
        places = csv.DictWriter(kept, COLUMNS, lineterminator="\n")
        places.writeheader()
        for row in rows:
            places.writerow({**row, "first": said[0][row["id"]], "second": said[1][row["id"]]})


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["draw", target]:
            write_sample(Path(target))
        case ["keep", first, second]:
            keep(Path(first), Path(second))
        case _:
            raise SystemExit("python -m benchmarks.coach draw sample.csv | keep one.csv two.csv")
