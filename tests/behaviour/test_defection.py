"""Friends who leave: the formulas of rule 21."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cxsim.behaviour.defection import (
    defection_term,
    exposed,
    exposure_left,
    susceptibility,
)
from cxsim.world.numbers import central
from cxsim.world.people import SCORES
from cxsim.world.standing import standing

from ..kit.scenarios import PURCHASES, made

BETA = {"relationship.loyalty": {"form": "beta", "alpha": 0.668, "beta": 3.806}}
SPREAD = {"relationship.loyalty": {"form": "normal", "median_hazard": 0.02, "spread": 1.7}}
DENSITY = np.exp(-0.5 * SCORES * SCORES) / np.exp(-0.5 * SCORES * SCORES).sum()


@pytest.mark.parametrize("memory", [15.0, 30.0, 90.0])
def test_exposure_decays_exactly(memory: float) -> None:
    for days in (0.0, 1.0, 7.0, memory, 400.0):
        kept = math.exp(-days / memory)
        assert exposure_left(2.5, days, memory) == pytest.approx(2.5 * kept, rel=1e-14)
    assert exposure_left(2.5, 0.0, memory) == 2.5
    # In one step or in two, it is the same.
    assert exposed(exposed(1.0, 3.0, memory, 2.0), 5.0, memory, 1.0) == pytest.approx(
        math.exp(-8 / memory) + 2 * math.exp(-5 / memory) + 1, rel=1e-14
    )


def test_one_friend_raises_a_small_chance_by_four_fifths() -> None:
    assert math.exp(defection_term(0.588, 1.0, 1.0)) == pytest.approx(1.8, abs=0.005)
    assert defection_term(0.0, 9.0, 2.0) == 0.0


@pytest.mark.parametrize("changes", [BETA, SPREAD, PURCHASES])
def test_newcomers_are_susceptible_by_one_on_average_and_the_loyal_less(
    changes: dict[str, object],
) -> None:
    case = made(changes)
    found = standing(case.as_is, central(case))
    u = np.linspace(found.median - 5 * found.spread, found.median + 5 * found.spread, 101)
    each = [susceptibility(one, *found) for one in u.tolist()]
    assert (np.diff(each) > 0).all()
    assert 0 < each[0] < 0.01
    assert each[50] == pytest.approx(0.5 * found.scale)
    assert found.scale == pytest.approx(2, abs=0.25)


def test_the_mean_is_one_whatever_the_spread() -> None:
    for spread in (0.3, 1.7, 4.0):
        case = made(SPREAD, {"relationship.loyalty.spread": spread})
        found = standing(case.as_is, central(case))
        u = found.median + spread * SCORES
        mean = sum(
            d * susceptibility(one, *found) for d, one in zip(DENSITY, u.tolist(), strict=True)
        )
        assert mean == pytest.approx(1, abs=1e-9)
        assert found.spread == pytest.approx(spread, rel=1e-9)


def test_where_all_are_alike_so_is_what_it_does_to_them() -> None:
    case = made({"relationship.loyalty.spread": 0})
    assert susceptibility(-9.0, *standing(case.as_is, central(case))) == 1.0
    captive = made({"relationship": {"kind": "captive"}})
    assert susceptibility(-9.0, *standing(captive.as_is, central(captive))) == 1.0
