"""One run as tables: what each column means, and that the books of all tables agree."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import cxsim
from cxsim.engine.record import DAILY
from cxsim.measure.run import STATUS, Run
from cxsim.scenario.problems import Problems
from cxsim.world.people import CAUSES

from ..kit.scenarios import CAPTIVE, PURCHASES, RICH, made

KINDS = {
    "contract": made(RICH),
    "purchases": made(PURCHASES, {"economics.margin": 0.3, "touchpoints.desk.cost": 1}),
    "captive": made({"archetypes.anyone.spend": 20, "touchpoints.desk.cost": 1}, CAPTIVE),
}


@pytest.fixture(scope="module", params=KINDS)
def run(request: pytest.FixtureRequest) -> Run:
    return cxsim.simulate(KINDS[request.param], 150, 70, record="events")


def documented(table: str) -> list[str]:
    """Columns that the docstring of a run names for a table."""
    text = re.sub(r"\([^)]*\)", "", Run.__doc__ or "")
    found = re.search(rf"    {table} : .*?\n(.*?)\n    \w+ :", text + "\n    end :", re.DOTALL)
    assert found is not None
    about = found[1]
    return (
        re.findall(r"\w+", about.rpartition(":")[2]) if ":" in about else re.findall(r"\w+", about)
    )


@pytest.mark.parametrize("table", ["customers", "events"])
def test_every_column_is_documented(run: Run, table: str) -> None:
    assert list(getattr(run, table).columns) == documented(table)


def test_the_daily_table_is_tidy(run: Run) -> None:
    assert list(run.daily.columns) == ["day", "metric", "value"]
    assert run.daily["metric"].drop_duplicates().tolist() == list(DAILY)
    assert not run.daily.duplicated(["day", "metric"]).any()
    assert run.daily["day"].nunique() == 70


def total(run: Run, metric: str) -> float:
    return float(run.daily.loc[run.daily["metric"] == metric, "value"].sum())


@pytest.mark.parametrize("money", ["revenue", "contact_cost", "value"])
def test_money_of_customers_is_the_money_of_days(run: Run, money: str) -> None:
    """To the millionth: both are sums of the same integers."""
    theirs = run.customers[money].sum()
    assert round(theirs * 1e6) == round(total(run, money) * 1e6)
    assert theirs != 0


def test_money_of_the_run_is_that_of_the_firm(run: Run) -> None:
    scale = run.scenario.as_is.firm.customers / 150
    assert run.metrics["revenue"] == pytest.approx(total(run, "revenue") * scale)
    assert run.metrics["cost"] == pytest.approx(total(run, "contact_cost") * scale)
    profit = total(run, "margin") - total(run, "contact_cost")
    assert run.metrics["profit"] == pytest.approx(profit * scale)
    assert run.metrics["npv"] == pytest.approx(total(run, "value") * scale)


def test_books_of_customers_close(run: Run) -> None:
    people = run.customers
    now = people["status"] == "customer"
    joined = total(run, "joined")
    gone = sum(total(run, f"left_{cause}") for cause in CAUSES[1:4]) + total(run, "dropped_out")
    assert people["initial"].sum() == 150
    assert now.sum() == 150 + joined - gone
    left = people["left"].between(-1, 70) & (people["status"] == "left")
    assert left.sum() == gone  # a journey of leaving may have begun on the day before day 0
    assert ((people["joined"] >= 0) & ~people["initial"]).sum() >= joined
    assert set(people["status"]) <= set(STATUS)
    assert ((people["cause"] != "") == (people["status"] == "left")).all()
    assert np.isfinite(people.loc[people["status"] == "left", "left"]).all()


def test_retention_is_the_share_of_the_first_customers_still_there(run: Run) -> None:
    people = run.customers[run.customers["initial"]]
    if run.scenario.as_is.relationship.kind == "non_contractual":
        assert run.metrics["retention"] == 1  # all have bought within the year
        return
    kept = (people["status"] == "customer").mean()
    assert run.metrics["retention"] == pytest.approx(kept)


def test_nps_counts_everybody_who_is_a_customer(run: Run) -> None:
    answers = run.customers["nps_answer"]
    asked = run.customers["status"] == "customer"
    assert (answers.notna() == asked).all()
    given = answers.dropna().astype(int)
    assert given.between(0, 10).all()
    assert run.metrics["nps"] == pytest.approx(100 * ((given >= 9).mean() - (given <= 6).mean()))
    assert run.metrics["satisfaction"] == pytest.approx(
        run.customers.loc[asked, "satisfaction"].mean(), abs=1e-6
    )


def test_lifetime_value_is_the_mean_of_the_first_customers(run: Run) -> None:
    people = run.customers
    assert run.metrics["clv"] == pytest.approx(people.loc[people["initial"], "clv"].mean())
    gone = people["status"] != "customer"
    assert (people.loc[gone, "clv"] == people.loc[gone, "value"]).all()


def test_events_tell_what_the_days_count(run: Run) -> None:
    assert run.events is not None
    seen = run.events["event"].value_counts()
    assert seen["visit"] == total(run, "visits") == run.customers["visits"].sum()
    for event, metrics in {
        "journey_end": ("done", "given_up", "stayed"),
        "join": ("joined",),
        "purchase": ("purchases",),
        "talk": ("talked_well", "talked_badly"),
    }.items():
        assert seen.get(event, 0) == sum(total(run, metric) for metric in metrics), event
    assert run.events["day"].is_monotonic_increasing
    assert run.events["day"].between(0, 69).all()
    assert set(run.events["touchpoint"]) <= {*run.scenario.as_is.touchpoints, ""}
    visits = run.events[run.events["event"] == "visit"]
    assert visits["felt"].between(0, 10).all()


def test_events_are_kept_only_on_request_and_change_nothing(run: Run) -> None:
    again = cxsim.simulate(run.scenario, 150, 70)
    assert again.events is None
    pd.testing.assert_frame_equal(again.customers, run.customers, check_exact=True)
    pd.testing.assert_frame_equal(again.daily, run.daily, check_exact=True)
    assert again.metrics == run.metrics


def test_seeds_and_replications_differ(run: Run) -> None:
    for other in ({"seed": 2}, {"replication": 1}):
        again = cxsim.simulate(run.scenario, 150, 70, **other)  # type: ignore[arg-type]
        assert not again.customers["satisfaction"].equals(run.customers["satisfaction"])


def test_captive_customers_stay() -> None:
    run = cxsim.simulate(KINDS["captive"], 50, 60)
    assert run.metrics["retention"] == run.metrics["retention_good"] == 1
    assert not any(name.startswith("churn") for name in run.metrics)


def test_a_value_that_never_ends_is_no_number() -> None:
    """Captive customers and nothing discounted: the metric is absent, and nothing crashes."""
    run = cxsim.simulate(
        made({"archetypes.anyone.spend": 20, "economics.discount_rate": 0}, CAPTIVE), 20, 30
    )
    assert not {"clv", "clv_fade"} & run.metrics.keys()
    assert (run.customers.loc[run.customers["initial"], "clv"] == np.inf).all()


def test_all_wrong_arguments_are_told_at_once() -> None:
    with pytest.raises(Problems) as found:
        cxsim.simulate(
            KINDS["captive"],
            customers=0,
            horizon_days=0,
            seed=-1,
            replication=1.5,  # type: ignore[arg-type]
            engine="kernle",
            threads=0,
            record="evnets",
        )
    said = {problem.place: problem.sentence() for problem in found.value.problems}
    assert list(said) == [
        "customers",
        "seed",
        "replication",
        "horizon_days",
        "threads",
        "engine",
        "record",
    ]
    assert "kernel" in said["engine"]
    assert "events" in said["record"]
    assert "1 … 1000000000" in said["customers"]
