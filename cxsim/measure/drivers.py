"""What came from outside, day by day: how strong each shock, factor and move was."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cxsim.draws import keys
from cxsim.scenario.schema import Scenario
from cxsim.world.context import course_of
from cxsim.world.influence import ramped
from cxsim.world.strikes import shocks


def drivers(
    scenario: Scenario, values: Mapping[str, float], horizon: int, seed: int, replication: int
) -> pd.DataFrame:
    """What moved values from outside in one replication, tidy; in all of its worlds alike.

    Parameters
    ----------
    scenario : Scenario
    values : mapping
        Value by place.
    horizon : int
        Days from day 0.
    seed, replication : int

    Returns
    -------
    DataFrame
        kind (shock, context, move), name (of a move: competitor.move), day (0, 1, …), value: how
        much of its full size a shock or a move has, or a factor's index, 0 where all is as usual.
    """
    case, root = scenario.extended, keys.root_key(seed, replication)
    found: dict[tuple[str, str], np.ndarray] = {}
    for influence in shocks(case, values, horizon, root):
        key = ("shock", influence.story.split(".")[1])
        course = influence.course[:-1]
        found[key] = np.maximum(found.get(key, course), course)
    for name, factor in case.context.items():
        if factor.enabled:
            course = course_of(name, factor, values, horizon, root, scenario.folder)
            found["context", name] = course[:-1]
    for name, rival in case.market.competitors.items():
        for one, move in rival.moves.items():
            if move.enabled:
                course = ramped(move.start_day, move.ramp_days, horizon)
                found["move", f"{name}.{one}"] = course[:-1]
    days = np.arange(horizon)
    frames = [
        pd.DataFrame({"kind": kind, "name": name, "day": days, "value": course})
        for (kind, name), course in found.items()
    ]
    columns = ["kind", "name", "day", "value"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
