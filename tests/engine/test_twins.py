"""Two worlds share their luck: what changes nothing differs by nothing, exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ..kit.runs import differing, events_of, twins
from ..kit.scenarios import PROFESSIONAL, PURCHASES, RICH, made

EVERYWHERE = (
    "touchpoints.line.quality",
    "touchpoints.desk.failure.probability",
    "touchpoints.desk.cost",
    "journeys.mend.entry.line",
    "journeys.mend.steps.line.done.share",
    "journeys.mend.steps.desk.line.after_days",
    "journeys.leave.steps.line.stay.share",
    "archetypes.anyone.needs.ask",
    "archetypes.keen.needs.ask",
    "archetypes.keen.spend",
    "archetypes.anyone.non_payment",
    "relationship.involuntary",
    "economics.price",
    "economics.margin",
    "market.innovation",
    "market.alternative",
    "behaviour.word_of_mouth.told",
)
NOTHING: dict[str, dict[str, Any]] = {
    "none": {},
    "disabled": {"effect": 0.5, "enabled": False},
    "adds_nothing": {"effect": 0},
    "multiplies_by_one": {"how": "multiply", "effect": 1},
    "a_limit_kept": {"how": "at_least", "effect": 0.01},
    "not_executed": {"effect": 0.5, "execution": 0},
    "reaches_nobody": {"effect": 0.5, "reach": 0},
    "too_late": {"effect": 0.5, "start_day": 41},
    "half_reached_with_nothing": {"effect": 0, "reach": 0.5, "start_day": 7, "ramp_days": 20},
}


def nothing(how: dict[str, Any]) -> dict[str, Any]:
    """A redesign that changes nothing, one lever a place."""
    if not how:
        return {}
    return {f"lever_{n}": {"target": place} | how for n, place in enumerate(EVERYWHERE)}


@pytest.mark.parametrize("how", NOTHING.values(), ids=NOTHING)
def test_a_redesign_that_changes_nothing_differs_by_nothing(how: dict[str, Any]) -> None:
    today, to_be = twins(made(RICH, levers=nothing(how)), 150, 40)
    assert differing(today, to_be) == []


@pytest.mark.parametrize("how", NOTHING.values(), ids=NOTHING)
def test_nor_does_it_where_customers_only_buy(how: dict[str, Any]) -> None:
    levers = {"more": {"target": "relationship.frequency"} | how} if how else {}
    today, to_be = twins(made(PURCHASES, levers=levers), 300, 40)
    assert differing(today, to_be) == []


def test_what_changes_something_is_seen() -> None:
    """The comparison above can fail."""
    lever = {"less": {"target": "archetypes.anyone.needs.ask", "how": "multiply", "effect": 0.9}}
    assert differing(*twins(made(PROFESSIONAL, levers=lever), 60, 40))


def test_until_a_lever_starts_the_worlds_are_one() -> None:
    """Journeys and clocks are the same to the bit before the first change."""
    levers = {
        "rarer": {
            "target": "archetypes.anyone.needs.ask",
            "how": "multiply",
            "effect": 0.5,
            "start_day": 25,
        },
        "shorter": {
            "target": "journeys.mend.steps.line.done.share",
            "effect": 0.3,
            "start_day": 30,
        },
    }
    today, to_be = twins(made(RICH, levers=levers), 150, 60, recorded=400)
    before = [events_of(run) for run in (today, to_be)]
    early = [events[events["day"] < 25] for events in before]
    assert np.array_equal(early[0], early[1])
    assert not np.array_equal(before[0], before[1])
