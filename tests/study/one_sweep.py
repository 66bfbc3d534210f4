"""A small sweep, in a process of its own: `python -m tests.study.one_sweep FOLDER [SHARE]`."""

from __future__ import annotations

import sys
from typing import Any

import cxsim
from cxsim.study.runner.study import WHOLE, Share
from cxsim.study.runner.workers import HERE, Execution
from cxsim.study.sweep import Sweep

from ..kit.scenarios import made, redesigned

CASE: dict[str, Any] = {
    "archetypes.anyone.spend": 20,
    "archetypes.anyone.needs": {"ask": 4},
    "behaviour": {},
}
BETTER = {"target": "touchpoints.desk.quality", "effect": {"value": 1.5, "low": 1, "high": 2}}
OVER = {"as_is.touchpoints.desk.quality.care": [5, 6, 7, 99], "to_be.levers.one.effect": [1, 2]}
"""Of eight points two are no valid case."""


def swept(folder: Any, share: Share = WHOLE, execution: Execution = HERE, **asked: Any) -> Sweep:
    """The sweep, of 32 runs in parts of four."""
    today = made(CASE)
    plan = redesigned(today.as_is, {"one": BETTER | {"execution": 1}})
    about = {"customers": 30, "horizon_days": 40, "replications": 3, "draws": 1}
    return cxsim.sweep(
        today, [plan], OVER, folder=folder, share=share, execution=execution, **(about | asked)
    )


if __name__ == "__main__":
    wanted = Share(*map(int, sys.argv[2].split("/"))) if len(sys.argv) > 2 else WHOLE
    swept(sys.argv[1], wanted, Execution(workers=1))
