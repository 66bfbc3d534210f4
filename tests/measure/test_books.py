"""Books: every posting once, so every way of cutting the firm's money adds up to the cent."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxsim
from cxsim.engine.engines import PLACES, engine_named
from cxsim.engine.record import (
    ACQUISITION_COST,
    CAMPAIGN_COST,
    CONTACT_COST,
    MARGIN,
    REVENUE,
    SOURCES,
    VALUE,
    Record,
    empty_record,
    month_of,
)
from cxsim.engine.run import Lived
from cxsim.measure.books import ACCOUNTS, CUTS, books, difference
from cxsim.measure.metrics import metrics
from cxsim.measure.run import Run
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central

from ..kit.generated import life
from ..kit.generated_luck import Luck
from ..kit.runs import worlds
from ..kit.scenarios import RICH, made

COLUMNS = ["account", "month", *CUTS, "cents"]
LEVERS = {
    "better": {"target": "touchpoints.line.quality", "effect": 1, "one_off": 999.99, "monthly": 7},
    "later": {
        "target": "touchpoints.desk.quality",
        "effect": 1,
        "start_day": 40,
        "monthly": 0.01,
    },
}
CAMPAIGNS = {
    "mail": {"label": "Mail", "days": 40, "cost": 0.35, "one_off": 10, "for": ["anyone"]},
    "call": {"label": "Call", "start_day": 20, "days": 40, "cost": 4.2, "monthly": 3},
    "free": {"label": "Free", "days": 90, "cost": 0},
}
ADVERTISED = {
    "market.acquisition": {"advertising": {"cost": 3, "monthly": 1000}, "friends": {"cost": 1}}
}
PLAN = made(RICH, ADVERTISED, {"campaigns": CAMPAIGNS}, levers=LEVERS)


def told(frame: pd.DataFrame) -> dict[str, Fraction]:
    """Revenue, margin, cost, profit and present value as books have them, in money."""
    cents = {name: int(frame.loc[frame["account"] == name, "cents"].sum()) for name in ACCOUNTS}
    margin = cents["revenue"] + cents["cost_of_sales"]
    profit = sum(cents.values()) - cents["discounting"]
    found = {"revenue": cents["revenue"], "margin": margin, "cost": margin - profit}
    found |= {"profit": profit, "npv": sum(cents.values())}
    return {name: Fraction(amount, 100) for name, amount in found.items()}


def cut_alike(frame: pd.DataFrame) -> None:
    """Every account comes to the same by each of its cuts, and nothing is posted without cause."""
    assert list(frame.columns) == COLUMNS
    assert set(frame["account"]) <= set(ACCOUNTS)
    whole = frame.groupby("account")["cents"].sum()
    for cut in ("month", *CUTS):
        assert frame[cut].notna().all()
        assert (
            frame.groupby(["account", cut])["cents"].sum().groupby("account").sum() == whole
        ).all()


def same_money(frame: pd.DataFrame, measured: dict[str, float]) -> None:
    """The totals are those of the metrics, to the cent; of huge ones, as floats have them."""
    for name, amount in told(frame).items():
        if name != "margin":
            near = 0.011 + 1e-12 * abs(measured["revenue"]) + 1e-12 * abs(measured["cost"])
            assert abs(float(amount) - measured[name]) <= near, name


def books_of(scenario: Scenario, lived: Lived) -> pd.DataFrame:
    world = lived.built.world
    known = (lived.record, int(world.case[0].customers), world.discount)
    return books(scenario, central(scenario), *known)


# ---- any record ----


def written(luck: np.random.Generator, days: int, most: int) -> Record:
    """A record of `PLAN` with money by chance that agrees with itself, as all lives do."""
    case = PLAN.extended
    record = empty_record(days, len(case.archetypes), len(case.touchpoints), 1, 0, 0)
    for what in (REVENUE, MARGIN, CONTACT_COST, CAMPAIGN_COST, VALUE):
        record.daily[:, :, what] = luck.integers(0, most, record.daily.shape[:2])
    record.daily[60:, :, CAMPAIGN_COST] = 0
    record.daily[:20, 1, CAMPAIGN_COST] = 0
    months = [month_of(day) for day in range(days)]
    np.add.at(record.touched[:, :, 0, 3], months, record.daily[:, :, CONTACT_COST])
    moved = luck.integers(0, most, record.touched.shape[:2])
    record.touched[:, :, 0, 3] -= moved
    record.touched[:, :, 1, 3] += moved
    record.acquired[..., 1] = luck.integers(0, most, (*record.daily.shape[:2], SOURCES))
    record.daily[:, :, ACQUISITION_COST] = record.acquired[..., 1].sum(axis=2)
    record.advertising[:] = 1000 / 30
    return record


@settings(derandomize=True, deadline=None, max_examples=20)
@given(
    st.integers(0, 999),
    st.integers(1, 150),
    st.sampled_from([3, 10**6, 10**11]),
    st.integers(1, 99),
)
def test_books_of_any_record_balance(seed: int, days: int, most: int, customers: int) -> None:
    """Totals are those of the integers of the record, rounded once."""
    luck = np.random.default_rng(seed)
    record, rate = written(luck, days, most), float(luck.random() * 0.2)
    discount = (1 + rate) ** (-np.arange(days + 1) / 365)
    frame = books(PLAN, central(PLAN), record, customers, discount)
    cut_alike(frame)
    scale = Fraction(PLAN.as_is.firm.customers, 10**6 * customers)
    totals = record.daily.sum(axis=(0, 1)).tolist()
    found = told(frame)
    assert found["revenue"] == rounded(totals[REVENUE] * scale)
    assert found["margin"] == rounded(totals[MARGIN] * scale)
    cut = frame.groupby(["account", "archetype"])["cents"].sum()
    for a, archetype in enumerate(PLAN.as_is.archetypes):
        exact = int(record.daily[:, a, REVENUE].sum()) * scale
        postings = int((frame["archetype"] == archetype).sum())
        assert abs(Fraction(int(cut.get(("revenue", archetype), 0)), 100) - exact) < postings
    contacts = frame[frame["account"] == "contacts"]
    for t, touchpoint in enumerate(PLAN.extended.touchpoints):
        mine = contacts[contacts["touchpoint"] == touchpoint]
        exact = -int(record.touched[:, :, t, 3].sum()) * scale
        assert abs(Fraction(int(mine["cents"].sum()), 100) - exact) <= Fraction(len(mine) + 1, 100)


def rounded(money: Fraction) -> Fraction:
    """Money in whole cents, half up."""
    return Fraction((100 * money + Fraction(1, 2)).__floor__(), 100)


def test_campaigns_under_way_together_are_told_together() -> None:
    record = written(np.random.default_rng(1), 90, 1000)
    frame = books(PLAN, central(PLAN), record, 60, np.ones(91))
    made_by = frame[frame["account"] == "campaigns"]
    cents = made_by.groupby(["archetype", "campaign"])["cents"].sum()
    assert set(cents.index) == {
        *(("anyone", name) for name in ("mail", "mail+call", "call")),
        ("keen", "call"),
    }
    by_date = frame[frame["account"] == "programme"].groupby(["campaign", "lever"])["cents"].sum()
    assert by_date.to_dict() == {
        ("", "better"): -(99999 + 3 * 700),
        ("", "later"): -2,
        ("call", ""): -900,
        ("mail", ""): -1000,
    }


def test_a_difference_is_todays_books_turned_and_the_others_beside() -> None:
    record, other = (written(np.random.default_rng(seed), 90, 10**6) for seed in (1, 2))
    today, redesign = (books(PLAN, central(PLAN), one, 7, np.ones(91)) for one in (record, other))
    gap = difference(today, redesign)
    cut_alike(gap)
    assert not difference(today, today)["cents"].sum()
    for cut in CUTS:
        own = [one.groupby(["account", cut])["cents"].sum() for one in (gap, redesign, today)]
        assert own[0].equals(own[1].sub(own[2], fill_value=0).astype("int64"))


# ---- lives ----


@pytest.mark.parametrize("seed", range(9501, 9506))
def test_books_of_generated_lives_balance_in_both_engines(seed: int) -> None:
    one = life(Luck.of(seed))
    frames = []
    for name in PLACES:
        lives = engine_named(name)
        today, own = worlds(one.scenario, one.customers, one.horizon, one.seed)
        lived = lives.live(own, lives.warmed(today))
        frame = books_of(one.scenario, lived)
        cut_alike(frame)
        same_money(frame, metrics(one.scenario, central(one.scenario), lived))
        frames.append(frame)
    assert frames[0].equals(frames[1])


CASES = ("telecom/to_be_on_time_technician", "retail/to_be_loyalty_mailing")
BANK = "bank_contact_centre/to_be_one_chair_fewer"


@cache
def lived(name: str) -> tuple[Run, Run]:
    """Today's journey and a redesign of a case, a sample for some months."""
    case = name.partition("/")[0]
    about: dict[str, Any] = {"customers": 100, "horizon_days": 100}
    today, redesign = cxsim.load(f"{case}/as_is"), cxsim.load(name)
    return cxsim.simulate(today, **about), cxsim.simulate(redesign, **about)


