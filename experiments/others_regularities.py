"""What customers do because of others, in today's `telecom`, beside what studies found.

Reviews as they come to be written, and what their number and their stars do to who joins; friends
who bring friends; friends who leave. A part of `python -m experiments.regularities`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

import cxsim
from cxsim.engine.run import live, warmed
from cxsim.engine.stages.acquiring import RETURNING
from cxsim.engine.stages.reviews import RATING, VOLUME
from cxsim.engine.state import State
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central
from cxsim.world.people import CUSTOMER, LEFT, VOLUNTARY
from cxsim.world.ties import UNIT
from cxsim.world.world import Built, build

from .banded import Found

CUSTOMERS, YEAR, SEED = 20_000, 365, 1
TWINS = 8
"""Twin runs that an elasticity is the mean of."""
MOVED = 0.05
"""By how much reviews of day 0 are more, or better, in one twin and less in the other."""
AROUND = 0.2
"""How far from a published mean still counts as it, a share of it: a choice."""
STRONG_ENOUGH = 1.15
"""Exposure at most, in strong ties, of who has lately heard of one friend and of no other."""
FADED = 0.02
"""Exposure below which nobody is remembered to have left."""


def reviews(frame: pd.DataFrame) -> Iterator[Found]:
    """The histogram of what customers write."""
    written = frame.groupby("star")["written"].sum()
    source = "Schoenmueller, Netzer & Stahl 2020: five stars the mode, one beats two"
    others = written.drop(5).max()
    for name, value in (
        ("reviews of five stars, against the most frequent others", written[5] / max(1, others)),
        ("reviews of one star, against those of two", written[1] / max(1, written[2])),
    ):
        yield Found(name, float(value), 1, np.inf, source, f"{written.sum():,} reviews")


def elasticities(scenario: Scenario) -> Iterator[Found]:
    """By how much more join, as an outcome, where reviews are more, and where they are better."""
    source = (
        "You, Vadakkepatt & Joshi 2015, mean over 51 studies: {}; a fifth around it is a choice"
    )
    found: dict[int, list[float]] = {VOLUME: [], RATING: []}
    for replication in range(TWINS):
        built = build(scenario, central(scenario), CUSTOMERS, YEAR, SEED, replication)
        warm = warmed(built)
        for moved, values in found.items():
            (few, low), (many, high) = (acquired(built, warm, moved, by) for by in (-MOVED, MOVED))
            values.append(float(np.log(many / few) / np.log(high / low)))
    for moved, name, published in ((VOLUME, "number", 0.236), (RATING, "stars", 0.417)):
        values = found[moved]
        error = np.std(values, ddof=1) / len(values) ** 0.5
        yield Found(
            f"elasticity of joining to the {name} of reviews",
            float(np.mean(values)),
            published * (1 - AROUND),
            published * (1 + AROUND),
            source.format(published),
            f"ln of prospects who join in a year over ln of the {name} shown, mean of the year; "
            f"{TWINS} twin runs whose reviews of day 0 differ by {MOVED:.0%} either way "
            f"(standard error {error:.2g})",
        )


def acquired(built: Built, warm: State, moved: int, by: float) -> tuple[int, float]:
    """New customers of a year, and what was shown, where reviews of day 0 were others.

    More reviews have the stars of those there are, half of them four and half five; better ones are
    as many, some of one star being of five.
    """
    case = built.world.case[0]
    stars = warm.stars.copy()
    if moved == VOLUME:
        above = float(case.review_stars) - 4
        more = by * float(case.review_stock)
        stars[3:] += np.rint([more * (1 - above), more * above]).astype(int)
    else:
        better = round(by * float(case.review_stock * case.review_stars) / 4)
        stars[[0, 4]] += -better, better
    run = live(built, warm.replaced(stars=stars))
    joined = run.record.acquired[:, :, : RETURNING - 1, 0].sum()
    return int(joined), float(run.record.rating[:, moved].mean())


def referred() -> Iterator[Found]:
    """Worth of who was brought by a customer: against without that edge, and against others."""
    off = ["behaviour.referral.leaving=0", "behaviour.referral.margin=0"]
    lives = []
    for changes in ([], off):
        run = cxsim.simulate(cxsim.load("telecom/as_is", changes), CUSTOMERS // 2, 3 * YEAR, SEED)
        lives.append(run.customers[run.customers["joined"].between(0, YEAR, "neither")])
    worth, without = (
        one.set_index("id")["clv"][one["referrer"].notna().to_numpy()] for one in lives
    )
    both = worth.index.intersection(without.index)
    source = "Schmitt, Skiera & Van den Bulte 2011: a bank, 1.16"
    yield Found(
        "worth of who was brought by a customer, against without that edge",
        float(worth[both].sum() / without[both].sum()),
        1.05,
        1.3,
        source,
        f"lifetime value of {len(both):,} who joined in the first year",
    )
    joined = lives[0]
    brought = joined[joined["referrer"].notna()]
    alone = joined[joined["source"] == "advertising"].groupby("archetype")["clv"].mean()
    yield Found(
        "worth of who was brought by a customer, against who came through advertising",
        float(brought["clv"].mean() / brought["archetype"].map(alone).mean()),
        1.05,
        1.3,
        source,
        f"lifetime value of {len(brought):,} who joined in the first year; against the mean of "
        "those others of the same archetype",
    )


class Exposed(NamedTuple):
    """Customers by how long ago one friend of theirs left, and those of whom none has."""

    days: np.ndarray
    """(months + 1, archetypes) days of a customer in that month after it; last, with none."""
    left: np.ndarray
    """Those of them on which the customer left by choice."""

    @property
    def ratios(self) -> np.ndarray:
        """How many left, against where no friend has, of the same archetypes, (months,)."""
        rate = self.left[-1] / self.days[-1]
        return np.asarray(self.left.sum(axis=1) / (self.days @ rate))[:-1]


def friends_leaving(scenario: Scenario, years: int) -> Iterator[Found]:
    """Leaving in the months after a friend has left, against where none has."""
    seen = exposed(scenario, years)
    first, second = seen.ratios
    left = seen.left[0].sum()
    yield Found(
        "leaving in the month after a friend left, against where none has",
        float(first),
        1.4,
        2.2,
        "Nitzan & Libai 2011: 1.8",
        f"hazard of leaving by choice, {left:,} who left, of the same archetypes (standard error "
        f"{first / left**0.5:.2g}); one friend by a strong tie, and no other of late",
    )
    yield Found(
        "the same in the second month, its excess against the first’s",
        float((second - 1) / (first - 1)),
        0,
        1,
        "Nitzan & Libai 2011: strongest in the first month",
        f"hazard ratio {second:.2f}",
    )


def exposed(scenario: Scenario, years: int) -> Exposed:
    """Live today, and count who leaves by how long ago a friend left."""
    built = build(scenario, central(scenario), CUSTOMERS, YEAR * years, SEED, 0)
    memory = float(built.world.rules.defection_days[0])
    strong = UNIT / float(built.world.case[0].usual_tie)
    kinds, none, month = built.world.weight.shape[0], 2, 30
    counted = np.zeros((2, (none + 1) * kinds), np.int64)
    yesterday = np.full(built.people.size, LEFT)

    def morning(day: int, state: State) -> None:
        """Count the day that is over."""
        people = state.people
        since = day - 1 - people.exposure_day
        one = (people.exposure > FADED) & (people.exposure <= STRONG_ENOUGH * strong)
        one &= people.exposure >= (1 - FADED) * strong
        month_since = np.where(one & (since < none * month), since // month, -1)
        forgotten = people.exposure * np.exp(-since / memory) < FADED
        group = np.where(forgotten, none, month_since)
        known = (yesterday == CUSTOMER) & (group >= 0)
        gone = known & (people.status == LEFT) & (people.cause == VOLUNTARY)
        for row, who in zip(counted, (known, gone), strict=True):
            row += np.bincount(group[who] * kinds + people.archetype[who], minlength=row.size)
        yesterday[:] = people.status

    live(built, warmed(built), step=1, morning=morning)
    days, left = counted.reshape(2, none + 1, kinds)
    used = days[-1] > 0
    return Exposed(days[:, used], left[:, used])
