"""A study of many runs, undertaken: its plan is frozen, its manifest written, its runs lived."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from cxsim.scenario.asked import simulated
from cxsim.scenario.parts import Raw
from cxsim.scenario.schema import Scenario

from .futures import Progress
from .manifest import made_of, manifest
from .runner.kept import METRICS
from .runner.plan import Plan, Point
from .runner.study import Foresee, Share, live_study
from .runner.workers import Execution

Folder = str | Path | Callable[[Plan], Path] | None
"""Where a data set grows, and where one that was broken off goes on; None keeps none."""


class Lives(NamedTuple):
    """How much of each world is lived.

    Parameters
    ----------
    customers, horizon_days : int or None
        None takes what suits the case.
    replications, draws : int
        Lives at central values, and at joint draws of what is uncertain.
    seed : int
    engine : str
    """

    customers: int | None
    horizon_days: int | None
    replications: int
    draws: int
    seed: int
    engine: str


@dataclass(frozen=True)
class Where:
    """Where a study is lived, and who is told how far it is: nothing that moves a figure."""

    folder: Folder
    share: Share
    execution: Execution
    progress: Progress | None
    foresee: Foresee | None


def planned(
    as_is: Scenario,
    worlds: Mapping[str, Raw],
    lives: Lives,
    points: tuple[Point, ...] = ({},),
    batches: tuple[tuple[str, ...], ...] = (),
    keeps: tuple[str, ...] = (),
) -> Plan:
    """The runs of a study of worlds of one case.

    Parameters
    ----------
    as_is : Scenario
    worlds : mapping
        Data by name, today's journey first.
    lives : Lives
    points, batches, keeps
        As in `Plan`.
    """
    return Plan(
        case=as_is.case,
        folder=as_is.folder,
        worlds=worlds,
        points=points,
        replications=lives.replications,
        draws=lives.draws,
        customers=simulated(as_is, lives.customers),
        horizon_days=lives.horizon_days or as_is.as_is.horizon_days,
        seed=lives.seed,
        engine=lives.engine,
        made_of=made_of(as_is),
        batches=batches,
        keeps=keeps,
    )


def undertaken(
    plan: Plan, scenarios: Sequence[Scenario], asked: Mapping[str, Any], where: Where
) -> tuple[pd.DataFrame, bool, dict[str, Any]]:
    """Live the runs of a share of a plan that are not there yet.

    Parameters
    ----------
    plan : Plan
    scenarios : sequence of Scenario
        What the manifest is to hold: today's journey, and the redesigns that were asked about.
    asked : mapping
        Which study, as `do`, and what else it was asked.
    where : Where

    Returns
    -------
    frame : DataFrame
        All rows that are there.
    whole : bool
        Whether these are all.
    manifest : dict
    """
    tables, whole, told = undertaken_tables(plan, scenarios, asked, where)
    return tables[METRICS], whole, told


def undertaken_tables(
    plan: Plan, scenarios: Sequence[Scenario], asked: Mapping[str, Any], where: Where
) -> tuple[dict[str, pd.DataFrame], bool, dict[str, Any]]:
    """`undertaken`, with all tables that the plan keeps, metrics first."""
    size = (plan.customers, plan.horizon_days, plan.replications, plan.seed, plan.engine)
    told = manifest(scenarios, *size, asked, where.execution.workers) | {"runs": len(plan.runs)}
    folder = where.folder(plan) if callable(where.folder) else where.folder
    data = None if folder is None else Path(folder)
    tables = live_study(
        plan, data, told, where.share, where.execution, where.progress, where.foresee
    )
    return tables, len(tables[METRICS]) == plan.rows(plan.runs), told
