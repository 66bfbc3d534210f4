"""Adoption on complete ties beside the Bass model, by product: `python -m experiments.bass`.

    python -m experiments.bass                   # all, 30 runs of 100,000 each; writes docs/bass.md
    python -m experiments.bass 5 20000           # fewer runs, fewer prospects; only told
    python -m experiments.bass 30 100000 generic # one product; only told

For each: the mean share of adopters at the time of the peak of the law, beside F there; the mean
time at which half less p / 2q have adopted, beside that of the law; whether both are within three
standard errors and what daily steps bias them by (.001 of the share, .01 years).
"""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.engine.test_adoption import adopted, bass, share

PRODUCTS = {
    "black and white TV": (0.0279, 0.2511),
    "room air conditioner": (0.0104, 0.4186),
    "clothes dryer": (0.0172, 0.3569),
    "water softener": (0.0177, 0.2970),
    "refrigerator": (0.0026, 0.2157),
    "generic": (0.03, 0.38),
    "colour TV": (0.005, 0.84),
    "record player": (0.025, 0.65),
    "steam iron": (0.029, 0.33),
    "mobile telephone": (0.004, 1.76),
}
"""p and q a year: Bass (1969) and later lists; Sultan, Farley & Lehmann (1990) for the generic."""
RUNS, PEOPLE = 30, 100_000
SHARE_BIAS, TIME_BIAS = 0.001, 0.01
PAGE = Path(__file__).resolve().parents[1] / "docs" / "bass.md"


class Beside(NamedTuple):
    """A mean of runs beside the law."""

    mean: float
    law: float
    error: float
    """Three standard errors of the mean."""
    bias: float
    """What daily steps may do besides."""

    @property
    def agrees(self) -> bool:
        """Whether it is as near as luck and daily steps let it be."""
        return abs(self.mean - self.law) <= self.error + self.bias


def study(p: float, q: float, runs: int, people: int) -> tuple[Beside, Beside]:
    """Runs of one product: their share at the law's peak, and the time of their own."""
    peak, at_peak = math.log(q / p) / (p + q), 0.5 - p / (2 * q)
    days = math.ceil(365 * (1.15 * peak + 0.5))
    found = np.array([adopted(bass(p, q, people), days, n) for n in range(runs)])
    shares = found[:, round(365 * peak) - 1]
    times = (found < at_peak).sum(axis=1) / 365
    law = share(p, q, round(365 * peak) / 365), peak
    errors = [3 * each.std(ddof=1) / math.sqrt(runs) for each in (shares, times)]
    return (
        Beside(float(shares.mean()), law[0], errors[0], SHARE_BIAS),
        Beside(float(times.mean()), law[1], errors[1], TIME_BIAS),
    )


def page(found: dict[str, tuple[Beside, Beside]], seconds: float) -> str:
    """The table as a page."""
    kept = sum(all(one.agrees for one in both) for both in found.values())
    lines = [
        "# Adoption beside Bass’s law",
        "",
        "Prospects who are all tied to all, join at once and never leave, in daily steps: rule 36",
        f"by itself. {RUNS} runs of {PEOPLE:,} prospects for each product, beside F(t) of Bass "
        "(1969)",
        "in continuous time at the peak of the law, and the time at which ½ − p / 2q have adopted,",
        "which is that peak. A mean agrees where it is within three standard errors and what daily",
        f"steps allow ({SHARE_BIAS:g} of the share, {TIME_BIAS:g} years). So do {kept} of "
        f"{len(found)}.",
        f"Written by `python -m experiments.bass` in {seconds:.0f} s of processor time.",
        "",
        "| Product | p | q | Share | law | 3 SE | Peak, years | law | 3 SE | |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for name, both in found.items():
        at, when = both
        p, q = PRODUCTS[name]
        agrees = "agrees" if at.agrees and when.agrees else "**off**"
        lines.append(
            f"| {name} | {p:g} | {q:g} | {at.mean:.4f} | {at.law:.4f} | {at.error:.4f} "
            f"| {when.mean:.3f} | {when.law:.3f} | {when.error:.3f} | {agrees} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Tell each product; 1 if any is off its law."""
    runs, people, *named = (*sys.argv[1:], *(str(RUNS), str(PEOPLE))[len(sys.argv) - 1 :])
    if unknown := sorted(set(named) - set(PRODUCTS)):
        sys.exit(f"No product is called {', '.join(unknown)}: there are {', '.join(PRODUCTS)}.")
    start, found = time.process_time(), {}
    for name in named or PRODUCTS:
        found[name] = at, when = study(*PRODUCTS[name], int(runs), int(people))
        print(
            f"{name:22} share {at.mean:.4f} (law {at.law:.4f}, 3 SE {at.error:.4f})   "
            f"peak {when.mean:.3f} years (law {when.law:.3f}, 3 SE {when.error:.3f})   "
            f"{'agrees' if at.agrees and when.agrees else 'OFF'}",
            flush=True,
        )
    if len(sys.argv) == 1:
        PAGE.write_text(page(found, time.process_time() - start), encoding="utf-8")
    return int(not all(one.agrees for both in found.values() for one in both))


if __name__ == "__main__":
    sys.exit(main())
