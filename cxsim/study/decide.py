"""The whole decision on redesigns: compared, explained, doubted, and what follows from it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from cxsim.scenario import library, size
from cxsim.scenario.asked import simulated
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase

from .anticipation import Anticipation, anticipation
from .attribute import MOST_EXACT, PERMUTATIONS, Attribution, attribute, coalitions_of, players_of
from .business import BusinessCase, business_case, mean_by_form
from .compare import Comparison, compare
from .costs import Costs, costs
from .drivers import EVERYWHERE, Drivers, drivers
from .futures import LEAST_CENTRAL, Progress
from .points import Points, points
from .portfolio import Budget
from .replication import replicate
from .runner.estimate import A_TASTE, Estimate
from .runner.live import DONE
from .runner.study import Foresee
from .runner.workers import Execution
from .sweep import sweep
from .uncertain import draw

FUTURES = 96
"""Joint draws where nobody says how many: what is worth knowing is found among so many or more."""
LIVES, DRAWS = 4, 8
"""Lives of each coalition of levers at central values, and at joint draws."""
DRIVING = 4
"""Lives of each touchpoint raised, of either kind."""
LINK = "as_is.behaviour.leaving.link"
FORMS = ("linear", "saturating", "exponential")
"""Of the link from satisfaction to staying: evidence is for all (rule 16)."""
NO_LIMIT = Budget(math.inf)
BYTES_A_WORLD = 60_000
"""On disk, of one world of one future; written down in full, some forty times as many."""
IN_FULL = 40


@dataclass(frozen=True)
class Decided:
    """What a decision is made of.

    Parameters
    ----------
    comparison : Comparison
        Its verdicts are those of the whole: "pilot", too.
    cases : dict
        The business case of each redesign.
    drivers : Drivers or None
        What each touchpoint does if it gets better; None where no firm can raise any.
    points : Points or None
        What points of NPS are worth here, by those and by the redesigns.
    ahead : Anticipation
        Whether measured NPS goes ahead of churn.
    budget : Budget
    manifest : dict
        What made these numbers.
    """

    comparison: Comparison
    cases: dict[str, BusinessCase]
    drivers: Drivers | None
    points: Points | None
    ahead: Anticipation
    budget: Budget
    manifest: dict[str, Any]


class _Sizes(NamedTuple):
    """How much is lived: customers, days, joint draws, draws of coalitions, seed, engine."""

    customers: int
    horizon: int
    replications: int
    draws: int
    seed: int
    engine: str


def decide(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    budget: Budget = NO_LIMIT,
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = FUTURES,
    draws: int = DRAWS,
    seed: int = 1,
    threads: int | None = None,
    folder: str | Path | None = None,
    progress: Progress | None = None,
    foresee: Foresee | None = None,
    engine: str = "kernel",
) -> Decided:
    """Decide on redesigns: fund, pilot, don't fund, or can't tell; with all that speaks for it.

    Parameters
    ----------
    as_is : Scenario
    to_be : sequence of Scenario
        Redesigns of the same case, one at least.
    budget : Budget
        What there is to fund levers with.
    customers, horizon_days, seed, threads, engine
        As in `cxsim.compare`.
    replications : int
        Futures: joint draws of what is uncertain, each with luck of its own.
    draws : int
        Of these, so many in which each coalition of levers is lived.
    folder : str, Path or None
        Where lives are kept, so that a study that was broken off goes on; None keeps none.
    progress, foresee : callable or None
        Told how far it is, and before it starts what it takes.

    Returns
    -------
    Decided

    Raises
    ------
    Problems
        When an argument is out of range, there is no redesign, or the budget buys nothing.
    """
    if not to_be:
        raise Problems([Problem("to_be", "missing", None, phrase("a_redesign"))])
    asked = _Sizes(
        simulated(as_is, customers),
        horizon_days or as_is.as_is.horizon_days,
        replications,
        draws,
        seed,
        engine,
    )
    affordable(to_be, budget, asked.customers, asked.horizon)
    place = None if folder is None else Path(folder)
    steps = _Steps(progress, as_is, to_be, asked)
    if foresee is not None:
        foresee(_foreseen(steps, as_is, to_be, asked, threads, place))
    comparison = compare(
        as_is,
        to_be,
        asked.customers,
        asked.horizon,
        replications,
        seed,
        threads,
        steps.next,
        engine,
        centre=min(LEAST_CENTRAL, replications),
        folder=None if place is None else place / "lives",
        staffing=False,
    )
    execution = Execution(workers=threads)
    forms = _forms(comparison, to_be, asked, place, execution, steps)
    cases = {}
    for plan in to_be:
        why, spent = None, None
        if any(players_of(plan)):
            why = _why(as_is, plan, asked, place, execution, steps)
            spent = _spent(plan, why, asked)
        cases[plan.name] = business_case(comparison, plan, why, forms[plan.name], spent, budget)
    driving = _drivers(as_is, to_be, asked, place, execution, steps)
    told = {"do": "decide", "budget": budget.money if math.isfinite(budget.money) else None}
    told |= {"yearly": budget.yearly, "capacity": budget.capacity, "draws": draws}
    known = comparison.manifest | {"asked": told}
    worlds = (library.AS_IS, *(plan.name for plan in to_be))
    return Decided(
        comparison=_judged(comparison, cases),
        cases=cases,
        drivers=driving,
        points=None if driving is None else points(driving),
        ahead=anticipation(comparison.months, worlds),
        budget=budget,
        manifest=known,
    )


def affordable(
    to_be: Sequence[Scenario], budget: Budget, customers: int, horizon: int
) -> dict[str, tuple[str, float]]:
    """The cheapest lever of each redesign that has any, with its cost at present value.

    Raises
    ------
    Problems
        When the budget is below the cheapest of all, or below 0.
    """
    if not budget.money >= 0:
        least = phrase("at_least", low=0, unit="")
        raise Problems([Problem("budget", "wrong", budget.money, least)])
    found = {}
    for plan in to_be:
        players = tuple(players_of(plan))
        if not players:
            continue
        alone = [0, *(1 << bit for bit in range(len(players)))]
        today = Scenario(plan.case, library.AS_IS, plan.as_is, folder=plan.folder)
        worlds = coalitions_of(today, plan, players, alone)
        del worlds[library.AS_IS]
        begins = dict.fromkeys(worlds, 0)
        priced = costs(plan, worlds, begins, customers, horizon).present
        cheapest = min(priced, key=lambda one: priced[one])
        found[plan.name] = cheapest, priced[cheapest]
    if found and budget.money < min(cost for _, cost in found.values()):
        lever, cost = min(found.values(), key=lambda pair: pair[1])
        need = phrase("lever_costs", lever=lever, cost=f"{cost:,.0f}")
        raise Problems([Problem("budget", "under_cheapest", float(budget.money), need)])
    return found


def _why(
    as_is: Scenario,
    plan: Scenario,
    asked: _Sizes,
    place: Path | None,
    execution: Execution,
    steps: _Steps,
) -> Attribution:
    """What each lever of a redesign adds."""
    return attribute(
        as_is,
        plan,
        asked.customers,
        asked.horizon,
        replications=LIVES,
        draws=asked.draws,
        seed=asked.seed,
        folder=None if place is None else place / f"levers_{plan.name}",
        execution=execution,
        progress=steps.next,
        engine=asked.engine,
    )


def _spent(plan: Scenario, why: Attribution, asked: _Sizes) -> Costs | None:
    """What each coalition costs; None where not all were lived."""
    if why.orders is not None:
        return None
    worlds = dict(why.plan.worlds)
    del worlds[library.AS_IS]
    starts = {}
    for player in players_of(plan):
        assert plan.redesign is not None, "it has levers"
        starts[player.name] = getattr(plan.redesign, player.section)[player.key].start_day
    return costs(plan, worlds, starts, asked.customers, asked.horizon)


def _forms(
    comparison: Comparison,
    to_be: Sequence[Scenario],
    asked: _Sizes,
    place: Path | None,
    execution: Execution,
    steps: _Steps,
) -> dict[str, pd.DataFrame]:
    """ΔNPV of each redesign under each form of the link, by the same luck at central values."""
    own = comparison.as_is.as_is.behaviour.leaving.link
    others = [form for form in FORMS if form != own]
    lives = min(LIVES, asked.replications)
    found = sweep(
        comparison.as_is,
        to_be,
        {LINK: others},
        customers=asked.customers,
        horizon_days=asked.horizon,
        replications=lives,
        seed=asked.seed,
        folder=None if place is None else place / "forms",
        execution=execution,
        progress=steps.next,
        engine=asked.engine,
    )
    done = found.frame[found.frame["status"] == DONE].set_index(["run", "scenario"])
    tables = {}
    for plan in to_be:
        rows: list[tuple[str, float]] = []
        today, then = (comparison.lives[name][0][:lives] for name in (library.AS_IS, plan.name))
        for before, after in zip(today, then, strict=True):
            rows.append((str(own), after.metrics["npv"] - before.metrics["npv"]))
        money = done["npv"].unstack("scenario")
        gained = (money[plan.name] - money[library.AS_IS]).to_dict()
        named = done[LINK].groupby(level="run").first().to_dict()
        rows += [(str(named[run]), float(gain)) for run, gain in gained.items()]
        tables[plan.name] = mean_by_form(sorted(rows, key=lambda row: FORMS.index(row[0])))
    return tables


def _drivers(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    asked: _Sizes,
    place: Path | None,
    execution: Execution,
    steps: _Steps,
) -> Drivers | None:
    """What each touchpoint does if it gets better; nothing where none is the firm's to raise."""
    if not any(one.grip > 0 for one in as_is.as_is.touchpoints.values()):
        return None
    return drivers(
        as_is,
        to_be,
        customers=asked.customers,
        horizon_days=asked.horizon,
        replications=DRIVING,
        draws=DRIVING,
        seed=asked.seed,
        folder=None if place is None else place / "drivers",
        execution=execution,
        progress=steps.next,
        engine=asked.engine,
    )


