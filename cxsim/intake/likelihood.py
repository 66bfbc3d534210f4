"""Maximum likelihood for models whose parameters are all positive."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import OptimizeResult, minimize

from cxsim.intake.histories import Histories

Vector = NDArray[np.float64]


class Likely(Protocol):
    """A model of purchase histories with positive parameters."""

    def log_likelihood(self, histories: Histories) -> float:
        """Log-likelihood, summed over the customers."""
        ...

    def score(self, histories: Histories) -> Vector:
        """Its derivatives with respect to the parameters, shape (k,)."""
        ...


Model = TypeVar("Model", bound=Likely)

WIDEST = 3.0
"""Standard deviation granted to a log-parameter on which the data are silent."""

BOUND = 10.0
"""Log-parameters are sought between minus and plus this much."""

ENOUGH = 20_000
"""Histories that suffice to come near the maximum."""

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
    histories: Histories,
    names: tuple[str, ...],
    starts: Iterable[ArrayLike],
) -> Fit[Model]:
    """Fit a model by maximum likelihood on the logarithms of its parameters.

    Parameters
    ----------
    build : callable
        Model from its parameters, in the order of ``names``.
    histories : Histories
        What to fit.
    names : tuple of str
        Names of the parameters.
    starts : iterable of array_like
        Parameters to try first. The search leaves from the likeliest two, on every so-many-th
        history where there are many, and ends on all.
    """
    some = histories.thinned(ENOUGH)
    ranked = sorted(map(np.log, starts), key=lambda start: _objective(build, some)[0](start))
    found = [_search(build, some, start) for start in ranked[:2]]
    near = min(found, key=lambda result: float(result.fun)).x
    best = np.clip(_search(build, histories, near).x, -BOUND, BOUND)
    slope = _objective(build, histories)[1]
    curvature = np.array(
        [(slope(best + h) - slope(best - h)) / (2 * STEP) for h in STEP * np.eye(len(best))]
    )
    model = build(*np.exp(best))
    return Fit(
        model,
        names,
        np.exp(best),
        _inverse(histories.total * curvature),
        model.log_likelihood(histories),
        histories.total,
    )


def _search(build: Callable[..., Model], histories: Histories, start: Vector) -> OptimizeResult:
    cost, slope = _objective(build, histories)
    return minimize(cost, start, method="BFGS", jac=slope, options={"gtol": 1e-9, "maxiter": 1000})


def _objective(
    build: Callable[..., Model], histories: Histories
) -> tuple[Callable[[Vector], float], Callable[[Vector], Vector]]:
    """Minus the log-likelihood a customer, and its slope, of the log-parameters."""

    def cost(logs: Vector) -> float:
        model = build(*np.exp(np.clip(logs, -BOUND, BOUND)))
        return -model.log_likelihood(histories) / histories.total

    def slope(logs: Vector) -> Vector:
        values = np.exp(np.clip(logs, -BOUND, BOUND))
        inside = np.abs(logs) < BOUND
        return -build(*values).score(histories) * values * inside / histories.total

    return cost, slope


def _inverse(information: Vector) -> Vector:
    """Inverse of a symmetric matrix, with no variance above ``WIDEST**2``."""
    values, vectors = np.linalg.eigh((information + information.T) / 2)
    return (vectors / np.maximum(values, 1 / WIDEST**2)) @ vectors.T
