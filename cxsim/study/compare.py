"""Today's journey against redesigns of it, lived by the same customers, many times over."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from threading import Event
from typing import Any

import numpy as np
import pandas as pd

from cxsim.draws import GENERATOR
from cxsim.engine.engines import PLACES, engine_named
from cxsim.measure.metrics import scale_of
from cxsim.measure.run import check_person, reasons_frame
from cxsim.scenario.asked import wrong_numbers, wrong_scenarios
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario, values_of
from cxsim.scenario.size import too_large
from cxsim.scenario.words import phrase
from cxsim.swapped import Rules, with_rules
from cxsim.swapped import place as place_of
from cxsim.world.numbers import central
from cxsim.world.world import build

from .decision import Decision, decide
from .detail import Details, details
from .discount import discount_for
from .intervals import Interval, interval, variance_reduction
from .replication import MONTHLY, Outcome, replicate
from .uncertain import draw, joint_warnings

KINDS = ("central", "drawn")
TABLE = (
    "scenario",
    "metric",
    "as_is",
    "to_be",
    "delta",
    "low",
    "high",
    "mc_low",
    "mc_high",
    "variance_reduction",
)
TWINS = (
    "scenario",
    "replication",
    "customer",
    "archetype",
    "as_is_status",
    "to_be_status",
    "outcome",
    "satisfaction_delta",
    "parted_day",
    "parted_touchpoint",
)
DAYS_A_CALL = 30
"""Days that one call of the kernel lives in the thread that hears Ctrl-C."""
Progress = Callable[[int, int], None]


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
    decisions : dict
        Decision by redesign.
    warnings : tuple of str
        Joint conditions that the case breaks at its central values.
    manifest : dict
        What made these numbers.
    details : Details
        Ways taken, endings, surveys, cohorts, cost to serve: tidy frames.
    """

    as_is: Scenario
    to_be: tuple[Scenario, ...]
    names: tuple[str, ...]
    customers: int
    scale: float
    horizon_days: int
    replications: int
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
    details: Details

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
    customers: int = 5000,
    horizon_days: int | None = None,
    replications: int = 32,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    engine: str = "kernel",
    rules: Rules | None = None,
    person: type | None = None,
) -> Comparison:
    """Compare redesigns with today's journey.

    Parameters
    ----------
    as_is : Scenario
    to_be : sequence of Scenario
        Redesigns of the same case.
    customers : int
        Simulated customers at day 0, ≥ 1.
    horizon_days : int or None
        Days from day 0; None takes the case's.
    replications : int
        At central parameters, and as many again at joint draws of the uncertain ones; ≥ 1.
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

    Returns
    -------
    Comparison

    Raises
    ------
    Problems
        When an argument is out of range, or a redesign is of another case.
    """
    _check(as_is, to_be, customers, horizon_days, replications, seed, threads, engine)
    check_person(person, engine, rules)
    if rules:
        asked = (customers, horizon_days, replications, seed, threads, progress, engine)
        found: Comparison = with_rules(rules).compare(as_is, to_be, *asked)
        found.manifest["rules"] = sorted(place_of(name) for name in rules)
        return found
    horizon = horizon_days or as_is.as_is.horizon_days
    own = {} if person is None else {"person": person}
    discounts = _discounts(as_is, to_be, customers, horizon, seed, engine, own)
    worlds = [as_is, *to_be, *(d for d in discounts.values() if d is not None)]
    watched = [scenario.name for scenario in to_be]
    about = (customers, horizon, replications, seed, threads, progress, engine, own)
    lived, tries = _live(worlds, watched, *about)
    names = tuple(world.name for world in worlds)
    pairs = {
        name: (
            [outcomes[at] for outcomes in lived["central"]],
            [outcomes[at] for outcomes in lived["drawn"]],
        )
        for at, name in enumerate(names)
    }
    intervals, deltas, table = _table(names, pairs)
    twins = _twins(names, pairs)
    decisions = {}
    for scenario in to_be:
        rival = discounts[scenario.name]
        cut = None
        if rival is not None:
            effect = rival.levers["discount"].effect
            assert effect is not None, "a discount is a lever on the price"
            cut = 1.0 - effect.value
        decisions[scenario.name] = decide(
            pairs["as_is"],
            pairs[scenario.name],
            None if rival is None else pairs[rival.name],
            cut,
            twins[twins["scenario"] == scenario.name],
        )
    return Comparison(
        as_is=as_is,
        to_be=tuple(to_be),
        names=names,
        customers=customers,
        scale=scale_of(as_is, customers),
        horizon_days=horizon,
        replications=replications,
        seed=seed,
        accepted=replications / tries,
        table=table,
        intervals=intervals,
        deltas=deltas,
        months=_months(names, pairs),
        touchpoints=_touchpoints(worlds, pairs, scale_of(as_is, customers)),
        archetypes=_archetypes(as_is, names, pairs, scale_of(as_is, customers)),
        twins=twins,
        figures=_figures(as_is, intervals),
        assumptions=_assumptions(worlds[: 1 + len(to_be)]),
        decisions=decisions,
        warnings=joint_warnings(as_is.as_is),
        manifest=manifest(worlds, customers, horizon, replications, seed, engine)
        | {name: kind.__qualname__ for name, kind in own.items()},
        reasons=_reasons(as_is, names, pairs),
        details=details(as_is, {name: [o.detail for o in runs[0]] for name, runs in pairs.items()}),
    )


