"""What a firm's assessment of itself sets: defaults, and nothing that a file states itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario import Problems, Value, library, values_of
from cxsim.scenario.firm import JourneySurvey, RelationalSurvey
from cxsim.scenario.levers import Lever
from cxsim.scenario.library import AS_IS
from cxsim.scenario.maturity import (
    DRIFT,
    EVERY_DAYS,
    EXECUTION,
    INTEGRATION,
    MEMORY,
    RAMP,
    SAMPLING,
    Component,
    Link,
    Maturity,
)
from cxsim.scenario.schema import Scenario
from cxsim.scenario.silos import Silos
from cxsim.study.sweep import ranges

from ..kit.scenarios import made
from .small import AS_IS as SHOP
from .small import TO_BE, changed, told

ROOT = Path(__file__).parents[2]
COMPONENTS = get_args(Component)
LINKS = (EXECUTION, RAMP, DRIFT, INTEGRATION, MEMORY, EVERY_DAYS, SAMPLING)
SLOWER = (RAMP, DRIFT, EVERY_DAYS)
"""Of which less is better."""
DESK = {"label": "Kinder", "target": "touchpoints.desk.quality", "effect": 1}
SILOS: dict[str, Any] = {"silos": {}}
MANY = settings(derandomize=True, deadline=None, max_examples=200)


def case(maturity: dict[str, float] | None, *changes: dict[str, Any]) -> Scenario:
    judged = [] if maturity is None else [{"firm.maturity": maturity}]
    return made(SILOS, *judged, *changes)


def redesign(maturity: dict[str, float] | None, **lever: Any) -> Scenario:
    """A redesign whose one lever states no execution."""
    today = case(maturity)
    raw = {AS_IS: library.data_of(today), "to_be_x": {"label": "X", "levers": {"it": DESK | lever}}}
    return library.variant(None, "kit", raw, {})[1]


def places(scenario: Scenario) -> dict[str, Value]:
    own = scenario.as_is if scenario.redesign is None else scenario.redesign
    return dict(values_of(own))


def level(number: float) -> dict[str, float]:
    return dict.fromkeys(COMPONENTS, number)


def test_level_3_sets_what_is_taken_where_no_level_is_stated() -> None:
    assert places(case(level(3))) == places(case(None))
    middle = redesign(level(3), drift=0)
    before = redesign(None)
    rest = places(middle)
    assert rest.pop("levers.it.drift").value == 0
    assert rest == places(before)
    lever, plain = (one.levers["it"] for one in (middle, before))
    assert (lever.ramp_days, lever.drifts, plain.drifts) == (plain.ramp_days, False, False)


def test_where_nothing_is_assessed_nothing_is_said_of_it() -> None:
    judged: tuple[dict[str, float] | None, ...] = (None, {})
    for maturity in judged:
        told = str(library.data_of(redesign(maturity)))
        assert not any(word in told for word in ("drift", "upkeep", "component"))
    assert library.data_of(case(None))["firm"]["maturity"] is None


def test_only_what_a_component_sets_is_set() -> None:
    measured = redesign({"measurement": 5}).levers["it"]
    assert not measured.assessed
    assert not measured.drifts
    asked = case({"measurement": 5}).as_is.surveys
    assert asked.relational.every_days.value == 90
    assert asked.journey.sampling.value == 0.3
    rich = case({"economics": 1})
    assert places(rich) == places(case(None))


@MANY
@given(st.sampled_from(LINKS), st.sampled_from(COMPONENTS), st.data())
def test_no_level_more_makes_anything_worse(link: Link, component: str, data: Any) -> None:
    number = st.floats(1, 5)
    levels = data.draw(st.fixed_dictionaries(dict.fromkeys(COMPONENTS, number)))
    more = data.draw(st.floats(levels[component], 5))
    less, after = (
        link.default(Maturity(**given)) for given in (levels, levels | {component: more})
    )
    pairs = [(less[at], after[at]) for at in less] if isinstance(less, dict) else [(less, after)]
    for before, then in pairs:
        assert then <= before if link in SLOWER else then >= before


@MANY
@given(st.sampled_from(LINKS), st.floats(1, 5))
def test_what_is_set_is_a_range_in_order(link: Link, number: float) -> None:
    found = link.default(Maturity(**level(number)))
    if isinstance(found, dict):
        assert 0 <= found["low"] <= found["value"] <= found["high"] <= 1
    else:
        assert found >= 0


def test_levels_set_the_numbers_of_their_tables() -> None:
    begun, best = (redesign(level(number)).levers["it"] for number in (1, 5))
    assert (begun.execution.value, begun.execution.low, begun.execution.high) == (0.4, 0.15, 0.65)
    assert (best.execution.value, best.execution.low, best.execution.high) == (0.85, 0.6, 1.0)
    assert begun.drift is not None
    assert best.drift is not None
    assert (begun.drift.value, best.drift.value) == (0.35, 0.05)
    assert (begun.ramp_days, best.ramp_days) == (90, 0)
    silos = [case(level(number)).as_is.silos for number in (1, 5)]
    assert [one and one.integration.value for one in silos] == [0.2, 0.8]
    assert [one and one.memory.value for one in silos] == [0.1, 0.6]


def test_what_is_not_stated_counts_as_3() -> None:
    one = redesign({"governance": 1}).levers["it"]
    rest = redesign(level(3) | {"governance": 1}).levers["it"]
    assert (one.execution, one.drift, one.ramp_days) == (rest.execution, rest.drift, rest.ramp_days)


def test_what_a_file_states_wins() -> None:
    own = {"execution": 0.65, "ramp_days": 0, "drift": {"value": 0.5, "low": 0.4, "high": 0.6}}
    lever = redesign(level(1), **own).levers["it"]
    assert not lever.assessed
    assert lever.execution.value == 0.65
    assert not lever.execution.uncertain
    assert (lever.ramp_days, lever.drift and lever.drift.value) == (0, 0.5)
    stated = case(level(1), {"silos": {"memory": 0.9}, "surveys": {"journey": {"sampling": 0.2}}})
    assert stated.as_is.silos is not None
    assert stated.as_is.silos.memory.value == 0.9
    assert stated.as_is.surveys.journey.sampling.value == 0.2


def test_without_silos_nothing_is_known_at_any_level() -> None:
    assert made({"firm.maturity": level(5)}).as_is.silos is None


def test_a_closing_and_what_is_set_off_take_hold_at_once() -> None:
    shock = {
        "label": "Storm",
        "start_day": 3,
        "effects": {"d": {"target": DESK["target"], "size": -1}},
    }
    today = case(level(1), {"shocks": {"storm": shock}})
    shut = {"label": "Shut", "removes": "desk", "instead": "shop"}
    context = {"dimensions": ("care",), "maturity": today.as_is.firm.maturity}
    closing = Lever.model_validate(shut, context=context)
    assert (closing.execution.value, closing.ramp_days, closing.drifts) == (1, 0, False)
    ready = Lever.model_validate(DESK | {"when": {"shock": "storm"}}, context=context)
    assert ready.ramp_days == 0
    assert ready.drifts


def test_data_read_again_are_the_same_and_follow_other_levels() -> None:
    today, plan = case(level(2)), redesign(level(2), start_day=3)
    data = {AS_IS: library.data_of(today), plan.name: library.data_of(plan)}
    again = library.variant(None, "kit", data, {})
    assert again[0].as_is == today.as_is
    assert again[1].redesign == plan.redesign
    assert again[1].hash() == plan.hash()
    places = {f"{AS_IS}.firm.maturity.{one}": 4.0 for one in COMPONENTS}
    other = library.variant(None, "kit", data, places)
    assert other[1].redesign == redesign(level(4), start_day=3).redesign
    assert other[0].as_is == case(level(4)).as_is


def test_levels_put_into_data_that_had_none_set_what_files_leave_open() -> None:
    plan = redesign(None, start_day=3)
    data = {AS_IS: library.data_of(case(None)), plan.name: library.data_of(plan)}
    judged = {f"{AS_IS}.firm.maturity": level(4)}
    today, judged_plan = library.variant(None, "kit", data, judged)
    assert today.as_is == case(level(4)).as_is
    assert judged_plan.redesign == redesign(level(4), start_day=3).redesign


@pytest.mark.parametrize("maturity", [None, level(2)])
def test_a_part_of_what_is_left_open_may_be_set(maturity: dict[str, float] | None) -> None:
    plan = redesign(maturity)
    raw, whole = library.data_of(plan), library.data_of(plan, whole=True)
    assert "execution" not in raw["levers"]["it"]
    library.opened(raw, whole, "levers.it.execution.low")
    usual = plan.levers["it"].execution
    assert raw["levers"]["it"]["execution"] == usual.written()
    library.opened(raw, whole, "levers.nobody.execution.low")
    library.opened(raw, whole, "label.en.x")
    assert raw["levers"].keys() == {"it"}


def test_what_the_assessment_sets_may_be_varied() -> None:
    plan = redesign(level(2))
    whole = {plan.name: library.data_of(plan, whole=True)}
    place = f"{plan.name}.levers.it.execution"
    (span,) = ranges({place: None}, whole, "sobol").values()
    execution = plan.levers["it"].execution
    assert (span.low, span.high) == (execution.low, execution.high)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("firm.maturity", {"governance": 7}, "firm.maturity.governance is 7"),
        ("firm.maturity", {"governance": 0.5}, "1 … 5"),
        ("firm.maturity", {"governence": 3}, "Nearest: governance"),
        ("firm.maturity", 3, "strategy, understanding"),
    ],
)
def test_an_assessment_that_is_none_is_told(place: str, value: Any, said: str) -> None:
    with pytest.raises(Problems, match=said):
        made({place: value})


@pytest.mark.parametrize(
    ("lever", "said"),
    [
        ({"component": "goverance"}, "Nearest: governance"),
        ({"drift": 1.2}, "0 … 0.99"),
        ({"drift": -0.1}, "0 … 0.99"),
        ({"upkeep": -1}, "levers.it.upkeep is -1"),
    ],
)
def test_a_lever_that_cannot_be_so_managed_is_told(lever: dict[str, Any], said: str) -> None:
    with pytest.raises(Problems, match=said):
        redesign(None, **lever)


@pytest.mark.parametrize("key", ["drift", "upkeep"])
def test_a_closing_neither_drifts_nor_is_kept_up(tmp_path: Any, key: str) -> None:
    closing = {"label": "Shut", "removes": "desk", "instead": "line", key: 0.1}
    plan = changed(TO_BE, levers={"shut": closing})
    english, spanish = (told(tmp_path, SHOP, plan, language)[0] for language in ("en", "es"))
    assert f"levers.shut.{key} stands beside removes. Allowed: not in a closing" in english
    assert f"levers.shut.{key} está junto a removes. Se admite: no en un cierre" in spanish


ROW = re.compile(r"^\| `([a-z_.*]+)`(?:, a year)? \| ([a-z, ]+) \| (.+) \| (.+) \| (.+) \|$", re.M)


def test_the_protocol_tells_the_numbers_of_the_links() -> None:
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    told = {row[1].rpartition(".")[2]: row for row in ROW.finditer(text)}
    sections = (Lever, Silos, RelationalSurvey, JourneySurvey)
    links = {name: link for one in sections for name, link in one.LINKS.items()}
    assert links.keys() <= told.keys()
    for name, link in links.items():
        assert told[name][2] == ", ".join(link.components)
        for cell, numbers in zip(told[name].groups()[2:], link.at, strict=True):
            found = [float(number) for number in re.findall(r"\d*\.?\d+", cell)]
            assert found[: len(numbers)] == list(numbers), name
