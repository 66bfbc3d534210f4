"""A life with teams in words: tries, handoffs, calls back, and who knows the story."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cxsim.measure.replay import TwoLives, replay
from cxsim.report.story import story_lines
from cxsim.scenario import Scenario, validate

from ..scenario.small import changed
from ..scenario.staffed import WITH_TEAMS

DAYS, PEOPLE = 40, 40
BUSY: dict[str, Any] = changed(
    WITH_TEAMS,
    warm_up_days=0,
    archetypes__regular__needs={"ask": 6},
    journeys__ask__steps__line={"done": 0.3, "desk": 0.7},
    teams__care__staff=2,
    teams__care__service={"form": "exponential", "minutes": 60},
    teams__care__department="sales",
    teams__care__open={"every": "09:00-15:00"},
    teams__care__arrivals={"day": [1] * 24},
    teams__care__transfers={"night": 0.4},
    teams__care__unserved={"again": 0.7, "after_minutes": 30},
    teams__night__department="night",
    silos={"integration": 0.5, "memory": 0.5},
)
SAYS = {
    "en": (
        *("is handed on to Night desk,", "tries 2 times,", "is called back after"),
        *("finds nobody to serve at", "(they know the story)", "(has to tell it all again)"),
    ),
    "es": (
        *("lo pasan a Night desk,", "lo intenta 2 veces,", "le devuelven la llamada a los"),
        *("no halla quien atienda en", "(ya conocen su historia)", "(tiene que contarlo todo"),
    ),
}


def lives(raw: dict[str, Any], people: range) -> list[TwoLives]:
    case = validate.as_is(raw, "as_is.yaml")
    lever = {"label": "L", "target": "touchpoints.desk.cost", "effect": 1}
    plan = validate.redesign({"label": "To be", "levers": {"one": lever}}, "to_be.yaml", case)
    to_be = Scenario("kit", "to_be", case, plan)
    return [replay(to_be, number, PEOPLE, DAYS) for number in people]


@pytest.fixture(scope="module")
def busy() -> list[TwoLives]:
    return lives(BUSY, range(8))


@pytest.mark.parametrize("language", SAYS)
def test_what_comes_of_wanting_to_be_served_is_told(busy: list[TwoLives], language: str) -> None:
    told = " ".join(" ".join(story_lines(one, language, afterwards=True)) for one in busy)
    told = " ".join(told.split())
    assert {said: told.count(said) > 0 for said in SAYS[language]} == dict.fromkeys(
        SAYS[language], True
    )
    assert "{" not in told


def test_what_is_told_is_what_was_lived(busy: list[TwoLives]) -> None:
    """Of each stay and visit, the words that its numbers call for, and as many of them."""
    for one in busy:
        moments = one.today.moments
        stays = [moment.numbers for moment in moments if moment.what == "line"]
        visits = [moment.numbers for moment in moments if moment.what == "visit"]
        told = " ".join(" ".join(story_lines(one, "en")).split())
        assert told.count("is handed on to") == sum(
            stay["handed"] == 1 and stay["teams"][0] != stay["teams"][1] for stay in stays
        )
        assert told.count("finds nobody to serve") == sum(stay["turned_away"] for stay in stays)
        assert told.count(" times, ") == sum(stay["tries"] > 1 for stay in stays)
        for story, said in (("known", "(they know"), ("again", "(has to tell")):
            assert told.count(said) == sum(visit["story"] == story for visit in visits)


def test_where_nobody_asks_for_a_story_none_is_told() -> None:
    quiet = {name: part for name, part in BUSY.items() if name != "silos"}
    (one,) = lives(quiet, range(1))
    assert all(m.numbers["story"] == "" for m in one.today.moments if m.what == "visit")


def test_where_the_redesign_makes_another_thing_of_a_turn_both_are_told() -> None:
    """More staff and a longer memory change waits and what is known, before any lives part."""
    case = validate.as_is(BUSY, "as_is.yaml")
    levers = {
        name: {"label": name, "target": target, "how": "at_least", "effect": to, "execution": 1}
        for name, target, to in (
            ("memory", "silos.memory", 1),
            ("passing", "silos.integration", 1),
            ("staff", "teams.night.staff", 6),
        )
    }
    plan = validate.redesign({"label": "To be", "levers": levers}, "to_be.yaml", case)
    to_be = Scenario("kit", "to_be", case, plan)
    told = ""
    for number in range(12):
        told += " ".join(story_lines(replay(to_be, number, PEOPLE, DAYS), "en")) + " "
    told = " ".join(told.split())
    assert "(has to tell it all again) [(they know the story)]" in told
    assert "(they know the story) [(has to tell it all again)]" not in told
    assert re.search(r"the line at (Line|Desk) was another one: [\d.]+ min of waiting today", told)
