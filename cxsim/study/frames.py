"""What the replications of a comparison come to: tidy frames, and the intervals in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cxsim.measure.listening import CALLS
from cxsim.measure.metrics import POSSIBLE
from cxsim.measure.rivals import destinations_frame
from cxsim.measure.run import reasons_frame
from cxsim.scenario.levers import Redesign
from cxsim.scenario.schema import AsIs, Scenario, values_of

from .intervals import ANY, Interval, interval, variance_reduction
from .replication import MONTHLY, Outcome

KINDS = ("central", "drawn")
SWITCHED = ("shocks", "levers", "campaigns")
"""Groups whose members may be switched off."""
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


def _metric(outcomes: Sequence[Outcome], metric: str) -> np.ndarray:
    return np.array([outcome.metrics.get(metric, np.nan) for outcome in outcomes])


def _today(as_is: Sequence[Outcome], beside: Sequence[Outcome], metric: str) -> np.ndarray:
    """A metric of AS-IS; one that exists only beside another world comes from there."""
    if metric in beside[0].beside or any(metric in o.beside for o in beside):
        return np.array([outcome.beside.get(metric, np.nan) for outcome in beside])
    return _metric(as_is, metric)


def table(
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
            intervals[name, metric] = interval(*mine, possible=POSSIBLE.get(metric, ANY))
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


def months(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
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


def touchpoints(worlds: Sequence[Scenario], pairs: dict[str, Any], scale: float) -> pd.DataFrame:
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


def archetypes(
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


def reasons(as_is: Scenario, names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Why customers left by choice, and what they said, in the central replications."""
    frames = []
    for name in names:
        counted = np.mean([outcome.reasons for outcome in pairs[name][0]], axis=0)
        frame = reasons_frame(tuple(as_is.as_is.archetypes), counted)
        frame.insert(0, "scenario", name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def destinations(as_is: Scenario, names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Where leavers went, and why, in the central replications."""
    known = (tuple(as_is.as_is.archetypes), tuple(as_is.as_is.market.competitors))
    frames = []
    for name in names:
        counted = zip(*(outcome.switching for outcome in pairs[name][0]), strict=True)
        frame = destinations_frame(*known, *(np.mean(one, axis=0) for one in counted))
        frame.insert(0, "scenario", name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def acquisition(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Who came, by what brought them, and what they cost, over the horizon; central lives."""
    return _over_lives(names, pairs, "acquisition", ["archetype", "source"], ["joined", "cost"])


def reviews(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """What customers wrote over the horizon, and what was shown at its end; central lives."""
    written = _over_lives(names, pairs, "reviews", ["archetype", "star"], ["written"])
    shown = {}
    for name in names:
        told = [outcome.reviews for outcome in pairs[name][0]]
        last = [frame["shown"].iloc[-1] for frame in told if len(frame)]
        shown[name] = float(np.mean(last)) if last else np.nan
    return written.assign(shown=written["scenario"].map(shown))


def heard(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """What surveys said of each touchpoint, in each of the central replications."""
    found = []
    for name in names:
        for replication, outcome in enumerate(pairs[name][0]):
            frame = outcome.heard.copy()
            frame.insert(0, "replication", replication)
            frame.insert(0, "scenario", name)
            found.append(frame)
    return pd.concat(found, ignore_index=True)


def calls(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
    """Who was called back, and who of them stays; central lives."""
    return _over_lives(names, pairs, "calls", ["archetype"], list(CALLS[1:]))


def _over_lives(
    names: Sequence[str], pairs: dict[str, Any], what: str, by: list[str], summed: list[str]
) -> pd.DataFrame:
    """Sums over the months, on average over the central replications."""
    found = []
    for name in names:
        told = [getattr(outcome, what) for outcome in pairs[name][0]]
        mean = pd.concat(told).groupby(by, as_index=False, sort=False)[summed].sum()
        mean[summed] = mean[summed] / len(told)
        mean.insert(0, "scenario", name)
        found.append(mean)
    return pd.concat(found, ignore_index=True)


def twins(names: Sequence[str], pairs: dict[str, Any]) -> pd.DataFrame:
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


def figures(as_is: Scenario, intervals: dict[tuple[str, str], Interval]) -> pd.DataFrame:
    """The case's stated figures against what the model gives."""
    rows = []
    for metric, figure in as_is.as_is.figures.items():
        found = intervals.get(("as_is", metric))
        value = np.nan if found is None else found.mean
        inside = bool(figure.low <= value <= figure.high)
        rows.append((metric, value, figure.low, figure.high, inside))
    return pd.DataFrame(rows, columns=["metric", "value", "low", "high", "inside"])


def is_on(section: AsIs | Redesign, place: str) -> bool:
    """Whether a value takes part: not one of a shock, lever or campaign that is switched off."""
    group, _, rest = place.partition(".")
    if group == "levers":
        return isinstance(section, Redesign) and rest.partition(".")[0] in section.in_force
    owner = getattr(section, group, None) if group in SWITCHED else None
    return owner is None or bool(owner[rest.partition(".")[0]].enabled)


def assumptions(scenarios: Sequence[Scenario]) -> pd.DataFrame:
    """Every uncertain value of the case and of its redesigns, but of what is switched off."""
    rows = []
    for scenario in scenarios:
        section = scenario.as_is if scenario.redesign is None else scenario.redesign
        for place, value in values_of(section):
            if value.uncertain and is_on(section, place):
                unit = value.quantity.unit
                rows.append(
                    (scenario.name, place, value.value, value.low, value.high, unit, value.source)
                )
    columns = ["scenario", "path", "value", "low", "high", "unit", "source"]
    return pd.DataFrame(rows, columns=columns)
