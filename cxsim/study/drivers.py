"""What drives loyalty and money: every touchpoint raised alike, and lived by the same people.

A question about customers and no plan: each raise is there from day 0, costs nothing, is carried
out whole and knows no limit of control, so touchpoints can be compared. It is an effect, found by
living both worlds, where a survey has only what goes together (`surveyed`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cxsim.measure.metrics import scale_of
from cxsim.scenario import library
from cxsim.scenario.asked import wrong_scenarios
from cxsim.scenario.parts import Raw
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.scenario.words import phrase

from .futures import KINDS, Progress
from .intervals import interval
from .planned import Folder, Lives, Where, planned, undertaken_tables
from .runner.live import DONE
from .runner.plan import Plan
from .runner.study import WHOLE, Foresee, Share
from .runner.workers import HERE, Execution
from .settings import too_many, wrong_settings
from .surveyed import surveyed

REPLICATIONS, DRAWS = 4, 4
RAISED = 1.0
EVERYWHERE = (0.25, 0.5, 1.0)
BATCH = 8
"""Worlds lived in one run, about: one life of today's journey for each so many."""
MOST = 10.0
"""The scale of quality, and so the largest effect of one lever."""
ONE, ALL = "raised:", "everywhere:"
"""How the worlds are called: of one touchpoint, and of all by so much."""
KEEPS = ("archetypes", "touchpoints")
ENDS = ["low", "high", "mc_low", "mc_high"]
Lived = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Drivers:
    """What each touchpoint does when it gets better by as much as any other.

    Parameters
    ----------
    as_is : Scenario
    to_be : tuple of Scenario
        Redesigns that were lived beside.
    raised : float
        Points by which each is raised, on the 0–10 scale.
    everywhere : tuple of float
        Points by which all of them are raised together, a world each.
    touchpoints : tuple of str
        Those raised, in the order of the case.
    left_out : tuple of str
        Those that no firm can raise: they belong to customers, to society, or to a partner over
        whom it has no control.
    plan : Plan
        Its worlds are today's journey, `raised:TOUCHPOINT`, `everywhere:SIZE` and the redesigns.
    frame : DataFrame
        A row for each run and world, as in `cxsim.sweep`.
    whole : bool
        Whether all runs are there; while other shares are under way the tables below are empty.
    raises : DataFrame
        touchpoint, raised: mean over its dimensions at central values, less than `raised` where
        the scale ends at 10.
    effects : DataFrame
        scenario, touchpoint ("" of other worlds), metric (nps, churn_monthly, kept: real customers
        of day 0, npv: the firm's money), delta, low, high (95% over joint draws and luck), mc_low,
        mc_high (luck alone). A metric that the case does not have is left out.
    archetypes : DataFrame
        The same by archetype; npv is before wages, which are no archetype's.
    felt : DataFrame
        archetype, touchpoint, visits (real, of the last twelve months), felt (mean satisfaction of
        a visit, NaN without one), failures (share of the visits): today at central values.
    survey : DataFrame
        What a survey's correlation would say: see `surveyed`.
    manifest : dict
    """

    as_is: Scenario
    to_be: tuple[Scenario, ...]
    raised: float
    everywhere: tuple[float, ...]
    touchpoints: tuple[str, ...]
    left_out: tuple[str, ...]
    plan: Plan
    frame: pd.DataFrame
    whole: bool
    raises: pd.DataFrame
    effects: pd.DataFrame
    archetypes: pd.DataFrame
    felt: pd.DataFrame
    survey: pd.DataFrame
    manifest: dict[str, Any]

    def lives(self, metric: str) -> pd.DataFrame:
        """What each world changes in each life: a row by (kind, replication), a column by world.

        Parameters
        ----------
        metric : str
            A column of `frame`.
        """
        return _apart(self.frame, metric)


