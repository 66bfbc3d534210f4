"""The same scenario gives the same bits, however it is run or watched."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cxsim.engine.run import live, warmed
from cxsim.scenario.schema import Scenario

from ..kit.runs import differing, digest, lived, worlds
from ..kit.scenarios import RICH, made
from . import uncompiled

LEVERS = {
    "quality": {"target": "touchpoints.line.quality", "effect": 2, "start_day": 10, "ramp_days": 9},
    "pace": {"target": "archetypes.anyone.needs", "how": "multiply", "effect": 0.5, "reach": 0.5},
    "way": {"target": "journeys.mend.steps.line.done.share", "effect": 0.3, "ramp_days": 20},
}
CUSTOMERS, HORIZON = 200, 50


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return made(RICH, levers=LEVERS)


@pytest.mark.parametrize("step", [1, 7, 30])
def test_in_any_chunks(scenario: Scenario, step: int) -> None:
    whole = lived(scenario, CUSTOMERS, HORIZON)
    assert differing(whole, lived(scenario, CUSTOMERS, HORIZON, step=step)) == []


@pytest.mark.parametrize("recorded", [1, 50, CUSTOMERS, 10 * CUSTOMERS])
def test_whoever_is_recorded(scenario: Scenario, recorded: int) -> None:
    unseen = lived(scenario, CUSTOMERS, HORIZON)
    assert differing(unseen, lived(scenario, CUSTOMERS, HORIZON, recorded=recorded)) == []


def test_in_blocks_of_any_size(scenario: Scenario) -> None:
    found = set()
    for block in (1, 64, 256):
        today, own = worlds(scenario, CUSTOMERS, HORIZON)
        for built in (today, own):
            built.world.case["block"] = block
        found.add(digest(live(own, warmed(today))))
    assert len(found) == 1


def test_on_any_number_of_threads(scenario: Scenario) -> None:
    def run(replication: int) -> str:
        return digest(lived(scenario, CUSTOMERS, HORIZON, replication=replication))

    found = []
    for threads in (1, 2, 4):
        with ThreadPoolExecutor(threads) as pool:
            found.append(list(pool.map(run, range(6))))
    assert found[0] == found[1] == found[2]
    assert len(set(found[0])) == 6


def test_without_the_compiler_and_in_any_order_of_customers() -> None:
    """The stages as plain Python, customers of a day as they come, backwards, and shuffled."""
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    root = Path(uncompiled.__file__).parents[2]
    found = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.engine.uncompiled"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert found.returncode == 0, found.stderr
    compiled = [digest(lived(*run)) for run in uncompiled.runs()]
    for order, digests in zip(uncompiled.ORDERS, found.stdout.splitlines(), strict=True):
        assert digests.split() == compiled, order
