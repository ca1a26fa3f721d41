"""The benchmarks of trust read their data as they say, and never look ahead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import forecast, scores, stated, trust
from benchmarks.promised import Promise, _sent, of_file, reported_from


def promises(number: int = 60) -> list[Promise]:
    return [
        Promise(
            promiser=f"p{n % 3}",
            category=f"c{n % 2}",
            made=float(n),
            promised=4.5,
            actual=4.0 if n % 4 else 9.0,
            resolved=n + (4.0 if n % 4 else 9.0),
            stake=1.0 + n % 5,
        )
        for n in range(number)
    ]


def test_a_misread_day_of_sending_is_mended_and_a_plain_one_is_read() -> None:
    first_of_december = _sent("12/1/06")
    assert _sent("2012-01-06") == first_of_december
    assert _sent("01-Dec-06") == first_of_december
    assert _sent("Date Not Captured") is None
    assert _sent("2033-40-06") is None


def test_what_happens_later_changes_nothing_that_was_said_before() -> None:
    made = promises()
    before = trust.said(made)
    turned = [
        replace(each, actual=0.9 + (each.actual or 0.0)) if (each.known or 0.0) > 40 else each
        for each in made
    ]
    after = trust.said(turned)
    assert before[:41] == after[:41]
    assert before[41:] != after[41:]


def test_a_promise_is_not_known_at_the_moment_it_is_made() -> None:
    at_once = Promise("p", "c", 3.0, 1.0, 0.0, 3.0, stake=1.0)
    assert at_once.known is not None
    assert at_once.known > at_once.made
    assert trust.said([at_once, replace(at_once)])[1].opinion.outcomes == 0


def test_the_last_half_is_reported() -> None:
    assert reported_from(promises(61)) == 30


def test_ones_own_file_is_read_in_days_or_dates(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "promiser,category,made,promised,actual,resolved,status,stake\n"
        "a,x,2026-01-02,2026-01-10,2026-01-12,,done,10\n"
        "a,x,2026-01-01,7,,,open,\n"
        "b,y,20454,3,2.5,20460,done,\n"
        "b,y,20455,3,,20470,cancelled,\n"
        "b,y,nonsense,3,2,,done,\n"
        "b,y,20455,0,2,,done,\n",
        encoding="utf-8",
    )
    open_one, numbers, dated, cancelled = of_file(path)
    assert (dated.promised, dated.actual, dated.kept, dated.stake) == (8.0, 10.0, False, 10.0)
    assert dated.resolved == dated.made + 10
    assert (open_one.known, open_one.kept) == (None, False)
    assert (numbers.kept, numbers.resolved, numbers.stake) == (True, 20460.0, 3.0)
    assert (cancelled.kept, cancelled.cancelled, cancelled.known) == (False, True, 20470.0)


def test_numbers_of_ones_own_file_are_lengths_or_days_as_the_whole_file_says(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    head = "Promiser; Category ;made;promised;actual;resolved;status\n"
    ended = "".join(f"a;x;{100 + n};{110 + n};{112 + n};{112 + n};done\n" for n in range(30))
    path.write_text(head + ended + "a;x;140;150;;;open\na;x;140;150;nan;nan;canceled\n", encoding="utf-8")
    *done, waits, cancelled = of_file(path)
    assert {(each.promised, each.actual) for each in done} == {(10.0, 12.0)}
    assert (waits.promised, waits.known, cancelled.promised, cancelled.cancelled) == (10.0, None, 10.0, True)
    lengths = "".join(f"a;x;{n};{10 + n % 3};{12 + n % 3};{12 + n + n % 3};done\n" for n in range(9))
    path.write_text(head + lengths, encoding="utf-8")
    assert [each.promised for each in of_file(path)] == [10.0, 11.0, 12.0] * 3


def test_a_file_that_is_not_there_is_told_kindly(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="There is no file"):
        of_file(tmp_path / "own.csv")


def test_a_file_without_a_needed_column_is_refused_kindly(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("promiser,made\na,1\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="promised, actual"):
        of_file(path)


def test_the_figures_of_ones_own_file_are_printed_beside_the_plain_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csv"
    rows = [
        f"{each.promiser},{each.category},{each.made},{each.promised},{each.actual},{each.resolved}"
        for each in promises(120)
    ]
    path.write_text("promiser,category,made,promised,actual,resolved\n" + "\n".join(rows), encoding="utf-8")
    monkeypatch.setenv("FILE", str(path))
    assert trust.run() == []
    told = capsys.readouterr().out
    assert "opinion" in told
    assert "promiser's own rate" in told
    assert "bands:" in told


def test_dates_of_ones_own_file_are_told_beside_the_plain_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csv"
    rows = [
        f"{each.promiser},{each.category},{each.made},{each.promised},{each.actual},{each.resolved},done"
        for each in promises(120)
    ]
    rows += [f"p{n % 3},c1,{80 + n},4,,,{'open' if n % 2 else 'cancelled'}" for n in range(12)]
    path.write_text(
        "promiser,category,made,promised,actual,resolved,status\n" + "\n".join(rows), encoding="utf-8"
    )
    monkeypatch.setenv("FILE", str(path))
    assert [figure.name for figure in forecast.run()] == ["time of one forecast"]
    told = capsys.readouterr().out
    assert "132 promises of 3" in told
    assert "own quantile from 10 on" in told
    assert "break risk" in told


def test_ratings_of_ones_own_are_told_beside_the_plain_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csv"
    rows = [f"r{n % 4},t{n % 3},{5 if n % 3 else 1},2026-01-{1 + n % 28:02}" for n in range(80)]
    rows += ["r1,t1,,2026-01-01", "r1,t1,5,some day"]  # what cannot be read is left out
    path.write_text("rater,rated,rating,time\n" + "\n".join(rows), encoding="utf-8")
    monkeypatch.setenv("FILE", str(path))
    assert stated.run() == []
    told = capsys.readouterr().out
    assert "80 ratings" in told
    assert "both against the rate" in told


def test_a_rating_is_told_from_what_came_before_its_second() -> None:
    ratings = [stated.Rating(f"r{n % 4}", f"t{n % 3}", n % 3 > 0, float(n // 2)) for n in range(60)]
    turned = [replace(each, good=not each.good) if each.at >= 20 else each for each in ratings]
    before, after = list(stated.said(ratings)), list(stated.said(turned))
    assert before[:42] == after[:42]
    assert before[42:] != after[42:]


def test_scores_of_chances_that_are_right_and_wrong() -> None:
    assert scores.log_loss([0.5, 0.5], [True, False]) == pytest.approx(0.6931, abs=1e-4)
    assert scores.auc([0.9, 0.1], [True, False]) == 1.0
    assert scores.auc([0.1, 0.9], [True, False]) == 0.0
    assert scores.auc([0.5, 0.5], [True, False]) == 0.5
    assert scores.auc([0.5], [True]) == 0.5
    assert scores.ece([1.0, 0.0], [True, False]) == 0.0
    assert scores.brier([1.0, 1.0], [True, False]) == 0.5
    assert sum(scores.beta_binomial(k, 10, 1.3, 0.7) for k in range(11)) == pytest.approx(1.0)
    assert 0.0 <= scores.place(10, 10, 1.3, 0.7, 1.0) <= 1.0 + 1e-9


def test_the_band_of_a_drifting_promiser_holds_nine_times_in_ten() -> None:
    """Six hundred simulated promisers for each pace of drifting, on a fixed seed."""
    assert [figure for figure in trust._drifting() if not figure.ok] == []
