import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.patience import (
    exponential_patience,
    patience_between,
    table_patience,
    weibull_patience,
    weibull_unit_scale,
)
from cxsim.behaviour.queueing import called_back_wait, perceived_wait, wait_loss
from cxsim.behaviour.service import (
    lognormal_duration,
    lognormal_sigma,
    ticks,
)
from cxsim.draws.variates import normal

from .ranges import Range, corners, prior

laws = settings(derandomize=True, deadline=None, max_examples=300)
minutes = st.floats(0.0, 1440.0)
share = st.floats(0.0, 1.0)
luck = st.floats(0.0, 1.0, exclude_max=True)

FELT = (prior("queueing.idle"), prior("queueing.unexplained"))
LOSS = (prior("queueing.acceptable"), prior("queueing.strength"), prior("queueing.curvature"))
PATIENCE = Range(5.0, 2.0, 10.0)
SHAPE = Range(1.0, 0.7, 1.5)
MIDDLE = (np.arange(20_000) + 0.5) / 20_000
"""Uniforms that stand for all of them: the middles of equal parts."""

# ---- the wait ----


@laws
@given(minutes, minutes, share, share, share)
def test_a_wait_feels_longer_empty_and_unexplained(
    wait: float, more: float, occupied: float, explained: float, better: float
) -> None:
    for weights in corners(*FELT):
        felt = perceived_wait(wait, occupied, explained, *weights)
        assert felt >= wait
        assert perceived_wait(wait + more, occupied, explained, *weights) >= felt
        assert perceived_wait(wait, max(occupied, better), explained, *weights) <= felt
        assert perceived_wait(wait, occupied, max(explained, better), *weights) <= felt
        assert perceived_wait(wait, 1.0, 1.0, *weights) == wait
    assert perceived_wait(wait, occupied, explained, 0.0, 0.0) == wait


def test_an_empty_unexplained_wait_feels_half_as_long_again() -> None:
    assert perceived_wait(10.0, 0.0, 0.0, 0.3, 0.2) == pytest.approx(15.0)
    assert perceived_wait(10.0, 0.5, 0.0, 0.3, 0.2) == pytest.approx(13.5)


@laws
@given(minutes, minutes)
def test_a_longer_wait_costs_more_up_to_all_of_it(wait: float, more: float) -> None:
    for values in corners(*LOSS):
        lost = wait_loss(wait, *values)
        assert 0.0 <= lost <= wait_loss(wait + more, *values) + 1e-12
        assert lost <= 10.0
        assert wait_loss(min(wait, values[0]), *values) == 0.0
        if values[0] + 0.01 < wait and more > 0.01 and lost < 10.0:
            assert wait_loss(wait + more, *values) > lost


@laws
@given(minutes, st.floats(0.0, 5.0), st.floats(0.1, 3.0))
def test_at_strength_zero_no_wait_costs_anything(wait: float, most: float, power: float) -> None:
    assert wait_loss(wait, most, 0.0, power) == 0.0


def test_each_minute_beyond_two_costs_a_quarter_of_a_point() -> None:
    assert [wait_loss(w, 2.0, 0.25, 1.0) for w in (0.0, 2.0)] == [0.0, 0.0]
    assert wait_loss(6.0, 2.0, 0.25, 1.0) == pytest.approx(1.0)
    assert wait_loss(11.0, 2.0, 0.25, 0.5) == pytest.approx(0.75)
    assert wait_loss(11.0, 2.0, 0.1, 1.5) == pytest.approx(2.7)
    assert wait_loss(500.0, 2.0, 0.25, 1.0) == 10.0


@laws
@given(minutes, share)
def test_who_is_called_back_feels_a_share_of_the_wait(wait: float, felt: float) -> None:
    assert 0.0 <= called_back_wait(wait, felt) <= wait
    assert called_back_wait(wait, 1.0) == wait
    assert called_back_wait(wait, 0.0) == 0.0


# ---- patience ----


@laws
@given(luck, luck, st.floats(0.0, 60.0), st.floats(0.1, 10.0))
def test_more_luck_is_more_patience(one: float, other: float, mean: float, shape: float) -> None:
    less, more = sorted((one, other))
    scale = weibull_unit_scale(shape)
    assert 0.0 <= exponential_patience(less, mean) <= exponential_patience(more, mean) < math.inf
    few, many = (weibull_patience(u, mean, shape, scale) for u in (less, more))
    assert 0.0 <= few <= many * (1 + 1e-13)
    assert exponential_patience(less, 0.0) == weibull_patience(less, 0.0, shape, scale) == 0.0


@laws
@given(luck, st.floats(0.1, 60.0), st.floats(0.1, 60.0))
def test_more_patience_on_average_is_more_for_everybody(u: float, one: float, more: float) -> None:
    assert exponential_patience(u, one) <= exponential_patience(u, one + more)


