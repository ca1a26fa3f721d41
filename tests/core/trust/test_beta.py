"""The beta distribution agrees with closed forms and with values reckoned elsewhere to 1e-10."""

from __future__ import annotations

from math import asin, pi, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import count
from troth.core.trust import below, quantile
from troth.core.trust.beta import solved

EXACT = 1e-10


@pytest.mark.parametrize("x", [0.001, 0.05, 0.3, 0.5, 0.77, 0.95, 0.999])
@pytest.mark.parametrize("shape", [0.1, 0.7, 1.0, 2.0, 11.3])
def test_shapes_with_a_closed_form(x: float, shape: float) -> None:
    assert below(x, shape, 1.0) == pytest.approx(x**shape, abs=EXACT)
    assert below(x, 1.0, shape) == pytest.approx(1 - (1 - x) ** shape, abs=EXACT)
    assert below(x, 0.5, 0.5) == pytest.approx(2 / pi * asin(sqrt(x)), abs=EXACT)
    assert below(x, 2.0, 2.0) == pytest.approx(x * x * (3 - 2 * x), abs=EXACT)


@pytest.mark.parametrize("p", [0.05, 0.3, 0.5, 0.95])
@pytest.mark.parametrize("shape", [0.1, 0.7, 1.0, 2.0, 11.3])
def test_quantiles_with_a_closed_form(p: float, shape: float) -> None:
    assert quantile(p, shape, 1.0) == pytest.approx(p ** (1 / shape), abs=EXACT)
    assert quantile(p, 1.0, shape) == pytest.approx(1 - (1 - p) ** (1 / shape), abs=EXACT)
    assert quantile(p, 0.5, 0.5) == pytest.approx(sin(pi * p / 2) ** 2, abs=EXACT)


# Reckoned by SciPy 1.17 (scipy.special.betainc, betaincinv).
KNOWN = [
    (1.3, 0.7, 0.65, 0.4396586856403516, 0.13484004899614857, 0.9896336093800869),
    (1.3, 0.7, 0.05, 0.013556760497133814, 0.13484004899614857, 0.9896336093800869),
    (2.3, 0.7, 0.5, 0.13329900373103262, 0.3340073912805996, 0.994383948667814),
    (7.3, 1.7, 0.9, 0.7247498082400359, 0.5727433719258201, 0.9687847088258676),
    (11.3, 0.7, 0.77, 0.027993467672115448, 0.807671094054636, 0.9989099122418515),
    (0.7, 11.3, 0.02, 0.35419102748908304, 0.0010900877581484078, 0.192328905945364),
    (0.1, 1.9, 0.2, 0.9151402660830972, 4.0160602892794827e-14, 0.3225268517123411),
    (1.9, 0.1, 0.99, 0.3109759019104109, 0.6774731482876588, 0.9999999999999598),
    (6.2, 5.8, 0.5, 0.4524033994501807, 0.28640911464110386, 0.7436357312421944),
    (9.95, 2.05, 0.44, 0.0020066637475997236, 0.6299944030583686, 0.964730756605047),
    (0.1, 0.1, 0.5, 0.4999999999999999, 8.661406889571973e-11, 0.999999999913386),
    (20.0, 3.0, 0.8, 0.15449148161731763, 0.7405334677715627, 0.961776488993582),
]


@pytest.mark.parametrize(("alpha", "beta", "x", "share", "low", "high"), KNOWN)
def test_values_reckoned_elsewhere(
    alpha: float, beta: float, x: float, share: float, low: float, high: float
) -> None:
    assert below(x, alpha, beta) == pytest.approx(share, abs=EXACT)
    assert quantile(0.05, alpha, beta) == pytest.approx(low, abs=EXACT)
    assert quantile(0.95, alpha, beta) == pytest.approx(high, abs=EXACT)


def test_outside_of_nought_to_one_all_or_none_lies_below() -> None:
    assert below(0.0, 2.0, 3.0) == 0.0
    assert below(-1.0, 2.0, 3.0) == 0.0
    assert below(1.0, 2.0, 3.0) == 1.0


@settings(max_examples=count(2_000, 100))
@given(
    alpha=st.floats(0.1, 20.0), beta=st.floats(0.1, 20.0), p=st.floats(0.01, 0.99), q=st.floats(0.01, 0.99)
)
def test_a_quantile_has_its_share_below_it_and_both_rise(
    alpha: float, beta: float, p: float, q: float
) -> None:
    x = quantile(p, alpha, beta)
    assert 0.0 < x <= 1.0
    # Where the distribution is all but a step, its share is as exact as the place of the step.
    assert below(x, alpha, beta) == pytest.approx(p, abs=1e-9) or x > 1 - 1e-12
    low, high = sorted((p, q))
    assert quantile(low, alpha, beta) <= quantile(high, alpha, beta) + 1e-12


def test_where_there_is_no_slope_it_is_halved() -> None:
    assert solved(lambda x: (x - 0.3, 0.0), 0.0, 1.0, 0.9) == pytest.approx(0.3)


def test_it_gives_up_on_what_never_settles() -> None:
    """A function that is always a little further on is followed no longer than a number of steps."""
    assert solved(lambda x: (-1e-3, 1e8), 0.0, 1.0, 0.5) == pytest.approx(0.5)


def test_shapes_far_beyond_those_of_an_opinion_still_give_a_share() -> None:
    assert 0.0 <= below(0.5, 1e7, 1e7) <= 1.0
