import math
from functools import reduce

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import beta as beta_function
from scipy.special import ndtri
from scipy.stats import beta as beta_distribution

from cxsim.behaviour.parameters import EXPONENTIAL, LINEAR, SATURATING
from cxsim.behaviour.relationship import (
    dropout_chance,
    hazard_growth,
    leave_logit,
    link,
    logistic,
    logit,
    price_term,
    rescaled_hazard,
)

from .ranges import BETA_ALT, BETA_S, DAMPENING, ELASTICITY, corners

laws = settings(derandomize=True, deadline=None, max_examples=300)
FORMS = [LINEAR, SATURATING, EXPONENTIAL]


def midpoints(n: int) -> np.ndarray:
    return (np.arange(n) + 0.5) / n


# The link and the logistic


@pytest.mark.parametrize("form", FORMS)
def test_every_link_passes_the_origin_with_slope_one_and_rises(form: int) -> None:
    assert link(0.0, form) == 0.0
    assert (link(1e-6, form) - link(-1e-6, form)) / 2e-6 == pytest.approx(1.0, abs=1e-9)
    assert np.all(np.diff([link(z, form) for z in np.linspace(-5.0, 5.0, 201).tolist()]) > 0.0)


def test_returns_diminish_increase_or_neither() -> None:
    bend = {form: link(2.0, form) - 2.0 * link(1.0, form) for form in FORMS}
    assert bend[LINEAR] == 0.0
    assert bend[SATURATING] < 0.0 < bend[EXPONENTIAL]
    assert all(math.isfinite(link(z, form)) for form in FORMS for z in (-1e300, 1e300))


@laws
@given(st.floats(1e-12, 1 - 1e-12))
def test_logit_undoes_logistic(p: float) -> None:
    assert logistic(logit(p)) == pytest.approx(p, rel=1e-12)


def test_logistic_holds_at_the_extremes() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(-800.0) == 0.0
    assert logistic(800.0) == logistic(math.inf) == 1.0
    assert logistic(-700.0) == pytest.approx(math.exp(-700.0))
    assert (logit(0.0), logit(1.0)) == (-math.inf, math.inf)


# Rules 16 and 17: staying, and sorting


@laws
@given(st.floats(-20.0, 20.0), st.floats(-5.0, 5.0), st.floats(0.0, 10.0), st.floats(0.0, 10.0))
def test_no_strength_leaves_only_the_customer(u: float, z: float, alt: float, c: float) -> None:
    for form in FORMS:
        assert leave_logit(u, 0.0, link(z, form), 0.0, alt, c, 0.0, 0.0) == u
        assert dropout_chance(u, 0.0, link(z, form)) == logistic(u)


def test_leave_logit_known_value() -> None:
    assert leave_logit(-3.0, 1.0, 0.5, 0.2, 7.0, 6.0, 0.1, -0.2) == pytest.approx(-3.4)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("strengths", list(corners(BETA_S, BETA_ALT)))
def test_the_satisfied_leave_less(form: int, strengths: tuple[float, float]) -> None:
    beta_s, beta_alt = strengths

    def hazard(c: float) -> float:
        g = link((c - 7.0) / 1.2, form)
        return logistic(leave_logit(-2.0, beta_s, g, beta_alt, 6.5, c, 0.0, 0.0))

    contractual = [hazard(c) for c in np.linspace(0.0, 10.0, 41).tolist()]
    assert np.all(np.diff(contractual) < 0.0)
    free = [dropout_chance(-1.0, beta_s, link(z, form)) for z in np.linspace(-3, 3, 41).tolist()]
    assert np.all(np.diff(free) < 0.0)


@pytest.mark.parametrize("form", [LINEAR, SATURATING])
@pytest.mark.parametrize("beta_s", BETA_S)
def test_the_intention_to_stay_is_concave_where_most_stay(form: int, beta_s: float) -> None:
    z = np.linspace(0.0, 3.0, 31).tolist()
    stay = [1.0 - logistic(leave_logit(-2.0, beta_s, link(x, form), 0, 0, 0, 0, 0)) for x in z]
    assert np.all(np.diff(stay, 2) < 0.0)


