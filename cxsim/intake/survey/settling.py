"""What a survey cannot state of the model is found by living the case and asking its customers.

Three numbers are moved until simulated customers answer as the respondents did: the baseline of
satisfaction and the spread of answers, for the shares of promoters and detractors, and how fast one
journey moves lasting satisfaction, for how the answer falls with each touchpoint rated low. The
last one stays within the range of its rule, for a single survey cannot tell the last journey from
all those before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.special import ndtr, ndtri

from cxsim.scenario import AsIs

PROMOTES, DETRACTS = 8.5, 6.5
"""Latent answers above the first become 9 or 10, below the second 6 or less."""
ROUNDS, LAST = 7, 3
"""Times that the case is lived; the last ones leave learning as it is."""
NOISE_TO_STYLE = 0.9
"""As in the model's defaults; the sum of their squares is what a single survey shows."""
LEAST_SPREAD, MOST_SPREAD = 0.2, 5.0
LEAST_LEARNING, MOST_LEARNING = 0.1, 0.4
"""The range of rule 7."""
MOST_LOW = 4
"""So many touchpoints rated low, or more, count alike."""
LIMIT_95 = 1.96

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Lives:
    """What simulated customers have just lived.

    Attributes
    ----------
    archetype : ndarray of shape (customers,)
        In the order of the case.
    satisfaction : ndarray of shape (customers,)
        Cumulative, 0–10, when all is over.
    felt : ndarray of shape (customers, touchpoints)
        Satisfaction with the visits of the last journey that ended; NaN where there was none.
    """

    archetype: NDArray[np.int64]
    satisfaction: Matrix
    felt: Matrix

    def low(self, chance: Matrix) -> NDArray[np.int64]:
        """Visits of the journey that would be rated low, (customers,), capped; −1 of no journey.

        The worst felt at each touchpoint, as many as its chance of a low rating says: what people
        feel is told in ratings of the same order.
        """
        visited = ~np.isnan(self.felt)
        count = np.zeros(len(self.felt), np.int64)
        for place in np.flatnonzero(visited.any(axis=0)):
            felt = self.felt[visited[:, place], place]
            count[visited[:, place]] += worst(felt, float(chance[place]))
        return np.where(visited.any(axis=1), np.minimum(count, MOST_LOW), -1)


def worst(felt: Matrix, share: float) -> NDArray[np.bool_]:
    """Which are the worst, exactly as many as a share says; among equals, the first."""
    found = np.zeros(len(felt), bool)
    found[np.argsort(felt, kind="stable")[: round(share * len(felt))]] = True
    return found


Live = Callable[[AsIs], Lives]
"""Lives a case of today and asks."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """What simulated customers are to answer.

    Attributes
    ----------
    promoters, detractors : float
        Shares.
    respondents : float
        Behind them; fewer where weights differ.
    low : ndarray of shape (touchpoints,)
        Chance of a low rating.
    fall : float
        Points of the answer for each touchpoint rated low (capped).
    """

    promoters: float
    detractors: float
    respondents: float
    low: Matrix
    fall: float


@dataclass(frozen=True)
class Settled:
    """The numbers found.

    Attributes
    ----------
    baseline, spread, learning : float
        `behaviour.satisfaction.baseline`, which may lie beyond 10 (`tree.today` then moves the
        reference instead); standard deviation of answers around satisfaction;
        `behaviour.memory.learning`.
    mean, deviation : float
        Of cumulative satisfaction.
    """

    baseline: float
    spread: float
    learning: float
    mean: float
    deviation: float

    @property
    def style(self) -> float:
        """Spread of a person's lasting way of answering."""
        return self.spread / float(np.hypot(1, NOISE_TO_STYLE))

    @property
    def noise(self) -> float:
        """Spread from answer to answer."""
        return NOISE_TO_STYLE * self.style


def start(wanted: Wanted, learning: float = 0.2) -> Settled:
    """Where to begin: answers as a normal with the survey's promoters and detractors."""
    mean, spread = normal_answers(wanted.promoters, wanted.detractors)
    mean = float(np.clip(mean, 0, 10))
    return Settled(mean, spread, learning, mean, 1.0)


