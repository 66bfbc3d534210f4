"""A small case with teams, as raw data: an ordinary contact centre, and who mends by night."""

from __future__ import annotations

from typing import Any

from .small import AS_IS, changed

CARE: dict[str, Any] = {
    "label": "Contact centre",
    "staff": {"value": 20, "low": 15, "high": 25},
    "shifts": {
        "early": {"hours": "08:00-16:00", "breaks": [{"between": "11:00-13:00", "minutes": 30}]},
        "late": {"hours": "12:00-20:00", "share": 2},
    },
    "open": {"every": "08:00-20:00", "sun": "closed"},
    "arrivals": {"day": [0] * 8 + [1] * 12 + [0] * 4, "week": {"mon": 2}},
    "service": {"form": "lognormal", "minutes": 6},
    "priority": {"archetypes": {"regular": 1}, "needs": {"ask": 2}},
    "callback": {},
    "transfers": {"night": 0.1},
}
NIGHT: dict[str, Any] = {
    "label": "Night desk",
    "staff": 3,
    "shifts": {
        "day": {"hours": "06:00-22:00"},
        "night": {"hours": "22:00-06:00", "breaks": [{"between": "23:30-03:00", "minutes": 60}]},
    },
    "open": {"every": "00:00-24:00"},
    "service": {"form": "exponential", "minutes": 12},
    "patience": {"form": "endless"},
}
WITH_TEAMS = changed(
    AS_IS,
    teams={"care": CARE, "night": NIGHT},
    touchpoints__desk__team="care",
    touchpoints__line__team="care",
    touchpoints__line__minutes=9,
)
"""The shop of `small`, whose desk and line are served by one team."""


def alone(**changes: Any) -> dict[str, Any]:
    """The same with one plain team, changed at some places."""
    plain = {name: CARE[name] for name in ("label", "staff", "shifts", "open", "service")}
    return changed(WITH_TEAMS, teams={"care": changed(plain, **changes)})
