"""The business case of one redesign: why it works, how sure that is, what follows from it.

Made of lives that were lived (`cxsim.study.decide`); nothing is simulated here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cxsim.scenario.problems import Problems
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.numbers import central

from .attribute import Attribution
from .breakeven import BreakEven, break_even, outside, tornado
from .compare import Comparison
from .contradictions import Contradiction, contradictions
from .costs import Costs
from .discount import BESIDE
from .expected import expected
from .information import Worth, evpi, evppi, futures_of, money_of, risk
from .links import causal_links
from .pilot import Churn, Design, Pilot, Price, nps_variance, pilot
from .portfolio import Budget, Coalitions, Portfolio, fund
from .replication import Outcome
from .stopping import Stopping, measured, seen, stopping
from .uncertain import EXECUTION

OWN = "own"
"""What of the redesign itself is not known: how well it is carried out, what each lever does and
costs. It is what a pilot can tell."""
LONGEST_PILOT = 12
"""Months that a pilot may last."""
HELD_BACK = 0.05
"""Share of the customers whose journey stays as it is while a redesign is rolled out, beside whom
its first months are judged. An assumption."""
YEAR = 12


@dataclass(frozen=True)
class BusinessCase:
    """All that is told of one redesign beyond its comparison.

    Parameters
    ----------
    why : Attribution or None
        None where nothing of the redesign is switched on.
    risk : DataFrame
        As `information.risk`, of lives as they were lived: nothing, the redesign, the discount.
    spread : DataFrame
        what ("luck", "parameters", "structure"), spread: standard deviation of ΔNPV by each alone.
    forms : DataFrame
        form, npv: mean ΔNPV under each form of the link from satisfaction to staying.
    tornado : DataFrame
        As `breakeven.tornado`, with `value`, what the case takes it for.
    execution : BreakEven
        How well it must be carried out.
    outside : DataFrame
        As `breakeven.outside`.
    links : DataFrame
        As `links.causal_links`.
    evpi : Worth
        What knowing everything would be worth.
    evppi : DataFrame
        The same of single parameters: name, worth, error.
    own : float
        The same of all that a pilot can tell: see `OWN`.
    explained : float
        Share of the variance of ΔNPV over futures that the parameters found explain.
    reproducing : float
        Share of the futures in which today's journey has all the figures that the firm states; NaN
        where it states none.
    wins_reproducing : float
        Share of those in which it beats doing nothing; NaN where there are none.
    portfolio : Portfolio or None
        What to fund of it; None where nothing of it can be afforded, or told.
    unaffordable : Problems or None
        Why nothing of it can be funded.
    stopping : Stopping
    pilot : Pilot or None
        None where the case has no churn that a pilot could measure, or there is no difference.
    contradictions : tuple of Contradiction
    """

    why: Attribution | None
    risk: pd.DataFrame
    spread: pd.DataFrame
    forms: pd.DataFrame
    tornado: pd.DataFrame
    execution: BreakEven
    outside: pd.DataFrame
    links: pd.DataFrame
    evpi: Worth
    evppi: pd.DataFrame
    own: float
    explained: float
    reproducing: float
    wins_reproducing: float
    portfolio: Portfolio | None
    unaffordable: Problems | None
    stopping: Stopping
    pilot: Pilot | None
    contradictions: tuple[Contradiction, ...]

    @property
    def advises_pilot(self) -> bool:
        """Whether a pilot tells more than it costs."""
        return self.pilot is not None and self.pilot.advice == "pilot"


def business_case(
    comparison: Comparison,
    plan: Scenario,
    why: Attribution | None,
    forms: pd.DataFrame,
    costs: Costs | None,
    budget: Budget,
) -> BusinessCase:
    """The business case of a redesign.

    Parameters
    ----------
    comparison : Comparison
        With its lives.
    plan : Scenario
        One of its redesigns.
    why : Attribution or None
    forms : DataFrame
        As `BusinessCase.forms`.
    costs : Costs or None
        What each coalition of `why` costs.
    budget : Budget
    """
    lives, name = comparison.lives, plan.name
    rival = BESIDE + name if BESIDE + name in lives else None
    names = ["as_is", name, *([rival] if rival else [])]
    at_centre, drawn = money_of(names, lives)
    futures = futures_of([comparison.as_is, plan], comparison.seed, len(drawn))
    found = expected(futures, drawn)
    own = [place for place in found.places if place.startswith("levers.") or place == EXECUTION]
    own += [place for place in found.places if place.startswith("campaigns.")]
    worth_own = float(evppi(found, {OWN: own})["worth"].iloc[0]) if own else 0.0
    hits = _reproducing(comparison)
    known, unaffordable = _portfolio(why, costs, budget)
    wins = (drawn[name] > 0).to_numpy()
    at = found.number(name)
    return BusinessCase(
        why=why,
        risk=risk(drawn, {name: rival} if rival else None),
        spread=_spread(at_centre[name], drawn[name], forms),
        forms=forms,
        tornado=_with_value(tornado(found, name), comparison.as_is, plan),
        execution=break_even(found, name),
        outside=outside(found, name),
        links=causal_links(comparison.as_is.as_is, found, name),
        evpi=evpi(found, at_centre if len(at_centre) > 1 else None),
        evppi=evppi(found),
        own=worth_own,
        explained=float(found.explained[at]),
        reproducing=math.nan if hits is None else float(hits.mean()),
        wins_reproducing=math.nan if hits is None or not hits.any() else float(wins[hits].mean()),
        portfolio=known,
        unaffordable=unaffordable,
        stopping=_stopping(comparison, plan),
        pilot=_pilot(comparison, plan, worth_own),
        contradictions=() if plan.redesign is None else contradictions(plan.redesign),
    )


def _spread(
    at_centre: pd.Series[float], drawn: pd.Series[float], forms: pd.DataFrame
) -> pd.DataFrame:
    """Standard deviations of ΔNPV by luck, by parameters beyond luck, by the form of the link."""
    by_luck = float(at_centre.var(ddof=1)) if len(at_centre) > 1 else math.nan
    by_both = float(drawn.var(ddof=1)) if len(drawn) > 1 else math.nan
    by_form = float(forms["npv"].var(ddof=0)) if len(forms) > 1 else math.nan
    rows = [
        ("luck", math.sqrt(by_luck)),
        ("parameters", math.sqrt(max(0.0, by_both - by_luck))),
        ("structure", math.sqrt(by_form)),
    ]
    return pd.DataFrame(rows, columns=["what", "spread"])


def _with_value(bars: pd.DataFrame, as_is: Scenario, plan: Scenario) -> pd.DataFrame:
    """The bars of a tornado with the value that the case takes each parameter for."""
    values = central(as_is) | central(plan)
    carried = [lever.execution.value for lever in plan.levers.values() if lever.execution.uncertain]
    values[EXECUTION] = float(np.mean(carried)) if carried else math.nan
    return bars.assign(value=[values.get(str(place), math.nan) for place in bars["place"]])


def _reproducing(comparison: Comparison) -> np.ndarray | None:
    """In which futures today's journey has all the figures that the firm states."""
    stated = comparison.as_is.as_is.figures
    drawn = comparison.lives["as_is"][1]
    if not stated or not drawn:
        return None

    def inside(one: Outcome) -> bool:
        return all(
            figure.low <= one.metrics.get(metric, math.nan) <= figure.high
            for metric, figure in stated.items()
        )

    return np.array([inside(one) for one in drawn])


