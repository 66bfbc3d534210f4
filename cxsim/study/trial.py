"""What a firm could try and see: a pilot of a redesign, and signs by which to stop it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd

from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.numbers import central

from .breakeven import SURE
from .compare import Comparison
from .pilot import Design, Left, Pilot, Price, nps_variance, pilot
from .replication import MONTHLY
from .stopping import Stopping, measured, seen, stopping

LONGEST_PILOT = 12
"""Months that a pilot may last."""
HELD_BACK = 0.05
"""Share of the customers whose journey stays as it is while a redesign is rolled out, beside whom
its first months are judged. An assumption."""
YEAR = 12
"""Months; the counts of surveys are of the last so many."""


def pilot_of(
    comparison: Comparison, plan: Scenario, worth: float, error: float, told: float
) -> Pilot | None:
    """A pilot that measures leaving by choice.

    Parameters
    ----------
    comparison : Comparison
    plan : Scenario
    worth, error : float
        Of what a pilot can tell, over the whole horizon, and its standard error.
    told : float
        Share of the redesign's effect on leaving that comes by word of mouth, 0 … 1.

    Returns
    -------
    Pilot or None
        None where nobody is seen to leave, or no difference in leaving is beyond luck. It is
        advised only if its price is below what is left to gain after it, its error taken off.
    """
    apart = comparison.deltas.get((plan.name, "churn_voluntary"))
    if apart is None or not (apart.mc_low > 0 or apart.mc_high < 0):
        return None
    left = Left(*(_left(comparison, name) for name in ("as_is", plan.name)))
    months = left.control.size
    found = pilot(
        left,
        Design(told=told),
        _price(comparison, plan, months),
        comparison.as_is.as_is.firm.customers,
        min(LONGEST_PILOT, months),
        months,
        worth,
    )
    gain = max(0.0, worth - SURE * error) * (1 - found.months / months)
    if found.advice == "pilot" and (found.price is None or gain <= found.price):
        return replace(found, advice="too_dear")
    return found


def _left(comparison: Comparison, name: str) -> np.ndarray:
    """Share that has left by choice by the end of each month, of the customers of day 0."""
    lives = comparison.lives[name][0]
    left = np.mean([one.months[:, MONTHLY.index("left_voluntary")] for one in lives], axis=0)
    return np.minimum(1.0, np.cumsum(left) / comparison.customers)


def _price(comparison: Comparison, plan: Scenario, months: int) -> Price:
    """What the redesign costs: once, and a month; pay and contacts, too, evenly over the months."""
    values = central(plan)
    own = {} if plan.redesign is None else plan.redesign.campaigns
    places = [f"levers.{name}" for name in plan.levers]
    places += [f"campaigns.{name}" for name in plan.campaigns if name in own]
    once = sum(values[f"{place}.one_off"] for place in places)
    invested = comparison.decisions[plan.name].invested.mean
    return Price(once, max(0.0, invested - once) / months)


def stopping_of(comparison: Comparison, plan: Scenario, money: pd.Series[float]) -> Stopping:
    """When to stop, by what is seen beside customers whose journey stays as it is.

    Parameters
    ----------
    comparison : Comparison
    plan : Scenario
    money : Series
        Expected ΔNPV in each future, its luck taken out: the luck of single simulated customers
        stands in the signs and in the money of a life alike, and no firm has it.
    """
    as_is, to_be = (comparison.lives[name][1] for name in ("as_is", plan.name))
    rate = comparison.as_is.as_is.economics.discount_rate.value
    told = seen(as_is, to_be, rate)
    errors = _errors(comparison)
    signals = {name: told.signals[name] for name in errors}
    told = replace(told, npv=money.to_numpy(float), signals=signals)
    return stopping(measured(told, errors, comparison.seed))


def _errors(comparison: Comparison) -> dict[str, np.ndarray]:
    """Standard errors of what is seen of those held back beside the others, by month."""
    months = np.arange(1, comparison.lives["as_is"][0][0].months.shape[0] + 1)
    held = max(2.0, HELD_BACK * comparison.as_is.as_is.firm.customers)
    churn = comparison.intervals.get(("as_is", "churn_voluntary"))
    found = {}
    if churn is not None and math.isfinite(churn.mean):
        found["churn"] = np.sqrt(churn.mean * (1 - churn.mean) / (held * months))
    window = max(1, round(comparison.as_is.as_is.surveys.window_days / MONTH))
    asked = _asked(comparison)
    lived = min(YEAR, months.size)
    monthly = held * float(asked["answered"]) / comparison.customers / lived
    if monthly > 0:
        shares = (float(asked[who] / asked["answered"]) for who in ("promoters", "detractors"))
        answers = monthly * np.minimum(months, window)
        found["nps_measured"] = 100 * np.sqrt(nps_variance(*shares) / answers)
    return found


def _asked(comparison: Comparison) -> pd.Series[float]:
    """What today's recurring survey asked and was answered in its last twelve months."""
    surveys = comparison.details.surveys
    if surveys.empty:
        return pd.Series({"answered": 0.0})
    own = surveys[(surveys["scenario"] == "as_is") & (surveys["channel"] == "")]
    return own[["answered", "promoters", "detractors"]].sum()
