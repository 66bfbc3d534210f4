"""New customers by what brought them, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cxsim.engine.record import MILLION
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH

SOURCES = ("advertising", "friends", "referral", "returning")
"""What brings new customers, in the order of `Record.acquired`."""


def advertised(lived: Lived) -> np.ndarray:
    """What the firm paid for advertising on each day, however many joined, (days,) money."""
    return np.asarray(lived.record.advertising)


def advertised_more(values: Mapping[str, float], lived: Lived) -> np.ndarray:
    """What of it is beyond today's advertising, (days,); less than today counts 0."""
    today = values["market.acquisition.advertising.monthly"] / MONTH
    return np.maximum(0.0, np.round(advertised(lived) - today, 6))


def cost_of_each(lived: Lived, scale: float) -> float | None:
    """What a new customer cost on average, advertising included; None where nobody joined.

    Parameters
    ----------
    lived : Lived
    scale : float
        How many real customers one simulated customer stands for.
    """
    joins, paid = lived.record.acquired.sum(axis=(0, 1, 2)).tolist()
    if joins == 0:
        return None
    return float((paid / MILLION + advertised(lived).sum() / scale) / joins)


def acquisition_frame(lived: Lived, scale: float) -> pd.DataFrame:
    """New customers by month, archetype and source; empty where the case has no prospects.

    Returns
    -------
    DataFrame
        month (0, 1, …), archetype, source, joined (simulated customers), cost (money paid for
        each and all of them, rewards included, of simulated customers; of advertising, that of
        the month shared by who joined through it).
    """
    daily = lived.record.acquired
    if not lived.built.people.size > int(lived.built.world.case[0].customers):
        daily = daily[:0]
    month = (np.arange(len(daily)) / MONTH).astype(int)
    spans = int(month.max(initial=-1)) + 1
    found = np.zeros((spans, *daily.shape[1:]))
    np.add.at(found, month, daily)
    joined, cost = found[..., 0], found[..., 1] / MILLION
    spent = np.bincount(month, advertised(lived)[: len(daily)], minlength=spans) / scale
    came = joined[:, :, 0]
    share = came / np.maximum(1.0, came.sum(axis=1, keepdims=True))
    cost[:, :, 0] += share * spent[:, None]
    at, kind, source = (axis.reshape(-1) for axis in np.indices(joined.shape))
    return pd.DataFrame(
        {
            "month": at,
            "archetype": np.array(lived.built.names.archetypes)[kind],
            "source": np.array(SOURCES)[source],
            "joined": joined.reshape(-1).astype(int),
            "cost": cost.reshape(-1),
        }
    )
