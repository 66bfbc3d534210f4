"""What a case may not say of how prospects come to be customers."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.scenario import Problems

from ..kit.scenarios import RICH, made

SITE: dict[str, Any] = {
    "label": "Site",
    "stage": "pre_purchase",
    "owner": "social",
    "channel": "web",
    "quality": 5,
    "shows": "reviews",
}
STOCK: dict[str, Any] = {"market.reviews": {"count": 10, "stars": 4}}
NOBODY: dict[str, Any] = {"market.prospects": 0}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "reviews that nobody writes": ({"touchpoints.site": SITE}, "touchpoints.site.shows"),
    "a firm's own reviews": (
        STOCK | {"touchpoints.site": SITE | {"owner": "brand"}},
        "touchpoints.site.shows",
    ),
    "no reviews at all": ({"market.reviews": {"count": 0, "stars": 4}}, "market.reviews.count"),
    "six stars": ({"market.reviews": {"count": 9, "stars": 6}}, "market.reviews.stars"),
    "a negative elasticity": ({"behaviour.reviews.valence": -1}, "behaviour.reviews.valence"),
    "a search of no time": (
        {"market.arousal": {"per_year": 3, "search_days": 0}},
        "market.arousal.search_days",
    ),
    "a negative cost": ({"market.acquisition.friends.cost": -1}, "market.acquisition.friends.cost"),
    "a negative reward": ({"market.referral.reward": -1}, "market.referral.reward"),
    "a programme that repels": ({"market.referral.pull": 0.5}, "market.referral.pull"),
    "nobody to look around": (
        NOBODY | {"market.arousal": {"per_year": 3, "search_days": 9}},
        "market.arousal",
    ),
    "nobody to refer": (NOBODY | {"market.referral.pull": 2}, "market.referral"),
    "nobody who knows anybody": (
        {"ties": {"kind": "none"}, "market.referral.pull": 2},
        "market.referral",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_told_with_its_place(name: str) -> None:
    changes, place = WRONG[name]
    with pytest.raises(Problems) as caught:
        made(RICH, changes)
    assert [problem.place.split(": ")[1] for problem in caught.value.problems] == [place]


def test_reviews_stated_and_read_are_no_mistake() -> None:
    made(RICH, STOCK, {"touchpoints.site": SITE, "journeys.join.entry": {"site": 1}}, STEPS)


STEPS: dict[str, Any] = {
    "journeys.join.steps": {"site": {"desk": 1}, "desk": {"done": 0.6, "give_up": 0.4}}
}
MONTHLY = "market.acquisition.advertising.monthly"
LEVERS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "advertising for some": ({}, {"target": MONTHLY, "for": ["keen"]}, "for"),
    "advertising that reaches half": ({}, {"target": MONTHLY, "reach": 0.5}, "reach"),
    "a reward to nobody": (NOBODY, {"target": "market.referral.reward"}, "target"),
    "a reward among strangers": (
        {"ties": {"kind": "none"}},
        {"target": "market.referral.reward"},
        "target",
    ),
}


@pytest.mark.parametrize("name", LEVERS)
def test_levers_that_could_do_nothing_are_told(name: str) -> None:
    about, lever, key = LEVERS[name]
    with pytest.raises(Problems) as caught:
        made(RICH, about, levers={"it": {"effect": 1} | lever})
    assert [problem.place.split(": ")[1] for problem in caught.value.problems] == [
        f"levers.it.{key}"
    ]


@pytest.mark.parametrize(
    "target",
    [
        "market.referral.reward",
        "market.referral.pull",
        "market.reach",
        "market.promise.care",
        "market.acquisition.advertising.cost",
        MONTHLY,
    ],
)
def test_a_redesign_can_move_what_brings_prospects(target: str) -> None:
    about = {"market.promise": {"care": 7}, "market.reach": 0.5}
    effect = 0.2 if target == "market.reach" else 1
    scenario = made(RICH, about, levers={"it": {"target": target, "effect": effect}})
    assert scenario.redesign is not None
