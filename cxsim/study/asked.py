"""What customers of today's case would answer, for those who fit a case to a survey."""

from __future__ import annotations

import numpy as np

from cxsim.intake.survey.settling import Lives
from cxsim.measure import simulate
from cxsim.scenario import AsIs, Scenario

CUSTOMERS, DAYS = 4000, 61
"""People asked, and days after the warm-up in which most have made a journey."""


def live(case: AsIs, customers: int = CUSTOMERS, days: int = DAYS, replication: int = 0) -> Lives:
    """Live today's case and look at everybody's last journey that ended.

    Parameters
    ----------
    case : AsIs
    customers, days : int
        How many, and for how long after the warm-up.
    replication : int
        Which luck.
    """
    scenario = Scenario("survey", "as_is", case)
    run = simulate(scenario, customers, days, replication=replication, record="events")
    assert run.events is not None
    archetypes, places = list(case.archetypes), list(case.touchpoints)
    felt = np.full((customers, len(places)), np.nan)
    events = run.events
    ended = events[events["event"] == "journey_end"].groupby("customer")["occurrence"].max()
    visits = events[events["event"] == "visit"]
    visits = visits[visits["occurrence"] == visits["customer"].map(ended)]
    where = visits["touchpoint"].map(places.index).to_numpy(np.int64)
    felt[visits["customer"].to_numpy(np.int64), where] = visits["felt"]
    people = run.customers
    return Lives(
        people["archetype"].map(archetypes.index).to_numpy(np.int64),
        people["satisfaction"].to_numpy(float),
        felt,
    )
