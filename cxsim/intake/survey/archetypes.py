"""Kinds of respondents: latent classes of how they rate, within the segments of a column if any.

People of one segment differ more than segments do, so a segment is told apart further: into the
classes of everybody, with shares of its own, or into classes of its own where these describe it
better (BIC). An archetype is a segment's class. Classes of too few respondents, and those beyond
`MOST_KINDS`, are joined to the next one of their segment.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxsim.intake.survey.answers import Survey, mean_ratings
from cxsim.intake.survey.classes import CLASS_SHARE, FEWEST, Mixture, Trial, classes_of
from cxsim.intake.survey.weights import worth

LEAST_SHARE, MOST_LARGE, MOST_KINDS = 0.05, 6, 14
"""A segment of a smaller share, of fewer than `FEWEST`, or beyond so many, goes with the others; of
all archetypes together there are so many at most, two a segment: a modelling choice, what a table
can show."""
EVERYBODY = "everybody"
"""The only class there is."""
WORDS = {
    1: (EVERYBODY,),
    2: ("content", "critical"),
    3: ("delighted", "content", "critical"),
    4: ("delighted", "content", "lukewarm", "critical"),
}
OTHERS = ""
"""Label of the respondents of no segment of their own."""


@dataclass(frozen=True)
class Kind:
    """An archetype.

    Attributes
    ----------
    segment : str or None
        As in the file; `OTHERS` for the rest; None where no column tells segments.
    word : str
        How it rates beside the others of its segment, one of `WORDS`.
    """

    segment: str | None
    word: str


@dataclass(frozen=True)
class Within:
    """How the people of a segment were told apart.

    Attributes
    ----------
    segment : str
    own : bool
        Whether by classes of its own, not those of everybody.
    found, kept : int
        Classes, before and after the small ones were joined.
    """

    segment: str
    own: bool
    found: int
    kept: int


@dataclass(frozen=True, eq=False)
class Archetypes:
    """Who belongs with whom.

    Attributes
    ----------
    kinds : tuple of Kind
        Segments from the largest, classes from the best rating to the worst.
    of : ndarray of shape (respondents,)
        Archetype of each.
    shares : ndarray of shape (archetypes,)
        Of the respondents, as far as they count.
    trials : tuple of Trial
        The numbers of classes tried on everybody.
    within : tuple of Within
        Of each segment; empty where no column tells them.
    rest : mapping of str to int
        Respondents of the values that go with the others.
    """

    kinds: tuple[Kind, ...]
    of: NDArray[np.int64]
    shares: NDArray[np.float64]
    trials: tuple[Trial, ...]
    within: tuple[Within, ...]
    rest: Mapping[str, int]


def archetypes_of(survey: Survey) -> Archetypes:
    """The latent classes of a survey, within the segments of its column where it has one."""
    weight = survey.weight
    everybody, trials = classes_of(survey.ratings, weight)
    if survey.segment is None:
        words = WORDS[len(everybody.share)]
        kinds = tuple(Kind(None, word) for word in words)
        of = everybody.classify(survey.ratings)
        return Archetypes(kinds, of, _shares(of, weight), trials, (), {})
    labels, place, rest = _segments(survey.segment, weight)
    cells: list[_Cell] = []
    own = []
    for number in range(len(labels)):
        who = np.flatnonzero(place == number)
        classes, fresh = _describing(survey.ratings[who], weight[who], everybody, len(survey))
        of = classes.classify(survey.ratings[who])
        cells += [_Cell(number, who[of == one]) for one in np.unique(of)]
        own.append(fresh)
    found = np.bincount([cell.segment for cell in cells])
    cells = _joined(cells, _leniency(survey), weight)
    kept = np.bincount([cell.segment for cell in cells])
    words = tuple(word for count in kept for word in WORDS[int(count)])
    kinds = tuple(Kind(labels[cell.segment], word) for cell, word in zip(cells, words, strict=True))
    of = np.empty(len(survey), np.int64)
    for kind, cell in enumerate(cells):
        of[cell.who] = kind
    counts = zip(labels, own, found.tolist(), kept.tolist(), strict=True)
    within = tuple(Within(*one) for one in counts)
    return Archetypes(kinds, of, _shares(of, weight), trials, within, rest)


def _shares(of: NDArray[np.int64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.bincount(of, weight) / weight.sum())


def _segments(
    segment: NDArray[np.str_], weight: NDArray[np.float64]
) -> tuple[tuple[str, ...], NDArray[np.int64], dict[str, int]]:
    """Segments large enough to say something of, largest first; the rest together, and its size."""
    names, place, counts = np.unique(segment, return_inverse=True, return_counts=True)
    shares = np.bincount(place, weight) / weight.sum()
    large = (counts >= FEWEST) & (shares >= LEAST_SHARE) & (names != "")
    order = [int(i) for i in np.argsort(-shares, kind="stable") if large[i]][:MOST_LARGE]
    to = np.full(len(names), len(order))
    to[order] = np.arange(len(order))
    rest = {str(name): int(counts[i]) for i, name in enumerate(names) if to[i] == len(order)}
    kept = [str(names[i]) for i in order]
    return (*kept, *([OTHERS] if rest else [])), to[place], rest


def _describing(
    ratings: NDArray[np.float64],
    weight: NDArray[np.float64],
    everybody: Mixture,
    respondents: int,
) -> tuple[Mixture, bool]:
    """The classes that describe a segment best, and whether they are its own.

    Those of everybody cost it its part of the numbers fitted to all.
    """
    own, trials = classes_of(ratings, weight)
    shared, likelihood = everybody.shared(ratings, weight)
    shares = len(shared.share) - 1
    numbers = shares + (shared.numbers - shares) * weight.sum() / respondents
    bic = {trial.classes: trial.bic for trial in trials}[len(own.share)]
    fresh = bic < numbers * np.log(worth(weight).sum()) - 2 * likelihood
    return (own, True) if fresh else (shared, False)


@dataclass(frozen=True, eq=False)
class _Cell:
    """Respondents of one class of a segment, by number."""

    segment: int
    who: NDArray[np.int64]


def _leniency(survey: Survey) -> NDArray[np.float64]:
    """How much better each respondent rates than others rate the same, (respondents,)."""
    beside = survey.ratings - mean_ratings(survey)
    return np.asarray(np.nanmean(beside, axis=1))


def _joined(
    cells: list[_Cell], leniency: NDArray[np.float64], weight: NDArray[np.float64]
) -> list[_Cell]:
    """The cells after those too small, and those too many, are joined to a neighbour.

    Each time the two whose union adds least to the spread within cells (Ward 1963). A segment is
    left two cells that are large enough.
    """
    total = np.bincount(
        [cell.segment for cell in cells], [weight[cell.who].sum() for cell in cells]
    )
    while True:
        pairs = [i for i in range(len(cells) - 1) if cells[i].segment == cells[i + 1].segment]
        small = [
            len(cell.who) < FEWEST or weight[cell.who].sum() < CLASS_SHARE * total[cell.segment]
            for cell in cells
        ]
        urgent = [i for i in pairs if small[i] or small[i + 1]]
        if not urgent and len(cells) <= MOST_KINDS:
            return cells
        left = np.bincount([cell.segment for cell in cells])
        spare = [i for i in pairs if left[cells[i].segment] > 2]
        at = min(
            urgent or spare, key=lambda i: _apart(cells[i].who, cells[i + 1].who, leniency, weight)
        )
        both = np.concatenate([cells[at].who, cells[at + 1].who])
        cells = [*cells[:at], _Cell(cells[at].segment, both), *cells[at + 2 :]]


def _apart(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    leniency: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> float:
    """Squares that a union adds to those within."""
    m, n = weight[one].sum(), weight[other].sum()
    gap = weight[one] @ leniency[one] / m - weight[other] @ leniency[other] / n
    return float(gap * gap * m * n / (m + n))
