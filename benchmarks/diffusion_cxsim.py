"""Workload *diffusion* by cxsim: a case in which prospects join at once, and nothing else happens.

    python -m benchmarks.diffusion_cxsim plain 1000000
    python -m benchmarks.diffusion_cxsim general 1000000
    python -m benchmarks.diffusion_cxsim days 1000000

Timed is the stage of the day in which prospects consider becoming customers, as any scenario runs
it, joining and all that a new customer is given included; or all stages of all days. `plain` is the
way taken where nothing said has moved anybody, `general` the one where something has.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
import time
from typing import Any

import numpy as np

from cxsim.engine.day import days
from cxsim.engine.record import JOINED
from cxsim.engine.run import empty_for, warmed
from cxsim.engine.stages.prospects import consider
from cxsim.engine.state import LIKED
from cxsim.scenario import validate
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.world import build

from .diffusion import (
    ALONE,
    BY_FRIEND,
    LOOKED_AT,
    NEIGHBOURS,
    REWIRED,
    STEPS,
    WORKLOAD,
    Found,
    written,
)
from .rows import Row, beside, row

NODES = 1_000_000
RUNS = 5
RIVALS = {
    "Mesa objects": ("mesa", "diffusion_mesa", 100_000),
    "Starsim": ("starsim", "diffusion_starsim", NODES),
}
"""Package, program and nodes of each: all of them, but where fewer cost a node the same. A million
agents take Mesa some minutes."""


def scenario(nodes: int) -> Scenario:
    """The case: one customer to begin with, all others prospects who follow each friend."""
    liking = 0.5
    yearly = [-365 * math.log1p(-chance) / liking for chance in (ALONE, BY_FRIEND)]
    raw: dict[str, Any] = {
        "label": "Diffusion",
        "warm_up_days": 0,
        "firm": {"customers": nodes, "currency": "USD"},
        "economics": {"margin": 0.4},
        "dimensions": {"care": {"label": "Care"}},
        "archetypes": {
            "anyone": {
                "label": "Anyone",
                "share": 1,
                "weights": {"care": 1},
                "expectations": {"will": 8, "should": 8},
            }
        },
        "touchpoints": {
            "desk": {
                "label": "Desk",
                "stage": "purchase",
                "owner": "brand",
                "channel": "store",
                "quality": 8,
            }
        },
        "journeys": {
            "ask": {
                "label": "Ask",
                "kind": "everyday",
                "entry": {"desk": 1},
                "steps": {"desk": {"done": 1}},
            }
        },
        "relationship": {"kind": "captive", "period_days": 3650},
        "ties": {"friends": NEIGHBOURS, "rewiring": REWIRED, "weak": 0, "homophily": 0},
        "market": {
            "prospects": nodes - 1,
            "consideration": liking,
            "innovation": yearly[0],
            "imitation": yearly[1],
            "imitation_of": "each",
        },
    }
    return Scenario("bench", "as_is", validate.as_is(raw, "diffusion.yaml"))


def live(way: str, nodes: int, runs: int = RUNS) -> Found:
    """Live the steps on networks of their own; the median time of the stage, or of the days."""
    case, taken, shares = scenario(nodes), [], []
    for run in range(runs):
        built = build(case, central(case), 1, STEPS, 1, run)
        state, record = warmed(built), empty_for(built, 0)
        state.common[LIKED] = way == "general"
        start = time.thread_time()
        for today in range(STEPS):
            if way == "days":
                days(built.world, state, record, today, today + 1)
            else:
                consider(built.world, state, record, today)
        taken.append(time.thread_time() - start)
        assert state.common[LIKED] == (way == "general")
        adopted = np.cumsum(record.daily[:, :, JOINED].sum(axis=1)) / (nodes - 1)
        shares.append([float(adopted[step - 1]) for step in LOOKED_AT])
    return Found(nodes, runs, statistics.median(taken), tuple(np.mean(shares, axis=0).tolist()))


def rows() -> list[Row]:
    """All ways, then other tools on the same work; who does not agree is not timed."""
    from importlib.metadata import version

    names = {"plain": "", "general": ", general", "days": ", all stages"}
    ours = {way: _measured("diffusion_cxsim", way, str(NODES)) for way in names}
    found = [
        row(WORKLOAD + names[way], "node-step", one.nodes * STEPS, ns_per_unit=one.ns_per_step)
        for way, one in ours.items()
    ]
    for tool, (package, module, nodes) in RIVALS.items():
        theirs = _measured(module, str(nodes))
        found.append(
            beside(
                WORKLOAD,
                tool,
                version(package),
                "node-step",
                theirs.nodes * STEPS,
                ns_per_unit=theirs.ns_per_step,
                ratio_to_cxsim=theirs.ns_per_step / ours["plain"].ns_per_step,
            )
        )
    return found


def _measured(module: str, *arguments: str) -> Found:
    """What a tool found in a process of its own; the end where it does not agree."""
    from .processes import in_new_process

    told = json.loads(in_new_process(["-m", f"benchmarks.{module}", *arguments]).stdout)
    if not told.pop("agrees"):
        sys.exit(f"The workload '{WORKLOAD}' is not timed: {module} is not it: {told['z']}.")
    told.pop("z")
    return Found(**told | {"shares": tuple(told["shares"])})


if __name__ == "__main__":
    live(sys.argv[1], 1000, 1)  # compile, or read what is compiled
    print(written(live(sys.argv[1], int(sys.argv[2]))))
