"""The order of a day, with the time that each stage takes."""

from __future__ import annotations

import time

from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.world import build

from .day import stages
from .run import empty_for, warmed


def explain(
    scenario: Scenario, customers: int = 2000, days: int = 60
) -> list[tuple[str, str, float]]:
    """Live some days stage by stage.

    Parameters
    ----------
    scenario : Scenario
    customers : int
        Simulated customers, ≥ 1.
    days : int
        Days after day 0, ≥ 1.

    Returns
    -------
    list of (name, meaning, microseconds a day)
        In the order of the day; the meaning is the first line of the stage's docstring.
    """
    built = build(scenario, central(scenario), customers, days, 1, 0)
    state = warmed(built)
    record = empty_for(built, 0)
    order = stages()
    spent = [0.0] * len(order)
    for today in range(days):
        for at, stage in enumerate(order):
            start = time.perf_counter()
            stage(built.world, state, record, today)
            if today > 0:  # the first day may compile
                spent[at] += time.perf_counter() - start
    counted = max(1, days - 1)
    return [
        (stage.__name__, (stage.__doc__ or "").splitlines()[0], 1e6 * seconds / counted)
        for stage, seconds in zip(order, spent, strict=True)
    ]
