"""How often intervals hold what they claim to hold: `python experiments/coverage.py`.

    python experiments/coverage.py                # lives the pool if it is not there, writes the page
    python experiments/coverage.py 500            # a smaller pool, kept apart, only told

A *pool* of futures is lived once: `telecom` cut down (no teams, no shocks, 300 customers, a year),
today's journey beside a redesign, each replication at central values and at a joint draw of what is
not known. Then studies are repeated 2,000 times over: each takes its replications from the pool by
lot, one after the other put back, as a study takes its own from all that could be. So the pool *is*
the population, what is true of it is known exactly, and any number of draws can be tried on it.

Two claims of `study/intervals.py` are held to it, for levels (of the redesign) and for differences:

- *luck alone* (`mc_low` to `mc_high`): holds the mean at central values in 95% of repeats;
- *what we do not know and luck* (`low` to `high`): holds one more future, a new joint draw lived
  with luck of its own, with a chance of 95%. The share of the pool that lies inside is that chance,
  given the repeat; its mean over repeats is the coverage.

The bar is 93.5–96.5%, for the numbers of draws that a comparison lives by default and above.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

import cxsim
from cxsim.scenario import library, validate
from cxsim.scenario.schema import Scenario
from cxsim.study.futures import KINDS
from cxsim.study.replication import replicate
from cxsim.study.uncertain import draw
from cxsim.world.numbers import central

METRICS = ("npv", "nps", "kept_12", "churn_monthly")
POOL, CUSTOMERS, DAYS, SEED = 6_000, 300, 365, 7
THREADS, AT_ONCE = 2, 200
ROOT = Path(__file__).resolve().parents[1]


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
            some = [(k, r) for k in range(len(KINDS)) for r in range(first, first + AT_ONCE)]
            lived = threads.map(lambda at: life(worlds, KINDS[at[0]], at[1]), some)
            for (kind, replication), metrics in zip(some, lived, strict=True):
                found[kind, replication] = metrics
            np.save(file, found)
            print(f"{first + AT_ONCE} of {size}", flush=True)
    return found


def _missing(found: np.ndarray) -> Iterator[int]:
    """The first of each so many replications that have not been lived."""
    for first in range(0, found.shape[1], AT_ONCE):
        if np.isnan(found[:, first : first + AT_ONCE]).all():
            yield first


if __name__ == "__main__":
    start = time.perf_counter()
    pool(int(sys.argv[1]) if sys.argv[1:] else POOL)
    print(f"{time.perf_counter() - start:.0f} s")
