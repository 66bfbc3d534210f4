"""What sets of levers cost the firm, before anybody lives with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cxsim.behaviour.value import discount_factor
from cxsim.measure.payroll import raised
from cxsim.measure.programme import contacts, programme
from cxsim.scenario import validate
from cxsim.scenario.parts import Raw
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.numbers import central
from cxsim.world.world import Built, build


@dataclass(frozen=True)
class Costs:
    """What coalitions of levers cost at central values, in the firm's money.

    Parameters
    ----------
    present : dict
        At present value over the horizon, by coalition.
    by_month : dict of (months,) arrays
        Undiscounted.
    begins : dict
        The month in which each lever begins, from 0.
    """

    present: dict[str, float]
    by_month: dict[str, np.ndarray]
    begins: dict[str, int]


def costs(
    to_be: Scenario, worlds: dict[str, Raw], begins: dict[str, int], customers: int, horizon: int
) -> Costs:
    """What each of some coalitions of a redesign's levers costs.

    Parameters
    ----------
    to_be : Scenario
    worlds : dict
        Data of the coalitions by name.
    begins : dict
        Day on which each lever begins.
    customers : int
        Simulated ones, for whom a world is built where teams are paid.
    horizon : int
        Days.
    """
    today = Scenario(to_be.case, "as_is", to_be.as_is, folder=to_be.folder)
    built = build(today, central(today), customers, horizon, 0, 0) if to_be.as_is.teams else None
    rate = to_be.as_is.economics.discount_rate.value
    worth = np.array([discount_factor(float(rate), float(day)) for day in range(horizon)])
    month = (np.arange(horizon) / MONTH).astype(int)
    present, by_month = {}, {}
    for name, raw in worlds.items():
        plan = validate.redesign(raw, name, to_be.as_is)
        spent = _daily(Scenario(to_be.case, name, to_be.as_is, plan, to_be.folder), horizon, built)
        present[name] = float(spent @ worth)
        by_month[name] = np.bincount(month, spent)
    started = {name: int(day / MONTH) for name, day in begins.items()}
    return Costs(present, by_month, started)


def _daily(plan: Scenario, horizon: int, today: Built | None) -> np.ndarray:
    """Programme, contacts of campaigns, and pay above today's on each day."""
    about = plan, central(plan), horizon
    spent = programme(*about) + contacts(*about)
    if today is not None:
        customers = int(today.world.case[0].customers)
        spent = spent + raised(build(*about[:2], customers, horizon, 0, 0, today).world)
    return np.asarray(spent)
