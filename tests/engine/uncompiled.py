"""Small runs of the stages as plain Python; run as a script it tells their digests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from cxsim.engine import calendar
from cxsim.engine.stages import journeys, relationship, surveys
from cxsim.engine.state import State
from cxsim.scenario import load
from cxsim.scenario.schema import Scenario
from tests.kit.runs import digest, lived
from tests.kit.scenarios import RICH, made

MORE = "as_is.teams.save_desk.staff=60"
"""At the scale at which it is run as many fill its three shifts."""
ORDERS = ("as they come", "backwards", "shuffled")


def runs() -> Iterator[tuple[Scenario, int, int]]:
    """Scenario, customers and horizon of each."""
    lever: dict[str, Any] = {"target": "journeys.mend.steps.line.done.share", "effect": 0.3}
    pace = {"target": "archetypes.anyone.needs.ask", "how": "multiply", "effect": 2}
    levers = {"way": lever | {"start_day": 5, "ramp_days": 10}, "pace": pace | {"start_day": 9}}
    yield made(RICH, levers=levers), 60, 30
    small = ["as_is.warm_up_days=20", "as_is.firm.team_scale=0.05", MORE]
    yield load("telecom/to_be_on_time_technician", overrides=small), 60, 60


def collected(order: str) -> Any:
    """`calendar.collect`, with the customers of the day in another order."""
    random = np.random.default_rng(1)

    def collect(state: State, row: int, today: int) -> int:
        found: int = calendar.collect(state, row, today)
        if order == "backwards":
            state.due[:found] = state.due[:found][::-1].copy()
        elif order == "shuffled":
            random.shuffle(state.due[:found])
        return found

    return collect


if __name__ == "__main__":
    for order in ORDERS:
        for stage in (journeys, relationship, surveys):
            stage.collect = collected(order)  # type: ignore[attr-defined]
        print(*(digest(lived(*run)) for run in runs()))
