"""What the default case shows beside what studies found: `python -m experiments.regularities`.

Lives today's `telecom` and holds it to published bands, each with its source. Every one is told, in
or out. Writes `docs/regularities.md`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import cxsim
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.engine.record import MILLION
from cxsim.engine.run import live, warmed
from cxsim.engine.state import initial_state
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.people import CUSTOMER
from cxsim.world.world import build

from .banded import Found
from .others_regularities import elasticities, friends_leaving, referred, reviews

CUSTOMERS, YEARS, SEED = 20_000, 3, 1
PAGE = Path(__file__).resolve().parents[1] / "docs" / "regularities.md"
MOST_HIRES = 30
"""People whom one place may have one after the other, and be looked at."""


def talk(events: pd.DataFrame) -> Iterator[Found]:
    """Praise against blame, and how readily people talk by what they remember."""
    told = events[events["event"] == "talk"]
    ended = events[events["event"] == "journey_end"]
    good = int((told["felt"] >= NEUTRAL).sum())
    yield Found(
        "praise for each telling of blame",
        good / max(1, len(told) - good),
        2,
        5,
        "East, Hammond & Wright 2007",
        "tellings after journeys remembered at 6 or more, for each after the others",
    )
    bins = np.arange(0.5, 10.5)
    share = np.histogram(told["felt"], bins)[0] / np.histogram(ended["felt"], bins)[0]
    middle = (bins[1:] + bins[:-1]) / 2
    known = np.isfinite(share)
    lowest = middle[known][np.argmin(share[known])]
    left = np.polyfit(middle[known & (middle <= NEUTRAL)], share[known & (middle <= NEUTRAL)], 1)[0]
    right = np.polyfit(middle[known & (middle >= NEUTRAL)], share[known & (middle >= NEUTRAL)], 1)[
        0
    ]
    source = "Anderson 1998 (that the ratio is at most 2.5 is a choice)"
    yield Found("memory at which people talk least", lowest, 2, 9, source, "by whole points")
    yield Found(
        "steeper below than above", -left / right, 1, np.inf, source, "slopes, share a point"
    )
    at = share[known]
    yield Found("readiest at one end against the other", at[0] / at[-1], 0.4, 2.5, source, "1 to 9")


def memory(events: pd.DataFrame) -> Iterator[Found]:
    """Peak and end against the memory of a journey, and how long it took."""
    visits = events[events["event"] == "visit"]
    keys = ["customer", "need", "occurrence"]
    visits = visits.assign(far=(visits["felt"] - NEUTRAL).abs())
    grouped = visits.sort_values("step").groupby(keys)
    lived = grouped.agg(steps=("felt", "size"), end=("felt", "last"), first=("day", "first"))
    lived["peak"] = visits.sort_values("far").groupby(keys)["felt"].last()
    over = events[events["event"] == "journey_end"].set_index(keys)
    lived = lived.join(over[["felt", "day"]], how="inner")
    lived = lived[lived["steps"] > 1]
    peak_end = (lived["peak"] + lived["end"]) / 2
    source = "Alaybek et al. 2022"
    answers = events[events["event"] == "answer"]
    joined = over.reset_index().merge(answers, on=["customer", "day"], suffixes=("", "_answer"))
    rated = joined.set_index(keys).join(lived[["peak", "end"]], how="inner").dropna()
    yield Found(
        "peak–end and memory",
        float(np.corrcoef(peak_end, lived["felt"])[0, 1]),
        0.487,
        0.661,
        source,
        "r over journeys of two visits or more; memory without error of recall or of asking",
    )
    asked = (rated["peak"] + rated["end"]) / 2
    yield Found(
        "peak–end and the answer given after",
        float(np.corrcoef(asked, rated["felt_answer"])[0, 1]),
        0.487,
        0.661,
        source,
        "r over the same, with the 0–10 answer of the day on which it ended",
    )
    took = lived["day"] - lived["first"]
    yield Found(
        "duration and memory",
        float(np.corrcoef(took, lived["felt"])[0, 1]),
        -0.1,
        0.1,
        f"{source}: about nil",
        "r over the same; in the model long journeys are those that went wrong",
    )


def staying(scenario: Scenario) -> Iterator[Found]:
    """Satisfaction after a year and staying through the next."""
    values = central(scenario)
    built = build(scenario, values, CUSTOMERS, 365 * YEARS, SEED, 0)
    seen: dict[int, np.ndarray] = {}

    def morning(day: int, state: object) -> None:
        if day in (365, 730):
            seen[day] = state.people.copy()  # type: ignore[attr-defined]

    live(built, warmed(built), step=365, morning=morning)
    there = seen[365]["status"] == CUSTOMER
    then = seen[730]["status"][there] == CUSTOMER
    felt = seen[365]["satisfaction"][there]
    yield Found(
        "satisfaction and staying",
        float(np.corrcoef(felt, then)[0, 1]),
        0.1,
        0.35,
        "studies of behaviour, Szymanski & Henard 2001 among them; the band is a choice",
        "r of satisfaction at month 12 with being a customer at month 24",
    )
    gone = 1 - then.mean()
    yield Found("leaving in a year", float(gone), 0.16, 0.3, "Vodafone, press: 16 to 30%", "share")


def at_work(scenario: Scenario) -> Iterator[Found]:
    """Employees' strain, what they put on, and what their customers make of them."""
    built = build(scenario, central(scenario), CUSTOMERS, 365 * YEARS, SEED, 0)
    shape = (*initial_state(built).employees.shape, MOST_HIRES)
    sums = {name: np.zeros(shape) for name in ("days", "surface", "strain", "own", "felt")}

    def morning(day: int, state: object) -> None:
        """Add up the day that is over."""
        one = state.employees  # type: ignore[attr-defined]
        if day == 0:
            return
        worked = (one["duty"] > 0) & (one["hire"] < MOST_HIRES)
        team, place = np.nonzero(worked)
        at = (team, place, one["hire"][worked])
        sums["days"][at] += 1
        sums["surface"][at] += one["surface"][worked]
        sums["strain"][at] += one["strain"][worked]
        sums["own"][at] += one["own"][worked]
        sums["felt"][at] += (one["thanks"] - one["anger"])[worked] / MILLION

    live(built, warmed(built), step=1, morning=morning)
    known = (sums["days"] >= 100) & (sums["own"] >= 100)
    days, own = sums["days"][known], sums["own"][known]
    team = pd.Series(np.nonzero(known)[0])
    strain, surface, felt = (
        one - one.groupby(team).transform("mean")
        for one in map(
            pd.Series,
            (
                sums["strain"][known] / days,
                sums["surface"][known] / days,
                sums["felt"][known] / own,
            ),
        )
    )
    many = f"within teams, {int(known.sum())} employees of 100 days and simulated contacts or more"
    yield Found(
        "employees’ and their customers’ satisfaction",
        float(np.corrcoef(-strain, felt)[0, 1]),
        0.15,
        0.4,
        "of units: Brown & Lam 2008, Harter et al. 2002 and others, background knowledge",
        f"r of how little an employee is strained with their contacts’ satisfaction, {many}",
    )
    yield Found(
        "surface acting and exhaustion",
        float(np.corrcoef(surface, strain)[0, 1]),
        0.39,
        0.48,
        "Hülsheger & Schewe 2011",
        "r of what an employee puts on with their strain, over the same",
    )