@laws
@given(luck)
def test_a_shape_of_one_is_without_memory(u: float) -> None:
    assert weibull_unit_scale(1.0) == 1.0
    found = weibull_patience(u, 5.0, 1.0, 1.0)
    assert found == pytest.approx(exponential_patience(u, 5.0), rel=1e-12)


@pytest.mark.parametrize(("mean", "shape"), list(corners(PATIENCE, SHAPE)))
def test_mean_patience_is_what_the_case_says(mean: float, shape: float) -> None:
    scale = weibull_unit_scale(shape)
    found = [weibull_patience(u, mean, shape, scale) for u in MIDDLE.tolist()]
    assert np.mean(found) == pytest.approx(mean, rel=2e-3)
    assert np.mean(np.less(found, mean)) == pytest.approx(
        -math.expm1(-(math.gamma(1 + 1 / shape) ** shape)), abs=1e-4
    )


def test_half_are_gone_after_the_mean_times_the_logarithm_of_two() -> None:
    assert exponential_patience(0.5, 5.0) == pytest.approx(5.0 * math.log(2.0))
    assert weibull_patience(0.5, 5.0, 2.0, weibull_unit_scale(2.0)) == pytest.approx(
        5.0 * 2.0 / math.sqrt(math.pi) * math.sqrt(math.log(2.0))
    )


TIMES = np.array([1.0, 1.0, 4.0, 6.0, 8.0])
STILL = np.array([0.9, 0.8, 0.4, 0.4, 0.2])


def test_a_table_is_followed_in_straight_lines() -> None:
    seen = {0.0: 0.0, 0.05: 0.5, 0.15: 1.0, 0.4: 2.5, 0.7: 7.0}
    for u, waits in seen.items():
        assert table_patience(u, TIMES, STILL) == pytest.approx(waits)
    assert table_patience(0.800001, TIMES, STILL) == math.inf


@pytest.mark.parametrize("minute", [0.5, 1.0, 2.0, 4.0, 5.0, 7.0, 9.0])
def test_as_many_still_wait_as_the_table_says(minute: float) -> None:
    waiting = np.mean([table_patience(u, TIMES, STILL) > minute for u in MIDDLE.tolist()])
    said = np.interp(minute, [0.0, *TIMES], [1.0, *STILL])
    assert waiting == pytest.approx(said, abs=1e-4)


@laws
@given(
    luck,
    luck,
    st.lists(st.tuples(st.floats(0.0, 30.0), share), min_size=1, max_size=6),
)
def test_a_table_of_any_kind_is_never_falling(
    one: float, other: float, points: list[tuple[float, float]]
) -> None:
    times = np.array(sorted(t for t, _ in points))
    still = np.array(sorted((s for _, s in points), reverse=True))
    less, more = (table_patience(u, times, still) for u in sorted((one, other)))
    assert 0.0 <= less <= more
    assert less <= times[-1] or less == math.inf
    assert (less < math.inf) == (1.0 - min(one, other) > still[-1])


def test_who_is_still_waiting_at_the_later_point_does_not_go_before_it() -> None:
    assert patience_between(0.5, 1.0, 0.8, 3.0, 0.5) == math.inf
    assert patience_between(0.35, 1.0, 0.8, 3.0, 0.5) == pytest.approx(2.0)


# ---- service ----


@pytest.mark.parametrize("cv", [0.0, 0.5, 1.0, 1.5])
def test_service_takes_the_mean_on_average_whatever_its_spread(cv: float) -> None:
    sigma = lognormal_sigma(cv)
    found = [lognormal_duration(normal(u), sigma) for u in MIDDLE.tolist()]
    assert np.mean(found) == pytest.approx(1.0, rel=2e-3)
    assert np.std(found) == pytest.approx(cv, rel=0.05)
    assert all(a <= b for a, b in pairwise(found))


@laws
@given(st.floats(-8.0, 8.0))
def test_without_spread_all_take_the_mean(score: float) -> None:
    assert lognormal_duration(score, lognormal_sigma(0.0)) == 1.0


@laws
@given(st.floats(0.0, 1e12), st.floats(0.0, 1e6))
def test_a_minute_has_sixty_million_ticks(length: float, more: float) -> None:
    found = ticks(length)
    assert isinstance(found, int)
    assert 1 <= found <= ticks(length + more) <= 3650 * 1440 * 60_000_000
    if 1e-7 < length < 5e6:
        assert abs(found - length * 6e7) <= 0.5


def test_ticks_are_rounded_half_up_and_held() -> None:
    assert [ticks(x / 6e7) for x in (0.0, 1.4, 1.5, 2.5)] == [1, 1, 2, 3]
    assert ticks(1.0) == 60_000_000
    assert ticks(math.inf) == ticks(1e300) == 3650 * 1440 * 60_000_000
