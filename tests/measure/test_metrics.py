"""Metrics of one run against counts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cxsim.engine.record import DAILY
from cxsim.engine.run import Lived
from cxsim.measure.metrics import metrics, monthly, top_decile
from cxsim.scenario.schema import MONTH
from cxsim.world.numbers import central

from ..kit.runs import lived, twins
from ..kit.scenarios import PURCHASES, RICH, made

SCENARIO = made(RICH)


@pytest.fixture(scope="module")
def run() -> Lived:
    return lived(SCENARIO, 200, 400)


@pytest.fixture(scope="module")
def found(run: Lived) -> dict[str, float]:
    return metrics(SCENARIO, central(SCENARIO), run)


def counted(run: Lived, *names: str) -> list[int]:
    return [int(run.record.daily[:, :, DAILY.index(name)].sum()) for name in names]


def test_churn_is_a_chance_per_month_whatever_the_period(
    run: Lived, found: dict[str, float]
) -> None:
    """Ten-day periods: those who left of those who could, over three periods and a bit."""
    exposed, *left = counted(
        run, "exposed", "left_voluntary", "left_non_payment", "left_involuntary"
    )
    for name, gone in (
        ("churn_monthly", sum(left)),
        ("churn_voluntary", left[0]),
        ("churn_non_payment", left[1]),
    ):
        assert 0 < found[name] == pytest.approx(1 - (1 - gone / exposed) ** (MONTH / 10))


def test_first_contact_resolution_is_a_share_of_help(run: Lived, found: dict[str, float]) -> None:
    helped, at_once = counted(run, "helped", "helped_at_once")
    assert 0 < found["first_contact_resolution"] == at_once / helped < 1


def test_kept_at_month_12_is_net(run: Lived, found: dict[str, float]) -> None:
    """Those who joined stand in for those who left; retention counts the first ones alone."""
    joined, *left = counted(run, "joined", "left_voluntary", "left_non_payment", "left_involuntary")
    assert found["kept_12"] == run.record.census[11, :, 0].sum() / 200
    assert 200 + joined - sum(left) == run.record.census[-1, :, 0].sum()
    assert found["retention"] < found["kept_12"]


def test_what_a_run_cannot_have_is_absent() -> None:
    today = made()
    run = lived(today, 20, 60)
    absent = {"kept_12", "first_contact_resolution"}
    assert not absent & metrics(today, central(today), run).keys()
    everybody_left = made({"relationship.loyalty.median_hazard": 0.9})
    gone = lived(everybody_left, 5, 365)
    there = metrics(everybody_left, central(everybody_left), gone)
    assert there["retention"] == 0
    assert not {"nps", "satisfaction"} & there.keys()


def test_top_decile_is_a_tenth_by_spend_then_tenure(run: Lived) -> None:
    chosen = top_decile(run)
    people = run.built.people[:200]
    assert chosen.sum() == 20
    keen = np.asarray(people.archetype == 1)
    assert keen[chosen].all()  # who spends twice as much
    joined = np.asarray(people.joined)
    assert joined[chosen].max() <= joined[keen & ~chosen].min()


def test_top_decile_is_the_same_people_in_all_worlds() -> None:
    levers = {"cheap": {"target": "archetypes.keen.spend", "how": "multiply", "effect": 0}}
    today, to_be = twins(made(RICH, levers=levers), 90, 40)
    assert top_decile(today).tolist() == top_decile(to_be).tolist()


@pytest.mark.parametrize(("customers", "chosen"), [(1, 1), (9, 1), (14, 1), (26, 3)])
def test_top_decile_of_few(customers: int, chosen: int) -> None:
    assert top_decile(lived(made(), customers, 5)).sum() == chosen


def test_who_has_not_bought_for_long_is_not_retained() -> None:
    """Nobody says goodbye: the last purchase is all that a firm sees."""
    shop = made(PURCHASES, {"relationship.inactivity_days": 30})
    run = lived(shop, 500, 120)
    people = run.state.people
    bought = np.asarray(people.last_purchase) >= 120 - 30
    found = metrics(shop, central(shop), run)
    assert 0 < found["retention"] == bought.mean() < 1
    assert found["retention_good"] == bought[top_decile(run)].mean()
    assert not any(name.startswith("churn") for name in found)


def test_top_decile_of_a_shop_is_by_spend_a_day() -> None:
    shop = made(PURCHASES)
    run = lived(shop, 200, 10)
    worth = np.asarray(run.built.world.purchase_level * run.built.world.purchase_rate)
    assert worth[top_decile(run)].min() >= np.sort(worth)[-20]


def test_months_add_up_to_the_days(run: Lived) -> None:
    for what, name in enumerate(DAILY):
        by_month = monthly(run, 400, what)
        assert by_month.size == 14
        assert by_month.sum() == counted(run, name)[0]
