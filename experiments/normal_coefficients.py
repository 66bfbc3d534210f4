"""Fit the two rational functions of ``cxsim.draws.variates.normal`` and print their constants.

    python experiments/normal_coefficients.py

Minimax by Lawson's iteration (Lawson 1961): weighted least squares, the weight of a point grown
with its error until the largest errors are level. The middle ends below the true quantile and the
tails begin above it, so the two pieces meet in the right order.
"""

import math

import numpy as np
from numpy.polynomial import Chebyshev, Polynomial
from scipy.special import ndtri

TAIL = 1 / 64
SMALLEST = 2.0**-54
POINTS = 1200
ROUNDS = 4000


def fit(
    x: np.ndarray, y: np.ndarray, scale: np.ndarray, above: int, below: int
) -> tuple[float, np.ndarray, np.ndarray]:
    """Fit y by a ratio of polynomials in x, the error times ``scale`` as small as can be.

    Returns the largest scaled error and both polynomials' coefficients from the constant up, the
    denominator's beginning with 1.
    """
    domain = [x.min(), x.max()]
    unit = (2 * x - sum(domain)) / (domain[1] - domain[0])
    columns = np.polynomial.chebyshev.chebvander(unit, max(above, below))
    upper, lower = columns[:, : above + 1], columns[:, 1 : below + 1]
    weight, denominator = np.ones_like(x), np.ones_like(x)
    best = (math.inf, np.empty(0))
    for _ in range(ROUNDS):
        row = scale * np.sqrt(weight) / denominator
        system = np.hstack([upper, -y[:, None] * lower]) * row[:, None]
        solution = np.linalg.lstsq(system, y * row, rcond=None)[0]
        denominator = 1 + lower @ solution[above + 1 :]
        error = np.abs(scale * (upper @ solution[: above + 1] / denominator - y))
        if error.max() < best[0] and denominator.min() > 0:
            best = error.max(), solution
        weight = weight * np.sqrt(error / error.max()) + 1e-12
        weight /= weight.sum()
    solution = best[1]
    ratio = [
        Chebyshev(part, domain=domain).convert(kind=Polynomial).coef
        for part in (solution[: above + 1], np.concatenate([[1.0], solution[above + 1 :]]))
    ]
    return best[0], ratio[0] / ratio[1][0], ratio[1] / ratio[1][0]


def main() -> None:
    """Print both fits."""
    q = (0.5 - TAIL) * np.cos(np.linspace(0, np.pi / 2, POINTS))[:-1]
    z = -ndtri(0.5 - q)
    s_low, s_high = math.sqrt(-math.log(TAIL)), math.sqrt(-math.log(SMALLEST))
    s = (s_low + s_high) / 2 + (s_high - s_low) / 2 * np.cos(np.linspace(0, np.pi, POINTS))
    fits = {
        "middle": fit(q * q, z / q, q, 5, 4),
        "tails": fit(s, -ndtri(np.exp(-s * s)), np.ones_like(s), 4, 2),
    }
    for name, (error, above, below) in fits.items():
        print(f"{name}: largest error {error:.2e}")
        print("  above", *(f"{c!r}" for c in above.tolist()))
        print("  below", *(f"{c!r}" for c in below.tolist()))


if __name__ == "__main__":
    main()
