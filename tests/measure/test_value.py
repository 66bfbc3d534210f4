"""What survivors still bring: the closed form of a constant hazard, and how an effect fades."""

from __future__ import annotations

import numpy as np
import pytest

from cxsim.behaviour.value import period_discount, residual_value
from cxsim.measure.value import FADE_MONTHS, Promise
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.numbers import central

from ..kit.runs import lived, twins
from ..kit.scenarios import CAPTIVE, RICH, made

SPEND, MARGIN, HAZARD, RATE = 30.0, 0.4, 0.02, 0.12
CASE = {
    "archetypes.anyone.needs": {},
    "archetypes.anyone.spend": SPEND,
    "economics": {"margin": MARGIN, "discount_rate": RATE},
    "relationship.loyalty.median_hazard": HAZARD,
}
HORIZON = 60
AT_HORIZON = (1 + RATE) ** (-HORIZON / 365)


def monthly(hazard: float = HAZARD, margin: float = SPEND * MARGIN) -> float:
    """The textbook's residual of one survivor, at day 0."""
    return residual_value(margin, hazard, period_discount(RATE, MONTH)) * AT_HORIZON


def promise(scenario: Scenario, customers: int = 50) -> Promise:
    return Promise(lived(scenario, customers, HORIZON), central(scenario))


def test_a_constant_hazard_gives_the_closed_form() -> None:
    found = promise(made(CASE))
    assert found.alive.any()
    residual = found.residual()
    assert residual[found.alive] == pytest.approx(monthly(), rel=1e-12)
    assert not residual[~found.alive].any()


def test_periods_other_than_a_month_are_restated() -> None:
    """Thirty a quarter, and 2% a quarter leave: a third of the money and 1 − .98^⅓ a month."""
    quarterly = promise(made(CASE, {"relationship.period_days": 3 * MONTH}))
    assert quarterly.residual()[quarterly.alive] == pytest.approx(
        monthly(1 - (1 - HAZARD) ** (1 / 3), SPEND * MARGIN / 3)
    )


def test_all_reasons_to_leave_count() -> None:
    found = promise(
        made(CASE, {"archetypes.anyone.non_payment": 0.03, "relationship.involuntary": 0.01})
    )
    assert found.residual()[found.alive] == pytest.approx(monthly(1 - 0.98 * 0.97 * 0.99))


def test_contact_costs_come_off_the_margin() -> None:
    """Two visits a month at 3 each; the mean of 72,000 visits has a standard error of .4%."""
    visits = {"archetypes.anyone.needs": {"ask": 2}, "touchpoints.desk.cost": 3}
    scenario = made({"archetypes.anyone.spend": SPEND, "economics.margin": MARGIN}, visits, CAPTIVE)
    found = Promise(lived(scenario, 3000, 365), central(scenario))
    assert SPEND * MARGIN - found.margin[found.alive] == pytest.approx(6, rel=0.016)


def test_a_price_cut_comes_off_the_margin_whole() -> None:
    cut = {"cut": {"target": "economics.price", "how": "multiply", "effect": 0.9}}
    found = promise(made(CASE, levers=cut))
    assert found.residual()[found.alive] == pytest.approx(monthly(margin=SPEND * (MARGIN - 0.1)))


def two(levers: dict[str, dict[str, object]], *changes: dict[str, object]) -> list[Promise]:
    scenario = made(CASE, *changes, levers=levers)
    return [Promise(run, central(scenario)) for run in twins(scenario, 80, HORIZON)]


def test_nothing_fades_where_nothing_differs() -> None:
    """Twelve months one by one and then the closed form: the closed form."""
    today, to_be = two({})
    assert to_be.residual(today) == pytest.approx(today.residual(), rel=1e-12)


def test_an_effect_on_the_hazard_fades_in_log_odds_over_twelve_months() -> None:
    kept = {"kept": {"target": "archetypes.anyone.loyalty", "effect": 0.8}}
    today, to_be = two(kept)
    i = period_discount(RATE, MONTH)

    def hazard(effect: float) -> float:
        return 1 / (1 + (1 - HAZARD) / HAZARD * np.exp(effect))

    assert to_be.residual()[to_be.alive] == pytest.approx(monthly(hazard(0.8)))
    total, still = 0.0, 1.0
    for month in range(1, FADE_MONTHS + 1):
        still *= (1 - hazard(0.8 * (1 - month / FADE_MONTHS))) / (1 + i)
        total += still * SPEND * MARGIN
    total += still * residual_value(SPEND * MARGIN, HAZARD, i)
    fading = to_be.residual(today)[to_be.alive]
    assert fading == pytest.approx(total * AT_HORIZON)
    assert monthly() < fading.min() < monthly(hazard(0.8))


def test_an_effect_on_the_margin_fades_in_a_straight_line() -> None:
    dearer = {"dearer": {"target": "economics.margin", "effect": 0.1}}
    today, to_be = two(dearer)
    i = period_discount(RATE, MONTH)
    gain = SPEND * 0.1
    still = (1 - HAZARD) / (1 + i)
    months = np.arange(1, FADE_MONTHS + 1)
    lost = (still**months * gain * months / FADE_MONTHS).sum()
    lost += still**FADE_MONTHS * residual_value(gain, HAZARD, i)
    assert to_be.residual(today)[to_be.alive] == pytest.approx(
        monthly(margin=SPEND * MARGIN + gain) - lost * AT_HORIZON
    )


def test_fading_lies_between_today_and_an_effect_that_persists() -> None:
    better = {"better": {"target": "touchpoints.desk.quality", "effect": 2}}
    scenario = made(RICH, levers=better)
    runs = twins(scenario, 200, HORIZON)
    today, to_be = (Promise(run, central(scenario)) for run in runs)
    both = today.alive & to_be.alive
    values = [p.residual(*fade)[both].mean() for p, *fade in ((today,), (to_be, today), (to_be,))]
    assert values[0] < values[1] < values[2]


def test_asking_what_a_run_promises_does_not_change_it() -> None:
    better = {"better": {"target": "touchpoints.desk.quality", "effect": 2}}
    scenario = made(RICH, levers=better)
    run = lived(scenario, 50, 40)
    before = run.built.world.flat.copy(), run.state.people.tobytes()
    Promise(run, central(scenario)).residual()
    assert np.array_equal(run.built.world.flat, before[0])
    assert run.state.people.tobytes() == before[1]
