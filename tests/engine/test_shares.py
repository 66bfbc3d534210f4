"""What levers make of the shares of a step's ways on, in closed form."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.day import days
from cxsim.engine.record import ENDED
from cxsim.engine.run import empty_for, warmed

from ..kit.runs import events_of, lived, worlds
from ..kit.scenarios import CAPTIVE, made

WAYS = ("done", "give_up", "desk")
TODAY = (0.4, 0.1, 0.5)
QUARTERS = (0.25, 0.25, 0.5)


def shares(today: tuple[float, ...], day: int, *levers: tuple[str, float, int, int]) -> np.ndarray:
    """Shares on a day; each lever is a way, what is added, its first day and its ramp."""
    ways = dict(zip(WAYS, today, strict=True))
    told: dict[str, dict[str, Any]] = {
        f"lever_{n}": {
            "target": f"journeys.ask.steps.desk.{way}.share",
            "effect": effect,
            "start_day": start,
            "ramp_days": ramp,
        }
        for n, (way, effect, start, ramp) in enumerate(levers)
    }
    first, own = worlds(made(CAPTIVE, {"journeys.ask.steps.desk": ways}, levers=told), 3, 30)
    days(own.world, warmed(first), empty_for(own, 0), 0, day + 1)
    return own.world.share[0].copy()


@pytest.mark.parametrize(
    ("today", "added", "found"),
    [
        (TODAY, {"done": 0.3}, (0.7, 0.05, 0.25)),
        (TODAY, {"done": -1}, (0, 1 / 6, 5 / 6)),
        (TODAY, {"done": 1}, (1, 0, 0)),
        (TODAY, {"done": 0.5, "give_up": 0.8}, (0.5, 0.5, 0)),
        (TODAY, {"done": -0.2, "give_up": 0.1, "desk": -0.1}, (0.25, 0.25, 0.5)),
        (TODAY, {"done": 0.4, "give_up": 0.3, "desk": 0.3}, (0.4, 0.2, 0.4)),
        (TODAY, {"done": 0.3, "give_up": 0.25}, (2 / 3, 1 / 3, 0)),
        ((0.5, 0.5, 0), {"done": 0.25, "give_up": -0.25}, (0.75, 0.25, 0)),
        (QUARTERS, {"done": 0.125, "give_up": -0.125}, (0.375, 0.125, 0.5)),
    ],
)
def test_ways_that_levers_touch_keep_their_share_and_the_others_share_the_rest(
    today: tuple[float, ...], added: dict[str, float], found: tuple[float, ...]
) -> None:
    assert shares(today, 0, *((way, by, 1, 0) for way, by in added.items())) == pytest.approx(today)
    moved = shares(today, 1, *((way, by, 1, 0) for way, by in added.items()))
    assert moved == pytest.approx(found, abs=1e-15)
    assert moved.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("lean", ["satisfaction", "effort"])
def test_a_way_that_leans_by_one_is_taken_as_one_that_leans_by_almost_one(lean: str) -> None:
    def ends(slope: float) -> list[int]:
        ways = {"done": {"share": 0.2, lean: slope}, "give_up": 0.3, "desk": 0.5}
        scenario = made(
            CAPTIVE, {"journeys.ask.steps.desk": ways, "archetypes.anyone.needs.ask": 30}
        )
        events = events_of(lived(scenario, 10, 6, recorded=10))
        return events["to"][events["kind"] == ENDED].tolist()

    assert ends(1.0) == ends(1.0 + 1e-9) != ends(0.0)


@pytest.mark.parametrize("today", [(0.1, 0.3, 0.6), (0.7, 0.1, 0.2), (0.3, 0.3, 0.4)])
def test_until_something_has_moved_the_shares_are_those_of_today_to_the_bit(
    today: tuple[float, ...],
) -> None:
    before = shares(today, 0)
    for day in (3, 4):
        assert shares(today, day, ("done", 0.2, 4, 10)).tobytes() == before.tobytes()
    assert shares(today, 5, ("done", 0.2, 4, 10)).tobytes() != before.tobytes()


def test_levers_that_cancel_leave_the_shares_of_today() -> None:
    levers = ("done", 0.25, 1, 0), ("done", -0.25, 4, 0)
    assert shares(QUARTERS, 3, *levers) == pytest.approx((0.5, 1 / 6, 1 / 3))
    assert shares(QUARTERS, 4, *levers).tobytes() == np.array(QUARTERS).tobytes()
