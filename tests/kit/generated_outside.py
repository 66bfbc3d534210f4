"""What comes from outside, legal by construction: every kind of value that it may move."""

from __future__ import annotations

from typing import Any

from cxsim.scenario import validate
from cxsim.scenario.checks import inert
from cxsim.scenario.context import ECONOMY, MONTHS
from cxsim.scenario.outside_checks import movable_outside
from cxsim.scenario.schema import values_of
from cxsim.scenario.shocks import Shock
from cxsim.scenario.teams import WEEKDAYS
from cxsim.scenario.values import Quantity

from .generated_luck import Luck, stated

TRAPS = ("entry", "channels", "assistant", "staff", "curvature", "after_days")
"""Parts of places that could leave somebody no way out, or a life too long to live."""
FAR = 2000
"""A day after the last of any generated life."""
GROUPS = ("touchpoints.*.quality", "archetypes.*.mood.level", "touchpoints.*.failure.probability")


def put_outside(luck: Luck, raw: dict[str, Any]) -> None:
    """Let now and then something come from outside."""
    if not luck.chance(35):
        return
    case = validate.as_is(raw, "generated.yaml")
    movable = {
        place: value.quantity
        for place, value in values_of(case)
        if movable_outside(place, value) and not inert(case, place) and _safe(place)
    }
    if luck.chance(70):
        raw["shocks"] = {f"s{n}": shock(luck, movable) for n in range(luck.among((1, 1, 2, 3)))}
    if luck.chance(70):
        names = luck.some((ECONOMY, "weather", "season"), 60, least=1)
        raw["context"] = {name: factor(luck, movable) for name in names}


def _safe(place: str) -> bool:
    return not any(part in TRAPS for part in place.split("."))


def shock(luck: Luck, movable: dict[str, Quantity]) -> dict[str, Any]:
    """A shock of one to three effects, on a day or at random."""
    found = stated(luck, Shock) | {
        "label": "S",
        "enabled": not luck.chance(20),
        "days": luck.among((1, 1, 3, 30)),
        "effects": {
            f"e{n}": effect(luck, movable) | {"permanent": luck.among((0, 0.2, 1))}
            for n in range(luck.among((1, 1, 2, 3)))
        },
    }
    found.pop("start_day", None)
    if found.pop("per_year", None) is None or luck.chance(30):
        return found | {"start_day": luck.whole(0, 30)}
    return found | {"per_year": luck.number(0, 365, (5, 60))}


def factor(luck: Luck, movable: dict[str, Quantity]) -> dict[str, Any]:
    """A factor of up to two effects, whose index takes any course but that of a file."""
    index = [luck.number(-2, 2) for _ in range(3)]
    months, week = luck.whole(0, 9), luck.whole(0, 4)
    course = luck.among(
        (
            {"kind": "autoregressive", "memory_days": luck.number(0.5, 200)},
            {"kind": "path", "points": [[0, index[0]], [9, index[1]], [FAR, index[2]]]},
            {
                "kind": "months",
                "first": luck.among(MONTHS),
                "values": dict(zip(MONTHS[months : months + 3], index, strict=True)),
            },
            {"kind": "weekdays", "values": dict(zip(WEEKDAYS[week:], index, strict=False))},
            {"kind": "spells", "share": luck.number(0, 0.5), "days": luck.number(1, 9)},
            {"kind": "spells", "share": luck.among((0, 1)), "days": luck.number(1, 9)},
        )
    )
    if course["kind"] == "autoregressive":
        course |= {"spread": luck.number(0, 3), "start": index[0]}
    effects = [effect(luck, movable) for _ in range(luck.among((0, 1, 2)))]
    for one in effects:
        if one.get("how") == "multiply":
            one["size"] = luck.number(0.01, 3, (0.5, 1.5))
    return {
        "label": "F",
        "course": course,
        "effects": {f"e{n}": one for n, one in enumerate(effects)},
        "enabled": not luck.chance(10),
    }


def effect(luck: Luck, movable: dict[str, Quantity]) -> dict[str, Any]:
    """What moves one value, or a group of them, by a size that one of them could show."""
    if luck.chance(40):
        target = luck.among(GROUPS)
        high = 1.0 if target.endswith("probability") else 3.0
        return {"target": target, "size": luck.number(-high, high)}
    place = luck.among(sorted(movable))
    quantity = movable[place]
    if luck.chance(50):
        return {"target": place, "how": "multiply", "size": luck.number(0, 10, (0, 2))}
    span = min(quantity.high - quantity.low, 20.0)
    return {"target": place, "size": luck.number(-span, span, (-span / 10, span / 10))}
