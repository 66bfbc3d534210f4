"""Competitors for generated scenarios, what they do on a date, and those who come back."""

from __future__ import annotations

from typing import Any

from cxsim.scenario.competitors import Competitor, Move, Returns

from .generated_luck import Luck, stated


def put_rivals(
    luck: Luck,
    market: dict[str, Any],
    dimensions: list[str],
    relationship: str,
    kinds: dict[str, str],
) -> None:
    """One to three competitors now and then, in place of what stands for them; and ways back."""
    market.pop("returns", None)
    if luck.chance(50):
        market.pop("without", None)
    else:
        market.pop("previous", None)
        market.pop("alternative", None)
        rivals = {f"r{n}": competitor(luck, dimensions) for n in range(1 + luck.whole(0, 2))}
        rivals["r0"]["reputation"] = luck.number(0.1, 5)
        market["competitors"] = rivals
    if relationship == "contractual" and "join" in kinds.values() and luck.chance(60):
        market["returns"] = stated(luck, Returns, every=True)
        if luck.chance(60):
            market |= {"imitation": luck.number(20, 50), "consideration": luck.number(0.5, 0.99)}


def competitor(luck: Luck, dimensions: list[str]) -> dict[str, Any]:
    """What one delivers and promises, at what price, and how many think of it."""
    raw = stated(luck, Competitor) | {"label": "R"}
    some = luck.some(dimensions, 50)
    targets = ["quality", f"quality.{dimensions[0]}", "price", "reputation"]
    targets += ["promise", f"promise.{some[0]}"] if some else []
    moves = {f"m{n}": move(luck, targets) for n in range(luck.whole(0, 2))}
    return raw | {
        "quality": {name: luck.number(0, 10, (4, 9)) for name in dimensions},
        "promise": {name: luck.number(0, 10, (5, 10)) for name in some},
        "price": luck.number(0.5, 2),
        "reputation": luck.number(0.01, 5),
        "moves": moves,
    }


def move(luck: Luck, targets: list[str]) -> dict[str, Any]:
    """Something that a competitor does on a date."""
    raw = stated(luck, Move) | {"label": "M", "target": luck.among(targets)}
    least, most = (0, 2) if raw.get("how") == "multiply" else (-9, 9)
    days = {"start_day": luck.whole(0, 30), "ramp_days": luck.among((0, 1, 20))}
    return raw | days | {"size": luck.number(least, most, (0.5, 1.5)), "enabled": True}
