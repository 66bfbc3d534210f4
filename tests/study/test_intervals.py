"""Intervals and variance reduction on numbers that a person can check."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cxsim.study.intervals import TAIL, Interval, interval, one_more, variance_reduction

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


def test_one_more_future_falls_beyond_the_kth_of_n_with_a_chance_of_k_over_n_plus_one() -> None:
    """Of 79 draws the second from either end; of 99, halfway from the second to the third."""
    found = interval(np.array([40.0, 40.0]), np.arange(79, 0, -1.0))
    assert (found.low, found.high) == pytest.approx((2, 78))
    assert (found.mean, found.mc_low, found.mc_high) == (40, 40, 40)
    assert one_more(np.arange(1, 100.0)) == pytest.approx((2.5, 97.5))
    assert one_more(np.arange(1, 40.0)) == pytest.approx((1, 39))


def test_beyond_the_extremes_the_tail_goes_on() -> None:
    """Of 24 draws, 1.2 times the gap between the last two; nowhere a jump from 38 draws to 39."""
    drawn = np.arange(24.0)
    drawn[[0, -1]] = -5, 40
    assert one_more(drawn) == pytest.approx((-5 - 1.2 * 6, 40 + 1.2 * 18))
    low, high = one_more(np.arange(38.0))
    assert (low, high) == pytest.approx((-2 / 39, 37 + 2 / 39))


def test_few_draws_are_taken_as_normal() -> None:
    """Two draws: Student's t with one degree of freedom, in closed form."""
    t = math.tan(math.pi * 0.475)
    half = t * math.sqrt(2) * math.sqrt(1.5)
    assert one_more(np.array([9.0, 11.0])) == pytest.approx((10 - half, 10 + half))


@pytest.mark.parametrize("draws", [20, 24, 32, 39, 100])
def test_where_tails_are_exponential_the_chance_beyond_is_exact(draws: int) -> None:
    """By simulation of 40,000 studies with fixed seeds: |z| ≤ 4, so wrong once in 16,000 if right.

    What lies beyond an end is known exactly, so nothing but the draws is luck. Halfway between two
    draws less lies beyond than the mean of what does so beyond either: .1 points of 100 draws.
    """
    studies = np.random.default_rng(draws).exponential(size=(40_000, draws))
    ends = np.apply_along_axis(lambda one: one_more(one)[1], 1, studies)
    beyond = np.exp(-ends)
    error = beyond.std() / math.sqrt(beyond.size)
    between = 0.0011 if draws > 39 else 0.0
    assert -between - 4 * error <= beyond.mean() - TAIL <= 4 * error


SHAPES = {
    "normal": stats.norm(),
    "uniform": stats.uniform(),
    "triangular": stats.triang(0.5),
    "lognormal": stats.lognorm(0.5),
    "heavy": stats.t(5),
}


@pytest.mark.parametrize("draws", [24, 39, 100])
@pytest.mark.parametrize("shape", SHAPES)
def test_one_more_future_falls_inside_as_often_as_is_claimed(shape: str, draws: int) -> None:
    """The bar of the coverage study, 93.5–96.5%, over 2,000 studies each with a fixed seed.

    The share inside is known exactly for each study, so a mean over 2,000 has a standard error
    below .2 points: what truly is at 95% fails once in 10¹³.
    """
    luck = np.random.default_rng(draws)
    studies = SHAPES[shape].rvs((2_000, draws), random_state=luck)
    low, high = np.array([one_more(one) for one in studies]).T
    inside = SHAPES[shape].cdf(high) - SHAPES[shape].cdf(low)
    assert inside.std() / math.sqrt(inside.size) < 0.002
    assert 0.935 <= inside.mean() <= 0.965


def test_the_mean_of_endless_lives_is_inside_luck_alone_as_often_as_is_claimed() -> None:
    """Eight normal lives, 2,000 studies with a fixed seed: |z| ≤ 4, wrong once in 16,000."""
    lives = np.random.default_rng(5).normal(size=(2_000, 8))
    held = [interval(one, NONE) for one in lives]
    share = np.mean([one.mc_low <= 0 <= one.mc_high for one in held])
    assert abs(share - 0.95) <= 4 * math.sqrt(0.95 * 0.05 / 2_000)


def test_nothing_lies_beyond_what_can_be() -> None:
    drawn = np.linspace(0.9, 0.999, 24)
    assert interval(np.array([0.95, 0.95]), drawn).high > 1
    found = interval(np.array([0.95, 0.95]), drawn, possible=(0.0, 1.0))
    assert found.high == 1
    assert found.low < 0.9


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
    st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=45),
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
    assert before.low <= before.mean <= before.high
    if one.size >= 39:
        assert one.min() <= before.low <= before.high <= one.max()


def test_the_mean_is_never_outside_its_own_range() -> None:
    found = interval(np.array([50.0, 50.0]), np.array([1.0, 2.0, 3.0]))
    assert found.low < 1
    assert found.high == 50


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
