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
from cxsim.world.numbers import central
from cxsim.world.strikes import strikes_of

from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

DESK = "touchpoints.desk.quality"
PLAIN = {"short_days": 5, "long_ratio": 0, "permanent": 0}


def shocks(**each: dict[str, Any]) -> dict[str, Any]:
    """Changes of a case that let shocks strike its desk."""
    return {"shocks": {name: shock(name, one) for name, one in each.items()}}


def shock(name: str, said: dict[str, Any]) -> dict[str, Any]:
    """A shock that takes `size` from the desk's quality; `permanent` of it stays."""
    effect = {"target": DESK, "size": -said["size"], "permanent": said.get("permanent", 0)}
    rest = {key: one for key, one in said.items() if key not in ("size", "permanent")}
    return {"label": name, "effects": {"it": effect}} | rest


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


def test_it_has_its_full_size_for_its_days() -> None:
    found = quality(made(RICH, shocks(one={"size": 4, "start_day": 7, "days": 5} | PLAIN)))
    since = np.maximum(0, np.arange(30) - 11)
    full = np.where(np.arange(30) < 7, 0, np.exp(-since / 5))
    assert np.allclose(found, 8 - 4 * full, atol=1e-12)
    assert (found[7:12] == 4).all()


def test_a_shock_multiplies_what_it_says_to_multiply() -> None:
    effects = {"price": {"target": "economics.price", "how": "multiply", "size": 1.5}}
    one = {"label": "One", "effects": effects, "start_day": 3, "days": 9}
    _, built = worlds(made(RICH, {"shocks": {"one": one}}), 20, 9)
    state, record = initial_state(built), empty_for(built, 0)
    found = []
    for today in range(9):
        move_levers(built.world, state, record, today)
        found.append(float(built.world.rules.price[0]))
    assert found == [1.0] * 3 + [1.5] * 6


def test_a_gain_in_quality_leaves_nothing_and_a_scar_is_stated() -> None:
    for size, stays, left in ((4, 0.25, 1.0), (4, 0, 0.0), (-1, 0.25, 0.0)):
        said = {"size": size, "permanent": stays, "short_days": 0.1, "long_ratio": 0}
        assert quality(made(RICH, shocks(one=said)))[-1] == pytest.approx(8 - left, abs=1e-9)


RANDOM = {"size": 1, "per_year": 12} | PLAIN


def strikes(scenario: Scenario, name: str, days: int, root: int = 5) -> list[int]:
    """The days on which a shock strikes."""
    shock = scenario.as_is.shocks[name]
    found: list[int] = strikes_of(name, shock, central(scenario), days, root).tolist()
    return found


def test_random_strikes_come_as_often_as_is_said_and_forget() -> None:
    """Strikes of 40 years are Poisson to 4.5 standard errors; so are those after a strike."""
    scenario, years = made(RICH, shocks(one=RANDOM)), 40
    found = np.array(strikes(scenario, "one", 365 * years))
    usual = 365 * -np.expm1(-12 / 365) * years
    assert abs(found.size - usual) < 4.5 * np.sqrt(usual)
    soon = (np.diff(found) <= 10).mean()
    law = 1 - np.exp(-12 / 365 * 10)
    assert abs(soon - law) < 4.5 * np.sqrt(law * (1 - law) / found.size)


def test_strikes_that_overlap_leave_one_minus_what_each_spares() -> None:
    scenario = made(RICH, shocks(one=RANDOM | {"per_year": 60, "size": 6, "days": 3}))
    _, built = worlds(scenario, 20, 30)
    days = strikes(scenario, "one", 30, int(built.world.case[0].root))
    spared = np.ones(30)
    for day in days:
        since = np.arange(30) - day
        spared *= np.where(since < 0, 1, 1 - np.exp(-np.maximum(0, since - 2) / 5))
    assert len(days) > 1
    assert np.allclose(quality(scenario), 8 - 6 * (1 - spared), atol=1e-12)


