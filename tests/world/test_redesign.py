"""Levers move values as they say: in their order, by their ramp, for those they reach."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from cxsim.engine.run import empty_for
from cxsim.engine.stages.levers import move_levers
from cxsim.engine.state import initial_state
from cxsim.scenario.problems import Problems
from cxsim.scenario.schema import Scenario
from cxsim.world.world import Built

from ..kit.runs import lived, worlds
from ..kit.scenarios import RICH, made

EVERY = settings(derandomize=True, deadline=None, max_examples=60, database=None)
DAYS = 30
LINE = 1
PRICE, SPEND = "economics.price", "archetypes.anyone.spend"


def moved(scenario: Scenario, view: str, customers: int = 40) -> tuple[Built, np.ndarray]:
    """The world of a redesign, and a view of its values on each day, (days, segments, …)."""
    _, built = worlds(scenario, customers, DAYS)
    state, record = initial_state(built), empty_for(built, 0)
    found = []
    for today in range(DAYS):
        move_levers(built.world, state, record, today)
        found.append(np.array(getattr(built.world, view)))
    return built, np.array(found)


def redesign(levers: Mapping[str, Mapping[str, Any]], *changes: Mapping[str, Any]) -> Scenario:
    return made(RICH, *changes, levers=levers)


def quality(**levers: Mapping[str, Any]) -> np.ndarray:
    """Quality of the desk (8 today) on each day, for everybody alike."""
    target = {"target": "touchpoints.desk.quality.care"}
    _, found = moved(redesign({n: target | dict(one) for n, one in levers.items()}), "quality")
    desk = found[:, :, 0, 0]
    assert (desk == desk[:, :1]).all()
    return desk[:, 0]


def test_a_lever_ramps_from_its_start_to_its_full_effect() -> None:
    found = quality(one={"effect": -3, "start_day": 5, "ramp_days": 10})
    days = np.arange(DAYS)
    assert np.allclose(found, 8 - 3 * np.clip((days - 5) / 10, 0, 1), atol=1e-12)


def test_without_a_ramp_it_acts_whole_on_its_first_day() -> None:
    found = quality(one={"effect": -3, "start_day": 5})
    assert (found == np.where(np.arange(DAYS) < 5, 8.0, 5.0)).all()


def test_execution_scales_what_a_lever_does() -> None:
    assert quality(one={"effect": -4, "execution": 0.25})[-1] == 7
    assert quality(one={"how": "multiply", "effect": 0.5, "execution": 0.25})[-1] == 7
    assert quality(one={"how": "at_most", "effect": 4, "execution": 0.25})[-1] == 7
    assert quality(one={"how": "at_least", "effect": 10, "execution": 0.5})[-1] == 9
    assert quality(one={"how": "at_least", "effect": 3})[-1] == 8


def test_a_partner_takes_on_its_stated_share_of_a_lever() -> None:
    levers = {
        "all": {"target": "touchpoints.line.quality", "effect": 2},
        "way": {"target": "journeys.mend.steps.line.done.share", "effect": 0.2},
        "own": {"target": "journeys.mend.steps.desk.done.share", "effect": 0.2},
    }
    built, found = moved(redesign(levers), "quality")
    assert (found[-1, :, LINE, 0] == 7).all()
    _, shares = moved(redesign(levers), "share")
    edges = built.names.edges
    assert np.allclose(shares[-1, :, edges.index(("mend", "line", "done"))], 0.5)
    assert np.allclose(shares[-1, :, edges.index(("mend", "desk", "done"))], 0.9)


def law(levers: list[dict[str, Any]], today: float, low: float, high: float) -> float:
    """What levers at their full effect make of a value: adds, multiplies, limits, its range."""
    for how in ("add", "multiply", "at_least", "at_most"):
        for lever in levers:
            if lever["how"] == how:
                e = lever["effect"]
                then = {"add": today + e, "multiply": today * e}
                then |= {"at_least": max(today, e), "at_most": min(today, e)}
                today += lever["execution"] * (then[how] - today)
    return min(high, max(low, today))


@EVERY
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "how": st.sampled_from(["add", "multiply", "at_least", "at_most"]),
                "effect": st.floats(0, 4),
                "execution": st.floats(0, 1),
            }
        ),
        max_size=5,
    )
)
def test_levers_on_one_value_compose_in_their_order(levers: list[dict[str, Any]]) -> None:
    found = quality(**{f"lever_{n}": one for n, one in enumerate(levers)})
    assert found[-1] == pytest.approx(law(levers, 8.0, 0.0, 10.0), abs=1e-9)


def test_the_order_of_the_file_matters_not() -> None:
    three: dict[str, dict[str, Any]] = {
        "a": {"effect": -2},
        "b": {"how": "multiply", "effect": 0.5},
        "c": {"how": "at_least", "effect": 3.5},
    }
    found = {quality(**dict(order))[-1] for order in permutations(three.items())}
    assert found == {3.5}


def test_a_lever_acts_for_its_archetypes_alone() -> None:
    built, found = moved(
        redesign({"cheaper": {"target": PRICE, "effect": -0.2, "for": ["keen"]}}), "rules"
    )
    keen = built.world.reference.size - 1
    for i, who in enumerate(built.people):
        price = found[-1][built.world.segment[i]]["price"]
        assert price == pytest.approx(0.8 if who["archetype"] == keen else 1.0), i


def reached(levers: Mapping[str, Mapping[str, Any]], customers: int = 4000) -> np.ndarray:
    """Who lives another price and who another spend, (2, people) bool."""
    built, found = moved(redesign(levers), "rules", customers)
    rules = found[-1][built.world.segment]
    mine = built.people["archetype"] == 0
    return np.array([rules["price"] != 1.0, rules["spend"] != 30.0])[:, mine]


def test_levers_of_one_group_reach_the_same_people() -> None:
    price = {"target": PRICE, "effect": 0.5, "reach": 0.4}
    spend = {"target": SPEND, "effect": 5, "reach": 0.4}
    same = {"reach_group": "some"}
    together = reached({"price": price | same, "spend": spend | same})
    assert (together[0] == together[1]).all()
    assert abs(together[0].mean() - 0.4) < 4 * np.sqrt(0.24 / together.shape[1])
    apart = reached({"price": price, "spend": spend})
    both = (apart[0] & apart[1]).mean()
    assert abs(both - 0.16) < 4 * np.sqrt(0.16 * 0.84 / apart.shape[1])
    nested = reached({"price": price | same, "spend": spend | same | {"reach": 0.7}})
    assert (nested[1] >= nested[0]).all()
    assert nested[1].sum() > nested[0].sum()


def test_disabling_a_lever_changes_nobody_elses_reach() -> None:
    first = {"target": SPEND, "effect": 5, "reach": 0.5}
    second = {"target": PRICE, "effect": 0.5, "reach": 0.5}
    both = reached({"first": first, "second": second})
    alone = reached({"first": first | {"enabled": False}, "second": second})
    assert (both[0] == alone[0]).all()
    assert not alone[1].any()


@EVERY
@given(
    st.lists(st.floats(-1, 1), min_size=1, max_size=4),
    st.integers(0, 20),
    st.integers(0, 15),
    st.sampled_from(["add", "multiply", "at_most"]),
)
def test_shares_of_a_step_add_up_to_one_on_every_day(
    effects: list[float], start: int, ramp: int, how: str
) -> None:
    ways = ("done", "desk", "line", "give_up")
    levers = {
        f"lever_{way}": {
            "target": f"journeys.mend.steps.line.{way}.share",
            "how": how,
            "effect": effect if how == "add" else abs(effect),
            "start_day": start,
            "ramp_days": ramp,
        }
        for way, effect in zip(ways, effects, strict=False)
    }
    try:
        scenario = redesign(levers, {"touchpoints.line.control": 1})
    except Problems:  # levers that leave a journey without an end
        reject()
    built, found = moved(scenario, "share")
    edges = [built.names.edges.index(("mend", "line", way)) for way in ways]
    shares = found[:, :, edges]
    assert np.allclose(shares.sum(axis=2), 1, atol=1e-12)
    assert (shares >= 0).all()
    assert (shares[: min(start, DAYS)] == [0.4, 0.3, 0.2, 0.1]).all()


def test_the_other_ways_shrink_in_proportion() -> None:
    lever = {"more": {"target": "journeys.mend.steps.line.done.share", "effect": 0.2}}
    built, found = moved(redesign(lever, {"touchpoints.line.control": 1}), "share")
    ways = [built.names.edges.index(("mend", "line", w)) for w in ("done", "desk", "line")]
    assert np.allclose(found[-1][:, ways], [0.6, 0.2, 0.4 / 3])


def test_living_a_redesign_leaves_its_world_as_it_was() -> None:
    lever = {"price": {"target": PRICE, "effect": 1, "ramp_days": 9}}
    run = lived(redesign(lever), 40, DAYS)
    assert (run.built.world.rules["price"] == 1).all()
    assert (run.final != run.built.world.flat).any()
