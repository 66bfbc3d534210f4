"""What ratings do to recommendation: how much each touchpoint counts, fitted and tried.

The answer is regressed on the shortfall of each touchpoint from the best rating, divided by the
number of touchpoints that the respondent rated: the mean of the visits of one journey, of which
touchpoints count more or less. That is the form in which the model adds visits up, so the fitted
numbers can stand in a case. Ratings hang together, so effects are pulled towards an equal one
(ridge; Dawes 1979 on how hard equal weights are to beat) and touchpoints that count about the same
are put into one group; how many groups, a cross-validation says.

It is an association: who answers kindly rates kindly, whatever was lived.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from cxsim.intake.survey.answers import Survey

MOST_GROUPS, FOLDS = 3, 10
PULLS = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Pull towards equal effects, relative to how much ratings vary."""
LEAST_WEIGHT = 0.02
LIMIT_95 = 1.96

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Drivers:
    """How ratings move recommendation.

    Attributes
    ----------
    group : ndarray of shape (touchpoints,)
        Which touchpoints count alike; 0 counts most.
    weight : ndarray of shape (groups,)
        How much a group counts against the others; they sum to 1.
    intercept, slope, slope_error : float
        Answer of a journey without any shortfall, points of answer per point (0–10) of weighted
        journey, and its standard error (robust to unequal variance, White 1980).
    errors : tuple of float
        Root mean square error in points of the answer of each number of groups, out of sample.
    r_squared, rank_correlation : float
        Of predictions for respondents left out of the fit.
    """

    group: NDArray[np.int64]
    weight: Matrix
    intercept: float
    slope: float
    slope_error: float
    errors: tuple[float, ...]
    r_squared: float
    rank_correlation: float

    def index(self, ratings: Matrix) -> Matrix:
        """Weighted mean shortfall of each respondent's journey, (respondents,), 0 or less."""
        return shortfalls(ratings) @ self.weight[self.group]

    def foretold(self, ratings: Matrix) -> Matrix:
        """The answer expected of each respondent."""
        return self.intercept + self.slope * self.index(ratings)

    def worth(self, survey: Survey) -> Matrix:
        """What one point (0–10) more at each touchpoint adds to the mean answer, (touchpoints,)."""
        part = survey.rated / survey.rated.sum(axis=1, keepdims=True)
        share = np.average(part, axis=0, weights=survey.weight)
        return self.slope * self.weight[self.group] * share

    def lost(self, survey: Survey) -> Matrix:
        """Points of the mean answer lost for want of the best rating, (touchpoints,)."""
        short = np.average(shortfalls(survey.ratings), axis=0, weights=survey.weight)
        return -self.slope * self.weight[self.group] * short


def shortfalls(ratings: Matrix) -> Matrix:
    """Rating less the best one, over the number of touchpoints rated; 0 where not rated."""
    rated = ~np.isnan(ratings)
    return np.where(rated, ratings - 10, 0.0) / rated.sum(axis=1, keepdims=True)


def fit_drivers(survey: Survey) -> Drivers:
    """Fit the map from ratings to recommendation and try it on respondents left out.

    The number of groups is the smallest whose error is within one standard error of the least
    (Breiman et al. 1984).
    """
    x, y, w = shortfalls(survey.ratings), survey.recommend, survey.weight
    fold = np.random.default_rng(0).permutation(len(y)) % FOLDS
    most = min(MOST_GROUPS, x.shape[1])
    foretold = np.empty((most, len(y)))
    for held in range(FOLDS):
        train = fold != held
        for groups in range(1, most + 1):
            fitted = _fit(x[train], y[train], w[train], groups)
            foretold[groups - 1, ~train] = fitted[2] + x[~train] @ fitted[1][fitted[0]]
    squares = (foretold - y) ** 2
    mean = np.average(squares, axis=1, weights=w)
    best = int(np.argmin(mean))
    beyond = squares - squares[best] - (mean - mean[best])[:, None]
    error = np.sqrt((w * beyond) ** 2 @ np.ones(len(y))) / w.sum()
    near = mean <= mean[best] + error
    chosen = int(np.flatnonzero(near)[0])
    group, effect, intercept = _fit(x, y, w, chosen + 1)
    weight = np.maximum(effect / max(effect.sum(), 1e-9), LEAST_WEIGHT)
    weight /= weight.sum()
    intercept, slope, slope_error = _line(x @ weight[group], y, w)
    return Drivers(
        group,
        weight,
        intercept,
        max(slope, 0.0),
        slope_error,
        tuple(np.sqrt(mean).tolist()),
        float(1 - mean[chosen] / np.cov(y, aweights=w, ddof=0)),
        _rank_correlation(foretold[chosen], y, w),
    )