@pytest.mark.parametrize("name", [*CASES, BANK])
def test_books_of_cases_are_those_of_metrics_and_days(name: str) -> None:
    today, redesign = lived(name)
    for run in (today, redesign):
        cut_alike(run.books)
        same_money(run.books, run.metrics)
        scale = run.scenario.as_is.firm.customers / 100
        days = run.daily.groupby("metric")["value"].sum() * scale
        cents = run.books.groupby("account")["cents"].sum()
        for account, metric in (("revenue", "revenue"), ("contacts", "contact_cost")):
            assert abs(cents.get(account, 0)) / 100 == pytest.approx(days[metric], abs=0.011)
    gap = difference(today.books, redesign.books)
    cut_alike(gap)
    changed = told(gap)
    for metric in ("revenue", "cost", "profit", "npv"):
        delta = redesign.metrics[metric] - today.metrics[metric]
        assert float(changed[metric]) == pytest.approx(delta, abs=0.021)


def test_each_cut_says_whose_money_it_is() -> None:
    _, run = lived(CASES[0])
    paid = run.books[run.books["cents"] < 0]
    of = {account: paid[paid["account"] == account] for account in ACCOUNTS}
    case = run.scenario.as_is
    wages = run.teams.groupby("team")["wages"].sum()
    booked = of["payroll"].groupby("team")["cents"].sum() / -100
    assert booked.to_dict() == pytest.approx(wages[wages > 0].to_dict(), abs=0.05)
    assert len(booked)
    assert set(of["programme"]["lever"]) == {
        name for name, lever in run.scenario.levers.items() if lever.one_off.value
    }
    by_contact = of["contacts"]
    assert (by_contact[["archetype", "touchpoint", "channel", "owner"]] != "").all(axis=None)
    owner = by_contact.drop_duplicates("touchpoint").set_index("touchpoint")["owner"]
    assert owner.to_dict() == {name: case.touchpoints[name].owner for name in owner.index}
    assert not of["payroll"]["archetype"].any()
    came = run.acquisition.groupby("source")["cost"].sum()
    booked = of["acquisition"].groupby("source")["cents"].sum() / -100
    scale = case.firm.customers / 100
    for source in set(booked.index) - {"advertising"}:
        assert booked[source] == pytest.approx(came[source] * scale, abs=0.05)


def test_books_are_made_when_they_are_first_asked_for() -> None:
    run, _ = lived(CASES[0])
    assert run.books is run.books
