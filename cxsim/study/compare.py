"""Today's journey against redesigns of it, lived by the same customers, many times over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pandas as pd

from cxsim.engine.engines import engine_named
from cxsim.measure.drivers import drivers
from cxsim.measure.ego import EgoMap
from cxsim.measure.metrics import scale_of
from cxsim.measure.run import check_person
from cxsim.scenario import library
from cxsim.scenario.asked import simulated, wrong_scenarios
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase
from cxsim.swapped import Rules, with_rules
from cxsim.swapped import place as place_of
from cxsim.world.numbers import central
from cxsim.world.world import build

from . import frames
from .decision import Decision, Pair, decide
from .detail import Details, details
from .discount import discount_for
from .futures import Progress, at_centre, lived
from .intervals import Interval
from .lives import Kept, Life
from .manifest import manifest
from .replication import Outcome, replicate
from .settings import too_many, wrong_settings
from .staffing import curves, levels, lives_of
from .uncertain import draw, joint_warnings

DAYS_A_CALL = 30
"""Days that one call of the kernel lives in the thread that hears Ctrl-C."""
MOST_CURVES = 4
"""Replications at most in which one employee more or fewer is lived: one for each eight."""
CURVE_STEPS, CURVE_DAYS = (-2, -1, 0, 1, 2), 365
"""Employees more or fewer that are lived, and days of it at most: it is today's journey."""


@dataclass(frozen=True)
class Comparison:
    """What a comparison found.

    Parameters
    ----------
    as_is, to_be : Scenario, tuple of Scenario
    names : tuple of str
        as_is, the redesigns, and `discount_for_…` beside each redesign that costs anything.
    customers : int
        Simulated customers at day 0.
    scale : float
        How many real customers one of them stands for.
    horizon_days, replications, seed : int
    central : int
        Replications at central values.
    accepted : float
        Share of the joint parameter draws that broke no joint condition.
    table : DataFrame
        Tidy: scenario, metric, as_is, to_be, delta, low, high, mc_low, mc_high (of the delta),
        variance_reduction.
    intervals : dict
        (scenario, metric) → Interval of the metric itself.
    deltas : dict
        (scenario, metric) → Interval of the difference to AS-IS.
    months, touchpoints, archetypes, twins, figures, assumptions : DataFrame
    reasons : DataFrame
        Tidy: scenario, archetype, real, declared, customers: who left by choice, why, and what they
        said; simulated customers, on average over the central replications.
    destinations : DataFrame
        Tidy: scenario, archetype, provider, cause, real, declared, customers: where leavers went,
        likewise. Empty without competitors.
    acquisition : DataFrame
        Tidy: scenario, archetype, source, joined, cost: who came, by what brought them, likewise.
    reviews : DataFrame
        Tidy: scenario, archetype, star, written, shown (the rating at the end), likewise.
    heard : DataFrame
        Tidy: scenario, replication and the columns of `measure.listening.heard_frame`: what surveys
        said of each touchpoint, beside the truth, in each of the central replications.
    calls : DataFrame
        Tidy: scenario and the columns of `measure.listening.calls_frame`: who was called back, on
        average over them.
    drivers : DataFrame
        kind, name, day, value: what came from outside in the first of those lives.
    egos : dict
        By redesign, a small map of who heard what from whom in the first of those lives.
    decisions : dict
        Decision by redesign.
    warnings : tuple of str
        Joint conditions that the case breaks at its central values.
    manifest : dict
        What made these numbers.
    staffing : DataFrame
        What one or two employees more or fewer would do today, for each team, in the first year;
        see `cxsim.staffing`. Empty without teams or without redesigns.
    lives : dict
        Of each world, the lives at central values and those at joint draws, as they were lived.
    details : Details
        Ways taken, endings, surveys, cohorts, cost to serve, teams: tidy frames.
    """

    as_is: Scenario
    to_be: tuple[Scenario, ...]
    names: tuple[str, ...]
    customers: int
    scale: float
    horizon_days: int
    replications: int
    central: int
    seed: int
    accepted: float
    table: pd.DataFrame
    intervals: dict[tuple[str, str], Interval]
    deltas: dict[tuple[str, str], Interval]
    months: pd.DataFrame
    touchpoints: pd.DataFrame
    archetypes: pd.DataFrame
    twins: pd.DataFrame
    figures: pd.DataFrame
    assumptions: pd.DataFrame
    decisions: dict[str, Decision]
    warnings: tuple[str, ...]
    manifest: dict[str, Any]
    reasons: pd.DataFrame
    destinations: pd.DataFrame
    acquisition: pd.DataFrame
    reviews: pd.DataFrame
    heard: pd.DataFrame
    calls: pd.DataFrame
    drivers: pd.DataFrame
    egos: dict[str, EgoMap]
    details: Details
    staffing: pd.DataFrame
    lives: Mapping[str, Pair] = field(default_factory=dict, repr=False)

    def summary(self) -> dict[str, Any]:
        """The comparison as `summary.json` has it."""

        def of(found: dict[tuple[str, str], Interval], name: str) -> dict[str, Any]:
            return {m: i.numbers() for (scenario, m), i in found.items() if scenario == name}

        reduced = self.table.set_index(["scenario", "metric"])["variance_reduction"]
        scenarios: dict[str, Any] = {}
        for name in self.names[1:]:
            delta = of(self.deltas, name)
            for metric, numbers in delta.items():
                found = float(reduced[(name, metric)])
                numbers["variance_reduction"] = found if np.isfinite(found) else None
            scenarios[name] = {"metrics": of(self.intervals, name), "delta": delta}
        return {"as_is": of(self.intervals, "as_is"), "scenarios": scenarios}


