"""What survivors still bring: the closed form of a constant hazard, and how an effect fades."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cxsim.measure.value import Promise
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.numbers import central

from ..kit.runs import lived, twins
from ..kit.scenarios import CAPTIVE, PURCHASES, RICH, made

SPEND, MARGIN, HAZARD, RATE = 30.0, 0.4, 0.02, 0.12
CASE = {
    "archetypes.anyone.needs": {},
    "archetypes.anyone.spend": SPEND,
    "economics": {"margin": MARGIN, "discount_rate": RATE},
    "relationship.loyalty.median_hazard": HAZARD,
}
HORIZON = 60
AT_HORIZON = (1 + RATE) ** (-HORIZON / 365)


V = (1 + RATE) ** (-1 / 365)
"""Value today of a unit of money tomorrow."""


def worth(
    found: Promise, hazard: float = HAZARD, margin: float = SPEND * MARGIN, period: float = MONTH
) -> np.ndarray:
    """The textbook's residual of each survivor at day 0, from the bill that each awaits."""
    stay = 1 - hazard
    bills = margin * stay / (1 - stay * V**period)
    return (bills * V**found.wait * AT_HORIZON)[found.alive]


def fading(
    found: Promise, hazards: Callable[[np.ndarray], np.ndarray], margins: Callable[..., np.ndarray]
) -> np.ndarray:
    """The same, bill by bill over a century, with a hazard and a margin that depend on the day."""
    days = found.wait[found.alive][:, None] + MONTH * np.arange(1200)
    still = np.cumprod(1 - hazards(days), axis=1)
    return (still * margins(days) * V**days).sum(axis=1) * AT_HORIZON


def promise(scenario: Scenario, customers: int = 50) -> Promise:
    return Promise(lived(scenario, customers, HORIZON), central(scenario))


def test_a_constant_hazard_gives_the_closed_form() -> None:
    found = promise(made(CASE))
    assert found.alive.any()
    residual = found.residual()
    assert residual[found.alive] == pytest.approx(worth(found), rel=1e-9)
    assert not residual[~found.alive].any()


def test_a_period_is_what_the_contract_says() -> None:
    quarterly = promise(made(CASE, {"relationship.period_days": 3 * MONTH}))
    assert quarterly.residual()[quarterly.alive] == pytest.approx(
        worth(quarterly, period=3 * MONTH)
    )


def test_the_next_bill_is_awaited_less_than_a_period() -> None:
    found = promise(made(CASE))
    assert (found.wait[found.alive] >= 0).all()
    assert (found.wait[found.alive] <= MONTH).all()


def test_who_is_talked_round_has_not_left() -> None:
    """A desk that keeps half of those who want to leave halves the chance to leave (SE .01)."""
    desk = {
        "journeys.bye": {
            "label": "Bye",
            "kind": "leave",
            "entry": {"desk": 1},
            "steps": {"desk": {"stay": 0.5, "done": 0.5}},
        },
        "relationship.loyalty.spread": 0,
        "relationship.loyalty.median_hazard": 0.1,
    }
    found = promise(made(CASE, desk), 3000)
    assert found.hazard[found.alive].mean() == pytest.approx(0.05, abs=0.006)


def test_purchases_that_come_twice_as_often_are_worth_twice() -> None:
    often = {"often": {"target": "relationship.frequency", "how": "multiply", "effect": 2}}
    once, twice = (
        Promise(run, central(scenario))
        for scenario in [made(PURCHASES, levers=often)]
        for run in twins(scenario, 200, HORIZON)
    )
    assert twice.hazard[once.alive & twice.alive] == pytest.approx(
        1 - (1 - once.hazard[once.alive & twice.alive]) ** 2
    )


def test_all_reasons_to_leave_count() -> None:
    found = promise(
        made(CASE, {"archetypes.anyone.non_payment": 0.03, "relationship.involuntary": 0.01})
    )
    assert found.residual()[found.alive] == pytest.approx(worth(found, 1 - 0.98 * 0.97 * 0.99))


def test_contact_costs_come_off_the_margin() -> None:
    """Two visits a month at 3 each; the mean of 72,000 visits has a standard error of .4%."""
    visits = {"archetypes.anyone.needs": {"ask": 2}, "touchpoints.desk.cost": 3}
    scenario = made({"archetypes.anyone.spend": SPEND, "economics.margin": MARGIN}, visits, CAPTIVE)
    found = Promise(lived(scenario, 3000, 365), central(scenario))
    assert SPEND * MARGIN - found.margin[found.alive] == pytest.approx(6, rel=0.016)


def test_a_price_cut_comes_off_the_margin_whole() -> None:
    cut = {"cut": {"target": "economics.price", "how": "multiply", "effect": 0.9}}
    found = promise(made(CASE, levers=cut))
    assert found.residual()[found.alive] == pytest.approx(
        worth(found, margin=SPEND * (MARGIN - 0.1))
    )


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

    def hazard(effect: np.ndarray | float) -> np.ndarray:
        return np.asarray(1 / (1 + (1 - HAZARD) / HAZARD * np.exp(effect)))

    assert to_be.residual()[to_be.alive] == pytest.approx(worth(to_be, float(hazard(0.8))))
    expected = fading(
        to_be,
        lambda day: hazard(0.8 * (1 - np.minimum(1, day / 365))),
        lambda day: np.full(day.shape, SPEND * MARGIN),
    )
    found = to_be.residual(today)[to_be.alive]
    assert found == pytest.approx(expected)
    assert (worth(to_be) < found).all()
    assert (found < worth(to_be, float(hazard(0.8)))).all()


def test_an_effect_on_the_margin_fades_in_a_straight_line() -> None:
    dearer = {"dearer": {"target": "economics.margin", "effect": 0.1}}
    today, to_be = two(dearer)
    expected = fading(
        to_be,
        lambda day: np.full(day.shape, HAZARD),
        lambda day: SPEND * (MARGIN + 0.1 * (1 - np.minimum(1, day / 365))),
    )
    assert to_be.residual(today)[to_be.alive] == pytest.approx(expected)


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