def settle(
    case: Callable[[Settled], AsIs],
    live: Live,
    wanted: Wanted,
    step: Callable[[], None] = lambda: None,
) -> tuple[Settled, Lives]:
    """Move the numbers until simulated customers answer as wanted.

    Parameters
    ----------
    case : callable
        The case with such numbers.
    live : callable
        Lives it.
    wanted : Wanted
    step : callable
        Called after each round.

    Returns
    -------
    Settled, Lives
        The numbers, and what was lived with them but for the last small change.
    """
    now = start(wanted)
    for number in range(ROUNDS):
        lives = live(case(now))
        shift, spread = answers_fit(lives.satisfaction, wanted)
        faster = 1.0
        if number < ROUNDS - LAST:
            fall = fall_of(lives.satisfaction, lives.low(wanted.low))
            faster = float(np.clip(wanted.fall / fall, 0.5, 2.0)) if fall < 0 else 1.0
        now = replace(
            now,
            baseline=now.baseline + shift,
            spread=spread,
            learning=float(np.clip(now.learning * faster, LEAST_LEARNING, MOST_LEARNING)),
            mean=float(lives.satisfaction.mean() + shift),
            deviation=float(np.clip(lives.satisfaction.std(), 0.05, 5)),
        )
        step()
    return now, lives


def normal_answers(promoters: float, detractors: float) -> tuple[float, float]:
    """Mean and spread of the normal answer with these shares, each held off 0 and 1."""
    above, below = (ndtri(np.clip(share, 0.005, 0.985)) for share in (promoters, detractors))
    spread = (PROMOTES - DETRACTS) / max(-above - below, 0.3)
    spread = float(np.clip(spread, LEAST_SPREAD, MOST_SPREAD))
    return float(DETRACTS - spread * below), spread


def answers_fit(satisfaction: Matrix, wanted: Wanted) -> tuple[float, float]:
    """What to add to everybody's satisfaction, and how widely to spread answers around it."""

    def missed(values: Matrix) -> Matrix:
        promoters, detractors = shares(satisfaction + values[0], values[1])
        return np.array([promoters - wanted.promoters, detractors - wanted.detractors])

    first = np.array([0.0, 1.0])
    limits = ([-5, LEAST_SPREAD], [5, MOST_SPREAD])
    found = least_squares(missed, first, bounds=limits)
    return float(found.x[0]), float(found.x[1])


def shares(satisfaction: Matrix, spread: float) -> tuple[float, float]:
    """Promoters and detractors among people so satisfied whose answers spread so widely."""
    promoters = ndtr((satisfaction - PROMOTES) / spread).mean()
    detractors = ndtr((DETRACTS - satisfaction) / spread).mean()
    return float(promoters), float(detractors)


def fall_of(answer: Matrix, low: NDArray[np.int64], weight: Matrix | None = None) -> float:
    """How the answer changes with each touchpoint rated low; 0 where that does not differ."""
    asked = low >= 0
    w = np.ones(int(asked.sum())) if weight is None else weight[asked]
    x, y = low[asked] - w @ low[asked] / w.sum(), answer[asked]
    total = float(w @ x**2)
    return float((w * x) @ y) / total if total > 0 else 0.0


def baseline_error(wanted: Wanted) -> float:
    """95% half-width of the mean answer, and so of the baseline, from so few respondents."""
    p, d, n = wanted.promoters, wanted.detractors, wanted.respondents
    covariance = np.array([[p * (1 - p), -p * d], [-p * d, d * (1 - d)]]) / n
    small = 1e-4
    here = normal_answers(p, d)[0]
    turn = np.array(
        [normal_answers(p + small, d)[0] - here, normal_answers(p, d + small)[0] - here]
    )
    turn /= small
    return LIMIT_95 * float(np.sqrt(max(turn @ covariance @ turn, 0.0)))
