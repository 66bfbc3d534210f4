"""One team and its line, as Erlang thought of it: nothing that a customer feels moves anything."""

from __future__ import annotations

from typing import Any

import numpy as np

from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import TEAM_DAILY
from cxsim.scenario.schema import MONTH, Scenario

from .scenarios import CAPTIVE, made

PLAIN: dict[str, Any] = {
    "absence": 0,
    "quits": 0,
    "skill_spread": 0,
    "learning": {"gap": 0},
    "mood": {"volatility": 0},
}
"""Employees who are all alike, every day, and stay."""
NO_PACE: dict[str, Any] = {
    "behaviour.skill": {"pace": 0},
    "behaviour.strain": {"pace": 0},
    "behaviour.temper": {"pace": 0},
}
"""Nothing makes them faster or slower."""
MINUTE = 60_000_000
"""Microseconds."""


def one_line(
    a_minute: float,
    servers: int,
    minutes: float,
    patience: float | None,
    customers: int,
    *changes: dict[str, Any],
    **team: Any,
) -> Scenario:
    """An always open team, whom so many contacts a minute of so many customers come to.

    Parameters
    ----------
    a_minute : float
        Rate at which all customers of the firm together come.
    minutes : float
        Mean of the exponential service times.
    patience : float or None
        Mean of the exponential patience, minutes; None for no end of it.
    customers : int
        Of the firm: where fewer are simulated, the others come too.
    """
    crew = {
        "label": "Crew",
        "staff": servers,
        "shifts": {"all": {"hours": "00:00-24:00"}},
        "open": {"every": "00:00-24:00"},
        "service": {"form": "exponential", "minutes": minutes},
        "patience": {"form": "endless"}
        if patience is None
        else {"form": "exponential", "minutes": patience},
        "unserved": {"again": 0},
        "answer_within_seconds": 0,
        "employees": PLAIN,
    }
    rate = a_minute * 1440 * MONTH / customers
    case = {
        "warm_up_days": 30,
        "firm.customers": customers,
        "archetypes.anyone.needs.ask": rate,
        "teams": {"crew": crew | team},
        "touchpoints.desk.team": "crew",
    }
    return made(CAPTIVE, NO_PACE, case, *changes)


def days_of(run: Lived, team: int = 0) -> dict[str, np.ndarray]:
    """Each column of a team's days."""
    table = run.record.team_days[:, team].astype(float)
    return dict(zip(TEAM_DAILY, table.T, strict=True))
