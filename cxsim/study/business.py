"""The business case of one redesign: why it works, how sure that is, what follows from it.

Made of lives that were lived (`cxsim.study.decide`); nothing is simulated here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cxsim.scenario.problems import Problems
from cxsim.scenario.schema import Scenario, values_of
from cxsim.world.numbers import central

from .attribute import Attribution
from .breakeven import BreakEven, Course, break_even, outside, tornado
from .compare import Comparison
from .contradictions import Contradiction, contradictions
from .costs import Costs
from .discount import BESIDE
from .expected import Expected, Line, expected
from .information import Worth, evpi, evppi, futures_of, money_of, risk, unsure
from .links import causal_links
from .pilot import Pilot
from .portfolio import Budget, Coalitions, Portfolio, fund
from .replication import Outcome
from .stopping import Stopping
from .trial import pilot_of, stopping_of
from .uncertain import EXECUTION, is_execution

OWN = "own"
"""What a pilot can tell: how well the redesign is carried out, what its levers do and whom they
reach. What they cost is known by asking for offers."""


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
        As `breakeven.tornado`.
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
    told : float
        Share of its effect on leaving that comes by word of mouth, at central values.
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
    alike : (levers, cost), or None
        The cheapest affordable set of levers that the futures lived do not tell from the best one,
        which costs more; where funding nothing is best, any that is not told from it.
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
    told: float
    explained: float
    reproducing: float
    wins_reproducing: float
    portfolio: Portfolio | None
    unaffordable: Problems | None
    alike: tuple[tuple[str, ...], float] | None
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
    told: float,
    lines: Sequence[Line] = (),
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
    told : float
        Share of its effect on leaving that comes by word of mouth.
    lines : sequence of Line
        What single assumptions do to it, as they were lived (`ends`).
    """
    lives, name = comparison.lives, plan.name
    rival = BESIDE + name if BESIDE + name in lives else None
    names = ["as_is", name, *([rival] if rival else [])]
    at_centre, drawn = money_of(names, lives)
    futures = futures_of([comparison.as_is, plan], comparison.seed, len(drawn))
    found = expected(futures, drawn, lines)
    worth_own, error_own = known_by_pilot(found)
    hits = _reproducing(comparison)
    known, unaffordable = _portfolio(why, costs, budget)
    wins = (drawn[name] > 0).to_numpy()
    course = _course(found, comparison, plan, at_centre[name])
    return BusinessCase(
        why=why,
        risk=risk(drawn, {name: rival} if rival else None),
        spread=_spread(at_centre[name], drawn[name], forms),
        forms=forms,
        tornado=tornado(course),
        execution=break_even(course),
        outside=_beyond(course, comparison.as_is, plan),
        links=causal_links(comparison.as_is.as_is, course),
        evpi=evpi(found, at_centre if len(at_centre) > 1 else None),
        evppi=evppi(found),
        own=worth_own,
        told=told,
        explained=float(found.explained[found.number(name)]),
        reproducing=math.nan if hits is None else float(hits.mean()),
        wins_reproducing=math.nan if hits is None or not hits.any() else float(wins[hits].mean()),
        portfolio=known,
        unaffordable=unaffordable,
        alike=_alike(known, why),
        stopping=stopping_of(comparison, plan, found.fitted[name]),
        pilot=pilot_of(comparison, plan, worth_own, error_own, told),
        contradictions=() if plan.redesign is None else contradictions(plan.redesign),
    )


def known_by_pilot(found: Expected) -> tuple[float, float]:
    """What all that a pilot can tell is worth, and the standard error: `OWN`."""
    own = [place for place in found.places if _tried(place)]
    if not own:
        return 0.0, 0.0
    tells = evppi(found, {OWN: own}).iloc[0]
    return float(tells["worth"]), float(tells["error"])


