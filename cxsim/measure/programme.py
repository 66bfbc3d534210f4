"""What a redesign costs the firm, day by day."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cxsim.scenario.schema import MONTH, Scenario


def programme(scenario: Scenario, values: Mapping[str, float], horizon: int) -> np.ndarray:
    """Cost of the enabled levers and campaigns on each day, (days,) in the firm's money.

    One-off costs fall on the start, running costs on the start and every month after, upkeep on the
    day from which on a lever would drift and every month after. What a campaign's contacts cost is
    booked where they are made.
    """
    cost = np.zeros(horizon)
    starts = {f"levers.{name}": lever.start_day for name, lever in scenario.levers.items()}
    starts |= {f"campaigns.{name}": one.start_day for name, one in scenario.campaigns.items()}
    for place, start in starts.items():
        if start >= horizon:
            continue
        cost[start] += values[f"{place}.one_off"]
        _each_month(cost, start, values[f"{place}.monthly"])
    for name, lever in scenario.levers.items():
        if lever.upkeep is not None:
            _each_month(cost, lever.settled_day, values[f"levers.{name}.upkeep"])
    return cost


def _each_month(cost: np.ndarray, start: int, amount: float) -> None:
    """Book an amount on a day and every month after."""
    months = np.arange(start, cost.size, MONTH).astype(int)
    np.add.at(cost, months, amount)


def contacts(scenario: Scenario, values: Mapping[str, float], horizon: int) -> np.ndarray:
    """About what the contacts of a redesign's campaigns will cost on each day, (days,).

    As if the customers of day 0 were there for good; what they do cost is for a run to say.
    """
    cost = np.zeros(horizon)
    case = scenario.as_is
    share = {name: values[f"archetypes.{name}.share"] for name in case.archetypes}
    for name, campaign in scenario.campaigns.items():
        if name in case.campaigns:
            continue
        meant = sum(share[a] for a in campaign.archetypes or case.archetypes) / sum(share.values())
        met = case.firm.customers * meant * values[f"campaigns.{name}.reach"]
        days = slice(campaign.start_day, campaign.start_day + campaign.days)
        cost[days] += met * values[f"campaigns.{name}.cost"] / campaign.days
    return cost


def one_off(scenario: Scenario, values: Mapping[str, float], horizon: int) -> np.ndarray:
    """The part of `programme` that is paid once, on each lever's start, (days,)."""
    cost = np.zeros(horizon)
    for name, lever in scenario.levers.items():
        if lever.start_day < horizon:
            cost[lever.start_day] += values[f"levers.{name}.one_off"]
    return cost
