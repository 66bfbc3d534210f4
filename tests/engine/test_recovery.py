"""What failures do to staying, and what making good gives back: the sign tests of rule 15."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.behaviour.recovery import lasting
from cxsim.engine.record import ANSWER, DAILY
from cxsim.engine.reference import run as reference
from cxsim.engine.run import Lived, live, warmed

from ..behaviour.ranges import BUFFER, GRIEVANCE, RECOVERY, SECOND, corners
from ..kit.runs import differing, events_of, lived, worlds
from ..kit.scenarios import made

ONCE: dict[str, Any] = {
    "touchpoints.desk": {
        "label": "Desk",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "store",
        "quality": 8,
        "spread": 0,
        "failure": {"probability": 1, "depth": 4.5, "opens": "mend"},
    },
    "touchpoints.clinic": {
        "label": "Clinic",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "phone",
        "quality": 8,
        "spread": 0,
    },
    "journeys.mend": {
        "label": "Mend",
        "kind": "help",
        "salience": 0,
        "entry": {"clinic": 1},
        "steps": {"clinic": {"done": 1}},
        "recovery": {"compensation": 0.5},
    },
    "behaviour": {
        "complaint": {"money": 1, "service": 1, "trivial": 1},
        "satisfaction": {"baseline": 7.5},
        "leaving": {"strength": 1, "satisfaction_spread": 0.5},
    },
    "archetypes.anyone.needs": {"ask": 0.4},
    "relationship.loyalty": {"form": "normal", "median_hazard": 0.15, "spread": 0},
    "surveys": {"journey": {"sampling": 1}, "response": 1, "selection": 0, "noise": 0, "style": 0},
}
"""Every visit to the desk fails, everybody complains, and help itself leaves no trace."""
HELP: dict[str, dict[str, Any]] = {
    "ignored": {"touchpoints.desk.failure.opens": None, "journeys.mend.recovery": None},
    "unsatisfied": {"journeys.mend.steps.clinic": {"give_up": 1}},
    "satisfied": {"journeys.mend.steps.clinic.done": {"share": 1, "after_days": 5}},
    "fast": {},
}
"""TARP's ladder: what becomes of who was failed."""
TOP: dict[str, Any] = {
    "touchpoints.clinic.quality": 10,
    "touchpoints.desk.failure.depth": 3,
    "journeys.mend.recovery.compensation": 1,
    "behaviour.recovery.gain": 1.3,
}
"""A minor failure, made good in the best way, at once."""
NEVER: dict[str, Any] = {"touchpoints.desk.failure.probability": 0}


def totals(run: Lived) -> dict[str, int]:
    return dict(zip(DAILY, run.record.daily.sum(axis=(0, 1)).tolist(), strict=True))


def leavers(*changes: dict[str, Any], customers: int = 150, days: int = 120) -> int:
    return totals(lived(made(ONCE, *changes), customers, days))["left_voluntary"]


def grievances(run: Lived) -> np.ndarray:
    """What is left of grievances at the horizon."""
    people, days = run.state.people, run.record.daily.shape[0]
    memory = run.built.world.rules.grievance_days[0]
    left = [one.grievance * lasting(float(days - 1 - one.grieved), memory) for one in people]
    return np.array(left)


@pytest.mark.parametrize("engine", ["kernel", "reference"])
def test_the_ladder_holds(engine: str) -> None:
    """Ignored, unsatisfied, satisfied, fast: less and less is left (TARP, order only)."""
    left = []
    for change in HELP.values():
        today, _ = worlds(made(ONCE, change), 20, 60)
        if engine == "kernel":
            run = live(today, warmed(today))
        else:
            run = reference.live(today, reference.warmed(today))
        left.append(grievances(run).sum())
    assert left[0] > left[1] > left[2] > left[3] > 0


def test_fewer_leave_the_better_they_are_helped() -> None:
    gone = [leavers(HELP[name], days=240) for name in ("ignored", "satisfied", "fast")]
    assert gone == sorted(gone, reverse=True)
    assert gone[0] > gone[-1]


