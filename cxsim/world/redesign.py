"""What changes values, as arrays: today's shocks and a redesign's levers, whose, by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.shock import shock
from cxsim.compiled import part, rule, stage
from cxsim.draws import keys, purposes
from cxsim.scenario.checks import grip, lever_places, shocked
from cxsim.scenario.levers import Lever
from cxsim.scenario.schema import AsIs, Scenario, values_of
from cxsim.scenario.shocks import Shock
from cxsim.scenario.structure import detours

from .numbers import Names, Numbers
from .people import uniforms

SHOCK, ADD, MULTIPLY, AT_LEAST, AT_MOST = range(5)
OPERATIONS = ("shock", "add", "multiply", "at_least", "at_most")
"""In the order in which changes of one value compose: what the world outside does first, then
levers; a value's own range comes last."""

CELL = np.dtype(
    [("at", "i8"), ("today", "f8"), ("low", "f8"), ("high", "f8"), ("first", "i8"), ("count", "i8")]
)
"""A value that changes: its index in the buffer, today's value, its range, its changes."""

CHANGE = np.dtype([("by", "i8"), ("operation", "i8"), ("effect", "f8"), ("grip", "f8")])
"""What one lever, or shock, does to one value: `by` is its number, `effect` of a shock its size;
`grip` is execution × the touchpoint's control."""

LEVER = np.dtype(
    [
        ("start", "i8"),
        ("until", "i8"),
        ("ramp", "i8"),
        ("at", "i8"),
        ("above", "f8"),
        ("over", "i8"),
        ("first", "i8"),
        ("lasts", "i8"),
    ]
)
"""When a lever is in force: from `start` to the day before `until`; the days of its ramp.

One that failures set off (others have an `at` of −1) waits for more than `above` of the visits to
touchpoint `at` to have failed over so many days; not before day `first`, and for days `lasts`.
"""
NEVER = 2**40
"""A day that does not come."""

PASSING = ("short_days", "long_days", "long_ratio", "permanent")
OUTSIDE = np.dtype([("start", "i8"), *((name, "f8") for name in PASSING)])
"""When a shock begins, and how it passes."""

NODE = np.dtype([("segment", "i8"), ("first", "i8"), ("count", "i8")])
"""A step of a journey whose shares a lever changes, in one segment."""

DETOUR = np.dtype([("by", "i8"), ("taken", "i8"), ("given", "i8"), ("grip", "f8")])
"""A share or weight that leads to a touchpoint that a lever closes, and the one beside it that
leads where people go instead: both by their index in the buffer."""


@rule
def strength(day: int, start: int, ramp: int) -> float:
    """How far a lever has got on a day: 0 before its start, 1 at the end of its ramp."""
    if day < start:
        return 0.0
    if day >= start + ramp:
        return 1.0
    return (day - start) / ramp


@stage
def force(lever: Records, day: int) -> float:
    """How far a lever has got on a day; 0 when it is in force no longer."""
    if day >= lever.until:
        return 0.0
    return strength(day, lever.start, lever.ramp)


@rule
def too_many(failures: int, visits: int, above: float) -> bool:
    """Whether more than a share of visits failed; never, where there were none."""
    return failures > above * visits


@stage
def composed(cell: Records, changes: Records, levers: Records, shocks: Records, day: int) -> float:
    """A value on a day: all shocks, adds, multiplies and limits, then the value's own range.

    Shocks leave a value in its range, and levers act on that. Each effect of a lever is scaled by
    how far the lever has got and by its grip: an add adds that share of its effect, a multiply
    multiplies by 1 + share × (effect − 1), a limit moves the value that share of the way to it.
    """
    value = cell.today
    for c in range(cell.first, cell.first + cell.count):
        change = changes[c]
        if change.operation == SHOCK:
            value -= struck(shocks[change.by], change.effect, day)
            value = min(cell.high, max(cell.low, value))
            continue
        lever = levers[change.by]
        share = change.grip * force(lever, day)
        if change.operation == ADD:
            value += share * change.effect
        elif change.operation == MULTIPLY:
            value *= 1.0 + share * (change.effect - 1.0)
        elif change.operation == AT_LEAST:
            value += share * max(0.0, change.effect - value)
        else:
            value -= share * max(0.0, value - change.effect)
    return min(cell.high, max(cell.low, value))


@part
def struck(outside: Records, size: float, day: int) -> float:
    """What a shock takes away on a day; nothing before its start."""
    if day < outside.start:
        return 0.0
    return shock(
        size,
        float(day - outside.start),
        outside.short_days,
        outside.long_days,
        outside.long_ratio,
        outside.permanent,
    )


