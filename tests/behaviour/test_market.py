import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.market import adoption_hazard, daily_chance, promise_pull

from .ranges import ELASTICITY, PROMISE_PULL

laws = settings(derandomize=True, deadline=None, max_examples=300)
share = st.floats(0.0, 1.0)


def test_on_a_complete_network_it_is_bass() -> None:
    """Mean field in daily steps, which bias F by at most .0005 (p .03, q .38)."""
    adopted, shares = 0.0, {}
    for day in range(1, 20 * 365 + 1):
        hazard = adoption_hazard(0.03, 1.0, 0.38, adopted, 1.0, 1.0, -2.6)
        adopted += (1.0 - adopted) * daily_chance(hazard)
        shares[day] = adopted
    years = [shares[365 * year] for year in (5, 10, 15, 20)]
    assert years == pytest.approx([0.331, 0.813, 0.972, 0.996], abs=0.001)
    peak = math.log(0.38 / 0.03) / 0.41
    assert shares[round(365 * peak)] == pytest.approx(0.4605, abs=0.001)


@laws
@given(share, share, st.floats(0.0, 2.0), share, st.floats(0.0, 2.0), st.floats(0.2, 3.0))
def test_reach_friends_and_preference_raise_adoption_and_price_lowers_it(
    p: float, reach: float, q: float, friends: float, consideration: float, price: float
) -> None:
    h = adoption_hazard(p, reach, q, friends, consideration, price, -2.6)
    assert h >= 0.0
    assert adoption_hazard(p, min(reach + 0.1, 1.0), q, friends, consideration, price, -2.6) >= h
    assert adoption_hazard(p, reach, q, min(friends + 0.1, 1.0), consideration, price, -2.6) >= h
    assert adoption_hazard(p, reach, q, friends, consideration + 0.1, price, -2.6) >= h
    assert adoption_hazard(p, reach, q, friends, consideration, price + 0.1, -2.6) <= h


def test_switched_off_parts_leave_the_others() -> None:
    assert adoption_hazard(0.03, 0.5, 0.0, 0.7, 1.0, 1.0, -2.6) == 0.015
    assert adoption_hazard(0.0, 0.5, 0.4, 0.5, 1.0, 1.0, -2.6) == 0.2
    assert adoption_hazard(0.0, 0.5, 0.0, 0.5, 1.0, 1.0, -2.6) == 0.0
    assert adoption_hazard(0.03, 1.0, 0.0, 0.0, 1.0, 1.7, 0.0) == 0.03
    assert adoption_hazard(0.03, 1.0, 0.38, 0.5, 0.0, 1.0, -2.6) == 0.0


@pytest.mark.parametrize("elasticity", ELASTICITY)
def test_price_acts_with_its_elasticity(elasticity: float) -> None:
    ratio = adoption_hazard(0.03, 1, 0, 0, 1, 1.01, elasticity) / 0.03
    assert math.log(ratio) / math.log(1.01) == pytest.approx(elasticity)


@laws
@given(st.floats(0.0, 100.0))
def test_a_year_of_daily_chances_is_the_yearly_hazard(yearly: float) -> None:
    day = daily_chance(yearly)
    assert 0.0 <= day < 1.0
    assert 365.0 * math.log1p(-day) == pytest.approx(-yearly, rel=1e-9, abs=1e-12)


@laws
@given(st.floats(-10.0, 10.0), st.floats(0.0, 0.2))
def test_a_bolder_promise_attracts_and_an_honest_one_costs(surplus: float, delta: float) -> None:
    assert promise_pull(surplus, 0.0) == promise_pull(0.0, delta) == 1.0
    assert promise_pull(surplus + 1.0, delta) >= promise_pull(surplus, delta) > 0.0


def test_a_point_less_promised_costs_eight_in_a_hundred() -> None:
    assert promise_pull(-1.0, PROMISE_PULL.default) == pytest.approx(0.92, abs=0.005)