def test_one_shock_more_moved_or_in_another_order_changes_no_other_strike() -> None:
    first, second = {"one": RANDOM}, {"two": RANDOM}
    alone = strikes(made(RICH, shocks(**first)), "one", 1000)
    for told in (first | second, second | first, first | {"two": {"size": 3, "start_day": 4}}):
        assert strikes(made(RICH, shocks(**told)), "one", 1000) == alone
    other = strikes(made(RICH, shocks(**second)), "two", 1000)
    assert len(set(alone) & set(other)) < len(alone) / 2
    assert strikes(made(RICH, shocks(**first)), "one", 500) == [d for d in alone if d < 500]


@pytest.mark.parametrize("day", [5, 15])
def test_a_shock_added_or_moved_changes_whom_it_can_reach_and_nobody_else(day: int) -> None:
    """One archetype's needs are struck; without ties the other's lives are what they were."""
    alone: dict[str, Any] = {"ties": {"kind": "none"}}
    effects = {"it": {"target": "archetypes.keen.needs.ask", "how": "multiply", "size": 3}}
    added = {"shocks": {"rush": {"label": "R", "days": 5, "effects": effects, "start_day": day}}}
    plain, struck = (lived(made(RICH, alone, more), 60, 30) for more in ({}, added))
    keen = plain.built.names.archetypes.index("keen")
    reached = np.asarray(plain.built.people.archetype == keen)
    moved = np.zeros(reached.size, bool)
    for name in plain.state.people.dtype.names or ():
        if not name.endswith("_row"):  # where a journey is kept is no part of a life
            a, b = (np.asarray(run.state.people[name]) for run in (plain, struck))
            moved |= (a != b) & ~((a != a) & (b != b))
    assert 0 < reached.sum() < reached.size
    assert moved[reached].any()
    assert not moved[~reached].any()


def test_the_order_of_the_file_changes_no_bit() -> None:
    told = {"one": {"size": 0.1}, "two": {"size": 0.7, "start_day": 3}, "three": RANDOM}
    there, back = (dict(some) for some in (told.items(), reversed(told.items())))
    runs = [lived(made(RICH, shocks(**some)), 60, 40) for some in (there, back)]
    assert differing(*runs) == []


def visits(scenario: Scenario) -> np.ndarray:
    """Visits on each day."""
    record = lived(scenario, 150, 30, recorded=150).record
    events = record.events[: int(record.written[0])]
    return np.bincount(events["day"][events["kind"] == 0], minlength=30)


def test_more_needs_arise_while_a_storm_lasts_and_the_engines_agree() -> None:
    need = "archetypes.*.needs.ask"
    effects = {"faults": {"target": need, "how": "multiply", "size": 6}}
    storm = {"label": "Storm", "effects": effects, "start_day": 10, "days": 10} | {
        "short_days": 0.1,
        "long_ratio": 0,
    }
    scenario = made(RICH, {"shocks": {"storm": storm}})
    plain, struck = (visits(one) for one in (made(RICH), scenario))
    assert (plain[:10] == struck[:10]).all()
    assert struck[10:20].sum() > 3 * plain[10:20].sum()
    assert differences(scenario, 12, 30) == []


def test_a_crisis_and_its_full_restoration_are_over_unless_there_is_a_scar() -> None:
    """The gain begins when the loss has passed; long after, quality is today's to the bit."""
    for stays in (0, 0.2):
        crisis = {"size": 3, "start_day": 2, "short_days": 0.5, "long_ratio": 0}
        mended = crisis | {"size": -3, "start_day": 4}
        told = shocks(one=crisis | {"permanent": stays}, two=mended | {"permanent": stays})
        found = quality(made(RICH, told), 40)
        assert found[2] == 5
        assert found[4] > 8
        assert found[-1] == (8 if stays == 0 else pytest.approx(8 - 3 * stays))


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
