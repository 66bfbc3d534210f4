"""What a case may say of its listening loop, and levers of it."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.scenario import Problems

from ..kit.scenarios import RICH, made

LOOP: dict[str, Any] = {"listening": {}}
NOBODYS: dict[str, Any] = LOOP | {
    "touchpoints.desk.owner": "customer",
    "touchpoints.line.owner": "social",
    "touchpoints.line.control": None,
}
LEVERS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a fix for some": (LOOP, {"target": "listening.fix.gain", "for": ["keen"]}, "for"),
    "a fix that reaches half": (LOOP, {"target": "listening.fix.cost", "reach": 0.5}, "reach"),
    "a group with fixes in it": (
        LOOP,
        {"target": "listening.fix", "how": "multiply", "reach": 0.5},
        "reach",
    ),
    "a loop that is not stated": ({}, {"target": "listening.close_loop.share"}, "target"),
    "fixes where nothing is the firm's": (NOBODYS, {"target": "listening.fix.gain"}, "target"),
}


@pytest.mark.parametrize("name", list(LEVERS))
def test_levers_that_make_no_sense_are_told(name: str) -> None:
    about, lever, key = LEVERS[name]
    with pytest.raises(Problems) as caught:
        made(RICH, about, levers={"it": {"effect": 0.5} | lever})
    places = [problem.place.split(": ")[1] for problem in caught.value.problems]
    assert places == [f"levers.it.{key}"]


@pytest.mark.parametrize("target", ["share", "delay_days", "cost", "felt", "compensation"])
def test_some_customers_may_be_called_and_others_not(target: str) -> None:
    lever = {"target": f"listening.close_loop.{target}", "effect": 0.1, "for": ["keen"]}
    assert made(RICH, LOOP, levers={"it": lever | {"reach": 0.5}}).redesign is not None


def test_a_silo_needs_departments() -> None:
    """A department of one touchpoint, or of a team that serves at one, is enough."""
    silo = {"listening.sharing": "silo"}
    with pytest.raises(Problems) as caught:
        made(RICH, LOOP, silo)
    (problem,) = caught.value.problems
    assert problem.place == "as_is.yaml: listening.sharing"
    for language in ("es", "en"):
        assert "department" in problem.sentence(language)
    assert made(RICH, LOOP, silo, {"touchpoints.line.department": "phones"}).as_is.listening


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("close_loop.share", 1.1),
        ("close_loop.cost", -1),
        ("fix.gain", 11),
        ("fix.review_days", 0),
        ("fix.times", 0),
        ("fix.below", 0.5),
        ("sharing", "some"),
        ("hear", 1),
    ],
)
def test_what_may_not_be_is_told(place: str, value: object) -> None:
    with pytest.raises(Problems) as caught:
        made(RICH, LOOP, {f"listening.{place}": value})
    (problem,) = caught.value.problems
    assert problem.place == f"as_is.yaml: listening.{place}"
