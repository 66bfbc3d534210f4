"""Rules 24 and 25: what satisfaction does to money."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from cxsim import simulate
from cxsim.behaviour.spend import held_standing, spend_multiple, willingness_to_pay
from cxsim.world.people import CUSTOMER

from ..kit.engines import differences
from ..kit.runs import differing, lived
from ..kit.scenarios import PURCHASES, RICH, made

CORNERS = list(product((0.0, 0.05, 0.15), repeat=2))
STEADY: dict[str, Any] = {
    "archetypes.anyone.spend": 30,
    "relationship.loyalty.median_hazard": 1e-9,
    "behaviour": {},
}
"""Nobody leaves, so that only bills can differ."""


@pytest.mark.parametrize(("level", "change"), CORNERS)
def test_spend_rises_with_standing_and_with_its_rise(level: float, change: float) -> None:
    grid = np.linspace(-3, 3, 25).tolist()
    by_level = [spend_multiple(z, 0.0, level, change, 100.0, 0.1) for z in grid]
    by_change = [spend_multiple(0.5, rise, level, change, 100.0, 0.1) for rise in grid]
    assert (np.diff(by_level) > 0).all() == (level > 0)
    assert (np.diff(by_change) > 0).all() == (change > 0), "a rise matters at an equal level"
    young, old = (spend_multiple(1.0, 1.0, level, change, t, 0.1) for t in (0.0, 3650.0))
    assert 1 <= old <= young
    assert (old < young) == (level + change > 0)


def test_no_strength_is_the_list_to_the_bit() -> None:
    for z, rise in product((-3.0, -0.3, 0.0, 2.0), repeat=2):
        assert spend_multiple(z, rise, 0.0, 0.0, 700.0, 0.3) == 1.0


def test_what_one_would_pay_is_flat_in_the_middle_and_steep_at_both_ends() -> None:
    paid = [willingness_to_pay(z, 1.0, 0.5) for z in np.linspace(-3, 3, 61).tolist()]
    steps = np.diff(paid)
    assert (steps > 0).all()
    assert steps.argmin() in (29, 30)
    assert (np.diff(steps[30:]) > 0).all()
    assert paid[0] == -paid[-1] == -(3 + 13.5)
    assert willingness_to_pay(2.0, 0.0, 0.0) == 0.0
    assert (held_standing(-99.0), held_standing(0.25), held_standing(9.0)) == (-3.0, 0.25, 3.0)


def revenue(changes: dict[str, Any]) -> float:
    return float(simulate(made(STEADY, changes), 20, 90).metrics["revenue"])


@pytest.mark.parametrize(("level", "change"), [(0.05, 0.05), (0.15, 0.0), (0.0, 0.15)])
def test_customers_who_are_better_served_pay_more(level: float, change: float) -> None:
    rule = {"behaviour.spend": {"level": level, "change": change}}
    assert revenue(rule | {"touchpoints.desk.quality": 9}) > revenue(
        rule | {"touchpoints.desk.quality": 5}
    )


def test_without_the_rule_bills_are_as_listed_whatever_is_felt() -> None:
    off = {"behaviour.spend": {"level": 0, "change": 0}}
    better, worse = (revenue(off | {"touchpoints.desk.quality": q}) for q in (9, 5))
    assert better == worse > 0
    weakened = off | {"behaviour.spend.tenure_weakens": 0.3}
    assert differing(lived(made(RICH, off), 30, 30), lived(made(RICH, weakened), 30, 30)) == []


def test_shops_sell_more_to_the_satisfied() -> None:
    often = {"relationship.rate.scale_days": 5, "behaviour.spend": {"level": 0.15, "change": 0}}
    sold = [
        simulate(made(PURCHASES, often, {"touchpoints.desk.quality": q}), 40, 90).metrics
        for q in (9, 5)
    ]
    assert sold[0]["revenue"] > sold[1]["revenue"]
    assert sold[0]["wtp"] > sold[1]["wtp"]


def test_willingness_to_pay_is_that_of_current_customers() -> None:
    run = lived(made(RICH), 40, 40)
    people, case = run.state.people, run.built.world.case[0]
    here = np.asarray(people["status"] == CUSTOMER)
    z = np.clip((people["satisfaction"][here] - case.c_mean) / case.c_spread, -3, 3)
    found = simulate(made(RICH), 40, 40).metrics["wtp"]
    assert found == pytest.approx((z + 0.5 * z**3).mean())


def test_the_engines_agree_on_money() -> None:
    assert differences(made(RICH), 20, 30) == []
    assert differences(made(PURCHASES, {"behaviour": {}, "warm_up_days": 20}), 20, 60) == []
