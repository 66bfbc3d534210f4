"""Of generated cases, how prospects come to be customers, and what they read before."""

from __future__ import annotations

from typing import Any

from .generated_luck import Luck


def put_reviews(luck: Luck, raw: dict[str, Any], market: dict[str, Any]) -> None:
    """Reviews in half of the cases, often written, and here and there a place to read them."""
    if luck.chance(50):
        market.pop("reviews")
        return
    raw["behaviour"]["reviews"]["writing"] = luck.number(0, 1, (0, 0.3))
    market["reviews"]["recent_days"] = luck.among((90, 7, 1, 30))
    for touchpoint in raw["touchpoints"].values():
        if touchpoint["owner"] == "social" and luck.chance(60):
            touchpoint["shows"] = "reviews"


def put_prospects(luck: Luck, market: dict[str, Any], ties: dict[str, Any]) -> None:
    """Prospects who look around now and then in a third of the cases, and often where they do.

    Where there are none, and where nobody knows anybody, nobody is asked to bring any.
    """
    there = market.get("prospects", 0) > 0
    nobody = ties.get("kind") in ("none", "complete") or not ties.get("friends", 12)
    if not there or nobody:
        market.pop("referral")
    if not there or luck.chance(65):
        market.pop("arousal")
        return
    market["arousal"]["per_year"] = luck.number(0, 365, (5, 60))
    market["arousal"]["search_days"] = luck.number(0.1, 3650, (0.5, 20))