def _rank_correlation(a: Matrix, b: Matrix, weight: Matrix) -> float:
    """Spearman's, respondents counting as they weigh; NaN where one of both does not vary."""
    ranks = np.array([_ranks(one, weight) for one in (a, b)])
    covariance = np.cov(ranks, aweights=weight, ddof=0)
    spreads = float(np.sqrt(covariance[0, 0] * covariance[1, 1]))
    return float(covariance[0, 1]) / spreads if spreads > 0 else np.nan


def _ranks(values: Matrix, weight: Matrix) -> Matrix:
    """Weight below each value, with half of that upon it."""
    _, place = np.unique(values, return_inverse=True)
    mass = np.bincount(place, weight)
    return np.asarray((np.cumsum(mass) - mass / 2)[place])


def _fit(x: Matrix, y: Matrix, w: Matrix, groups: int) -> tuple[NDArray[np.int64], Matrix, float]:
    """Group of each touchpoint, effect of each group (largest first) and intercept."""
    group = np.zeros(x.shape[1], np.int64)
    if groups > 1:
        group = _grouped(_pulled(x, y, w), np.sqrt(np.average(x**2, axis=0, weights=w)), groups)
    together = np.column_stack([x[:, group == g].sum(axis=1) for g in range(groups)])
    middle, mean = np.average(together, axis=0, weights=w), float(np.average(y, weights=w))
    root = np.sqrt(w)
    effect, _ = nnls(root[:, None] * (together - middle), root * (y - mean))
    return group, effect, mean - float(middle @ effect)


def _pulled(x: Matrix, y: Matrix, w: Matrix) -> Matrix:
    """Effect of each touchpoint, pulled towards an equal one as much as foretells best.

    How much is chosen by generalised cross-validation (Golub, Heath & Wahba 1979).
    """
    root = np.sqrt(w)
    x = root[:, None] * (x - np.average(x, axis=0, weights=w))
    y = root * (y - np.average(y, weights=w))
    sum_x = x.sum(axis=1)
    equal = float(sum_x @ y / max(sum_x @ sum_x, 1e-12))
    left = y - equal * sum_x
    d, v = np.linalg.eigh(x.T @ x)
    d = np.maximum(d, 1e-9 * d.max())
    along = v.T @ (x.T @ left)
    best, found = np.inf, np.full(x.shape[1], equal)
    for pull in PULLS:
        kept = d / (d + pull * d.mean())
        rest = float(left @ left - (kept * (2 - kept) * along**2 / d).sum())
        score = rest / max(len(y) - 1 - kept.sum(), 1) ** 2
        if score < best:
            best, found = score, equal + v @ (kept * along / d)
    return found


def _grouped(effect: Matrix, weight: Matrix, groups: int) -> NDArray[np.int64]:
    """The split of sorted effects into groups of least spread within, largest effects first."""
    order = np.argsort(-effect, kind="stable")
    e, w = effect[order], weight[order]
    sums = np.cumsum(np.vstack([w, w * e, w * e * e]), axis=1)
    total, first, second = np.hstack([np.zeros((3, 1)), sums])

    def spread(a: int, b: int) -> float:
        """Weighted squares around the mean of the effects from a up to b."""
        mass = max(total[b] - total[a], 1e-12)
        return float(second[b] - second[a] - (first[b] - first[a]) ** 2 / mass)

    n = len(e)
    cuts = min(
        combinations(range(1, n), groups - 1),
        key=lambda inner: sum(spread(a, b) for a, b in zip((0, *inner), (*inner, n), strict=True)),
    )
    group = np.empty(n, np.int64)
    group[order] = np.searchsorted(cuts, np.arange(n), side="right")
    return group


def _line(x: Matrix, y: Matrix, w: Matrix) -> tuple[float, float, float]:
    """Intercept and slope of a straight line, and the slope's robust standard error."""
    mean_x, mean_y = float(np.average(x, weights=w)), float(np.average(y, weights=w))
    middle = w * (x - mean_x)
    total = max(float(middle @ (x - mean_x)), 1e-12)
    slope = float(middle @ y) / total
    rest = y - mean_y - slope * (x - mean_x)
    error = float(np.sqrt((middle**2) @ (rest**2) * len(y) / max(len(y) - 2, 1))) / total
    return mean_y - slope * mean_x, slope, error
