"""Levers that work against each other, and which wins by how changes compose."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.scenario.levers import Redesign
from cxsim.study.contradictions import Contradiction, contradictions

DESK = "touchpoints.desk.quality.care"


def found(**levers: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one.kind, one.wins) for one in met(**levers)]


def met(**levers: dict[str, Any]) -> tuple[Contradiction, ...]:
    told = {
        name: {"label": name, "execution": 1}
        | ({} if "removes" in lever else {"target": DESK})
        | lever
        for name, lever in levers.items()
    }
    return contradictions(Redesign.model_validate({"label": "To be", "levers": told}))


def how(kind: str, effect: float, **more: Any) -> dict[str, Any]:
    return {"how": kind, "effect": effect} | more


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (how("add", 2), how("add", 1), []),
        (how("add", 2), how("add", -1), [("opposite", "one")]),
        (how("add", 2), how("add", -3), [("opposite", "other")]),
        (how("add", 2, execution=0.4), how("add", -1), [("opposite", "other")]),
        (how("add", 2), how("add", -2), [("opposite", None)]),
        (how("multiply", 2), how("multiply", 0.5), [("opposite", None)]),
        (how("multiply", 2), how("multiply", 0), [("opposite", "other")]),
        (how("multiply", 0.9), how("add", 5), [("opposite", "one")]),
        (how("multiply", 1.1), how("add", 5), []),
        (how("at_most", 5), how("add", 5), [("limited", "one")]),
        (how("at_most", 5), how("add", -5), []),
        (how("multiply", 0.2), how("at_least", 5), [("limited", "other")]),
        (how("at_least", 6), how("at_most", 5), [("crossed", "other")]),
        (how("at_least", 5), how("at_most", 5), []),
        (how("at_least", 5), how("at_least", 9), []),
        (how("add", 2), how("add", -3, enabled=False), []),
        (how("add", 2, **{"for": ["x"]}), how("add", -3, **{"for": ["y"]}), []),
        (how("add", 2, **{"for": ["x"]}), how("add", -3), [("opposite", "other")]),
    ],
)
def test_pairs_and_who_wins(
    one: dict[str, Any], other: dict[str, Any], says: list[tuple[str, str | None]]
) -> None:
    assert found(one=one, other=other) == says


@pytest.mark.parametrize(
    ("target", "meets"),
    [
        ("touchpoints.desk", True),
        ("touchpoints.*.quality.care", True),
        ("touchpoints.desk.quality.*", True),
        ("touchpoints.shop.quality.care", False),
        ("touchpoints.desk.quality.speed", False),
    ],
)
def test_places_meet_when_one_value_is_in_both(target: str, meets: bool) -> None:
    pair = met(one=how("add", 1), other=how("add", -1, target=target))
    assert [one.place for one in pair] == ([max(DESK, target, key=len)] if meets else [])


@pytest.mark.parametrize(
    ("target", "closed"),
    [
        (DESK, True),
        ("journeys.ask.steps.web.desk.share", True),
        ("journeys.ask.entry.desk", True),
        ("touchpoints.*.quality.care", False),  # the others still gain
        ("touchpoints.shop.quality.care", False),
        ("archetypes.desk.spend", False),
    ],
)
def test_a_closed_touchpoint_wins_over_its_improvement(target: str, closed: bool) -> None:
    pair = found(better=how("add", 1, target=target), gone={"removes": "desk", "instead": "shop"})
    assert pair == ([("closed", "gone")] if closed else [])


def test_it_is_said_in_both_languages() -> None:
    (one,) = met(up=how("add", 2), cap=how("at_most", 5))
    assert str(one.said()) == (
        f"up and cap meet at {DESK}: one is a limit against what the other changes; cap wins."
    )
    assert one.said().said("es").endswith("; gana cap.")
