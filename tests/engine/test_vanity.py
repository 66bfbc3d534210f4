"""Moving the survey moves what is measured, and changes no customer."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.measure.metrics import metrics
from cxsim.world.numbers import central

from ..kit.engines import differences
from ..kit.runs import differing, twins
from ..kit.scenarios import RICH, made

MEASURED = {"nps_measured", "csat_measured", "ces_measured"}
LEVERS: dict[str, dict[str, Any]] = {
    "often": {"target": "surveys.relational.every_days", "how": "at_most", "effect": 7},
    "seldom": {"target": "surveys.relational.every_days", "effect": 11.5, "ramp_days": 20},
    "who": {"target": "surveys.relational.sampling", "effect": -1, "for": ["keen"]},
    "after": {"target": "surveys.journey.sampling", "how": "multiply", "effect": 0.2},
}


@pytest.mark.parametrize("name", LEVERS)
def test_true_metrics_differ_by_exactly_nothing(name: str) -> None:
    scenario = made(RICH, levers={"it": LEVERS[name]})
    today, moved = twins(scenario, 60, 40)
    values = central(scenario)
    one, other = (metrics(scenario, values, run) for run in (today, moved))
    assert {metric for metric in one if one[metric] != other.get(metric)} <= MEASURED
    assert set(one) - MEASURED == set(other) - MEASURED
    asked = {"surveys", "people.surveys", "calendar"}
    found = set(differing(today, moved))
    assert "surveys" in found
    assert found <= asked
    if name != "after":
        assert one["nps_measured"] != other["nps_measured"]


def test_the_engines_agree_on_who_is_asked() -> None:
    assert differences(made(RICH, levers=LEVERS), 20, 40) == []
