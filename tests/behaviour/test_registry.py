import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cxsim
import cxsim.behaviour
from cxsim.behaviour import RULES, Rule
from cxsim.scenario.teams import Team

DESK = Team.model_validate(
    {
        "label": {"es": "Mesa", "en": "Desk"},
        "staff": 3,
        "open": {"every": "08:00-20:00"},
        "service": {"form": "exponential", "minutes": 5},
    }
)


def test_the_rules_of_the_model_are_there_in_order() -> None:
    numbers = [rule.number for rule in RULES if rule.number is not None]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_what_it_is(rule: Rule) -> None:
    assert all((rule.meaning, rule.source, rule.switch))
    for function in rule.load():
        plain = getattr(function, "py_func", function)
        text = inspect.getdoc(plain) or ""
        names = inspect.signature(plain).parameters
        if "Parameters\n" in text:
            documented = text.split("Parameters\n")[1].split("Returns\n")[0]
            assert all(name in documented for name in names), plain.__name__
        else:
            assert len(names) <= 2, "too many arguments for one line"


def test_reading_the_list_of_rules_loads_no_compiler() -> None:
    root = Path(cxsim.behaviour.__file__).parents[2]
    code = (
        "import sys, cxsim.behaviour, cxsim.behaviour.parameters; sys.exit('numba' in sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(root)}
    )


def places(values: Any, path: list[str]) -> list[Any]:
    """What stands at a dotted place of a case, ``*`` taking every name."""
    if not path:
        return [values]
    if not isinstance(values, dict) or (path[0] != "*" and path[0] not in values):
        return []
    names = list(values) if path[0] == "*" else [path[0]]
    return [found for name in names for found in places(values[name], path[1:])]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_switch_is_a_place_in_a_case(rule: Rule) -> None:
    plan = cxsim.load("telecom/to_be_your_ideal_plan")
    case = plan.as_is.model_dump(mode="json", by_alias=True)
    case["campaigns"] = plan.redesign.model_dump(mode="json", by_alias=True)["campaigns"]
    case["teams"] = {"desk": DESK.model_dump(mode="json", by_alias=True)}
    for switch in rule.switch:
        assert places(case, switch.split(".")), switch
