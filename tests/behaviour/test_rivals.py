"""Competitors, by their rules: what they are worth together, what they cost, what they teach."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.behaviour.rivals import (
    attraction,
    category_lift,
    inclusive_worth,
    price_level,
    return_pull,
    rival_seen,
    surplus_over,
)

points = st.floats(0.0, 10.0)
scales = st.floats(0.0, 5.0)
weights = st.floats(0.01, 100.0)


def together(rivals: list[tuple[float, float]], scale: float) -> float:
    """What competitors of (reputation, worth) are worth as one."""
    most = max(worth for _, worth in rivals)
    added = sum(weight * surplus_over(worth, most, scale) for weight, worth in rivals)
    return inclusive_worth(added, sum(weight for weight, _ in rivals), most, scale)


@given(weights, points, scales)
def test_the_only_one_is_worth_what_it_is(reputation: float, worth: float, scale: float) -> None:
    assert together([(reputation, worth)], scale) == worth


@given(st.lists(st.tuples(weights, points), min_size=1, max_size=5), scales)
def test_together_they_lie_between_their_mean_and_their_best(
    rivals: list[tuple[float, float]], scale: float
) -> None:
    known = sum(weight for weight, _ in rivals)
    mean = sum(weight * worth for weight, worth in rivals) / known
    found = together(rivals, scale)
    assert mean - 1e-6 <= found <= max(worth for _, worth in rivals)
    assert together(rivals, 0.0) == pytest.approx(mean, abs=1e-4)


@given(st.lists(st.tuples(weights, points), min_size=1, max_size=5), scales, st.floats(0.0, 5.0))
def test_a_better_competitor_never_makes_them_worth_less(
    rivals: list[tuple[float, float]], scale: float, gain: float
) -> None:
    (weight, worth), *others = rivals
    better = [(weight, min(10.0, worth + gain)), *others]
    assert together(better, scale) >= together(rivals, scale) - 1e-6


def test_nobody_to_be_thought_of_offers_nothing() -> None:
    assert inclusive_worth(0.0, 0.0, 9.0, 1.0) == 0.0
    assert price_level(0.0, 0.0) == 1.0


@given(weights, points, scales, st.floats(0.02, 50.0), st.floats(-10.0, 0.0))
def test_the_better_and_the_cheaper_attract_more(
    reputation: float, worth: float, scale: float, price: float, elasticity: float
) -> None:
    found = attraction(reputation, worth, scale, price, elasticity)
    assert attraction(reputation, worth, scale, price / 1.5, elasticity) >= found
    assert attraction(reputation, min(10.0, worth + 1), scale, price, elasticity) >= found
    assert attraction(0.0, worth, scale, price, elasticity) == 0.0
    assert attraction(reputation, worth, 0.0, 1.0, elasticity) == reputation


@given(points, points, st.floats(0.0, 1.0))
def test_a_promise_is_believed_in_part(quality: float, promise: float, believed: float) -> None:
    low, high = sorted((quality, promise))
    assert low - 1e-12 <= rival_seen(quality, promise, believed) <= high + 1e-12
    assert rival_seen(quality, -1.0, believed) == rival_seen(quality, promise, 0.0) == quality


def test_prices_of_all_halved_are_half() -> None:
    prices = {3.0: 0.5, 1.0: 0.5}
    logs = sum(weight * math.log(price) for weight, price in prices.items())
    assert price_level(logs, 4.0) == pytest.approx(0.5)


@given(points, points, st.floats(0.0, 1.0))
def test_a_category_that_gets_worse_excuses_nobody(
    best: float, before: float, share: float
) -> None:
    lift = category_lift(best, before, share)
    assert lift >= 0.0
    assert category_lift(before, before, share) == category_lift(best, before, 0.0) == 0.0
    if best > before:
        assert lift == share * (best - before)


@given(st.floats(0.0, 100.0), st.floats(-10.0, 10.0), st.floats(0.0, 5.0))
def test_who_left_content_comes_back_sooner(rate: float, above: float, regret: float) -> None:
    pull = return_pull(rate, above, regret)
    assert return_pull(rate, above + 1.0, regret) >= pull
    assert return_pull(rate, above, 0.0) == return_pull(rate, 0.0, regret) == rate
    assert return_pull(0.0, above, regret) == 0.0
