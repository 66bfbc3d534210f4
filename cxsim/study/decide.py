"""The whole decision on redesigns: compared, explained, doubted, and what follows from it."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from cxsim.scenario import library, size
from cxsim.scenario.asked import simulated
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase

from .anticipation import Anticipation, anticipation
from .attribute import (
    MOST_EXACT,
    PERMUTATIONS,
    Attribution,
    Player,
    attribute,
    coalitions_of,
    players_of,
)
from .business import BusinessCase, business_case, mean_by_form
from .compare import Comparison, compare
from .costs import Costs, costs
from .drivers import EVERYWHERE, Drivers, drivers
from .ends import lived_at_ends, sizes
from .expected import Line
from .futures import LEAST_CENTRAL, Progress
from .intervals import FEWEST_FUTURES
from .manifest import made_of
from .planned import Lives, Where, planned, undertaken
from .points import Points, points
from .portfolio import Budget
from .replication import replicate
from .runner.estimate import A_TASTE, Estimate
from .runner.live import DONE
from .runner.study import WHOLE, Foresee
from .runner.workers import Execution
from .steps import Steps
from .uncertain import draw

FUTURES = 72
"""Joint draws where nobody says how many: what is worth knowing is found among so many or more."""
LIVES, DRAWS = 4, 6
"""Lives of each coalition of levers at central values, and at joint draws."""
DRIVING = (4, 3)
"""Lives of each touchpoint raised, at central values and at joint draws."""
LUCK = 0.05
"""How likely luck may make what is told of talk."""
LINK = "as_is.behaviour.leaving.link"
TALK = tuple(
    f"as_is.behaviour.{place}"
    for place in ("word_of_mouth.hearing", "word_of_mouth.on_leaving", "defection.strength")
)
"""Strengths through which customers reach each other; at 0 nobody does."""
STUDY = ".study"
"""File that names the study whose lives a folder holds."""
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
    if place is not None:
        _claim(place, comparison_name(as_is, to_be, asked))
    steps = Steps(progress, tuple(_worlds_lived(to_be, asked)))
    if foresee is not None and _lived(place, 1 + 2 * len(to_be)) < steps.total:
        foresee(_foreseen(steps, as_is, to_be, asked, threads, place))
    comparison = _compared(as_is, to_be, asked, threads, place, steps)
    execution = Execution(workers=threads)
    cases = _cases(comparison, asked, budget, place, execution, steps)
    driving = _drivers(as_is, to_be, asked, place, execution, steps)
    command = {"do": "decide", "budget": budget.money if math.isfinite(budget.money) else None}
    command |= {"yearly": budget.yearly, "capacity": budget.capacity, "draws": draws}
    known = comparison.manifest | {"asked": command}
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


def _compared(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    asked: _Sizes,
    threads: int | None,
    place: Path | None,
    steps: Steps,
) -> Comparison:
    """Today's journey and the redesigns, in all futures."""
    return compare(
        as_is,
        to_be,
        asked.customers,
        asked.horizon,
        asked.replications,
        asked.seed,
        threads,
        steps.begin(),
        asked.engine,
        centre=min(LEAST_CENTRAL, asked.replications),
        folder=None if place is None else place / "lives",
        staffing=False,
    )


def _cases(
    comparison: Comparison,
    asked: _Sizes,
    budget: Budget,
    place: Path | None,
    execution: Execution,
    steps: Steps,
) -> dict[str, BusinessCase]:
    """The business case of each redesign."""
    as_is, to_be = comparison.as_is, comparison.to_be
    otherwise = _otherwise(comparison, to_be, asked, place, execution, steps)
    lines: tuple[Line, ...] = ()
    if _enough(asked):
        lines = lived_at_ends(comparison, place, execution, steps)
    own = str(as_is.as_is.behaviour.leaving.link)
    cases = {}
    for plan in to_be:
        why, spent = None, None
        if any(players_of(plan)):
            why = _why(as_is, plan, asked, place, execution, steps)
            spent = _spent(plan, why, asked)
        mine = otherwise[otherwise["plan"] == plan.name]
        forms, told = mean_by_form(mine, FORMS), _told(mine, own)
        cases[plan.name] = business_case(comparison, plan, why, forms, spent, budget, told, lines)
    return cases


