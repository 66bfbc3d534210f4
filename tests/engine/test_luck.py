"""A draw belongs to one customer's story: changed, it reaches only those tied to the customer."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
import pytest

from cxsim.engine.day import days
from cxsim.engine.record import VISIT
from cxsim.engine.run import empty_for, live, warmed
from cxsim.engine.state import State
from cxsim.world.world import Built

from ..kit.runs import differing, events_of, state_arrays, twins, worlds
from ..kit.scenarios import RICH, made

CUSTOMERS, SOMEONE, HORIZON = 150, 17, 40
NO_TIES: dict[str, Any] = {"ties": {"kind": "none"}}
OF_THE_SITE = ("stars", "recent_stars", "shown")
"""What reviews come to, which is nobody's."""
KNOWN_OF_FRIENDS = ("friends", "inbox", "common")
"""What the others carry of a customer's life before they have heard of it."""


def with_other_luck(warm: State, draw: str) -> State:
    """A copy of day 0 in which one draw of one customer came out otherwise."""
    other = warm.copied()
    if draw == "next_need":
        other.next_need[SOMEONE, 0] = 0.25
        other.calendar[0, SOMEONE] = 0
        other.marks[0, SOMEONE // 64] = 0
    else:
        change = {"loyalty": 5.0, "key": 12345, "style": -3.0, "to_leave": 0.0}[draw]
        other.people[draw][SOMEONE] = change
    return other


def those_who_differ(a: State, b: State) -> set[int]:
    """People whose lives differ, by what they carry themselves."""
    found: set[int] = set()
    for (name, mine), (_, theirs) in zip(state_arrays(a), state_arrays(b), strict=True):
        if name in KNOWN_OF_FRIENDS or name in OF_THE_SITE or not mine.size:
            continue
        people = 1 if name in ("calendar", "told") else 0
        differs = np.moveaxis(mine != theirs, people, 0).reshape(a.people.size, -1).any(axis=1)
        found |= set(np.flatnonzero(differs).tolist())
    return found


def distances(built: Built, start: int) -> np.ndarray:
    """Ties between someone and everybody else; a large number where there is no way."""
    far = np.full(built.people.size, 10**6)
    far[start] = 0
    ahead = deque([start])
    while ahead:
        i = ahead.popleft()
        for friend in built.world.tie_to[built.world.tie_first[i] : built.world.tie_first[i + 1]]:
            if far[friend] > far[i] + 1:
                far[friend] = far[i] + 1
                ahead.append(int(friend))
    return far


@pytest.mark.parametrize("draw", ["loyalty", "key", "style", "next_need", "to_leave"])
def test_without_ties_a_draw_changes_one_life(draw: str) -> None:
    built, _ = worlds(made(RICH, NO_TIES), CUSTOMERS, HORIZON)
    warm = warmed(built)
    a = live(built, warm, recorded=CUSTOMERS)
    b = live(built, with_other_luck(warm, draw), recorded=CUSTOMERS)
    assert those_who_differ(a.state, b.state) == {SOMEONE}
    mine, theirs = (run[run["person"] != SOMEONE] for run in (events_of(a), events_of(b)))
    assert np.array_equal(mine, theirs)


@pytest.mark.parametrize("draw", ["key", "next_need", "to_leave"])
def test_with_ties_a_draw_spreads_one_tie_a_day(draw: str) -> None:
    loud = {
        "behaviour.word_of_mouth": {"base": 0.8, "told": 1, "hearing": 1},
        "archetypes.anyone.talkativeness": 3,
        "market.imitation": 30,
    }
    built, _ = worlds(made(RICH, loud, {"ties.weak": 0.5}), 400, HORIZON)
    warm = warmed(built)
    states = [warm.copied(), with_other_luck(warm, draw)]
    records = [empty_for(built, 0) for _ in states]
    far = distances(built, SOMEONE)
    reached = []
    for today in range(HORIZON):
        flat = built.world.flat.copy()
        for state, record in zip(states, records, strict=True):
            built.world.flat[...] = flat
            days(built.world, state, record, today, today + 1)
        differing_now = those_who_differ(*states)
        assert all(far[i] <= today for i in differing_now)
        reached.append(len(differing_now))
    assert reached[0] == 1
    assert max(reached) > 3


def test_a_visit_that_is_spared_shifts_no_later_luck() -> None:
    """Journeys begin alike in both worlds, and are alike until the first step that was spared."""
    plain = {
        "behaviour": {
            "expectations": {"will_weight": 0, "should_weight": 0},
            "satisfaction": {"disconfirmation": 0},
            "mood": {"strength": 0},  # it would count the visits lived before
        },
        "relationship": {"kind": "captive"},
        "market": {},
    }
    raw = made(RICH).as_is.model_dump(mode="json")["journeys"]
    kept = {name: raw[name] for name in ("ask", "mend")}
    scenario = made(
        RICH,
        NO_TIES,
        plain,
        {"journeys": kept, "relationship": {"kind": "captive"}, "warm_up_days": 0},
        levers={"spared": {"target": "journeys.mend.steps.line.desk.share", "effect": -1}},
    )
    runs = twins(scenario, CUSTOMERS, 60, recorded=CUSTOMERS)
    lives = [stories(events_of(run)) for run in runs]
    shared = lives[0].keys() & lives[1].keys()
    assert len(shared) > 1000
    spared = 0
    for story in shared:
        for a, b in zip(lives[0][story], lives[1][story], strict=False):
            assert (a["touchpoint"], a["failed"], a["felt"]) == (
                b["touchpoint"],
                b["failed"],
                b["felt"],
            )
            if a["to"] != b["to"]:
                spared += 1
                break
    assert spared > 50


def stories(events: np.ndarray) -> dict[tuple[int, int, int], list[np.ndarray]]:
    """Visits of each journey, by person, need and occurrence."""
    found: dict[tuple[int, int, int], list[np.ndarray]] = {}
    for event in events[events["kind"] == VISIT]:
        story = (int(event["person"]), int(event["need"]), int(event["occurrence"]))
        found.setdefault(story, []).append(event)
    return found


def test_the_same_world_lived_again_is_the_same() -> None:
    levers = {
        "price": {"target": "economics.price", "how": "multiply", "effect": 1.2, "start_day": 9}
    }
    today, own = worlds(made(RICH, levers=levers), CUSTOMERS, HORIZON)
    warm = warmed(today)
    first, again = live(own, warm), live(own, warm)
    assert differing(first, again) == []
