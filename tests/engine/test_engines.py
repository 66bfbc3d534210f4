"""The kernel and the reference engine live the same lives, bit by bit."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.engine.reference.customer import Customer
from cxsim.scenario import load
from cxsim.scenario.schema import Scenario

from ..kit.engines import differences
from ..kit.scenarios import FAILURE_DEMAND, PROFESSIONAL, PURCHASES, RICH, made

LEVERS: dict[str, dict[str, Any]] = {
    "quality": {"target": "touchpoints.line.quality", "effect": 2, "start_day": 10, "ramp_days": 9},
    "pace": {"target": "archetypes.anyone.needs", "how": "multiply", "effect": 0.5, "reach": 0.5},
    "way": {"target": "journeys.mend.steps.line.done.share", "effect": 0.3, "ramp_days": 20},
}
MORE = "as_is.teams.save_desk.staff=60"
"""At that scale as many fill its three shifts."""
SMALL = ["as_is.warm_up_days=20", "as_is.firm.team_scale=0.05", MORE]
SCENARIOS: dict[str, Scenario] = {
    "rich": made(RICH),
    "rich with levers": made(RICH, levers=LEVERS),
    "failure demand": made(RICH, FAILURE_DEMAND, levers=LEVERS),
    "without a contract": made(PURCHASES),
    "a professional": made(PROFESSIONAL),
    "no ties": made(RICH, {"ties": {"kind": "none"}}),
    "telecom": load("telecom/to_be_on_time_technician", SMALL),
    "retail": load("retail/as_is"),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_engines_agree(name: str) -> None:
    assert differences(SCENARIOS[name], 60, 40) == []


class Stoic(Customer):
    """Somebody who never talks."""

    def talk(self, journey: Any, memory: float) -> None:
        """Say nothing."""


def test_a_difference_is_found() -> None:
    loud = made(RICH, {"behaviour.word_of_mouth": {"base": 0.8, "told": 1}})
    assert any("inbox" in found for found in differences(loud, 60, 40, person=Stoic))