def _portfolio(
    why: Attribution | None, costs: Costs | None, budget: Budget
) -> tuple[Portfolio | None, Problems | None]:
    """What to fund of a redesign, or why that cannot be told."""
    if why is None or costs is None or why.orders is not None:
        return None, None
    values = why.values("npv").dropna()
    kinds = values.index.get_level_values("kind")
    worth = values[kinds == "drawn"] if (kinds == "drawn").any() else values
    if worth.empty:
        return None, None
    names = list(values.columns)
    known = Coalitions(
        levers=why.players,
        members=np.array([[p in set(name.split("+")) for p in why.players] for name in names]),
        worth=worth.to_numpy(float),
        cost=np.array([costs.present[name] for name in names]),
        spend=np.array([costs.by_month[name] for name in names]),
        begins=np.array([costs.begins[player] for player in why.players], int),
    )
    try:
        return fund(known, budget), None
    except Problems as wrong:
        return None, wrong


def _stopping(comparison: Comparison, plan: Scenario) -> Stopping:
    """When to stop, by what is seen beside customers whose journey stays as it is."""
    as_is, to_be = (comparison.lives[name][1] for name in ("as_is", plan.name))
    rate = comparison.as_is.as_is.economics.discount_rate.value
    told = seen(as_is, to_be, rate)
    errors = _errors(comparison)
    signals = {name: told.signals[name] for name in errors}
    return stopping(measured(replace(told, signals=signals), errors, comparison.seed))


