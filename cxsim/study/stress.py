"""Today's journey and every redesign under each shock and none: which still wins, and for how long.

Worlds that differ by a shock have the same customers, the same luck and the same life before day 0,
so what sets them apart is the shock. Each shock is met as the case states it and in other sizes;
between them, the size at which another redesign becomes the best is found on a straight line.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Event
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cxsim.engine.engines import engine_named
from cxsim.measure.metrics import scale_of
from cxsim.measure.value import Promise
from cxsim.scenario.asked import simulated, wrong_scenarios
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.scenario.words import phrase
from cxsim.world.numbers import central
from cxsim.world.world import build

from .futures import Progress, at_centre, lived
from .intervals import Interval, interval
from .manifest import manifest
from .replication import MONTHLY, Outcome, Stopped, outcome
from .settings import too_many, wrong_settings
from .uncertain import draw

NONE = ""
"""The name of no shock at all."""
TIMES = (1.0, 2.0)
"""Sizes in which each shock is met, as multiples of the one that the case states."""
FELT = ("satisfaction", "customers", "profit")
"""What is followed from month to month beside a life without the shock."""
SOON = 3
"""Months that count as soon after a shock strikes, and as the end of the horizon."""
LEFT = 0.001
"""Of what a shock leaves of a value at its stated size, this share is left in any multiple."""
OVER = 0.1
"""A shock is over for a figure when no more than this share of the worst gap is left, for good."""


class Condition(NamedTuple):
    """A shock, by name, in a multiple of its size."""

    shock: str
    times: float


CALM = Condition(NONE, 0.0)


@dataclass(frozen=True)
class Stress:
    """What a stress test found.

    Parameters
    ----------
    as_is, to_be : Scenario, tuple of Scenario
    names : tuple of str
        as_is and the redesigns.
    shocks : tuple of str
        Those met, in order; `strikes` has the day on which each does.
    strikes : dict of str to int
    times : tuple of float
        Multiples of each shock's stated size.
    customers : int
        Simulated customers at day 0.
    scale : float
        How many real customers one of them stands for.
    horizon_days, replications, central, seed : int
    worth : DataFrame
        Tidy: shock, times, scenario, metric, level, delta, low, high, mc_low, mc_high: a redesign's
        figure and its difference to today's journey under the same shock; of today's, its
        difference to itself without a shock.
    best : DataFrame
        shock, times, scenario, wins: the redesign (or as_is) of the largest net present value on
        average over the central lives, and the share of the futures tested in which it is the best.
    turns : DataFrame
        shock, from_scenario, to_scenario, times: the multiple of the shock's size, up to the
        largest met, from which another one is the best. No row where the best stays the best.
    felt : DataFrame
        shock, times, scenario, figure, worst, worst_month, soon, late, over_month: the gap that the
        shock opens in a figure of `FELT`, at its worst and in which month after the strike that is,
        on average over the first three months after the strike, over the last three of the
        horizon, and the months after which it is over (NaN: not within the horizon).
    months : DataFrame
        shock, times, scenario, month and `FELT`, on average over the central lives.
    manifest : dict
        What made these numbers.
    """

    as_is: Scenario
    to_be: tuple[Scenario, ...]
    names: tuple[str, ...]
    shocks: tuple[str, ...]
    strikes: dict[str, int]
    times: tuple[float, ...]
    customers: int
    scale: float
    horizon_days: int
    replications: int
    central: int
    seed: int
    worth: pd.DataFrame
    best: pd.DataFrame
    turns: pd.DataFrame
    felt: pd.DataFrame
    months: pd.DataFrame
    manifest: dict[str, Any]

    def summary(self) -> dict[str, Any]:
        """The stress test as `summary.json` has it: by shock, NONE being "none"."""
        found: dict[str, Any] = {}
        for condition, mine in self.worth.groupby(["shock", "times"], sort=False):
            shock, times = str(condition[0]), float(str(condition[1]))
            own = found.setdefault(shock or "none", {})
            rows = {
                name: {
                    str(row["metric"]): {
                        key: row[key]
                        for key in ("level", "delta", "low", "high", "mc_low", "mc_high")
                    }
                    for row in one.to_dict("records")
                }
                for name, one in mine.groupby("scenario", sort=False)
            }
            best = self.best[(self.best["shock"] == shock) & (self.best["times"] == times)]
            own[f"{times:g}"] = {
                "scenarios": rows,
                "best": best["scenario"].iloc[0],
                "wins": best["wins"].iloc[0],
            }
        return {
            "shocks": found,
            "turns": self.turns.to_dict("records"),
            "felt": self.felt.to_dict("records"),
        }


METRICS = ("npv", "retention", "nps", "clv")
"""Figures of `Stress.worth`."""


def stress(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    shocks: Sequence[str] | None = None,
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = 8,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    engine: str = "kernel",
    times: Sequence[float] = TIMES,
) -> Stress:
    """Live today's journey and redesigns under each shock and none.

    Parameters
    ----------
    as_is : Scenario
        Its `shocks` are those to be met; whether they are enabled does not matter.
    to_be : sequence of Scenario
        Redesigns of the same case.
    shocks : sequence of str or None
        Names of those to meet; None takes all.
    customers, horizon_days, replications, seed, threads, progress, engine
        As in `cxsim.compare`.
    times : sequence of float
        Multiples of the stated size in which each shock is met, > 0, rising.

    Returns
    -------
    Stress

    Raises
    ------
    Problems
        When an argument is out of range, a shock is not known, or none strikes within the horizon.
    """
    horizon = horizon_days or as_is.as_is.horizon_days
    _check(as_is, to_be, shocks, customers, horizon_days, replications, seed, threads, engine)
    customers = simulated(as_is, customers)
    met = tuple(shocks) if shocks is not None else tuple(as_is.as_is.shocks)
    asked = {"do": "stress", "shocks": list(met), "times": list(times)}
    told = manifest((as_is, *to_be), customers, horizon, replications, seed, engine, asked, threads)
    as_is, *plans = (_dated(world, met, horizon) for world in (as_is, *to_be))
    worlds = (as_is, *plans)
    conditions = [CALM, *(Condition(shock, size) for shock in met for size in times)]
    about = (customers, horizon, seed)
    lives = _live(worlds, conditions, about, replications, threads, progress, engine)
    strikes = {name: as_is.as_is.shocks[name].begins for name in met}
    names = tuple(world.name for world in worlds)
    months = _months(lives["central"], conditions, names)
    return Stress(
        as_is=as_is,
        to_be=tuple(plans),
        names=names,
        shocks=met,
        strikes=strikes,
        times=tuple(times),
        customers=customers,
        scale=scale_of(as_is, customers),
        horizon_days=horizon,
        replications=replications,
        central=at_centre(replications),
        seed=seed,
        worth=_worth(lives, conditions, names),
        best=_best(lives, conditions, names),
        turns=_turns(lives["central"], met, tuple(times), names),
        felt=_felt(months, met, tuple(times), names, strikes),
        months=months,
        manifest=told,
    )


def _check(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    shocks: Sequence[str] | None,
    customers: int | None,
    horizon_days: int | None,
    replications: int,
    seed: int,
    threads: int | None,
    engine: str,
) -> None:
    """Refuse what makes no sense, all at once."""
    numbers = {
        "customers": customers,
        "replications": replications,
        "seed": seed,
        "horizon_days": horizon_days,
        "threads": threads,
    }
    wrong = wrong_settings(engine, **numbers)
    strange = [*wrong_scenarios("as_is", as_is), *wrong_scenarios("to_be", *to_be)]
    if strange:
        raise Problems([*wrong, *strange])
    known = tuple(as_is.as_is.shocks)
    for name in known if shocks is None else shocks:
        if name not in known:
            allowed = known or phrase("a_shock")
            wrong.append(Problem("shocks", "wrong", name, allowed))
    if not known:
        wrong.append(Problem("shocks", "missing", None, phrase("a_shock")))
    for scenario in to_be:
        if scenario.as_is != as_is.as_is:
            wrong.append(Problem("to_be", "wrong", scenario.name, phrase("same_case")))
    if not wrong:
        wrong += too_many(as_is, customers, 0, engine)
    if wrong:
        raise Problems(wrong)


def _dated(world: Scenario, met: Sequence[str], horizon: int) -> Scenario:
    """A scenario whose shocks strike on a day within the horizon: after a quarter, if need be.

    So do those that strike at random, and those that would strike too late.
    """
    quarter = horizon // 4
    dated = {
        name: shock.model_copy(
            update={
                "per_year": None,
                "start_day": shock.begins
                if shock.per_year is None and shock.begins < horizon
                else quarter,
                "enabled": False,
            }
            if name in met
            else {}
        )
        for name, shock in world.as_is.shocks.items()
    }
    return replace(world, as_is=world.as_is.model_copy(update={"shocks": dated}))


def _live(
    worlds: Sequence[Scenario],
    conditions: Sequence[Condition],
    about: tuple[int, int, int],
    replications: int,
    threads: int | None,
    progress: Progress | None,
    engine: str,
) -> dict[str, list[dict[tuple[Condition, str], Outcome]]]:
    """All replications of both kinds, each under all conditions."""
    under = {
        (condition, world.name): _under(world, condition)
        for condition in conditions
        for world in worlds
    }

    def one(kind: str, replication: int, stop: Event) -> dict[tuple[Condition, str], Outcome]:
        if kind == "central":
            values = tuple(central(world) for world in worlds)
        else:
            values = draw(worlds, about[2], replication).values
        return _replicate(worlds, under, values, conditions, about, replication, stop, engine)

    return lived(one, replications, threads, progress)


def _under(world: Scenario, condition: Condition) -> Scenario:
    """A scenario in which, of the shocks that are met, only one strikes."""
    if condition.shock == NONE:
        return world
    shocks = dict(world.as_is.shocks)
    shocks[condition.shock] = shocks[condition.shock].model_copy(update={"enabled": True})
    return replace(world, as_is=world.as_is.model_copy(update={"shocks": shocks}))


def _harder(
    values: Mapping[str, float], world: Scenario, condition: Condition
) -> Mapping[str, float]:
    """The values with a shock in a multiple of its size: of what is added, and of what is taken.

    What would take all, and more, leaves a little: nobody is to be left without a way.
    """
    if condition.times == 1.0 or condition.shock == NONE:
        return values
    changed = dict(values)
    for name, effect in world.as_is.shocks[condition.shock].effects.items():
        place = f"shocks.{condition.shock}.effects.{name}.size"
        size, times = values[place], condition.times
        if effect.how == "add":
            changed[place] = times * size
        else:
            changed[place] = max(1.0 + times * (size - 1.0), LEFT * size)
    return changed


def _replicate(
    worlds: Sequence[Scenario],
    under: Mapping[tuple[Condition, str], Scenario],
    values: Sequence[Mapping[str, float]],
    conditions: Sequence[Condition],
    about: tuple[int, int, int],
    replication: int,
    stop: Event,
    engine: str,
) -> dict[tuple[Condition, str], Outcome]:
    """Live all worlds under all conditions: the same people, after the same life before day 0."""
    lives_in = engine_named(engine)
    today = build(worlds[0], values[0], *about, replication)
    warm = lives_in.warmed(today)
    found = {}
    for condition in conditions:
        promise: Promise | None = None
        for world, own in zip(worlds, values, strict=True):
            if stop.is_set():
                raise Stopped
            scenario = under[condition, world.name]
            numbers = _harder(own, world, condition)
            built = build(scenario, numbers, *about, replication, today=today)
            life = lives_in.live(built, warm)
            found[condition, world.name] = outcome(scenario, numbers, life, life, promise, None)
            promise = promise or Promise(life, numbers)
    return found


Lived = Mapping[str, Sequence[Mapping[tuple[Condition, str], Outcome]]]


def _figure(
    runs: Sequence[Mapping[tuple[Condition, str], Outcome]],
    condition: Condition,
    name: str,
    metric: str,
) -> np.ndarray:
    """A figure of a world under a condition, one a replication; NaN where it has none."""
    return np.array([one[condition, name].metrics.get(metric, math.nan) for one in runs])


def _worth(lives: Lived, conditions: Sequence[Condition], names: Sequence[str]) -> pd.DataFrame:
    """Every world's figures beside today's under the same shock; today's beside none."""
    rows = []
    for condition in conditions:
        for name in names:
            beside = (CALM, "as_is") if name == "as_is" else (condition, "as_is")
            for metric in METRICS:
                own, other = (
                    [_figure(lives[kind], *which, metric) for kind in ("central", "drawn")]
                    for which in ((condition, name), beside)
                )
                apart = interval(own[0] - other[0], own[1] - other[1])
                if math.isfinite(apart.mean):
                    level = float(np.nanmean(own[0]))
                    rows.append((*condition, name, metric, level, *_ends(apart)))
    head = ("shock", "times", "scenario", "metric", "level")
    return pd.DataFrame(rows, columns=[*head, "delta", "low", "high", "mc_low", "mc_high"])


