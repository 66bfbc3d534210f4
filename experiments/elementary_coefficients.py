"""Find the two polynomials of ``cxsim.elementary`` and print their constants.

    python experiments/elementary_coefficients.py

Each goes through its function at Chebyshev's points, where a polynomial's error is nearly level,
in 60 digits: the constants come out the same wherever this runs.
"""

from collections.abc import Callable
from decimal import Decimal, getcontext

getcontext().prec = 60
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494")
POINTS = 400


def cosine(angle: Decimal) -> Decimal:
    """Return the cosine by its series."""
    total = term = Decimal(1)
    k = 0
    while total + term != total:
        k += 2
        term *= -angle * angle / (k * (k - 1))
        total += term
    return total


def fit(
    function: Callable[[Decimal], Decimal], low: Decimal, high: Decimal, degree: int
) -> list[float]:
    """Return the coefficients, from the constant up, of the polynomial through Chebyshev's points.

    By Newton's divided differences, then multiplied out.
    """
    angles = [PI * (2 * k + 1) / (2 * degree + 2) for k in range(degree + 1)]
    points = [(low + high) / 2 + (high - low) / 2 * cosine(angle) for angle in angles]
    differences = [function(x) for x in points]
    for order in range(1, degree + 1):
        for i in range(degree, order - 1, -1):
            rise = differences[i] - differences[i - 1]
            differences[i] = rise / (points[i] - points[i - order])
    found: list[Decimal] = []
    for x, difference in zip(reversed(points), reversed(differences), strict=True):
        shifted = [Decimal(0), *found]
        found = [a - x * b for a, b in zip(shifted, [*found, Decimal(0)], strict=True)]
        found[0] += difference
    return [float(coefficient) for coefficient in found]


def value(coefficients: list[float], x: Decimal) -> Decimal:
    """Return the polynomial's value without any rounding to doubles."""
    total = Decimal(0)
    for coefficient in reversed(coefficients):
        total = total * x + Decimal(coefficient)
    return total


def grid(low: Decimal, high: Decimal) -> list[Decimal]:
    """Points from low to high, none of them 0."""
    return [low + (high - low) * (2 * k + 1) / (2 * POINTS) for k in range(POINTS)]


def exponential() -> tuple[list[float], Decimal]:
    """Fit (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2; return also the largest relative error in e^r."""
    high = Decimal(2).ln() / 2
    found = fit(lambda r: (r.exp() - 1 - r) / (r * r), -high, high, degree=9)
    errors = ((1 + r + r * r * value(found, r)) / r.exp() - 1 for r in grid(-high, high))
    return found, max(map(abs, errors))


def logarithm() -> tuple[list[float], Decimal]:
    """Fit (log(1 + m) − 2s) / s³ in s² = (m / (m + 2))², for 1 + m from √½ to √2.

    Returns also the largest relative error in the logarithm.
    """

    def whole(z: Decimal) -> Decimal:
        """Log(1 + m) / s, where 1 + m = (1 + s) / (1 − s)."""
        s = z.sqrt()
        return ((1 + s) / (1 - s)).ln() / s

    root = Decimal(2).sqrt()
    high = ((root - 1) / (root + 1)) ** 2
    found = fit(lambda z: (whole(z) - 2) / z, Decimal(0), high, degree=6)
    errors = ((2 + z * value(found, z)) / whole(z) - 1 for z in grid(Decimal(0), high))
    return found, max(map(abs, errors))


def main() -> None:
    """Print both fits."""
    for letter, (found, error) in {"E": exponential(), "L": logarithm()}.items():
        print(f"_{letter}0 … _{letter}{len(found) - 1}: largest error {error:.1e}")
        print(" ", *(f"{coefficient!r}" for coefficient in found))


if __name__ == "__main__":
    main()
