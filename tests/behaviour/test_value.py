import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.value import (
    discount_factor,
    lifetime_value,
    lifetime_value_elasticity,
    period_discount,
    period_retention,
    residual_value,
)

from .ranges import DISCOUNT

laws = settings(derandomize=True, deadline=None, max_examples=300)

MULTIPLES = [
    (0.6, [1.20, 1.15, 1.11, 1.07]),
    (0.7, [1.75, 1.67, 1.59, 1.52]),
    (0.8, [2.67, 2.50, 2.35, 2.22]),
    (0.9, [4.50, 4.09, 3.75, 3.46]),
]


@pytest.mark.parametrize(("retention", "multiples"), MULTIPLES)
def test_multiples_of_the_margin(retention: float, multiples: list[float]) -> None:
    found = [lifetime_value(1.0, retention, i) for i in (0.10, 0.12, 0.14, 0.16)]
    assert found == pytest.approx(multiples, abs=0.00501)


@pytest.mark.parametrize(
    ("retention", "elasticity"), [(0.6, 2.15), (0.7, 2.67), (0.8, 3.50), (0.9, 5.09)]
)
def test_elasticity_to_retention(retention: float, elasticity: float) -> None:
    assert lifetime_value_elasticity(retention, 0.12) == pytest.approx(elasticity, abs=0.005)
    step = 1e-6
    ratio = lifetime_value(1.0, retention * (1 + step), 0.12) / lifetime_value(1.0, retention, 0.12)
    assert (ratio - 1.0) / step == pytest.approx(elasticity, abs=0.006)


def test_first_year_retention_of_the_high_end_held_constant() -> None:
    assert 1.0 + lifetime_value(1.0, 0.869, 0.10) == pytest.approx(4.76, abs=0.005)


@pytest.mark.parametrize("rate", [*DISCOUNT, 0.0])
@pytest.mark.parametrize("yearly", [0.3, 0.8, 0.98])
@pytest.mark.parametrize("period_days", [365.0 / 12.0, 7.0, 365.0])
def test_the_sum_of_discounted_margins_is_the_closed_form(
    rate: float, yearly: float, period_days: float
) -> None:
    r, i = period_retention(yearly, period_days), period_discount(rate, period_days)
    alive = total = 0.0
    alive, period = 1.0, 0
    while alive > 1e-13:
        period += 1
        alive *= r
        total += 20.0 * alive * discount_factor(rate, period * period_days)
    assert total == pytest.approx(lifetime_value(20.0, r, i), rel=1e-9)
    assert residual_value(20.0, 1.0 - r, i) == pytest.approx(lifetime_value(20.0, r, i), rel=1e-12)


@laws
@given(st.floats(0.0, 1.0), st.floats(0.0, 0.3), st.floats(1.0, 365.0))
def test_periods_compound_to_the_year(r: float, i: float, days: float) -> None:
    periods = 365.0 / days
    assert math.pow(period_retention(r, days), periods) == pytest.approx(r, rel=1e-9, abs=1e-300)
    assert math.pow(1.0 + period_discount(i, days), periods) == pytest.approx(1.0 + i, rel=1e-12)
    assert discount_factor(i, 365.0) == pytest.approx(1.0 / (1.0 + i))
    assert discount_factor(0.0, days) == discount_factor(i, 0.0) == 1.0


@laws
@given(st.floats(1.0, 100.0), st.floats(0.0, 0.98), st.floats(0.01, 0.3))
def test_value_rises_with_retention_and_margin_and_falls_with_the_rate(
    margin: float, retention: float, rate: float
) -> None:
    value = lifetime_value(margin, retention, rate)
    assert lifetime_value(margin, retention + 0.01, rate) > value
    assert lifetime_value(margin + 1.0, retention, rate) >= value
    assert lifetime_value(margin, retention, rate + 0.01) <= value
    assert residual_value(margin, 0.5, rate) > residual_value(margin, 0.51, rate)
    assert lifetime_value(-margin, retention, rate) == -value


def test_a_customer_who_never_leaves_undiscounted() -> None:
    assert lifetime_value(1.0, 1.0, 0.0) == math.inf
    assert residual_value(-1.0, 0.0, 0.0) == -math.inf
    assert lifetime_value(0.0, 1.0, 0.0) == 0.0
    assert lifetime_value_elasticity(1.0, 0.0) == math.inf
    assert residual_value(5.0, 1.0, 0.12) == 0.0
