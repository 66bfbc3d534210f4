"""Maximum likelihood for models whose parameters are all positive."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize

Model = TypeVar("Model")
Vector = NDArray[np.float64]

WIDEST = 3.0
"""Standard deviation granted to a log-parameter on which the data are silent."""

BOUND = 10.0
"""Log-parameters are sought between minus and plus this much."""

STEP = 1e-3
Z95 = 1.959963984540054


@dataclass(frozen=True, eq=False)
class Fit(Generic[Model]):
    """A fitted model and how far the data pin it down.

    Attributes
    ----------
    model : Model
        At its maximum-likelihood parameters.
    names : tuple of str
        Names of the parameters.
    values : ndarray of shape (k,)
        The parameters.
    log_covariance : ndarray of shape (k, k)
        Covariance of the parameters' logarithms: the inverse of the observed information, where no
        direction has a variance above ``WIDEST**2``.
    log_likelihood : float
        At the maximum.
    customers : int
        Number of customers fitted.
    """

    model: Model
    names: tuple[str, ...]
    values: Vector
    log_covariance: Vector
    log_likelihood: float
    customers: int

    def interval(self, of: Callable[[Vector], float]) -> tuple[float, float, float]:
        """Estimate and 95% limits of a positive function of the parameters (delta method)."""
        value, slope = of(self.values), self._slope(of)
        half = Z95 * float(np.sqrt(slope @ self.log_covariance @ slope))
        return value, float(value * np.exp(-half)), float(value * np.exp(half))

    def intervals(self) -> dict[str, tuple[float, float, float]]:
        """Estimate and 95% limits of each parameter."""
        error = Z95 * np.sqrt(np.diag(self.log_covariance))
        return self._around(error)

    def ranges(self, of: Callable[[Vector], float]) -> dict[str, tuple[float, float, float]]:
        """Estimate, low and high of each parameter, for drawing each by itself, evenly.

        The parameters of a fit hang together, so drawing each over its own 95% limits would spread
        what they say together too far. The ranges are those limits made narrower (or wider) by
        one factor, such that ``of`` spreads as much as under the joint fit (delta method).
        """
        slope, error = self._slope(of), np.sqrt(np.diag(self.log_covariance))
        joint = np.sqrt(slope @ self.log_covariance @ slope)
        alone = np.sqrt(((slope * error) ** 2).sum())
        evenly = np.sqrt(3)  # half-width of an even distribution, in standard deviations
        return self._around(evenly * error * joint / alone)

    def _slope(self, of: Callable[[Vector], float]) -> Vector:
        """Derivatives of ln ``of`` with respect to the logarithms of the parameters."""
        logs = np.log(self.values)
        return np.array(
            [
                np.log(of(np.exp(logs + h)) / of(np.exp(logs - h))) / (2 * STEP)
                for h in STEP * np.eye(len(logs))
            ]
        )

    def _around(self, half: Vector) -> dict[str, tuple[float, float, float]]:
        low, high = self.values * np.exp(-half), self.values * np.exp(half)
        rows = zip(self.values, low, high, strict=True)
        return {
            name: (float(v), float(lo), float(hi))
            for name, (v, lo, hi) in zip(self.names, rows, strict=True)
        }


def maximise(
    build: Callable[..., Model],
    log_likelihood: Callable[[Model], float],
    score: Callable[[Model], Vector],
    names: tuple[str, ...],
    starts: Iterable[ArrayLike],
    customers: int,
) -> Fit[Model]:
    """Fit a model by maximum likelihood on the logarithms of its parameters.

    Parameters
    ----------
    build : callable
        Model from its parameters, in the order of ``names``.
    log_likelihood : callable
        Log-likelihood of a model, summed over the customers.
    score : callable
        Its derivatives with respect to the parameters, shape (k,).
    names : tuple of str
        Names of the parameters.
    starts : iterable of array_like
        Parameters to try first; the search leaves from the likeliest two.
    customers : int
        Number of customers, by which the objective is scaled.
    """

    def model_at(logs: Vector) -> Model:
        return build(*np.exp(np.clip(logs, -BOUND, BOUND)))

    def cost(logs: Vector) -> float:
        return -log_likelihood(model_at(logs)) / customers

    def slope(logs: Vector) -> Vector:
        inside = np.abs(logs) < BOUND
        values = np.exp(np.clip(logs, -BOUND, BOUND))
        return -score(model_at(logs)) * values * inside / customers

    ranked = sorted((np.log(np.asarray(start, float)) for start in starts), key=cost)
    found = [
        minimize(cost, start, method="BFGS", jac=slope, options={"gtol": 1e-9, "maxiter": 1000})
        for start in ranked[:2]
    ]
    best = np.clip(min(found, key=lambda result: float(result.fun)).x, -BOUND, BOUND)
    values = np.exp(best)
    curvature = np.array(
        [(slope(best + h) - slope(best - h)) / (2 * STEP) for h in STEP * np.eye(len(best))]
    )
    model = build(*values)
    return Fit(
        model, names, values, _inverse(customers * curvature), log_likelihood(model), customers
    )


def _inverse(information: Vector) -> Vector:
    """Inverse of a symmetric matrix, with no variance above ``WIDEST**2``."""
    values, vectors = np.linalg.eigh((information + information.T) / 2)
    return (vectors / np.maximum(values, 1 / WIDEST**2)) @ vectors.T