def drivers(
    as_is: Scenario,
    to_be: Sequence[Scenario] = (),
    raised: float = RAISED,
    everywhere: Sequence[float] = EVERYWHERE,
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = REPLICATIONS,
    draws: int = DRAWS,
    seed: int = 1,
    folder: Folder = None,
    share: Share = WHOLE,
    execution: Execution = HERE,
    progress: Progress | None = None,
    foresee: Foresee | None = None,
    engine: str = "kernel",
) -> Drivers:
    """Raise each touchpoint alike and see what customers do.

    Parameters
    ----------
    as_is : Scenario
    to_be : sequence of Scenario
        Redesigns of the same case, lived beside, so that `points` can tell what theirs are worth.
    raised : float
        Points on the 0–10 scale, above 0 and at most 10, on every dimension of the touchpoint.
    everywhere : sequence of float
        Points by which all of them are raised together, a world each; as `raised`.
    customers, horizon_days, seed, engine
        As in `cxsim.compare`.
    replications, draws : int
        Lives of each world at central values, ≥ 1, and at joint draws of what is uncertain.
    folder, share, execution, progress, foresee
        As in `cxsim.sweep`.

    Returns
    -------
    Drivers

    Raises
    ------
    Problems
        When an argument is out of range, no touchpoint can be raised, or no life came to its end.
    """
    numbers = {
        "customers": customers,
        "replications": replications,
        "draws": draws,
        "seed": seed,
        "horizon_days": horizon_days,
    }
    _check(as_is, to_be, {"raised": [raised], "everywhere": everywhere}, engine, numbers)
    places = as_is.as_is.touchpoints
    touchpoints = tuple(name for name, place in places.items() if place.grip > 0)
    worlds = {library.AS_IS: library.data_of(as_is)}
    worlds |= {f"{ONE}{name}": _raise(as_is, [name], raised) for name in touchpoints}
    worlds |= {f"{ALL}{size:g}": _raise(as_is, touchpoints, size) for size in everywhere}
    worlds |= {scenario.name: library.data_of(scenario) for scenario in to_be}
    lives = Lives(customers, horizon_days, replications, draws, seed, engine)
    plan = planned(as_is, worlds, lives, batches=_batches(tuple(worlds)[1:]), keeps=KEEPS)
    asked = {"do": "drivers", "draws": draws, "raised": raised, "everywhere": list(everywhere)}
    where = Where(folder, share, execution, progress, foresee)
    tables, whole, told = undertaken_tables(plan, (as_is, *to_be), asked, where)
    frame = tables["metrics"]
    if whole:
        _see_lives(frame)
    scale = scale_of(as_is, plan.customers)
    known = tables if whole else {name: table.iloc[:0] for name, table in tables.items()}
    return Drivers(
        as_is=as_is,
        to_be=tuple(to_be),
        raised=raised,
        everywhere=tuple(everywhere),
        touchpoints=touchpoints,
        left_out=tuple(name for name in places if name not in touchpoints),
        plan=plan,
        frame=frame,
        whole=whole,
        raises=_raises(as_is, touchpoints, raised),
        effects=_effects(known["metrics"], plan.customers * scale),
        archetypes=_by_archetype(as_is, known["archetypes"], scale),
        felt=_felt(known["touchpoints"], scale),
        survey=surveyed(as_is, plan, replications if whole else 0),
        manifest=told,
    )


def _check(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    sizes: Mapping[str, Sequence[float]],
    engine: str,
    numbers: Mapping[str, Any],
) -> None:
    """Refuse what makes no sense, all at once."""
    wrong = wrong_settings(engine, **numbers)
    for name, given in sizes.items():
        for size in given:
            number = isinstance(size, (int, float)) and not isinstance(size, bool)
            if not number or not 0 < size <= MOST:
                allowed = phrase("between", low="> 0", high=f"{MOST:g}", unit="")
                wrong.append(Problem(name, "wrong", size, allowed))
    strange = [*wrong_scenarios("as_is", as_is), *wrong_scenarios("to_be", *to_be)]
    if strange:
        raise Problems([*wrong, *strange])
    if as_is.redesign is not None:
        wrong.append(Problem("as_is", "wrong", as_is.name, phrase("only_today")))
    for scenario in to_be:
        if scenario.as_is != as_is.as_is:
            wrong.append(Problem("to_be", "wrong", scenario.name, phrase("same_case")))
    if not any(place.grip > 0 for place in as_is.as_is.touchpoints.values()):
        wrong.append(Problem("as_is", "wrong", as_is.name, phrase("brand")))
    if not wrong:
        wrong += too_many(as_is, numbers["customers"], 0, engine)
    if wrong:
        raise Problems(wrong)


def _raise(as_is: Scenario, touchpoints: Sequence[str], size: float) -> Raw:
    """Data of a redesign that raises all quality of some touchpoints, whatever their control.

    What control would take away is asked for on top, by several levers where one may not ask for
    so much.
    """
    levers = {}
    for name in touchpoints:
        wanted = size / as_is.as_is.touchpoints[name].grip
        parts = math.ceil(wanted / MOST)
        for part in range(parts):
            levers[name if parts == 1 else f"{name}_{part}"] = {
                "label": name,
                "target": f"touchpoints.{name}.quality",
                "effect": wanted / parts,
                "execution": 1.0,
            }
    return {"label": "+", "levers": levers}


