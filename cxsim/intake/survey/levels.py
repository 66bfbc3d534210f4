"""How well each touchpoint is rated: its quality, its spread, how often and how badly it fails.

A visit fails where the rating is at the bottom of the scale. How often is a touchpoint's, for the
model knows no chance of failure by archetype; how deep is an archetype's: who seldom rates so low
is taken to mind the same failure less. What an archetype meets where nothing fails is chosen so
that mean and spread of all its ratings come out as they were, once the model has held each visit
within 0 and 10.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.special import ndtr

from cxsim.intake.survey.answers import Survey, mean_ratings
from cxsim.intake.survey.archetypes import Archetypes
from cxsim.intake.survey.weights import worth

LIMIT_95 = 1.96
KIN = 10
"""Ratings that stand in where an archetype has few, such as everybody gives, moved by how much
better or worse the archetype rates elsewhere: a modelling choice."""
LEAST_SPREAD, MOST_SPREAD = 0.1, 5.0

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Levels:
    """What the touchpoints deliver, on 0–10.

    Attributes
    ----------
    failure : ndarray of shape (touchpoints, 3)
        Chance that a visit fails, with 95% limits (Wilson 1927).
    quality, spread, depth : ndarray of shape (archetypes, touchpoints, 3)
        Mean where it does not fail, standard deviation, what a failure takes off; with 95% limits.
    mean : ndarray of shape (archetypes, touchpoints)
        Of all ratings, failures included.
    """

    failure: Matrix
    quality: Matrix
    spread: Matrix
    depth: Matrix
    mean: Matrix


def levels_of(survey: Survey, archetypes: Archetypes) -> Levels:
    """Read the levels off the ratings."""
    failure = np.array([_failing(survey, place) for place in range(len(survey.touchpoints))])
    worst = _worst(survey)
    kinds, places = len(archetypes.kinds), len(survey.touchpoints)
    middle, beside = mean_ratings(survey), _beside(survey, archetypes)
    quality, spread, depth = (np.empty((kinds, places, 3)) for _ in range(3))
    means = np.empty((kinds, places))
    for place in range(places):
        rated = survey.rated[:, place]
        everybody, chance = middle[place], float(failure[place, 0])
        within = _within(survey.ratings[rated, place], archetypes.of[rated], survey.weight[rated])
        for kind in range(kinds):
            who = rated & (archetypes.of == kind)
            own, counts = survey.ratings[who, place], worth(survey.weight[who])
            n = max(float(counts.sum()), 1.0)
            usual = float(np.clip(everybody + beside[kind], 0, 10))
            mean, variance = _towards(own, counts, usual, within)
            often = (counts @ survey.bad[who, place] + KIN * chance) / (counts.sum() + KIN)
            minded = min(1.0, often / chance) if chance else 1.0
            sound = (mean - chance * minded * worst[place]) / (1 - chance * minded)
            sound = float(np.clip(sound, 0, 10))
            fall = max(minded * (sound - worst[place]), 0.0)
            left = max(variance - chance * (1 - chance) * fall**2, LEAST_SPREAD**2)
            level, width = uncensored(sound, float(np.sqrt(left)))
            error = LIMIT_95 * np.sqrt(variance / n)
            wider = LIMIT_95 * width / np.sqrt(2 * n)
            means[kind, place] = mean
            quality[kind, place] = _around(level, error, 0, 10)
            spread[kind, place] = _around(width, wider, LEAST_SPREAD, MOST_SPREAD)
            depth[kind, place] = _around(fall, minded * error, 0, 10)
    return Levels(failure, quality, spread, depth, means)


def _failing(survey: Survey, place: int) -> tuple[float, float, float]:
    """Share of the visits of a touchpoint that failed, with 95% limits."""
    rated = survey.rated[:, place]
    counts = worth(survey.weight[rated])
    return wilson(float(counts @ survey.bad[rated, place]), float(counts.sum()))


def _worst(survey: Survey) -> Matrix:
    """Mean rating of the visits that failed, (touchpoints,); of all of them where few did."""
    failed = survey.weight @ np.where(survey.bad, survey.ratings, 0.0)
    count = survey.weight @ survey.bad
    bottom = float(survey.scale.latent(np.array([survey.scale.low + survey.scale.bad]))[0] / 2)
    mean = failed.sum() / count.sum() if count.sum() else max(bottom, 0.0)
    return np.asarray((failed + KIN * mean) / (count + KIN))


def _beside(survey: Survey, archetypes: Archetypes) -> Matrix:
    """How much better an archetype rates than everybody rates the same, (archetypes,)."""
    beside = np.where(survey.rated, survey.ratings - mean_ratings(survey), 0.0).sum(axis=1)
    kinds = len(archetypes.kinds)
    rated = np.bincount(archetypes.of, survey.weight * survey.rated.sum(axis=1), kinds)
    return np.asarray(np.bincount(archetypes.of, survey.weight * beside, kinds) / rated)


def _within(ratings: Matrix, of: NDArray[np.int64], weight: Matrix) -> float:
    """Variance of ratings around the mean of each archetype."""
    counts = np.bincount(of, weight)
    mean = np.bincount(of, weight * ratings) / np.where(counts > 0, counts, 1)
    return float(np.average((ratings - mean[of]) ** 2, weights=weight))


def _towards(own: Matrix, counts: Matrix, usual: float, within: float) -> tuple[float, float]:
    """Mean and variance of an archetype's ratings, drawn a little towards what is usual."""
    n = counts.sum()
    mean = (counts @ own + KIN * usual) / (n + KIN)
    variance = (counts @ (own - mean) ** 2 + KIN * within) / (n + KIN)
    return float(mean), float(variance)


def wilson(bad: float, n: float) -> tuple[float, float, float]:
    """A share and its 95% limits (Wilson 1927)."""
    square = LIMIT_95**2 / n
    share = bad / n
    middle = (share + square / 2) / (1 + square)
    half = LIMIT_95 * np.sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    return share, max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def uncensored(mean: float, spread: float) -> tuple[float, float]:
    """Mean and spread of the normal that, held within 0 and 10, has these."""

    def missed(values: Matrix) -> Matrix:
        found = censored(float(values[0]), float(values[1]))
        return np.array([found[0] - mean, found[1] - spread])

    start = np.array([np.clip(mean, 0.01, 9.99), np.clip(spread, 0.2, 4.9)])
    found = least_squares(missed, start, bounds=([0, LEAST_SPREAD], [10, MOST_SPREAD]), xtol=1e-6)
    return float(found.x[0]), float(found.x[1])


def censored(mean: float, spread: float) -> tuple[float, float]:
    """Mean and standard deviation of a normal held within 0 and 10 (Greene 2012, 19.3)."""
    low, high = -mean / spread, (10 - mean) / spread
    below, above = ndtr(low), ndtr(-high)
    inside = 1 - below - above
    at_low, at_high = (np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi) for z in (low, high))
    first = mean * inside + spread * (at_low - at_high) + 10 * above
    second = (
        (mean**2 + spread**2) * inside
        + spread * (2 * mean + spread * low) * at_low
        - spread * (2 * mean + spread * high) * at_high
        + 100 * above
    )
    return float(first), float(np.sqrt(max(second - first**2, 0.0)))


def _around(value: float, error: float, low: float, high: float) -> tuple[float, float, float]:
    """A number with limits either way, all within what is allowed."""
    value = float(np.clip(value, low, high))
    return value, max(low, value - error), min(high, value + error)