def _check(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    customers: int,
    horizon_days: int | None,
    replications: int,
    seed: int,
    threads: int | None,
    engine: str,
) -> None:
    """Refuse what makes no sense, all at once."""
    numbers: dict[str, object] = {
        "customers": customers,
        "replications": replications,
        "seed": seed,
    }
    numbers |= {"seed": seed, "horizon_days": horizon_days, "threads": threads}
    wrong = list(wrong_numbers(numbers))
    if engine not in tuple(PLACES):
        wrong.append(Problem("engine", "wrong", engine, tuple(PLACES)))
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
        wrong += too_large(as_is, customers, days if to_be else 0, engine)
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
) -> tuple[dict[str, list[tuple[Outcome, ...]]], int]:
    """All replications of both kinds, on threads; results stand in order of replication.

    Compiled code cannot be interrupted: whoever stops it all waits for the worlds being lived.
    """
    tries, stop = 0, Event()

    def one(kind: str, replication: int) -> tuple[tuple[Outcome, ...], int]:
        if kind == "central":
            values, tried = tuple(central(world) for world in worlds), 0
        else:
            values, tried = draw(worlds, seed, replication)
        watched = redesigns if kind == "central" else ()
        about = (customers, horizon, seed, replication)
        return replicate(worlds, values, *about, watched, stop, engine, own), tried

    found: dict[str, list[Any]] = {kind: [None] * replications for kind in KINDS}
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    try:
        jobs = {
            pool.submit(one, kind, replication): (kind, replication)
            for replication in range(replications)
            for kind in KINDS
        }
        for done, job in enumerate(as_completed(jobs), 1):
            kind, replication = jobs[job]
            found[kind][replication], tried = job.result()
            tries += tried
            if progress is not None:
                progress(done, len(jobs))
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)
    return found, tries


def _metric(outcomes: Sequence[Outcome], metric: str) -> np.ndarray:
    return np.array([outcome.metrics.get(metric, np.nan) for outcome in outcomes])


def _today(as_is: Sequence[Outcome], beside: Sequence[Outcome], metric: str) -> np.ndarray:
    """A metric of AS-IS; one that exists only beside another world comes from there."""
    if metric in beside[0].beside or any(metric in o.beside for o in beside):
        return np.array([outcome.beside.get(metric, np.nan) for outcome in beside])
    return _metric(as_is, metric)


def _table(
    names: Sequence[str], pairs: dict[str, Any]
) -> tuple[dict[tuple[str, str], Interval], dict[tuple[str, str], Interval], pd.DataFrame]:
    """Metrics of every world and their differences to AS-IS."""
    intervals: dict[tuple[str, str], Interval] = {}
    deltas: dict[tuple[str, str], Interval] = {}
    rows = []
    for name in names:
        central_runs, drawn_runs = pairs[name]
        metrics = dict.fromkeys(m for o in (*central_runs, *drawn_runs) for m in o.metrics)
        for metric in metrics:
            mine = _metric(central_runs, metric), _metric(drawn_runs, metric)
            intervals[name, metric] = interval(*mine)
            if name == "as_is":
                continue
            theirs = tuple(
                _today(pairs["as_is"][kind], pairs[name][kind], metric) for kind in (0, 1)
            )
            delta = interval(mine[0] - theirs[0], mine[1] - theirs[1])
            deltas[name, metric] = delta
            rows.append(
                {
                    "scenario": name,
                    "metric": metric,
                    "as_is": float(np.nanmean(theirs[0]))
                    if np.isfinite(theirs[0]).any()
                    else np.nan,
                    "to_be": intervals[name, metric].mean,
                    "delta": delta.mean,
                    "low": delta.low,
                    "high": delta.high,
                    "mc_low": delta.mc_low,
                    "mc_high": delta.mc_high,
                    "variance_reduction": variance_reduction(theirs[0], mine[0]),
                }
            )
    return intervals, deltas, pd.DataFrame(rows, columns=list(TABLE))


