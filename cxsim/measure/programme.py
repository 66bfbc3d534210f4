"""What a redesign costs the firm, day by day."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cxsim.scenario.schema import MONTH, Scenario


def programme(scenario: Scenario, values: Mapping[str, float], horizon: int) -> np.ndarray:
    """Cost of the enabled levers on each day, (days,) in the firm's money.

    One-off costs fall on the lever's start, running costs on the start and every month after.
    """
    cost = np.zeros(horizon)
    for name, lever in scenario.levers.items():
        if lever.start_day >= horizon:
            continue
        cost[lever.start_day] += values[f"levers.{name}.one_off"]
        months = np.arange(lever.start_day, horizon, MONTH).astype(int)
        np.add.at(cost, months, values[f"levers.{name}.monthly"])
    return cost


def one_off(scenario: Scenario, values: Mapping[str, float], horizon: int) -> np.ndarray:
    """The part of `programme` that is paid once, on each lever's start, (days,)."""
    cost = np.zeros(horizon)
    for name, lever in scenario.levers.items():
        if lever.start_day < horizon:
            cost[lever.start_day] += values[f"levers.{name}.one_off"]
    return cost
