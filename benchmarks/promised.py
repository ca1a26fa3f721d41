"""Promises of public data and of one's own file, read alike for every benchmark that reads them.

All are sorted by the instant at which they were made. A length is in days where there are dates, and in the unit of the
data (hours) where there are only efforts. How each set is prepared: docs/measures/trust.md.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path

HAIR = 1e-9
SOON = 1e-6
EPOCH = date(1970, 1, 1)
SCA_FROM = float((date(2015, 1, 1) - EPOCH).days)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: `made` and `resolved` in days, `promised` and `actual` lengths; None while it is open.

    `cancelled` is one that never came. `stake` is what hung on it, its promised length where nothing else is known.
    """

    promiser: str
    category: str
    made: float
    promised: float
    actual: float | None
    resolved: float | None
    stake: float
    cancelled: bool = False

    @property
    def kept(self) -> bool:
        """Whether it came no later than promised; never, if it was cancelled."""
        return self.actual is not None and self.actual <= self.promised + HAIR

    @property
    def known(self) -> float | None:
        """The day on which it is known what became of it, always after the one on which it was made."""
        return None if self.resolved is None else max(self.resolved, self.made + SOON)


def folder() -> Path:
    """Where the public data are; says kindly what to do where they are not."""
    found = Path(os.environ.get("TROTH_DATA", ""))
    if not os.environ.get("TROTH_DATA") or not (found / "E").is_dir():
        sys.exit(
            "This benchmark reads public data that are not part of Troth. Set TROTH_DATA to the folder that has them,\n"
            "with E/scms_delivery_history and E/sip_estimates in it. Or measure on your own: FILE=x.csv, with the\n"
            "columns promiser, category, made, promised, actual, resolved and status."
        )
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        return list(csv.DictReader(lines))


def own_rows(path: Path) -> list[dict[str, str]]:
    """The rows of somebody's own CSV file: names of columns in any case, divided by comma, semicolon or tab."""
    if not path.is_file():
        sys.exit(f"There is no file {path}.")
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        head = lines.readline()
        lines.seek(0)
        divided = max(",;\t", key=head.count)
        return [
            {(name or "").strip().lower(): (said or "").strip() for name, said in row.items() if name}
            for row in csv.DictReader(lines, delimiter=divided)
        ]