def _ends(found: Interval) -> tuple[float, float, float, float, float]:
    return found.mean, found.low, found.high, found.mc_low, found.mc_high


def _best(lives: Lived, conditions: Sequence[Condition], names: Sequence[str]) -> pd.DataFrame:
    """Who has the largest net present value under each condition, and how often."""
    rows = []
    for condition in conditions:
        worth = np.array([_figure(lives["central"], condition, name, "npv") for name in names])
        futures = np.array([_figure(lives["drawn"], condition, name, "npv") for name in names])
        if not np.isfinite(worth).all():
            continue
        best = int(np.argmax(worth.mean(axis=1)))
        wins = float((futures.argmax(axis=0) == best).mean())
        rows.append((*condition, names[best], wins))
    return pd.DataFrame(rows, columns=["shock", "times", "scenario", "wins"])


def _turns(
    runs: Sequence[Mapping[tuple[Condition, str], Outcome]],
    met: Sequence[str],
    times: Sequence[float],
    names: Sequence[str],
) -> pd.DataFrame:
    """From which size of a shock on another one is the best, on straight lines between sizes."""
    rows = []
    for shock in met:
        conditions = [CALM, *(Condition(shock, size) for size in times)]
        worth = np.array(
            [[_figure(runs, one, name, "npv").mean() for name in names] for one in conditions]
        )
        if not np.isfinite(worth).all():
            continue
        for (low, a), (high, b) in pairwise(zip((0.0, *times), worth, strict=True)):
            rows += [(shock, *turn) for turn in _overtaken(low, a, high, b, names)]
    return pd.DataFrame(rows, columns=["shock", "from_scenario", "to_scenario", "times"])