def _spread(
    at_centre: pd.Series[float], drawn: pd.Series[float], forms: pd.DataFrame
) -> pd.DataFrame:
    """Standard deviations of ΔNPV by luck, by parameters beyond luck, by the form of the link."""
    by_luck = float(at_centre.var(ddof=1)) if len(at_centre) > 1 else math.nan
    by_both = float(drawn.var(ddof=1)) if len(drawn) > 1 else math.nan
    by_form = float(forms["npv"].var(ddof=0)) if len(forms) > 1 else math.nan
    rows = [
        ("luck", math.sqrt(by_luck)),
        ("parameters", math.sqrt(float(np.maximum(0.0, by_both - by_luck)))),
        ("structure", math.sqrt(by_form)),
    ]
    return pd.DataFrame(rows, columns=["what", "spread"])


def _course(
    found: Expected, comparison: Comparison, plan: Scenario, at_centre: pd.Series[float]
) -> Course:
    """The redesign's money along single parameters, from that of page one on."""
    carried = [value.value for at, value in unsure(plan.redesign).items() if is_execution(at)]
    centre = central(comparison.as_is) | central(plan)
    if carried:
        centre[EXECUTION] = float(np.mean(carried))
    lives = len(at_centre)
    error = float(at_centre.std(ddof=1)) / math.sqrt(lives) if lives > 1 else math.inf
    return Course(found, plan.name, float(at_centre.mean()), error, centre)


def _beyond(course: Course, as_is: Scenario, plan: Scenario) -> pd.DataFrame:
    """As `BusinessCase.outside`; what is best is told of what is chosen, not of the world."""
    of_plan = {} if plan.redesign is None else dict(values_of(plan.redesign))
    values = dict(values_of(as_is.as_is)) | of_plan
    possible = {at: (value.quantity.low, value.quantity.high) for at, value in values.items()}
    told = outside(course, possible)
    chosen = told["place"].isin({EXECUTION, *of_plan})
    return told[(told["what"] != "best") | chosen].reset_index(drop=True)


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
    worth, centre = values[kinds == "drawn"], values[kinds == "central"]
    if centre.empty:
        return None, None
    # What a set is worth is told at central values, as page one and the shares tell it; how far
    # that may be out, by the futures.
    worth = centre if worth.empty else worth - worth.mean() + centre.mean()
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


def _tried(place: str) -> bool:
    """Whether a parameter is one that a pilot can tell."""
    of_plan = place.startswith(("levers.", "campaigns."))
    return place == EXECUTION or (of_plan and place.endswith((".effect", ".reach")))


def _alike(
    known: Portfolio | None, why: Attribution | None
) -> tuple[tuple[str, ...], float] | None:
    """See `BusinessCase.alike`: paired differences to the best, two-sided at 95%."""
    if known is None or why is None:
        return None
    values = why.values("npv").dropna()
    drawn = values[values.index.get_level_values("kind") == "drawn"]
    if len(drawn) < 2:
        return None

    def worth(levers: tuple[str, ...]) -> np.ndarray:
        name = "+".join(player for player in why.players if player in levers)
        return drawn[name].to_numpy(float) if levers else np.zeros(len(drawn))

    best, t = worth(known.best), float(stats.t.ppf(0.975, len(drawn) - 1))
    alike = []
    for row in known.sets[known.sets["affordable"]].to_dict("records"):
        behind = best - worth(row["levers"])
        error = behind.std(ddof=1) / math.sqrt(len(behind))
        if row["levers"] != known.best and abs(behind.mean()) <= t * error:
            alike.append((row["levers"], float(row["cost"])))
    cheaper = [one for one in alike if not known.best or not one[0] or one[1] < known.cost]
    return min(cheaper, key=lambda one: one[1], default=None)


def mean_by_form(lives: pd.DataFrame, forms: Sequence[str]) -> pd.DataFrame:
    """ΔNPV by form of the link, on average over lives."""
    means = lives.groupby("form")["npv"].mean()
    there = [form for form in forms if form in means]
    return pd.DataFrame({"form": there, "npv": means[there].to_numpy()})