def in_order(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Sort by the day made; those of one day stay in the order they had."""
    return tuple(sorted(promises, key=lambda each: each.made))


def reported_from(promises: Sequence[Promise]) -> int:
    """The first of the last half, which alone is reported."""
    return len(promises) // 2


def scms(data: Path) -> tuple[Promise, ...]:
    """Deliveries of medicines: one row for each distinct shipment of an order, with the mangled dates mended."""
    found: dict[tuple[object, ...], Promise] = {}
    for row in rows(data / "E" / "scms_delivery_history" / "SCMS_Delivery_History_Dataset.csv"):
        made = _sent(row["PO Sent to Vendor Date"]) or _sent(row["PQ First Sent to Client Date"])
        due, came = _day(row["Scheduled Delivery Date"]), _day(row["Delivered to Client Date"])
        if made is None or due is None or came is None or due <= made:
            continue
        promised, actual = max(due - made, 1.0), max(came - made, 1.0)
        key = (row["Vendor"], row["PO / SO #"], row["ASN/DN #"], made, promised, actual)
        found.setdefault(
            key, Promise(row["Vendor"], row["Country"], made, promised, actual, came, stake=promised)
        )
    return in_order(found.values())


def _sent(said: str) -> float | None:
    """A day on which something was sent. What looks like 20YY-MM-DD is a misread month, day and year, in this order."""
    parts = said.strip().split("-")
    if len(parts) == 3 and len(parts[0]) == 4 and all(each.isdigit() for each in parts):
        year, month, day = 2000 + int(parts[2]), int(parts[0]) - 2000, int(parts[1])
        try:
            return float((date(year, month, day) - EPOCH).days)
        except ValueError:
            return None
    return _day(said)


def _day(said: str) -> float | None:
    """A day as this set writes it, None where none was captured."""
    for form in ("%d-%b-%y", "%m/%d/%y", "%m/%d/%Y", "%Y-%m-%d"):
        try:
            return float((datetime.strptime(said.strip(), form).date() - EPOCH).days)  # noqa: DTZ007
        except ValueError:
            continue
    return None


def sip(data: Path) -> tuple[Promise, ...]:
    """Tasks of software developers: the hours they said beside the hours it took; a task counts once, for whoever did
    most of it."""
    home = data / "E" / "sip_estimates"
    days = {row["TaskNumber"]: row for row in rows(home / "est-act-dates.csv")}
    most: dict[str, dict[str, str]] = {}
    for row in rows(home / "Sip-task-info.csv"):
        task = row["TaskNumber"]
        if task not in most or _hours(row, "DeveloperHoursActual") > _hours(
            most[task], "DeveloperHoursActual"
        ):
            most[task] = row
    found = []
    for task, row in most.items():
        dates = days.get(task, {})
        made, done = _day(dates.get("EstimateOn", "")), _day(dates.get("CompletedOn", ""))
        said, took = _hours(row, "HoursEstimate"), _hours(row, "HoursActual")
        if made is None or done is None or said <= 0 or took <= 0:
            continue
        promised, actual = max(said, 0.1), max(took, 0.1)
        found.append(
            Promise(row["DeveloperID"], row["SubCategory"], made, promised, actual, done, stake=promised)
        )
    return in_order(found)


def sca(data: Path) -> tuple[Promise, ...]:
    """Phases of school construction, planned against done; what is not done is open, as of the latest start."""
    found: dict[tuple[str, ...], Promise] = {}
    home = data / "E" / "nyc_school_construction"
    for line in rows(home / "Capital_Project_Schedules_and_Budgets.csv"):
        row = {name.strip(): (said or "").strip() for name, said in line.items() if name}
        made, due = _day(row["Project Phase Actual Start Date"]), _day(row["Project Phase Planned End Date"])
        came = _day(row["Project Phase Actual End Date"])
        if (
            row["Project Status Name"] == "PNS"
            or made is None
            or due is None
            or made < SCA_FROM
            or due <= made
        ):
            continue
        key = tuple(
            row[f"Project {name}"] for name in ("Building Identifier", "Type", "Description", "Phase Name")
        )
        if key in found or (came is not None and came <= made):
            continue
        promised, actual = max(due - made, 1.0), None if came is None else max(came - made, 1.0)
        district = row["Project Geographic District"]
        found[key] = Promise(
            district, row["Project Phase Name"], made, promised, actual, came, stake=promised
        )
    return in_order(found.values())


def _hours(row: dict[str, str], column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        return 0.0


NEEDED = ("promiser", "made", "promised", "actual")


def of_file(path: Path) -> tuple[Promise, ...]:
    """Read one's own file. `made` and `resolved` are days: ISO dates or numbers. `promised` and `actual` are ISO dates,
    lengths in days, or numbers of days counted like `made`: which of these two, the whole file says (`_in_lengths`).
    `status` is done, open or cancelled; done where it is missing.
    """
    lines = own_rows(path)
    missing = [name for name in NEEDED if name not in (lines[0] if lines else {})]
    if missing:
        sys.exit(f"{path} has no column {', '.join(missing)}.")
    lengths = _in_lengths(lines)
    return in_order(promise for row in lines if (promise := _own(row, lengths=lengths)) is not None)


def _in_lengths(lines: Sequence[dict[str, str]]) -> bool:
    """Whether numbers in `promised` and `actual` are lengths. They are days where nearly all lie at or after the day
    made and, where it is told when a promise was resolved, `actual` is that day more often than made + actual."""
    after = as_days = as_lengths = numbers = 0
    for row in lines:
        made, due, came, end = (
            _number(row.get(name, "")) for name in ("made", "promised", "actual", "resolved")
        )
        if made is None or due is None or came is None:
            continue
        numbers += 1
        after += due >= made and came >= made
        as_days += end is not None and abs(end - came) <= 1
        as_lengths += end is not None and abs(end - made - came) <= 1
    return after < max(0.95 * numbers, 1) or as_days < as_lengths


CANCELLED = ("cancelled", "canceled")


def _own(row: dict[str, str], *, lengths: bool) -> Promise | None:
    made = _own_day(row["made"])
    if made is None:
        return None
    promised, actual = (_length(row[name], made, lengths=lengths) for name in ("promised", "actual"))
    resolved = _own_day(row.get("resolved", ""))
    status = row.get("status", "").lower() or "done"
    cancelled, is_open = status in CANCELLED, status == "open"
    if promised is None or promised <= 0 or (actual is None and not cancelled and not is_open):
        return None
    stake = _number(row.get("stake", ""))
    if resolved is None and actual is not None and not is_open:
        resolved = made + actual
    return Promise(
        promiser=row["promiser"],
        category=row.get("category", ""),
        made=made,
        promised=promised,
        actual=None if cancelled or is_open else actual,
        resolved=None if is_open else resolved,
        stake=stake if stake is not None and stake > 0 else promised,
        cancelled=cancelled,
    )


def _own_day(said: str) -> float | None:
    number = _number(said)
    if number is not None:
        return number
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    return (moment.date() - EPOCH).days + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400


def _length(said: str, made: float, *, lengths: bool) -> float | None:
    number = _number(said)
    if number is not None:
        return number if lengths else number - made
    day = _own_day(said)
    return None if day is None else day - made


def _number(said: str) -> float | None:
    try:
        found = float(said)
    except ValueError:
        return None
    return found if isfinite(found) else None


SETS: dict[str, Callable[[Path], tuple[Promise, ...]]] = {"scms": scms, "sip": sip}
