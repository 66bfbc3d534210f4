"""Adoption on complete ties beside the Bass model, by product: `python -m experiments.bass`.

    python -m experiments.bass                   # all products, 30 runs of 100,000 prospects each
    python -m experiments.bass 5 20000           # fewer runs, fewer prospects
    python -m experiments.bass 30 100000 generic # one product

For each: the mean share of adopters at the time of the peak of the law, beside F there; the mean
time at which half less p / 2q have adopted, beside that of the law; whether both are within three
standard errors and what daily steps bias them by (.001 of the share, .01 years).
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

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
}
"""p and q a year: Bass (1969); Sultan, Farley & Lehmann (1990) for the generic one."""
SHARE_BIAS, TIME_BIAS = 0.001, 0.01


def study(p: float, q: float, runs: int, people: int) -> tuple[str, bool]:
    """Runs of one product beside its law, and whether they agree."""
    peak, at_peak = math.log(q / p) / (p + q), 0.5 - p / (2 * q)
    days = math.ceil(365 * (1.15 * peak + 0.5))
    found = np.array([adopted(bass(p, q, people), days, n) for n in range(runs)])
    shares = found[:, round(365 * peak) - 1]
    times = (found < at_peak).sum(axis=1) / 365
    expected = share(p, q, round(365 * peak) / 365)
    errors = [3 * each.std(ddof=1) / math.sqrt(runs) for each in (shares, times)]
    misses = [shares.mean() - expected, times.mean() - peak]
    kept = abs(misses[0]) <= errors[0] + SHARE_BIAS and abs(misses[1]) <= errors[1] + TIME_BIAS
    told = (
        f"share {shares.mean():.4f} (law {expected:.4f}, 3 SE {errors[0]:.4f})   "
        f"peak {times.mean():.3f} years (law {peak:.3f}, 3 SE {errors[1]:.3f})"
    )
    return told, kept


def main() -> int:
    """Tell each product; 1 if any is off its law."""
    runs, people, *named = (*sys.argv[1:], *("30", "100000")[len(sys.argv) - 1 :])
    off = 0
    for name, (p, q) in PRODUCTS.items():
        if named and name not in named:
            continue
        told, kept = study(p, q, int(runs), int(people))
        off += not kept
        print(f"{name:22} {told}   {'agrees' if kept else 'OFF'}", flush=True)
    return int(off > 0)


if __name__ == "__main__":
    sys.exit(main())
