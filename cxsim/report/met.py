"""What customers met at each touchpoint of a world: how often, how it felt, what went wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from cxsim.scenario import AsIs

STAGES = ("pre_purchase", "purchase", "post_purchase")
NEUTRAL = 6.0
"""The scale's neutral point."""
ENOUGH = 30
"""Visits, over all repetitions, from which an archetype counts for a band; a modelling choice."""


@dataclass(frozen=True)
class Met:
    """One touchpoint of one world, in the last twelve months; a year of simulated customers.

    Parameters
    ----------
    visits : float
    felt : float
        Mean satisfaction, 0–10; NaN where nobody came.
    failing : float
        Share of the visits that failed; NaN where nobody came.
    cost : float
        In the firm's money; NaN where it is not told.
    low, high : float
        Of the archetypes' own means, the lowest and the highest.
    lowest : str
        The archetype to which it feels worst; empty where none came often enough.
    """

    visits: float = 0.0
    felt: float = math.nan
    failing: float = math.nan
    cost: float = math.nan
    low: float = math.nan
    high: float = math.nan
    lowest: str = ""


def met(frame: pd.DataFrame, repetitions: int) -> dict[str, Met]:
    """What was met at each touchpoint that a world has.

    Parameters
    ----------
    frame : DataFrame
        Rows of one world with archetype, touchpoint, visits and failures (per repetition),
        satisfaction (mean) and perhaps cost.
    repetitions : int
    """
    own = frame.assign(felt=(frame["satisfaction"] * frame["visits"]).fillna(0.0))
    own = own if "cost" in own else own.assign(cost=math.nan)
    columns = ["visits", "felt", "failures", "cost"]
    sums = own.groupby(["touchpoint", "archetype"], sort=False)[columns].sum(min_count=1)
    parts: dict[str, list[tuple[str, tuple[float, ...]]]] = {}
    for (touchpoint, archetype), row in zip(sums.index, sums.to_numpy(float), strict=True):
        parts.setdefault(str(touchpoint), []).append((str(archetype), tuple(row)))
    return {touchpoint: _one(rows, repetitions) for touchpoint, rows in parts.items()}


def _one(rows: list[tuple[str, tuple[float, ...]]], repetitions: int) -> Met:
    """From each archetype's visits, sum of satisfaction, failures and cost."""
    visits, felt, failures, cost = (
        sum(column) for column in zip(*(r for _, r in rows), strict=True)
    )
    if not visits:
        return Met(cost=cost)
    often = {
        archetype: own[1] / own[0] for archetype, own in rows if own[0] * repetitions >= ENOUGH
    }
    lowest = min(often, key=lambda archetype: often[archetype], default="")
    return Met(
        visits=visits,
        felt=felt / visits,
        failing=failures / visits,
        cost=cost,
        low=often.get(lowest, math.nan),
        high=max(often.values(), default=math.nan),
        lowest=lowest,
    )


def in_order(case: AsIs, worlds: tuple[Mapping[str, Met], ...]) -> list[str]:
    """Touchpoints of any of the worlds: by stage, then as the journeys come to them.

    One that today's case does not know stands last.
    """
    named = [t for journey in case.journeys.values() for t in journey.touchpoints()]
    known = [
        touchpoint
        for stage in STAGES
        for touchpoint in dict.fromkeys([*named, *case.touchpoints])
        if touchpoint in case.touchpoints and case.touchpoints[touchpoint].stage == stage
    ]
    there = dict.fromkeys(name for world in worlds for name in world)
    return [t for t in known if t in there] + [t for t in there if t not in case.touchpoints]
