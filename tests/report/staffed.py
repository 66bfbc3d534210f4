"""A synthetic comparison of a case with two teams: plausible, deterministic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from cxsim.engine.staffed.tables import TEAM_DAILY, TEAM_HOURS
from cxsim.measure.teams import hours_frame, teams_frame, waits_frame
from cxsim.scenario import Scenario
from cxsim.scenario.validate import redesign
from cxsim.study.staffing import COLUMNS, OF_CASE, OF_TEAM

from ..kit.scenarios import made
from . import fake, hostile

DAY: dict[str, Any] = {
    "label": {"es": "Centro de llamadas", "en": "Call centre"},
    "staff": 10,
    "shifts": {"day": {"hours": "09:00-17:00"}},
    "open": {"every": "09:00-17:00"},
    "service": {"form": "exponential", "minutes": 6},
}
NIGHT = DAY | {
    "label": {"es": "Mesa de noche", "en": "Night desk"},
    "shifts": {"all": {"hours": "00:00-24:00"}},
    "open": {"every": "00:00-24:00"},
    "patience": {"form": "endless"},
}
CASE: dict[str, Any] = {
    "horizon_days": 1095,
    "firm.customers": 1200,
    "archetypes.keen": {
        "label": "Keen",
        "share": 0.5,
        "weights": {"care": 1},
        "expectations": {"will": 8, "should": 8},
        "needs": {"ask": 1},
    },
    "touchpoints.line": {
        "label": "Line",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "phone",
        "quality": 8,
        "team": "night",
    },
    "journeys.ask.entry": {"desk": 1, "line": 1},
    "journeys.ask.steps": {"desk": {"done": 1}, "line": {"done": 1}},
    "touchpoints.desk.team": "day",
    "teams": {"day": DAY, "night": NIGHT},
}
MORE = {"label": "More", "target": "teams.day.staff", "effect": 2, "execution": 1}
NAME = "to_be_more"
ONE_DAY = np.eye(1, 7, dtype=int)
"""A Monday."""
DAYS = np.array([*[30, 31] * 18][:36])
METRICS = {
    "service_level": (0.62, 0.13),
    "speed_of_answer": (85.0, -31.0),
    "abandonment": (0.21, -0.08),
    "utilisation": (0.93, -0.11),
    "strain": (1.12, -0.48),
    "employee_turnover": (0.52, -0.14),
}


def scenarios(*changes: dict[str, Any], lever: dict[str, Any] = MORE) -> tuple[Scenario, Scenario]:
    """Today, and two agents more."""
    as_is = made(CASE, *changes)
    label = {"es": "Dos agentes más", "en": "Two more agents"}
    plan = redesign({"label": label, "levers": {"more": lever}}, NAME, as_is.as_is)
    return as_is, Scenario("kit", NAME, as_is.as_is, plan)


def comparison(
    *changes: dict[str, Any], lever: dict[str, Any] = MORE, **night: float
) -> fake.Comparison:
    """A comparison; `night` are counts a month of the night desk that differ from the usual."""
    as_is, to_be = scenarios(*changes, lever=lever)
    found = fake.comparison(as_is, (to_be,))
    teams = tuple(as_is.as_is.teams)
    frames: list[list[pd.DataFrame]] = [[], [], []]
    for world, better in (("as_is", 0.0), (NAME, 1.0)):
        scale = as_is.as_is.firm.team_scale
        hours = _hours(better)
        waits = np.array([[400.0, 90 - 30 * better, 2000 - 700 * better], [200, 20, 900]])
        for all_, frame in zip(
            frames,
            (
                teams_frame(teams, _months(better, night), DAYS, scale),
                hours_frame(as_is.as_is.teams, hours, ONE_DAY, scale).assign(month=0),
                waits_frame(tuple(as_is.as_is.archetypes), waits),
            ),
            strict=True,
        ):
            frame.insert(0, "scenario", world)
            all_.append(frame)
    told = [pd.concat(one, ignore_index=True) for one in frames]
    details = found.details._replace(teams=told[0], team_hours=told[1], waits=told[2])
    rows, deltas = [], {}
    for metric, (level, change) in METRICS.items():
        low, high = sorted((0.6 * change, 1.4 * change))
        rows.append((NAME, metric, level, level + change, change, low, high, low, high, 3.0))
        deltas[NAME, metric] = fake.Interval(change, low, high)
    deltas[NAME, "nps"] = fake.Interval(2.4, 0.6, 4.1)
    table = pd.concat(
        [found.table, pd.DataFrame(rows, columns=found.table.columns)], ignore_index=True
    )
    staffing = _staffing(teams)
    return replace(found, details=details, table=table, deltas=deltas, staffing=staffing)


def _months(better: float, night: dict[str, float]) -> np.ndarray:
    """Counts of 36 months of both teams."""
    month = np.arange(36)
    found = np.zeros((36, 2, len(TEAM_DAILY)))
    given = {
        "offered": 3000 + 0 * month,
        "answered": 2400 + 300 * better + 0 * month,
        "in_time": 1900 + 300 * better + 0 * month,
        "abandoned": 600 - 300 * better + 0 * month,
        "waited": 3e11 - 1e11 * better + 0 * month,
        "answered_wait": 2e11 - 1e11 * better + 0 * month,
        "busy": 900 + 0 * month,
        "duty": 1000 + 150 * better + 0 * month,
        "at_work": 280 + 0 * month,
        "absent": 20 - 5 * better + 0 * month,
        "vacant": 6 + 0 * month,
        "quits": 0.4 - 0.1 * better + 0 * month,
        "employed": 300 + 60 * better + 0 * month,
        "strain": 3e8 * (1 + 0.3 * np.log1p(month)) * (1 - 0.4 * better),
        "strained": 200 - 120 * better + 0 * month,
        "wages": 9e9 + 0 * month,
    }
    for name, values in given.items():
        found[:, :, TEAM_DAILY.index(name)] = np.asarray(values)[:, None]
    for name, value in night.items():
        rising = month + 1 if name == "carried" else 1
        found[:, 1, TEAM_DAILY.index(name)] = value * rising
    return found


def _hours(better: float) -> np.ndarray:
    """Counts of the half-hours of one day: the first team from nine to five, the other always."""
    slot = np.arange(48)
    found = np.zeros((1, 2, 48, len(TEAM_HOURS)))
    load = 12 + 8 * np.sin((slot - 14) / 6)
    given = {
        "offered": load,
        "answered": load * (0.8 + 0.1 * better),
        "abandoned": load * (0.2 - 0.1 * better),
        "in_time": load * (0.6 + 0.1 * better),
        "waited": load**2 * (1e7 - 4e6 * better),
        "busy": load,
        "duty": 25 + 5 * better + 0 * slot,
        "at_work": 10 + 2 * better + 0 * slot,
        "mood": -1e6 * load * (0.1 - 0.05 * better),
    }
    for name, values in given.items():
        found[0, :, :, TEAM_HOURS.index(name)] = values
    found[:, 0, (slot < 18) | (slot >= 34)] = 0
    return found


def _staffing(teams: tuple[str, ...]) -> pd.DataFrame:
    rows = []
    for team in teams:
        for change in range(-3, 4):
            for n, metric in enumerate((*OF_TEAM, *OF_CASE)):
                mean, delta = 0.5 + 0.05 * change + n, 0.05 * change
                rows.append((team, change, 10 + change, metric, mean, delta, delta - 0.02,
                             delta + 0.02))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def bad_names() -> fake.Comparison:
    """The same with teams whose labels a stranger wrote."""
    labels = [hostile.SCRIPT, hostile.QUOTES]
    teams = {
        name: team | {"label": {"es": text, "en": text}}
        for (name, team), text in zip({"day": DAY, "night": NIGHT}.items(), labels, strict=True)
    }
    return comparison({"teams": teams}, carried=900.0)
