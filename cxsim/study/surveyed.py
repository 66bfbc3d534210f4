"""What a survey's correlation would say: how ratings of a touchpoint go with the score given.

An analyst who has answers and no experiment ranks touchpoints by this. It is what goes together,
and no effect: who is content rates everything higher, who meets a place is another than who does
not, and both hang on the same experiences. It is here to be set beside what living both worlds
tells (`drivers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cxsim.engine.engines import engine_named
from cxsim.engine.record import VISIT
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.scenario.size import RECORDED
from cxsim.world.numbers import central
from cxsim.world.world import build

if TYPE_CHECKING:
    from .runner.plan import Plan

ENOUGH = 30
"""Customers from whom a correlation is told; a modelling choice."""
LOOKED_BACK = 12
"""Months whose visits a customer rates, as pages tell touchpoints."""


def surveyed(as_is: Scenario, plan: Plan, replications: int) -> pd.DataFrame:
    """How ratings and scores go together today, at central values.

    Every customer at the horizon answers, so nothing is lost by who responds: each rates every
    touchpoint met in the last twelve months by what was felt there on average, and gives the 0–10
    answer.

    Parameters
    ----------
    as_is : Scenario
    plan : Plan
        For the size and the luck of the lives.
    replications : int
        Lives, put together.

    Returns
    -------
    DataFrame
        archetype ("" of all together), touchpoint, customers (simulated, of all lives), r (Pearson
        correlation; NaN from fewer than 30, or where nothing varies).
    """
    rated = [_rated(as_is, plan, life) for life in range(replications)]
    columns = ["archetype", "touchpoint", "rating", "score"]
    table = pd.concat(rated) if rated else pd.DataFrame(columns=columns)
    rows = []
    for archetype in ("", *as_is.as_is.archetypes):
        mine = table if not archetype else table[table["archetype"] == archetype]
        for touchpoint, own in mine.groupby("touchpoint", sort=False):
            r = _correlation(own["rating"].to_numpy(float), own["score"].to_numpy(float))
            rows.append((archetype, touchpoint, len(own), r))
    return pd.DataFrame(rows, columns=["archetype", "touchpoint", "customers", "r"])


def _rated(as_is: Scenario, plan: Plan, replication: int) -> pd.DataFrame:
    """One life: a row for each customer and touchpoint met."""
    about = (plan.customers, plan.horizon_days, plan.seed, replication)
    built = build(as_is, central(as_is), *about)
    lives_in = engine_named(plan.engine)
    warm = lives_in.warmed(built)
    lived = lives_in.live(built, warm, min(RECORDED, built.people.size), use_up=True)
    events = lived.record.events[: int(lived.record.written[0])]
    answers = lived.record.answers
    since = plan.horizon_days - LOOKED_BACK * MONTH
    mine = (events.kind == VISIT) & (events.day >= since) & (answers[events.person] >= 0)
    met = events[mine]
    felt = pd.DataFrame({"person": met.person, "touchpoint": met.touchpoint, "rating": met.felt})
    rated = felt.groupby(["person", "touchpoint"], as_index=False)["rating"].mean()
    names = built.names
    return pd.DataFrame(
        {
            "archetype": np.array(names.archetypes)[built.people.archetype[rated["person"]]],
            "touchpoint": np.array(names.touchpoints)[rated["touchpoint"]],
            "rating": rated["rating"],
            "score": answers[rated["person"]],
        }
    )


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Pearson's, where there is enough that varies."""
    if one.size < ENOUGH or not one.std() > 0 or not other.std() > 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
