"""Rule 8 in whole lives: mood colours visits, those of the experienced less."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.scenario.schema import MONTH

from ..behaviour.ranges import MOOD
from ..kit.runs import differing, events_of, lived, worlds
from ..kit.scenarios import CAPTIVE, RICH, made

CUSTOMERS, DAYS = 30, 60
OFTEN: dict[str, Any] = {**CAPTIVE, "archetypes.anyone.needs": {"ask": 15}}


def felt(level: float, strength: float = MOOD.high) -> np.ndarray:
    """Satisfaction with each visit, in the order of events."""
    mood = {"archetypes.anyone.mood": {"level": level}, "behaviour.mood.strength": strength}
    learning = {"behaviour.expectations": {"will_learning": 0, "should_learning": 0}}
    events = events_of(lived(made(OFTEN, mood, learning), CUSTOMERS, DAYS, recorded=CUSTOMERS))
    return np.asarray(events[events["kind"] == 0]["felt"])


@pytest.mark.parametrize("strength", [MOOD.default, MOOD.high])
def test_who_is_in_a_better_mood_is_happier_with_the_same(strength: float) -> None:
    bad, usual, good = (felt(level, strength) for level in (-2.0, 0.0, 2.0))
    assert (bad <= usual).all()
    assert (usual <= good).all()
    assert bad.mean() < usual.mean() < good.mean()


def test_the_effect_falls_with_experience() -> None:
    mood = {"behaviour.mood.strength": MOOD.high, "behaviour.expectations.will_learning": 0}
    mood["behaviour.expectations.should_learning"] = 0
    lifted = []
    for level in (0.0, 1.0):
        case = made(OFTEN, mood, {"archetypes.anyone.mood": {"level": level}})
        run = lived(case, CUSTOMERS, DAYS, recorded=CUSTOMERS)
        events = events_of(run)
        lifted.append(events[events["kind"] == 0])
    gain = lifted[1]["felt"] - lifted[0]["felt"]
    number = lifted[0]["occurrence"]
    assert 0 < gain[number >= 15].mean() < gain[number < 5].mean()


def test_strength_zero_is_no_mood_at_all() -> None:
    off = {"behaviour.mood.strength": 0}
    other = {
        "archetypes.anyone.mood": {"level": 3, "volatility": 5},
        "behaviour.mood": {"strength": 0, "persistence": 0.9, "reaction": 2},
    }
    assert differing(lived(made(RICH, off), 25, 12), lived(made(RICH, other), 25, 12)) == []


def test_experience_counts_the_visits_of_a_customer() -> None:
    """And begins, for those who were customers before, with what the case's pace makes of that."""
    tenure = {"mean_days": 300, "longest_days": 900}
    loyalty = {"form": "normal", "median_hazard": 0.02, "spread": 0}
    contract = {"kind": "contractual", "loyalty": loyalty, "tenure": tenure}
    case = made({"relationship": contract, "behaviour.expectations.visits_a_month": 8})
    built, _ = worlds(case, CUSTOMERS, DAYS)
    first = np.asarray(built.people["experience"])
    assert first.tolist() == np.floor(-built.people["joined"] / MONTH * 8).tolist()
    run = lived(case, CUSTOMERS, DAYS)
    assert (run.state.people["experience"] - first == run.state.people["visits"]).all()