class Redesign(NamedTuple):
    """Shocks and levers as arrays.

    `changed` is (segments, edges), 1 where a lever acts on a share; `today` is (segments, edges),
    the shares of AS-IS, 0 of ways that it does not have.
    """

    levers: Records
    shocks: Records
    cells: Records
    changes: Records
    nodes: Records
    detours: Records
    changed: np.ndarray
    today: np.ndarray


def reached(scenario: Scenario, values: Mapping[str, float], people: Records) -> np.ndarray:
    """Which levers reach whom.

    Levers of one reach group share one draw a person, so they reach the same people (nested when
    their reach differs). Groups are numbered in the order of the file, disabled levers included.

    Returns
    -------
    (people, enabled levers) bool array
    """
    assert scenario.redesign is not None or not scenario.levers
    everyone = {} if scenario.redesign is None else scenario.redesign.levers
    groups = dict.fromkeys(_group(name, lever) for name, lever in everyone.items())
    number = {group: i for i, group in enumerate(groups)}
    names = list(scenario.as_is.archetypes)
    hit = np.zeros((people.size, len(scenario.levers)), bool)
    for column, (name, lever) in enumerate(scenario.levers.items()):
        drawn = np.empty(people.size)
        uniforms(people, keys.fold(purposes.REACH, number[_group(name, lever)]), drawn)
        hit[:, column] = drawn < values[f"levers.{name}.reach"]
        if lever.archetypes:
            meant = [names.index(a) for a in lever.archetypes]
            hit[:, column] &= np.isin(people.archetype, meant)
    return hit


def _group(name: str, lever: Lever) -> str:
    return f"group {lever.reach_group}" if lever.reach_group else f"lever {name}"