def answered(*changes: dict[str, Any]) -> float:
    """Mean answer to the survey after help."""
    run = lived(made(ONCE, *changes), 60, 200, recorded=60)
    events = events_of(run)
    assert (events["kind"] == ANSWER).any()
    return float(events[events["kind"] == ANSWER]["felt"].mean())


def test_the_paradox_is_possible_in_satisfaction_and_never_in_leaving() -> None:
    """Minor, first, top recovery: felt better right after than before, but not stayed longer."""
    scale = {"behaviour.leaving.satisfaction_mean": 7.48, "behaviour.memory.learning": 0.9}
    certain = {
        "behaviour.leaving.satisfaction_spread": 1e-6,
        "behaviour.leaving.strength": 0,
        "behaviour.mood.strength": 0,
    }
    few = {"archetypes.anyone.needs": {"ask": 0.15}}
    run = lived(made(ONCE, TOP, scale, certain, few), 60, 150, recorded=60)
    never = lived(made(ONCE, TOP, scale, certain, few, NEVER), 60, 150, recorded=60)
    after, before = events_of(run), events_of(never)
    helped = after[(after["kind"] == ANSWER) & (after["to"] == 1)]["felt"]
    assert (helped == 8).any()  # 7.48 and a little more rounds up
    assert (before[before["kind"] == ANSWER]["felt"] <= 7).all()
    assert (run.state.people.satisfaction <= 7.48 + 1e-5).all()


@pytest.mark.parametrize("gain", RECOVERY)
def test_recovery_never_leaves_fewer_to_go_than_no_failure(gain: float) -> None:
    top = TOP | {"behaviour.recovery.gain": gain}
    failed, never = leavers(top, days=200), leavers(top, NEVER, days=200)
    assert failed >= never


@pytest.mark.parametrize(("strength", "second", "buffer"), list(corners(GRIEVANCE, SECOND, BUFFER)))
def test_a_second_failure_within_the_time_is_worse_and_purchases_buffer(
    strength: float, second: float, buffer: float
) -> None:
    about = {
        "behaviour.grievance": {"strength": strength, "second": second, "buffer": buffer},
        "relationship.loyalty.median_hazard": 1e-9,
        "archetypes.anyone.needs": {"ask": 3},
    }
    ignored = HELP["ignored"]
    soon = lived(made(ONCE, about, ignored), 20, 50)
    apart = lived(made(ONCE, about, ignored, {"behaviour.grievance.second": 0}), 20, 50)
    assert (soon.state.people.grievance >= apart.state.people.grievance).all()
    assert (soon.state.people.grievance.sum() > apart.state.people.grievance.sum()) == (second > 0)
    old = {"relationship.tenure": {"mean_days": 3000, "longest_days": 4000}}
    long = lived(made(ONCE, about, ignored, old), 20, 50)
    softer = long.state.people.grievance.sum() < soon.state.people.grievance.sum()
    assert softer == (buffer > 0)


def test_switched_off_nothing_is_left_of_it() -> None:
    """No grievance, no recovery: what failures do is what satisfaction says, to the bit."""
    off = {
        "behaviour.grievance": {"strength": 0},
        "behaviour.recovery": {"gain": 0, "voice": 0},
    }
    others = {"behaviour.grievance": {"strength": 0, "second": 3, "buffer": 2, "memory_days": 9}}
    nothing = {"behaviour.recovery": {"gain": 0, "voice": 0, "fast_days": 1}}
    one, other = lived(made(ONCE, off), 40, 90), lived(made(ONCE, others, nothing), 40, 90)
    assert differing(one, other) == []
    assert (one.state.people.grievance == 0).all()


def test_making_good_costs_what_is_stated() -> None:
    free = lived(made(ONCE), 20, 90)
    paid = lived(made(ONCE, {"journeys.mend.recovery.cost": 7}), 20, 90)
    recovered = totals(paid)["done"] - totals(paid)["journeys"] + totals(paid)["caused"]
    more = totals(paid)["contact_cost"] - totals(free)["contact_cost"]
    assert more % 7_000_000 == 0
    assert 0 < more <= 7_000_000 * totals(paid)["caused"]
    assert recovered <= totals(paid)["caused"]
    assert paid.record.touched[..., 3].sum() == totals(paid)["contact_cost"]
