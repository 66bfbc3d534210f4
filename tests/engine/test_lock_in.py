"""Rule 18: being bound keeps the dissatisfied, and nobody else."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from cxsim.behaviour.relationship import lock_in_term, logistic
from cxsim.engine.outlook import outlook
from cxsim.world.people import LEFT

from ..kit.runs import differing, lived, twins
from ..kit.scenarios import RICH, made

STRENGTHS = (0.4, 0.67, 0.9)
BOUND: dict[str, Any] = {"it": {"target": "relationship.lock_in", "effect": 1}}


def test_the_published_size_comes_out() -> None:
    """Gao et al. (2022): 47.9 to 49.0% lower churn below 5, none from 7 on."""
    usual = 0.02
    for satisfaction in (0.0, 3.0, 5.0):
        bound = logistic(math.log(usual / (1 - usual)) + lock_in_term(0.67, satisfaction, 1.0))
        assert 0.475 < 1 - bound / usual < 0.49


@pytest.mark.parametrize("strength", STRENGTHS)
def test_a_bond_holds_more_the_less_one_is_satisfied(strength: float) -> None:
    terms = [lock_in_term(strength, c, 1.0) for c in np.linspace(0, 10, 101).tolist()]
    assert (np.diff(terms) >= 0).all()
    assert (terms[0], terms[60]) == (-strength, -0.5 * strength)
    assert all(term == 0.0 for term in terms[70:])
    assert lock_in_term(strength, 3.0, 0.5) == 0.5 * lock_in_term(strength, 3.0, 1.0)
    assert lock_in_term(0.0, 3.0, 1.0) == lock_in_term(strength, 3.0, 0.0) == 0.0


@pytest.mark.parametrize("strength", STRENGTHS)
def test_the_dissatisfied_leave_less_where_bound(strength: float) -> None:
    changes = {
        "behaviour.leaving": {"lock_in": strength, "satisfaction_mean": 3},
        "touchpoints.desk.quality": 2,
        "touchpoints.line.quality": 2,
    }
    today, bound = twins(made(RICH, changes, levers=BOUND), 60, 60)
    gone = [int((run.state.people["status"] == LEFT).sum()) for run in (today, bound)]
    assert gone[1] < gone[0]


def test_who_is_satisfied_is_not_bound_to_the_bit() -> None:
    delighted = {
        "touchpoints.desk.quality": 10,
        "touchpoints.desk.failure": {"probability": 0},
        "touchpoints.line.quality": 10,
        "behaviour": {
            "leaving": {"satisfaction_mean": 9, "satisfaction_spread": 0.5},
            "satisfaction": {"baseline": 10},
        },
    }
    today, bound = twins(made(RICH, delighted, levers=BOUND), 40, 40)
    assert today.state.people["satisfaction"].min() >= 7
    assert differing(today, bound) == []


def test_off_is_off_to_the_bit() -> None:
    off = lived(made(RICH, {"behaviour.leaving.lock_in": 0, "relationship.lock_in": 1}), 40, 40)
    for changes in ({}, {"behaviour.leaving.lock_in": 0}):
        assert differing(off, lived(made(RICH, changes), 40, 40)) == []


def test_the_chance_to_leave_is_about_halved_below_five() -> None:
    unhappy = {"behaviour.leaving.satisfaction_mean": 3, "touchpoints.desk.quality": 1}
    run = lived(made(RICH, unhappy), 40, 15)
    free, bound = np.zeros((2, 4, run.state.people.size))
    for lock_in, found in ((0.0, free), (1.0, bound)):
        run.built.world.rules.lock_in[:] = lock_in
        outlook(run.built.world, run.state, 15, *found)
    sad = (free[0] > 0) & (np.asarray(run.state.people["satisfaction"]) <= 5)
    assert sad.sum() > 5
    odds = [found[0][sad] / (1 - found[0][sad]) for found in (free, bound)]
    assert np.allclose(odds[1] / odds[0], math.exp(-0.67))
