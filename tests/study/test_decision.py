"""From differences to a decision, on futures made by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from cxsim.study.decision import decide, verdict
from cxsim.study.intervals import Interval, one_more
from cxsim.study.replication import MONTHLY, Outcome

NAN = math.nan
NOBODY = pd.DataFrame({"outcome": [], "parted_touchpoint": []}, dtype=str)


def between(low: float, high: float) -> Interval:
    return Interval((low + high) / 2, low, high, low, high)


@pytest.mark.parametrize(
    ("npv", "discount", "says"),
    [
        ((1, 5), None, "fund"),
        ((1, 5), (0, 9), "fund"),
        ((1, 5), (-9, 9), "fund"),
        ((1, 5), (1, 2), "cant_tell"),  # the discount is as good at worst
        ((1, 5), (2, 3), "cant_tell"),
        ((0, 5), None, "cant_tell"),
        ((-1, 5), None, "cant_tell"),
        ((-1, 5), (-9, -8), "cant_tell"),
        ((-1, 0), None, "cant_tell"),
        ((-5, -1), None, "dont_fund"),
        ((-5, -1), (-9, -8), "dont_fund"),  # that a discount is worse is no reason to fund
        ((NAN, NAN), None, "cant_tell"),  # one replication
        ((NAN, NAN), (1, 2), "cant_tell"),
    ],
)
def test_verdict(npv: tuple[float, float], discount: tuple[float, float] | None, says: str) -> None:
    assert verdict(between(*npv), discount and between(*discount)) == says


def future(profit: Sequence[float], **metrics: float) -> Outcome:
    """A future with so much profit each month."""
    months = np.zeros((len(profit), len(MONTHLY)))
    months[:, MONTHLY.index("profit")] = profit
    return Outcome(metrics, {}, months, np.zeros((1, 1, 4)), np.zeros((1, 7)), None)


NOTHING = [future([0, 0, 0, 0], npv=0.0, programme=0.0, clv=10.0, clv_fade=10.0)]


def decided(profits: Sequence[Sequence[float]]) -> tuple[float | None, float]:
    then = [future(profit, npv=1.0, programme=0.0, clv=1.0, clv_fade=1.0) for profit in profits]
    today = NOTHING * len(profits)
    found = decide((today, today), (then, then), None, None, NOBODY)
    return found.payback_month, found.payback_chance


@pytest.mark.parametrize(
    ("profit", "month"),
    [
        ((-10, 5, 5, 5), 3),  # nothing owed any more is back
        ((-10, 5, 6, 5), 3),
        ((-1, 2, -5, 10), 4),  # back in the second month, but not for good
        ((1, -2, 3, 0), 3),
        ((5, 5, 5, 5), 1),  # never anything owed
        ((1, 0, 0, 0), 1),
        ((0, 0, 0, 0), None),  # nothing was owed, and nothing came back
        ((-10, 1, 1, 1), None),
        ((9, 9, 9, -28), None),
    ],
)
def test_payback_is_for_good(profit: tuple[float, ...], month: float | None) -> None:
    assert decided([profit]) == (month, 0.0 if month is None else 1.0)


def test_payback_is_the_median_future_and_the_share_of_those_that_have_one() -> None:
    early, middle, late, never = (1, 0, 0, 0), (-1, 1, 0, 0), (-1, 0, 0, 1), (-1, 0, 0, 0)
    assert decided([early, middle, late]) == (2, 1)
    assert decided([early, middle, never]) == (2, pytest.approx(2 / 3))
    assert decided([early, middle]) == (1.5, 1)
    assert decided([early, never]) == (None, 0.5)
    assert decided([early, never, never]) == (None, pytest.approx(1 / 3))


def worth(*npvs: float, programme: float = 0.0, clv: float = 0.0) -> list[Outcome]:
    return [future([0], npv=n, programme=programme, clv=clv, clv_fade=clv / 2) for n in npvs]


def test_money_is_told_before_and_after_what_the_programme_costs() -> None:
    today = worth(100, 100, 100), worth(100, 100, 100, 100)
    to_be = (
        worth(110, 120, 130, programme=7, clv=3),
        worth(95, 105, 115, 125, programme=8, clv=4),
    )
    found = decide(today, to_be, None, None, NOBODY)
    assert found.npv.mean == 20
    assert found.invested.mean == 7
    assert found.returned.mean == 27
    assert (found.invested.low, found.invested.high) == (7, 8)  # never without the mean
    assert (found.npv.low, found.npv.high) == one_more(np.array([-5.0, 5, 15, 25]))
    assert (found.returned.low, found.returned.high) == one_more(np.array([3.0, 13, 23, 33]))
    assert found.wins_nothing == 0.75
    assert found.clv_persist.mean == 3
    assert found.clv_fade.mean == 1.5


def test_redesign_and_discount_meet_future_by_future() -> None:
    today = worth(0, 0), worth(0, 0, 0, 0)
    to_be = worth(1, 1), worth(1, 2, 3, 4)
    rival = worth(2, 2), worth(2, 2, 2, 2)
    found = decide(today, to_be, rival, 0.02, NOBODY)
    assert found.discount == 0.02
    assert found.wins_discount == 0.5  # a tie is no win
    assert found.discount_npv is not None
    assert found.discount_npv.mean == 2


def test_without_a_discount_there_is_nothing_to_win_against() -> None:
    found = decide((NOTHING, NOTHING), (NOTHING, NOTHING), None, None, NOBODY)
    assert found.discount is None
    assert found.discount_npv is None
    assert math.isnan(found.wins_discount)
    assert found.wins_nothing == 0  # to change nothing is not to win
    assert found.verdict == "cant_tell"


def test_parted_counts_the_saved_whose_place_is_known() -> None:
    twins = pd.DataFrame(
        {
            "outcome": ["saved", "saved", "saved", "saved", "lost", "changed"],
            "parted_touchpoint": ["visit", "call", "visit", "", "bill", "bill"],
        }
    )
    found = decide((NOTHING, NOTHING), (NOTHING, NOTHING), None, None, twins)
    assert found.parted == (("visit", pytest.approx(2 / 3)), ("call", pytest.approx(1 / 3)))
    none = decide((NOTHING, NOTHING), (NOTHING, NOTHING), None, None, NOBODY)
    assert none.parted == ()


@pytest.mark.parametrize(
    ("gain", "outcomes", "whose", "place"),
    [
        (5, ("saved", "saved", "lost"), "saved", "visit"),
        (5, ("saved", "lost", "lost"), "lost", "bill"),
        (-5, ("saved", "saved", "lost"), "saved", "visit"),
        (-5, ("saved", "lost"), "lost", "bill"),
        (0, ("saved", "lost"), "saved", "visit"),
    ],
)
def test_a_redesign_is_explained_by_whom_it_saved_or_lost_the_more_of(
    gain: float, outcomes: tuple[str, ...], whose: str, place: str
) -> None:
    places = ["visit" if outcome == "saved" else "bill" for outcome in outcomes]
    twins = pd.DataFrame({"outcome": outcomes, "parted_touchpoint": places})
    found = decide((worth(0), worth(0)), (worth(gain), worth(gain)), None, None, twins)
    assert (found.parted_of, found.parted) == (whose, ((place, 1.0),))
