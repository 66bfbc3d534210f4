"""The smallest case that uses every kind of part, as raw data to be broken one piece at a time."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from cxsim.scenario import Problems, load

AS_IS: dict[str, Any] = {
    "label": "A shop",
    "fictitious": True,
    "horizon_days": 365,
    "firm": {"customers": 60, "currency": "USD"},
    "economics": {"margin": {"value": 0.5, "low": 0.4, "high": 0.6}},
    "dimensions": {"speed": {"label": "Speed"}, "care": {"label": "Care"}},
    "archetypes": {
        "regular": {
            "label": "Regular",
            "share": 1,
            "weights": {"speed": 1, "care": 2},
            "kano": {"speed": "must_be"},
            "expectations": {"will": 7, "should": 8},
            "channels": {"phone": 2},
            "needs": {"ask": 1},
        }
    },
    "touchpoints": {
        "desk": {
            "label": {"es": "Mostrador", "en": "Desk"},
            "stage": "post_purchase",
            "owner": "brand",
            "channel": "store",
            "quality": {"speed": 7, "care": 8},
            "cost": 2,
        },
        "line": {
            "label": "Line",
            "stage": "post_purchase",
            "owner": "partner",
            "control": 0.5,
            "channel": "phone",
            "quality": 6,
        },
        "friends": {
            "label": "Friends",
            "stage": "pre_purchase",
            "owner": "customer",
            "channel": "in_person",
            "quality": 7,
        },
    },
    "journeys": {
        "ask": {
            "label": "Ask",
            "kind": "help",
            "entry": {"line": 1, "desk": 1},
            "steps": {
                "line": {"done": 0.6, "desk": {"share": 0.3, "after_days": 2}, "give_up": 0.1},
                "desk": {"done": 1},
            },
        },
        "join": {
            "label": "Join",
            "kind": "join",
            "entry": {"friends": 1},
            "steps": {"friends": {"done": 0.5, "give_up": 0.5}},
        },
    },
    "relationship": {
        "kind": "contractual",
        "loyalty": {"form": "beta", "alpha": 1, "beta": 9},
    },
    "market": {"prospects": 0.5},
}

TO_BE: dict[str, Any] = {
    "label": "A faster shop",
    "levers": {
        "faster": {
            "label": "Faster",
            "target": "touchpoints.line.quality.speed",
            "effect": {"value": 1, "low": 0.5, "high": 1.5},
            "one_off": 1000,
        }
    },
}

GONE = object()
"""Stands for taking a key away."""


def changed(raw: dict[str, Any], **places: Any) -> dict[str, Any]:
    """Raw data with other values at some places; `__` stands for the dot."""
    copy = deepcopy(raw)
    for place, value in places.items():
        *above, last = place.split("__")
        node: Any = copy
        for part in above:
            node = node[part]
        if value is GONE:
            del node[last]
        else:
            node[last] = value
    return copy


def written(folder: Path, as_is: object = AS_IS, to_be: object = TO_BE) -> Path:
    """A case's folder with these two files: raw data, or text as it stands."""
    case = folder / "shop"
    case.mkdir(exist_ok=True)
    for name, raw in (("as_is", as_is), ("to_be_faster", to_be)):
        text = raw if isinstance(raw, str) else yaml.safe_dump(raw, sort_keys=False)
        (case / f"{name}.yaml").write_text(text, encoding="utf-8")
    return case


def told(
    folder: Path, as_is: object = AS_IS, to_be: object = TO_BE, language: str = "en"
) -> list[str]:
    """What is said of a case with these two files, one sentence each, without the folder."""
    case = written(folder, as_is, to_be)
    try:
        load(case / "to_be_faster.yaml")
    except Problems as problems:
        said = problems.text(language).replace(f"{case.as_posix()}/", "")
        return said.split("\n")
    return []
