"""Levers without upkeep lose what they have reached; with it they keep it, and it costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.engine.run import live, warmed
from cxsim.engine.state import State
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.triggers import kept_of, strength

from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

PRICE: dict[str, Any] = {"target": "economics.price", "effect": -0.5}
FAST = 0.95
"""A share lost a year of which a month shows something."""


def forces(days: int, *changes: dict[str, Any], **lever: Any) -> np.ndarray:
    """How far a lever has got on each day of the horizon."""
    scenario = made(*changes, levers={"it": PRICE | lever})
    _, own = worlds(scenario, 4, days)
    return np.asarray(own.world.forces[0, :days])


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.floats(0, 0.99), st.integers(0, 900), st.integers(0, 400))
def test_what_is_left_after_t_years_is_one_minus_d_to_the_t(
    d: float, start: int, ramp: int
) -> None:
    days = 1500
    scenario = made(levers={"it": PRICE | {"drift": d, "start_day": start, "ramp_days": ramp}})
    (kept,) = kept_of(scenario.levers, central(scenario), days)
    day = np.arange(days)
    years = np.maximum(0, day - start - ramp) / 365
    assert np.allclose(kept[:-1], (1 - d) ** years, rtol=0, atol=1e-12)
    assert (kept[: start + ramp + 1] == 1).all()
    assert kept[-1] == kept[-2]  # beyond the horizon as on the last day


def test_a_lever_has_got_as_far_as_ramp_and_drift_say() -> None:
    found = forces(80, start_day=10, ramp_days=20, drift=FAST)
    day = np.arange(80)
    ramp = np.array([strength(one, 10, 20) for one in range(80)])
    left = (1 - FAST) ** (np.maximum(0, day - 30) / 365)
    assert np.allclose(found, ramp * left, rtol=0, atol=1e-12)
    assert found.max() == found[30] == 1


def test_who_keeps_it_up_loses_nothing_whatever_it_costs() -> None:
    plain = forces(50, ramp_days=5)
    for upkeep in (0, 700):
        assert (forces(50, ramp_days=5, drift=FAST, upkeep=upkeep) == plain).all()
    assert (forces(50, ramp_days=5, drift=0) == plain).all()


def prices(scenario: Scenario) -> np.ndarray:
    """The price that everybody lives on each of 39 days; 1 today."""
    today, own = worlds(scenario, 20, 40)
    found: list[float] = []

    def look(day: int, state: State) -> None:
        found.append(float(own.world.rules.price[0]))

    live(own, warmed(today), step=1, morning=look)
    return np.array(found[1:])  # in the morning of the next day


def test_what_people_live_drifts_back_to_today() -> None:
    left = (1 - FAST) ** (np.arange(39) / 365)
    found = prices(made(RICH, levers={"it": PRICE | {"drift": FAST}}))
    assert np.allclose(found, 1 - 0.5 * left, rtol=0, atol=1e-12)


def test_readiness_drifts_by_date_whether_it_was_needed_or_not() -> None:
    storm = {
        "label": "S",
        "start_day": 20,
        "effects": {"d": {"target": "economics.price", "size": -1}},
    }
    shock = {"shocks": {"storm": storm}}
    found = forces(40, RICH, shock, drift=FAST, when={"shock": "storm", "for_days": 8}, ramp_days=4)
    day = np.arange(40)
    ramp = np.where(day < 28, [strength(one, 20, 4) for one in range(40)], 0.0)
    assert np.allclose(found, ramp * (1 - FAST) ** (day / 365), rtol=0, atol=1e-12)


COUNTED = {"when": {"failures_at": "desk", "above": 0, "over_days": 20, "for_days": 2}}
FAILING: dict[str, Any] = {"touchpoints.desk.failure": {"probability": 0.2, "depth": 5}}


@pytest.mark.parametrize(
    "lever",
    [
        {"drift": FAST, "ramp_days": 3},
        {"drift": FAST, "upkeep": 50},
        {"drift": FAST, "ramp_days": 3} | COUNTED,
        {},
    ],
    ids=["dated", "kept_up", "counted", "by_maturity"],
)
def test_the_engines_agree(lever: dict[str, Any]) -> None:
    judged = {"firm.maturity": {"governance": 1, "culture": 2, "design": 2, "measurement": 5}}
    quality = {"target": "touchpoints.desk.quality", "effect": 2}
    scenario = made(RICH, FAILING, {"silos": {}}, judged, levers={"it": quality | lever})
    assert differences(scenario, 10, 15) == []


def test_what_is_counted_sets_off_what_drift_has_left() -> None:
    found = prices(made(RICH, FAILING, levers={"it": PRICE | COUNTED | {"drift": FAST}}))
    on = np.flatnonzero(found < 1)
    assert on.size
    assert np.allclose(found[on], 1 - 0.5 * (1 - FAST) ** (on / 365), rtol=0, atol=1e-12)


def test_an_assessment_that_states_level_3_and_no_drift_changes_no_bit() -> None:
    components = ("strategy", "understanding", "design", "measurement", "economics")
    judged = dict.fromkeys((*components, "governance", "culture"), 3)
    lever = {"target": "touchpoints.desk.quality", "effect": 2, "drift": 0}
    worlds_of: list[Scenario] = [
        made(RICH, {"silos": {}}, *more, levers={"it": lever})
        for more in ([], [{"firm.maturity": judged}])
    ]
    plain, middle = (lived(one, 20, 40) for one in worlds_of)
    assert differing(plain, middle) == []
