"""The date you would keep: pinball, dates kept, young installs, break risk and time, beside baselines; FILE=x.csv.

What is measured, on which promises and in which order: docs/measures/date-you-would-keep.md and break-risk.md.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.forecast_boosted import MISSING, boosted
from benchmarks.forecast_replay import (
    CLASSES,
    Method,
    Ours,
    Quantiles,
    Raw,
    Said,
    in_calendar_days,
    kept,
    pinball,
    plan_before,
    replay,
    snapshot,
)
from benchmarks.forecast_risk import WAYS, Seen, auc, log_loss, looks, off
from benchmarks.promised import Promise, folder, of_file, reported_from, sca, scms, sip
from troth.core.promises.forecast import Plan

PINBALL = {"sip": 165.0, "scms": 29.3}
"""The most that will do, in thousandths."""

EIGHT_FROM, EIGHT_TO, NINE_FROM, NINE_TO = 78, 88, 88, 93
UNDER_GLOBAL = {"sip": 0.95, "scms": 1.0}
NEVER_WORSE, CASES = 1.05, 250
LOG_LOSS, AUC, OFF = 0.372, 0.765, 0.025
MILLISECONDS, YOUNG_KEPT = 1.0, 78
YOUNG_FROM, YOUNG_TO, YOUNG_FOR = 60, 240, 900
STARTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def run() -> list[Figure]:
    """Measure on the public data, or on a file of one's own."""
    if named := os.environ.get("FILE"):
        return own(Path(named))
    data, figures = folder(), []
    for name, read in (("sip", sip), ("scms", scms)):
        figures += dates(name, read(data))
    figures += young(sca(data))
    figures += risk(scms(data))
    return figures


def own(path: Path) -> list[Figure]:
    """The same on promises of one's own, read from a CSV file."""
    promises = of_file(path)
    if len(promises) < 8:
        raise SystemExit(f"{path} has {len(promises)} promises that can be read; at least 8 are needed.")
    ours, everybody = measured(path.stem, promises)
    show_risk(path.stem, risks(promises))
    figures = [Figure("time of one forecast", ours[1], MILLISECONDS, "ms", True)]
    if len(ours[0]) >= CASES:
        beside = pinball(ours[0]) / pinball(everybody)
        figures.append(Figure("pinball beside the global quantile", beside, NEVER_WORSE, "times", True))
    return figures


def dates(name: str, promises: Sequence[Promise]) -> list[Figure]:
    """The figures of one public set."""
    (ours, milliseconds), everybody = measured(name, promises)
    beside = pinball(ours) / pinball(everybody)
    eight, nine = 100 * kept(ours, 0.8), 100 * kept(ours, 0.9)
    return [
        Figure(f"{name}: pinball of P50, P80, P90", 1000 * pinball(ours), PINBALL[name], "thousandth", True),
        Figure(f"{name}: pinball beside the global quantile", beside, UNDER_GLOBAL[name], "times", True),
        Figure(f"{name}: kept at P80", eight, EIGHT_FROM, "%"),
        Figure(f"{name}: kept at P80", eight, EIGHT_TO, "%", True),
        Figure(f"{name}: kept at P90", nine, NINE_FROM, "%"),
        Figure(f"{name}: kept at P90", nine, NINE_TO, "%", True),
        Figure(
            f"{name}: worst history class beside global",
            worst_class(ours, everybody),
            NEVER_WORSE,
            "times",
            True,
        ),
        Figure(f"{name}: time of one forecast", milliseconds, MILLISECONDS, "ms", True),
    ]


def measured(name: str, promises: Sequence[Promise]) -> tuple[tuple[list[Said], float], list[Said]]:
    """Replay every method and print what each came to; returns ours with its time, and the global quantile's."""
    calendar, first = in_calendar_days(promises), reported_from(promises)
    ours = Ours(plan_before(promises, in_days=calendar), promises[0].made, open_counts=calendar)
    methods: dict[str, Method] = {
        "the date as promised": Raw(),
        "global quantile": Quantiles(),
        "own quantile from 10 on": Quantiles(10),
        "the date you would keep": ours,
    }
    told = f"{len(promises):,} promises of {len({each.promiser for each in promises}):,}"
    print(f"{name}: {told}; the last {len(promises) - first:,} reported, as of when each was made")
    print(f"  {'':26} {'pinball':>8} {'P50':>6} {'P80':>6} {'P90':>6}  kept")
    found = {what: replay(promises, method, first=first) for what, method in methods.items()}
    for what, said in found.items():
        show(what, said)
    reference = boosted(promises) if all(each.actual is not None for each in promises[first:]) else None
    if reference is None:
        print(f"  {MISSING}" if all(each.actual is not None for each in promises[first:]) else "")
    else:
        show("gradient boosting", reference)
    by_class(found["the date you would keep"], found["global quantile"])
    return (found["the date you would keep"], ours.milliseconds), found["global quantile"]


