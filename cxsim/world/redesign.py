"""What changes values, as arrays: the world outside, and a redesign's levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from cxsim.arrays import Records
from cxsim.compiled import stage
from cxsim.draws import keys, purposes
from cxsim.scenario.checks import grip, lever_places
from cxsim.scenario.levers import Lever
from cxsim.scenario.schema import AsIs, Scenario, values_of
from cxsim.scenario.structure import detours

from .influence import Influence
from .numbers import Names, Numbers
from .outside import outside
from .people import uniforms
from .triggers import forces_of

ADD, MULTIPLY, AT_LEAST, AT_MOST = range(4)
OPERATIONS = ("add", "multiply", "at_least", "at_most")
"""In the order in which changes of one value compose, those from outside before those of levers;
a value's own range comes after either."""

CELL = np.dtype(
    [
        ("at", "i8"),
        ("today", "f8"),
        ("low", "f8"),
        ("high", "f8"),
        ("first", "i8"),
        ("outside", "i8"),
        ("count", "i8"),
    ]
)
"""A value that changes: its index in the buffer, today's value, its range, where its changes
begin, how many of them come from outside (they are the first), and how many there are."""

CHANGE = np.dtype([("by", "i8"), ("operation", "i8"), ("effect", "f8"), ("grip", "f8")])
"""What one influence from outside, or one lever, does to one value: `by` is its row in the table
of courses, or of forces; `grip` of a lever is execution × the touchpoint's control."""

OUTSIDE, INSIDE = 0, 1
Change = tuple[int, int, int, float, float]
"""Whence a change comes (`OUTSIDE`, `INSIDE`), and a `CHANGE`."""

NODE = np.dtype([("segment", "i8"), ("first", "i8"), ("count", "i8")])
"""A step of a journey whose shares a lever changes, in one segment."""

DETOUR = np.dtype([("by", "i8"), ("taken", "i8"), ("given", "i8"), ("grip", "f8")])
"""A share or weight that leads to a touchpoint that a lever closes, and the one beside it that
leads where people go instead: both by their index in the buffer."""


@stage
def composed(
    cell: Records, changes: Records, courses: np.ndarray, forces: np.ndarray, day: int
) -> float:
    """A value on a day: what comes from outside, then levers; the value's own range after either.

    On what comes from outside levers act. Each effect of a lever is scaled by its force on that
    day and by its grip: an add adds that share of its effect, a multiply multiplies by
    1 + share × (effect − 1), a limit moves the value that share of the way to it.
    """
    value = cell.today
    inner = cell.first + cell.outside
    for c in range(cell.first, inner):
        amount = courses[changes[c].by, day] * changes[c].effect
        if changes[c].operation == ADD:
            value += amount
        else:
            value *= 1.0 + amount
    if cell.outside > 0:
        value = min(cell.high, max(cell.low, value))
    for c in range(inner, cell.first + cell.count):
        change = changes[c]
        share = change.grip * forces[change.by, day]
        if change.operation == ADD:
            value += share * change.effect
        elif change.operation == MULTIPLY:
            value *= 1.0 + share * (change.effect - 1.0)
        elif change.operation == AT_LEAST:
            value += share * max(0.0, change.effect - value)
        else:
            value -= share * max(0.0, value - change.effect)
    return min(cell.high, max(cell.low, value))


@stage
def tabulate(
    cells: Records, changes: Records, courses: np.ndarray, forces: np.ndarray, table: np.ndarray
) -> None:
    """Values on each day, (cells, days)."""
    for c in range(cells.size):
        for day in range(table.shape[1]):
            table[c, day] = composed(cells[c], changes, courses, forces, day)


