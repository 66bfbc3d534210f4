"""Departments, what they know of a customer, and assistants, legal by construction."""

from __future__ import annotations

from typing import Any

from cxsim.scenario.assistants import Assistant
from cxsim.scenario.silos import Department, Silos

from .generated_luck import Luck, stated

Raw = dict[str, Any]
NAMES = ("p0", "p1", "p2")


def put_silos(luck: Luck, raw: Raw) -> None:
    """Departments for some touchpoints and teams, and how much they know of a story."""
    if luck.chance(30):
        return
    for one in (*raw["touchpoints"].values(), *raw.get("teams", {}).values()):
        if luck.chance(70):
            one["department"] = luck.among(NAMES)
    known = {one.get("department") for one in raw["touchpoints"].values()}
    if luck.chance(60):
        raw["silos"] = stated(luck, Silos)
        own = [name for name in NAMES if name in known]
        raw["silos"]["departments"] = {
            name: {"label": "P"} | stated(luck, Department) for name in luck.some(own)
        }


def put_assistants(luck: Luck, raw: Raw) -> None:
    """Now and then an assistant or two; each settles something, so that journeys end."""
    for _ in range(luck.among((0, 1, 2, 1))):
        places = [name for name, one in raw["touchpoints"].items() if may_answer(one)]
        places = [name for name in places if _people(raw, name)]
        if not places:
            return
        name = luck.among(places)
        human = luck.among(_people(raw, name))
        others = [one for one in _beside(raw, name) if one != human]
        about = stated(luck, Assistant)
        about["containment"] = max(0.01, about["containment"])
        about["by_need"] = {need: luck.number(0.01, 1) for need in luck.some(_asking(raw, name))}
        about |= {"human": human, "stuck": luck.among(["give_up", *others])}
        raw["touchpoints"][name]["assistant"] = about
        for journey in raw["journeys"].values():
            journey["steps"].pop(name, None)


def may_answer(one: Raw) -> bool:
    """Whether an assistant may stand at a touchpoint."""
    return contact(one) and "team" not in one and "assistant" not in one


def contact(one: Raw) -> bool:
    """Whether one meets the firm at a touchpoint."""
    return one["owner"] in ("brand", "partner")


def _asking(raw: Raw, name: str) -> list[str]:
    """Needs whose journeys lead to a touchpoint."""
    return [
        need
        for need, one in raw["journeys"].items()
        if any(name in ways for step, ways in one["steps"].items() if step != name)
        or name in one["entry"]
    ]


def _people(raw: Raw, name: str) -> list[str]:
    """Touchpoints beside one at which somebody of the firm may be met."""
    return [other for other in _beside(raw, name) if contact(raw["touchpoints"][other])]


def _beside(raw: Raw, name: str) -> list[str]:
    """Touchpoints that are there in every journey in which another is; none where it is in none."""
    there = [set(one["steps"]) for one in raw["journeys"].values() if name in one["steps"]]
    found = set.intersection(*there) - {name} if there else set()
    leading = {
        one["assistant"]["human"] for one in raw["touchpoints"].values() if "assistant" in one
    }
    leading |= {
        one["assistant"]["stuck"] for one in raw["touchpoints"].values() if "assistant" in one
    }
    if name in leading:
        return []  # who is let out to it is to find ways on from there
    return sorted(found)
