"""How often intervals hold what they claim to hold: `python -m experiments.coverage`.

    python -m experiments.coverage          # 6,000 futures of each kind, writes docs/coverage.md
    python -m experiments.coverage 400      # fewer of them, only told

A *pool* of futures is lived once: `telecom` cut down (no teams, no shocks, 300 customers, a year),
today's journey beside a redesign, each replication at central values and at a joint draw of what is
not known. It is kept under `results/`, and a second call lives only what is missing. Then studies
are repeated 2,000 times over: each takes its replications from the pool by lot, as a study takes
its own from all that could be. So the pool *is* the population: what is true of it is known
exactly, and any number of draws can be tried on it. Beside it, the pool is cut into studies that
share no replication.

Two claims of `study/intervals.py` are held to it, for levels (of the redesign) and for differences:

- *luck alone* (`mc_low` to `mc_high`) holds the mean at central values in 95% of studies;
- *what we do not know and luck* (`low` to `high`) holds one more future, a new joint draw lived
  with luck of its own, with a chance of 95%. The share of the pool that lies inside is that chance,
  given the study; its mean over studies is the coverage.

The bar is 93.5–96.5%, for as many draws as a comparison has by default, and for 100.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

import cxsim
from cxsim.scenario import library, validate
from cxsim.scenario.schema import Scenario
from cxsim.study.futures import KINDS, at_centre
from cxsim.study.intervals import Interval, interval
from cxsim.study.replication import replicate
from cxsim.study.uncertain import draw
from cxsim.world.numbers import central

METRICS = ("npv", "nps", "kept_12", "churn_monthly")
POOL, CUSTOMERS, DAYS, SEED = 6_000, 300, 365, 7
THREADS, AT_ONCE = 2, 200
REPEATS, DRAWS = 2_000, (4, 8, 16, 24, 32, 40, 100)
USUAL, MANY = 24, 100
SKEWED = "Δ churn_monthly"
BAR = (0.935, 0.965)
ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "coverage.md"


def cut_down() -> tuple[Scenario, Scenario]:
    """Today's journey of `telecom` and its on-time technician, without teams and without shocks."""
    as_is, to_be = (cxsim.load(f"telecom/{name}") for name in ("as_is", "to_be_on_time_technician"))
    raw = library.data_of(as_is) | {"teams": {}, "silos": None, "shocks": {}}
    raw["firm"]["team_scale"] = 1
    for one in raw["touchpoints"].values():
        del one["team"], one["minutes"]
    for one in raw["dimensions"].values():
        one["feels"] = [feeling for feeling in one["feels"] or () if feeling != "staff"]
    case = validate.as_is(raw, "as_is.yaml")
    plan = validate.redesign(library.data_of(to_be), "to_be.yaml", case)
    today = Scenario(as_is.case, as_is.name, case, None, as_is.folder)
    return today, Scenario(as_is.case, to_be.name, case, plan, as_is.folder)


def life(worlds: tuple[Scenario, Scenario], kind: str, replication: int) -> np.ndarray:
    """Metrics of both worlds in one future, (2, metrics)."""
    values = tuple(central(world) for world in worlds)
    if kind != "central":
        values = draw(worlds, SEED, replication).values
    found = replicate(worlds, values, CUSTOMERS, DAYS, SEED, replication)
    return np.array([[one.metrics[metric] for metric in METRICS] for one in found])


def pool(size: int) -> np.ndarray:
    """Futures by kind, (kinds, size, 2, metrics); what has been lived before is not lived again."""
    file = ROOT / "results" / f"coverage_{size}.npy"
    found = np.load(file) if file.exists() else np.full((len(KINDS), size, 2, len(METRICS)), np.nan)
    worlds = cut_down()
    with ThreadPoolExecutor(THREADS) as threads:
        for first in _missing(found):
            last = min(size, first + AT_ONCE)
            some = [(kind, r) for kind in range(len(KINDS)) for r in range(first, last)]
            lived = threads.map(lambda at: life(worlds, KINDS[at[0]], at[1]), some)
            for (kind, replication), metrics in zip(some, lived, strict=True):
                found[kind, replication] = metrics
            np.save(file, found)
            print(f"{last} of {size}", flush=True)
    return found


