"""A synthetic comparison of the shape that `cxsim.compare` returns: plausible, deterministic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from cxsim.measure.ego import EgoMap
from cxsim.scenario import Scenario, load, values_of
from cxsim.study.detail import Details


@dataclass(frozen=True)
class Interval:
    mean: float
    low: float
    high: float
    mc_low: float = float("nan")
    mc_high: float = float("nan")


@dataclass(frozen=True)
class Decision:
    verdict: str
    invested: Interval
    returned: Interval
    npv: Interval
    payback_month: float | None
    payback_chance: float
    wins_nothing: float
    wins_discount: float
    discount: float | None
    discount_npv: Interval | None
    parted_of: str
    parted: tuple[tuple[str, float], ...]
    clv_persist: Interval
    clv_fade: Interval


@dataclass(frozen=True)
class Comparison:
    as_is: Scenario
    to_be: tuple[Scenario, ...]
    customers: int
    scale: float
    horizon_days: int
    replications: int
    central: int
    seed: int
    manifest: dict[str, Any]
    table: pd.DataFrame
    months: pd.DataFrame
    touchpoints: pd.DataFrame
    archetypes: pd.DataFrame
    twins: pd.DataFrame
    decisions: dict[str, Decision]
    figures: pd.DataFrame
    assumptions: pd.DataFrame
    accepted: float
    details: Details
    names: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ("memory",)
    reasons: pd.DataFrame = field(default_factory=pd.DataFrame)
    destinations: pd.DataFrame = field(default_factory=pd.DataFrame)
    acquisition: pd.DataFrame = field(default_factory=pd.DataFrame)
    reviews: pd.DataFrame = field(default_factory=pd.DataFrame)
    heard: pd.DataFrame = field(default_factory=pd.DataFrame)
    calls: pd.DataFrame = field(default_factory=pd.DataFrame)
    drivers: pd.DataFrame = field(default_factory=pd.DataFrame)
    egos: dict[str, EgoMap] = field(default_factory=dict)
    staffing: pd.DataFrame = field(default_factory=pd.DataFrame)
    deltas: dict[tuple[str, str], Interval] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        return {"as_is": {}, "scenarios": {s.name: {"npv": float("nan")} for s in self.to_be}}


GOOD = {
    "churn_voluntary": (0.0138, -0.0011),
    "churn_non_payment": (0.0055, -0.0001),
    "churn_monthly": (0.0193, -0.0012),
    "kept_12": (0.823, 0.0121),
    "nps_measured": (4.2, 3.1),
    "nps": (-1.1, 2.4),
    "first_contact_resolution": (0.652, 0.061),
    "retention": (0.552, 0.021),
    "npv": (3.1e8, 4.6e6),
}


def scenarios() -> tuple[Scenario, Scenario, Scenario]:
    return (
        load("telecom/as_is"),
        load("telecom/to_be_assistant_human_exit"),
        load("telecom/to_be_on_time_technician"),
    )


def comparison(
    as_is: Scenario | None = None, to_be: tuple[Scenario, ...] | None = None
) -> Comparison:
    """A comparison; `to_be` may be given with other labels, of other cases, or alone."""
    if as_is is None or to_be is None:
        shipped = scenarios()
        as_is, to_be = as_is or shipped[0], to_be or shipped[1:]
    names = (
        "as_is",
        *(s.name for s in to_be),
        *(f"discount_for_{s.name}" for s in to_be),
    )
    strength = {name: 0.0 if name == "as_is" else 1.45 - 0.45 * i for i, name in enumerate(names)}
    customers = 5000
    return Comparison(
        as_is,
        to_be,
        customers,
        as_is.as_is.firm.customers / customers,
        as_is.as_is.horizon_days,
        32,
        10,
        1,
        {"command": "python run.py", "packages": {"cxsim": "0.1.0"}},
        _table(names, strength),
        _months(names, strength),
        _touchpoints(as_is, names, strength),
        _archetypes(as_is, names[1:], strength),
        _twins(as_is, names[1:]),
        {s.name: _decision(strength[s.name], as_is) for s in to_be},
        _figures(as_is),
        _assumptions((as_is, *to_be)),
        0.42,
        _details(as_is, ("as_is", *(s.name for s in to_be)), strength),
        names,
        reasons=_reasons(),
    )


def _reasons() -> pd.DataFrame:
    rows = [
        ("as_is", "connected_family", "satisfaction", "price", 6.5),
        ("as_is", "connected_family", "satisfaction", "satisfaction", 9.0),
        ("as_is", "digital_native", "price", "price", 4.0),
        ("as_is", "digital_native", "own_circumstances", "own_circumstances", 3.0),
    ]
    return pd.DataFrame(rows, columns=["scenario", "archetype", "real", "declared", "customers"])


def _table(names: tuple[str, ...], strength: dict[str, float]) -> pd.DataFrame:
    rows = []
    for name in names[1:]:
        for metric, (level, change) in GOOD.items():
            delta, wide = strength[name] * change, abs(change) * 0.7
            low, high, mc_low, mc_high = (delta + wide * w for w in (-1, 1, -0.2, 0.2))
            levels = (level, level + delta, delta)
            rows.append((name, metric, *levels, low, high, mc_low, mc_high, 7.5))
    columns = ["scenario", "metric", "as_is", "to_be", "delta", "low", "high"]
    return pd.DataFrame(rows, columns=[*columns, "mc_low", "mc_high", "variance_reduction"])


def _months(names: tuple[str, ...], strength: dict[str, float]) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    month = np.arange(1, 37)
    frames = []
    for kind in ("central", "drawn"):
        for replication in range(8 if kind == "central" else 32):
            luck = rng.normal(0, 0.2 if kind == "central" else 1)
            for name in names:
                gain = strength[name] * (1 - np.exp(-month / 9)) * (1 + 0.5 * luck)
                cost = 1.2e6 * (month == 1) + 9e4 if name != "as_is" else 0 * month
                frames.append(
                    pd.DataFrame(
                        {
                            "scenario": name,
                            "kind": kind,
                            "replication": replication,
                            "month": month,
                            "customers": 5000,
                            "retained": (0.982 + 0.001 * luck + 0.0015 * gain) ** month,
                            "nps": -1 + 2 * luck + 4 * gain,
                            "nps_measured": 3 + 2 * luck + 5 * gain,
                            "satisfaction": 7.4 + 0.1 * gain,
                            "revenue": 2e7 + 1e6 * gain,
                            "contact_cost": 1e6 - 2e4 * gain,
                            "team_cost": 0.0,
                            "programme_cost": cost * strength[name],
                            "programme_once": 1.2e6 * (month == 1) * strength[name],
                            "profit": 9e6 + 3e5 * luck + 5e5 * gain - cost * strength[name],
                            "discounted": (9e6 + 5e5 * gain) * 0.99**month,
                            "left_voluntary": 70.0 - 10 * gain,
                            "left_non_payment": 25.0,
                            "left_involuntary": 0.0,
                        }
                    )
                )
    return pd.concat(frames, ignore_index=True)


def _touchpoints(
    as_is: Scenario, names: tuple[str, ...], strength: dict[str, float]
) -> pd.DataFrame:
    rows = []
    for name in names:
        for a, archetype in enumerate(as_is.as_is.archetypes):
            for t, touchpoint in enumerate(as_is.as_is.touchpoints):
                felt = 6.4 + 2.1 * np.cos(1.7 * t) + 0.2 * a + strength[name] * (t % 5 == 4)
                rows.append((name, archetype, touchpoint, 100.0 + t, felt, 2.0, 5e4))
    columns = ["scenario", "archetype", "touchpoint", "visits", "satisfaction", "failures", "cost"]
    return pd.DataFrame(rows, columns=columns)


def _archetypes(
    as_is: Scenario, names: tuple[str, ...], strength: dict[str, float]
) -> pd.DataFrame:
    rows = []
    for name in names:
        for a, archetype in enumerate(as_is.as_is.archetypes):
            delta = strength[name] * (0.012 - 0.007 * a)
            size = 1250.0 - 100 * a
            money = 2.1e6 * delta / 0.012
            counts = (size, 0.55, 40.0 - 5 * a, 40 - 5 * a - delta * size, 0.84, 0.11)
            kept = (delta, delta - 0.006, delta + 0.006)
            rows.append((name, archetype, *counts, *kept, money, money - 8e5, money + 8e5))
    columns = ["scenario", "archetype", "customers", "kept", "saved", "lost", "unaffected"]
    columns += ["satisfaction_delta", "kept_delta", "kept_low", "kept_high"]
    return pd.DataFrame(rows, columns=[*columns, "npv_delta", "npv_low", "npv_high"])


def _decision(strength: float, as_is: Scenario) -> Decision:
    gain = 4.6e6 * (strength - 0.3)
    verdict = "fund" if strength > 0.9 else "cant_tell"
    first = next(iter(as_is.as_is.touchpoints))
    return Decision(
        verdict,
        Interval(4.13e6, 4.1e6, 4.2e6),
        Interval(4.13e6 + gain, 4.13e6 + gain - 2.2e6, 4.13e6 + gain + 3.1e6),
        Interval(gain, gain - 2.2e6, gain + 3.1e6),
        17.0 if strength > 0.9 else None,
        0.91,
        0.97 if strength > 0.9 else 0.66,
        0.78,
        0.0123,
        Interval(-1.1e6, -3.2e6, 0.9e6),
        "saved",
        (("repair_visit" if "repair_visit" in as_is.as_is.touchpoints else first, 0.61),),
        Interval(5.8, 1.2, 9.9),
        Interval(2.4, 0.4, 4.6),
    )


def _figures(as_is: Scenario) -> pd.DataFrame:
    rows = [
        (metric, (f.low + f.high) / 2, f.low, f.high, metric != "nps")
        for metric, f in as_is.as_is.figures.items()
    ]
    return pd.DataFrame(rows, columns=["metric", "value", "low", "high", "inside"])


def _assumptions(told: tuple[Scenario, ...]) -> pd.DataFrame:
    rows = []
    for scenario in told:
        part = scenario.redesign or scenario.as_is
        for path, value in values_of(part):
            if value.uncertain:
                unit = value.quantity.unit
                rows.append((scenario.name, path, value.value, value.low, value.high, unit))
                rows[-1] += (value.source,)
    columns = ["scenario", "path", "value", "low", "high", "unit", "source"]
    return pd.DataFrame(rows, columns=columns)


def _twins(as_is: Scenario, names: tuple[str, ...]) -> pd.DataFrame:
    """Who parted where: ten at each touchpoint, of whom one at none."""
    places = [*list(as_is.as_is.touchpoints)[:3], ""]
    rows = [
        (name, 0, 10 * t + i, "saved" if i % 3 else "lost", place)
        for name in names
        for t, place in enumerate(places)
        for i in range(10 - 3 * t)
    ]
    columns = ["scenario", "replication", "customer", "outcome", "parted_touchpoint"]
    return pd.DataFrame(rows, columns=columns)


def _details(as_is: Scenario, names: tuple[str, ...], strength: dict[str, float]) -> Details:
    case = as_is.as_is
    ways, ends, asked, came, served = [], [], [], [], []
    for name in names:
        gain = strength[name]
        for a, archetype in enumerate(case.archetypes):
            for need, journey in case.journeys.items():
                start = next(iter(journey.entry))
                ways.append((name, archetype, need, "", start, 90.0, 0.0, 0.0))
                assistant = case.touchpoints[start].assistant
                if assistant is not None:
                    ways.append((name, archetype, need, start, assistant.human, 90.0, 6.0, 9.0))
                for t, (place, ons) in enumerate(journey.steps.items()):
                    felt = 5.5 + t % 3 + 0.3 * a + 0.2 * gain
                    for to, branch in ons.items():
                        visits = 100 * branch.share.value
                        ways.append((name, archetype, need, place, to, visits, felt, 9.0))
                ends.append((name, archetype, need, "done", 90.0, 5.8 + 0.5 * a + 0.2 * gain))
            for cohort in range(13):
                for month in range(37):
                    seen = 1250.0 if cohort == 0 else 70.0 * (3 * cohort + month <= 36)
                    there = seen * (0.98 + 0.002 * gain) ** month
                    came.append((name, cohort, archetype, month, seen, there))
        channels = dict.fromkeys([*(t.channel for t in case.touchpoints.values()), ""])
        asked += [(name, channel, 900.0, 130.0, 60.0 + 5 * gain, 40.0) for channel in channels]
        for year in range(3):
            for t, place in enumerate(case.touchpoints):
                served.append((name, year, place, 1e4 * t * (1 - 0.05 * gain)))
    by = ["scenario", "archetype", "need"]
    return Details(
        pd.DataFrame(ways, columns=[*by, "touchpoint", "to", "visits", "satisfaction", "failures"]),
        pd.DataFrame(ends, columns=[*by, "ending", "journeys", "memory"]),
        pd.DataFrame(
            asked, columns=["scenario", "channel", "asked", "answered", "promoters", "detractors"]
        ),
        pd.DataFrame(came, columns=["scenario", "cohort", "archetype", "month", "seen", "there"]),
        pd.DataFrame(served, columns=["scenario", "year", "touchpoint", "cost"]),
        *(pd.DataFrame() for _ in range(3)),
    )
