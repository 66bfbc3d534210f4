"""The months of an outcome add up to its metrics, and are those of the books."""

from __future__ import annotations

import pytest

import cxsim
from cxsim.study.replication import MONTHLY, replicate
from cxsim.world.numbers import central

CASES = ("telecom/to_be_on_time_technician", "retail/to_be_loyalty_mailing")
COSTS = ("contact_cost", "programme_cost", "team_cost")
CUSTOMERS, DAYS = 100, 100


@pytest.mark.parametrize("name", CASES)
def test_months_add_up_to_metrics_and_are_those_of_the_books(name: str) -> None:
    """To the cent; a month of the books is within a cent for each account, of which nine are."""
    worlds = [cxsim.load(f"{name.partition('/')[0]}/as_is"), cxsim.load(name)]
    values = [central(world) for world in worlds]
    for world, outcome in zip(
        worlds, replicate(worlds, values, CUSTOMERS, DAYS, 1, 0), strict=True
    ):
        months = dict(zip(MONTHLY, outcome.months.T, strict=True))
        total = {column: money.sum() for column, money in months.items()}
        for metric, column in (("revenue", "revenue"), ("profit", "profit"), ("npv", "discounted")):
            assert total[column] == pytest.approx(outcome.metrics[metric], rel=0, abs=0.01)
        cost = sum(total[column] for column in COSTS)
        assert cost == pytest.approx(outcome.metrics["cost"], rel=0, abs=0.01)
        books = cxsim.simulate(world, CUSTOMERS, DAYS).books
        cents = books.pivot_table("cents", "account", "month", "sum", fill_value=0)
        cents = cents.reindex(columns=range(1, len(outcome.months) + 1), fill_value=0)
        worth, profit = cents.sum() / 100, cents.drop("discounting").sum() / 100
        assert worth.tolist() == pytest.approx(months["discounted"].tolist(), rel=0, abs=0.1)
        assert profit.tolist() == pytest.approx(months["profit"].tolist(), rel=0, abs=0.1)
