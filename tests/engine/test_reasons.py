"""Why customers leave by choice, and what they say."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim import simulate
from cxsim.behaviour.reasons import (
    ALTERNATIVE,
    CIRCUMSTANCES,
    CONTACT,
    FAILURE,
    FRIENDS_LEFT,
    LEAST_PUSH,
    PRICE,
    REASONS,
    SATISFACTION,
    WORD_OF_MOUTH,
    declared_reason,
    real_reason,
)

from ..kit.engines import differences
from ..kit.scenarios import RICH, made

PUSHES = (SATISFACTION, PRICE, WORD_OF_MOUTH, ALTERNATIVE, CONTACT, FAILURE, FRIENDS_LEFT)
ALONE: dict[str, Any] = {
    "behaviour": {
        "leaving": {"strength": 0, "alternative_weight": 0},
        "grievance": {"strength": 0},
    },
    "ties": {"kind": "none"},
    "market": {"prospects": 0},
}
"""Nothing pushes anybody, unless somebody says so."""
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "own_circumstances": ({}, {}),
    "satisfaction": (
        {"behaviour.leaving": {"strength": 0.3, "satisfaction_mean": 10}},
        {},
    ),
    "price": ({}, {"economics.price": 1.3}),
    "alternative": (
        {"behaviour.leaving": {"strength": 0, "alternative_weight": 0.2}},
        {"market.alternative": 10},
    ),
    "contact": ({}, {"campaigns": {"calls": {"label": "Calls"}}}),
    "failure": (
        {"behaviour.grievance.strength": 0.5},
        {"touchpoints.desk.failure": {"probability": 1, "depth": 10}},
    ),
}


@pytest.mark.parametrize("number", PUSHES)
def test_the_strongest_push_is_the_reason(number: int) -> None:
    pushes = [0.3 if one == number else 0.2 for one in PUSHES]
    assert real_reason(*pushes) == number
    pushes = [-1.0] * len(PUSHES)
    assert real_reason(*pushes) == CIRCUMSTANCES
    pushes[number - 1] = LEAST_PUSH
    assert real_reason(*pushes) == CIRCUMSTANCES
    pushes[number - 1] = 1.001 * LEAST_PUSH
    assert real_reason(*pushes) == number


def test_the_candid_say_it_and_the_others_blame_the_price() -> None:
    for real in range(len(REASONS)):
        assert declared_reason(real, 1.0, 0.999) == real
        assert declared_reason(real, 0.0, 0.001) == PRICE
        assert declared_reason(real, 0.6, 0.59) == real


@pytest.mark.parametrize("reason", WAYS)
def test_what_alone_pushes_is_why_they_leave(reason: str) -> None:
    rules, case = WAYS[reason]
    run = simulate(made(RICH, ALONE, rules, case), 30, 40, record="events")
    found = run.reasons
    assert set(found["real"]) == {reason}
    assert set(found["declared"]) <= {reason, "price"}
    left = run.customers[run.customers["cause"] == "voluntary"]
    assert found["customers"].sum() == len(left) > 3
    assert run.events is not None
    told = run.events[(run.events["event"] == "leave") & (run.events["led_to"] == "voluntary")]
    assert set(told["reason"]) == {reason}
    others = run.events[~run.events.index.isin(told.index)]
    assert set(others["reason"]) | set(others["declared"]) == {""}


def test_more_candour_moves_what_is_said_and_nobody() -> None:
    runs = {
        candour: simulate(made(RICH, {"surveys.exit": {"candour": candour}}), 30, 40)
        for candour in (0, 0.4, 1)
    }
    said = {
        candour: run.reasons.groupby("declared")["customers"].sum().get("price", 0)
        for candour, run in runs.items()
    }
    assert said[0] == runs[0].reasons["customers"].sum()
    assert said[0] > said[0.4] > said[1]
    assert all(run.customers.equals(runs[1].customers) for run in runs.values())
    assert all(run.metrics == runs[1].metrics for run in runs.values())


def test_the_engines_agree_on_reasons() -> None:
    assert differences(made(RICH, {"campaigns": {"calls": {"label": "Calls"}}}), 20, 30) == []