def _missing(found: np.ndarray) -> Iterator[int]:
    """The first of each so many replications that have not been lived."""
    for first in range(0, found.shape[1], AT_ONCE):
        if np.isnan(found[:, first : first + AT_ONCE]).all():
            yield first


class Covered(NamedTuple):
    """What came of the repeats of a study, for one figure.

    Parameters
    ----------
    luck : float
        Share of studies whose interval of luck alone held the mean.
    future, error : float
        Chance that one more future lay inside, and its standard error.
    below, above : float
        Chance that it lay below and above.
    width : float
        Median width, as a multiple of what holds the middle 95% of the pool.
    """

    luck: float
    future: float
    error: float
    below: float
    above: float
    width: float


def covered(
    figure: np.ndarray, studies: np.ndarray, centre: int, made: Callable[..., Interval]
) -> Covered:
    """Repeat a study of one figure.

    Parameters
    ----------
    figure : (kinds, pool) array
    studies : (repeats, draws) int array
        Which replications each study takes.
    centre : int
        How many of those it lives at central values.
    made : function
        Makes the interval of central and drawn figures.
    """
    central, drawn = figure
    truth, pool_of = central.mean(), np.sort(drawn)
    found = [made(central[some[:centre]], drawn[some]) for some in studies]
    ends = np.array([(one.low, one.high) for one in found])
    below = np.searchsorted(pool_of, ends[:, 0], "left") / pool_of.size
    above = 1 - np.searchsorted(pool_of, ends[:, 1], "right") / pool_of.size
    inside = 1 - below - above
    middle = np.quantile(pool_of, 0.975) - np.quantile(pool_of, 0.025)
    return Covered(
        luck=float(np.mean([one.mc_low <= truth <= one.mc_high for one in found])),
        future=float(inside.mean()),
        error=float(inside.std(ddof=1) / np.sqrt(inside.size)),
        below=float(below.mean()),
        above=float(above.mean()),
        width=float(np.median(ends[:, 1] - ends[:, 0]) / middle),
    )


def as_it_was(central: np.ndarray, drawn: np.ndarray) -> Interval:
    """Quantiles of the draws themselves (Hyndman & Fan 1996, type 8), in place of one more."""
    found, mean = interval(central, drawn), float(central.mean())
    low, high = np.quantile(drawn, [0.025, 0.975], method="median_unbiased")
    return Interval(mean, min(low, mean), max(high, mean), found.mc_low, found.mc_high)


def as_normal(central: np.ndarray, drawn: np.ndarray) -> Interval:
    """Where one more falls if the shape is normal (Hahn 1969), whatever the number of draws."""
    found, mean = interval(central, drawn), float(central.mean())
    half = drawn.std(ddof=1) * np.sqrt(1 + 1 / drawn.size)
    half = float(stats.t.ppf(0.975, drawn.size - 1) * half)
    low, high = min(drawn.mean() - half, mean), max(drawn.mean() + half, mean)
    return Interval(mean, low, high, found.mc_low, found.mc_high)


def figures(lives: np.ndarray) -> dict[str, np.ndarray]:
    """Levels of the redesign and differences to today, (kinds, pool) each."""
    levels = {name: lives[:, :, 1, at] for at, name in enumerate(METRICS)}
    apart = {
        f"Δ {name}": lives[:, :, 1, at] - lives[:, :, 0, at] for at, name in enumerate(METRICS)
    }
    return levels | apart


def by_lot(size: int, draws: int) -> np.ndarray:
    """Which replications of a pool each study takes."""
    return np.random.default_rng(draws).integers(0, size, (REPEATS, draws))