def _overtaken(
    low: float, a: np.ndarray, high: float, b: np.ndarray, names: Sequence[str]
) -> list[tuple[str, str, float]]:
    """Who overtakes the best, and where, while worths go in straight lines from `a` to `b`."""
    found, at, best = [], 0.0, int(np.argmax(a))
    while best != int(np.argmax(b)):
        ahead = a[best] - a
        closing = (b - a) - (b[best] - a[best])
        with np.errstate(divide="ignore", invalid="ignore"):
            meets = np.where(closing > 0, ahead / closing, np.inf)
        meets[best] = np.inf
        meets[meets < at] = np.inf
        following = int(np.argmin(meets))
        at = float(meets[following])
        if not at <= 1.0:
            break
        found.append((names[best], names[following], low + at * (high - low)))
        best = following
    return found


def _months(
    runs: Sequence[Mapping[tuple[Condition, str], Outcome]],
    conditions: Sequence[Condition],
    names: Sequence[str],
) -> pd.DataFrame:
    """The figures of `FELT` month by month, on average over lives."""
    columns = [MONTHLY.index(figure) for figure in FELT]
    rows = []
    for condition in conditions:
        for name in names:
            mean = np.mean([one[condition, name].months[:, columns] for one in runs], axis=0)
            rows += [(*condition, name, month, *row) for month, row in enumerate(mean.tolist(), 1)]
    return pd.DataFrame(rows, columns=["shock", "times", "scenario", "month", *FELT])


