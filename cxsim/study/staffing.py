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

from cxsim.engine.engines import PLACES, engine_named
from cxsim.measure.metrics import metrics
from cxsim.measure.teams import by_month, days_of, teams_frame
from cxsim.scenario.asked import more_than_real, wrong_numbers, wrong_scenarios
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.size import too_large
from cxsim.scenario.words import phrase
from cxsim.world.numbers import central
from cxsim.world.world import build

from .intervals import interval

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
    customers: int = 5000,
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
    pairs = [(size, replication) for size in sizes for replication in replications]
    lived = []
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    try:
        for life in pool.map(lambda pair: _life(as_is, about, own, *pair), pairs):
            lived.append(life)
            if told is not None:
                told()
    finally:
        pool.shutdown(cancel_futures=True)
    found = {
        size: lived[n * len(replications) : (n + 1) * len(replications)]
        for n, size in enumerate(sizes)
    }
    rows = []
    for size in sizes:
        today = found[next(one for one in sizes if one.team == size.team and one.change == 0)]
        for metric in (*OF_TEAM, *OF_CASE):
            here, there = (
                np.array([run.get(metric, np.nan) for run in runs]) for runs in (found[size], today)
            )
            gap = interval(here - there, np.array([]))
            mean = interval(here, np.array([])).mean
            rows.append((*size, metric, mean, gap.mean, gap.mc_low, gap.mc_high))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _life(
    as_is: Scenario,
    about: tuple[int, int, int, str],
    own: Mapping[str, type],
    size: Level,
    replication: int,
) -> dict[str, float]:
    """Metrics of one life with a team of such a size."""
    customers, horizon, seed, engine = about
    values = {**central(as_is), f"teams.{size.team}.staff": size.staff}
    lives = engine_named(engine)
    built = build(as_is, values, customers, horizon, seed, replication)
    lived = lives.live(built, lives.warmed(built, **own), use_up=True, **own)
    counts = by_month(lived).sum(axis=0, keepdims=True)
    frame = teams_frame(
        built.names.teams, counts, np.array([days_of(horizon).sum()]), as_is.as_is.firm.team_scale
    )
    mine: pd.Series[float] = frame.set_index("team").T[size.team]
    return metrics(as_is, values, lived) | {name: float(mine[name]) for name in OF_TEAM}


def _check(
    as_is: Scenario,
    team: str,
    customers: int,
    horizon_days: int | None,
    replications: int,
    seed: int,
    threads: int | None,
    engine: str,
) -> None:
    """Refuse what makes no sense, all at once."""
    numbers: dict[str, object] = {"customers": customers, "replications": replications}
    numbers |= {"seed": seed, "horizon_days": horizon_days, "threads": threads}
    wrong = [*wrong_scenarios("as_is", as_is), *wrong_numbers(numbers)]
    if engine not in tuple(PLACES):
        wrong.append(Problem("engine", "wrong", engine, tuple(PLACES)))
    if not wrong:
        known = tuple(as_is.as_is.teams) or phrase("a_team")
        if team not in as_is.as_is.teams:
            wrong.append(Problem("team", "wrong", team, known))
        wrong += more_than_real(as_is, customers)
        wrong += too_large(as_is, customers, 0, engine)
    if wrong:
        raise Problems(wrong)