def table(some: dict[str, np.ndarray], draws: int) -> str:
    """Coverage of each figure by studies of so many draws."""
    lines = [
        "| | luck alone | one more future | below | above | width | before | apart |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, figure in some.items():
        size, centre = figure.shape[1], at_centre(draws)
        studies = by_lot(size, draws)
        now = covered(figure, studies, centre, interval)
        was = covered(figure, studies, centre, as_it_was)
        own = np.arange(size // draws * draws).reshape(-1, draws)
        apart = covered(figure, own, centre, interval)
        luck = 1.96 * np.sqrt(now.luck * (1 - now.luck) / REPEATS)
        lines.append(
            f"| {name} | {now.luck:.1%} ± {luck:.1%}{_mark(now.luck)} "
            f"| {now.future:.1%} ± {1.96 * now.error:.1%}{_mark(now.future)} "
            f"| {now.below:.1%} | {now.above:.1%} | {now.width:.2f} | {was.future:.1%} "
            f"| {apart.future:.1%} ± {1.96 * apart.error:.1%} |"
        )
    return "\n".join(lines)


def _mark(share: float) -> str:
    """Whether a coverage keeps the bar."""
    return "" if BAR[0] <= share <= BAR[1] else " **BROKEN**"


def by_draws(some: dict[str, np.ndarray]) -> str:
    """Lowest and highest coverage among the figures, by the number of draws."""
    lines = ["| draws | one more future | width | before |", "|---:|---:|---:|---:|"]
    for draws in DRAWS:
        now, was = (
            [
                covered(one, by_lot(one.shape[1], draws), at_centre(draws), made)
                for one in some.values()
            ]
            for made in (interval, as_it_was)
        )
        widths = sorted(one.width for one in now)
        lines.append(
            f"| {draws} | {_span(now)} | {widths[0]:.2f}–{widths[-1]:.2f} | {_span(was)} |"
        )
    return "\n".join(lines)


def _span(found: list[Covered]) -> str:
    shares = sorted(one.future for one in found)
    return f"{shares[0]:.1%} to {shares[-1]:.1%}"


def told(lives: np.ndarray) -> str:
    """What was found, as a page."""
    some, size = figures(lives), lives.shape[1]
    usual = table(some, USUAL)
    skewed = covered(some[SKEWED], by_lot(size, USUAL), at_centre(USUAL), as_normal)
    many = table(some, MANY)
    kept = "BROKEN" if "BROKEN" in usual + many else "kept"
    return f"""# What intervals hold

A pool of {size:,} futures of each kind: `telecom` cut down ({CUSTOMERS} customers, {DAYS} days, no
teams, no shocks), its on-time technician beside today's journey. {REPEATS:,} studies take their
replications from it by lot, each put back, so the pool is all that could be and the truth is known.
Written by `python -m experiments.coverage`.

- **Luck alone** (`mc_low` to `mc_high`): the share of studies that hold the mean at central values.
  It is about a mean, and shrinks with replications.
- **One more future** (`low` to `high`): the chance that a new joint draw, lived with luck of its
  own, falls inside, and with what chance it falls below and above (2.5% each is the claim).
  It is about a single future, so it does not shrink to nothing.
- *Width*: the median, as a multiple of what holds the middle 95% of the pool. *Before*: the same
  chance for the quantiles of the draws themselves, which the interval was. *Apart*: with the pool
  cut into studies that share no replication.

± is 95% of the coverage told. Bar: 93.5–96.5% in both columns: **{kept}**.

## {USUAL} draws and {at_centre(USUAL)} lives at central values, the default

{usual}

## {MANY} draws and {at_centre(MANY)} lives at central values

{many}

## By number of draws

Lowest and highest of the eight figures.

{by_draws(some)}

Why quantiles of few draws hold too little: of n draws the smallest and the largest hold
(n − 1)/(n + 1) of what is to come on average, whatever the shape. That is 92% of 24, so no pair of
values between them can hold 95%: the ends must lie beyond what was drawn. From 20 draws on each end
is made for its own tail, since a verdict reads one end. A range made for a normal shape holds
{skewed.future:.1%} of {SKEWED} with {USUAL} draws, but with {skewed.below:.1%} below it
and {skewed.above:.1%} above. The price is width: one gap between two draws says how far a tail goes
on, and it is often a wide one.
With fewer than 20 draws, as the shares of `cxsim.attribute` have by default (4, beside 8 lives at
central values), a normal shape is assumed, for so few say nothing of a tail; skewed figures are
then held less often than claimed, and no verdict is given.
"""


def main() -> int:
    """Live the pool and tell what intervals hold; 1 where the bar is broken."""
    size = int(sys.argv[1]) if sys.argv[1:] else POOL
    page = told(pool(size))
    print(page)
    if size == POOL:
        PAGE.write_text(page, encoding="utf-8")
    return int("BROKEN" in page)


if __name__ == "__main__":
    sys.exit(main())
