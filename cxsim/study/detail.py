"""What the page tells of a world beyond its figures: ways, cohorts, surveys, cost to serve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.engine.record import MILLION, SURVEYS
from cxsim.engine.run import Lived
from cxsim.measure.cohorts import cohorts
from cxsim.measure.metrics import scale_of
from cxsim.measure.paths import LAST_MONTHS, Paths, paths
from cxsim.measure.teams import (
    by_archetype,
    by_month,
    days_of,
    hours_frame,
    teams_frame,
    waits_frame,
    weekdays_of,
)
from cxsim.scenario.schema import Scenario

YEAR = 12
"""Months."""


class Detail(NamedTuple):
    """Kept of the worlds that are written down, at central values.

    Parameters
    ----------
    paths : Paths
    cohorts : (cohorts, archetypes, months + 1, 2) array
        See `cxsim.measure.cohorts`.
    surveys : (channels + 1, len(SURVEYS)) array
        What was asked and answered in the last twelve months; the relational survey is the last.
    serving : (years, touchpoints) array
        Cost of the contacts, in the firm's money.
    channels, touchpoints : tuple of str
        Names; a redesign's own touchpoints come last.
    team_months, team_hours, waits : arrays
        See `cxsim.measure.teams`: counts by month; by month and half-hour; by archetype.
    """

    paths: Paths
    cohorts: np.ndarray
    surveys: np.ndarray
    serving: np.ndarray
    channels: tuple[str, ...]
    touchpoints: tuple[str, ...]
    team_months: np.ndarray
    team_hours: np.ndarray
    waits: np.ndarray


class Details(NamedTuple):
    """The same of a whole comparison: means over the replications at central values, tidy.

    Parameters
    ----------
    ways : DataFrame
        scenario, archetype, need, touchpoint, to, visits, satisfaction (mean), failures.
    endings : DataFrame
        scenario, archetype, need, ending, journeys, memory (mean).
    surveys : DataFrame
        scenario, channel ("" is the relational survey), asked, answered, promoters, detractors.
    cohorts : DataFrame
        scenario, cohort (0: day 0; q: who came in quarter q), archetype, month, seen, there.
    serving : DataFrame
        scenario, year, touchpoint, cost.
    teams : DataFrame
        scenario, and as `Run.teams`; shares and means are over all replications together.
    team_hours : DataFrame
        scenario, and as `Run.team_hours`, but for the whole horizon in one (month 0): means over
        the days on which the team opens.
    waits : DataFrame
        scenario, and as `Run.waits`.
    """

    ways: pd.DataFrame
    endings: pd.DataFrame
    surveys: pd.DataFrame
    cohorts: pd.DataFrame
    serving: pd.DataFrame
    teams: pd.DataFrame
    team_hours: pd.DataFrame
    waits: pd.DataFrame


def detail(scenario: Scenario, lived: Lived) -> Detail:
    """The detail of one world of one replication."""
    record, names = lived.record, lived.built.names
    cost = record.touched[:, :, :, 3].sum(axis=1)
    years = np.add.reduceat(cost, np.arange(0, len(cost), YEAR), axis=0)
    return Detail(
        paths=paths(lived),
        cohorts=cohorts(lived),
        surveys=record.surveys[-LAST_MONTHS:].sum(axis=0).astype(float),
        serving=years * (scale_of(scenario, int(lived.built.world.case[0].customers)) / MILLION),
        channels=names.channels,
        touchpoints=names.touchpoints,
        team_months=by_month(lived),
        team_hours=record.team_hours.astype(float),
        waits=by_archetype(lived),
    )


def details(
    scenario: Scenario, found: Mapping[str, Sequence[Detail | None]], horizon: int
) -> Details:
    """The details of all worlds, by name; worlds that were not written down have none.

    Parameters
    ----------
    scenario : Scenario
        Today's, for the names.
    found : mapping
        Details of each world's replications.
    horizon : int
        Days lived.
    """
    told = {name: [one for one in all_ if one is not None] for name, all_ in found.items()}
    told = {name: some for name, some in told.items() if some}
    kinds = tuple(scenario.as_is.archetypes)
    ways, ends, asked, came, served = [], [], [], [], []
    staffed: list[list[pd.DataFrame]] = [[], [], []]
    for name, some in told.items():
        by = ["archetype", "need", "touchpoint", "to"]
        ways.append(_mean(name, [one.paths.ways for one in some], by, "visits"))
        ends.append(_mean(name, [one.paths.ends for one in some], [*by[:2], "ending"], "journeys"))
        surveys = np.mean([one.surveys for one in some], axis=0)
        channels = ("channel", (*some[0].channels, ""))
        asked.append(_tidy(name, surveys, [channels], list(SURVEYS)))
        there = np.mean([one.cohorts for one in some], axis=0)
        axes = [("cohort", there.shape[0]), ("archetype", kinds), ("month", there.shape[2])]
        came.append(_tidy(name, there, axes, ["seen", "there"]))
        serving = np.mean([one.serving for one in some], axis=0)[..., None]
        axes = [("year", serving.shape[0]), ("touchpoint", some[0].touchpoints)]
        served.append(_tidy(name, serving, axes, ["cost"]))
        for frames, frame in zip(staffed, _staffed(scenario, some, horizon), strict=True):
            frame.insert(0, "scenario", name)
            frames.append(frame)
    return Details(
        *(
            pd.concat(f, ignore_index=True) if f else pd.DataFrame()
            for f in (ways, ends, asked, came, served, *staffed)
        )
    )


def _staffed(scenario: Scenario, some: Sequence[Detail], horizon: int) -> list[pd.DataFrame]:
    """The frames of teams and waits of one world."""
    case = scenario.as_is
    months, hours, waits = (
        np.mean([getattr(one, name) for one in some], axis=0)
        for name in ("team_months", "team_hours", "waits")
    )
    scale, weekdays = case.firm.team_scale, weekdays_of(horizon).sum(axis=0)
    by_hour = hours_frame(case.teams, hours.sum(axis=0)[None], weekdays[None], scale)
    return [
        teams_frame(tuple(case.teams), months, days_of(horizon), scale),
        by_hour.assign(month=0),
        waits_frame(tuple(case.archetypes), waits),
    ]


def _mean(name: str, frames: list[pd.DataFrame], by: list[str], counted: str) -> pd.DataFrame:
    """Counts per replication, and what was felt per count."""
    mean = pd.concat(frames).groupby(by, as_index=False).sum()
    felt = "satisfaction" if "satisfaction" in mean else "memory"
    mean[felt] /= mean[counted]
    for column in {counted, "failures"} & set(mean.columns):
        mean[column] /= len(frames)
    mean.insert(0, "scenario", name)
    return mean


def _tidy(
    name: str, table: np.ndarray, axes: Sequence[tuple[str, object]], columns: list[str]
) -> pd.DataFrame:
    """An array whose last axis are columns as a tidy frame; an axis is its names, or a length."""
    levels = [range(a) if isinstance(a, int) else list(a) for _, a in axes]  # type: ignore[call-overload]
    index = pd.MultiIndex.from_product(levels, names=[axis for axis, _ in axes])
    frame = pd.DataFrame(table.reshape(-1, len(columns)), index, columns).reset_index()
    frame.insert(0, "scenario", name)
    return frame
