"""What a redesign costs the firm, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from cxsim.scenario.schema import MONTH, Scenario


class Spending(NamedTuple):
    """A payment of a redesign: for which of its levers or campaigns (`section`), and when."""

    section: str
    name: str
    day: int
    money: float


def spendings(scenario: Scenario, values: Mapping[str, float], horizon: int) -> Iterator[Spending]:
    """Every payment for the enabled levers and campaigns within the horizon, the firm's money.

    One-off costs fall on the start, running costs on the start and every month after, upkeep on the
    day from which on a lever would drift and every month after. What a campaign's contacts cost is
    booked where they are made.
    """
    starts = {("levers", name): lever.start_day for name, lever in scenario.levers.items()}
    starts |= {("campaigns", name): one.start_day for name, one in scenario.campaigns.items()}
    for (section, name), start in starts.items():
        if start >= horizon:
            continue
        yield Spending(section, name, start, values[f"{section}.{name}.one_off"])
        monthly = values[f"{section}.{name}.monthly"]
        yield from (Spending(section, name, day, monthly) for day in _months(start, horizon))
    for name, lever in scenario.levers.items():
        if lever.upkeep is not None:
            upkeep = values[f"levers.{name}.upkeep"]
            days = _months(lever.settled_day, horizon)
            yield from (Spending("levers", name, day, upkeep) for day in days)


def programme(scenario: Scenario, values: Mapping[str, float], horizon: int) -> np.ndarray:
    """Cost of the enabled levers and campaigns on each day, (days,): see `spendings`."""
    cost = np.zeros(horizon)
    for paid in spendings(scenario, values, horizon):
        cost[paid.day] += paid.money
    return cost


def _months(start: int, horizon: int) -> list[int]:
    """A day and every month after, within the horizon."""
    return [int(day) for day in np.arange(start, horizon, MONTH).astype(int)]


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
