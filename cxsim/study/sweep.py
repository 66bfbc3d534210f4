"""A sweep: redesigns compared at many points of a space of parameters, as one tidy data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cxsim.scenario import library
from cxsim.scenario.asked import wrong_scenarios
from cxsim.scenario.parts import Raw
from cxsim.scenario.problems import Problem, Problems, nearest
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase

from .futures import Progress
from .planned import Folder, Lives, Where, planned, undertaken
from .runner.design import DESIGNS, MOST_POINTS, Over, Span, Values, points_of, size_of
from .runner.plan import Plan
from .runner.study import WHOLE, Foresee, Share
from .runner.workers import HERE, Execution
from .settings import too_many, wrong_settings

POINTS = 64
"""Points of a sample where nobody says how many."""
REPLICATIONS = 8


@dataclass(frozen=True)
class Sweep:
    """What a sweep found.

    Parameters
    ----------
    as_is, to_be : Scenario, tuple of Scenario
    plan : Plan
        What was to be lived.
    over : mapping
        What was varied, by place.
    design : str
    frame : DataFrame
        A row for each run and world: scenario, run, point, a column for each place that was varied,
        kind, replication, status, reason, and a column for each metric.
    whole : bool
        Whether all runs are there; other shares may still be under way.
    manifest : dict
        What made these numbers.
    """

    as_is: Scenario
    to_be: tuple[Scenario, ...]
    plan: Plan
    over: Over
    design: str
    frame: pd.DataFrame
    whole: bool
    manifest: dict[str, Any]

    @property
    def seed(self) -> int:
        """Of the luck, and of the sample."""
        return self.plan.seed

    @property
    def customers(self) -> int:
        """Simulated customers at day 0."""
        return self.plan.customers

    @property
    def replications(self) -> int:
        """Lives of each point at central values."""
        return self.plan.replications

    def differences(self, metric: str) -> pd.DataFrame:
        """What each redesign changes at each point: its runs beside today's, pair by pair.

        Parameters
        ----------
        metric : str

        Returns
        -------
        DataFrame
            point, the places varied, scenario, delta (mean over the lives at central values), low,
            high (the least and the most of all lives of the point).
        """
        done = self.frame[self.frame["status"] == "done"]
        own = ["point", "run"]
        redesigned = done["scenario"] != library.AS_IS
        today = done[~redesigned].set_index(own)[metric].rename("today")
        rest = done[redesigned].join(today, on=own)
        rest = rest.assign(delta=rest[metric] - rest["today"])
        by = ["point", *self.over, "scenario"]
        found = rest.groupby(by, sort=False, dropna=False)["delta"].agg(["min", "max"])
        middle = rest[rest["kind"] == "central"]
        mean = middle.groupby(by, sort=False, dropna=False)["delta"].mean()
        table = found.assign(delta=mean).rename(columns={"min": "low", "max": "high"})
        return table.reset_index()[[*by, "delta", "low", "high"]]


def sweep(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    over: Mapping[str, Any],
    design: str = "grid",
    points: int | None = None,
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = REPLICATIONS,
    draws: int = 0,
    seed: int = 1,
    folder: Folder = None,
    share: Share = WHOLE,
    execution: Execution = HERE,
    progress: Progress | None = None,
    foresee: Foresee | None = None,
    engine: str = "kernel",
) -> Sweep:
    """Live today's journey and redesigns at many points of a space of parameters.

    Parameters
    ----------
    as_is : Scenario
    to_be : sequence of Scenario
        Redesigns of the same case; none sweeps today's journey alone.
    over : mapping
        What is varied: by dotted place, the scenario's name first, a list of values, a pair
        (low, high) of any values between, or None: the range that the case states.
    design : str
        One of `design.DESIGNS`.
    points : int or None
        Points of a sample; None takes 64. A grid has as many as there are combinations.
    customers, horizon_days, seed, engine
        As in `cxsim.compare`.
    replications, draws : int
        Lives of each point at central values, ≥ 1, and at joint draws of what is uncertain, ≥ 0.
    folder : str, Path, function of Plan, or None
        Where the data set grows, and where one that was broken off goes on; None keeps none.
    share : Share
        Which part of the runs is lived here.
    execution : Execution
        Where they are lived. No number depends on it.
    progress, foresee : callable or None
        Told how far it is, and before it starts what it takes.

    Returns
    -------
    Sweep

    Raises
    ------
    Problems
        When an argument is out of range, a place is not known, or the folder cannot be used.
    """
    numbers = {
        "customers": customers,
        "replications": replications,
        "draws": draws,
        "seed": seed,
        "horizon_days": horizon_days,
    }
    _check(as_is, to_be, design, points, engine, numbers)
    worlds = {world.name: library.data_of(world) for world in (as_is, *to_be)}
    there = {world.name: library.data_of(world, whole=True) for world in (as_is, *to_be)}
    varied = ranges(over, there, design)
    for place in varied:
        name, _, inside = place.partition(".")
        library.opened(worlds[name], there[name], inside)
    lives = Lives(customers, horizon_days, replications, draws, seed, engine)
    frozen = planned(as_is, worlds, lives, _points(varied, design, points, seed))
    asked = {
        "do": "sweep",
        "draws": draws,
        "design": design,
        "points": points,
        "over": {place: one.told for place, one in varied.items()},
    }
    where = Where(folder, share, execution, progress, foresee)
    frame, whole, told = undertaken(frozen, (as_is, *to_be), asked, where)
    return Sweep(as_is, tuple(to_be), frozen, varied, design, frame, whole, told)


def _points(varied: Over, design: str, points: int | None, seed: int) -> tuple[dict[str, Any], ...]:
    """The design points, if they are not too many."""
    wanted = size_of(varied, design, points or POINTS)
    if wanted > MOST_POINTS:
        most = phrase("between", low="1", high=str(MOST_POINTS), unit=phrase("design_points"))
        raise Problems([Problem("over", "wrong", wanted, most)])
    return points_of(varied, design, points or POINTS, seed)


def _check(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    design: str,
    points: int | None,
    engine: str,
    numbers: Mapping[str, Any],
) -> None:
    """Refuse what makes no sense, all at once."""
    wrong = wrong_settings(engine, points=points, **numbers)
    if design not in DESIGNS:
        wrong.append(Problem("design", "wrong", design, DESIGNS))
    strange = [*wrong_scenarios("as_is", as_is), *wrong_scenarios("to_be", *to_be)]
    if strange:
        raise Problems([*wrong, *strange])
    for scenario in to_be:
        if scenario.as_is != as_is.as_is:
            wrong.append(Problem("to_be", "wrong", scenario.name, phrase("same_case")))
    if not wrong:
        wrong += too_many(as_is, numbers["customers"], 0, engine)
    if wrong:
        raise Problems(wrong)


def ranges(over: Mapping[str, Any], worlds: Mapping[str, Raw], design: str) -> Over:
    """What is varied, each place in the form that a design reads.

    Raises
    ------
    Problems
        With every place that leads nowhere, and every range that is none.
    """
    found: dict[str, Values | Span] = {}
    wrong = []
    for place, given in over.items():
        there = _there(place, worlds)
        if isinstance(there, Problem):
            wrong.append(there)
            continue
        try:
            one = _range(given, there)
        except ValueError:
            wrong.append(Problem(place, "wrong", given, phrase("a_range")))
            continue
        if one is None:
            wrong.append(Problem(place, "wrong", None, phrase("no_own_range")))
        elif design == "grid" and isinstance(one, Span):
            wrong.append(Problem(place, "wrong", f"{one.low:g} … {one.high:g}", phrase("a_list")))
        else:
            found[place] = one
    if wrong:
        raise Problems(wrong)
    return found


def _there(place: str, worlds: Mapping[str, Raw]) -> Any:
    """What stands at a place of the worlds' data, or that there is none."""
    node: Any = worlds
    for part in place.split("."):
        if isinstance(node, Mapping) and "value" in node and part not in node:
            node = node["value"]
        if not isinstance(node, Mapping) or part not in node:
            names = tuple(node) if isinstance(node, Mapping) else ()
            return Problem(place, "unknown", part, names, nearest(part, names))
        node = node[part]
    return node


def _range(given: Any, there: Any) -> Values | Span | None:
    """A range as it is given, or the place's own; None where it has none."""
    if isinstance(given, (Values, Span)):
        return given
    if given is None:
        if not isinstance(there, Mapping) or not {"low", "high"} <= there.keys():
            return None
        return Span(float(there["low"]), float(there["high"]))
    if isinstance(given, Mapping) and given.keys() == {"low", "high"}:
        given = (given["low"], given["high"])
    if isinstance(given, tuple) and len(given) == 2:
        low, high = given
        if not isinstance(low, (int, float)) or not isinstance(high, (int, float)) or low > high:
            raise ValueError
        return Span(low, high, isinstance(there, int) and not isinstance(there, bool))
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        raise ValueError
    return Values(tuple(given))