def comparison_name(as_is: Scenario, to_be: Sequence[Scenario], asked: Sequence[Any]) -> str:
    """Hash of what a decision's lives are made of, the model included; a budget makes no life."""
    worlds = [[world.name, world.hash()] for world in (as_is, *to_be)]
    text = json.dumps([worlds, list(asked), made_of(as_is)])
    return blake2b(text.encode(), digest_size=5).hexdigest()


def _claim(place: Path, name: str) -> None:
    """Say whose lives a folder holds, or see that they are the same study's.

    Raises
    ------
    Problems
        When they are another's.
    """
    file = place / STUDY
    if file.exists():
        if file.read_text(encoding="utf-8") != name:
            wrong = Problem(str(place), "another_study", None, phrase("another_folder"))
            raise Problems([wrong])
        return
    place.mkdir(parents=True, exist_ok=True)
    file.write_text(name, encoding="utf-8")


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
        players = tuple(player for player in players_of(plan) if _start(plan, player) < horizon)
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


def _start(plan: Scenario, player: Player) -> int:
    """The day on which a lever or a campaign begins."""
    return int(getattr(plan.redesign, player.section)[player.key].start_day)


def _why(
    as_is: Scenario,
    plan: Scenario,
    asked: _Sizes,
    place: Path | None,
    execution: Execution,
    steps: Steps,
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
        progress=steps.begin(),
        engine=asked.engine,
    )


def _spent(plan: Scenario, why: Attribution, asked: _Sizes) -> Costs | None:
    """What each coalition costs; None where not all were lived."""
    if why.orders is not None:
        return None
    worlds = dict(why.plan.worlds)
    del worlds[library.AS_IS]
    starts = {player.name: _start(plan, player) for player in players_of(plan)}
    return costs(plan, worlds, starts, asked.customers, asked.horizon)


def _otherwise(
    comparison: Comparison,
    to_be: Sequence[Scenario],
    asked: _Sizes,
    place: Path | None,
    execution: Execution,
    steps: Steps,
) -> pd.DataFrame:
    """Differences to today at central values under other forms of the link, and without talk.

    Returns
    -------
    DataFrame
        plan, replication, form ("" without talk), npv, churn (by choice; NaN where none is seen).
    """
    as_is, own = comparison.as_is, comparison.as_is.as_is.behaviour.leaving.link
    lives = min(LIVES, asked.replications)
    points: list[dict[str, Any]] = [{LINK: form} for form in FORMS if form != own]
    points.append(dict.fromkeys(TALK, 0.0))
    worlds = {world.name: library.data_of(world) for world in (as_is, *to_be)}
    about = Lives(asked.customers, asked.horizon, lives, 0, asked.seed, asked.engine)
    plan = planned(as_is, worlds, about, tuple(points))
    folder = None if place is None else place / "otherwise"
    where = Where(folder, WHOLE, execution, steps.begin(), None)
    frame, _, _ = undertaken(plan, (as_is, *to_be), {"do": "otherwise"}, where)
    done = frame[frame["status"] == DONE].to_dict("records")
    today = {row["run"]: row for row in done if row["scenario"] == library.AS_IS}
    forms = [str(point.get(LINK, "")) for point in points]
    rows = [
        (row["scenario"], row["replication"], forms[row["point"]], *_apart(today[row["run"]], row))
        for row in done
        if row["scenario"] != library.AS_IS
    ]
    for name in (one.name for one in to_be):
        both = zip(*(comparison.lives[world][0][:lives] for world in ("as_is", name)), strict=True)
        rows += [
            (name, at, str(own), *_apart(before.metrics, after.metrics))
            for at, (before, after) in enumerate(both)
        ]
    return pd.DataFrame(rows, columns=["plan", "replication", "form", "npv", "churn"])


def _apart(today: Mapping[Any, Any], then: Mapping[Any, Any]) -> tuple[float, float]:
    """Differences in money, and in leaving by choice."""
    money, churn = (
        float(then.get(metric, math.nan)) - float(today.get(metric, math.nan))
        for metric in ("npv", "churn_voluntary")
    )
    return money, churn


