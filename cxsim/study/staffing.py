"""One employee more or fewer: what it does to a team's line, to its customers and to money.

Each size of the team is lived from before day 0, as if it had always been so, with the same luck.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.engine.engines import engine_named
from cxsim.measure.metrics import metrics
from cxsim.measure.teams import by_month, days_of, teams_frame
from cxsim.scenario.asked import simulated, wrong_scenarios
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase
from cxsim.world.numbers import central
from cxsim.world.world import build

from .intervals import interval
from .settings import too_many, wrong_settings

STEPS = (-3, -2, -1, 0, 1, 2, 3)
OF_TEAM = ("service_level", "speed_of_answer", "wait", "abandonment", "utilisation", "strain")
OF_CASE = ("nps", "cost", "npv")
COLUMNS = ("team", "change", "staff", "metric", "mean", "delta", "low", "high")


class Level(NamedTuple):
    """A size of a team to be lived."""

    team: str
    change: float
    staff: float


def staffing(
    as_is: Scenario,
    team: str,
    steps: Sequence[int] = STEPS,
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = 4,
    seed: int = 1,
    threads: int | None = None,
    engine: str = "kernel",
) -> pd.DataFrame:
    """What one employee more or fewer does, today.

    Parameters
    ----------
    as_is : Scenario
    team : str
        One of its teams.
    steps : sequence of int
        Employees more or fewer; 0 is always lived, too. Where teams are run at a share of the
        firm, as many as one there stands for. Sizes that leave nobody are left out.
    customers, replications, seed : int
        As of `compare`; uncertain values are at their centres.
    horizon_days : int or None
        Days from day 0; None takes the case's.
    threads : int or None
        Lives at once; None takes all cores. No number depends on it.
    engine : str
        "kernel" or "reference".

    Returns
    -------
    DataFrame
        Tidy: team, change and staff (employees of the firm), metric, mean, delta (to change 0),
        low, high (95% of the mean difference, luck alone; NaN with one replication). Metrics of
        the team are `service_level`, `speed_of_answer` and `wait` (s), `abandonment`,
        `utilisation`, `strain`; of the whole case `nps`, `cost`, `npv` (the firm's money).

    Raises
    ------
    Problems
        When an argument is out of range, or there is no such team.
    """
    _check(as_is, team, customers, horizon_days, replications, seed, threads, engine)
    customers = simulated(as_is, customers)
    horizon = horizon_days or as_is.as_is.horizon_days
    about = (customers, horizon, seed, engine)
    return curves(as_is, levels(as_is, team, steps), about, range(replications), threads)


def levels(as_is: Scenario, team: str, steps: Sequence[int] = STEPS) -> list[Level]:
    """The sizes of a team to be lived, the smallest first."""
    today, scale = as_is.as_is.teams[team].staff.value, as_is.as_is.firm.team_scale
    found = (Level(team, step / scale, today + step / scale) for step in sorted({0, *steps}))
    return [one for one in found if one.change == 0 or one.staff * scale >= 0.5]


def curves(
    as_is: Scenario,
    sizes: Sequence[Level],
    about: tuple[int, int, int, str],
    replications: Sequence[int],
    threads: int | None = None,
    told: Callable[[], None] | None = None,
    own: Mapping[str, type] = MappingProxyType({}),
) -> pd.DataFrame:
    """Live sizes of teams; see `staffing`.

    Parameters
    ----------
    as_is : Scenario
    sizes : sequence of Level
        With, for each team, one of no change.
    about : tuple
        Customers, horizon, seed, engine.
    replications : sequence of int
    threads : int or None
    told : callable or None
        Called when a life is over.
    own : mapping
        An agent of somebody's own (`person`), for the reference engine.
    """
    lives = lives_of(sizes)
    pairs = [(size, replication) for size in lives for replication in replications]
    lived = []
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    try:
        for life in pool.map(lambda pair: _life(as_is, about, own, *pair), pairs):
            lived.append(life)
            if told is not None:
                told()
    finally:
        pool.shutdown(cancel_futures=True)
    few = len(replications)
    found = {size: lived[n * few : (n + 1) * few] for n, size in enumerate(lives)}
    rows = []
    for size in sizes:
        here, there = found[None if size.change == 0 else size], found[None]
        for metric in (*OF_TEAM, *OF_CASE):
            level, today = (
                np.array([_told(life, size.team, metric) for life in side])
                for side in (here, there)
            )
            gap = interval(level - today, np.array([]))
            mean = interval(level, np.array([])).mean
            rows.append((*size, metric, mean, gap.mean, gap.mc_low, gap.mc_high))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def lives_of(sizes: Sequence[Level]) -> list[Level | None]:
    """The lives that tell of some sizes of teams: today's, None, tells of all of them."""
    return [None, *(size for size in sizes if size.change != 0)]


class _Life(NamedTuple):
    """What is measured of a life."""

    case: dict[str, float]
    teams: pd.DataFrame


def _told(life: _Life, team: str, metric: str) -> float:
    """One of its metrics, of a team or of the whole case; NaN where it has none."""
    if metric in OF_TEAM:
        one: pd.Series[float] = life.teams[metric]
        return float(one[team])
    return life.case.get(metric, np.nan)


def _life(
    as_is: Scenario,
    about: tuple[int, int, int, str],
    own: Mapping[str, type],
    size: Level | None,
    replication: int,
) -> _Life:
    """A life with a team of such a size, or with today's teams."""
    customers, horizon, seed, engine = about
    values = central(as_is)
    if size is not None:
        values = {**values, f"teams.{size.team}.staff": size.staff}
    lives = engine_named(engine)
    built = build(as_is, values, customers, horizon, seed, replication)
    lived = lives.live(built, lives.warmed(built, **own), use_up=True, **own)
    counts = by_month(lived).sum(axis=0, keepdims=True)
    frame = teams_frame(
        built.names.teams, counts, np.array([days_of(horizon).sum()]), as_is.as_is.firm.team_scale
    )
    return _Life(metrics(as_is, values, lived), frame.set_index("team"))


def _check(
    as_is: Scenario,
    team: str,
    customers: int | None,
    horizon_days: int | None,
    replications: int,
    seed: int,
    threads: int | None,
    engine: str,
) -> None:
    """Refuse what makes no sense, all at once."""
    numbers = {"customers": customers, "replications": replications, "seed": seed}
    asked = {**numbers, "horizon_days": horizon_days, "threads": threads}
    wrong = [*wrong_scenarios("as_is", as_is), *wrong_settings(engine, **asked)]
    if not wrong:
        known = tuple(as_is.as_is.teams) or phrase("a_team")
        if team not in as_is.as_is.teams:
            wrong.append(Problem("team", "wrong", team, known))
        wrong += too_many(as_is, customers, 0, engine)
    if wrong:
        raise Problems(wrong)