class Redesign(NamedTuple):
    """The world outside and levers as arrays.

    Parameters
    ----------
    levers : (levers,) records of `LEVER`
    forces : (levers and touchpoints, days + 1) array
        How far each lever has got on each day; of one that waits for what a run counts, 0, and so
        for each touchpoint that the firm may fix.
    raises : (touchpoints,) int array
        The row of each touchpoint in `forces`; −1: the firm cannot fix it.
    kept : (levers, days + 1) array
        What drift has left of each; 1 where it is kept up, or does not drift.
    courses : (influences, days + 1) array
        How strong each influence from outside is on each day; 0: as usual.
    stirred : (days + 1,) int array
        1 where a course, or a force that is known, differs from that of the day before.
    changed : (segments, edges) int array
        1 where a change acts on a share.
    today : (segments, edges) array
        The shares of AS-IS, 0 of ways that it does not have.
    """

    levers: Records
    forces: np.ndarray
    kept: np.ndarray
    raises: np.ndarray
    courses: np.ndarray
    stirred: np.ndarray
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
    days: int,
    root: int,
) -> Redesign:
    """The world outside and the levers of a scenario as arrays.

    Parameters
    ----------
    archetypes : (segments,) int array
    hits : (segments, levers) bool array
        Which levers reach which segment.
    steps : list of (first edge, number of edges)
        The steps of all journeys.
    days : int
        Of the horizon.
    root : int
        Key of the replication.
    """
    case = scenario.extended
    gathered = Gathered(case, numbers, np.array(names.archetypes)[archetypes], hits)
    coming = outside(case, values, days, root, scenario.folder)
    influences = sorted(coming, key=lambda one: one.story)
    for row, influence in enumerate(influences):
        gathered.press(row, influence)
    for column, (name, lever) in enumerate(scenario.levers.items()):
        execution = values[f"levers.{name}.execution"]
        gathered.move(column, lever, values.get(f"levers.{name}.effect", 0.0), execution)
        gathered.close(column, lever, execution)
    raises = gathered.fix(len(scenario.levers))
    found = gathered.changes
    changed = _changed_shares(numbers, found)
    levers, forces, kept = forces_of(scenario, names, values, days, root)
    forces = np.vstack([forces, np.zeros((np.count_nonzero(raises >= 0), days + 1))])
    courses = np.array([one.course for one in influences]).reshape(-1, days + 1)
    touched = changed.copy()
    touched.reshape(-1)[gathered.left] = 1
    nodes = [
        (segment, first, count)
        for segment in range(len(hits))
        for first, count in steps
        if touched[segment, first : first + count].any()
    ]
    return Redesign(
        levers=levers,
        forces=forces,
        kept=kept,
        raises=raises,
        courses=courses,
        stirred=_stirred(courses) | _stirred(forces),
        cells=_cells(numbers, found, gathered.bounds),
        changes=_records(
            [c[1:] for at in sorted(found) for c in sorted(found[at], key=_order)], CHANGE
        ),
        nodes=_records(nodes, NODE),
        detours=_records(gathered.detours, DETOUR),
        changed=changed,
        today=numbers.share.copy(),
    )


def _stirred(table: np.ndarray) -> np.ndarray:
    """Days on which a row of a table differs from the day before; before day 0 all are 0."""
    return (np.diff(table, axis=1, prepend=0.0) != 0.0).any(axis=0).astype(np.int64)


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
        self.changes: dict[int, list[Change]] = {}
        """By index in the buffer."""
        self.bounds: dict[int, tuple[float, float]] = {}
        self.detours: list[tuple[int, int, int, float]] = []
        self.left: list[int] = []
        """Of shares that are taken away: segment and edge as one number."""

    def cell(self, segment: int, place: str) -> list[Change]:
        """The changes of a value of a segment."""
        at, quantity = self.numbers.index(segment, place), self.places[place].quantity
        self.bounds[at] = quantity.low, quantity.high
        return self.changes.setdefault(at, [])

    def press(self, row: int, influence: Influence) -> None:
        """What an influence from outside changes."""
        operation = OPERATIONS.index(influence.how)
        for place in influence.places:
            owner = influence.archetype or self.numbers.where[place][2]
            for segment in range(len(self.hits)):
                if owner in (None, self.owners[segment]):
                    change = (OUTSIDE, row, operation, influence.effect, 1.0)
                    self.cell(segment, place).append(change)

    def move(self, column: int, lever: Lever, effect: float, execution: float) -> None:
        """What a lever changes, for those it reaches."""
        for place in lever_places(self.case, lever):
            held = execution * grip(self.case, place)
            owner = self.numbers.where[place][2]
            for segment in np.flatnonzero(self.hits[:, column]).tolist():
                if owner in (None, self.owners[segment]):
                    change = (INSIDE, column, OPERATIONS.index(lever.how), effect, held)
                    self.cell(segment, place).append(change)

    def fix(self, first: int) -> np.ndarray:
        """What the firm may improve because of its surveys: the touchpoints it has a say in.

        Their rows in the table of forces begin with `first`; returned is the row of each.
        """
        rows = np.full(len(self.case.touchpoints), -1)
        if self.case.listening is None:
            return rows
        for at, (name, touchpoint) in enumerate(self.case.touchpoints.items()):
            if touchpoint.grip == 0.0:
                continue
            rows[at] = first + np.count_nonzero(rows >= 0)
            for segment, dimension in product(range(len(self.hits)), touchpoint.quality):
                change = (INSIDE, int(rows[at]), OPERATIONS.index("add"), 1.0, touchpoint.grip)
                self.cell(segment, f"touchpoints.{name}.quality.{dimension}").append(change)
        return rows

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


def _order(change: Change) -> tuple[int, int, int]:
    whence, by, operation, _, _ = change
    return whence, operation, by


def _cells(
    numbers: Numbers,
    found: Mapping[int, list[Change]],
    bounds: Mapping[int, tuple[float, float]],
) -> np.ndarray:
    """The changed values, in order of the buffer."""
    cells = np.zeros(len(found), CELL).view(np.recarray)
    first = 0
    for cell, at in zip(cells, sorted(found), strict=True):
        low, high = bounds[at]
        cell.at, cell.today, cell.low, cell.high = at, numbers.flat[at], low, high
        cell.first, cell.count = first, len(found[at])
        cell.outside = sum(change[0] == OUTSIDE for change in found[at])
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
