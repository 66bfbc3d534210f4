"""What generated firms do about what customers answer."""

from __future__ import annotations

from typing import Any

from cxsim.scenario.listening import Listening

from .generated_luck import Luck, stated


def put_listening(luck: Luck, raw: dict[str, Any]) -> None:
    """A listening loop in half of the cases, mostly one that hears, and acts, within days."""
    if luck.chance(50):
        return
    raw["listening"] = loop = stated(luck, Listening)
    if all("department" not in one for one in raw["touchpoints"].values()):
        loop.pop("sharing", None)
    fix = loop.setdefault("fix", {})
    fix |= {"review_days": luck.among((5, 1, 12, 40)), "least_answers": luck.among((1, 2, 9))}
    if luck.chance(75):
        fix["gain"] = luck.number(0, 10, (0.5, 3))
        fix["delay_days"] = luck.number(0, 3650, (0, 9))
    if luck.chance(75):
        call = loop.setdefault("close_loop", {})
        call |= {"share": luck.number(0, 1, (0.4, 1)), "delay_days": luck.number(0, 365, (0, 5))}
    if luck.chance(75):
        raw["surveys"]["response"] = luck.number(0, 1, (0.5, 1))
        raw["surveys"].setdefault("journey", {})["sampling"] = luck.number(0, 1, (0.5, 1))