def bound(scenario: Scenario) -> Iterator[Found]:
    """What a lock-in does to those below 5 and from 7 on."""
    free, held = (
        cxsim.simulate(
            cxsim.load("telecom/as_is", [f"relationship.lock_in={lock}", *ONE_LEVEL[level]]),
            CUSTOMERS // 4,
            365,
            SEED,
        ).metrics["churn_voluntary"]
        for level, lock in (("low", 0), ("low", 1))
    )
    source = "Gao et al. 2022"
    how = (
        "monthly leaving by choice, everybody at one satisfaction for good; friends who follow "
        "who leaves included"
    )
    yield Found(
        "cut in leaving by a lock-in, satisfaction 4", 1 - held / free, 0.44, 0.53, source, how
    )
    free, held = (
        cxsim.simulate(
            cxsim.load("telecom/as_is", [f"relationship.lock_in={lock}", *ONE_LEVEL["high"]]),
            CUSTOMERS // 4,
            365,
            SEED,
        ).metrics["churn_voluntary"]
        for lock in (0, 1)
    )
    yield Found("the same, satisfaction 8", 1 - held / free, -0.001, 0.001, source, how)


ONE_LEVEL = {
    name: [
        "behaviour.memory.learning=0",
        f"behaviour.leaving.satisfaction_mean={mean}",
        "behaviour.leaving.satisfaction_spread=0.0001",
        "behaviour.leaving.strength=0",
        "relationship.loyalty.spread=0",
    ]
    for name, mean in (("low", 4), ("high", 8))
}
"""Changes that hold everybody at one satisfaction, and alike."""


def worth(scenario: Scenario) -> Iterator[Found]:
    """How lifetime value answers to retention."""
    values = []
    for shift in (0.0, 0.1):
        names = scenario.as_is.archetypes
        same = [f"archetypes.{name}.loyalty={shift}" for name in names]
        metrics = cxsim.simulate(cxsim.load("telecom/as_is", same), CUSTOMERS, 365, SEED).metrics
        values.append((metrics["clv"], metrics["retention"]))
    (less, low), (more, high) = values
    yield Found(
        "elasticity of lifetime value to retention",
        float(np.log(more / less) / np.log(high / low)),
        3,
        7,
        "Gupta, Lehmann & Stuart 2004",
        "loyalty of all raised a little; yearly retention",
    )


