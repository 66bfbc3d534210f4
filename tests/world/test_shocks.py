"""Shocks strike today's journey and its redesigns alike, before any lever, and leave a trace."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from cxsim.engine.run import empty_for, live, warmed
from cxsim.engine.stages.levers import move_levers
from cxsim.engine.state import State, initial_state
from cxsim.scenario.schema import Scenario

from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

DESK = "touchpoints.desk.quality"
PLAIN = {"short_days": 5, "long_ratio": 0, "permanent": 0}


def shocks(**each: dict[str, Any]) -> dict[str, Any]:
    """Changes of a case that let shocks strike its desk."""
    told = {name: {"label": name, "target": DESK} | one for name, one in each.items()}
    return {"shocks": told}


def quality(scenario: Scenario, days: int = 30) -> np.ndarray:
    """Quality of the desk (8 today) on each day, for everybody alike."""
    _, built = worlds(scenario, 20, days)
    state, record = initial_state(built), empty_for(built, 0)
    found = []
    for today in range(days):
        move_levers(built.world, state, record, today)
        desk = built.world.quality[:, 0, 0]
        assert (desk == desk[0]).all()
        found.append(desk[0])
    return np.array(found)


def test_a_shock_strikes_on_its_day_and_passes() -> None:
    found = quality(made(RICH, shocks(one={"size": 4, "start_day": 7} | PLAIN)))
    since = np.arange(30) - 7
    assert np.allclose(found, 8 - 4 * np.where(since < 0, 0, np.exp(-since / 5)), atol=1e-12)


def test_shocks_add_up_and_leave_quality_in_its_range() -> None:
    found = quality(made(RICH, shocks(one={"size": 3} | PLAIN, two={"size": 4} | PLAIN)))
    assert found[0] == pytest.approx(1)
    assert quality(made(RICH, shocks(one={"size": 9} | PLAIN)))[0] == 0
    assert quality(made(RICH, shocks(one={"size": -9} | PLAIN)))[0] == 10


def test_the_world_outside_comes_first_and_levers_then() -> None:
    struck = shocks(one={"size": 9} | PLAIN)
    add = {"lever": {"target": DESK, "effect": 2}}
    assert quality(made(RICH, struck, levers=add))[0] == 2
    least = {"lever": {"target": DESK, "how": "at_least", "effect": 6}}
    assert quality(made(RICH, struck, levers=least))[0] == 6


def test_who_owns_the_touchpoint_does_not_matter() -> None:
    case = made(
        RICH, {"touchpoints.line.control": 0}, {"shocks": shocks(one={"size": 2})["shocks"]}
    )
    assert quality(case)[0] == 6


@pytest.mark.parametrize(
    "off", [{"enabled": False, "size": 4}, {"size": 0}, {"size": 4, "start_day": 60}]
)
def test_a_shock_that_does_not_strike_changes_no_bit(off: dict[str, Any]) -> None:
    assert differing(lived(made(RICH, shocks(one=off)), 60, 40), lived(made(RICH), 60, 40)) == []


def test_until_it_strikes_the_worlds_are_one() -> None:
    plain, struck = (
        lived(made(RICH, *some), 60, 40)
        for some in ((), (shocks(one={"size": 4, "start_day": 20}),))
    )
    assert (plain.record.daily[:20] == struck.record.daily[:20]).all()
    assert (plain.record.daily[20:] != struck.record.daily[20:]).any()


CAPTIVE: dict[str, Any] = {
    "warm_up_days": 60,
    "archetypes.anyone.needs": {"ask": 8},
    "relationship": {"kind": "captive"},
    "behaviour": {},
}
"""Nobody leaves, so that satisfaction is of the same people."""
STRENGTHS: dict[str, dict[str, Any]] = {
    "defaults": {},
    "losses weigh little": {"loss_aversion": 1.2, "curvature": 1},
    "losses weigh much": {"loss_aversion": 2.5, "curvature": 0.6},
    "curved": {"zone": 0, "curvature": 0.6, "loss_aversion": 2.5},
}
"""Defaults of what makes losses weigh more, and corners of their ranges."""
PEOPLE, DAYS = 12, 120


@cache
def satisfaction(strengths: str, *struck: tuple[float, int, float], trend: float = 0) -> float:
    """Cumulative satisfaction, summed over customers and days.

    `struck` are shocks: size, day and the share that stays. `trend` is what quality gains by the
    last day, in a straight line.
    """
    told = {
        f"shock_{n}": dict(zip(("size", "start_day", "permanent"), one, strict=True))
        | {"short_days": 15, "long_ratio": 0}
        for n, one in enumerate(struck)
    }
    levers = {"trend": {"target": DESK, "effect": trend, "ramp_days": DAYS}}
    strong = {"behaviour.satisfaction": STRENGTHS[strengths]}
    total = 0.0

    def look(today: int, state: State) -> None:
        nonlocal total
        total += float(state.people.satisfaction.sum())

    today, own = worlds(made(CAPTIVE, strong, shocks(**told), levers=levers), PEOPLE, DAYS)
    live(own, warmed(today), step=1, morning=look)
    return total


@pytest.mark.parametrize("strengths", ["defaults", "losses weigh little", "losses weigh much"])
@pytest.mark.parametrize("stays", [0, 0.4])
def test_a_crisis_and_an_equal_restoration_leave_less_than_nothing(
    strengths: str, stays: float
) -> None:
    """Gijsenberg, van Heerde & Verhoef (2015)."""
    for size in (2, 4):
        both = satisfaction(strengths, (size, 0, stays), (-size, 60, stays))
        assert both < satisfaction(strengths)


@pytest.mark.parametrize("stays", [0, 0.4])
def test_the_same_drop_on_a_downward_trend_hurts_less(stays: float) -> None:
    """Gijsenberg, van Heerde & Verhoef (2015).

    It comes out where disappointment is well curved from the first point on. A zone of indifference
    turns it around: on a level path it swallows the first half point of the drop, and on a
    downward one it is used up already.
    """
    strengths, drop = "curved", (2, 60, stays)
    flat = satisfaction(strengths, drop) - satisfaction(strengths)
    falling = satisfaction(strengths, drop, trend=-4) - satisfaction(strengths, trend=-4)
    assert flat < falling < 0
