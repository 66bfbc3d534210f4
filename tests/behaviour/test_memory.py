from functools import reduce
from random import Random
from statistics import fmean

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxsim.behaviour.memory import cumulative_satisfaction, episode_memory, peak
from cxsim.behaviour.parameters import NEUTRAL

from .ranges import ALPHA_RATIO, ALPHA_UP, W_END, W_PEAK, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
scale = st.floats(0.0, 10.0)
WEIGHTS = list(corners(W_PEAK, W_END))


def memory(moments: list[float], w_peak: float, w_end: float) -> float:
    extreme = reduce(peak, moments, NEUTRAL)
    return episode_memory(extreme, moments[-1], fmean(moments), w_peak, w_end)


# Rule 6: peak and end


@laws
@given(scale)
def test_the_first_moment_sets_the_peak(moment: float) -> None:
    assert peak(NEUTRAL, moment) == moment


def test_the_peak_is_the_signed_extreme_and_a_tie_goes_to_the_worse() -> None:
    assert reduce(peak, [7.0, 4.0, 7.5], NEUTRAL) == 4.0
    assert reduce(peak, [7.0, 5.0, 9.0, 4.0], NEUTRAL) == 9.0
    assert reduce(peak, [8.0, 4.0], NEUTRAL) == reduce(peak, [4.0, 8.0], NEUTRAL) == 4.0


@laws
@given(st.lists(scale, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_peak_does_not_depend_on_order(moments: list[float], random: Random) -> None:
    shuffled = random.sample(moments, len(moments))
    assert reduce(peak, moments, NEUTRAL) == reduce(peak, shuffled, NEUTRAL)
    assert reduce(peak, shuffled, NEUTRAL) in moments


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_bad_moment_last_is_remembered_worse_than_the_same_in_the_middle(
    weights: tuple[float, float],
) -> None:
    assert memory([8.0, 7.0, 8.0, 2.0], *weights) < memory([8.0, 2.0, 7.0, 8.0], *weights)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_better_ending_raises_memory(weights: tuple[float, float]) -> None:
    assert memory([8.0, 3.0, 6.5], *weights) > memory([8.0, 3.0, 6.0], *weights)


@laws
@given(scale, st.integers(1, 50), st.sampled_from(WEIGHTS))
def test_duration_does_not_count(moment: float, times: int, weights: tuple[float, float]) -> None:
    assert episode_memory(moment, moment, moment, *weights) == moment
    assert memory([moment] * times, *weights) == pytest.approx(moment, abs=1e-13)


@laws
@given(scale, scale, scale)
def test_without_weights_memory_is_the_mean(extreme: float, end: float, mean: float) -> None:
    assert episode_memory(extreme, end, mean, 0.0, 0.0) == mean


def test_memory_known_value() -> None:
    assert memory([8.0, 2.0, 8.0], 0.3, 0.3) == pytest.approx(0.3 * 2 + 0.3 * 8 + 0.4 * 6)


# Rule 7: cumulative satisfaction


def test_cumulative_known_values() -> None:
    assert cumulative_satisfaction(7.0, 9.0, 0.2, 1.6, 1.0) == pytest.approx(7.4)
    assert cumulative_satisfaction(7.0, 5.0, 0.2, 1.6, 1.0) == pytest.approx(6.36)
    assert cumulative_satisfaction(7.0, 5.0, 0.2, 1.6, 0.5) == pytest.approx(6.68)
    assert cumulative_satisfaction(7.0, 7.4, 0.2, 1.6, 1.0) == pytest.approx(7.08)
    assert cumulative_satisfaction(7.0, 5.0, 0.8, 2.5, 0.5) == pytest.approx(6.0)  # down held at 1
    assert cumulative_satisfaction(7.0, 5.0, 0.8, 1.0, 2.0) == pytest.approx(5.0)  # and the product


@laws
@given(scale, scale, st.floats(0.0, 1.0), st.floats(0.0, 5.0), st.floats(0.0, 3.0))
def test_satisfaction_moves_towards_the_memory_and_no_further(
    c: float, m: float, alpha_up: float, loss_ratio: float, weight: float
) -> None:
    after = cumulative_satisfaction(c, m, alpha_up, loss_ratio, weight)
    assert min(c, m) - 1e-14 <= after <= max(c, m) + 1e-14
    assert cumulative_satisfaction(c, m, 0.0, loss_ratio, weight) == c
    assert cumulative_satisfaction(c, m, alpha_up, loss_ratio, 0.0) == c
    assert cumulative_satisfaction(c, c, alpha_up, loss_ratio, weight) == c


@laws
@given(
    st.floats(ALPHA_UP.low, ALPHA_UP.high),
    st.floats(ALPHA_RATIO.low, ALPHA_RATIO.high),
    st.floats(0.5, 3.0),
)
def test_a_loss_then_an_equal_gain_leaves_less_just_where_the_joint_condition_says(
    up: float, ratio: float, size: float
) -> None:
    down = ratio * up
    margin = down * (1.0 - up) - up
    assume(abs(margin) > 1e-6)
    c = cumulative_satisfaction(6.0, 6.0 - size, up, ratio, 1.0)
    c = cumulative_satisfaction(c, 6.0 + size, up, ratio, 1.0)
    assert c - 6.0 == pytest.approx(-margin * size, abs=1e-12)


def test_the_defaults_meet_the_joint_condition() -> None:
    up, down = ALPHA_UP.default, ALPHA_UP.default * ALPHA_RATIO.default
    assert down * (1 - up) == pytest.approx(0.256)
    assert down * (1 - up) > up
