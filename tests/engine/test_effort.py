"""Rule 13 in whole lives: contacts made again and changes of channel drive customers away."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.scenario.schema import Scenario

from ..behaviour.ranges import EFFORT_CHANNEL, EFFORT_REPEAT, Range
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import CAPTIVE, made

CUSTOMERS, DAYS = 60, 60
LINE = {
    "label": "Line",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "phone",
    "quality": 8,
}
TOILSOME: dict[str, Any] = {
    "dimensions": {"ease": {"label": "Ease", "feels": ["effort"]}, "care": {"label": "Care"}},
    "archetypes.anyone.weights": {"ease": 1, "care": 1},
    "archetypes.anyone.needs": {"ask": 0, "mend": 8},
    "touchpoints.line": LINE,
    "journeys.mend": {
        "label": "Mend",
        "kind": "help",
        "entry": {"line": 1},
        "steps": {
            "line": {"line": {"share": 0.3}, "desk": {"share": 0.3}, "done": {"share": 0.4}},
            "desk": {"desk": {"share": 0.2}, "done": {"share": 0.8}},
        },
    },
    "relationship": {
        "kind": "contractual",
        "period_days": 5,
        "loyalty": {"form": "normal", "median_hazard": 0.05, "spread": 0},
        "tenure": {"mean_days": 0},
    },
    "behaviour": {"leaving": {"strength": 1.5, "alternative_weight": 0}},
}
"""Half of the contacts are made again, or lead to another channel; who is unhappy leaves soon."""


def toilsome(**strengths: float) -> Scenario:
    """The case with these strengths."""
    rule = {"repeat": 0.0, "channel": 0.0} | strengths
    return made(TOILSOME, {"behaviour.effort": rule})


def gone(scenario: Scenario) -> int:
    """How many leave."""
    return int((lived(scenario, CUSTOMERS, DAYS).state.people["status"] == 2).sum())


@pytest.mark.parametrize(
    ("name", "strength"), [("repeat", EFFORT_REPEAT), ("channel", EFFORT_CHANNEL)]
)
def test_the_harder_it_is_the_more_leave(name: str, strength: Range) -> None:
    none, least, usual, most = (
        gone(toilsome(**{name: points}))
        for points in (0.0, strength.low, strength.default, strength.high)
    )
    assert none <= least <= usual <= most
    assert none < most


def test_what_a_way_takes_is_a_property_of_the_way() -> None:
    built, _ = worlds(toilsome(), 1, 1)
    toil = dict(zip(built.names.edges, built.world.edges["toil"].tolist(), strict=True))
    assert toil["mend", "line", "line"] == toil["mend", "desk", "desk"] == 1
    assert toil["mend", "line", "desk"] == 2
    assert toil["mend", "line", "done"] == toil["ask", "desk", "done"] == 0


@pytest.mark.parametrize("owner", ["customer", "social"])
def test_what_is_no_contact_takes_no_effort(owner: str) -> None:
    alone = made(TOILSOME, {"touchpoints.line.owner": owner, "touchpoints.desk.owner": owner})
    assert not worlds(alone, 1, 1)[0].world.edges["toil"].any()
    off = {"behaviour.effort": {"repeat": 0, "channel": 0}}
    other = made(TOILSOME, {"touchpoints.line.owner": owner, "touchpoints.desk.owner": owner}, off)
    assert differing(lived(alone, 20, 20), lived(other, 20, 20)) == []


def test_only_dimensions_that_feel_effort_are_touched() -> None:
    """Where what is felt does not come back as mood, or as talk."""
    calm = {"behaviour.mood.strength": 0, "behaviour.expectations.word": 0}
    rules = (calm | {"behaviour.effort": {"repeat": r, "channel": r}} for r in (0, 1))
    easy, hard = (lived(made(TOILSOME, CAPTIVE, rule), 20, 15) for rule in rules)
    expected = [np.asarray(run.state.expected) for run in (easy, hard)]
    assert (expected[0][:, :, 1] == expected[1][:, :, 1]).all()
    assert (expected[0][:, 0, 0] >= expected[1][:, 0, 0]).all()
    assert (expected[0][:, 0, 0] > expected[1][:, 0, 0]).any()


def test_where_no_dimension_says_so_all_feel_effort() -> None:
    everywhere = {"dimensions.ease": {"label": "Ease"}}
    assert worlds(made(TOILSOME, everywhere), 1, 1)[0].world.feels.tolist() == [[1, 1]] * 4
    assert worlds(toilsome(), 1, 1)[0].world.feels.tolist() == [[1, 0], [1, 1], [1, 1], [1, 1]]
