"""Runs of small scenarios, and what is compared of two of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np

from cxsim.engine.day import days
from cxsim.engine.run import Lived, empty_for, live, warmed
from cxsim.engine.staffed.tables import CARRIED_OVER
from cxsim.engine.state import SCRATCH as BY_DAY
from cxsim.engine.state import State
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.people import ROWS
from cxsim.world.world import Built, build

SCRATCH = (
    *("marks", "due", "grouped", "told", "counts", "finished", "weights", "free"),
    *("lanes", "walker", "opening", "visiting", "visits"),
    *("drawn", "ears", "floor", "stamp", "spread", "brought"),
    "customer",
    *BY_DAY,
)
"""What a state keeps for itself while it works; it means nothing between two days, or nothing that
people do not say."""


MEANINGLESS = ("contact", "before", "following")
"""Fields that say where something is in such a table."""
KEPT = {"under_way": "journey_row", "claims": "claim_row"}
"""Where a person's row in each table of what waits is said."""


COUNTS = (
    *("daily", "touched", "surveys", "census", "reasons", "answers"),
    *("reviews", "rating", "acquired", "advertising"),
    *("heard", "fixing"),
    *("team_days", "team_hours"),
    *("destinations", "switches", "origins"),
)
"""What a record counts."""


def today(scenario: Scenario) -> Scenario:
    """The AS-IS of a TO-BE."""
    return Scenario(scenario.case, "as_is", scenario.as_is, None, scenario.folder)


def worlds(
    scenario: Scenario, customers: int, horizon: int, seed: int = 1, replication: int = 0
) -> tuple[Built, Built]:
    """The AS-IS world of a scenario, and its own."""
    values = central(scenario)
    first = build(today(scenario), values, customers, horizon, seed, replication)
    if scenario.redesign is None:
        return first, first
    return first, build(scenario, values, customers, horizon, seed, replication, first)


def lived(
    scenario: Scenario,
    customers: int,
    horizon: int,
    seed: int = 1,
    replication: int = 0,
    recorded: int = 0,
    step: int | None = None,
) -> Lived:
    """Live a scenario; a TO-BE is lived from its AS-IS's day 0."""
    first, own = worlds(scenario, customers, horizon, seed, replication)
    return live(own, warmed(first), recorded, step)


def twins(
    scenario: Scenario, customers: int, horizon: int, seed: int = 1, recorded: int = 0
) -> tuple[Lived, Lived]:
    """AS-IS and TO-BE from the same day 0."""
    first, own = worlds(scenario, customers, horizon, seed)
    warm = warmed(first)
    return live(first, warm, recorded), live(own, warm, recorded)


def paused(
    scenario: Scenario, customers: int, ends: Iterable[int], seed: int = 1
) -> Iterator[tuple[int, State]]:
    """One life of an AS-IS, looked at on some days (in order)."""
    ends = list(ends)
    built, _ = worlds(scenario, customers, ends[-1], seed)
    state, record, so_far = warmed(built), empty_for(built, 0), 0
    for end in ends:
        days(built.world, state, record, so_far, end)
        so_far = end
        yield end, state


def kept(state: State, table: str) -> np.ndarray:
    """The journey under way, or the claim, of each person; zeros for who has none."""
    rows = np.asarray(state.people[KEPT[table]])
    found = np.asarray(getattr(state, table))[rows]
    found[rows == 0] = 0
    return found


def state_arrays(state: State) -> Iterator[tuple[str, np.ndarray]]:
    """All that a state means, one array at a time; people field by field."""
    names = [name for name in State.__annotations__ if name not in SCRATCH]
    for name in names:
        array = np.asarray(getattr(state, name))
        if array.dtype.names is None:
            yield name, array
        else:
            # Which row somebody's journey or claim has means nothing; whether there is one does.
            array = kept(state, name) if name in KEPT else array
            array = array[: int(state.floor[CARRIED_OVER])] if name == "carried" else array
            for field in array.dtype.names:
                if field in MEANINGLESS:
                    continue
                yield f"{name}.{field}", array[field] > 0 if field in ROWS else array[field]


def arrays(run: Lived) -> Iterator[tuple[str, np.ndarray]]:
    """All that a run comes to, one array at a time."""
    yield from state_arrays(run.state)
    for name in COUNTS:
        yield name, getattr(run.record, name)


def differing(a: Lived, b: Lived, but: tuple[str, ...] = ()) -> list[str]:
    """Names of the arrays in which two runs differ by a bit."""
    return [
        name
        for (name, mine), (_, theirs) in zip(arrays(a), arrays(b), strict=True)
        if name not in but and mine.tobytes() != theirs.tobytes()
    ]


def digest(run: Lived) -> str:
    """Hash of all that a run comes to."""
    found = hashlib.sha256()
    for name, array in arrays(run):
        found.update(name.encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()[:16]


def events_of(run: Lived) -> np.ndarray:
    """The events written down."""
    return np.asarray(run.record.events[: int(run.record.written[0])])
