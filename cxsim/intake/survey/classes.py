"""Latent classes of how people rate.

A mixture of normals, one mean a class and touchpoint, one spread a touchpoint, fitted by EM over
the ratings that are there (Vermunt & Magidson 2002). Classes separate people by level and profile
of their ratings, answering style included.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from cxsim.intake.survey.weights import worth

MOST_CLASSES, CLASS_SHARE, AGREEMENT, FEWEST = 4, 0.1, 0.8, 30
"""Of the classes: how many at most, the smallest one's share and respondents at least, and the
share of people whom the fits on two halves must put into the same class."""
SHOWN, APART = 2, 0.5
"""Two classes differ at so many touchpoints at least, by so many standard deviations (Cohen's
medium effect): who differs at a single one has met a bad day there, and is no kind of customer."""
ROUNDS, TOLERANCE, NARROWEST = 200, 1e-6, 0.5


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


def classes_of(
    ratings: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple["Mixture", tuple[Trial, ...]]:
    """As many classes as there are, and the numbers of classes tried.

    The number is the largest up to `MOST_CLASSES` before BIC stops to fall, the smallest class is
    under `CLASS_SHARE` or `FEWEST` respondents, two classes differ at fewer than `SHOWN`
    touchpoints, or two halves agree on fewer than `AGREEMENT`.
    """
    chosen, bic = fit(ratings, weight, 1)
    trials = [Trial(1, bic, 1.0, 1.0)]
    halves = np.random.default_rng(0).random(len(ratings)) < 0.5
    for classes in range(2, MOST_CLASSES + 1):
        if len(ratings) < classes * FEWEST:
            break
        model, bic = fit(ratings, weight, classes)
        one, other = (
            fit(ratings[half], weight[half], classes)[0].classify(ratings)
            for half in (halves, ~halves)
        )
        of = model.classify(ratings)
        smallest = np.bincount(of, weight, minlength=classes).min() / weight.sum()
        agreement = np.average(one == other, weights=weight)
        trials.append(Trial(classes, bic, float(smallest), float(agreement)))
        now, before = trials[-1], trials[-2]
        if (
            np.bincount(of, minlength=classes).min() < FEWEST
            or now.smallest < CLASS_SHARE
            or now.agreement < AGREEMENT
        ):
            break
        if now.bic >= before.bic or model.shown < SHOWN:
            break
        chosen = model
    return chosen, tuple(trials)


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

    def shared(
        self, ratings: NDArray[np.float64], weight: NDArray[np.float64]
    ) -> tuple["Mixture", float]:
        """The same classes with the shares of some other people, and their log-likelihood.

        A latent class model of several groups that measures alike in all (Clogg & Goodman 1984).
        """
        mixture, before, counts = self, -np.inf, worth(weight)
        for _ in range(ROUNDS):
            joint = mixture.log_chance(ratings)
            total = logsumexp(joint, axis=1)
            belongs = np.exp(joint - total[:, None])
            share = np.maximum(np.average(belongs, axis=0, weights=counts), 1e-9)
            mixture = replace(mixture, share=share)
            if (likelihood := float(counts @ total)) - before < TOLERANCE * abs(likelihood):
                break
            before = likelihood
        return mixture, likelihood

    @property
    def shown(self) -> int:
        """Touchpoints at which the two classes most alike differ."""
        gaps = np.abs(self.mean[:, None, :] - self.mean) > APART * self.spread
        return int(gaps.sum(axis=2)[np.triu_indices(len(self.share), 1)].min())

    @property
    def numbers(self) -> int:
        """How many numbers were fitted."""
        return len(self.share) - 1 + self.mean.size + self.spread.size


def fit(
    ratings: NDArray[np.float64], weight: NDArray[np.float64], classes: int
) -> tuple[Mixture, float]:
    """The mixture by EM from classes of equal size by mean rating, and its BIC.

    With weights, by pseudo-likelihood (Patterson, Dayton & Graubard 2002).

    Beginning there, not at random, makes it the same whenever it is fitted.
    """
    rated, counts = ~np.isnan(ratings), worth(weight)
    filled = np.where(rated, ratings, 0.0)
    level = filled.sum(axis=1) / rated.sum(axis=1)
    rank = np.argsort(np.argsort(-level, kind="stable"), kind="stable")
    belongs = np.eye(classes)[rank * classes // len(ratings)]
    before = -np.inf
    for _ in range(ROUNDS):
        mixture = _maximised(filled, rated, belongs, counts)
        joint = mixture.log_chance(ratings)
        total = logsumexp(joint, axis=1)
        belongs = np.exp(joint - total[:, None])
        likelihood = float(counts @ total)
        if likelihood - before < TOLERANCE * abs(likelihood):
            break
        before = likelihood
    return mixture, mixture.numbers * np.log(counts.sum()) - 2 * likelihood


def _maximised(
    filled: NDArray[np.float64],
    rated: NDArray[np.bool_],
    belongs: NDArray[np.float64],
    counts: NDArray[np.float64],
) -> Mixture:
    """Shares, means and spreads of classes to which respondents belong so far."""
    belongs = counts[:, None] * belongs
    number = np.maximum(counts @ rated, 1)
    weight = belongs.T @ rated + 1e-9
    everybody = counts @ filled / number
    # One rating like everybody's keeps a class that did not rate a touchpoint from nowhere.
    mean = (belongs.T @ filled + everybody) / (weight + 1)
    squares = (weight * mean**2).sum(axis=0) - 2 * (mean * (belongs.T @ filled)).sum(axis=0)
    variance = (counts @ filled**2 + squares) / number
    order = np.argsort(-mean.mean(axis=1), kind="stable")
    share = np.maximum(belongs.sum(axis=0) / counts.sum(), 1e-9)
    return Mixture(share[order], mean[order], np.sqrt(np.maximum(variance, NARROWEST**2)))