def _felt(
    months: pd.DataFrame,
    met: Sequence[str],
    times: Sequence[float],
    names: Sequence[str],
    strikes: Mapping[str, int],
) -> pd.DataFrame:
    """What each shock does to each world, soon and late, and when it is over."""
    worlds = {
        key: one.set_index("month")[list(FELT)].to_numpy()
        for key, one in months.groupby(["shock", "times", "scenario"])
    }
    rows = []
    for shock in met:
        first = int(strikes[shock] / MONTH)
        for size in times:
            for name in names:
                gap = worlds[shock, size, name] - worlds[NONE, 0.0, name]
                for figure, course in zip(FELT, gap[first:].T, strict=True):
                    rows.append((shock, size, name, figure, *course_of(course)))
    return pd.DataFrame(
        rows,
        columns=[
            *("shock", "times", "scenario", "figure"),
            *("worst", "worst_month", "soon", "late", "over_month"),
        ],
    )


def course_of(gap: np.ndarray) -> tuple[float, float, float, float, float]:
    """How a gap goes: worst, in which month that is, soon, late, and months until it is over.

    Parameters
    ----------
    gap : (months,) array
        Difference to a life without the shock, from the month of the strike on.
    """
    size = np.abs(gap)
    at = int(np.argmax(size))
    left = np.flatnonzero(size > OVER * size[at])
    over = 0.0 if not left.size else float(left[-1] + 1)
    return (
        float(gap[at]),
        float(at + 1),
        float(gap[:SOON].mean()),
        float(gap[-SOON:].mean()),
        over if over < gap.size else math.nan,
    )