@pytest.mark.parametrize(
    ("beta_s", "r", "bottom", "top"),
    [
        (0.3, 0.077, 0.81, 0.89),
        (0.5, 0.126, 0.78, 0.91),
        (0.7, 0.179, 0.75, 0.93),
        (1.0, 0.254, 0.70, 0.95),
        (1.3, 0.332, 0.64, 0.97),
    ],
)
def test_strength_of_satisfaction_shows_as_a_correlation_with_staying(
    beta_s: float, r: float, bottom: float, top: float
) -> None:
    """Total SD of the log-odds 1.8, mean churn .15, as the rule's published check was set."""
    z = ndtri(midpoints(100))
    rest = ndtri(midpoints(100)) * math.sqrt(1.8 * 1.8 - beta_s * beta_s)
    low, high = -6.0, 0.0
    for _ in range(20):
        centre = 0.5 * (low + high)
        stay = np.array(
            [
                [1.0 - logistic(leave_logit(centre + u, beta_s, x, 0, 0, 0, 0, 0)) for u in rest]
                for x in z
            ]
        ).mean(axis=1)
        low, high = (centre, high) if 1.0 - stay.mean() < 0.15 else (low, centre)
    found = np.mean(stay * z) / z.std() / math.sqrt(0.85 * 0.15)
    assert found == pytest.approx(r, abs=0.003)
    assert stay[:20].mean() == pytest.approx(bottom, abs=0.006)
    assert stay[-20:].mean() == pytest.approx(top, abs=0.006)


def test_without_satisfaction_a_beta_mixture_is_the_shifted_beta_geometric() -> None:
    """Quadrature over a cohort of people who never change: the yearly survival of the law."""
    alpha, beta = 0.668, 3.806
    theta = beta_distribution.ppf(midpoints(20_000), alpha, beta)
    growth = np.array(
        [hazard_growth(logistic(leave_logit(logit(t), 0, 0, 0, 0, 0, 0, 0))) for t in theta]
    )
    survival = np.array([np.exp(-t * growth).mean() for t in range(13)])
    law = beta_function(alpha, beta + np.arange(13)) / beta_function(alpha, beta)
    assert survival == pytest.approx(law, abs=1e-5)
    retention = survival[1:] / survival[:-1]
    assert np.all(np.diff(retention) > 0.0), "sorting alone raises the retention of a cohort"


# The clock


@laws
@given(st.lists(st.floats(0.0, 0.999), min_size=1, max_size=24))
def test_the_hazard_sum_survives_as_the_product_of_the_periods(hazards: list[float]) -> None:
    survived = math.exp(-sum(hazard_growth(h) for h in hazards))
    assert survived == pytest.approx(math.prod(1.0 - h for h in hazards), rel=1e-12)
    assert hazard_growth(0.0) == 0.0
    assert hazard_growth(1.0) == math.inf


@laws
@given(st.floats(0.0, 1.0), st.integers(2, 60))
def test_a_shorter_period_makes_the_same_year(h: float, parts: int) -> None:
    short = rescaled_hazard(h, 1.0 / parts)
    assert reduce(lambda left, _: left * (1.0 - short), range(parts), 1.0) == pytest.approx(
        1.0 - h, abs=1e-12
    )
    assert rescaled_hazard(h, 1.0) == h
    assert rescaled_hazard(h, float(parts)) >= h


# Rule 26: price


@pytest.mark.parametrize("parameters", list(corners(ELASTICITY, DAMPENING)))
def test_a_rise_drives_away_the_satisfied_less_and_a_cut_keeps(
    parameters: tuple[float, float],
) -> None:
    _, dampening = parameters
    for z in (-2.0, 0.0, 1.0, 2.0, 5.0):
        assert price_term(1.0, *parameters, z) == 0.0
        assert price_term(0.9, *parameters, z) < 0.0 < price_term(1.1, *parameters, z)
        terms = [price_term(x, *parameters, z) for x in (0.5, 0.8, 1.0, 1.2, 1.5)]
        assert np.all(np.diff(terms) > 0.0)
    rise = [price_term(1.1, *parameters, z) for z in (-1.0, 0.0, 1.0, 2.0)]
    assert rise[0] == rise[1]
    assert rise[1] > rise[2] > rise[3] if dampening else rise[1] == rise[3]
    assert price_term(0.9, *parameters, 2.0) == price_term(0.9, *parameters, 0.0)


def test_price_known_values() -> None:
    assert price_term(1.1, -2.6, 0.15, 0.0) == pytest.approx(2.6 * math.log(1.1))
    assert price_term(1.1, -2.6, 0.15, 1.0) == pytest.approx(0.85 * 2.6 * math.log(1.1))
    assert price_term(2.0, 0.0, 0.15, 1.0) == 0.0
    assert price_term(1.1, -2.6, 0.8, 2.0) == 0.0, "a rise never binds"
    assert math.isfinite(price_term(0.0, -2.6, 0.15, 0.0))
