"""The same money as a discount: as dear as the redesign if nobody's behaviour changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import MILLION, REVENUE
from cxsim.measure.metrics import metrics
from cxsim.measure.programme import programme
from cxsim.scenario.schema import Scenario
from cxsim.study.discount import LARGEST_CUT, discount_for
from cxsim.world.numbers import central

from ..kit import runs
from ..kit.scenarios import RICH, made

PRICED = {
    "archetypes.anyone.spend": 30,
    "economics": {"margin": 0.4, "price": 1.1, "discount_rate": 0.2},
    "firm.customers": 6000,
}
"""Nobody minds the price; a simulated customer stands for 200."""
COST = {"target": "touchpoints.desk.quality", "effect": 0, "one_off": 9000, "monthly": 2000}


def sized(*changes: dict[str, Any], **lever: Any) -> tuple[Scenario, Scenario | None]:
    scenario = made(PRICED, *changes, levers={"one": COST | lever})
    today = runs.lived(runs.today(scenario), 30, 200)
    return scenario, discount_for(scenario, today)


def present_cost(scenario: Scenario, horizon: int) -> float:
    spent = programme(scenario, central(scenario), horizon)
    rate = central(scenario)["economics.discount_rate"]
    return float((spent * (1 + rate) ** (-np.arange(horizon) / 365)).sum())


def test_a_discount_costs_what_the_redesign_costs() -> None:
    """Lived by people who do not mind: the value lost is the money of the programme."""
    scenario, discount = sized(start_day=40)
    assert discount is not None
    values = central(scenario)
    found = []
    for world in (runs.today(scenario), discount):
        run = runs.lived(world, 30, 200)
        found.append(metrics(world, central(world), run)["npv"])
    cost = present_cost(scenario, 200)
    assert cost > 0
    assert found[0] - found[1] == pytest.approx(cost, rel=1e-6)  # money is in millionths
    assert values["economics.price"] == 1.1


def test_it_is_sized_on_one_life_of_today() -> None:
    scenario, discount = sized()
    assert discount is not None
    today = runs.lived(runs.today(scenario), 30, 200)
    daily = today.record.daily[:, :, REVENUE].sum(axis=1) / MILLION * 200
    revenue = (daily * 1.2 ** (-np.arange(200) / 365)).sum()
    cut = 1 - discount.levers["discount"].effect.value
    assert cut == pytest.approx(present_cost(scenario, 200) / revenue, rel=1e-9)


def test_it_is_a_redesign_like_any_other() -> None:
    scenario, discount = sized()
    assert discount is not None
    assert discount.name == "discount_for_to_be"
    assert discount.as_is == scenario.as_is
    (lever,) = discount.levers.values()
    assert lever.target == ("economics.price",)
    assert lever.how == "multiply"
    assert (lever.execution.value, lever.reach.value, lever.start_day) == (1, 1, 0)
    assert not present_cost(discount, 200)
    assert set(discount.label) == {"es", "en"}


@pytest.mark.parametrize(
    "lever", [{"one_off": 0, "monthly": 0}, {"enabled": False}, {"start_day": 200}]
)
def test_what_costs_nothing_has_no_discount(lever: dict[str, Any]) -> None:
    assert sized(**lever)[1] is None


def test_what_costs_more_than_half_the_revenue_has_none() -> None:
    _, dear = sized(one_off=1e9)
    assert dear is None
    _, nothing_sold = sized({"archetypes.anyone.spend": 0})
    assert nothing_sold is None
    assert LARGEST_CUT == 0.5


def test_a_cut_sells() -> None:
    """Where people mind the price, a discount keeps some who would have left."""
    scenario = made(RICH, levers={"one": COST | {"one_off": 900, "monthly": 0}})
    today, to_be = runs.twins(scenario, 200, 100)
    discount = discount_for(scenario, today)
    assert discount is not None
    first, own = runs.worlds(discount, 200, 100)
    cheaper = runs.live(own, runs.warmed(first))
    left = [np.asarray(run.state.people.status == 2).sum() for run in (today, to_be, cheaper)]
    assert left[2] < left[1] == left[0]


def test_what_keeps_a_lever_up_is_money_too_and_a_price_does_not_drift() -> None:
    judged = {"firm.maturity": {"governance": 1, "culture": 1, "design": 1}}
    _, plain = sized(judged, monthly=5000, ramp_days=0)
    _, kept = sized(judged, monthly=2000, upkeep=3000, ramp_days=0)
    for one in (plain, kept):
        assert one is not None
        (lever,) = one.levers.values()
        assert (lever.ramp_days, lever.drifts, lever.execution.value) == (0, False, 1)
    assert plain is not None
    assert kept is not None
    effects = [one.levers["discount"].effect for one in (plain, kept)]
    assert effects[0] == effects[1]