def _batches(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Worlds lived in one run."""
    runs = -(-len(names) // BATCH)
    return tuple(tuple(names[first::runs]) for first in range(runs))


def _see_lives(frame: pd.DataFrame) -> None:
    """See that there is a life at central values to tell of."""
    done = (frame["status"] == DONE) & (frame["kind"] == KINDS[0])
    if not done.any():
        first = frame[frame["status"] != DONE].iloc[0]
        raise Problems([Problem(str(first["scenario"]), "not_lived", first["reason"])])


def _raises(as_is: Scenario, touchpoints: Sequence[str], raised: float) -> pd.DataFrame:
    """By how much each is raised, where the scale does not end before."""
    rows = []
    for name in touchpoints:
        quality = as_is.as_is.touchpoints[name].quality.values()
        rows.append((name, float(np.mean([min(raised, MOST - one.value) for one in quality]))))
    return pd.DataFrame(rows, columns=["touchpoint", "raised"])


def _apart(frame: pd.DataFrame, metric: str) -> pd.DataFrame:
    """A metric of each world less today's in the same run, by (kind, replication)."""
    done = frame[frame["status"] == DONE]
    redesigned = done["scenario"] != library.AS_IS
    today = done[~redesigned].set_index("run")[metric]
    mine = done[redesigned]
    apart = mine.assign(apart=mine[metric].to_numpy() - today.loc[mine["run"]].to_numpy())
    wide = apart.pivot(index=["kind", "replication"], columns="scenario", values="apart")
    return wide[list(dict.fromkeys(mine["scenario"]))]


def _ends(values: pd.Series[float]) -> tuple[float, ...]:
    """Mean and both intervals of a figure by (kind, replication)."""
    kinds = values.index.get_level_values("kind")
    found = interval(*(values[kinds == kind].to_numpy(float) for kind in KINDS))
    return found.mean, found.low, found.high, found.mc_low, found.mc_high


def touchpoint_of(scenario: str) -> str:
    """The touchpoint that a world raises; "" of other worlds."""
    return scenario.removeprefix(ONE) if scenario.startswith(ONE) else ""


def _effects(frame: pd.DataFrame, people: float) -> pd.DataFrame:
    """As `Drivers.effects`; `people` are the real customers of day 0."""
    rows = []
    for metric, column, times in (
        ("nps", "nps", 1.0),
        ("churn_monthly", "churn_monthly", 1.0),
        ("kept", "retention", people),
        ("npv", "npv", 1.0),
    ):
        apart = _apart(frame, column) * times
        for scenario in map(str, apart if apart.notna().any(axis=None) else ()):
            ends = _ends(apart[scenario])
            rows.append((scenario, touchpoint_of(scenario), metric, *ends))
    return pd.DataFrame(rows, columns=["scenario", "touchpoint", "metric", "delta", *ENDS])


def _by_archetype(as_is: Scenario, table: pd.DataFrame, scale: float) -> pd.DataFrame:
    """As `Drivers.archetypes`."""
    period = getattr(as_is.as_is.relationship, "period_days", None)
    there = table["there"].where(table["there"] > 0)
    figures = {
        "nps": 100 * (table["promoters"] - table["detractors"]) / there,
        "kept": table["kept"] * scale,
        "npv": table["value"],
    }
    if period is not None:
        stay = 1 - table["left"] / table["exposed"].where(table["exposed"] > 0)
        figures["churn_monthly"] = 1 - stay.clip(lower=0) ** (MONTH / period)
    rows = []
    for metric, values in figures.items():
        told = table.assign(status=DONE, figure=values)
        for archetype, mine in told.groupby("archetype", sort=False):
            apart = _apart(mine, "figure")
            for scenario in map(str, apart):
                ends = _ends(apart[scenario])
                rows.append((archetype, scenario, touchpoint_of(scenario), metric, *ends))
    columns = ["archetype", "scenario", "touchpoint", "metric", "delta", *ENDS]
    return pd.DataFrame(rows, columns=columns)


def _felt(table: pd.DataFrame, scale: float) -> pd.DataFrame:
    """As `Drivers.felt`: each life of today's journey once, whatever the number of batches."""
    today = table[(table["scenario"] == library.AS_IS) & (table["kind"] == KINDS[0])]
    by = ["archetype", "touchpoint"]
    once = today.drop_duplicates([*by, "replication"])
    sums = once.assign(felt=once["felt"] * once["visits"]).groupby(by, sort=False)
    total = sums[["visits", "felt", "failures"]].sum()
    met = total["visits"].where(total["visits"] > 0)
    lives = max(1, once["replication"].nunique())
    found = pd.DataFrame(
        {
            "visits": total["visits"] * scale / lives,
            "felt": total["felt"] / met,
            "failures": total["failures"] / met,
        }
    )
    return found.reset_index()
