"""How a simulated number is held to an exact one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

FARTHEST = 4.0
"""In standard errors; a right model is farther with a chance of 6e-5, and seeds are fixed."""


def agree(found: ArrayLike, error: ArrayLike, law: ArrayLike, within: ArrayLike) -> None:
    """Hold numbers to a law: at most four standard errors away, and those small enough to tell.

    Parameters
    ----------
    found, error, law : array-like
        The simulated numbers, their standard errors, the exact numbers.
    within : array-like
        The largest standard error allowed.
    """
    found, error, law = np.asarray(found), np.asarray(error), np.asarray(law)
    assert (error <= np.asarray(within)).all(), f"too few: standard error {error}"
    z = (found - law) / error
    assert (np.abs(z) <= FARTHEST).all(), f"z {z}: found {found}, law {law}"


def shares_agree(count: ArrayLike, people: int, law: ArrayLike) -> None:
    """Hold shares of people to a law; their standard error is .002 at most."""
    law = np.asarray(law)
    agree(np.asarray(count) / people, np.sqrt(law * (1 - law) / people), law, 0.002)


def mean_agrees(sample: np.ndarray, law: float) -> None:
    """Hold a mean to a law; its standard error is 1% of the law at most."""
    agree(sample.mean(), sample.std() / np.sqrt(sample.size), law, 0.01 * abs(law))