def segments(archetypes: np.ndarray, hit: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """People who live the same values.

    Returns
    -------
    segment : (people,) int array
    archetype : (segments,) int array
    levers : (segments, levers) bool array
    """
    segment = np.unique(archetypes, return_inverse=True)[1]
    for lever in hit.T:
        segment = np.unique(2 * segment + lever, return_inverse=True)[1]
    one = np.unique(segment, return_index=True)[1]
    return segment, archetypes[one].astype(int), hit[one]


def redesign(
    scenario: Scenario,
    names: Names,
    values: Mapping[str, float],
    numbers: Numbers,
    archetypes: np.ndarray,
    hits: np.ndarray,
    steps: list[tuple[int, int]],
) -> Redesign:
    """The shocks and levers of a scenario as arrays.

    Parameters
    ----------
    archetypes : (segments,) int array
    hits : (segments, levers) bool array
        Which levers reach which segment.
    steps : list of (first edge, number of edges)
        The steps of all journeys.
    """
    case = scenario.extended
    gathered = Gathered(case, numbers, np.array(names.archetypes)[archetypes], hits)
    outside = {name: one for name, one in case.shocks.items() if one.enabled}
    for number, (name, one) in enumerate(outside.items()):
        gathered.strike(number, one, values[f"shocks.{name}.size"])
    for column, (name, lever) in enumerate(scenario.levers.items()):
        execution = values[f"levers.{name}.execution"]
        gathered.move(column, lever, values.get(f"levers.{name}.effect", 0.0), execution)
        gathered.close(column, lever, execution)
    found = gathered.changes
    changed = _changed_shares(numbers, found)
    touched = changed.copy()
    touched.reshape(-1)[gathered.left] = 1
    nodes = [
        (segment, first, count)
        for segment in range(len(hits))
        for first, count in steps
        if touched[segment, first : first + count].any()
    ]
    return Redesign(
        levers=_records([_dates(one, case, names) for one in scenario.levers.values()], LEVER),
        shocks=_records(
            [
                (one.start_day, *(values[f"shocks.{name}.{part}"] for part in PASSING))
                for name, one in outside.items()
            ],
            OUTSIDE,
        ),
        cells=_cells(numbers, found, gathered.bounds),
        changes=_records(
            [c for at in sorted(found) for c in sorted(found[at], key=_order)], CHANGE
        ),
        nodes=_records(nodes, NODE),
        detours=_records(gathered.detours, DETOUR),
        changed=changed,
        today=numbers.share.copy(),
    )


def _dates(lever: Lever, case: AsIs, names: Names) -> tuple[float, ...]:
    """When a lever is in force, as `LEVER` has it."""
    first, ramp, when = lever.start_day, lever.ramp_days, lever.when
    if when is None:
        return first, NEVER, ramp, -1, 0.0, 0, 0, 0
    if when.failures_at is not None:
        at, above = names.touchpoints.index(when.failures_at), when.above or 0.0
        return NEVER, 0, ramp, at, above, when.over_days, first, when.for_days
    shock = case.shocks[str(when.shock)]
    until = shock.start_day + when.for_days
    start = max(first, shock.start_day)
    return start if shock.enabled and start < until else NEVER, until, ramp, -1, 0.0, 0, 0, 0


class Gathered:
    """What is to change, value by value, as it is found.

    Parameters
    ----------
    case : AsIs
        Today's, extended by what the redesign adds.
    numbers : Numbers
    owners : (segments,) array of str
        Archetype of each segment.
    hits : (segments, levers) bool array
    """

    def __init__(self, case: AsIs, numbers: Numbers, owners: np.ndarray, hits: np.ndarray) -> None:
        self.case, self.numbers, self.owners, self.hits = case, numbers, owners, hits
        self.places = dict(values_of(case))
        self.changes: dict[int, list[tuple[int, int, float, float]]] = {}
        """By index in the buffer."""
        self.bounds: dict[int, tuple[float, float]] = {}
        self.detours: list[tuple[int, int, int, float]] = []
        self.left: list[int] = []
        """Of shares that are taken away: segment and edge as one number."""

    def cell(self, segment: int, place: str) -> list[tuple[int, int, float, float]]:
        """The changes of a value of a segment."""
        at, quantity = self.numbers.index(segment, place), self.places[place].quantity
        self.bounds[at] = quantity.low, quantity.high
        return self.changes.setdefault(at, [])

    def strike(self, number: int, shock: Shock, size: float) -> None:
        """What a shock changes, for everybody."""
        for place in (place for target in shock.target for place in shocked(self.case, target)):
            for segment in range(len(self.hits)):
                self.cell(segment, place).append((number, SHOCK, size, 1.0))

    def move(self, column: int, lever: Lever, effect: float, execution: float) -> None:
        """What a lever changes, for those it reaches."""
        for place in lever_places(self.case, lever):
            held = execution * grip(self.case, place)
            owner = self.numbers.where[place][2]
            for segment in np.flatnonzero(self.hits[:, column]).tolist():
                if owner in (None, self.owners[segment]):
                    change = (column, OPERATIONS.index(lever.how), effect, held)
                    self.cell(segment, place).append(change)

    def close(self, column: int, lever: Lever, execution: float) -> None:
        """What closing a touchpoint takes from the ways and entries that lead there."""
        for taken, given in detours(self.case, lever):
            held = execution * self.case.touchpoints[str(lever.removes)].grip
            for segment in np.flatnonzero(self.hits[:, column]).tolist():
                away, beside = (self.numbers.index(segment, place) for place in (taken, given))
                self.detours.append((column, away, beside, held))
                if taken.endswith(".share"):
                    self.left.append(away - self.numbers.start["share"])
                else:  # so that each day begins with the weights before
                    for place in (taken, given):
                        self.cell(segment, place)


def _records(rows: Sequence[tuple[float, ...]], kind: np.dtype[Any]) -> Records:
    return np.array(rows, kind).view(np.recarray)


def _order(change: tuple[int, int, float, float]) -> tuple[int, int]:
    return change[1], change[0]


def _cells(
    numbers: Numbers,
    found: Mapping[int, list[tuple[int, int, float, float]]],
    bounds: Mapping[int, tuple[float, float]],
) -> np.ndarray:
    """The changed values, in order of the buffer."""
    cells = np.zeros(len(found), CELL).view(np.recarray)
    first = 0
    for cell, at in zip(cells, sorted(found), strict=True):
        low, high = bounds[at]
        cell.at, cell.today, cell.low, cell.high = at, numbers.flat[at], low, high
        cell.first, cell.count = first, len(found[at])
        first += len(found[at])
    return cells


def _changed_shares(numbers: Numbers, found: Mapping[int, object]) -> np.ndarray:
    """1 where a lever acts on the share of an edge, (segments, edges)."""
    changed = np.zeros(numbers.share.shape, np.int8)
    start = numbers.start["share"]
    at = np.array([a - start for a in found], np.int64)
    inside = at[(at >= 0) & (at < changed.size)]
    changed.reshape(-1)[inside] = 1
    return changed
