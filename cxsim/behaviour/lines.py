"""Lines of business held side by side, as bits of a whole number; taking one more."""

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.compiled import rule
from cxsim.elementary import expm1

MOST_LINES = 8
"""Lines that a case may have."""


@rule
def held_count(lines: int) -> int:
    """Return how many of the first eight bits of `lines` are set."""
    count = 0
    for line in range(MOST_LINES):
        count += (lines >> line) & 1
    return count


@rule
def line_at(lines: int, luck: float) -> int:
    """Return the number of one of the set bits, each as likely, by a uniform `luck`.

    There must be one; the first has number 0, and more luck means a later one.
    """
    left = int(luck * held_count(lines))
    for line in range(MOST_LINES):
        if (lines >> line) & 1:
            if left == 0:
                return line
            left -= 1
    return MOST_LINES - 1


@rule
def cross_sell_chance(hazard: float, days: float, willing: float) -> float:
    """Return the chance that a customer takes a line more within a period.

    Parameters
    ----------
    hazard : float
        Per year, of a customer who lacks a line; 0 switches it off.
    days : float
        Length of the period.
    willing : float
        What the customer would pay more, in percent (`spend.willingness_to_pay`).

    Returns
    -------
    float
        0–1; rises in all three.

    Notes
    -----
    A modelling choice: who would pay a tenth more accepts a tenth more readily; the hazard is
    multiplied by 1 + willing / 100, not below 0.
    """
    return -expm1(-hazard * max(0.0, 1.0 + willing / 100.0) * days / DAYS_A_YEAR)
