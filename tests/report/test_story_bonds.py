"""What binds, told: lines dropped and taken, contacts nobody asked for, and why one leaves."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.measure.replay import replay
from cxsim.report.story import story_lines
from cxsim.report.words import CATALOGUES
from cxsim.scenario.schema import Scenario

from ..engine.test_replay import lived_again
from ..kit.scenarios import RICH, made

CASE: dict[str, Any] = {
    "relationship.lines": {"home": {"label": "Home"}, "mobile": {"label": "Mobile"}},
    "relationship.partial": 0.3,
    "relationship.cross_sell": 2,
    "archetypes.anyone.spend": 0,
    "archetypes.keen.spend": 0,
    **{
        f"archetypes.{name}.lines": {
            line: {"held": 0.8, "spend": 20} for line in ("home", "mobile")
        }
        for name in ("anyone", "keen")
    },
}
CALLS: dict[str, Any] = {"calls": {"label": "Ring ring", "days": 30, "takers": 0.5}}
ALONE: dict[str, Any] = {"ties": {"friends": 0, "weak": 0}}


def parted(scenario: Scenario) -> dict[str, str]:
    """By reason, one told parting of each."""
    found: dict[str, str] = {}
    for number in range(30):
        one = replay(scenario, number, 30, 60)
        if one.parting is not None:
            found[one.parting.why] = "\n".join(story_lines(one, "en"))
    return found


def test_a_life_alone_is_the_life_among_all() -> None:
    assert lived_again(made(RICH, CASE, campaigns=CALLS), 30, 60, 3) > 100


def test_a_contact_is_where_two_lives_part_and_its_own_reason() -> None:
    found = parted(made(RICH, CASE, ALONE, campaigns=CALLS))
    assert set(found) == {"contact"}
    assert "Ring ring: contacted, unasked" in found["contact"]
    assert "Ring ring contacts this customer in one world alone" in found["contact"]


@pytest.mark.parametrize(
    ("target", "effect", "why", "said"),
    [
        ("relationship.partial", 0.7, "partial", "a line is dropped, in the other all"),
        ("relationship.cross_sell", 9, "cross_sell", "one line more is taken"),
    ],
)
def test_lines_are_told(target: str, effect: float, why: str, said: str) -> None:
    found = parted(made(RICH, CASE, ALONE, levers={"it": {"target": target, "effect": effect}}))
    assert set(found) == {why}
    told = " ".join(found[why].split())
    assert said in told
    assert "Behind it: it." in told


@pytest.mark.parametrize("language", CATALOGUES)
def test_who_leaves_by_choice_says_why(language: str) -> None:
    words = CATALOGUES[language]
    says, was = words["story_reason"].split("{declared}")[0], words["story_reason"].split(" ")[-2]
    told = [
        "\n".join(story_lines(replay(made(RICH, campaigns=CALLS), number, 30, 60), language))
        for number in range(20)
    ]
    leaving = [one for one in told if words["story_leaves_voluntary"] in one]
    assert leaving
    assert all(says.strip() in one and was in one for one in leaving)