def compare(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = 24,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    engine: str = "kernel",
    rules: Rules | None = None,
    person: type | None = None,
    centre: int | None = None,
    folder: str | Path | None = None,
    staffing: bool = True,
) -> Comparison:
    """Compare redesigns with today's journey.

    Parameters
    ----------
    as_is : Scenario
    to_be : sequence of Scenario
        Redesigns of the same case.
    customers : int or None
        Simulated customers at day 0, ≥ 1; None takes 5,000, or all that there are where teams
        serve fewer.
    horizon_days : int or None
        Days from day 0; None takes the case's.
    replications : int
        Joint draws of the uncertain parameters, each with luck of its own, ≥ 1; besides, some lives
        at central parameters: `at_centre`.
    seed : int
        ≥ 0.
    threads : int or None
        Replications lived at once; None takes all cores. No number depends on it.
    progress : callable or None
        Called with replications done and replications in all.
    engine : str
        "kernel" or "reference": the same bits, told in plain Python, some thousand times slower.
    rules : mapping of str to function, or None
        Functions in place of the rules of these names (`cxsim.swapped.with_rules`).
    person : type or None
        A subclass of `cxsim.engine.reference.Customer`, for the reference engine.
    centre : int or None
        Lives at central values, ≥ 1; None takes as many as suit the joint draws: `at_centre`.
    folder : str, Path or None
        Where each life is kept as it is done, so that a comparison that was broken off goes on;
        None keeps none. Lives by rules or persons of one's own are not kept.
    staffing : bool
        Whether to live what an employee more or fewer would do today.

    Returns
    -------
    Comparison

    Raises
    ------
    Problems
        When an argument is out of range, or a redesign is of another case.
    """
    _check(as_is, to_be, customers, horizon_days, replications, seed, threads, engine, centre)
    check_person(person, engine, rules)
    if rules:
        asked = (customers, horizon_days, replications, seed, threads, progress, engine)
        more = {"centre": centre, "staffing": staffing}
        found: Comparison = with_rules(rules).compare(as_is, to_be, *asked, **more)
        found.manifest["rules"] = sorted(place_of(name) for name in rules)
        return found
    customers = simulated(as_is, customers)
    horizon = horizon_days or as_is.as_is.horizon_days
    own = {} if person is None else {"person": person}
    discounts = _discounts(as_is, to_be, customers, horizon, seed, engine, own)
    worlds = [as_is, *to_be, *(d for d in discounts.values() if d is not None)]
    watched = [scenario.name for scenario in to_be]
    teams = as_is.as_is.teams if to_be and staffing else {}
    sizes = [size for team in teams for size in levels(as_is, team, CURVE_STEPS)]
    few = range(min(MOST_CURVES, max(1, replications // 8)))
    curve_lives = len(lives_of(sizes)) * len(few) if sizes else 0
    at_values = at_centre(replications) if centre is None else centre
    count = _Count(progress, at_values + replications, curve_lives)
    settings = {"customers": customers, "horizon": horizon, "seed": seed, "engine": engine}
    kept = None
    if folder is not None and person is None:
        kept = Kept(Path(folder), worlds, settings | {"watched": watched})
    about = (customers, horizon, replications, seed, threads, count.worlds, engine, own)
    lives, tries = _live(worlds, watched, *about, at_values, kept)
    names = tuple(world.name for world in worlds)
    pairs: dict[str, Pair] = {
        name: ([some[at] for some in lives["central"]], [some[at] for some in lives["drawn"]])
        for at, name in enumerate(names)
    }
    intervals, deltas, table = frames.table(names, pairs)
    twins = frames.twins(names, pairs)
    return Comparison(
        as_is=as_is,
        to_be=tuple(to_be),
        names=names,
        customers=customers,
        scale=scale_of(as_is, customers),
        horizon_days=horizon,
        replications=replications,
        central=at_values,
        seed=seed,
        accepted=replications / tries,
        table=table,
        intervals=intervals,
        deltas=deltas,
        months=frames.months(names, pairs),
        touchpoints=frames.touchpoints(worlds, pairs, scale_of(as_is, customers)),
        archetypes=frames.archetypes(as_is, names, pairs, scale_of(as_is, customers)),
        twins=twins,
        figures=frames.figures(as_is, intervals),
        assumptions=frames.assumptions(worlds[: 1 + len(to_be)]),
        decisions=_decided(to_be, discounts, pairs, twins),
        warnings=joint_warnings(as_is.as_is),
        manifest=manifest(
            worlds, customers, horizon, replications, seed, engine, {"do": "compare"}, threads
        )
        | {name: kind.__qualname__ for name, kind in own.items()},
        reasons=frames.reasons(as_is, names, pairs),
        destinations=frames.destinations(as_is, names, pairs),
        acquisition=frames.acquisition(names, pairs),
        reviews=frames.reviews(names, pairs),
        heard=frames.heard(names, pairs),
        calls=frames.calls(names, pairs),
        drivers=drivers(as_is, central(as_is), horizon, seed, 0),
        egos={name: ego for name in watched if (ego := pairs[name][0][0].ego) is not None},
        details=details(
            as_is, {name: [o.detail for o in runs[0]] for name, runs in pairs.items()}, horizon
        ),
        staffing=curves(
            as_is,
            sizes,
            (customers, min(horizon, CURVE_DAYS), seed, engine),
            few if sizes else range(0),
            threads,
            count.sizes,
            own,
        ),
        lives=pairs,
    )


def _decided(
    to_be: Sequence[Scenario],
    discounts: Mapping[str, Scenario | None],
    pairs: Mapping[str, Pair],
    twins: pd.DataFrame,
) -> dict[str, Decision]:
    """The decision on each redesign, beside the same money as a discount."""
    found = {}
    for scenario in to_be:
        rival = discounts[scenario.name]
        cut = None
        if rival is not None:
            effect = rival.levers["discount"].effect
            assert effect is not None, "a discount is a lever on the price"
            cut = 1.0 - effect.value
        found[scenario.name] = decide(
            pairs[library.AS_IS],
            pairs[scenario.name],
            None if rival is None else pairs[rival.name],
            cut,
            twins[twins["scenario"] == scenario.name],
        )
    return found


class _Count:
    """Tells how far a comparison is: replications, then sizes of teams."""

    def __init__(self, progress: Progress | None, replications: int, lives: int) -> None:
        self.progress, self.done, self.total = progress, replications, replications + lives

    def worlds(self, done: int, _: int) -> None:
        """So many replications are done."""
        if self.progress is not None:
            self.progress(done, self.total)

    def sizes(self) -> None:
        """One size of a team more has been lived."""
        self.done += 1
        self.worlds(self.done, 0)


def _check(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    customers: int | None,
    horizon_days: int | None,
    replications: int,
    seed: int,
    threads: int | None,
    engine: str,
    centre: int | None,
) -> None:
    """Refuse what makes no sense, all at once."""
    wrong = wrong_settings(
        engine,
        customers=customers,
        replications=replications,
        seed=seed,
        horizon_days=horizon_days,
        threads=threads,
        centre=centre,
    )
    given: object = to_be
    if isinstance(given, str) or not isinstance(given, Sequence):
        wrong.append(Problem("to_be", "wrong", getattr(given, "name", given), phrase("several")))
        to_be = ()
    strange = [*wrong_scenarios("as_is", as_is), *wrong_scenarios("to_be", *to_be)]
    if strange:
        raise Problems([*wrong, *strange])
    names = [scenario.name for scenario in to_be]
    if as_is.redesign is not None:
        wrong.append(Problem("as_is", "wrong", as_is.name, phrase("only_today")))
    for scenario in to_be:
        if scenario.as_is != as_is.as_is:
            wrong.append(Problem("to_be", "wrong", scenario.name, phrase("same_case")))
        if names.count(scenario.name) > 1 or scenario.name == as_is.name:
            wrong.append(Problem("to_be", "wrong", scenario.name, phrase("name_once")))
    if not wrong:
        days = horizon_days or as_is.as_is.horizon_days
        wrong += too_many(as_is, customers, days if to_be else 0, engine)
    if wrong:
        raise Problems(wrong)


def _discounts(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    customers: int,
    horizon: int,
    seed: int,
    engine: str,
    own: dict[str, type],
) -> dict[str, Scenario | None]:
    """The same money as a discount for each redesign, sized on one life of today's journey."""
    if not to_be:
        return {}
    built = build(as_is, central(as_is), customers, horizon, seed, 0)
    # In pieces, so that Ctrl-C is heard between them.
    lives = engine_named(engine)
    today = lives.live(built, lives.warmed(built, **own), step=DAYS_A_CALL, use_up=True, **own)
    return {scenario.name: discount_for(scenario, today) for scenario in to_be}


def _live(
    worlds: Sequence[Scenario],
    redesigns: Sequence[str],
    customers: int,
    horizon: int,
    replications: int,
    seed: int,
    threads: int | None,
    progress: Progress | None,
    engine: str,
    own: dict[str, type],
    centre: int,
    kept: Kept | None,
) -> tuple[dict[str, list[tuple[Outcome, ...]]], int]:
    """All replications of both kinds, and how many joint draws were tried."""

    def one(kind: str, replication: int, stop: Event) -> Life:
        there = None if kept is None else kept.read(kind, replication)
        if there is not None:
            return there
        if kind == "central":
            values, tried = tuple(central(world) for world in worlds), 0
        else:
            values, tried = draw(worlds, seed, replication)
        watched = redesigns if kind == "central" else ()
        about = (customers, horizon, seed, replication)
        life = Life(replicate(worlds, values, *about, watched, stop, engine, own), tried)
        if kept is not None:
            kept.write(kind, replication, life)
        return life

    found = lived(one, replications, threads, progress, centre)
    tries = sum(tried for _, tried in found["drawn"])
    return {kind: [outcomes for outcomes, _ in some] for kind, some in found.items()}, tries