def complaining(events: pd.DataFrame) -> Iterator[Found]:
    """Leaving within three months of a complaint, against anybody's three months."""
    complained = events[(events["event"] == "complaint") & (events["day"] < 365 * YEARS - 91)]
    one = complained.groupby("customer").sample(1, random_state=0)[["customer", "day"]]
    days = np.random.default_rng(0).choice(one["day"], len(one))
    calm = pd.Series(events["customer"].unique()).sample(len(one), replace=True, random_state=0)
    soon = leaving(events, one["customer"].to_numpy(), one["day"].to_numpy())
    usual = leaving(events, calm.to_numpy(), days)
    yield Found(
        "leaving after a complaint, against usual",
        soon / usual,
        1,
        np.inf,
        "Knox & van Oest 2014: complaints raise defection",
        "share who leave by choice within 91 days, against the same days of others",
    )


def leaving(events: pd.DataFrame, who: np.ndarray, since: np.ndarray) -> float:
    """Share who leave by choice in the 91 days since, of who had not before (some come back)."""
    looked = pd.DataFrame({"at": np.arange(len(who)), "customer": who, "since": since})
    left = events[(events["event"] == "leave") & (events["led_to"] == "voluntary")]
    ends = looked.merge(left[["customer", "day"]], on="customer")
    before = ends.loc[ends["day"] < ends["since"], "at"]
    soon = ends.loc[ends["day"].between(ends["since"], ends["since"] + 90), "at"]
    there = np.setdiff1d(looked["at"], before)
    return float(np.isin(there, soon).mean())


def crisis() -> Iterator[Found]:
    """A crisis of three months that is mended: what is left of it."""
    storm = "shocks.storm"
    sure = [f"{storm}.enabled=true", f"{storm}.start_day=90", f"{storm}.effects.network.size=-3"]
    without = cxsim.simulate(cxsim.load("telecom/as_is"), CUSTOMERS // 2, 730, SEED)
    struck = cxsim.simulate(cxsim.load("telecom/as_is", sure), CUSTOMERS // 2, 730, SEED)
    yield Found(
        "satisfaction long after a shock, against none",
        struck.metrics["satisfaction"] - without.metrics["satisfaction"],
        -np.inf,
        0,
        "Gijsenberg, van Heerde & Verhoef 2015: losses are in part for good",
        "points at month 24, a shock of 3 points on the network at month 3",
    )


def standing(metrics: dict[str, float]) -> Iterator[Found]:
    """The level of scores beside the industry's."""
    yield Found(
        "NPS", metrics["nps"], -9, 66, "Temkin 2017: firms; TV and internet providers 9", "month 36"
    )
    yield Found(
        "satisfaction, 0–100",
        10 * metrics["satisfaction"],
        67,
        77,
        "ACSI 2025: internet providers 72; five points to either side are a choice",
        "month 36, ten times the 0–10 mean",
    )


def contacted() -> Iterator[Found]:
    """Leaving in three months, contacted unasked and not."""
    plan = cxsim.load(
        "telecom/to_be_your_ideal_plan",
        ["campaigns.ideal_plan.reach=1", "campaigns.ideal_plan.days=1"],
    )
    today = cxsim.simulate(cxsim.load("telecom/as_is"), CUSTOMERS, 121, SEED)
    called = cxsim.simulate(plan, CUSTOMERS, 121, SEED)
    rates = [run.metrics["churn_voluntary"] for run in (today, called)]
    odds = [rate / (1 - rate) for rate in rates]
    yield Found(
        "odds of leaving when contacted unasked",
        odds[1] / odds[0],
        1.2,
        2.3,
        "Ascarza, Iyengar & Schleicher 2016: 10% against 6% in three months (odds 1.7)",
        "everybody called on day 0, a quarter of a year; an input of the case",
    )


def page(found: list[Found], seconds: float) -> str:
    """The table as a page."""
    inside = sum(one.inside for one in found)
    lines = [
        "# What studies found, and what the default case shows",
        "",
        f"Today's `telecom`, {CUSTOMERS:,} customers, {YEARS} years, central values, one life.",
        f"Written by `python -m experiments.regularities` in {seconds:.0f} s. {inside} of",
        f"{len(found)} lie in the band; nothing was fitted to these.",
        "",
        "| What | Found | Band | | Source | Measured as |",
        "|---|---:|---|---|---|---|",
    ]
    for one in found:
        low, high = (f"{x:.3g}" if np.isfinite(x) else "" for x in (one.low, one.high))
        band = f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
        inside = "in" if one.inside else "**out**"
        lines.append(
            f"| {one.name} | {one.value:.3g} | {band} | {inside} | {one.source} | {one.how} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure all, and write the page."""
    start = time.perf_counter()
    scenario = cxsim.load("telecom/as_is")
    run = cxsim.simulate(scenario, CUSTOMERS // 4, 365 * YEARS, SEED, record="events")
    assert run.events is not None
    found = [
        *talk(run.events),
        *memory(run.events),
        *complaining(run.events),
        *standing(run.metrics),
        *staying(scenario),
        *at_work(scenario),
        *bound(scenario),
        *worth(scenario),
        *reviews(run.reviews),
        *elasticities(scenario),
        *referred(),
        *friends_leaving(scenario, YEARS),
        *crisis(),
        *contacted(),
    ]
    text = page(found, time.perf_counter() - start)
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
