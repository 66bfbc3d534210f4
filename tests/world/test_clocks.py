"""Needs fire at the exact times of their intensity, whatever levers do to their rate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential
from cxsim.scenario.schema import MONTH

from ..kit.runs import lived, twins
from ..kit.scenarios import made

HORIZON, WARM_UP, CUSTOMERS = 80, 30, 200
SLOW = {"warm_up_days": WARM_UP, "relationship": {"kind": "captive"}}
ASK = "archetypes.anyone.needs.ask"


def fired_after(run: Any, i: int) -> float:
    """Intensity that a customer's clock has used up when it fires next, in Exp(1) draws."""
    key = int(run.state.people["key"][i])
    story = keys.journey_key(key, 0, 0)
    total = exponential(keys.uniform(story, purposes.FIRST_NEED))
    for occurrence in range(run.state.fired[i, 0]):
        story = keys.journey_key(key, 0, occurrence)
        total += exponential(keys.uniform(story, purposes.NEED_GAP))
    return total


@pytest.mark.parametrize(
    ("rate", "lever"),
    [
        (3, {"how": "multiply", "effect": 3, "start_day": 20, "ramp_days": 30}),
        (3, {"how": "multiply", "effect": 0.1, "start_day": 0, "ramp_days": 0}),
        (3, {"how": "add", "effect": -2.5, "start_day": 0, "ramp_days": 40}),
        (0.4, {"how": "multiply", "effect": 6, "start_day": 55, "ramp_days": 7}),
        (0, {"how": "add", "effect": 2, "start_day": 10, "ramp_days": 10}),
    ],
)
def test_clocks_fire_when_the_intensity_says(rate: float, lever: dict[str, Any]) -> None:
    scenario = made(SLOW, {ASK: rate}, levers={"pace": {"target": ASK} | lever})
    run = lived(scenario, CUSTOMERS, HORIZON)
    days = np.arange(HORIZON + 1)
    if lever["ramp_days"]:
        strength = np.clip((days - lever["start_day"]) / lever["ramp_days"], 0, 1)
    else:
        strength = (days >= lever["start_day"]).astype(float)
    effect = lever["effect"]
    moved = (
        rate + strength * effect if lever["how"] == "add" else rate * (1 + strength * (effect - 1))
    )
    daily = np.concatenate([np.full(WARM_UP, rate), moved]) / MONTH
    used = np.concatenate([[0], np.cumsum(daily)])
    ends = np.arange(-WARM_UP, HORIZON + 2)
    fires = run.state.next_need[:, 0]
    inside = fires < HORIZON + 1
    law = np.array([fired_after(run, i) for i in range(CUSTOMERS)])
    found = np.interp(fires[inside], ends, used)
    assert np.allclose(found, law[inside], rtol=1e-9, atol=1e-9)
    assert (law[~inside] >= used[-1] - 1e-9).all()
    assert run.state.fired.sum() > 20


def test_a_need_that_is_taken_away_never_fires_again() -> None:
    lever = {"never": {"target": ASK, "how": "multiply", "effect": 0}}
    today, to_be = twins(made(SLOW, {ASK: 3}, levers=lever), CUSTOMERS, HORIZON)
    before = to_be.state.fired - today.state.fired
    assert (before <= 0).all()
    daily = to_be.record.daily.sum(axis=1)
    assert daily[2:].sum() == 0
    assert today.record.daily[2:].sum() > 0
