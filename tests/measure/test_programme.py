"""What a redesign costs the firm: once at its start, and month by month from then on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.measure.programme import programme
from cxsim.scenario.schema import MONTH
from cxsim.world.numbers import central

from ..kit.scenarios import made

DESK = {"target": "touchpoints.desk.quality", "effect": 1}


def cost(horizon: int, **lever: object) -> np.ndarray:
    scenario = made(levers={"one": DESK | lever})
    return programme(scenario, central(scenario), horizon)


def test_money_is_spent_on_its_days() -> None:
    spent = cost(100, one_off=500, monthly=20, start_day=10)
    assert np.flatnonzero(spent).tolist() == [10, 40, 70]
    assert spent[[10, 40, 70]].tolist() == [520, 20, 20]


@pytest.mark.parametrize(("horizon", "payments"), [(1, 1), (30, 1), (31, 2), (365, 12), (366, 13)])
def test_a_year_has_twelve_months(horizon: int, payments: int) -> None:
    assert cost(horizon, monthly=1).sum() == payments


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(1, 4000), st.integers(0, 4100))
def test_no_payment_falls_outside_the_horizon(horizon: int, start: int) -> None:
    spent = cost(horizon, one_off=1000, monthly=1, start_day=start)
    assert spent.size == horizon
    assert not spent[:start].any()
    months = max(0, int(np.ceil((horizon - start) / MONTH - 1e-9)))
    assert spent.sum() == (1000 + months if start < horizon else 0)


def test_a_lever_costs_the_same_whoever_it_reaches_and_however_well_it_is_done() -> None:
    whole = cost(100, one_off=500, monthly=20)
    part = cost(100, one_off=500, monthly=20, reach=0.1, execution=0.2, ramp_days=90)
    assert part.tolist() == whole.tolist()


def test_what_is_switched_off_costs_nothing() -> None:
    assert not cost(100, one_off=500, monthly=20, enabled=False).any()
    today = made()
    assert not programme(today, central(today), 100).any()


def test_levers_add_up() -> None:
    scenario = made(levers={"one": DESK | {"one_off": 5}, "two": DESK | {"one_off": 7}})
    assert programme(scenario, central(scenario), 10).tolist() == [12] + [0] * 9


def test_upkeep_is_paid_each_month_from_the_end_of_the_ramp_on() -> None:
    spent = cost(100, start_day=10, ramp_days=5, upkeep=33.33, monthly=20)
    assert np.flatnonzero(spent).tolist() == [10, 15, 40, 45, 70, 75]
    assert spent[[15, 45, 75]].tolist() == [33.33] * 3
    assert spent[[10, 40, 70]].tolist() == [20] * 3


def test_a_drift_costs_nothing_and_nothing_is_kept_up_beyond_the_horizon() -> None:
    assert not cost(100, drift=0.5).any()
    assert not cost(100, start_day=90, ramp_days=10, upkeep=5).any()