def _told(mine: pd.DataFrame, own: str) -> float:
    """Share of a redesign's effect on leaving that is gone where nobody talks.

    None where luck alone could make the difference, of the same lives with talk and without.
    """
    churn = mine.pivot(index="replication", columns="form", values="churn")
    if not {own, ""} <= set(churn):
        return 0.0
    talked, silent = churn[own], churn[""]
    gone = (talked - silent).dropna()
    if len(gone) < 2 or talked.mean() == 0:
        return 0.0
    error = gone.std() / math.sqrt(len(gone))
    if abs(gone.mean()) <= stats.t.ppf(1 - LUCK / 2, len(gone) - 1) * error:
        return 0.0
    return float(np.clip(gone.mean() / talked.mean(), 0.0, 1.0))


def _drivers(
    as_is: Scenario,
    to_be: Sequence[Scenario],
    asked: _Sizes,
    place: Path | None,
    execution: Execution,
    steps: Steps,
) -> Drivers | None:
    """What each touchpoint does if it gets better; nothing where none is the firm's to raise."""
    if not any(one.grip > 0 for one in as_is.as_is.touchpoints.values()):
        return None
    return drivers(
        as_is,
        to_be,
        customers=asked.customers,
        horizon_days=asked.horizon,
        replications=DRIVING[0],
        draws=DRIVING[1],
        seed=asked.seed,
        folder=None if place is None else place / "drivers",
        execution=execution,
        progress=steps.begin(),
        engine=asked.engine,
    )


def _enough(asked: _Sizes) -> bool:
    """Whether there are futures enough to tell how sure a decision is."""
    return asked.replications >= FEWEST_FUTURES


def _judged(comparison: Comparison, cases: dict[str, BusinessCase]) -> Comparison:
    """The comparison with its verdicts: who can't tell, and would learn enough, pilots."""
    decisions = {
        name: replace(decision, verdict="pilot")
        if decision.verdict == "cant_tell"
        and cases[name].advises_pilot
        and comparison.replications >= FEWEST_FUTURES
        else decision
        for name, decision in comparison.decisions.items()
    }
    return replace(comparison, decisions=decisions)


def _worlds_lived(to_be: Sequence[Scenario], asked: _Sizes) -> Iterator[int]:
    """Worlds lived in each step: the comparison, the forms of the link, each redesign's levers."""
    beside = 1 + 2 * len(to_be)
    yield (asked.replications + min(LEAST_CENTRAL, asked.replications)) * beside
    yield len(FORMS) * min(LIVES, asked.replications) * (1 + len(to_be))
    if _enough(asked):
        yield from sizes(to_be[0], to_be)
    for plan in to_be:
        levers = len(tuple(players_of(plan)))
        if levers:
            met = 2**levers if levers <= MOST_EXACT else 2 * PERMUTATIONS * levers
            yield (LIVES + asked.draws) * met
    raised = sum(one.grip > 0 for one in to_be[0].as_is.touchpoints.values())
    if raised:
        yield sum(DRIVING) * (1 + raised + len(EVERYWHERE) + len(to_be))


def _lived(place: Path | None, beside: int) -> int:
    """Worlds that a study which was broken off has lived already."""
    if place is None:
        return 0
    tables = [pd.read_parquet(table, columns=["run"]) for table in place.glob("*/metrics.parquet")]
    return beside * len(list((place / "lives").glob("*.npz"))) + sum(map(len, tables))


def _foreseen(
    steps: Steps,
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
    beside = 1 + 2 * len(to_be)
    left = max(0, steps.total - _lived(place, beside))
    life = size.of_replication(as_is, asked.customers, asked.horizon, asked.engine)
    full = min(LEAST_CENTRAL, asked.replications) * IN_FULL * beside
    return Estimate(
        runs=steps.total,
        left=left,
        seconds=left * each / at_once,
        memory=size.PROGRAM + at_once * life,
        disk=float((steps.sizes[0] + full) * BYTES_A_WORLD) if place is not None else 0.0,
    )
