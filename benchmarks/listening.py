"""Listening: the meter of own words on real talk, the rules on planted changes, their false alarms, their time.

Reads public data from the folder in TROTH_DATA. With FILE=x.csv (columns statement, reply, label; label repeat or own)
it measures the meter on data of one's own instead. What is tuned was tuned on the train and val rows alone.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.figure import Figure
from troth.core.listening import Kind, Wording, doubts, own_words, read_back

DRAWS = 2_000
SEED = 20261126
PLANTINGS = ("negation", "number", "date")
REPORTED = ("order", "who")
LIMIT_MS = 30
LONG = 2_000

Row = tuple[str, str, bool]


def run() -> list[Figure]:
    """Measure on the public data, or on one's own file."""
    if file := os.environ.get("FILE"):
        _own_data(Path(file))
        return []
    folder = _folder()
    return [*_repetition(folder), *_planted(folder), *_false_alarms(folder), _speed()]


def _folder() -> Path:
    """Where the public data are; says kindly what to do where they are not."""
    folder = Path(os.environ.get("TROTH_DATA", ""))
    if not os.environ.get("TROTH_DATA") or not (folder / "C" / "meeting_grounding_pairs").is_dir():
        sys.exit(
            "This benchmark reads public data that are not part of Troth. Set TROTH_DATA to the folder that has them,\n"
            "with C/meeting_grounding_pairs, C/semeval2013_task7, A/ami_meetings and A/mrda_icsi in it. Or measure on\n"
            "your own: make bench NAME=listening FILE=x.csv, with columns statement, reply and label (repeat or own)."
        )
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def auc(repeated: Sequence[float], own: Sequence[float]) -> float:
    """How often a repetition has the higher value of the two; equal values count a half."""
    ranked = sorted(own)
    wins = sum((bisect_left(ranked, each) + bisect_right(ranked, each)) / 2 for each in repeated)
    return wins / (len(repeated) * len(own))


def interval(repeated: Sequence[float], own: Sequence[float]) -> tuple[float, float]:
    """95 in 100 of the values that the same rows give when drawn anew, each group by itself."""
    dice = random.Random(SEED)
    drawn = sorted(
        auc(dice.choices(repeated, k=len(repeated)), dice.choices(own, k=len(own))) for _ in range(DRAWS)
    )
    return drawn[round(DRAWS * 0.025)], drawn[round(DRAWS * 0.975) - 1]


def _repetition(folder: Path) -> list[Figure]:
    """Mimicry against reformulation and checks of understanding, in the test rows of real meetings."""
    kinds = {"mimic": True, "summary_reformulation": False, "understanding_check": False}
    rows = [
        (row["partner_text"], row["reply_text"], kinds[row["label"]])
        for row in _rows(folder / "C" / "meeting_grounding_pairs" / "pairs.csv")
        if row["split"] == "test" and row["label"] in kinds
    ]
    value, low, high = _told_apart(rows)
    return [Figure(f"own words, AUC ({low:.3f} to {high:.3f})", value, 0.86)]


def _told_apart(rows: Sequence[Row]) -> tuple[float, float, float]:
    """The meter's AUC with its interval, printed beside what the plain share of content words taken over gives."""
    read = [(own_words(statement, reply), again) for statement, reply, again in rows]
    repeated, own = (
        [each.echo for each, again in read if again],
        [each.echo for each, again in read if not again],
    )
    value, (low, high) = auc(repeated, own), interval(repeated, own)
    plain = auc(
        [each.taken for each, again in read if again], [each.taken for each, again in read if not again]
    )
    print(
        f"{len(repeated)} repeated, {len(own)} own: AUC {value:.3f} (95 in 100: {low:.3f} to {high:.3f}),",
        end=" ",
    )
    print(f"plain share of content words {plain:.3f}")
    for name, again in (("repeated", True), ("own", False)):
        said = Counter(each.wording for each, truly in read if truly is again)
        print(f"  {name:9} " + ", ".join(f"{wording.value} {said[wording]}" for wording in Wording))
    return value, low, high


