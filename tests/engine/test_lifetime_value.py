"""With a constant chance to leave, lifetime value is the textbook sum (rule 34)."""

from __future__ import annotations

import numpy as np
import pytest

from cxsim.behaviour.value import lifetime_value, period_discount
from cxsim.engine.record import MILLION
from cxsim.measure.value import Promise
from cxsim.scenario.schema import MONTH
from cxsim.world.numbers import central

from ..kit.runs import lived
from ..kit.scenarios import made
from ..kit.statistics import mean_agrees

CUSTOMERS = 20_000
SPEND, MARGIN, HAZARD, RATE = 30.0, 0.4, 0.02, 0.12
CASE = {
    "archetypes.anyone.needs": {},
    "archetypes.anyone.spend": SPEND,
    "economics": {"margin": MARGIN, "discount_rate": RATE},
    "relationship.loyalty.median_hazard": HAZARD,
}


@pytest.mark.parametrize("horizon", [380, 1095, 1825])
def test_value_is_the_closed_form_whatever_the_horizon(horizon: int) -> None:
    """A margin now, at joining, and the closed form of those to come; contacts cost nothing."""
    scenario = made(CASE)
    run = lived(scenario, CUSTOMERS, horizon)
    after = Promise(run, central(scenario)).residual()
    discount = period_discount(RATE, MONTH)
    now = SPEND * MARGIN
    value = np.asarray(run.state.people["value"]) / MILLION + after
    mean_agrees(value, now + lifetime_value(now, 1 - HAZARD, discount))
