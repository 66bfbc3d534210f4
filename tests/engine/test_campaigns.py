"""Rule 31: contacts that nobody asked for, which may harm."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim import compare, load, simulate
from cxsim.behaviour.relationship import contact_term
from cxsim.engine.record import (
    CAMPAIGN_COST,
    CONTACT,
    CONTACTED,
    LEFT_VOLUNTARY,
    MARGIN,
    REVENUE,
)
from cxsim.engine.run import live, warmed
from cxsim.scenario import Problems

from ..kit import books
from ..kit.engines import differences
from ..kit.runs import differing, lived, twins, worlds
from ..kit.scenarios import PURCHASES, RICH, made, redesigned

CALLS: dict[str, Any] = {
    "start_day": 5,
    "days": 20,
    "reach": 0.6,
    "takers": 0.5,
    "spend_change": -7,
    "cost": 3,
}
SCENARIOS = {
    "contract": made(RICH, campaigns={"calls": CALLS, "all": {"cost": 1, "reach": 1}}),
    "purchases": made(
        PURCHASES,
        {"relationship.rate.scale_days": 5, "behaviour": {}, "warm_up_days": 10},
        campaigns={"calls": CALLS},
    ),
    "today": made(RICH, {"campaigns": {"old": CALLS | {"label": "Old"}}}, campaigns={"new": CALLS}),
}
HARMS: dict[str, Any] = {"days": 20, "lasts_days": 91, "cost": 0}


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_engines_agree_and_the_books_balance(name: str) -> None:
    assert differences(SCENARIOS[name], 20, 40) == []
    today, own = worlds(SCENARIOS[name], 40, 40)
    warm = warmed(today)
    run = live(own, warm, own.people.size)
    books.check(warm, run)
    contacted = run.record.events[: int(run.record.written[0])]
    assert (contacted["kind"] == CONTACT).sum() == run.record.daily[..., CONTACTED].sum() > 5


def test_a_contact_works_for_as_long_as_it_lasts() -> None:
    assert [contact_term(0.5, since, 91.0) for since in (-1.0, 0.0, 90.9, 91.0)] == [0, 0.5, 0.5, 0]


@pytest.mark.parametrize(("effect", "reach"), [(-0.2, 1.0), (0.554, 0.5), (0.7, 1.0)])
def test_the_sign_is_the_case_s_to_say(effect: float, reach: float) -> None:
    plan = HARMS | {"on_leaving": effect, "reach": reach}
    today, called = twins(made(RICH, campaigns={"it": plan}), 1000, 60)
    left = [int(run.record.daily[..., LEFT_VOLUNTARY].sum()) for run in (today, called)]
    assert (left[1] - left[0]) * effect > 0


def test_what_does_nothing_changes_nobody_to_the_bit() -> None:
    nothing = {"on_leaving": 0, "spend_change": -5, "takers": 0, "reach": 1}
    today, called = twins(made(RICH, campaigns={"it": nothing}), 40, 40)
    assert differing(today, called) == ["daily"]
    off = made(RICH, campaigns={"it": CALLS | {"enabled": False}})
    assert differing(*twins(off, 40, 40)) == []
    assert differing(*twins(made(RICH, campaigns={"it": CALLS | {"reach": 0}}), 40, 40)) == []


def test_only_who_is_a_customer_that_morning_is_contacted_and_once() -> None:
    scenario = made(RICH, campaigns={"it": HARMS | {"reach": 1, "start_day": 10}})
    run = simulate(scenario, 60, 50, record="events")
    events = run.events
    assert events is not None
    calls = events[events["event"] == "contact"]
    assert calls["customer"].is_unique
    assert calls["day"].between(10, 29).all()
    assert (calls["led_to"] == "it").all()
    people = run.customers.loc[calls["customer"]]
    assert (people["joined"].to_numpy() < calls["day"].to_numpy()).all()
    assert (people["left"].to_numpy() > calls["day"].to_numpy() - 1).all()
    known = run.customers
    there = known[known["initial"] & (known["joined"] < 10) & (known["left"] > 30)]
    assert set(there["id"]) <= set(calls["customer"])


def test_takers_pay_less_from_the_contact_on_and_contacts_are_paid_for() -> None:
    still = {"behaviour.leaving": {"strength": 0}, "relationship.loyalty.median_hazard": 1e-9}
    plan = {"on_leaving": 0, "takers": 1, "spend_change": -7, "cost": 3, "start_day": 15}
    case = {"archetypes.anyone.spend": 30, "horizon_days": 100, "behaviour.spend.level": 0}
    today, called = twins(made(case, still, campaigns={"it": plan}), 10, 100)
    assert called.record.daily[15, 0, CAMPAIGN_COST] == 30_000_000
    assert (called.state.people["cost"] - today.state.people["cost"] == 3_000_000).all()
    # Bills on days 0, 30, 60 and 91: three of them after the contact.
    assert (called.state.people["revenue"] - today.state.people["revenue"] == -21_000_000).all()
    margin = [run.record.daily[:, 0, MARGIN].sum() for run in (today, called)]
    assert margin[1] - margin[0] == -210_000_000, "a price cut is borne by the margin whole"


def test_nobody_is_paid_to_stay() -> None:
    plan = {"takers": 1, "spend_change": -1e6}
    run = lived(made(RICH, campaigns={"it": plan}), 20, 40)
    assert run.record.daily[1:, :, REVENUE].sum() == 0


def test_a_campaign_of_the_redesign_leaves_the_luck_of_today_s_alone() -> None:
    old = {"campaigns": {"old": CALLS | {"label": "Old"}}}
    idle = {"reach": 1, "on_leaving": 0}
    today, both = twins(made(RICH, old, campaigns={"new": idle}), 40, 40)
    assert set(differing(today, both)) == {"daily"}


def test_mistakes_are_told() -> None:
    old = made(RICH, {"campaigns": {"old": {"label": "Old"}}})
    with pytest.raises(Problems, match=r"campaigns.old.*another name"):
        redesigned(old.as_is, {}, campaigns={"old": CALLS | {"label": "Old"}})
    with pytest.raises(Problems, match=r"campaigns.new.for.*Nearest: keen"):
        redesigned(old.as_is, {}, campaigns={"new": CALLS | {"label": "New", "for": ["kean"]}})


def test_the_ideal_plan_backfires() -> None:
    as_is, plan = load("telecom/as_is"), load("telecom/to_be_your_ideal_plan")
    found = compare(as_is, [plan], customers=600, horizon_days=200, replications=2)
    table = found.table[found.table["scenario"] == plan.name].set_index("metric")
    assert table.loc["churn_voluntary", "delta"] > 0
    assert table.loc["npv", "delta"] < 0
    assert found.decisions[plan.name].invested.mean > 0
    assert found.decisions[plan.name].discount is not None
    assert np.isfinite(table.loc["revenue", "delta"])