def _months(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Months of every world and replication, tidy."""
    frames = []
    for name in names:
        for kind, outcomes in zip(KINDS, pairs[name], strict=True):
            for replication, outcome in enumerate(outcomes):
                frame = pd.DataFrame(outcome.months, columns=list(MONTHLY))
                frame.insert(0, "month", np.arange(1, len(frame) + 1))
                frame.insert(0, "replication", replication)
                frame.insert(0, "kind", kind)
                frame.insert(0, "scenario", name)
                frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def _touchpoints(worlds: Sequence[Scenario], pairs: dict[str, Any], scale: float) -> pd.DataFrame:
    """Visits, felt satisfaction, failures and cost by touchpoint in the last twelve months."""
    rows = []
    for world in worlds:
        name = world.name
        touched = np.mean([outcome.touched for outcome in pairs[name][0]], axis=0)
        case = world.extended
        for a, archetype in enumerate(case.archetypes):
            for t, touchpoint in enumerate(case.touchpoints):
                visits, felt, failures, cost = touched[a, t]
                rows.append(
                    {
                        "scenario": name,
                        "archetype": archetype,
                        "touchpoint": touchpoint,
                        "visits": visits,
                        "satisfaction": felt / 1e6 / visits if visits else np.nan,
                        "failures": failures,
                        "cost": cost / 1e6 * scale,
                    }
                )
    return pd.DataFrame(rows)


def _archetypes(
    as_is: Scenario, names: Sequence[str], pairs: dict[str, Any], scale: float
) -> pd.DataFrame:
    """Who was kept and lost, by archetype."""
    rows = []
    for name in names:
        tables = [np.array([outcome.archetypes for outcome in kind]) for kind in pairs[name]]
        todays = [np.array([outcome.archetypes for outcome in kind]) for kind in pairs["as_is"]]
        for a, archetype in enumerate(as_is.as_is.archetypes):
            size = [np.maximum(1.0, table[:, a, 0]) for table in tables]
            kept = interval(
                *(
                    (t[:, a, 1] - b[:, a, 1]) / n
                    for t, b, n in zip(tables, todays, size, strict=True)
                )
            )
            npv = interval(
                *((t[:, a, 5] - b[:, a, 5]) * scale for t, b in zip(tables, todays, strict=True))
            )
            mine = tables[0][:, a].mean(axis=0)
            rows.append(
                {
                    "scenario": name,
                    "archetype": archetype,
                    "customers": mine[0],
                    "kept": mine[1] / max(1.0, mine[0]),
                    "saved": mine[2],
                    "lost": mine[3],
                    "unaffected": mine[4] / max(1.0, mine[0]),
                    "satisfaction_delta": mine[6] - todays[0][:, a, 6].mean(),
                    "kept_delta": kept.mean,
                    "kept_low": kept.low,
                    "kept_high": kept.high,
                    "npv_delta": npv.mean,
                    "npv_low": npv.low,
                    "npv_high": npv.high,
                }
            )
    return pd.DataFrame(rows)


def _reasons(as_is: Scenario, names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Why customers left by choice, and what they said, in the central replications."""
    frames = []
    for name in names:
        counted = np.mean([outcome.reasons for outcome in pairs[name][0]], axis=0)
        frame = reasons_frame(tuple(as_is.as_is.archetypes), counted)
        frame.insert(0, "scenario", name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def _twins(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Everybody whose two lives differ, in the replications at central parameters."""
    frames = []
    for name in names[1:]:
        for replication, outcome in enumerate(pairs[name][0]):
            if outcome.twins is not None:
                frame = outcome.twins.copy()
                frame.insert(0, "replication", replication)
                frame.insert(0, "scenario", name)
                frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(TWINS))


def _figures(as_is: Scenario, intervals: dict[tuple[str, str], Interval]) -> pd.DataFrame:
    """The case's stated figures against what the model gives."""
    rows = []
    for metric, figure in as_is.as_is.figures.items():
        found = intervals.get(("as_is", metric))
        value = np.nan if found is None else found.mean
        inside = bool(figure.low <= value <= figure.high)
        rows.append((metric, value, figure.low, figure.high, inside))
    return pd.DataFrame(rows, columns=["metric", "value", "low", "high", "inside"])


def _assumptions(scenarios: Sequence[Scenario]) -> pd.DataFrame:
    """Every uncertain value of the case and of its redesigns."""
    rows = []
    for scenario in scenarios:
        section = scenario.as_is if scenario.redesign is None else scenario.redesign
        for place, value in values_of(section):
            if value.uncertain:
                unit = value.quantity.unit
                rows.append(
                    (scenario.name, place, value.value, value.low, value.high, unit, value.source)
                )
    columns = ["scenario", "path", "value", "low", "high", "unit", "source"]
    return pd.DataFrame(rows, columns=columns)


def manifest(
    worlds: Sequence[Scenario],
    customers: int,
    horizon: int,
    replications: int,
    seed: int,
    engine: str,
) -> dict[str, Any]:
    """What made these numbers; the door adds the command that asks for them."""
    packages = ("cxsim", "mesa", "numba", "numpy", "pandas", "scipy", "simpy", "pydantic")
    return {
        "case": worlds[0].case,
        "scenarios": {world.name: world.hash() for world in worlds},
        "customers": customers,
        "horizon_days": horizon,
        "replications": replications,
        "seed": seed,
        "engine": engine,
        "generator": GENERATOR,
        "python": sys.version.split()[0],
        "packages": {name: _version(name) for name in packages},
        "platform": platform.platform(),
        "machine": platform.machine(),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a checkout that nobody installed has none
        return "unknown"
