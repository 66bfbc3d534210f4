"""Rules swapped for functions of one's own, in both engines, and agents of one's own."""

from __future__ import annotations

from typing import Any

import pytest

import cxsim
from cxsim.engine.reference import Customer
from cxsim.scenario.problems import Problems

from ..kit.scenarios import RICH, made

SIZE: dict[str, Any] = {"customers": 40, "horizon_days": 30}


# The same function as in docs/own_behaviour.md, so that both find the same machine code.
def talk_chance(memory, p0, a_plus, loss_ratio, talkativeness):  # type: ignore[no-untyped-def]
    return min(1.0, talkativeness * (p0 + a_plus * abs(memory - 6.0)))


def total(run: Any, metric: str) -> float:
    return float(run.daily.groupby("metric")["value"].sum()[metric])


def test_a_rule_of_ones_own_lives_in_both_engines_and_leaves_the_model_as_it_is() -> None:
    scenario = made(RICH)
    before = cxsim.simulate(scenario, **SIZE)
    rules = {"talk_chance": talk_chance}
    kernel = cxsim.simulate(scenario, rules=rules, **SIZE)
    reference = cxsim.simulate(scenario, rules=rules, engine="reference", **SIZE)
    assert total(kernel, "talked_badly") < total(before, "talked_badly")
    assert kernel.customers.equals(reference.customers)
    assert kernel.daily.equals(reference.daily)
    assert cxsim.simulate(scenario, **SIZE).customers.equals(before.customers)


def test_a_comparison_by_a_rule_of_ones_own_is_as_large_as_asked() -> None:
    to_be = made(RICH, levers={"better": {"target": "touchpoints.desk.quality", "effect": 1}})
    today = cxsim.scenario.schema.Scenario(to_be.case, "as_is", to_be.as_is)
    asked: dict[str, Any] = {"customers": 30, "horizon_days": 30, "replications": 2}
    asked |= {"centre": 1, "staffing": False}
    own = cxsim.compare(today, [to_be], rules={"talk_chance": talk_chance}, **asked)
    usual = cxsim.compare(today, [to_be], **asked)
    assert (own.central, len(own.staffing)) == (usual.central, len(usual.staffing)) == (1, 0)
    assert own.intervals["as_is", "nps"] != usual.intervals["as_is", "nps"]


def test_the_engines_come_to_the_same_comparison() -> None:
    levers = {"better": {"target": "touchpoints.desk.quality", "effect": 1}}
    to_be = made(RICH, levers=levers)
    today = cxsim.scenario.schema.Scenario(to_be.case, "as_is", to_be.as_is)
    asked: dict[str, Any] = {"customers": 30, "horizon_days": 40, "replications": 2}
    kernel, reference = (
        cxsim.compare(today, [to_be], engine=engine, **asked) for engine in ("kernel", "reference")
    )
    assert kernel.table.equals(reference.table)
    assert kernel.twins.equals(reference.twins)
    assert reference.manifest["engine"] == "reference"


class Discreet(Customer):
    """Tells nobody of a bad journey."""

    def talk(self, journey: Any, memory: float) -> None:
        if memory >= 6.0:
            super().talk(journey, memory)


def test_an_agent_of_ones_own() -> None:
    scenario = made(RICH)
    plain = cxsim.simulate(scenario, engine="reference", **SIZE)
    run = cxsim.simulate(scenario, engine="reference", person=Discreet, **SIZE)
    assert total(plain, "talked_badly") > 0 == total(run, "talked_badly")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"rules": {"talk_chanc": talk_chance}}, "Nearest: talk_chance"),
        ({"rules": {"hearing": talk_chance}}, "not known"),
        ({"rules": {"talk_chance": lambda memory: 0.0}}, "talk_chance(memory, p0, a_plus"),
        ({"person": Discreet}, "reference"),
        ({"person": Discreet, "engine": "reference", "rules": {"talk_chance": talk_chance}}, "own"),
        ({"engine": "mesa"}, "kernel, reference"),
        ({"rules": {"talk_chance": 0.3}}, "a function"),
        ({"rules": {"talk_chance": max}}, "a function"),
        ({"rules": {"talk_chance": lambda a, b, c, d, e: f"{a:.2f}"}}, "that numba can compile"),
        ({"rules": {"talk_chance": lambda a, b, c, *, d, e: a}}, "talk_chance(memory, p0, a_plus"),
        (
            {"person": 3, "engine": "reference"},
            "person is 3, which is not allowed. Allowed: a class",
        ),
        ({"person": dict, "engine": "reference"}, "made of cxsim.engine.reference.Customer"),
    ],
)
def test_what_cannot_be_swapped_is_told(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(Problems) as told:
        cxsim.simulate(made(RICH), **SIZE, **wrong)
    assert says in str(told.value)