def show(what: str, said: Sequence[Said]) -> None:
    """Print the line of one method."""
    shares = " ".join(f"{100 * kept(said, chance):5.1f}%" for chance in (0.5, 0.8, 0.9))
    print(f"  {what:26} {pinball(said):8.4f} {shares}")


def by_class(ours: Sequence[Said], everybody: Sequence[Said]) -> None:
    """Print the pinball of each class of history, beside the global quantile's."""
    for name, belongs in CLASSES:
        some = [(mine, all_) for mine, all_ in zip(ours, everybody, strict=True) if belongs(mine.history)]
        if some:
            mine, all_ = [each[0] for each in some], [each[1] for each in some]
            print(
                f"    {name + ' ended before':22} {len(some):6,} {pinball(mine):8.4f}, global {pinball(all_):.4f}"
            )


def worst_class(ours: Sequence[Said], everybody: Sequence[Said]) -> float:
    """The worst ratio to the global quantile among the classes of history with enough cases."""
    worst = 0.0
    for _, belongs in CLASSES:
        mine = [each for each in ours if belongs(each.history)]
        if len(mine) >= CASES:
            all_ = [all_ for mine_, all_ in zip(ours, everybody, strict=True) if belongs(mine_.history)]
            worst = max(worst, pinball(mine) / pinball(all_))
    return worst


def young(promises: Sequence[Promise]) -> list[Figure]:
    """Fresh starts on long projects: how many P90 dates are kept while most promises are still open."""
    counted = [fresh_start(promises, share, open_counts=True) for share in STARTS]
    ignored = [fresh_start(promises, share, open_counts=False) for share in STARTS]
    censored, naive = (
        100 * kept([each for some in starts for each in some], 0.9) for starts in (counted, ignored)
    )
    cases = sum(map(len, counted))
    print(f"sca: {len(STARTS)} fresh starts, {cases:,} promises of days {YOUNG_FROM} to {YOUNG_TO}")
    print(f"  kept at P90: {censored:.1f} % with what is open, {naive:.1f} % without")
    return [Figure("young install on sca: kept at P90", censored, YOUNG_KEPT, "%")]


def fresh_start(promises: Sequence[Promise], share: float, *, open_counts: bool) -> list[Said]:
    """What a node that began with nothing says in its first months."""
    begun = promises[int(share * len(promises))].made
    since = [each for each in promises if begun <= each.made < begun + YOUNG_FOR]
    last = sum(each.made < begun + YOUNG_TO for each in since)
    ours = Ours(Plan(), begun, open_counts=open_counts)
    said = replay(since, ours, first=0, last=last, known_to=snapshot(promises))
    return [each for each in said if each.promise.made >= begun + YOUNG_FROM]


def risks(promises: Sequence[Promise]) -> list[Seen]:
    """Break risk of the promises of the last half, looked at on their way."""
    calendar = in_calendar_days(promises)
    return looks(promises, plan_before(promises, in_days=calendar), open_counts=calendar) if calendar else []


def risk(promises: Sequence[Promise]) -> list[Figure]:
    """The figures of break risk."""
    seen = risks(promises)
    show_risk("scms", seen)
    return [
        Figure("break risk on scms: log loss", 1000 * log_loss(seen), 1000 * LOG_LOSS, "thousandth", True),
        Figure("break risk on scms: AUC", 1000 * auc(seen), 1000 * AUC, "thousandth"),
        Figure("break risk on scms: calibration error", 1000 * off(seen), 1000 * OFF, "thousandth", True),
    ]


def show_risk(name: str, seen: Sequence[Seen]) -> None:
    """Print how well break risk tells late ones, and what was said and seen by age."""
    if not seen:
        print(f"{name}: no break risk, the lengths are not time in the calendar")
        return
    late = sum(each.late for each in seen) / len(seen)
    print(f"{name}: break risk, {len(seen):,} looks at open promises, {100 * late:.0f} % of them late")
    print(f"  log loss {log_loss(seen):.4f}, AUC {auc(seen):.3f}, calibration error {off(seen):.3f}")
    for way in WAYS:
        some = [each for each in seen if each.way == way]
        said, came = sum(each.risk for each in some), sum(each.late for each in some)
        count = max(len(some), 1)
        print(f"    at {100 * way:3.0f} % of the time: said {said / count:.3f}, seen {came / count:.3f}")
