"""Smooth curves of parameters, added up: natural cubic splines with two penalties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

KNOTS = 4
"""Of the spline of a parameter, which makes a line and two bends."""
LINES = (1.0, 0.1, 0.01, 1e-3, 1e-6)
BENDS = (1e3, 3.0, 0.3, 0.03, 1e-6)
"""Penalties tried on a parameter's line and on its bends, in variances of a basis function."""


@dataclass(frozen=True)
class Basis:
    """A natural cubic spline of one parameter: a line, then bends, each orthogonal to those before.

    On the draws it was made of, each function has mean 0 and variance 1. Beyond them it goes on in
    a straight line.
    """

    low: float
    span: float
    knots: np.ndarray
    centre: np.ndarray
    turned: np.ndarray

    @classmethod
    def of(cls, x: np.ndarray) -> Basis:
        """The basis for (n,) draws, two of them different at least."""
        low, span = float(x.min()), float(np.ptp(x))
        unit = (x - low) / span
        knots = np.unique(np.quantile(unit, np.linspace(0, 1, KNOTS)))
        raw = _spline(unit, knots)[:, : np.unique(unit).size - 1]
        centre = raw.mean(axis=0)
        triangle = np.linalg.qr(raw - centre, mode="r")
        return cls(low, span, knots, centre, np.linalg.inv(triangle) * np.sqrt(x.size))

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Values of the functions at (m,) points: (m, functions)."""
        raw = _spline((x - self.low) / self.span, self.knots)
        return (raw[:, : self.centre.size] - self.centre) @ self.turned


def _spline(x: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Natural cubic splines by truncated powers (Hastie, Tibshirani & Friedman 2009, 5.4–5.5)."""
    last = np.maximum(x - knots[-1], 0.0) ** 3
    bent = [(np.maximum(x - knot, 0.0) ** 3 - last) / (knots[-1] - knot) for knot in knots[:-1]]
    return np.column_stack([x, *(one - bent[-1] for one in bent[:-1])])


@dataclass(frozen=True)
class Additive:
    """Expected money of one option: a mean and a curve of each parameter that was found.

    Parameters
    ----------
    columns : tuple of int
        The parameters found.
    bases : tuple of Basis
        Theirs.
    penalty : (functions,) array
        On each function, of all bases one after another.
    """

    columns: tuple[int, ...]
    bases: tuple[Basis, ...]
    penalty: np.ndarray

    def functions(self, x: np.ndarray) -> np.ndarray:
        """All basis functions at (m, parameters) points: (m, functions)."""
        each = [basis(x[:, c]) for c, basis in zip(self.columns, self.bases, strict=True)]
        return np.hstack(each) if each else np.empty((len(x), 0))

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        """Where each parameter's functions lie."""
        ends = np.cumsum([0, *(basis.centre.size for basis in self.bases)])
        return tuple(slice(a, b) for a, b in pairwise(ends))


def ridge(functions: np.ndarray, y: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Coefficients on functions; both about their means."""
    about = functions - functions.mean(axis=0)
    gram = about.T @ about + np.diag(len(y) * penalty)
    return np.linalg.solve(gram, about.T @ (y - y.mean()))


def additive(x: np.ndarray, y: np.ndarray, columns: Sequence[int]) -> Additive:
    """The model of one option; penalties by leaving one draw out at a time, in closed form."""
    bases = tuple(Basis.of(x[:, c]) for c in columns)
    lines = np.concatenate([np.arange(b.centre.size) == 0 for b in bases] or [np.empty(0)])
    bare = Additive(tuple(columns), bases, np.empty(0))
    functions = bare.functions(x)
    tried = [np.where(lines, line, bend) for line in LINES for bend in BENDS]
    errors = [_left_out(functions, y, penalty) for penalty in tried] if bases else [0.0]
    return Additive(bare.columns, bases, tried[int(np.argmin(errors))])


def _left_out(functions: np.ndarray, y: np.ndarray, penalty: np.ndarray) -> float:
    """Sum of squares of what each draw is missed by where it is left out (Allen's PRESS)."""
    gram = functions.T @ functions + np.diag(len(y) * penalty)
    hat = functions @ np.linalg.solve(gram, functions.T) + 1 / len(y)
    left = (y - hat @ y) / np.maximum(1 - np.diag(hat), 1e-9)
    return float(left @ left)


def predicted(model: Additive, x: np.ndarray, y: np.ndarray, at: np.ndarray) -> np.ndarray:
    """What a model fitted to x and y expects at other points."""
    functions = model.functions(x)
    about = model.functions(at) - functions.mean(axis=0)
    return np.asarray(y.mean() + about @ ridge(functions, y, model.penalty))