def _planted(folder: Path) -> list[Figure]:
    """Changes that somebody else planted, by kind and way, and rewordings that change nothing."""
    from benchmarks.planting import planted, sentences, unchanged

    said = sentences(folder)
    caught: defaultdict[str, list[bool]] = defaultdict(list)
    ways: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for each in planted(said, seed=SEED):
        found = any(doubt.kind is not Kind.LEFT_OUT for doubt in doubts(each.statement, each.playback))
        caught[each.kind].append(found)
        ways[each.kind, each.way].append(found)
    for (kind, way), found_in in sorted(ways.items(), key=lambda item: (item[0][0], _percent(item[1]))):
        print(f"  {kind:9} {way:44} {_percent(found_in):6.1f} % of {len(found_in)}")
    for kind in REPORTED:
        print(f"planted change of {kind} noticed: {_percent(caught[kind]):.1f} % of {len(caught[kind])}")
    alarms = _alarms(
        "reworded, nothing changed", ((each.statement, each.playback) for each in unchanged(said, seed=SEED))
    )
    return [
        *(Figure(f"planted {kind}s noticed", _percent(caught[kind]), 95, "%") for kind in PLANTINGS),
        Figure("false alarms on rewordings", alarms[0], 5, "%", True),
    ]


def _false_alarms(folder: Path) -> list[Figure]:
    """Correct answers in students' own words against the reference answer; the contradictory ones are reported."""
    rows = [
        row
        for row in _rows(folder / "C" / "semeval2013_task7" / "answers_3way.csv")
        if row["part"] == "train"
    ]
    found = {
        label: _alarms(
            f"{label} answers", ((row["reference"], row["answer"]) for row in rows if row["label"] == label)
        )
        for label in ("correct", "contradictory")
    }
    return [
        Figure("false alarms, without left out", found["correct"][0], 5, "%", True),
        Figure("false alarms, all kinds", found["correct"][1], 5, "%", True),
    ]


def _alarms(name: str, pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Percent of pairs with a doubt other than 'left out', and with any; printed by kind."""
    read = [{doubt.kind for doubt in doubts(statement, playback)} for statement, playback in pairs]
    kinds = Counter(kind for each in read for kind in each)
    said, any_kind = (
        _percent([bool(each - {Kind.LEFT_OUT}) for each in read]),
        _percent([bool(each) for each in read]),
    )
    print(f"{len(read):,} {name}: {said:.1f} % with a doubt, {any_kind:.1f} % with those left out;", end=" ")
    print(", ".join(f"{kind.name.lower()} {number}" for kind, number in kinds.most_common()))
    return said, any_kind


def _percent(marks: Sequence[bool]) -> float:
    return 100 * sum(marks) / len(marks) if marks else 0.0


TOLD = (
    "We will not send the 12 reports to Veldsen before Friday 18 November unless the customer has paid 5,000 euros. "
    "What counts for my people is the quarter of an hour before four in the morning, when the pallets are loaded. "
    "If a reading arrives after the truck has left, it is no reading to us, and nobody can turn back on that road. "
    "Joost told me that the sensor needs two weeks of tests, and that every false alarm costs him at least a day. "
)


def _speed() -> Figure:
    """Both measures on a statement and a playback of 2,000 characters each, the best of seven."""
    statement = (TOLD * 5)[:LONG]
    playback = (TOLD.replace("not ", "").replace("12", "twelve").replace("Friday", "Monday") * 5)[:LONG]
    return Figure(
        "both measures of 2,000 characters",
        _best(lambda: read_back(statement, playback)),
        LIMIT_MS,
        "ms",
        True,
    )


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(7):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1_000)
    return min(taken)


def _own_data(path: Path) -> None:
    """Print the meter's figures on a file of one's own."""
    rows = _rows(path)
    missing = {"statement", "reply", "label"} - set(rows[0] if rows else ())
    labels = {row["label"].strip().lower() for row in rows} if not missing else set()
    if missing or labels != {"repeat", "own"}:
        sys.exit(
            f"{path} needs the columns statement, reply and label, with both repeat and own among the labels."
        )
    _told_apart([(row["statement"], row["reply"], row["label"].strip().lower() == "repeat") for row in rows])
