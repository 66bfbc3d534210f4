"""What is wrong with competitors, their moves, and ways back: each said where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.scenario.problems import Problems

from ..kit.scenarios import CAPTIVE, RICH, made

ONE: dict[str, Any] = {"label": "One", "quality": 8}
MOVE: dict[str, Any] = {"label": "M", "target": "price", "size": 0.1}


def wrong(*changes: dict[str, Any]) -> dict[str, str]:
    """What a case with these changes is told, by place."""
    with pytest.raises(Problems) as caught:
        made(RICH, *changes)
    problems = caught.value.problems
    return {one.place.removeprefix("as_is.yaml: "): one.sentence("en") for one in problems}


def competitor(**said: Any) -> dict[str, Any]:
    """Changes that state one competitor."""
    return {"market.competitors": {"one": ONE | said}}


def moving(**said: Any) -> dict[str, Any]:
    """Changes that state one competitor that moves."""
    return competitor(moves={"it": MOVE | said})


PLACE = "market.competitors.one"
MISTAKES: dict[str, tuple[tuple[dict[str, Any], ...], str, str]] = {
    "a dimension of which nothing is said": (
        (competitor(quality={}),),
        f"{PLACE}.quality.care",
        "",
    ),
    "a dimension that there is not": (
        (competitor(quality={"care": 8, "cold": 1}),),
        f"{PLACE}.quality.cold",
        "care",
    ),
    "nobody thinks of it": ((competitor(reputation=0),), f"{PLACE}.reputation", "above 0"),
    "a move of what there is not": (
        (moving(target="colour"),),
        f"{PLACE}.moves.it.target",
        "reputation",
    ),
    "a move on a dimension that there is not": (
        (moving(target="quality.cold"),),
        f"{PLACE}.moves.it.target",
        "quality.care",
    ),
    "a move of a promise that is not made": (
        (moving(target="promise"),),
        f"{PLACE}.moves.it.target",
        "promises nothing",
    ),
    "a move larger than the scale": (
        (moving(target="quality", size=11),),
        f"{PLACE}.moves.it.size",
        "10",
    ),
    "a move before it begins": ((moving(start_day=-1),), f"{PLACE}.moves.it.start_day", "0"),
    "a ramp of less than no days": ((moving(ramp_days=-5),), f"{PLACE}.moves.it.ramp_days", "0"),
    "no price at all": ((competitor(price=0),), f"{PLACE}.price", "0.01"),
    "a past that competitors state": (
        (competitor(), {"market.previous": {"delivered": 8}}),
        "market.previous",
        "competitors say it",
    ),
    "an alternative that competitors state": (
        (competitor(), {"market.alternative": 8}),
        "market.alternative",
        "competitors say it",
    ),
    "no provider, of none": (({"market.without": 0.2},), "market.without", "competitors"),
    "a way back for captives": (
        ({"market.returns": {"rate": 1}, "journeys.leave": None}, CAPTIVE),
        "market.returns",
        "contractual",
    ),
    "back before having left": (
        ({"market.returns": {"after_days": -1}},),
        "market.returns.after_days",
        "0",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_told_where_it_stands(mistake: str) -> None:
    changes, place, said = MISTAKES[mistake]
    told = wrong(*changes)
    assert place in told
    assert said in told[place]


def test_a_reputation_to_come_is_enough() -> None:
    made(RICH, competitor(reputation=0, moves={"it": MOVE | {"target": "reputation"}}))


def test_a_way_back_needs_a_way_in() -> None:
    with pytest.raises(Problems) as caught:
        made({"market.returns": {"rate": 1}})
    assert "market.returns" in str(caught.value)


def test_no_lever_moves_what_competitors_have_replaced() -> None:
    lever = {"better": {"target": "market.alternative", "effect": -1}}
    made(RICH, levers=lever)
    with pytest.raises(Problems) as caught:
        made(RICH, competitor(), levers=lever)
    assert [problem.kind for problem in caught.value.problems] == ["unread"]
