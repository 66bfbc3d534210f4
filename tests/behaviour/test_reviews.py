"""What reviewers give, what is shown of it, and what that does (rules 32, 36)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from cxsim.behaviour.reviews import review_pull, shown_rating, star, writing_chance

laws = settings(derandomize=True, deadline=None, max_examples=300, database=None)
SCALE = st.floats(0.0, 10.0)
ERROR = st.floats(-4.0, 4.0)
STARS = st.floats(1.0, 5.0)


def histogram(g: float) -> np.ndarray:
    """Shares of 1–5 stars among reviews, where memories are N(7.3, 2.6) within 0–10."""
    memories = np.clip(7.3 + 2.6 * ndtri((np.arange(20_000) + 0.5) / 20_000), 0.0, 10.0)
    given_stars = [star(memory, 0.0, 0.0) for memory in memories.tolist()]
    found = np.bincount(given_stars, minlength=6)[1:].astype(float)
    found *= [writing_chance(stars, 1e-4, g, 1.0) for stars in range(1, 6)]
    return np.asarray(found / found.sum())


def test_reviews_are_j_shaped_at_the_default_and_forced_ones_are_not() -> None:
    j, mild, forced = histogram(0.8), histogram(0.5), histogram(0.0)
    assert j.argmax() == 4
    assert j[0] > j[1] > j[2]
    assert mild[0] < mild[1]
    assert forced[0] < forced[1] < forced[2] < forced[3]
    assert forced[4] < 0.5 < j[4]


@laws
@given(SCALE, ERROR, ERROR)
def test_a_better_memory_never_takes_a_star(memory: float, style: float, noise: float) -> None:
    assert 1 <= star(memory, style, noise) <= star(memory + 1.0, style, noise) <= 5


@laws
@given(st.integers(1, 5), st.floats(0.0, 0.1), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_what_counts_little_is_hardly_written_about(
    stars: int, base: float, g: float, salience: float
) -> None:
    chance = writing_chance(stars, base, g, salience)
    assert 0.0 <= chance <= writing_chance(stars, base, g, 1.0) <= 1.0
    assert chance >= writing_chance(3, base, g, salience)
    assert writing_chance(stars, base, 0.0, 1.0) == base


@laws
@given(STARS, STARS, st.floats(0.0, 1.0))
def test_what_is_shown_lies_between_recent_and_all(
    recent: float, overall: float, weight: float
) -> None:
    shown = shown_rating(recent, overall, weight)
    assert min(recent, overall) - 1e-9 <= shown <= max(recent, overall) + 1e-9
    assert shown_rating(recent, overall, 0.0) == overall
    assert shown_rating(recent, overall, 1.0) == recent


@laws
@given(STARS, STARS, st.floats(0.01, 1e4), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_more_and_better_reviews_attract(
    rating: float, rating_0: float, volume: float, valence: float, number: float
) -> None:
    pulled = review_pull(rating, rating_0, volume, valence, number)
    assert pulled > 0.0
    assert review_pull(rating_0, rating_0, 1.0, valence, number) == 1.0
    assert review_pull(rating, rating_0, volume, 0.0, 0.0) == 1.0
    assert review_pull(rating + 0.1, rating_0, volume, valence, number) >= pulled
    assert review_pull(rating, rating_0, volume * 1.1, valence, number) >= pulled


def test_elasticities_are_those_of_the_source() -> None:
    assert review_pull(4.0, 4.0, 2.0, 0.417, 0.236) == pytest.approx(2.0**0.236)
    assert review_pull(4.4, 4.0, 1.0, 0.417, 0.236) == pytest.approx(1.1**0.417)
