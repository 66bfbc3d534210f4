"""Where a rule changes course or holds a number back: what it does right there."""

import math

import numpy as np
import pytest

from cxsim.behaviour.choice import tilt
from cxsim.behaviour.market import adoption_hazard
from cxsim.behaviour.parameters import EXPONENTIAL, LINEAR, MUST_BE, ONE_DIMENSIONAL, SATURATING
from cxsim.behaviour.perception import kano_value
from cxsim.behaviour.relationship import link, price_term
from cxsim.behaviour.word_of_mouth import forgotten, heard

PRICES = (0.01, 0.0105, 0.5, 0.9, 1.0, 1.1, 1.5, 3.0)


@pytest.mark.parametrize("lean", [1.0, -1.0])
def test_a_tilt_is_held_at_fifty_either_way(lean: float) -> None:
    assert tilt(0.2, 6.0, 1e9, 0.0, lean) == pytest.approx(0.2 * math.exp(50.0 * lean))
    assert tilt(0.2, 6.0, 49.9, 0.0, lean) == pytest.approx(0.2 * math.exp(49.9 * lean))


@pytest.mark.parametrize("price", PRICES)
def test_price_is_a_power_for_adopting_and_its_logarithm_for_leaving(price: float) -> None:
    assert adoption_hazard(0.03, 1, 0, 0, 1, price, -2.6) == pytest.approx(0.03 * price**-2.6)
    assert price_term(price, -2.6, 0.15, 0.0) == pytest.approx(2.6 * math.log(price))


def test_a_price_below_a_hundredth_counts_as_a_hundredth() -> None:
    for price in (0.009, 1e-300, 0.0):
        assert adoption_hazard(0.03, 1, 0, 0, 1, price, -2.6) == pytest.approx(0.03 * 0.01**-2.6)
        assert price_term(price, -2.6, 0.15, 0.0) == pytest.approx(2.6 * math.log(0.01))


def test_beyond_two_deviations_of_satisfaction_no_more_of_a_rise_is_forgiven() -> None:
    assert price_term(1.2, -2.6, 0.15, 2.0) == pytest.approx(0.7 * 2.6 * math.log(1.2))
    assert price_term(1.2, -2.6, 0.15, 2.1) == price_term(1.2, -2.6, 0.15, 9.0)
    assert price_term(1.2, -2.6, 0.15, 2.1) == price_term(1.2, -2.6, 0.15, 2.0)


@pytest.mark.parametrize("form", [LINEAR, SATURATING, EXPONENTIAL])
def test_a_link_is_level_beyond_thirty(form: int) -> None:
    for z in (30.0, -30.0):
        assert link(1.01 * z, form) == link(100.0 * z, form) == link(z, form)
    assert link(30.0, LINEAR) > link(29.9, LINEAR)
    assert link(30.0, EXPONENTIAL) > link(29.9, EXPONENTIAL)


def test_a_saturating_link_is_odd_to_the_last_bit() -> None:
    for z in np.linspace(0.0, 40.0, 2001).tolist():
        assert link(-z, SATURATING) == -link(z, SATURATING)


@pytest.mark.parametrize("spec", [10.0, 1.0, 1e-9])
def test_half_a_standard_is_worth_half_however_low_it_is(spec: float) -> None:
    assert kano_value(spec / 2, ONE_DIMENSIONAL, spec) == pytest.approx(5.0)
    assert kano_value(spec / 2, MUST_BE, spec) == pytest.approx(6 * 0.622, abs=5e-3)


def test_a_chance_beyond_its_range_counts_as_its_end() -> None:
    for plus, minus in ((100.0, 0.0), (0.0, 100.0), (3.0, 5.0)):
        assert heard(1.05, plus, minus, 0.2, 0.5) == heard(1.0, plus, minus, 0.2, 0.5)
        assert heard(-0.05, plus, minus, 0.2, 0.5) == heard(0.0, plus, minus, 0.2, 0.5)


def test_without_time_nobody_forgets_and_without_memory_everybody_does() -> None:
    for memory_days in (math.inf, 30.0, 0.0, -1.0):
        assert forgotten(0.7, 0.3, 0.0, memory_days) == 0.7
    assert forgotten(0.7, 0.3, 1e-9, 0.0) == 0.3
