"""With no tilts a journey is an absorbing Markov chain: visits and completion are exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import ENDED, VISIT

from ..kit.runs import events_of, lived
from ..kit.scenarios import SMALLEST, made
from ..kit.statistics import mean_agrees, shares_agree

CUSTOMERS = 9_000
PLACES = ("desk", "line", "app", "visit")
ENTRY = np.array([0.5, 0.2, 0.3, 0.0])
ON = np.array(
    [
        [0.1, 0.3, 0.0, 0.1],
        [0.2, 0.0, 0.2, 0.3],
        [0.0, 0.25, 0.15, 0.0],
        [0.0, 0.35, 0.0, 0.0],
    ]
)
DONE = np.array([0.45, 0.1, 0.4, 0.6])
VISITS = ENTRY @ np.linalg.inv(np.eye(4) - ON)
"""Expected visits to each: the entry times the fundamental matrix."""


def maze(delays: bool) -> dict[str, Any]:
    """A journey among four touchpoints, with loops; its links wait some days if asked to."""
    steps: dict[str, Any] = {}
    for i, here in enumerate(PLACES):
        ways: dict[str, Any] = {
            there: {"share": ON[i, j], "after_days": (0.4 + i + 0.3 * j) if delays else 0}
            for j, there in enumerate(PLACES)
            if ON[i, j] > 0
        }
        steps[here] = ways | {"done": DONE[i], "give_up": 1 - DONE[i] - ON[i].sum()}
    desk = SMALLEST["touchpoints"]["desk"]
    entry = dict(zip(PLACES, ENTRY, strict=True))
    return {
        "touchpoints": dict.fromkeys(PLACES, desk),
        "journeys.ask": {"label": "Ask", "kind": "help", "entry": entry, "steps": steps},
        "archetypes.anyone.needs.ask": 12,
        "relationship": {"kind": "captive"},
        "surveys": {"journey": {"sampling": 0}, "relational": {"sampling": 0}},
    }


@pytest.mark.parametrize("delays", [False, True])
def test_visits_and_completion_are_those_of_the_chain(delays: bool) -> None:
    """Journeys begun so early that no later one was left open (but for a chance of e^−15)."""
    horizon, longest = (150, 90) if delays else (60, 8)
    run = lived(made(maze(delays)), CUSTOMERS, horizon, recorded=CUSTOMERS)
    events = events_of(run)
    journey = events["person"].astype(np.int64) * 1000 + events["occurrence"]
    visits = events["kind"] == VISIT
    begun = journey[visits & (events["step"] == 0) & (events["day"] < horizon - longest)]
    assert np.unique(begun).size == begun.size
    for place in range(len(PLACES)):
        here = journey[visits & (events["touchpoint"] == place)]
        mean_agrees(counts(here, begun), VISITS[place])
    over = events["kind"] == ENDED
    assert np.isin(begun, journey[over]).all()
    done = np.isin(begun, journey[over & (events["to"] == -1)])
    shares_agree(done.sum(), begun.size, VISITS @ DONE)


def counts(found: np.ndarray, of: np.ndarray) -> np.ndarray:
    """How often each of some numbers is among those found."""
    numbers, times = np.unique(found, return_counts=True)
    at = np.minimum(np.searchsorted(numbers, of), numbers.size - 1)
    return np.where(numbers[at] == of, times[at], 0)
