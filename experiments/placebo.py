"""Levers of no effect, judged as redesigns are: `python experiments/placebo.py`.

    python experiments/placebo.py                 # 200 levers, writes docs/placebo.md
    python experiments/placebo.py 20              # 20 of them, only told

Each lever acts on another value of `telecom` and changes it by nothing, at no cost, so that any
difference seen is luck. With the same luck in both worlds there is none, to the bit. Here the
redesign is lived with luck of its own (another seed) and the same draws of what is not known: the
worst that a comparison could meet. Such a lever may be recommended at most 5% of the time.

Told beside it: how often the interval of luck alone, which is for the mean, leaves out zero. It
should do so in about 5% of trials, half of them on the side of gain; that is why no sentence and no
verdict is read from it.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

import cxsim
from cxsim.scenario import validate
from cxsim.scenario.checks import grip, inert
from cxsim.scenario.schema import Scenario, values_of
from cxsim.study.decision import verdict
from cxsim.study.intervals import Interval, interval
from cxsim.study.replication import replicate
from cxsim.study.uncertain import draw
from cxsim.world.numbers import central

TRIALS, CUSTOMERS, DAYS, REPLICATIONS = 200, 500, 365, 32
ELSEWHERE = 1_000_000
"""Added to the seed of a redesign, so that its luck is none of today's."""
ALLOWED = 0.05
PAGE = Path(__file__).resolve().parents[1] / "docs" / "placebo.md"


class Trial(NamedTuple):
    """One lever: where it acts, the verdict, the difference in value."""

    place: str
    verdict: str
    npv: Interval


def placebos(as_is: Scenario, number: int) -> list[Scenario]:
    """Redesigns of one lever each that changes nothing, on as many values, evenly among all."""
    case = as_is.as_is
    places = [
        place
        for place, value in values_of(case)
        if value.quantity.lever and grip(case, place) > 0 and not inert(case, place)
    ]
    found = []
    for at in range(number):
        place = places[at * len(places) // number]
        lever = {"label": place, "target": place, "effect": 0, "execution": 1}
        raw = {"label": "Placebo", "levers": {"placebo": lever}}
        plan = validate.redesign(raw, "placebo.yaml", case)
        found.append(Scenario(as_is.case, f"to_be_placebo_{at}", case, plan))
    return found


def tried(as_is: Scenario, placebo: Scenario, seed: int) -> Trial:
    """Live today and the redesign with unrelated luck, and judge the difference."""
    differences = []
    for kind in ("central", "drawn"):
        found = []
        for replication in range(REPLICATIONS):
            if kind == "central":
                values = central(as_is), central(placebo)
            else:
                values = draw([as_is, placebo], seed, replication).values
            about = CUSTOMERS, DAYS
            (today,) = replicate([as_is], values[:1], *about, seed, replication)
            there = ELSEWHERE + seed
            _, other = replicate([as_is, placebo], values, *about, there, replication)
            found.append(other.metrics["npv"] - today.metrics["npv"])
        differences.append(np.array(found))
    npv = interval(*differences)
    return Trial(next(iter(placebo.levers.values())).target[0], verdict(npv, None), npv)


def told(trials: list[Trial], seconds: float) -> str:
    """What was found, as a page."""
    number = len(trials)
    funded = sum(trial.verdict == "fund" for trial in trials)
    refused = sum(trial.verdict == "dont_fund" for trial in trials)
    gain = sum(trial.npv.mc_low > 0 for trial in trials)
    loss = sum(trial.npv.mc_high < 0 for trial in trials)
    held = "kept" if funded <= ALLOWED * number else "BROKEN"
    return f"""# Levers of no effect

{number} levers on as many values of `telecom`, each changing its value by nothing at no cost; the
redesign is lived with luck unrelated to today's, and the same draws of what is not known
({CUSTOMERS} customers, {DAYS} days, {REPLICATIONS} replications of each kind, judged as redesigns
are). Written by `python experiments/placebo.py` in {seconds:.0f} s.

| | Trials | Share |
|---|---:|---:|
| recommended (fund) | {funded} | {funded / number:.1%} |
| advised against (don't fund) | {refused} | {refused / number:.1%} |
| can't tell | {number - funded - refused} | {1 - (funded + refused) / number:.1%} |
| the interval of luck alone lies above zero | {gain} | {gain / number:.1%} |
| the interval of luck alone lies below zero | {loss} | {loss / number:.1%} |

Bar: recommended at most {ALLOWED:.0%} of the time: **{held}**. The last two rows are the false
alarms of a 95% interval for a mean, which should come to about 2.5% each: why no verdict is read
from it.

With the luck shared, as every comparison does, a lever that changes nothing makes a difference of
exactly zero for every customer; a test holds it to that.
"""


def main() -> int:
    """Try as many placebos as asked; 1 if too many are recommended."""
    number = int(sys.argv[1]) if sys.argv[1:] else TRIALS
    as_is = cxsim.load("telecom/as_is")
    start = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        trials = []
        redesigns = placebos(as_is, number)
        for trial in pool.map(lambda pair: tried(as_is, pair[1], pair[0]), enumerate(redesigns)):
            trials.append(trial)
            if len(trials) % 10 == 0:
                print(f"{len(trials)} of {number}", flush=True)
    page = told(trials, time.perf_counter() - start)
    print(page)
    if number == TRIALS:
        PAGE.write_text(page, encoding="utf-8")
    return int(sum(trial.verdict == "fund" for trial in trials) > ALLOWED * number)


if __name__ == "__main__":
    sys.exit(main())