def _judged(comparison: Comparison, cases: dict[str, BusinessCase]) -> Comparison:
    """The comparison with its verdicts: who can't tell, and would learn enough, pilots."""
    decisions = {
        name: replace(decision, verdict="pilot")
        if decision.verdict == "cant_tell" and cases[name].advises_pilot
        else decision
        for name, decision in comparison.decisions.items()
    }
    return replace(comparison, decisions=decisions)


class _Steps:
    """Tells how far the whole study is, in worlds lived; its steps each count by themselves."""

    def __init__(
        self,
        progress: Progress | None,
        as_is: Scenario,
        to_be: Sequence[Scenario],
        asked: _Sizes,
    ) -> None:
        self.progress = progress
        self.sizes = list(_worlds_lived(to_be, asked))
        self._at, self._last = 0, 0

    @property
    def total(self) -> int:
        """Worlds that are lived in all."""
        return sum(self.sizes)

    def next(self, done: int, of: int) -> None:
        """So much of a step is done; one that counts from the start again is the next."""
        if done < self._last or self._last < 0:
            self._at += 1
        self._last = done
        if self.progress is not None and self._at < len(self.sizes):
            before = sum(self.sizes[: self._at])
            self.progress(before + self.sizes[self._at] * done // max(1, of), self.total)
        if done == of:
            self._last = -1


def _worlds_lived(to_be: Sequence[Scenario], asked: _Sizes) -> Iterator[int]:
    """Worlds lived in each step: the comparison, the forms of the link, each redesign's levers."""
    beside = 1 + 2 * len(to_be)
    yield (asked.replications + min(LEAST_CENTRAL, asked.replications)) * beside
    yield (len(FORMS) - 1) * min(LIVES, asked.replications) * (1 + len(to_be))
    for plan in to_be:
        levers = len(tuple(players_of(plan)))
        if levers:
            met = 2**levers if levers <= MOST_EXACT else 2 * PERMUTATIONS * levers
            yield (LIVES + asked.draws) * met
    raised = sum(one.grip > 0 for one in to_be[0].as_is.touchpoints.values())
    if raised:
        yield 2 * DRIVING * (1 + raised + len(EVERYWHERE) + len(to_be))


def _foreseen(
    steps: _Steps,
    as_is: Scenario,
    to_be: Sequence[Scenario],
    asked: _Sizes,
    threads: int | None,
    place: Path | None,
) -> Estimate:
    """What it will take, from one life of two worlds."""
    at_once = Execution(workers=threads).at_once
    worlds = [as_is, to_be[0]]
    values = draw(worlds, asked.seed, 0).values
    taste = min(A_TASTE, asked.customers)
    replicate(worlds, values, taste, 1, asked.seed, 0, engine=asked.engine)
    start = time.perf_counter()
    replicate(worlds, values, asked.customers, asked.horizon, asked.seed, 0, engine=asked.engine)
    each = (time.perf_counter() - start) / len(worlds)
    there = 0 if place is None else len(list((place / "lives").glob("*.npz")))
    beside = 1 + 2 * len(to_be)
    left = max(0, steps.total - there * beside)
    life = size.of_replication(as_is, asked.customers, asked.horizon, asked.engine)
    full = min(LEAST_CENTRAL, asked.replications) * IN_FULL * beside
    return Estimate(
        runs=steps.total,
        left=left,
        seconds=left * each / at_once,
        memory=size.PROGRAM + at_once * life,
        disk=float((steps.sizes[0] + full) * BYTES_A_WORLD) if place is not None else 0.0,
    )