def _errors(comparison: Comparison) -> dict[str, np.ndarray]:
    """Standard errors of what is seen of those held back beside the others, by month."""
    months = comparison.lives["as_is"][0][0].months.shape[0]
    held = max(2.0, HELD_BACK * comparison.as_is.as_is.firm.customers)
    churn = _level(comparison, "as_is", "churn_voluntary")
    found = {}
    if math.isfinite(churn):
        lived = np.arange(1, months + 1)
        found["churn"] = np.sqrt(churn * (1 - churn) / (held * lived))
    answers = held * _answering(comparison)
    if answers > 0:
        promoters, detractors = _shares(comparison, "as_is")
        error = 100 * math.sqrt(nps_variance(promoters, detractors) / answers)
        found["nps_measured"] = np.full(months, error)
    return found


def _asked(comparison: Comparison, name: str) -> pd.Series[float]:
    """What the relational survey of a world asked and was answered in its last twelve months."""
    surveys = comparison.details.surveys
    if surveys.empty:
        return pd.Series({"asked": 0.0, "answered": 0.0, "promoters": 0.0, "detractors": 0.0})
    own = surveys[(surveys["scenario"] == name) & (surveys["channel"] == "")]
    return own.drop(columns=["scenario", "channel"]).sum()


def _answering(comparison: Comparison) -> float:
    """Share of the customers who answer the relational survey within the three months shown."""
    return float(_asked(comparison, "as_is")["answered"]) / comparison.customers * 3 / YEAR


def _shares(comparison: Comparison, name: str) -> tuple[float, float]:
    """Promoters and detractors among those who answer."""
    asked = _asked(comparison, name)
    answered = max(1.0, float(asked["answered"]))
    return float(asked["promoters"]) / answered, float(asked["detractors"]) / answered


def _level(comparison: Comparison, name: str, metric: str) -> float:
    found = comparison.intervals.get((name, metric))
    return math.nan if found is None else found.mean


def _pilot(comparison: Comparison, plan: Scenario, worth: float) -> Pilot | None:
    """A pilot that measures leaving by choice; None where nobody is seen to leave, or no more."""
    control, redesign = (
        _level(comparison, name, "churn_voluntary") for name in ("as_is", plan.name)
    )
    if not (math.isfinite(control) and math.isfinite(redesign)) or control == redesign:
        return None
    values = central(plan)
    places = [f"levers.{name}" for name in plan.levers]
    own = {} if plan.redesign is None else plan.redesign.campaigns
    places += [f"campaigns.{name}" for name in plan.campaigns if name in own]
    once, monthly = (
        sum(values.get(f"{place}.{what}", 0.0) for place in places for what in some)
        for some in (("one_off",), ("monthly", "upkeep"))
    )
    horizon = max(1, round(comparison.horizon_days / MONTH))
    return pilot(
        Churn(control, redesign),
        Design(told=_told(comparison, plan.name)),
        Price(once, monthly),
        comparison.as_is.as_is.firm.customers,
        min(LONGEST_PILOT, horizon),
        horizon,
        worth,
    )


def _told(comparison: Comparison, name: str) -> float:
    """Share of the twins that part at no touchpoint of their own: what others say reached them."""
    twins = comparison.twins
    mine = twins[(twins["scenario"] == name) & twins["outcome"].isin(("saved", "lost"))]
    return float((mine["parted_touchpoint"] == "").mean()) if len(mine) else 0.0


def mean_by_form(lives: Sequence[tuple[str, float]]) -> pd.DataFrame:
    """ΔNPV by form of the link, on average over lives."""
    frame = pd.DataFrame(lives, columns=["form", "npv"])
    return frame.groupby("form", sort=False)[["npv"]].mean().reset_index()
