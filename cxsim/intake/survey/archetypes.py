"""Kinds of respondents: those of a column, or latent classes of how they rate.

Latent classes are a mixture of normals, one mean a class and touchpoint, one spread a touchpoint,
fitted by EM over the ratings that are there (Vermunt & Magidson 2002). They separate people by
level and profile of their ratings, answering style included.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from cxsim.intake.survey.answers import Survey

LEAST_SHARE, FEWEST, MOST_KINDS = 0.05, 30, 6
"""A segment with a smaller share, or fewer respondents, or beyond so many, goes with the others."""
MOST_CLASSES, CLASS_SHARE, AGREEMENT = 4, 0.1, 0.8
ROUNDS, TOLERANCE, NARROWEST = 200, 1e-6, 0.5
CLASSES = {
    1: ("everybody",),
    2: ("content", "critical"),
    3: ("delighted", "content", "critical"),
    4: ("delighted", "content", "lukewarm", "critical"),
}
OTHERS = ""
"""Label of the respondents of no segment of their own."""


@dataclass(frozen=True)
class Trial:
    """A number of classes that was tried.

    Attributes
    ----------
    classes : int
    bic : float
        Schwarz's criterion, lower is better.
    smallest : float
        Share of the smallest class.
    agreement : float
        Share of the respondents whom the fits on two random halves put into the same class.
    """

    classes: int
    bic: float
    smallest: float
    agreement: float


@dataclass(frozen=True, eq=False)
class Archetypes:
    """Who belongs with whom.

    Attributes
    ----------
    names : tuple of str
        Labels: a segment's as in the file (`OTHERS` for the rest), a class's by `CLASSES`.
    of : ndarray of shape (respondents,)
        Archetype of each.
    trials : tuple of Trial
        The numbers of classes tried; empty for a column's segments.
    """

    names: tuple[str, ...]
    of: NDArray[np.int64]
    trials: tuple[Trial, ...] = ()

    @property
    def shares(self) -> NDArray[np.float64]:
        """Share of the respondents, (archetypes,)."""
        return np.bincount(self.of, minlength=len(self.names)) / len(self.of)


def archetypes_of(survey: Survey) -> Archetypes:
    """The segments of the survey's column, or else its latent classes.

    The number of classes is the largest up to `MOST_CLASSES` before BIC stops to fall, the
    smallest class is under `CLASS_SHARE`, or two halves agree on fewer than `AGREEMENT`.
    """
    if survey.segment is not None:
        return _segments(survey.segment)
    halves = np.random.default_rng(0).random(len(survey)) < 0.5
    trials: list[Trial] = []
    chosen = np.zeros(len(survey), np.int64)
    for classes in range(1, MOST_CLASSES + 1):
        model, bic = fit(survey.ratings, classes)
        of = model.classify(survey.ratings)
        one, other = (
            fit(survey.ratings[half], classes)[0].classify(survey.ratings)
            for half in (halves, ~halves)
        )
        smallest = np.bincount(of, minlength=classes).min() / len(of)
        trials.append(Trial(classes, bic, float(smallest), float((one == other).mean())))
        now, before = trials[-1], trials[-2] if trials[1:] else None
        if now.smallest < CLASS_SHARE or now.agreement < AGREEMENT:
            break
        if before is not None and now.bic >= before.bic:
            break
        chosen = of
    return Archetypes(CLASSES[int(chosen.max()) + 1], chosen, tuple(trials))


def _segments(segment: NDArray[np.str_]) -> Archetypes:
    """Segments large enough to say something of, largest first; the rest together."""
    names, place, counts = np.unique(segment, return_inverse=True, return_counts=True)
    large = (counts >= max(FEWEST, LEAST_SHARE * len(segment))) & (names != "")
    order = [int(i) for i in np.argsort(-counts, kind="stable") if large[i]][:MOST_KINDS]
    kept = [str(names[i]) for i in order]
    to = np.full(len(names), len(order))
    to[order] = np.arange(len(order))
    return Archetypes((*kept, *([] if len(order) == len(names) else [OTHERS])), to[place])


@dataclass(frozen=True, eq=False)
class Mixture:
    """A mixture of normals over ratings, classes from the best rating to the worst.

    Attributes
    ----------
    share : ndarray of shape (classes,)
    mean : ndarray of shape (classes, touchpoints)
    spread : ndarray of shape (touchpoints,)
        Standard deviation within a class.
    """

    share: NDArray[np.float64]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]

    def log_chance(self, ratings: NDArray[np.float64]) -> NDArray[np.float64]:
        """Logarithm of share times density of each respondent in each class, over what is rated."""
        score = (ratings[:, None, :] - self.mean) / self.spread
        density = -0.5 * score * score - np.log(self.spread) - 0.5 * np.log(2 * np.pi)
        return np.log(self.share) + np.nansum(density, axis=2)

    def classify(self, ratings: NDArray[np.float64]) -> NDArray[np.int64]:
        """The likeliest class of each respondent."""
        return np.argmax(self.log_chance(ratings), axis=1)


def fit(ratings: NDArray[np.float64], classes: int) -> tuple[Mixture, float]:
    """The mixture by EM from classes of equal size by mean rating, and its BIC.

    Beginning there, not at random, makes it the same whenever it is fitted.
    """
    rated = ~np.isnan(ratings)
    filled = np.where(rated, ratings, 0.0)
    level = filled.sum(axis=1) / rated.sum(axis=1)
    rank = np.argsort(np.argsort(-level, kind="stable"), kind="stable")
    belongs = np.eye(classes)[rank * classes // len(ratings)]
    before = -np.inf
    for _ in range(ROUNDS):
        mixture = _maximised(filled, rated, belongs)
        joint = mixture.log_chance(ratings)
        total = logsumexp(joint, axis=1)
        belongs = np.exp(joint - total[:, None])
        likelihood = float(total.sum())
        if likelihood - before < TOLERANCE * abs(likelihood):
            break
        before = likelihood
    numbers = classes - 1 + mixture.mean.size + mixture.spread.size
    return mixture, numbers * np.log(len(ratings)) - 2 * likelihood


def _maximised(
    filled: NDArray[np.float64], rated: NDArray[np.bool_], belongs: NDArray[np.float64]
) -> Mixture:
    """Shares, means and spreads of classes to which respondents belong so far."""
    weight = belongs.T @ rated + 1e-9
    everybody = filled.sum(axis=0) / np.maximum(rated.sum(axis=0), 1)
    # One rating like everybody's keeps a class that did not rate a touchpoint from nowhere.
    mean = (belongs.T @ filled + everybody) / (weight + 1)
    squares = (weight * mean**2).sum(axis=0) - 2 * (mean * (belongs.T @ filled)).sum(axis=0)
    variance = ((filled**2).sum(axis=0) + squares) / np.maximum(rated.sum(axis=0), 1)
    order = np.argsort(-mean.mean(axis=1), kind="stable")
    share = np.maximum(belongs.mean(axis=0), 1e-9)
    return Mixture(share[order], mean[order], np.sqrt(np.maximum(variance, NARROWEST**2)))


def counted(names: Sequence[str], of: NDArray[np.int64]) -> dict[str, int]:
    """Respondents of each archetype."""
    return dict(zip(names, np.bincount(of, minlength=len(names)).tolist(), strict=True))
