from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.expectations import (
    first_will,
    per_visit_rate,
    risen_standard,
    updated_should,
    updated_will,
)
from cxsim.behaviour.perception import episode_satisfaction, perceived_quality

from .ranges import A_S, A_W, ETA, ETA_S, KAPPA, LOSS_AVERSION, RHO, W_Q, ZONE, B, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
scale = st.floats(0.0, 10.0)
share = st.floats(0.0, 1.0)


@laws
@given(scale, scale, share)
def test_expectations_move_towards_what_was_perceived(
    expected: float, perceived: float, eta: float
) -> None:
    low, high = sorted((expected, perceived))
    assert low - 1e-14 <= updated_will(expected, perceived, eta) <= high + 1e-14
    assert expected <= updated_should(expected, perceived, eta) <= max(high, expected) + 1e-14
    assert updated_will(expected, expected, eta) == expected


@laws
@given(scale, scale)
def test_no_rate_no_change(expected: float, perceived: float) -> None:
    assert updated_will(expected, perceived, 0.0) == expected
    assert updated_should(expected, perceived, 0.0) == expected


def test_known_steps() -> None:
    assert updated_will(6.0, 8.0, 0.3) == pytest.approx(6.6)
    assert updated_will(8.0, 6.0, 0.3) == pytest.approx(7.4)
    assert updated_should(6.0, 8.0, 0.15) == pytest.approx(6.3)
    assert updated_should(8.0, 6.0, 0.15) == 8.0


@pytest.mark.parametrize("eta", [*ETA, 0.0, 1.0])
@pytest.mark.parametrize("visits", [1, 2, 3, 30])
def test_the_visits_of_a_month_close_what_is_stated(eta: float, visits: int) -> None:
    rate = per_visit_rate(eta, 1.0 / visits)
    will = 4.0
    for _ in range(visits):
        will = updated_will(will, 9.0, rate)
    assert will == pytest.approx(4.0 + eta * 5.0, rel=1e-12)
    assert per_visit_rate(eta, 1.0) == eta


@laws
@given(scale, share, st.floats(-400.0, 4000.0))
def test_standards_rise_from_day_0_on(should: float, rise: float, day: float) -> None:
    risen = risen_standard(should, rise, day, 0.0)
    assert should <= risen <= 10.0
    assert risen <= risen_standard(should, rise, day + 1.0, 0.0)
    assert risen_standard(should, 0.0, day, 0.0) == should
    assert risen_standard(should, rise, -1.0, 0.0) == should


def test_a_year_adds_what_is_stated() -> None:
    assert risen_standard(6.0, 0.5, 730.0, 0.0) == pytest.approx(7.0)
    assert risen_standard(6.0, 0.5, 730.0, 0.4) == pytest.approx(7.4)


# Rule 3's sign tests: rules 1–3 together, one one-dimensional quality, the same luck in all runs.
# The uplift of 2 exceeds every zone of tolerance: within a flat one there is no surprise to wear
# off.


def episodes(path: list[float], *parameters: float) -> list[float]:
    w_q, b, kappa, zone, rho, loss_aversion, a_w, a_s, eta, eta_s = parameters
    will = should = 5.0
    felt = []
    for quality in path:
        q = perceived_quality(quality, will, should, a_w, a_s)
        s = episode_satisfaction(q, will, 5.0, 5.0, w_q, b, kappa, zone, rho, loss_aversion)
        felt.append(s)
        will, should = updated_will(will, q, eta), updated_should(should, q, eta_s)
    return felt


# Prior draws in which a higher will would raise satisfaction are rejected (rule 2).
ALLOWED = [
    parameters
    for parameters in corners(W_Q, B, KAPPA, ZONE, RHO, LOSS_AVERSION, A_W, A_S, ETA, ETA_S)
    if parameters[2] * parameters[1] * (1 - parameters[6]) >= parameters[0] * parameters[6]
]


def test_a_permanent_uplift_wears_off_without_ever_hurting() -> None:
    for parameters in ALLOWED:
        gains = [s - 5.0 for s in episodes([7.0] * 60, *parameters)]
        assert gains[0] > gains[-1] >= 0.0
        assert all(later <= earlier + 1e-12 for earlier, later in pairwise(gains))


def test_an_uplift_withdrawn_leaves_less_than_none() -> None:
    for parameters in ALLOWED:
        after = episodes([7.0] * 24 + [5.0] * 24, *parameters)[24:]
        assert after[0] < 5.0, "the control, never uplifted, stays at its baseline"
        assert all(s <= 5.0 + 1e-12 for s in after)
    assert episodes([5.0] * 3, *ALLOWED[0]) == [5.0] * 3


@laws
@given(scale, scale, st.floats(-1.0, 1.0), st.floats(0.0, 0.5), st.floats(0.0, 0.5))
def test_first_expectations_rise_with_promise_and_praise(
    category: float, promise: float, liking: float, pi: float, omega: float
) -> None:
    will = first_will(category, promise, liking, pi, omega)
    assert 0.0 <= will <= 10.0
    assert first_will(category, min(promise + 1.0, 10.0), liking, pi, omega) >= will
    assert first_will(category, promise, liking + 0.1, pi, omega) >= will
    assert first_will(category, category, 0.0, pi, omega) == category
    assert first_will(category, promise, liking, 0.0, 0.0) == category
