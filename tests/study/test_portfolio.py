"""What to fund, against trying every set and every order by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario.problems import Problems
from cxsim.study.portfolio import Budget, Coalitions, Portfolio, cvar, fund

NAMES = ("a", "b", "c", "d", "e", "f")


def subsets(levers: int) -> np.ndarray:
    return (np.arange(2**levers)[:, None] >> np.arange(levers) & 1).astype(bool)


def random_case(seed: int, levers: int, futures: int = 5) -> Coalitions:
    """Small whole numbers, so that ties are frequent."""
    draw = np.random.default_rng(seed)
    members = subsets(levers)
    begins = draw.integers(0, 8, levers)
    once, monthly = draw.integers(0, 20, levers), draw.integers(0, 4, levers)
    months = np.arange(30)
    of_each = (months == begins[:, None]) * once[:, None]
    spend = members @ (of_each + (months >= begins[:, None]) * monthly[:, None])
    worth = draw.integers(-9, 20, (futures, len(members))).astype(float)
    worth[:, 0] = 0
    return Coalitions(NAMES[:levers], members, worth, 0.9 * spend.sum(axis=1), spend, begins)


def by_hand(known: Coalitions, budget: Budget) -> tuple[float, float] | None:
    """Value and cost of the best, set by set; None where nothing but nothing is affordable."""
    found, some = (0.0, 0.0), False
    for at, own in enumerate(known.members):
        months = known.spend[at]
        year = max(sum(months[m : m + 12]) for m in range(len(months)))
        starts = known.begins[own]
        quarter = max([sum(s <= t < s + 3 for t in starts) for s in starts], default=0)
        if (
            known.cost[at] > budget.money
            or (budget.yearly is not None and year > budget.yearly)
            or (budget.capacity is not None and quarter > budget.capacity)
        ):
            continue
        some |= bool(own.any())
        value = sum(known.worth[:, at]) / len(known.worth)
        if (value, -known.cost[at]) > (found[0], -found[1]):
            found = (value, float(known.cost[at]))
    return found if some else None


CASES = st.builds(random_case, st.integers(0, 2**32), st.integers(1, 5))
BUDGETS = st.builds(
    Budget,
    st.integers(0, 300).map(float),
    st.none() | st.integers(0, 150).map(float),
    st.none() | st.integers(1, 3),
)


def funded(known: Coalitions, budget: Budget) -> Portfolio | None:
    try:
        return fund(known, budget)
    except Problems:
        return None


@settings(max_examples=150, deadline=None)
@given(CASES, BUDGETS)
def test_best_is_the_best_of_all_sets(known: Coalitions, budget: Budget) -> None:
    found, right = funded(known, budget), by_hand(known, budget)
    assert (found is None) == (right is None)
    if found is not None and right is not None:
        assert found.value == pytest.approx(right[0])
        assert found.cost == pytest.approx(right[1])
        row = known.members.tolist().index([name in found.best for name in known.levers])
        assert known.cost[row] <= budget.money


@settings(max_examples=60, deadline=None)
@given(CASES, BUDGETS, st.floats(1, 3))
def test_more_budget_never_lowers_the_best(known: Coalitions, budget: Budget, times: float) -> None:
    found = funded(known, budget)
    if found is not None:
        assert fund(known, replace(budget, money=times * budget.money)).value >= found.value
        assert found.next_value >= 0
        yearly = None if budget.yearly is None else 1.1 * budget.yearly
        more = fund(known, replace(budget, money=1.1 * budget.money, yearly=yearly))
        assert (more.best, more.value - found.value) == (found.next_best, found.next_value)


@settings(max_examples=60, deadline=None)
@given(CASES, BUDGETS)
def test_frontiers_are_not_dominated_and_hold_the_best(known: Coalitions, budget: Budget) -> None:
    found = funded(known, budget)
    if found is None:
        return
    sets = found.sets
    in_time = fund(known, replace(budget, money=math.inf)).sets["affordable"]
    for frontier, good, among in (
        ("by_cost", -sets["cost"], in_time),
        ("by_cvar", sets["cvar"], sets["affordable"]),
        ("by_loss", -sets["loss"], sets["affordable"]),
    ):
        points = np.column_stack([sets["value"], good])
        for at, on in enumerate(sets[frontier]):
            rivals = points[among & (points != points[at]).any(axis=1)]
            dominated = (rivals >= points[at]).all(axis=1).any()
            assert on == (among[at] and not dominated)
    assert found.best in list(sets.loc[sets["by_cost"], "levers"])
    assert sets.loc[sets["by_cvar"], "value"].max() == found.value
    assert sets.loc[sets["by_loss"], "value"].max() == found.value


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_order_is_the_best_of_all_orders(seed: int, levers: int) -> None:
    known = random_case(seed, levers)
    known.worth[:, -1] = 100  # all of them together, so that there is something to order
    found = fund(known, Budget(math.inf))
    mean = known.worth.mean(axis=0)

    def total(order: tuple[str, ...]) -> float:
        ends = range(1, levers + 1)
        return sum(mean[sum(1 << NAMES.index(one) for one in order[:end])] for end in ends)

    assert found.order is not None
    assert sorted(found.order) == sorted(NAMES[:levers])
    most = max(total(order) for order in permutations(NAMES[:levers]))
    assert total(found.order) == pytest.approx(most)


def simple(worth: list[float], cost: list[float], members: np.ndarray | None = None) -> Coalitions:
    """Two levers that begin together; nothing known of their months but the sum."""
    own = subsets(2)[1:] if members is None else members
    spent = np.array(cost)
    return Coalitions(("a", "b"), own, np.array([worth]), spent, spent[:, None], np.zeros(2, int))


def test_sets_between_that_nobody_knows_leave_no_order() -> None:
    found = fund(simple([20], [120], subsets(2)[3:]), Budget(200))
    assert (found.best, found.order) == (("a", "b"), None)


def test_nothing_is_best_where_everything_loses() -> None:
    found = fund(simple([-1, 0, -5], [1, 1, 2]), Budget(10))
    assert (found.best, found.value, found.cost, found.order) == ((), 0, 0, ())


def test_capacity_keeps_beginnings_apart() -> None:
    known = simple([3, 2, 9], [1, 1, 2])
    assert fund(known, Budget(9, capacity=1)).best == ("a",)
    apart = replace(known, begins=np.array([0, 3]))
    assert fund(apart, Budget(9, capacity=1)).best == ("a", "b")
    assert fund(replace(known, begins=np.array([0, 2])), Budget(9, capacity=1)).best == ("a",)


def test_cvar_is_the_mean_of_the_worst_tenth() -> None:
    worth = np.arange(20.0)[:, None]
    assert cvar(worth)[0] == pytest.approx(0.5)  # of 0 and 1
    assert cvar(np.arange(15.0)[:, None])[0] == pytest.approx((0 + 0.5 * 1) / 1.5)
    assert cvar(np.array([[4.0], [7.0]]))[0] == 4


NAN = float("nan")


@pytest.mark.parametrize(
    ("known", "budget", "says", "dice"),
    [
        (([1, 2, 3], [40, 30, 70]), Budget(20), ["b costs", "30"], ["cuesta b", "30"]),
        (([1, 2, 3], [40, 30, 70]), Budget(-1), ["budget.money is -1", "≥ 0"], ["≥ 0"]),
        (([1, 2, 3], [40, 30, 70]), Budget(NAN), ["budget.money is nan"], ["≥ 0"]),
        (([1, NAN, 3], [40, 30, 70]), Budget(99), ["worth has 1 values"], ["1 valores"]),
        (([1, 2, 3], [40, -3, 70]), Budget(99), ["cost is -3"], ["cost es -3"]),
        (([1, 2, 3], [40, 30, 70]), Budget(99, 10), ["no set", "b,", "30 within 12"], ["30 en 12"]),
        (([1, 2, 3], [40, 30, 70]), Budget(99, None, 0), ["budget.capacity is 0"], ["≥ 1"]),
    ],
)
def test_what_cannot_be_answered_is_said(
    known: tuple[list[float], list[float]], budget: Budget, says: list[str], dice: list[str]
) -> None:
    worth, cost = known
    case = simple(worth, cost)
    if min(cost) < 0:
        case = replace(case, spend=np.abs(case.spend))
    with pytest.raises(Problems) as told:
        fund(case, budget)
    for language, words in (("en", says), ("es", dice)):
        text = told.value.text(language)
        assert all(word in text for word in words), text


def test_wrong_shapes_are_said() -> None:
    case = replace(simple([1, 2, 3], [4, 3, 7]), cost=np.array([1.0]))
    with pytest.raises(Problems, match=r"cost has the shape \[1\]. Allowed: 3"):
        fund(case, Budget(9))


def test_only_single_levers_are_compared_where_no_more_is_known() -> None:
    members = np.eye(3, dtype=bool)
    known = Coalitions(
        ("a", "b", "c"),
        members,
        np.array([[5.0, 7.0, 6.0]]),
        np.ones(3),
        np.ones((3, 1)),
        np.zeros(3, int),
    )
    assert fund(known, Budget(5)).best == ("b",)


def test_budget_may_be_spent_to_the_last() -> None:
    assert fund(simple([1, 2, 3], [4, 3, 7]), Budget(7, 7)).best == ("a", "b")


@pytest.mark.parametrize(("month", "best"), [(11, ("a",)), (12, ("a", "b"))])
def test_a_year_is_any_twelve_months(month: int, best: tuple[str, ...]) -> None:
    """Lever b spends its money so many months after a."""
    known = simple([2, 1, 3], [10, 10, 20])
    months = np.zeros((3, 20))
    months[[0, 2], 2] = months[[1, 2], 2 + month] = 10
    assert fund(replace(known, spend=months), Budget(99, yearly=10)).best == best


def test_next_tenth_is_of_every_limit_of_money() -> None:
    """More at present value alone would not do: the year's limit binds too."""
    found = fund(simple([2, 1, 3], [10, 1, 11]), Budget(10, yearly=10))
    assert (found.best, found.next_best, found.next_value) == (("a",), ("a", "b"), 1)


def test_of_equal_value_only_the_cheapest_is_on_the_frontier() -> None:
    sets = fund(simple([5, 5, 5], [3, 2, 5]), Budget(99)).sets
    assert list(sets.loc[sets["by_cost"], "levers"]) == [(), ("b",)]


def test_an_order_takes_no_way_that_ends_before_the_whole() -> None:
    """Lever a gives most, but what a and another are worth together nobody knows."""
    members = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 1], [1, 1, 1]], dtype=bool)
    known = Coalitions(
        ("a", "b", "c"),
        members,
        np.array([[9.0, 1.0, 2.0, 20.0]]),
        members.sum(axis=1).astype(float),
        np.ones((4, 1)),
        np.zeros(3, int),
    )
    found = fund(known, Budget(9))
    assert found.order == ("b", "c", "a")
