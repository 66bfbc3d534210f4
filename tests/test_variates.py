"""Variates and elementary functions at a few hundred points, against the same by other libraries.

`test_draws.py` and `test_elementary.py` go through millions, which takes minutes without the
compiler; these take a moment and notice any coefficient.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.special import ndtri

from cxsim import elementary
from cxsim.draws import variates

SHARES = np.concatenate(
    [np.linspace(0.001, 0.999, 211), 2.0 ** -np.arange(8, 54), 1.0 - 2.0 ** -np.arange(8, 54)]
)
NUMBERS = np.concatenate([np.linspace(-40.0, 40.0, 321), np.linspace(-700.0, 700.0, 57)])
POSITIVE = np.concatenate([np.linspace(0.01, 5.0, 200), 10.0 ** np.arange(-300, 301, 20)])
ULP = 2.0**-53


def test_normal_is_the_quantile() -> None:
    found = np.array([variates.normal(u) for u in SHARES.tolist()])
    assert np.abs(found - ndtri(SHARES)).max() < 1.01e-7
    middle = SHARES[np.abs(SHARES - 0.5) < 0.48]
    assert [variates.central_normal(u) for u in middle.tolist()] == [
        variates.normal(u) for u in middle.tolist()
    ]


def test_one_draw_in_thirty_two_lies_in_a_tail() -> None:
    shares = (np.arange(6400) + 0.5) / 6400
    tails = np.array([variates.in_tail(u) for u in shares.tolist()])
    assert tails.sum() == 200
    assert tails[:100].all()
    assert tails[-100:].all()
    assert not variates.in_tail(1 / 64)
    assert not variates.in_tail(63 / 64)
    assert variates.in_tail(1 / 64 - 2.0**-40)
    assert variates.in_tail(63 / 64 + 2.0**-40)


def test_exponential_is_the_quantile() -> None:
    found = [variates.exponential(u) for u in SHARES.tolist()]
    assert found == pytest.approx((-np.log1p(-SHARES)).tolist(), rel=4 * ULP)


def test_a_table_is_read_along_straight_lines_and_level_outside() -> None:
    table = np.array([np.linspace(0.0, 1.0, 33), np.linspace(-8.0, 8.0, 33) ** 3])
    scores = np.linspace(-8.0, 8.0, 65)
    for row, law in ((0, (scores + 8.0) / 16.0), (1, np.interp(scores, scores[::2], table[1]))):
        found = [variates.quantile(z, table, row) for z in scores.tolist()]
        assert found == pytest.approx(law.tolist(), abs=1e-12)
        assert variates.quantile(-9.0, table, row) == table[row, 0]
        assert variates.quantile(9.0, table, row) == table[row, -1]
    assert variates.interpolate(2.0, 4.0, 0.25) == 2.5
    assert variates.interpolate(0.1, 0.3, 1.0) <= 0.3


@pytest.mark.parametrize(
    ("ours", "theirs", "points", "ulps"),
    [
        (elementary.exp, math.exp, NUMBERS, 4),
        (elementary.expm1, math.expm1, np.concatenate([NUMBERS, SHARES, -SHARES]), 6),
        (elementary.log, math.log, POSITIVE, 4),
        (elementary.log1p, math.log1p, np.concatenate([POSITIVE, SHARES, -SHARES]), 4),
    ],
    ids=["exp", "expm1", "log", "log1p"],
)
def test_elementary_functions_are_close(
    ours: Callable[[float], float],
    theirs: Callable[[float], float],
    points: np.ndarray,
    ulps: int,
) -> None:
    for x in points.tolist():
        assert abs(ours(x) - theirs(x)) <= ulps * ULP * abs(theirs(x)), x


def test_what_elementary_functions_are_at_their_ends() -> None:
    """Beyond what a double holds, and where a result is exact."""
    assert elementary.exp(0.0) == elementary.power(3.0, 0.0) == elementary.power(1.0, 9.0) == 1.0
    assert elementary.exp(-708.1) == 0.0 < elementary.exp(-708.0)
    assert elementary.exp(708.1) == elementary.expm1(708.1) == math.inf > elementary.exp(708.0)
    assert elementary.expm1(708.0) < math.inf
    assert elementary.expm1(-750.0) == elementary.expm1(-708.0) == -1.0
    assert elementary.log(1.0) == elementary.log1p(0.0) == elementary.expm1(0.0) == 0.0
    assert elementary.log(0.0) == elementary.log(-1.0) == elementary.log1p(-1.0) == -math.inf
    assert elementary.log1p(-2.0) == -math.inf
    assert elementary.log(math.inf) == elementary.log1p(math.inf) == math.inf
    assert elementary.power(2.0, 0.5) == pytest.approx(math.sqrt(2.0), rel=1e-15)
    assert elementary.power(0.0, 0.5) == 0.0
