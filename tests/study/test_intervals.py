"""Intervals and variance reduction on numbers that a person can check."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.study.intervals import Interval, interval, variance_reduction

NAN = math.nan
NONE = np.array([])


def test_luck_is_a_t_interval_of_the_mean() -> None:
    found = interval(np.array([1.0, 2.0, 3.0]), NONE)
    t = 0.95 * math.sqrt(2 / (4 * 0.975 * 0.025))  # two degrees of freedom, in closed form
    half = t * 1 / math.sqrt(3)
    assert found.mean == 2
    assert found.mc_low == pytest.approx(2 - half)
    assert found.mc_high == pytest.approx(2 + half)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_what_we_do_not_know_is_a_pair_of_quantiles_of_the_draws() -> None:
    """Of 1 … 79, the values at places (79 + ⅓)·p + ⅓ (Hyndman & Fan 1996, type 8)."""
    found = interval(np.array([40.0, 40.0]), np.arange(79, 0, -1.0))
    assert found.low == pytest.approx((79 + 1 / 3) * 0.025 + 1 / 3)
    assert found.high == pytest.approx((79 + 1 / 3) * 0.975 + 1 / 3)
    assert (found.mean, found.mc_low, found.mc_high) == (40, 40, 40)


def test_one_replication_has_a_mean_and_no_interval() -> None:
    found = interval(np.array([5.0]), np.array([7.0]))
    assert found.mean == 5
    assert found.numbers() == {
        "mean": 5.0,
        "low": None,
        "high": None,
        "mc_low": None,
        "mc_high": None,
    }


def test_replications_without_the_figure_do_not_count() -> None:
    whole = interval(np.array([1.0, 3.0]), np.array([0.0, 4.0]))
    assert interval(np.array([NAN, 1, 3, math.inf]), np.array([0, NAN, 4.0])) == whole


@pytest.mark.parametrize("central", [NONE, np.array([NAN, NAN])])
def test_a_figure_that_no_replication_has_is_unknown(central: np.ndarray) -> None:
    found = interval(central, np.array([1.0, 2.0]))
    assert set(found.numbers().values()) == {None}
    assert json.dumps(found.numbers(), allow_nan=False)


@settings(derandomize=True, deadline=None)
@given(
    st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=40),
    st.floats(-1e6, 1e6),
    st.floats(0.01, 100),
)
def test_intervals_move_with_the_unit(values: list[float], shift: float, scale: float) -> None:
    """Stated in another currency, the same interval."""
    one = np.array(values)
    before, after = interval(one, one), interval(shift + scale * one, shift + scale * one)
    size = max(1.0, float(np.abs(one).max()) * scale, abs(shift))
    for name, number in vars(before).items():
        assert abs(getattr(after, name) - (shift + scale * number)) <= 1e-9 * size
    assert before.mc_low <= before.mean <= before.mc_high
    assert one.min() <= before.low <= before.mean <= before.high <= one.max()


def test_the_mean_is_never_outside_its_own_range() -> None:
    found = interval(np.array([5.0, 5.0]), np.array([1.0, 2.0, 3.0]))
    assert (found.low, found.high) == (1, 5)


def test_no_difference_at_all_is_an_interval_of_nothing() -> None:
    assert interval(np.zeros(5), np.zeros(5)) == Interval(0, 0, 0, 0, 0)


def test_variance_reduction_is_the_ratio_of_two_variances() -> None:
    as_is = np.array([1.0, 2.0, 3.0])
    assert variance_reduction(as_is, np.array([3.0, 2.0, 1.0])) == pytest.approx(2 / 4)
    assert variance_reduction(as_is, np.array([1.0, 2.0, 4.0])) == pytest.approx(
        (1 + 7 / 3) / (1 / 3)
    )


def test_variance_reduction_is_infinite_where_the_difference_never_varies() -> None:
    as_is = np.array([1.0, 2.0, 3.0])
    assert variance_reduction(as_is, as_is + 1) == math.inf
    assert variance_reduction(as_is * 0.1, as_is * 0.1 + 0.7) == math.inf  # but for rounding


def test_variance_reduction_is_unknown_where_nothing_varies() -> None:
    assert math.isnan(variance_reduction(np.ones(3), np.ones(3)))


def test_variance_reduction_takes_pairs_only() -> None:
    as_is, to_be = np.array([1, NAN, 2, 3]), np.array([3, 9, 2, 1.0])
    assert variance_reduction(as_is, to_be) == pytest.approx(0.5)
    assert math.isnan(variance_reduction(as_is[:2], to_be[:2]))
    assert math.isnan(variance_reduction(as_is[:1], to_be[:1]))
